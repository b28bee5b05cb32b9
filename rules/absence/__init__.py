"""What may be said of a thing that was not found: what was unread, misplaced, considered, or behind a dead link."""
