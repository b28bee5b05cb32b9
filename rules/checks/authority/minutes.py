"""Minutes of the meetings of the public council that assesses."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from rules.authority.content import (
    is_councils,
    own_lines,
)
from rules.authority.council_traces import met_on
from rules.authority.kinds import MINUTES, REGULATION
from rules.authority.meetings import is_to_come, past_days, recorded_meetings
from rules.authority.reading import Protocol, protocols
from rules.authority.subject import NEWS, mentions_nok
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import met
from rules.checks.authority.answers import missing
from rules.checks.authority.council import REGULATION_CHARS, is_of_others, lines_on, of_council, of_unclear
from rules.checks.registry import check
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.model import Answer, Value, Verdict
from rules.view import SiteView

_OF_MEETING = re.compile(r"заседани|стенограмм")
_BEGINS_MINUTES = re.compile(r"[^\w(]*(?:выписк\w* из )?(?:протокол|решени[ея]\b|стенограмм)")
_CITED = re.compile(  # minutes by which another paper was approved
    r"\([^)]{0,60}(?:протокол|решени)[^)]*\)"
    r"|приложени\w* (?:№ ?\d+ )?к (?:протокол|решени)\w*[^.;\n]{0,60}"
    r"|\b(?:утвержд|одобр|определ|согласов|сформир|приня)\w* [^.;]{0,120}?(?:протокол|решени)\w*[^.;]{0,60}"
)
_TOP = 10  # lines at the head of a paper
_NAMED_MINUTES = re.compile(r"\bпротокол\w*")
_ACT = re.compile(r"^[^а-я]*(?:приказ|постановлени|распоряжени|положени)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)")
_HELD = re.compile(
    r"итог|состоял|прош[ле]|провед[ен]|рассмотр|утвержд|реш[еи]|обсу[жд]|приня[лт]|постанов|собирал|встреч"
)
_REQUISITES = re.compile(  # «Решение общественного совета от 20.02.2024 № 1»: by what a list was set
    r"\W*(?:утвержд\w+ |определ\w+ |сформирован\w* )?(?:решени\w*|протокол\w*) (?:заседани\w* )?(?:\w+ ){0,3}совета\b"
    r"[^а-я]{0,4}(?:от )?[\d.\s№n/а-я-]{0,40}"
)
_PLANNED = re.compile(r"\bплан\w*|график|ближайш|состоится|приглаша")


class MinutesOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`months`: minutes older than this are remarked upon."""

    months: int = 12


@check("authority-minutes", MinutesOptions)
def authority_minutes(view: SiteView, options: MinutesOptions) -> Answer:
    """Minutes of the council's meetings, told by number or date; the latest date is in the details."""
    found: list[tuple[Protocol, Unit]] = []
    for unit in of_council(named(view, MINUTES)):
        told = _told(unit, view) if unit.is_there and not _only_cites(unit) else ()
        found += [(one, unit) for one in told if not (MINUTES.refused and MINUTES.refused.search(normal(one.text)))]
    if not found:
        lines = ((unit, line) for unit, line in lines_on(view, MINUTES) if not is_to_come(normal(line)))
        found = [(one, unit) for unit, line in lines for one in protocols(line)]
    if not found:
        return _without_date(view) or _missing_minutes(view)
    found = [(one, unit) for one, unit in found if one.day is None or one.day <= view.on]  # others are only planned
    if not found:
        return missing(view, MINUTES)
    days = [one.day for one, _ in found if one.day is not None]
    latest = max(days, default=None)
    first, unit = next((pair for pair in found if pair[0].day == latest), found[0])
    distinct = {(one.day, one.number) for one, _ in found}
    remarks = () if latest is None or not _old(latest, view.on, options.months) else (
        f"Последний протокол — от {latest:%d.%m.%Y}.",
    )  # fmt: skip
    return met(
        evidence(view, unit, first.text),
        remarks=remarks,
        count=len(distinct),
        latest=latest.isoformat() if latest else "",
    )


def _only_cites(unit: Unit) -> bool:
    """Whether a paper only refers to minutes: a list «одобрен советом (протокол от 20.02.2025 № 1)»."""
    if unit.link is None or MINUTES.names(normal(unit.name), normal(unit.around)):
        return False
    head = unit.by_content or "\n".join(unit.lines[:_TOP])
    if any(_BEGINS_MINUTES.match(normal(line)) for line in (*head.split("\n"), *unit.lines[:_TOP])):
        return False
    return not MINUTES.names(_CITED.sub(" ", normal(head)), normal(unit.around))


