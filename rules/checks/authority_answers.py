"""What is said when an authority's section does not show the thing looked for."""

from __future__ import annotations

from typing import Any

from crawler.items import Reason
from rules.authority.kinds import Kind
from rules.authority.units import dead, evidence, unread
from rules.checks.answers import absent, unsure
from rules.model import Answer
from rules.view import SiteView

_LISTED = 40  # unread files that are told of


def missing(view: SiteView, *kinds: Kind, message: str = "", **details: Any) -> Answer:
    """Not found: unsure while a paper that may hold it is unread, else absent; dead links are told of."""
    for kind in kinds:
        hidden = unread(view, kind)
        addresses = [unit.link.url for unit in hidden if unit.link is not None and unit.reason is Reason.NOT_REACHED]
        for unit in hidden[:1]:
            said = f"Содержание документа «{unit.shown}» ({unit.link.url if unit.link else ''}) прочитать не удалось"
            return unsure(
                unit.reason or Reason.UNREADABLE, said, evidence(view, unit), unread=addresses[:_LISTED], **details
            )
    remarks = tuple(remark for kind in kinds for remark in dead(view, kind))
    return absent(remarks=remarks, message=message, **details)
