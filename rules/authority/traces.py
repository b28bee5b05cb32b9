"""What looks like the thing sought and was not recognised as it: then nobody may say that it is missing.

Names and contents that are understood decide. What people write is richer than what anybody foresaw; where a section
holds a line that a thing of the kind would hold, its absence is left to a person, with the line to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from crawler.items import BlockKind
from rules.acts.citations import begins_as_act
from rules.authority.act_traces import acts_like
from rules.authority.content import (
    IMPROVED,
    PLAN_NAMED,
    SOME_COUNCIL,
    is_another,
    is_councils,
    is_of_exams,
    is_rated_otherwise,
)
from rules.authority.council_traces import members_like, minutes_like, regulations_like
from rules.authority.kinds import (
    ACTS,
    KEPT,
    LIST,
    LISTED_ACTS,
    MEMBERS,
    MINUTES,
    NOT_YET,
    OPERATOR,
    OTHER_WORK,
    PLAN,
    PLAN_ASKED,
    PLAN_BLANK,
    PROGRESS,
    PROPOSALS,
    REGULATION,
    RESULTS,
    Kind,
)
from rules.authority.lists import lists_like
from rules.authority.proposal_traces import proposals_like
from rules.authority.reading import names_organization
from rules.authority.score_traces import scores_told
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import LINE, READ, lines, texts
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import FIRMS, HEADS

_TWO = 2
_WHEN = re.compile(r"^(?:срок|когда|до как|дата (?:исполн|устран|заверш))")
_WHO = re.compile(r"^(?:ответствен|исполнител|кто\b|отвеча)")
_CONTRACTED = re.compile(r"контракт|договор|\bг?к-?т? ?№")
_POINTS = re.compile(r"\bбалл")
_LIKE_SCORE = re.compile(r"(?<![\d.,])\d{2}[.,]\d{1,2}(?![\d.,])")
_ARTICLE = re.compile(r"(?:стать\w*|част\w*|пункт\w*|\bст\.|\bп\.) ?\d+[.,]\d+", re.IGNORECASE)  # «статья 95.2»
_MEAN = re.compile(r"\bсредн\w+ (?:\w+ )?(?:балл|показател|оценк|значени)")  # of all together
_FIRM = re.compile(
    rf"\b(?:{FIRMS}|ИП|НИИ|Ф?Г[БА]О?У\w*|[Кк]омпани\w+|[Фф]онд\w*|[Цц]ентр\w*"
    r"|[Аа]гентств\w*|[Уу]ниверситет\w*|[Ии]нститут\w*|[Оо]рганизаци\w+|[Оо]бществ\w+|[Бб]юро|[Лл]аборатори\w+)\b.{0,60}?[«\"“][^»\"”]{3,}"
    rf"|\bИП [А-ЯЁ][а-яё]+|[»\"”] ?\({FIRMS}\b"
)
_HIRED = re.compile(
    r"контракт|договор|исполнител(?!ьн)|победител|\bопрос|анкет|эксперт|провел|провод"
    r"|сбор\w* (?:и обобщени\w* )?информаци"
)
_LONG = 6000  # characters of a text that may say what it is about
_ASKING = re.compile(r"опро[сш]|анкет|оцен|сбор\w* (?:\w+ ){0,3}информаци|мнени|респондент")
_OTHER_WORK = re.compile(
    OTHER_WORK + r"|\bработ по|дорог|\bсайта\b|портала|сотов|\bтко\b|обращени\w* с|персональн|путевк|санатор"
)
_NUMBERED = re.compile(r"№ ?\d|\d-фз")
_NO_PLAN = compiled(  # the form of one, and when the assessment itself is made
    PLAN_BLANK.pattern + r"|\bплан[\w-]* проведения (?:{mentioned}|{called})"
    r"|\bплан\w* (?:\w+ )?(?:по )?устранени\w* нарушени\w*(?!.{0,60}(?:недостат|оценк))"
)
_APPROVED = re.compile(r"\bутверд|\bутвержд|\bприказ|\bраспоряжени|\bпостановлени")
_HEADS = rf"{HEADS}|руководител"
_OF_HEADS = re.compile(rf"\b(?:{_HEADS})")  # they carry out measures
_BY_HEADS = re.compile(
    rf"(?:{_HEADS})\w* (?:\w+ )?утверд|утвер\w+ (?:их )?(?:сам\w+ )?(?:{_HEADS}|учрежден|организаци)"
)  # plans of organizations, not the body's own
_TO_EACH = re.compile(r"[А-ЯЁа-яё»\d]\s[—–-]\s[а-яё]+(?:ть|ти|чь)\b")
_QUOTED = re.compile(r"[«\"“].*[»\"”]")
_SHEET = re.compile(r"\b(?:лист|стр|страниц\w*|скан\w*|фотокопи\w*|разворот)\b")
_COPIED = re.compile(r"\b(?:скан|фотокопи|копи[ия]\b)")
_TASK_CELL = re.compile(r"\s\|\s[А-ЯЁа-яё]+(?:ть|ти|чь)(?:ся)?\s[а-яё]")  # «Школа № 3 | заключить договор с …»


def trace_of(view: HasUnits, kind: Kind) -> tuple[Unit, str] | None:
    """A unit and its line that a thing of this kind may stand in; None when nothing in the area looks like it."""
    found = _TRACES.get(kind.said)
    told = chain(found(view) if found is not None else (), _photographed(view, kind))
    # titles in a list of acts speak of everything and hold nothing
    return next((one for one in told if kind is ACTS or not LISTED_ACTS.match(normal(one[0].name))), None)


def _photographed(view: HasUnits, kind: Kind) -> Iterator[tuple[Unit, str]]:
    """Captions of pictures that show such a paper: «Состав совета, лист 2»; what it says nobody has read."""
    for unit in texts(view):
        if unit.link is not None or is_another(unit.name):
            continue
        lines = frozenset(unit.lines)
        for block in unit.page.blocks:
            if block.kind is not BlockKind.CAPTION or block.text not in lines:
                continue
            said, over = normal(block.text), normal(unit.page.heading_of(block.section))
            photographed = _SHEET.search(said) is not None or _COPIED.search(over) is not None
            council = "общественный совет" if SOME_COUNCIL.search(said) or is_councils(unit) else ""
            around = f"{normal(unit.name)} / {over} / {council}"
            if photographed and kind.names(said, around) and not is_another(block.text):
                yield unit, block.text


def _operators(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in lines(view):
        told = _CONTRACTED.search(said) is not None and _NUMBERED.search(said) is not None
        task = _TASK_CELL.search(line) is not None and _ASKING.search(said) is None  # of one that was assessed
        asked = (task or _TO_EACH.search(line)) and IMPROVED.search(said)
        hired = _works(said) and _FIRM.search(line) and not asked
        other = _OTHER_WORK.search(said) or _OF_HEADS.search(said) or (task and asked)
        if hired or (told and not other):
            yield unit, line


def _works(said: str) -> bool:
    return _HIRED.search(said) is not None and not _OTHER_WORK.search(said) and not begins_as_act(said)


def tells_of_operator(line: str, *, about: bool) -> bool:
    """Whether a line tells of a firm that was hired to ask people; `about`: its page speaks of the assessment."""
    said = normal(line)
    return _works(said) and _FIRM.search(line) is not None and (about or _ASKING.search(said) is not None)


def _results(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit in texts(view):
        if is_of_exams(f"{unit.name} {unit.text[:_LONG]}") or is_rated_otherwise(unit):
            continue
        if line := scores_told(unit.lines[:READ], about=True):
            yield unit, line
        if _POINTS.search(normal(unit.text[:_LONG])):
            yield from ((unit, line) for line in unit.lines[:READ] if _may_score(line))


def _may_score(line: str) -> bool:
    """Whether a line may hold somebody's score: no article of a law, no mean of a whole town."""
    found = _LIKE_SCORE.findall(_ARTICLE.sub(" ", line))
    if not found or _MEAN.search(normal(line)) is None:
        return bool(found)
    return _QUOTED.search(line[:LINE]) is not None or (len(found) > 1 and names_organization(line))


def _plans(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in lines(view):
        plain = "" if PROGRESS.search(said) else _NO_PLAN.sub("", PLAN_ASKED.sub("", said))
        if (_is_plans_head(line) or (PLAN_NAMED.search(plain) and _APPROVED.search(plain))) and not any(
            one.search(plain) for one in (NOT_YET, _BY_HEADS, KEPT)
        ):
            yield unit, line


def _is_plans_head(line: str) -> bool:
    """Whether a line heads a table of what is to be done: «Где | Что | Когда | Кто отвечает»."""
    cells = [normal(cell) for cell in line.split(" | ")]
    return len(cells) > _TWO and all(any(one.search(cell) for cell in cells) for one in (_WHEN, _WHO))


_TRACES: dict[str, Callable[[HasUnits], Iterator[tuple[Unit, str]]]] = {
    OPERATOR.said: _operators,
    MEMBERS.said: members_like,
    MINUTES.said: minutes_like,
    RESULTS.said: _results,
    PLAN.said: _plans,
    LIST.said: lists_like,
    REGULATION.said: regulations_like,
    ACTS.said: acts_like,
    PROPOSALS.said: proposals_like,
}
