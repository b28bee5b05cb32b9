"""Which known acts a page lists, which required ones are missing, and whether their order follows the hierarchy.

Norm: protocol of 02.06.2017 № 3, annex 1, «Нормативные правовые акты». An act is known by number *and* date; body and
title only corroborate. A number alone is not enough where other acts bear it (256-ФЗ is also of 29.12.2006 and of
21.07.2011), and a misprinted date is told from another act by the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from urllib.parse import unquote

from msgspec import structs

from rules.acts.bodies import Body, regions_named
from rules.acts.citations import ACT_NAMES, Citation, Kind, find_citations
from rules.acts.known import Act, Position, RequiredActs, has_lapsed, in_force, in_place_of, load_acts
from rules.language.translit import without_ending
from rules.language.wording import excerpt, normal, parts_of
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import HEADS
from rules.lexicon.sectors import sectors_of
from rules.model import Sector, Value


class Mention(Value, frozen=True):
    """A piece of a page that may cite acts: a block, or a link with its target."""

    text: str
    url: str = ""  # where it leads, when it is a link
    context: str = ""  # heading and neighbouring text: corroborates, is not searched
    links: tuple[int, ...] = ()  # where the links in it begin: each is an entry, though in the middle of a line


class ActMention(Value, frozen=True):
    """One act mentioned. `act` is None for acts the registry does not know; `primary` marks an entry of a list."""

    act: Act | None
    citation: Citation | None
    level: int | None
    text: str
    url: str = ""
    remark: str = ""
    primary: bool = False
    order: int = 0  # place among all mentions of the page


class FoundActs(Value, frozen=True):
    """All acts of a page: every mention in page order."""

    mentions: tuple[ActMention, ...]

    @property
    def by_id(self) -> Mapping[str, tuple[ActMention, ...]]:
        """Mentions of known acts by act id."""
        grouped: dict[str, tuple[ActMention, ...]] = {}
        for mention in self.mentions:
            if mention.act is not None:
                grouped[mention.act.id] = (*grouped.get(mention.act.id, ()), mention)
        return grouped


class MissingAct(Value, frozen=True):
    """A required position that nothing on the page satisfies. `text` has the full requisites, in Russian."""

    position: int
    text: str
    acts: tuple[str, ...] = ()


class OrderViolation(Value, frozen=True):
    """`later` stands below `earlier` although a higher body adopted it."""

    earlier: ActMention
    later: ActMention


_KINDS = {
    Kind.LAW: "Федеральный закон",
    Kind.DECREE: "Указ",
    Kind.RESOLUTION: "Постановление",
    Kind.DIRECTIVE: "Распоряжение",
    Kind.ORDER: "Приказ",
    Kind.LETTER: "Письмо",
    Kind.DECISION: "Решение",
}
_BODY_NAMES = {
    Body.PRESIDENT: "Президента РФ",
    Body.GOVERNMENT: "Правительства РФ",
    Body.MINTRUD: "Минтруда России",
    Body.MINZDRAV: "Минздрава России",
    Body.MINKULTURY: "Минкультуры России",
    Body.MINOBRNAUKI: "Минобрнауки России",
    Body.MINPROSVESHCHENIYA: "Минпросвещения России",
    Body.ROSOBRNADZOR: "Рособрнадзора",
    Body.MINFIN: "Минфина России",
    Body.MINSPORT: "Минспорта России",
}
_NOK = compiled(r"{of_quality}|{abbreviated}")
_LOCAL_ACT = compiled(
    r"\b(?:приказ(?!ы\b|ов\b)|положени|распоряжени|регламент|порядок|план[-\s]график)\w*(?=[^.;\n]{0,160}"
    r"(?:ответственн\w+|{mentioned}|рабоч\w+\s+групп))",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"министерств|минтруд|минкульт|минздрав|минобр|минпрос|правительств|российской|\bРФ\b|рособрнадзор|администраци|департамент|"
    r"управлени\w+\s+(?:образовани|культур)|общественн\w+\s+совет",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[«\"“„]|\sоб?\s")  # what follows the body: «О порядке …»
_TITLE_LENGTH = 40  # characters: a shorter title may be anything's
_OWN_ORDER = re.compile(
    rf"^\W*(?:\d+\W+)?приказ\w*\s+(?:{HEADS}|руководител|по\s+(?:школе|учреждени|саду))",
    re.IGNORECASE,
)
# A paragraph that is a list: «Указ … № 597 «О …», Федеральный закон …, Приказ …».
_AFTER_ANOTHER = re.compile(r"(?:[»\"”)\d]|\d\s?-?[а-яА-Я]{1,3})\s*,\s*$")
_NAMED = re.compile(rf"(?:Федеральный (?:конституционный )?закон|{'|'.join(map(str.capitalize, ACT_NAMES))})\b")
_ENTITLED = re.compile(r"[«\"“„(]*Об?\s+[а-яё]")  # an entry that gives the title first: «О мерах … (Указ …)»
_LEAD = re.compile(r"[\s\d.)•·*–—-]*(?:приложение\s*\d*\s*)?", re.IGNORECASE)


def requisites(act: Act) -> str:
    """Full requisites of an act in Russian: kind, body, date, number, title."""
    body = act.body_name or _BODY_NAMES.get(act.body, "")
    head = _KINDS[act.kind] + (f" {body}" if body and act.kind is not Kind.LAW else "")
    day = f" от {act.date:%d.%m.%Y}" if act.date else ""
    return f"{head}{day} № {act.number}" + (f" «{act.title}»" if act.title else "")


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


def find_acts(mentions: Iterable[Mention], *, acts: Mapping[str, Act] | None = None) -> FoundActs:
    """All acts cited in `mentions` (page order). A link's file name is read too when its text cites nothing."""
    told = _cited_in if acts is None else partial(_read, acts=acts)
    found = (one for mention in mentions for one in told(mention))
    return FoundActs(mentions=tuple(structs.replace(one, order=order) for order, one in enumerate(found)))


