"""Whom an item asks: bodies, posts and persons, given back in the nominative."""
