"""The language of protocols: verbs, numerals, months, workdays, words that ask, names of papers."""
