"""Answers that look like a page and are none: bot checks, captchas, logins, parked and closed sites, soft 404.

Pure recognisers over the raw answer. They run before anything else looks at a page, and what they recognise never
becomes input of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from crawler.items import Reason


class Wall(NamedTuple):
    """What stands before the page: the reason, the product or pattern recognised, and a quotation if there is one."""

    reason: Reason
    name: str
    detail: str = ""


def recognise(status: int, headers: Mapping[str, str], body: bytes, url: str = "") -> Wall | None:
    """Name the wall an answer is; None for an ordinary page. `headers` have lower-case names."""
    return None
