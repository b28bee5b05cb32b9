"""The public council that assesses: its regulation, members and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from crawler.items import BlockKind, Page, Reason, Region
from rules.authority.content import (
    in_office,
    is_another,
    is_anothers_paper,
    is_councils,
    is_former,
    is_of_another,
    is_repealed,
    members_in,
    own_lines,
    regulation_in,
)
from rules.authority.council_traces import members_told, met_on, rules_told
from rules.authority.kinds import MEMBERS, MINUTES, OTHER_COUNCIL, REGULATION, Kind, kinds_of
from rules.authority.meetings import recorded_meetings
from rules.authority.reading import Protocol, order_requisites, persons, protocols
from rules.authority.subject import NEWS, denies_nok, mentions_nok
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import met, unmet, unsure
from rules.checks.authority_answers import missing
from rules.checks.registry import NoOptions, check
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL
from rules.model import Answer, Value, Verdict
from rules.view import SiteView

_BARE = re.compile(r"\W*положени[ея]\W*(?:docx?|pdf)?\W*$")
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
_GENERAL = re.compile(r"общественн\w* совет\w*[^.;]{0,60}\(общий\)|общий общественн\w* совет")
_ASSESSES = re.compile(
    r"\b(?:учрежден|организаци|школ|больниц|центр)\w* (?:\w+ )?оценива"
    # «работники оцениваемых учреждений» may not sit in it
    r"|(?<!работники )(?<!работников )(?<!сотрудники )(?<!сотрудников )\bоценива\w+ (?:учрежден|организаци)"
)
_LONG = 6000  # characters of a regulation in which it may say what is not the council's
_COUNCILS = "общественный совет"  # above what stands on its page
_STUB = 300  # characters: a text so short says nothing of what it leaves out
_REQUISITES = re.compile(  # «Решение общественного совета от 20.02.2024 № 1»: by what a list was set
    r"\W*(?:утвержд\w+ |определ\w+ |сформирован\w* )?(?:решени\w*|протокол\w*) (?:заседани\w* )?(?:\w+ ){0,3}совета\b"
    r"[^а-я]{0,4}(?:от )?[\d.\s№n/а-я-]{0,40}"
)
_PLANNED = re.compile(r"\bплан\w*|график|ближайш|состоится|приглаша")


def _is_anothers(unit: Unit) -> bool:
    """Whether a section is another council's by its name, or a unit by the heading right above it."""
    nearest = unit.around.rpartition(" / ")[2]
    if is_anothers_paper(unit):
        return True
    return (unit.link is None and unit.block >= 0 and is_another(unit.name)) or is_another(nearest)


def _of_council(units: Iterable[Unit]) -> list[Unit]:
    return [
        unit
        for unit in units
        if not OTHER_COUNCIL.search(normal(f"{unit.name} {unit.around}"))
        and not _is_anothers(unit)
        and not (unit.link is not None and _is_general(unit.name))
    ]


def _is_general(line: str) -> bool:
    """Whether a line calls its council the general one, beside that for the assessment."""
    said = normal(line)
    return _GENERAL.search(said) is not None and not mentions_nok(line)


