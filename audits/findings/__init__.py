"""Findings as people read them: in order, counted, as lines, as lists of deficiencies."""
