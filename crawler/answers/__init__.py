"""What came back for an address: a failure and its reason, a wall, a notice that nothing is there, or a page."""
