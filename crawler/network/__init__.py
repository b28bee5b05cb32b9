"""One address and one answer: whom we connect to, how fast, what can go wrong and what it is called."""
