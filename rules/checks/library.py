"""Imports every module of checks, so that they register themselves."""

from __future__ import annotations

from rules.checks import accessible, acts, buslinks, feedback, nokpage, poll, site

MODULES = (accessible, acts, buslinks, feedback, nokpage, poll, site)
