"""OBSERVE: a website becomes facts. Knows nothing of rules."""
