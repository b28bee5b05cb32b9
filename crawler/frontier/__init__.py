"""What a visit knows of a site so far: which links are left and in which order, what was seen, when it is enough."""
