"""Checks of plans to remedy shortcomings."""