@check("authority-regulation", NoOptions)
def authority_regulation(view: SiteView, _: NoOptions) -> Answer:
    """A regulation of the council, and the independent assessment is among what it says."""
    silent: list[Unit] = []
    for unit in _of_council(named(view, REGULATION)):
        if is_repealed(unit) or denies_nok(unit.text[:_LONG]):
            continue
        if unit.reason is None and unit.text.strip() and mentions_nok(f"{unit.name}\n{unit.text}"):
            return met(evidence(view, unit), title=unit.name)
        if unit.link is not None and unit.is_there and mentions_nok(unit.name):
            return met(evidence(view, unit), title=unit.name)
        way = " ".join(step.text for step in unit.page.click_path)
        if unit.reason is None and unit.link is not None and len(unit.text) <= _STUB:
            if mentions_nok(f"{unit.around} {way}"):
                return met(evidence(view, unit), title=unit.name)
        elif unit.reason is None and len(unit.text) > _STUB:
            if _ASSESSES.search(normal(unit.text)):
                remark = "Независимая оценка в положении полным именем не названа."
                return met(evidence(view, unit), remarks=(remark,), title=unit.name)
            silent.append(unit)
    for unit in _of_council(view.authority_units):  # «Положение» under a heading that does not name the council
        text = normal(unit.text)
        if _BARE.match(normal(unit.name)) and unit.reason is None and COUNCIL.search(text) and mentions_nok(text):
            return met(evidence(view, unit), title=unit.name)
    mute = [unit for unit in silent if not mentions_nok(_to_the_next_paper(unit))]
    for unit in view.authority_units:
        if (line := regulation_in(unit)) and not (_stands_in(unit, line, mute) or _leads_to(line, silent)):
            return met(evidence(view, unit, line), title=line[:120])
    known = {id(unit) for unit in silent}
    for unit, line in rules_told(view):
        if id(unit) in known or _stands_in(unit, line, mute):
            continue
        return met(
            evidence(view, unit, line), remarks=("Положением порядок работы совета не назван.",), title=unit.name
        )
    answer = missing(view, REGULATION, known=bool(silent))
    if silent and answer.reason is None:
        said = f"Положение «{silent[0].shown}» размещено, но полномочий по независимой оценке в нём нет."
        return unmet(said, evidence(view, silent[0]), title=silent[0].name)
    return answer


def _to_the_next_paper(unit: Unit) -> str:
    """All that follows a section's heading up to one of another kind: chapters may be as high as what they are of."""
    if unit.link is not None or unit.block < 0:
        return unit.text
    told: list[str] = []
    for block in unit.page.blocks[unit.block + 1 :]:
        opens = block.kind in {BlockKind.HEADING, BlockKind.TAB}
        if opens and any(kind is not REGULATION for kind in kinds_of(normal(block.text), _COUNCILS)):
            break
        told += [block.text] if block.region is Region.CONTENT else []
    return "\n".join(told)


def _leads_to(line: str, papers: Iterable[Unit]) -> bool:
    """Whether a line is no more than the name of one of these files: what the file says is known."""
    return any(one.link is not None and normal(line) == normal(one.link.label) for one in papers)


def _stands_in(unit: Unit, line: str, sections: Iterable[Unit]) -> bool:
    """Whether a page's line is the heading of one of these sections of it, or stands under it."""
    own = [one for one in sections if one.link is None and unit.link is None and one.page is unit.page]
    return any(line == one.name or line in one.lines for one in own)


class MembersOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`minimum`: how many named persons make a council's membership."""

    minimum: int = 3


@check("authority-members", MembersOptions)
def authority_members(view: SiteView, options: MembersOptions) -> Answer:
    """The members by name, with the date or the order that appointed them (a remark where neither stands)."""
    named_units = [(unit, f"{unit.name}\n{unit.text}") for unit in _of_council(named(view, MEMBERS))]
    for unit, whole in (*named_units, *_lines(view, MEMBERS)):
        text = "\n".join(in_office(whole.split("\n")))
        people = persons(text.partition("\n")[2] or text)
        if len(people) < options.minimum or is_former(unit.name):
            continue
        order, dates = order_requisites(text), find_dates(text[:3000])
        remarks = () if order or dates else ("Дата или приказ об утверждении состава не указаны.",)
        return met(
            evidence(view, unit, f"{unit.shown}: {', '.join(people[:3])}"),
            remarks=remarks,
            members=len(people),
            order=order,
            date=max(day for _, _, day in dates).isoformat() if dates else "",
        )
    unnamed = "Составом список не назван; дата или приказ о его утверждении не указаны."
    for unit in view.authority_units:
        if len(people := members_in(unit, view)) >= options.minimum:
            proof = evidence(view, unit, f"{unit.shown}: {', '.join(people[:3])}")
            return met(proof, remarks=(unnamed,), members=len(people), order="", date="")
    for unit, line, people in members_told(view):
        order, dates = order_requisites(line), find_dates(line)
        remark = "Составом список не назван." if order or dates else unnamed
        date = max(day for _, _, day in dates).isoformat() if dates else ""
        return met(evidence(view, unit, line), remarks=(remark,), members=len(people), order=order, date=date)
    answer = missing(view, MEMBERS)
    if answer.verdict is Verdict.UNMET:
        for page in view.authority.unclear_councils:
            if len(people := persons("\n".join(b.text for b in view.blocks_of(page)))) >= options.minimum:
                return _of_unclear(view, page, "состав", ", ".join(people[:3]))
    return answer