@lru_cache(maxsize=8192)
def _cited_in(mention: Mention) -> tuple[ActMention, ...]:
    """`_read` among the acts of the registry: several rules ask the same, and menus repeat from page to page."""
    return _read(mention, None)


def _read(mention: Mention, acts: Mapping[str, Act] | None) -> tuple[ActMention, ...]:
    """The acts one mention cites; else the one whose title it bears; else the organization's own."""
    citations = find_citations(mention.text)
    if not citations and mention.url:
        name = file_words(mention.url)
        citations = tuple(c for c in find_citations(name) if c.kind is Kind.LAW or c.date or c.body)
    if citations:
        return tuple(_cited(mention, citation, acts) for citation in citations)
    if (titled := _titled(mention, acts)) is not None:
        remark = f"номер и дата не указаны: «{excerpt(mention.text, width=80)}»"
        return (ActMention(titled, None, titled.level, mention.text, mention.url, remark, primary=True),)
    local = _local_act(mention)
    return (ActMention(None, None, 6, local, mention.url, primary=True),) if local else ()


def _cited(mention: Mention, citation: Citation, acts: Mapping[str, Act] | None) -> ActMention:
    act, remark = match_act(citation, context=f"{mention.text} {mention.context}", acts=acts) or (None, "")
    level = act.level if act else citation_level(citation)
    if level is None and _OWN_ORDER.match(mention.text):
        level = 6
    primary = _is_entry(mention, citation)
    return ActMention(act, citation, level, citation.text, mention.url, remark, primary=primary)


def _titled(mention: Mention, acts: Mapping[str, Act] | None) -> Act | None:
    """The known act whose full title a link or line bears, though neither number nor date."""
    if len(mention.text) < _TITLE_LENGTH:
        return None
    said = _letters(mention.text)
    titles = _titles() if acts is None else {id: _letters(act.title)[:110] for id, act in acts.items()}
    named = [id for id, title in titles.items() if len(title) >= _TITLE_LENGTH and title in said]
    return (load_acts() if acts is None else acts)[named[0]] if len(named) == 1 else None


