"""The built-in region: invented organizations, their sites and the truth about them."""
