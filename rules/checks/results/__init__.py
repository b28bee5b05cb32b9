"""Checks of published results of the assessment."""
