"""Checks of a ministry's section on the assessment."""
