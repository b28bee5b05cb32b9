"""Writers of machine and office formats."""
