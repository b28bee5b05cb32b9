"""What the last visit left behind, and whether it may stand again tonight."""
