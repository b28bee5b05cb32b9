"""What each item asks of whom and by when, alone and beside the others."""
