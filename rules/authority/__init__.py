"""What stands in the section about the independent assessment on the site of a body in charge."""
