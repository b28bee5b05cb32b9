"""What a council's members, regulation and minutes may stand in, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.authority.content import (
    MEETING,
    SOME_COUNCIL,
    in_office,
    is_addressed,
    is_another,
    is_councils,
    is_of_another,
    loose_persons,
    own_lines,
    regulation_in,
)
from rules.authority.kinds import KEPT, NOT_YET, OTHER_COUNCIL, RULES
from rules.authority.meetings import is_to_come, recorded_meetings, told_meeting
from rules.authority.reading import persons
from rules.authority.subject import denies_nok, mentions_nok
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import LINE, READ, lines, texts
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL, CRITERIA

_FEW = 3  # persons
_LONG = 6000  # characters of a text that may name a council
_SEVERAL = 2  # signs of an order of work
_JOINED = re.compile(
    r"\bвошл|\bвходят|\bвходит|состоит из|\bчлен\w* совета|\bучастник\w* совета|\bвозглав|\bв совете\b"
    r"|знакомьтесь|\bпредседатель\b"
)
_JOINED_IN = re.compile(_JOINED.pattern, re.IGNORECASE)
_PAIR_OF_NAMES = re.compile(r"(?<=\s)[А-ЯЁ][а-яё]{2,} [А-ЯЁ][а-яё]{2,}\b")  # «мама пловцов Дарья Ложкина»
_WITH_INITIAL = re.compile(r"(?<![\w.])[А-ЯЁ][а-яё]{2,} [А-ЯЁ]\.(?! ?[А-ЯЁ]\.)")  # «Мельникова Г. (мама хоккеиста)»
_SENTENCES = re.compile(r"(?<=[а-яё)]\.)\s+")
_STORY = 1500  # characters of a line that may introduce people
_IN_QUOTES = re.compile(r"[«\"“„][^«»\"”]*[»\"”]")
_NO_PERSONS = re.compile(
    r"район|област|республик|город\b|улиц|ул\.|срок|исполнител|ответствен|телефон|учрежден|министр\b"
)
_AFTER_MARK = re.compile(r"\)\s*,|\.\s+(?=[А-ЯЁ][а-яё]+:)|[а-яё]{3}: ")
_ORDER_OF_WORK = tuple(
    re.compile(words)
    for words in (
        r"\bкворум|\bбольшинств\w* (?:голос|присут)|решает большинств|решения принима",
        r"срок\w* (?:его |действия |полномочий|их )|полномочия (?:совета |его )?(?:длятся|истекают|составляют)",
        r"\bсобира\w+ (?:не реже|по (?:приглаш|необход|мере))|не реже (?:одного )?раз|заседания (?:созыва|проводятся)"
        r"|созыва\w+ председател",
        r"\bвправе\b|имеет право|\bне могут (?:быть|работать|входить)|на общественных началах|денег за работу",
        r"\bсовет\w* (?:\w+ )?(?:определяет|назначает|утверждает|выбирает|устанавливает|рассматривает|принимает отчет"
        r"|формирует (?:список|перечень))",
    )
)
_POINT = re.compile(r"(?:^|[.;»] )\W{0,2}\d{1,2}\. (?=[А-ЯЁ])")
_TITLED = re.compile(r"\W*положени[ея] об? (?:\w+ )?совет")
_BELOW = 8  # lines
_RECORDED = re.compile(r"\b(?:запис|выписк|встреч|беседы?|собрани)\w* № ?\d")
_LISTED = re.compile(r"\W*протокол\w* (?:заседани\w* )?№ ?\d+ от \d")
_HEADS_MINUTES = re.compile(r"[\W\d]*протоколы\b[^.;]{0,40}\bсовета\W*$")
_COUNCIL_PATH = re.compile(r"/[\w-]*(?:sovet|council)[\w.-]*(?:/[\w.-]+)?/?$")
_OF_ANOTHER = re.compile(r"коррупц|экспертн\w* совет")
_MISCALLED = re.compile(r"рабоч\w* групп|комисси|коллеги|руководств|контакт|прием")


def members_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines with several persons on a council's page, or that name several beside a council."""
    for unit in texts(view):
        if is_another(unit.name):
            continue
        told = ((line, normal(line)) for line in in_office(own_lines(unit, view)[:READ]))
        refused = (_MISCALLED, MEETING)
        listed = [line for line, said in told if not (any(x.search(said) for x in refused) or is_addressed(line))]
        councils = is_councils(unit) or _of_a_council(unit)
        if councils and not _MISCALLED.search(normal(unit.name)) and len(set(persons("\n".join(listed)))) >= _FEW:
            yield unit, next(line for line in listed if persons(line))
        yield from ((unit, line) for line in in_office(unit.lines[:READ]) if _names_many(line))
        # «Кто в совете | Ерёмина З. К., Лушников В. В., …»
        yield from ((unit, line) for line in listed if _tells_members(line))


def members_told(view: HasUnits) -> Iterator[tuple[Unit, str, tuple[str, ...]]]:
    """Lines that say who is in a council, beside its name, with at least three by full name or initials."""
    for unit in texts(view):
        for line in in_office(unit.lines[:READ]) if not is_another(unit.name) else ():
            said = normal(line)
            if _JOINED.search(said) and SOME_COUNCIL.search(said) and _tells_members(line):
                people = persons(_JOINED_IN.split(line, maxsplit=1)[-1])
                if len(set(people)) >= _FEW:
                    yield unit, line, people


