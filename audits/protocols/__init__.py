"""Protocols of meetings: read as they are written, turned into obligations with terms."""
