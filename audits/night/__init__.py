"""A night from beginning to end, and what it leaves behind."""
