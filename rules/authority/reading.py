"""What the texts of a section say: persons, scores, protocols, organizations in a list, requisites of orders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rules.citations import Kind, find_citations
from rules.dates import find_dates
from rules.model import Value
from rules.wording import normal

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = r"(?:[А-ЯЁ][а-яё]+(?:вич|вна|ична|ьич|оглы|кызы)|[А-ЯЁ][а-яё]+ (?:оглы|кызы))"
_PERSON = re.compile(
    rf"\b(?:{_NAME}\s+{_NAME}\s+{_PATRONYMIC}|{_NAME}\s+{_PATRONYMIC}\s+{_NAME}"
    rf"|{_NAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_NAME})"
)
_CAPITALS = re.compile(r"\b([А-ЯЁ])([А-ЯЁ]{2,})\b")
_SCORE = re.compile(
    r"(?<![\d.,/№-])(\d{1,3}(?:[.,]\d{1,3})?)(?![\d/%]|[.,]\d|\s*(?:%|шт|чел|руб|тыс|организаци"
    r"|учрежден))"
)
_SCORE_IN_WORDS = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{1,3})?)\s*балл")
_SCORE_HEAD = re.compile(r"\b(?:балл|оценка|показател|итог|значени|рейтинг|критери|сумм|результат|место)\w*")
_PROTOCOL = re.compile(r"\bпротокол\w*\b[^.;|\n]{0,90}", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*[\w/.-]+")
_APPROVED = re.compile(r"утвержд\w*|приказ\w*|распоряжени\w*|постановлени\w*|приложени\w* .{0,20}к", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:учреждени|организаци|школ|лице[йя]|гимнази|сад\b|садик|колледж|техникум|больниц|поликлиник|диспансер"
    r"|амбулатор|роддом|госпитал"
    r"|библиотек|музе[йя]|театр|филармони|дом\w* (?:культуры|ребенка|интернат|престарел)|дворец|центр|интернат"
    r"|приют|санатори|комплекс"
    r"|станци|бассейн|стадион|клуб|парк|цирк|\b[мгфк]?[бак]?[оуд]?оу\b|\b[гмкф][бака]+у[а-я]*\b|\bооо\b|\bано\b)\w*"
)
_COUNTED = re.compile(r"^\W*\d{1,4}\W")


class Protocol(Value, frozen=True):
    """A meeting's minutes: the words, and the date and number they give."""

    text: str
    day: date | None
    number: str


def persons(text: str) -> tuple[str, ...]:
    """Names of persons, each once; surnames in capitals are read as names too."""
    plain = _CAPITALS.sub(lambda m: m.group(1) + m.group(2).lower(), " ".join(text.split("\u00a0")))
    return tuple(dict.fromkeys(" ".join(match.group().split()) for match in _PERSON.finditer(plain)))


def scores_of_rows(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, float], ...]:
    """Organizations with their last score in a table, 0–100; rows without a name or a number are passed over.

    Columns that number the rows, places and counts are integers in the first cell: the last number that is a
    possible score counts, and at least one row must have a fraction or a head that speaks of scores.
    """
    listed = list(rows)
    head = any(_SCORE_HEAD.search(normal(" ".join(row))) for row in listed[:4])
    found: list[tuple[str, float]] = []
    fractions = False
    for row in listed:
        name = max((cell for cell in row if not _SCORE.fullmatch(cell.strip())), key=len, default="")
        values = [cell.strip() for cell in row[1:] if _SCORE.fullmatch(cell.strip())]
        if len(name) < 5 or not values:
            continue
        value = float(values[-1].replace(",", "."))
        if 0 < value <= 100:
            fractions = fractions or any("," in one or "." in one for one in values)
            found.append((name, value))
    return tuple(found) if head or fractions else ()


def scores_of_text(text: str) -> tuple[float, ...]:
    """Scores stated in words: «92,4 балла»; possible scores only."""
    values = (float(match.group(1).replace(",", ".")) for match in _SCORE_IN_WORDS.finditer(normal(text[:60_000])))
    return tuple(value for value in values if 0 < value <= 100)


def protocols(text: str) -> tuple[Protocol, ...]:
    """Minutes named with a date or a number: «Протокол заседания от 14 апреля 2026 г. № 2»."""
    found = []
    for match in _PROTOCOL.finditer(text):
        said = (match.group() + text[match.end() : match.end() + 24]).partition("\n")[0]
        dates = find_dates(said)
        number = _NUMBER.search(said)
        if dates or number:
            found.append(Protocol(" ".join(said.split()), dates[0][2] if dates else None,
                                  number.group() if number else ""))  # fmt: skip
    return tuple(found)


def listed_organizations(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a list that name an organization, each once; numbered lines of any wording count as well."""
    kept: dict[str, str] = {}
    numbered: dict[str, str] = {}
    for line in lines:
        said = normal(line)
        if not 4 < len(said) < 600 or re.search(r"перечень|подлежащ|утвержд|приложени|наименование", said):
            continue
        if _LISTED.search(said) or _PERSON.search(line):
            kept.setdefault(said, line)
        elif _COUNTED.match(said) and re.search(r"[а-я]{4}", said):
            numbered.setdefault(said, line)
    return (*kept.values(), *numbered.values())


def order_requisites(text: str) -> str:
    """Requisites of the order that approved something: «приказом от 10.12.2025 № 301-П»; empty for none."""
    for citation in find_citations(text):
        around = text[max(0, citation.start - 120) : citation.end]
        ordered = citation.kind in {Kind.ORDER, Kind.DIRECTIVE, Kind.RESOLUTION, None}
        if ordered and citation.number and citation.date and _APPROVED.search(around):
            return " ".join(citation.text.split())
    for match in re.finditer(r"утвержд\w+|приказ\w*|распоряжени\w*|постановлени\w*", text, re.IGNORECASE):
        said = text[match.start() : match.end() + 200]
        dates, number = find_dates(said), re.search(r"(?:№|\bN)\s*\S*\d[\w/.-]*", said)
        if dates and number:
            return " ".join(said[: max(dates[0][1], number.end())].split())
    return ""
