"""JUDGE: facts become findings. Pure: no network, no clock, no database, no terminal."""
