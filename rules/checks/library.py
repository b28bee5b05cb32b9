"""Imports every module of checks, so that they register themselves."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import rules.checks

for found in walk_packages(rules.checks.__path__, f"{rules.checks.__name__}."):
    import_module(found.name)
