"""Checks of the feedback form and of the version for visually impaired people."""
