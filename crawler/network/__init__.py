"""One address and one answer: whom we connect to, how fast, and when a host is left alone."""
