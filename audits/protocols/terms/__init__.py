"""By when: dates, counts and paces as protocols write them, turned into terms."""
