"""Check functions: each answers one question about a site with met, unmet or unsure."""
