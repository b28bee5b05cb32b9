"""«Срок: …» and «Ответственные: …»: on a line of their own, at the end of the item's text or before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

import msgspec

from audits.protocols.terms.counted import COUNT
from audits.protocols.terms.dates import QUARTER
from audits.protocols.terms.inline import names_term, without_terms
from audits.protocols.terms.mentions import unquoted
from audits.protocols.words.months import MONTH
from audits.protocols.words.verbs import VERB_LIKE

_OF = (
    r"(?:\s+(?:исполнения|представления|предоставления|выполнения|реализации|проведения|подготовки|размещения|устранения"
    r"|завершения|направления))?(?:\s+(?:поручени[йяе]|пунктов|пункта|подпункт(?:а|ов)|мероприяти[йя]|решени[йя]"
    r"|отч[её]та|доклада|информации|пп?\.)(?P<of>\s*\d+(?:\.\d+)*(?:\s*(?:[,–—-]|и)\s*\d+(?:\.\d+)*){0,9}"
    r"(?:\s+(?:настоящ|данн)[а-яё]+\s+[а-яё]+)?)?)?"
)
_BY = r"(?=(?:до|к|не\s+позднее)\s+\W?\d)"
TERM = rf"срок[и]?{_OF}\s*(?:[:–—-]|{_BY})"
WHO = r"(?:ответственн[а-я]+(?:\s+исполнител[а-я]+|\s+за\s+исполнение)?|отв\.|исполнител[ьи])\s*[:–—-]"
_FIELD = re.compile(rf"^\s*(?:(?P<term>{TERM})|(?P<who>{WHO}))\s*", re.I)
# «…, срок – октябрь 2026 года»: at the end of a sentence what is no date with a day is a term, too.
_DAYLESS = rf"(?:(?:{MONTH}|{QUARTER})(?:\s*20\d\d\s*г(?:ода|\.)?)?|{COUNT})"
_LAST = rf"(?=срок\s*[–—-]?\s*{_DAYLESS}\s*[.;]?\s*$)"
# Inside a paragraph: a term after a full stop, in brackets or with a colon; a person only as a sentence of its own.
_EMBEDDED = re.compile(
    rf"(?:(?<=[.;:!?])\s+|\(\s*|,?\s+(?:(?=[сС][рР][оО][кК][иИа-я\s]*:)|(?<=,\s){_LAST}))(?<![Вв]\s)(?P<term>{TERM}|срок\s+(?=\d))\s*"
    rf"|(?:(?<=[.;!?])\s+|\(\s*)(?P<who>{WHO})\s*",
    re.I,
)
# A sentence ends before a capital, but not after an initial or a shortened word; «2026 г.» does end one.
_SENTENCE = re.compile(
    r"(?:(?<=\d\sг)|(?<=\dг)|(?<=года)|(?<=[а-яё]{3})|(?<=\d)|(?<=\)))\.\s+(?=[А-ЯЁ][а-яё]+(?!\s?[а-яё]*[А-ЯЁ]\.))"
)
_SHORTENED = re.compile(r"\b(?:отв|зам|нач|тов|рук|стр|мин)$", re.I)
_VERB = re.compile(VERB_LIKE, re.I)
_DATED = re.compile(r"\d\s*[»\"”]?\s*(?:[а-я]+\s+\d{4}|\.\d{1,2}\.\d{2})")


class Kind(Enum):
    PROSE = "what is to be done"
    TERM = "by when"
    WHO = "by whom"


class Piece(msgspec.Struct, frozen=True):
    """A part of an item's paragraph; a field without its name. `of`: items whose term it says it is, by number."""

    kind: Kind
    text: str
    of: tuple[str, ...] = ()


def is_field(paragraph: str) -> bool:
    """Whether a paragraph begins with «Срок: …» or «Ответственный: …»."""
    return _FIELD.match(paragraph) is not None


def is_term_field(paragraph: str) -> bool:
    """Whether a paragraph begins with «Срок: …»."""
    match = _FIELD.match(paragraph)
    return match is not None and match["term"] is not None


def is_bare_term(text: str) -> bool:
    """Whether a text is a term and nothing else: «до 1 марта 2026 г.», «Срок – ежеквартально»."""
    return is_term_field(text) or (names_term(text) and not re.search(r"[^\W\d]{2}", without_terms(text)))


def prose_of(parts: Iterable[Piece]) -> str:
    """What is to be done, without the fields."""
    return " ".join(part.text for part in parts if part.kind is Kind.PROSE)


def pieces(paragraph: str) -> list[Piece]:
    """A paragraph of an item parted into its text and its fields, in their order."""
    found: list[Piece] = []
    rest = paragraph
    while match := _FIELD.match(rest) or _EMBEDDED.search(rest):
        if before := rest[: match.start()].strip():
            found.append(Piece(Kind.PROSE, before))
        is_term = match["term"] is not None
        value, rest = _value(rest[match.end() :], is_term, bracketed="(" in match[0])
        found.append(Piece(Kind.TERM, value, _numbers(match["of"] or "")) if is_term else Piece(Kind.WHO, value))
    if rest.strip(" ."):
        found.append(Piece(Kind.PROSE, rest.strip()))
    return found


def _numbers(words: str) -> tuple[str, ...]:
    """«1, 2.1 и 3–5» → 1, 2.1, 3, 4, 5."""
    found: list[str] = []
    for first, last in re.findall(r"(\d+(?:\.\d+)*)(?:\s*[–—-]\s*(\d+(?:\.\d+)*))?", words):
        above, _, start = first.rpartition(".")
        end = last.rpartition(".")[2] or start
        inside = range(int(start), min(int(end), int(start) + 99) + 1)
        found += [f"{above}.{number}" if above else str(number) for number in inside] or [first]
    return tuple(dict.fromkeys(found))


def _value(text: str, is_term: bool, *, bracketed: bool = False) -> tuple[str, str]:
    """A field's value and what follows it in the paragraph: its sentence, or as far as its bracket.

    A term keeps what follows where dates are named there, too: they are more likely further terms than text.
    """
    if bracketed:
        value, _, rest = text.partition(")")
        return value.strip(), rest.strip()
    ends = [match for match in _SENTENCE.finditer(text) if not _SHORTENED.search(text[: match.start()])]
    nearest = _EMBEDDED.search(text)
    if nearest and (not ends or nearest.start() <= ends[0].end()):
        return text[: nearest.start()].strip(), text[nearest.start() :]
    if not ends:
        return text.strip(), ""
    value, rest = text[: ends[0].start() + 1], text[ends[0].end() :]
    if is_term and _DATED.search(unquoted(rest)) and not _VERB.search(rest):
        return text.strip(), ""
    return value.strip(), rest.strip()
