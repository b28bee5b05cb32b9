"""A visit to a site from its address to a `Site`: how it gets in, what guides it, in which order it goes."""
