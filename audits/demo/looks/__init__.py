"""How the technologies of the region dress a page: markup idioms, addresses, encodings and headers."""
