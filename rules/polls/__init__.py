"""The online polls of a site, and where their counted answers are published."""
