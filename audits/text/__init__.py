"""What everything written for people shares: words, numbers in Russian, lines and tables."""
