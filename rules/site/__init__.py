"""The pages of a site as rules see them: what each holds and says, how they are linked, what role they play."""
