"""The sheet: its lines, tables, footnotes, head, numbered paragraphs, fields and signatures."""
