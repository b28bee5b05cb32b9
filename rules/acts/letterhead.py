"""How an act names itself: at the head of its paper body, kind, date, place and number stand in lines of their own.

«МИНИСТЕРСТВО … РЕСПУБЛИКИ / П Р И К А З / 12 марта 2015 г. / г. Нальчик / № 62-П»: a sentence would have them side by
side (ГОСТ Р 7.0.97-2016, 5.1-5.12). What is told is told as a citation, which everything else reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rules.acts.bodies import Body, find_body
from rules.acts.citations import ACT_NAMES, Citation, find_citations
from rules.dates.days import DATE, date_of
from rules.language.wording import in_one_alphabet
from rules.lexicon.organizations import OWN_NAMES

HEAD: Final = 900  # characters in which an act names itself
TAIL: Final = 400  # or closes: laws and decrees are dated and numbered at the end
_HEADLINES: Final = ("федеральный закон", *ACT_NAMES)
_KINDS: Final = (*_HEADLINES, "решение")
_ALONE: Final = frozenset("".join(kind.split()) for kind in _KINDS)
_LETTERHEAD: Final = 8  # lines it takes at most
_SPACED: Final = re.compile(r"\b(?:[А-ЯЁ] ){4,}[А-ЯЁ]\b")
_SHOUTED: Final = re.compile(rf"(?s).{{0,300}}?\b(?:{'|'.join(map(str.upper, _HEADLINES))})\b")
_HEADLINE: Final = re.compile(rf"\W*(?:[^.;]{{0,120}}?\W)?(?:{'|'.join(_HEADLINES)})\b", re.IGNORECASE)
_TITLED: Final = re.compile(
    rf"[^;]{{0,200}}?[.\s](?:{'|'.join(map(str.capitalize, _HEADLINES))})\s+(?:от\s|№|N\s?\d|[«\"]?\d\d?[.»\"\s])"
)
_KIND: Final = re.compile(rf"\b(?:{'|'.join((*_KINDS, *map(str.upper, _KINDS), *map(str.capitalize, _KINDS)))})\b")
_NUMBER: Final = re.compile(r"(?:№|\bN[oо]?\b)\s?((?:[А-ЯA-Z]{1,4}-)?\d[\w/-]{0,15})")
_BEGINS: Final = re.compile(
    r"\b(?:в целях|в соответствии|на основании|во исполнение|руководствуясь|приказываю|постановляет)\b", re.IGNORECASE
)  # the text proper
_ADDRESS: Final = re.compile(r"\b\d{6}\b|\bтел(?:ефон)?\b|\bул\.|\be-?mail\b", re.IGNORECASE)
_BELOW: Final = 160  # characters after the kind in which date, place and number stand
_OWN: Final = re.compile(
    rf"\b{OWN_NAMES}", re.IGNORECASE
)  # whoever it is subordinate to, an organization's own name stands nearest to what it issued


def own_requisites(text: str) -> str:
    """The citation by which a document names itself, as text; empty where it is no act or does not say which."""
    head = _SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), " ".join(text[:HEAD].split()))
    if not (_HEADLINE.match(head) or _SHOUTED.match(head) or _TITLED.match(head)):
        return ""
    for said in (head, f"{head[:300]} {' '.join(text[-TAIL:].split())}"):
        first = next(iter(find_citations(said)), None)
        kind, told = _in_lines(said)
        if told and (first is None or first.date is None or kind < first.start):
            return told  # what a sentence below cites is another act
        if first is not None and first.date is not None and first.start < HEAD:
            return said[: first.end] if first.body is not None else _with_body(said, first)
    return ""


def below_letterhead(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a paper after the one that says what it is («П Р И К А З»): the body that issued it stands above."""
    for at, line in enumerate(lines[:_LETTERHEAD]):
        if "".join(line.split()).lower() in _ALONE:
            return lines[at + 1 :]
    return lines


def _with_body(said: str, citation: Citation) -> str:
    """A citation that names no body, with the body that stands above it."""
    above, day = _body_above(said[: citation.start]), citation.date
    if not above or day is None or citation.kind is None:
        return said[: citation.end]
    kind = _KIND.search(said, citation.start)
    return f"{_word(kind)} {above} от {day:%d.%m.%Y} № {citation.number}"


def _in_lines(said: str) -> tuple[int, str]:
    """Where the kind stands, and what date and number make with it that stand apart under it."""
    kind = _KIND.search(said)
    if kind is None:
        return 0, ""
    below = _BEGINS.split(said[kind.end() : kind.end() + _BELOW], maxsplit=1)[0]
    dated, number = DATE.search(below), _NUMBER.search(below)
    day = date_of(dated) if dated else None
    if day is None or number is None:
        return 0, ""
    above = _body_above(said[: kind.start()])
    return kind.start(), " ".join(f"{_word(kind)} {above} от {day:%d.%m.%Y} № {number[1]}".split())


def _body_above(head: str) -> str:
    """The body a letterhead names, in words `find_body` reads; empty where it names none."""
    words = " ".join(re.sub(r"[«»\"“”„]", " ", in_one_alphabet(head)).split())
    if _OWN.search(words):
        return "учреждения"
    words = _ADDRESS.split(words, maxsplit=1)[0][-240:].rstrip(" .,")
    return words if find_body(words) not in {None, Body.ORGANIZATION} else ""


def _word(kind: re.Match[str] | None) -> str:
    return kind.group().capitalize() if kind else "Приказ"
