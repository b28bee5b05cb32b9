"""What is said when an authority's section does not show the thing looked for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from crawler.items import Reason
from rules.authority.beyond import told_beyond, unnamed_section
from rules.authority.kinds import Kind
from rules.authority.traces import trace_of
from rules.authority.units import Unit, dead, evidence, unread
from rules.checks.answers import absent, unsure
from rules.model import Answer
from rules.view import SiteView

_QUOTED = 140  # characters of a line in a message
_LISTED = 40  # unread files that are told of


def missing(view: SiteView, *kinds: Kind, known: bool = False, message: str = "", **details: Any) -> Answer:
    """Not found: unsure while a paper that may hold it is unread or a line looks like it, else absent.

    Dead links are told of. `known`: something of the kind was understood, so that mere likeness says no more.
    """
    for kind in kinds:
        hidden = unread(view, kind)
        addresses = [unit.link.url for unit in hidden if unit.link is not None and unit.reason is Reason.NOT_REACHED]
        for unit in hidden[:1]:
            said = f"Содержание документа «{unit.shown}» ({unit.link.url if unit.link else ''}) прочитать не удалось"
            return unsure(
                unit.reason or Reason.UNREADABLE, said, evidence(view, unit), unread=addresses[:_LISTED], **details
            )
    for unit in _partly_read(view, kinds)[:1]:
        said = f"Документ «{unit.shown}» прочитан не полностью"  # what is sought may stand in the part that was not
        return unsure(_lacking(unit) or Reason.UNREADABLE, said, evidence(view, unit), **details)
    for kind in kinds if not known else ():
        if (trace := trace_of(view, kind)) is not None:
            unit, line = trace
            quoted = textwrap.shorten(line, _QUOTED, placeholder="…")
            said = f"Под известными названиями не найдено: {kind.said}; но похоже на это «{quoted}» («{unit.shown}»)"
            return unsure(Reason.AMBIGUOUS, said, evidence(view, unit, line), **details)
        if (beyond := told_beyond(view, view.authority, kind)) is not None:
            page, line = beyond
            quoted = textwrap.shorten(line, _QUOTED, placeholder="…")
            said = f"В разделе не найдено: {kind.said}; но похоже на это «{quoted}» на странице {page.url}"
            return unsure(Reason.AMBIGUOUS, said, view.evidence(page, line), **details)
    if not known and (unnamed := unnamed_section(view, view.authority)) is not None:
        page, line = unnamed
        quoted = textwrap.shorten(line, _QUOTED, placeholder="…")
        said = f"Из раздела узнана лишь страница совета; о независимой оценке говорит и {page.url}: «{quoted}»"
        return unsure(Reason.AMBIGUOUS, said, view.evidence(page, line), **details)
    remarks = tuple(remark for kind in kinds for remark in dead(view, kind))
    return absent(remarks=remarks, message=message, **details)


def _partly_read(view: SiteView, kinds: Iterable[Kind]) -> list[Unit]:
    return [unit for unit in view.authority_units if _lacking(unit) and any(unit.is_of(kind) for kind in kinds)]


def _lacking(unit: Unit) -> Reason | None:
    """Why a part of a paper is unknown whose text was read otherwise."""
    return unit.document.reason if unit.document is not None and unit.reason is None else None
