"""From facts to audit results: where this package calls the rules."""
