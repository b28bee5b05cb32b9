"""One module per family of commands. They parse, call, print and return an exit code; nothing is found out here."""
