"""A run while it goes on: its parts, what it tells, and when it proves nothing."""
