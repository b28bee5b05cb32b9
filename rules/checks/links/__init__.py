"""Checks of links and telephone numbers."""
