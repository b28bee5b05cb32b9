"""OBSERVE: a website becomes facts. Knows nothing of rules."""

from crawler.compiled import prefer

prefer()
