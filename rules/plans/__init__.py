"""Items of an improvement plan: from tables and from running text."""