def _missing_minutes(view: SiteView) -> Answer:
    answer = missing(view, MINUTES)
    if answer.verdict is not Verdict.UNMET:
        return answer
    for page in view.authority.unclear_councils:
        linked = [said for link in view.links_of(page) for said in (link.label, page.heading_of(link.section))]
        told = [block.text for block in view.blocks_of(page) if protocols(block.text)]
        for line in (*linked, *told):
            if _NAMED_MINUTES.match(normal(line)):
                return of_unclear(view, page, "протокол", line)
    return answer


def _without_date(view: SiteView) -> Answer | None:
    """Minutes that give neither day nor number in a form we know, or a meeting told of in a sentence."""
    for unit in of_council(named(view, MINUTES)):
        said = normal(f"{unit.name} {unit.by_content[:80]}")
        if unit.link is None or REGULATION.names(normal(unit.link.label), "совет"):
            continue  # «Положение о совете. Протоколы: файлы переносятся»: a line of two papers, one of them there
        if unit.is_there and _NAMED_MINUTES.search(said) and not _only_cites(unit):
            remark = "Дата и номер протокола в названии не указаны."
            return met(evidence(view, unit), remarks=(remark,), count=1, latest="")
    headed = [
        (u, line) for u in of_council(named(view, MINUTES)) if u.link is None and u.block >= 0 for line in u.lines
    ]
    for unit, line in (*headed, *lines_on(view, MINUTES)):
        days = past_days(line, view.on)
        if _REQUISITES.fullmatch(normal(line)) and not MINUTES.names(normal(unit.name), "совет"):
            continue
        planned = is_to_come(normal(line)) or _PLANNED.search(normal(f"{unit.name} {unit.around} {line}"))
        if days and _HELD.search(normal(line)) and not planned:
            remark = "Протокола нет, размещены сведения о заседании."
            return met(evidence(view, unit, line), remarks=(remark,), count=1, latest=max(days).isoformat())
    for unit, lines in met_on(view):
        own = unit.link is None and is_councils(unit) and mentions_nok(f"{unit.name}\n{unit.text[:REGULATION_CHARS]}")
        told = recorded_meetings(lines, view.on, paper=unit.link is not None, councils=own)
        if told and not view.classified(NEWS, unit.page).accepted:
            days = [day for line in told for _, _, day in find_dates(line) if day <= view.on]
            remark = "Протоколами не названы; размещены записи о заседаниях с решениями."
            latest = max(days).isoformat() if days else ""
            return met(evidence(view, unit, told[0]), remarks=(remark,), count=len(told), latest=latest)
    return None


def _told(unit: Unit, view: SiteView) -> tuple[Protocol, ...]:
    """Minutes a unit names; under «Протоколы» a link says often no more than the day, and so does a meeting's page."""
    if unit.link is None:
        lines = (line for line in own_lines(unit, view) if not is_of_others(line))
        told = tuple(one for line in (unit.name, *lines) for one in protocols(line))
        dates = find_dates(unit.name) if not told and _OF_MEETING.search(normal(unit.name)) else ()
        return (Protocol(unit.name, dates[0][2], ""),) if dates else told
    told = protocols(f"{unit.name}\n{unit.by_content}")
    if any(one.day is not None for one in told):
        return told
    if not told and any(_ACT.search(normal(said)) for said in (unit.name, unit.link.label, unit.by_content)):
        return ()  # an order that speaks of minutes is none, whatever its day
    dates = find_dates(unit.name) or find_dates(unit.by_content) or _backwards(unit.name)
    number = told[0].number if told else ""
    return (Protocol(f"{unit.name} {number}".strip(), dates[0][2], number),) if dates else told


def _backwards(name: str) -> tuple[tuple[int, int, date], ...]:
    """Days as programs name files by them: «Протокол 2026-04-14», «protokol_2026_04_14»."""
    found = []
    for match in _YEAR_FIRST.finditer(name):
        with suppress(ValueError):
            found.append((match.start(), match.end(), date(*map(int, match.groups()))))
    return tuple(found)


def _old(day: date, on: date, months: int) -> bool:
    return (on.year - day.year) * 12 + on.month - day.month > months
