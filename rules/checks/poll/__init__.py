"""Checks of the online poll."""