def _of_unclear(view: SiteView, page: Page, what: str, said: str) -> Answer:
    """A paper of the body's council, of which nothing says whether the assessment is its task."""
    message = f"Размещён {what} общественного совета ({page.url}); занят ли он независимой оценкой, там не сказано"
    return unsure(Reason.AMBIGUOUS, message, view.evidence(page, said))


class MinutesOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`months`: minutes older than this are remarked upon."""

    months: int = 12


@check("authority-minutes", MinutesOptions)
def authority_minutes(view: SiteView, options: MinutesOptions) -> Answer:
    """Minutes of the council's meetings, told by number or date; the latest date is in the details."""
    found: list[tuple[Protocol, Unit]] = []
    for unit in _of_council(named(view, MINUTES)):
        told = _told(unit, view) if unit.is_there and not _only_cites(unit) else ()
        found += [(one, unit) for one in told if not (MINUTES.refused and MINUTES.refused.search(normal(one.text)))]
    if not found:
        found = [(one, unit) for unit, line in _lines(view, MINUTES) for one in protocols(line)]
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
                return _of_unclear(view, page, "протокол", line)
    return answer


def _without_date(view: SiteView) -> Answer | None:
    """Minutes that give neither day nor number in a form we know, or a meeting told of in a sentence."""
    for unit in _of_council(named(view, MINUTES)):
        said = normal(f"{unit.name} {unit.by_content[:80]}")
        if unit.link is None or REGULATION.names(normal(unit.link.label), "совет"):
            continue  # «Положение о совете. Протоколы: файлы переносятся»: a line of two papers, one of them there
        if unit.is_there and _NAMED_MINUTES.search(said) and not _only_cites(unit):
            remark = "Дата и номер протокола в названии не указаны."
            return met(evidence(view, unit), remarks=(remark,), count=1, latest="")
    headed = [
        (u, line) for u in _of_council(named(view, MINUTES)) if u.link is None and u.block >= 0 for line in u.lines
    ]
    for unit, line in (*headed, *_lines(view, MINUTES)):
        days = [day for _, _, day in find_dates(line) if day <= view.on]
        if _REQUISITES.fullmatch(normal(line)) and not MINUTES.names(normal(unit.name), "совет"):
            continue
        if days and _HELD.search(normal(line)) and not _PLANNED.search(normal(f"{unit.name} {unit.around} {line}")):
            remark = "Протокола нет, размещены сведения о заседании."
            return met(evidence(view, unit, line), remarks=(remark,), count=1, latest=max(days).isoformat())
    for unit, lines in met_on(view):
        own = unit.link is None and is_councils(unit) and mentions_nok(f"{unit.name}\n{unit.text[:_LONG]}")
        told = recorded_meetings(lines, view.on, paper=unit.link is not None, councils=own)
        if told and not view.classified(NEWS, unit.page).accepted:
            days = [day for line in told for _, _, day in find_dates(line) if day <= view.on]
            remark = "Протоколами не названы; размещены записи о заседаниях с решениями."
            latest = max(days).isoformat() if days else ""
            return met(evidence(view, unit, told[0]), remarks=(remark,), count=len(told), latest=latest)
    return None


def _lines(view: SiteView, kind: Kind) -> list[tuple[Unit, str]]:
    """Single lines of the section that speak of such a thing under no heading of their own."""
    return [
        (unit, line)
        for unit in _of_council(view.authority_units)
        if unit.link is None
        for line in own_lines(unit, view)
        if not _is_of_others(line)
        and kind.names(normal(line), normal(f"{unit.around} / {unit.name}") if is_councils(unit) else "")
    ]


def _is_of_others(line: str) -> bool:
    """Whether a line speaks of another council alone."""
    said = normal(line)
    another = OTHER_COUNCIL.search(said) is not None and COUNCIL.search(said) is None
    return another or is_of_another(said) or _is_general(line)


def _told(unit: Unit, view: SiteView) -> tuple[Protocol, ...]:
    """Minutes a unit names; under «Протоколы» a link says often no more than the day, and so does a meeting's page."""
    if unit.link is None:
        lines = (line for line in own_lines(unit, view) if not _is_of_others(line))
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
