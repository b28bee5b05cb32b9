"""Addresses: as people type them, what kind of site one is, which hosts are known, which only pass a visitor on."""
