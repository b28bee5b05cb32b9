"""Protocols of meetings: read as they are written, turned into obligations with terms.

`read` takes a file, `parse` its text. What they ask stands on floors: `words` of the language, `terms` (by when) and
`people` (whom), the `paper` with its lines and numbers, the `items`, and what is `kept` of a protocol once read.
"""
