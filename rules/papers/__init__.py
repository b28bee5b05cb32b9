"""Documents the assessment's page holds: what each is, whose, of which years, with which stamps."""
