"""What changed between two runs, whose doing it is, and what it is called."""
