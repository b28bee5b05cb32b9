"""Items whose numbers are written in another way, or that have none: «Пункт 1.», «Первое:», dashes, bare paragraphs.

Only where nothing is numbered in the usual way: else such lines are parts of items.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from audits.protocols.paper.fields import Kind, is_field, is_term_field, pieces
from audits.protocols.paper.text import ends_item
from audits.protocols.people.nominative import begins_with_body
from audits.protocols.terms.inline import names_term
from audits.protocols.words.asking import lead_in
from audits.protocols.words.numerals import ORDINAL, ROMAN, from_roman, value

_DECIDED = re.compile(
    r"^\W*(?:решил[аи]?|постановил[аи]?|решено|решение|приказываю|поручаю|поручения|договорились|обязываю)\b", re.I
)
_NAMED = re.compile(
    r"^(?:(?:под)?пункт|п\.|поручение|задача|№)\s*№?\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.):–—-]*\s*(?=\S)", re.I
)
_PLAIN = re.compile(r"^[(\[]?(\d{1,2})(?:\s*[)\]:/]|\s+[–—-]|\s*(?=\s[А-ЯЁ«]))\s*")
_CIRCLED = re.compile(r"^([①-⑳])\s*")
_ROMAN = re.compile(rf"^({ROMAN})\s*[.)]\s*")
_WORDS = re.compile(
    rf"^(?:(?:пункт|поручение|задача)\s+|во?-)?(?P<nth>{ORDINAL})(?:\s+(?:пункт|поручение))?\s*(?:[.:,–—-]+\s*|$)", re.I
)
_LETTER = re.compile(r"^([а-яё])[.)]\s+", re.I)
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_BULLET = re.compile(r"^[-–—•▪◦‣●○■□➢✓*]\s*(?=[^\W\d_]|«)")

_UNNUMBERED = "Пункты в файле не пронумерованы: номера 1, 2 и так далее даны им по порядку."
_LETTERED = "Пункты в файле обозначены буквами: здесь «а» — это 1, «б» — 2 и так далее."


def with_numbers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines with their items numbered as protocols number them, and what to say of it; none where nothing is found.

    Looked for below «РЕШИЛИ:» and its like first: those present and those heard are listed, too.
    """
    for places in (_decided(lines), range(len(lines))):
        if places and (found := _found(lines, places)):
            return found
    return [], []


def _decided(lines: Sequence[str]) -> list[int]:
    """Where the lines stand in which something is decided."""
    out, inside = [], False
    for at, line in enumerate(lines):
        if _DECIDED.match(line) or lead_in(line)[1]:
            inside = True
        elif ends_item(line):
            inside = False
        elif inside:
            out.append(at)
    return out


def _found(lines: Sequence[str], places: Sequence[int]) -> tuple[list[str], list[str]] | None:
    for numbers in (
        _by(_NAMED, str),
        _by(_PLAIN, str),
        _by(_CIRCLED, _circled),
        _by(_ROMAN, _roman),
        _ordinals,
    ):
        if numbered := _sequence(lines, places, numbers):
            return _rewritten(lines, numbered), []
    if lettered := _sequence(lines, places, _by(_LETTER, lambda letter: str(_LETTERS.find(letter.lower()) + 1))):
        return _rewritten(lines, lettered), [_LETTERED]
    for begins in (_bullet, _paragraph):
        found = {at: length for at in places if (length := begins(lines, at)) is not None}
        if any(_termed(lines, at, (*found, len(lines))) for at in found):
            numbers_given = {at: (str(nth), length) for nth, (at, length) in enumerate(found.items(), 1)}
            return _rewritten(lines, numbers_given), [_UNNUMBERED]
    return None


def _rewritten(lines: Sequence[str], found: dict[int, tuple[str, int]]) -> list[str]:
    return [f"{found[at][0]}. {line[found[at][1] :]}" if at in found else line for at, line in enumerate(lines)]


_Numbers = Callable[[str], tuple[str, int] | None]


def _by(pattern: re.Pattern[str], number: Callable[[str], str]) -> _Numbers:
    def read(line: str) -> tuple[str, int] | None:
        match = pattern.match(line)
        return (number(match[1]), match.end()) if match else None

    return read


def _sequence(lines: Sequence[str], within: Sequence[int], numbers: _Numbers) -> dict[int, tuple[str, int]]:
    """Lines that are numbered 1, 2, 3 …; at least two, or one that has a term."""
    found: dict[int, tuple[str, int]] = {}
    last = ""
    for at in within:
        read = numbers(lines[at])
        if read and _next(last, read[0]):
            found[at], last = read, read[0]
    places = (*found, len(lines))
    return found if len(found) > 1 or any(_termed(lines, at, places) for at in found) else {}


def _next(last: str, number: str) -> bool:
    above, _, end = number.rpartition(".")
    if not last:
        return number in ("1", "1.1")
    old, _, before = last.rpartition(".")
    if above == old:
        return int(end) == int(before) + 1
    return (end == "1" and above == last) or (above == "" and number == str(int(last.partition(".")[0]) + 1))


def _termed(lines: Sequence[str], at: int, places: Sequence[int]) -> bool:
    """Whether a line, or what follows it before the next item, names a term."""
    end = next(place for place in places if place > at)
    own = lines[at:end]
    return any(names_term(line) or any(piece.kind is Kind.TERM for piece in pieces(line)) for line in own)


def _circled(sign: str) -> str:
    return str(ord(sign) - ord("①") + 1)


def _roman(letters: str) -> str:
    return str(from_roman(letters))


def _ordinals(line: str) -> tuple[str, int] | None:
    match = _WORDS.match(line)
    return (str(value(match["nth"])), match.end()) if match else None


def _bullet(lines: Sequence[str], at: int) -> int | None:
    match = _BULLET.match(lines[at])
    return match.end() if match and not is_field(lines[at][match.end() :]) else None


def _paragraph(lines: Sequence[str], at: int) -> int | None:
    """Whether a line begins by naming whom it asks."""
    before = lines[at - 1] if at else ""
    fresh = not before or before.endswith((".", ";", ":")) or is_term_field(before)
    return 0 if fresh and lines[at][:1].isupper() and begins_with_body(lines[at]) else None
