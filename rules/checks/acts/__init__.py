"""Checks of the acts a page lists."""
