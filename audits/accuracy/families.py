"""Which family of site builders a capture belongs to, from the words its `cms` was noted with."""

from __future__ import annotations

import re

_FAMILIES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("1C-Bitrix", r"bitrix"),
        ("Joomla", r"joomla"),
        ("WordPress", r"wordpress"),
        ("uCoz", r"ucoz"),
        ("Tilda", r"tilda"),
        ("school platforms", r"saas|gosweb|госвеб"),
        ("ASP.NET", r"asp"),
        ("pages built by scripts", r"vue|react|angular|next|nuxt|jquery load"),
        ("PHP frameworks", r"laravel|yii|kohana|symfony|codeigniter"),
        ("Python frameworks", r"django|flask"),
        ("own PHP", r"php"),
        ("static pages", r"static|html|jekyll|hugo|gulp|sample"),
    )
)
OTHER = "other"


def family_of(cms: str) -> str:
    """The first family that `cms` speaks of; `OTHER` when it speaks of none."""
    return next((name for name, pattern in _FAMILIES if pattern.search(cms)), OTHER)