@cache
def _titles() -> Mapping[str, str]:
    """The beginnings of the titles of known acts, as `_letters`."""
    return {id: _letters(act.title)[:110] for id, act in load_acts().items()}


def _letters(text: str) -> str:
    return re.sub(r"[^а-я]+", " ", text.casefold().replace("ё", "е")).replace(" рф ", " российской федерации ").strip()


def missing_acts(found: FoundActs, required: RequiredActs, sector: Sector | None, on: date) -> tuple[MissingAct, ...]:
    """Required positions that nothing found satisfies, for the sector (None: unknown, positions of all sectors).

    Nobody need publish an act that is not in force on the day, `on`: a position of only such acts is not required.
    """
    return tuple(
        _missing(position, sector, on)
        for position in required.positions
        if _concerns(position, sector) and _is_in_force(position, on) and not satisfying(found, position, sector)
    )


def _is_in_force(position: Position, on: date) -> bool:
    known = load_acts()
    return not position.acts or any(in_force(known[act], on) for act in position.acts)


def lapsed_remarks(found: FoundActs, on: date) -> tuple[str, ...]:
    """Of the known acts found those in force no more: worth telling, but the list is not the worse for history."""
    acts = (mentions[0].act for mentions in found.by_id.values())
    return tuple(_lapsed(act, on) for act in acts if act is not None and has_lapsed(act, on))


def _lapsed(act: Act, on: date) -> str:
    told = f"Акт утратил силу {act.valid_until:%d.%m.%Y}" if act.valid_until else "Акт заменён другим"
    successor = in_place_of(act, on)
    instead = f"; действует {requisites(successor)}" if successor is not None else ""
    return f"{told}: {requisites(act)}{instead}."


def satisfying(found: FoundActs, position: Position, sector: Sector | None = None) -> tuple[ActMention, ...]:
    """Mentions that satisfy a position."""
    if position.acts:
        return tuple(m for m in found.mentions if m.act is not None and m.act.id in position.acts)
    return tuple(
        m
        for m in found.mentions
        if m.level in position.levels
        and (m.act is None or not m.act.sectors or sector is None or sector in m.act.sectors)
    )


def of_other_sectors(found: FoundActs, required: RequiredActs, sector: Sector | None) -> tuple[ActMention, ...]:
    """Acts of ministries of other sectors where all that stand in a position for the sector's own are such.

    The ministry of labour and social protection coordinates the assessment in all sectors; acts that name no sector
    are of none.
    """
    for position in required.positions if sector is not None else ():
        filling = satisfying(found, position, sector)
        if 4 in position.levels and filling and all(_is_of_another(one, sector) for one in filling):
            return filling
    return ()


def _is_of_another(mention: ActMention, sector: Sector | None) -> bool:
    body = _TITLE.split(mention.text, maxsplit=1)[0]
    told = sectors_of(body)
    coordinates = Sector.SOCIAL in told or "труд" in normal(body)
    return bool(told) and sector not in told and not coordinates


def order_violations(sequence: Sequence[ActMention]) -> tuple[OrderViolation, ...]:
    """Inversions between levels among acts in page order: each act that stands below one of a lower body.

    Acts of unknown level are passed over; within a level any order is right. Of several acts above, the nearest of the
    lowest body is named.
    """
    violations: list[OrderViolation] = []
    lowest: ActMention | None = None
    for mention in sequence:
        if mention.level is None:
            continue
        if lowest is not None and lowest.level is not None and mention.level < lowest.level:
            violations.append(OrderViolation(earlier=lowest, later=mention))
        else:
            lowest = mention
    return tuple(violations)


