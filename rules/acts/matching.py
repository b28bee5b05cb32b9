"""Which known act a citation means.

An act is known by number *and* date; body and title only corroborate. A number alone is not enough where other acts
bear it (256-ФЗ is also of 29.12.2006 and of 21.07.2011), and a misprinted date is told from another act by the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from rules.acts.bodies import Body, regions_named
from rules.acts.citations import Citation
from rules.acts.known import Act, load_acts


def match_act(
    citation: Citation, *, context: str = "", acts: Mapping[str, Act] | None = None
) -> tuple[Act, str] | None:
    """The known act a citation means, with a remark («дата с ошибкой …»), or None.

    Same number and date: that act, unless another level of power is named. Another date: a misprint when exactly one
    part of the date differs or the title agrees, and no other act of that number bears that date. No date: only when
    body or title agree, and the title where the number is ambiguous.
    """
    cited = _key(citation.number)
    numbered = _known_as(cited) if acts is None else [act for act in acts.values() if _may_be_cited(act, cited)]
    best: tuple[int, Act, str] | None = None
    for act in numbered:
        verdict = _compare(citation, act, context)
        if verdict is not None and (best is None or verdict[0] > best[0]):
            best = (verdict[0], act, verdict[1])
    return None if best is None else (best[1], best[2])


@lru_cache(maxsize=4096)
def _known_as(cited: str) -> tuple[Act, ...]:
    """The known acts a number may mean."""
    return tuple(act for act in load_acts().values() if _may_be_cited(act, cited))


def _may_be_cited(act: Act, cited: str) -> bool:
    """Whether a number means the act's: it is the same, or lacks the letters at its end."""
    own = _key(act.number)
    return cited == own or (cited.isdigit() and re.fullmatch(rf"{cited}[а-я]{{1,3}}", own) is not None)


@lru_cache(maxsize=4096)
def _key(number: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", number.casefold())


def _compare(citation: Citation, act: Act, context: str) -> tuple[int, str] | None:
    """(score, remark) when the citation, whose number may be the act's, may mean the act, else None."""
    exact_number = _key(citation.number) == _key(act.number)
    if citation.body is not None and citation.body is not act.body:
        ministries = citation.body.level == 2 and act.level == 2 and Body.FEDERAL_MINISTRY in {citation.body, act.body}
        successors = {citation.body, act.body} == {Body.MINOBRNAUKI, Body.MINPROSVESHCHENIYA}
        if not (ministries or successors):
            return None
    if citation.kind is not None and citation.kind is not act.kind:
        return None
    cited, own = regions_named(citation.text), regions_named(act.body_name)
    if cited and own and cited.isdisjoint(own):
        return None  # every region's government numbers its acts from one
    titled = _title_agrees(citation, act, context)
    body_agrees = citation.body is act.body
    day = citation.date if not citation.date_inherited or citation.date == act.date else None
    if day is not None and act.date is not None:
        if day == act.date or day in act.also_dated:
            return 100 + body_agrees, "" if exact_number else f"номер указан неполно: {citation.number}"
        if day in act.collisions:
            return None
        # «Приказ от 15.03.2024 № 66» below a heading on the assessment is no misprint of 66н: it says so little itself
        if not (exact_number or body_agrees or _title_agrees(citation, act, "")):
            return None
        if titled or (body_agrees and _one_part_differs(day, act.date)):
            return 50 + titled, f"дата с ошибкой: указано {day:%d.%m.%Y}, правильно {act.date:%d.%m.%Y}"
        return None
    if act.ambiguous or not exact_number:
        return (30, "дата не указана") if titled and (body_agrees or exact_number) else None
    if titled or body_agrees:
        return 20 + titled, "" if act.date is None else "дата не указана"
    return None


def _title_agrees(citation: Citation, act: Act, context: str) -> bool:
    words = f"{citation.title} {context}".casefold().replace("ё", "е")
    return sum(stem in words for stem in act.words) >= min(2, len(act.words)) and bool(act.words)


def _one_part_differs(first: date, second: date) -> bool:
    return sum((first.day != second.day, first.month != second.month, first.year != second.year)) == 1
