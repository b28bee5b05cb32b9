"""Protocols that are stored: the same item again, new editions, what proves an item done."""