def listed(found: FoundActs) -> tuple[ActMention, ...]:
    """The acts that make up the page's list, in order: entries only (not acts cited inside sentences), each once."""
    seen: set[str] = set()
    numbers: set[str] = set()
    entries: list[ActMention] = []
    for mention in found.mentions:
        key = mention.act.id if mention.act else mention.text.casefold()
        number = mention.citation.number if mention.citation else ""
        # the link inside a line that has given the number with its date: «№ 256-ФЗ» once more
        again = mention.act is None and mention.citation is not None and mention.citation.date is None
        if mention.primary and key not in seen and not (again and number in numbers):
            seen.add(key)
            numbers.add(number)
            entries.append(mention)
    return tuple(entries)


def citation_level(citation: Citation) -> int | None:
    """Level of an act the registry does not know, from kind, body and number; None when they do not tell."""
    if citation.body is not None:
        return citation.body.level
    if citation.kind in {Kind.LAW, Kind.DECREE}:
        return 1
    if citation.number.lower().endswith(("-рп", "-пп")):
        return 3
    if re.fullmatch(r"\d+н", citation.number):
        return 2
    general = re.match(
        r"об?\s+утверждении\s+(?:\w+\s+)?(?:порядк|показател|требовани|методи|перечн)", citation.title, re.IGNORECASE
    )
    if citation.kind is Kind.ORDER and citation.date is not None and not general:
        return 6  # an order that names no body is the organization's own, unless its title is a ministry's
    return None


def file_words(url: str) -> str:
    """The last part of an address as words: «Приказ_№344н_от_31.05.2018.pdf» → «Приказ №344н от 31.05.2018»."""
    name = without_ending(unquote(parts_of(url).path).rsplit("/", 1)[-1])
    name = re.sub(r"(?<=\d)[-_ ]?f[zs]\b", "-ФЗ", re.sub(r"[_+]+", " ", name), flags=re.IGNORECASE)
    name = re.sub(
        r"(?<=\d)[-_ ]?(rp|pp)\b", lambda m: "-рп" if m[1].lower() == "rp" else "-пп", name, flags=re.IGNORECASE
    )
    return re.sub(r"\bfz[-_ ]?(?=\d)", "ФЗ-", name, flags=re.IGNORECASE)


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


def _is_entry(mention: Mention, citation: Citation) -> bool:
    text = mention.text
    line_start = max(text.rfind("\n", 0, citation.start), text.rfind(";", 0, citation.start)) + 1
    line_start = max((line_start, *(start for start in mention.links if start <= citation.start)))
    if any(citation.start <= start < citation.end for start in mention.links):
        return True  # the link may be on the number alone
    lead = _LEAD.sub("", text[line_start : citation.start], count=1)
    ends = not text[citation.end :].partition("\n")[0].strip(' ).;,»"')
    in_a_row = _AFTER_ANOTHER.search(text[: citation.start]) and _NAMED.match(text[citation.start :])
    return len(lead) <= 25 or bool(in_a_row) or (ends and _ENTITLED.match(lead) is not None)


def _local_act(mention: Mention) -> str:
    text = f"{mention.text} {file_words(mention.url)}" if mention.url else mention.text
    if len(mention.text) > 300 or not _NOK.search(normal(f"{text} {mention.context}")):
        return ""
    match = _LOCAL_ACT.search(text)
    return mention.text.replace("\n", " ") if match and not _OF_OTHERS.search(text) else ""


def _concerns(position: Position, sector: Sector | None) -> bool:
    if sector is None:
        return not position.sectors
    return sector not in position.except_sectors and (not position.sectors or sector in position.sectors)


def _missing(position: Position, sector: Sector | None, on: date) -> MissingAct:
    known = load_acts()
    if position.acts:
        acts = tuple(act for act in position.acts if in_force(known[act], on))
        names = " или ".join(requisites(known[act]) for act in acts)
        return MissingAct(position=position.position, text=names, acts=acts)
    current = (in_place_of(known[act], on) for act in (position.examples.get(sector, ()) if sector else ()))
    examples = tuple(dict.fromkeys(act.id for act in current if act is not None))
    name = position.name[:1].upper() + position.name[1:]
    suffix = f", например: {'; '.join(requisites(known[act]) for act in examples)}" if examples else ""
    return MissingAct(position=position.position, text=name + suffix, acts=examples)
