"""What a form asks and is for: an appeal, a poll on the quality of conditions, one step of several."""