def _names_many(line: str) -> bool:
    """Whether a line names several people one after another, however: «Знакомьтесь. Фельдшер Раиса Кулагина. …»."""
    whole = normal(line)
    refused = (_MISCALLED, _OF_ANOTHER, CRITERIA)
    if len(line) > _STORY or line.startswith("№") or any(one.search(whole) for one in refused) or is_of_another(whole):
        return False
    composed = SOME_COUNCIL.search(whole) is not None
    names: set[str] = set()
    for sentence in _SENTENCES.split(_IN_QUOTES.sub(" ", line)):
        said = normal(sentence)
        if not _NO_PERSONS.search(said) and (composed or not MEETING.search(said)):
            names |= {*_PAIR_OF_NAMES.findall(f" {sentence}"), *_WITH_INITIAL.findall(sentence)}
    return len(names) >= _FEW


def _tells_members(line: str) -> bool:
    said = normal(line)
    if (
        len(line) > LINE
        or is_of_another(said)
        or _OF_ANOTHER.search(said)
        or not (SOME_COUNCIL.search(said) or _JOINED.search(said))
    ):
        return False
    listed = len(loose_persons([_AFTER_MARK.sub(": ", line)])) >= _FEW
    return listed or (_JOINED.search(said) is not None and len(_PAIR_OF_NAMES.findall(line)) >= _FEW)


def _of_a_council(unit: Unit) -> bool:
    """Whether a page of the section is a council's by its address: «Кто следит за честностью», /sovet, /sovet/lyudi."""
    return unit.link is None and _COUNCIL_PATH.search(unit.page.url) is not None


def regulations_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines that speak of a council's regulation, or of how it works, on two counts at least."""
    for unit, line, said in lines(view):
        if (
            RULES.search(said)
            and is_councils(unit)
            and COUNCIL.search(said)
            and not (NOT_YET.search(said) or KEPT.search(said))
        ):
            yield unit, line
    for unit in (one for one in view.authority_units if one.reason is None):  # whatever it is called: how one works
        if is_another(unit.name):
            continue
        told = [(line, said) for line in unit.lines[:READ] if not _is_of_others(said := normal(line))]
        whole = " ".join(said for _, said in told)
        if sum(sign.search(whole) is not None for sign in _ORDER_OF_WORK) >= _SEVERAL:
            yield unit, next(line for line, said in told if any(sign.search(said) for sign in _ORDER_OF_WORK))


def rules_told(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Numbered points on how a council for the assessment works, under any name: «Наши правила: 1. Совет …»."""
    for unit in view.authority_units:
        if unit.reason is not None or is_another(unit.name) or denies_nok(unit.text[:_LONG]):
            continue
        told = [(line, normal(line)) for line in unit.lines[:READ]]
        points = [(line, said) for line, said in told if _POINT.search(line)]
        whole = " ".join(said for _, said in points)
        signs = sum(sign.search(whole) is not None for sign in _ORDER_OF_WORK)
        numbered = sum(len(_POINT.findall(line)) for line, _ in points)
        every = normal(unit.text[:_LONG])
        named = COUNCIL.search(every) is not None
        titled = (at for at, (_, said) in enumerate(told) if named and _TITLED.match(said) and not _is_of_others(said))
        for at in titled:  # «Положение о совете.» / «1. Совет … 2. Задачи … 3. Кворум …»
            if sum(len(_POINT.findall(line)) for line, _ in told[at : at + _BELOW]) >= _FEW:
                yield unit, told[at][0]
        if signs >= _SEVERAL and numbered > _FEW and SOME_COUNCIL.search(whole) and mentions_nok(whole):
            yield unit, points[0][0]


def _is_of_others(said: str) -> bool:
    return OTHER_COUNCIL.search(said) is not None or is_of_another(said)


def minutes_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines that give the day of a meeting that was held."""
    for unit, told in met_on(view):
        if line := told_meeting(told, view.on, councils=is_councils(unit) or _of_a_council(unit)):
            yield unit, line
    for unit in texts(view):  # whoever met: «Хроника встреч семёрки», «Из записи № 1: решили …»
        if not (is_another(unit.name) or OTHER_COUNCIL.search(normal(unit.name)) or regulation_in(unit)):
            told = [line for line in unit.lines[:READ] if _may_tell_of_meeting(line)]
            if several := recorded_meetings(told, view.on, paper=False):
                yield unit, several[0]
            yield from ((unit, line) for line in told if _RECORDED.search(normal(line)))
            yield from ((unit, line) for line in _minutes_listed(unit))


def _minutes_listed(unit: Unit) -> Iterator[str]:
    """Lines of a paper that list minutes under a heading of them: it may lead to them, «Протокол № 3 от 16.12.2025»."""
    if unit.link is None or is_another(unit.name):
        return
    for at, line in enumerate(unit.lines[:READ]):
        if _LISTED.match(normal(line)):
            above = [normal(one) for one in unit.lines[max(0, at - _FEW) : at]]
            if any(_HEADS_MINUTES.match(one) and not _is_of_others(one) for one in above):
                yield line


def met_on(view: HasUnits) -> Iterator[tuple[Unit, list[str]]]:
    """Pages and papers in which a council's meetings may be told, with their lines that are no other council's."""
    for unit in texts(view):
        if is_another(unit.name) or OTHER_COUNCIL.search(normal(unit.name)):
            continue
        said = normal(f"{unit.name} {unit.around} {unit.text[:_LONG]}")
        journal = any(" | " in line and MEETING.search(normal(line)) for line in unit.lines[:READ])
        if not (is_councils(unit) or _of_a_council(unit) or SOME_COUNCIL.search(said) or journal):
            continue
        if unit.link is None or not regulation_in(unit):
            yield unit, [line for line in unit.lines[:READ] if _may_tell_of_meeting(line)]


def _may_tell_of_meeting(line: str) -> bool:
    said = normal(line[: LINE + 1])
    return len(line) <= LINE and not (is_of_another(said) or is_to_come(said))
