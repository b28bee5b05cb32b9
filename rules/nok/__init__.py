"""The page, section or area of a site that is devoted to the independent assessment."""
