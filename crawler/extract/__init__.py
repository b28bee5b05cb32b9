"""Page → facts: pure functions over one parsed page."""
