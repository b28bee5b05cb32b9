"""Legal acts: how they are cited, who adopts them, which are known and required, what a page lists of them."""
