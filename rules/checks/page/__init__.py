"""Checks of the page on the assessment."""
