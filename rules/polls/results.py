"""Are the results of a poll counted, and for which period.

Norm: protocol of 02.06.2017 № 3, annex 1: «размещать подсчитанные результаты онлайн-опроса … не реже, чем один раз в
квартал, а также по итогам года». Counted: so many people answered, such shares chose such answers. Filled-in forms one
after another are raw; a picture of a diagram cannot be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from crawler.items import Document, Reason, Table
from rules.dates.periods import Period, find_periods
from rules.dates.years import FIRST_YEAR, LAST_YEAR
from rules.model import Value


class Counting(StrEnum):
    """What published results are."""

    COUNTED = "counted"
    RAW = "raw"
    UNSURE = "unsure"  # a picture or a scan: there may be numbers in it
    NONE = "none"


class PollResults(Value, frozen=True):
    """Results as published. `respondents` None: not said. `signals` in Russian."""

    counting: Counting
    respondents: int | None = None
    periods: tuple[Period, ...] = ()
    signals: tuple[str, ...] = ()


_PEOPLE = (
    r"(?:человек\w*|чел\b|респондент\w*|анкет\w*|родител\w*|получател\w*|пациент\w*|граждан\w*|участник\w*|посетител\w*|"
    r"потребител\w*|зрител\w*|читател\w*|слушател\w*|студент\w*|обучающ\w*|опрошенн\w*)"
)
_NUMBER = r"(?P<{}>\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d{{1,6}})"
_RESPONDENTS = (
    re.compile(
        r"(?:обратн\w+\s+связ|получен|заполнен|обработан|собран|возвращен)[^\W\d]*+[^.\d]{0,50}"
        + _NUMBER.format("n")
        + rf"\s*{_PEOPLE}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?:принял\w*\s+участи|участвовал|опрошен|анкетирован|проголосовал|ответил)[^\W\d]*+|количество\s+(?:респондентов|участников|"
        r"опрошенных|анкет|голосов)|число\s+(?:респондентов|участников|опрошенных)|всего\s+(?:голосов|ответов|респондентов|опрошено|анкет|проголосовало))"
        r"[^.\d%]{0,60}" + _NUMBER.format("n"),
        re.IGNORECASE,
    ),
    re.compile(
        _NUMBER.format("n") + rf"\s*{_PEOPLE}\s+(?:принял\w*\s+участ|участвовал|ответил|заполнил|опрошен|прошл)",
        re.IGNORECASE,
    ),
)
_PERCENT = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|процент)", re.IGNORECASE)
_COUNT = re.compile(
    rf"[-–—:=]\s*\d{{1,5}}\s*(?:{_PEOPLE}|голос\w*|ответ\w*)|\(\d{{1,5}}\s*(?:голос|чел|ответ)", re.IGNORECASE
)
_ASKED = re.compile(rf"\b\d{{1,5}}\s{_PEOPLE}", re.IGNORECASE)
_CONTENT = re.compile(r"(?:удовлетвор[её]н|доволь?н)\w*\D{0,30}\d", re.IGNORECASE)  # «101 зритель, удовлетворены 94»
_TOPIC = re.compile(r"опрос|анкет|голосован|респондент|удовлетвор", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:результат|итог)\w*\s[^.]{0,40}?(?:опрос|анкет)", re.IGNORECASE)
_RAW = re.compile(r"отметка\s+времени|анкета\s*№\s*\d+|респондент\s*№?\s*\d+\b", re.IGNORECASE)
_SHARES_LOST = re.compile(r"диаграмм|график|рис(?:унок|\.)", re.IGNORECASE)


def poll_results(
    text: str, *, tables: Iterable[Table] = (), images: int = 0, default_year: int | None = None, unread: bool = False
) -> PollResults:
    """Judge a section of a page or the text of a document.

    `images`: pictures in it; `unread`: the text could not be had (a scan). `default_year` completes days.
    """
    rows = [row for table in tables for row in table.rows]
    whole = "\n".join([text, *(" | ".join(row) for row in rows)])
    periods = find_periods(whole[:4000], default_year=default_year)
    respondents = _respondents(whole)
    percentages = len(_PERCENT.findall(whole)) or _share_cells(rows)
    counts = len(_COUNT.findall(whole)) + _count_cells(rows)
    raw = len(_RAW.findall(whole))
    signals: list[str] = []
    if respondents is not None:
        signals.append(f"названо число участников: {respondents}")
    if percentages:
        signals.append(f"доли ответов: {percentages}")
    if counts:
        signals.append(f"числа ответов: {counts}")
    if raw >= 3 or (raw and re.search(r"отметка\s+времени", whole, re.IGNORECASE)):
        signals.append("анкеты выложены по одной")
    if "анкеты выложены по одной" in signals and percentages < 3:
        counting = Counting.RAW
    elif (
        (respondents is not None and (percentages or counts >= 2))
        or percentages >= 3
        or (counts >= 4 and _TOPIC.search(whole))
        or (counts >= 2 and _TITLED.search(whole))
        or (len(_ASKED.findall(whole)) >= 2 and len(_CONTENT.findall(whole)) >= 2)
    ):
        counting = Counting.COUNTED
    elif unread or (images and len(text.strip()) < 600) or (_SHARES_LOST.search(whole) and _TOPIC.search(whole)):
        counting = Counting.UNSURE
        signals.append("результаты, возможно, на изображении")
    else:
        counting = Counting.NONE
    return PollResults(counting, respondents, periods, tuple(signals))


def poll_results_of(document: Document, *, default_year: int | None = None) -> PollResults:
    """Judge an opened document."""
    unread = document.reason in {Reason.NO_OCR, Reason.UNREADABLE, Reason.TOO_LARGE} or (
        not document.text.strip() and not document.tables
    )
    return poll_results(document.text, tables=document.tables, default_year=default_year, unread=unread)


def _respondents(text: str) -> int | None:
    for pattern in _RESPONDENTS:
        for match in pattern.finditer(text):
            number = int(re.sub(r"\D", "", match.group("n")))
            following = text[match.end("n") : match.end("n") + 12].lstrip().lower()
            year = FIRST_YEAR <= number <= LAST_YEAR and following.startswith("г")
            if 0 < number < 1_000_000 and not year and not following.startswith("%"):
                return number
    return None


def _share_cells(rows: list[tuple[str, ...]]) -> int:
    """Cells of columns headed «%» or «доля» that are numbers."""
    total = 0
    for index, row in enumerate(rows):
        columns = [place for place, cell in enumerate(row) if re.search(r"%|дол[яи]|процент", cell.lower())]
        if columns and not any(re.fullmatch(r"[.,\s%]*\d[\d.,\s%]*", cell.strip()) for cell in row):
            total += sum(
                re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", later[place].strip()) is not None
                for later in rows[index + 1 :]
                for place in columns
                if place < len(later)
            )
            break
    return total


def _count_cells(rows: list[tuple[str, ...]]) -> int:
    """Rows that give a text (a question or an answer) and then numbers."""
    counted = 0
    for row in rows:
        cells = [cell.strip() for cell in row[1:] if cell.strip()]
        worded = bool(row) and re.search(r"[а-яё]{2}", row[0].lower()) is not None
        counted += worded and bool(cells) and all(re.fullmatch(r"[\d.,\s%-]+", cell) for cell in cells)
    return counted
