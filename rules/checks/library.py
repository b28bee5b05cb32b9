"""Imports every module of checks, so that they register themselves."""

from __future__ import annotations

from rules.checks import (
    accessible,
    acts,
    banner,
    buslinks,
    card,
    feedback,
    formaccess,
    nokpage,
    order,
    ownsite,
    phones,
    planquality,
    plans,
    poll,
    pollmatch,
    pollresults,
    pollworks,
    results,
    site,
)

MODULES = (
    accessible,
    acts,
    banner,
    buslinks,
    card,
    feedback,
    formaccess,
    nokpage,
    order,
    ownsite,
    phones,
    planquality,
    plans,
    poll,
    pollmatch,
    pollresults,
    pollworks,
    results,
    site,
)
