"""Which years a title, heading or file name speaks of, and in what role: assessed, planned for, reported on, uploaded.

Norm: protocol of 02.06.2017 № 3, annex 1: results stand by years of assessment, a plan is «на год, следующий за годом
участия». Real titles carry either year, or both: «план на 2022 год по итогам 2021», «выявленных в 2020 году».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import unquote

from rules.language.wording import normal, parts_of
from rules.lexicon.assessment import compiled
from rules.model import Value

# What may be a year of an assessment or a plan, as a pattern without groups: numbers of orders, sums and counts of
# people look the same («2052 место»), so it reaches no farther than plans do. All of the package reads years by this
# one, and a test says ten years before they run out.
FIRST_YEAR, LAST_YEAR = 2010, 2049
YEAR = rf"20[1-{LAST_YEAR // 10 % 10}]\d"
LAST_SHORT = 2039  # two figures without «г.» may as well be a sum, a share or a count: they reach less far
FIRST_ASSESSMENT = 2013  # the first ones, by the Government's act of 30.03.2013 № 286
LONGEST = 3000
_DIGIT = re.compile(r"\d")


class YearRole(StrEnum):
    """What a year is in relation to the document."""

    ASSESSMENT = "assessment"  # the year the assessment was held in
    PLAN = "plan"  # the year the plan is for
    REPORT = "report"  # the year measures are reported for
    SCHOOL = "school"  # half of a school year
    MENTIONED = "mentioned"  # a year without a word that gives it a role
    UPLOAD = "upload"  # part of an upload path or of a day: weak


class Year(Value, frozen=True):
    """A year in a role; `confidence` 0-1; `text` is what it was read from."""

    year: int
    role: YearRole
    confidence: float
    text: str = ""


_DASH = r"\s?[-‐‑–—−/]\s?"
_RANGE = rf"(?P<from>{YEAR})(?:{_DASH}(?P<to>{YEAR}|\d{{2}})|\s+(?:и|по)\s+(?P<and>{YEAR}))"
_SPAN = re.compile(rf"(?<!\d)(?<!\d[.])(?:{_RANGE}|(?P<one>{YEAR}))(?!\d)(?!-\d\d-\d\d)", re.IGNORECASE)
_SCHOOL = re.compile(r"\s*(?:уч(?:ебн\w+|\.)|у\.\s?г)", re.IGNORECASE)
_DAY = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?$|\d{1,2}[»\"]?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*\s+$"
)
_ASSESSED = compiled(
    r"(?:по\s+(?:итог|результат)\w*|выявленн\w+|итог\w*|результат\w*|рейтинг\w*|провед[её]нн\w+|проведени\w+|проводил\w+|прош\w+|"
    r"оценк\w+|оцен[её]нн\w+|{mentioned})[^.;]{0,160}$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:план\w*|мероприяти\w*|мер\w{0,2}|период)\b[^.;]{0,260}?\b(?:на|в|за)\s+(?:период\s+)?$", re.IGNORECASE
)
_FOR = re.compile(r"\bна\s+(?:период\s+|\d\s+полугодие\s+|[IVХ1-4]+\s+квартал\s+)?$", re.IGNORECASE)
_PLAN_WORD = re.compile(r"\b(?:план|мероприят)\w*|\bplan|недостатк|\bulushchen|\bustranen", re.IGNORECASE)
_REPORT_WORD = re.compile(
    r"(?:отч[её]т\w*|информаци\w+|сведени\w+)\s+(?:о|об|по)\s+(?:ход\w*|выполнени\w+|реализаци\w+|исполнени\w+|устранени\w+)"
    r"|\b(?:исполнени|выполнени|реализаци)\w+\s+план\w*",
    re.IGNORECASE,
)
_NOK_WORD = compiled(r"{mentioned}|{quality}|{latin}|{latin_rated}|рейтинг|rejting|rating")
_SINCE = re.compile(r"\b(?:с|начиная с)\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:г\w*\.?\s*)?(?:по|до)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|;|\bи\b)\s*")
_LISTED_ON = re.compile(r"\s*(?:гг?\b\.?|год\w*)?\s*(?:[,;]|\bи\b)\s*(?:(?:за|в)\s+)?", re.IGNORECASE)
SENTENCE_END = r"(?<!\bг)(?<!\bгг)[.!?](?=\s+[А-ЯЁA-Z\d])"  # a year's «г.» ends none
_SENTENCE_END = re.compile(rf"\n|{SENTENCE_END}")
_UPLOAD_PATH = re.compile(rf"/(?P<year>{YEAR})(?:[/-]\d{{1,2}}){{0,2}}/")
_FILE_YEAR = re.compile(rf"(?<!\d)(?:{_RANGE}|(?P<one>{YEAR}))(?!\d)", re.IGNORECASE)
_TWO_DIGITS = compiled(
    r"(?:(?:{acronym}|{short}|{latin}|\bплан|\bplan)[\s_-]{0,2}|\bза\s+|\bна\s+|['’])"
    rf"(?P<short>[1-{LAST_YEAR // 10 % 10}]\d(?=\s?г(?:г?\b|од))|[1-{LAST_SHORT // 10 % 10}]\d(?=\s?г|\b(?!\.\d)))",
    re.IGNORECASE,
)


def years_of_text(text: str) -> tuple[Year, ...]:
    """Years in a title, heading or sentence with their roles, in order, each (year, role) once, best confidence.

    Only the first `LONGEST` characters are read: this is for titles, not for whole documents.
    """
    text = text[:LONGEST]
    if not _DIGIT.search(text):
        return ()
    found: list[Year] = []
    spans = list(_SPAN.finditer(text))
    reported = _REPORT_WORD.search(text) is not None
    role, confidence, end = YearRole.MENTIONED, 0.5, -1
    for span in spans:
        before = text[max(0, span.start() - 320) : span.start()]
        if end < 0 or not _LISTED.fullmatch(text[end : span.start()]):  # «на 2020, 2021 и 2022 годы»: one role for all
            role, confidence = _role(before, text[span.end() : span.end() + 60], reported)
        end = span.end()
        found += [Year(year, role, confidence, span.group()) for year in _expand(span)]
    if not spans:
        for match in _TWO_DIGITS.finditer(text):
            role = (
                YearRole.PLAN
                if _FOR.search(text[: match.start("short")]) and _PLAN_WORD.search(text)
                else YearRole.MENTIONED
            )
            found.append(Year(2000 + int(match.group("short")), role, 0.5, match.group()))
    return _distinct(found)


def listed_years(title: str) -> tuple[int, ...]:
    """Years a title lists as those it is about: «за 2019 и 2022 годы», «(2019 г., 2022 г.)»; empty for one alone.

    A list that is told of in a sentence of its own («в 2020 и 2021 годах оценка не проводилась») is none of the title.
    """
    listed: list[int] = []
    last: re.Match[str] | None = None
    for span in _SPAN.finditer(_first_sentence(title)):
        day = _DAY.search(title[: span.start()]) is not None or _SCHOOL.match(title[span.end() :]) is not None
        if last is not None and not _LISTED_ON.fullmatch(title[last.end() : span.start()]):
            if len(listed) > 1:
                break
            listed = []
        last = span
        listed += () if day else _expand(span)
    years = sorted({year for year in listed if FIRST_YEAR <= year <= LAST_YEAR})
    return tuple(years) if len(years) > 1 else ()


def _first_sentence(title: str) -> str:
    end = _SENTENCE_END.search(title)
    return title[: end.start()] if end else title


def years_of_address(url: str) -> tuple[Year, ...]:
    """Years in a file name (good) and in folders (weak: `/2017/05/` is when it was uploaded)."""
    path = unquote(parts_of(url).path)
    folder, _, name = path.rpartition("/")
    words = re.sub(r"[_+%]+", " ", name)
    found: list[Year] = []
    for match in _FILE_YEAR.finditer(words):
        before = words[: match.start()]
        if re.search(r"\d{1,2}[.-]\d{1,2}[.-]$", before):
            found += [Year(year, YearRole.UPLOAD, 0.3, match.group()) for year in _expand(match)]
            continue
        planned = _PLAN_WORD.search(words) and not _ASSESSED.search(before.replace("-", " "))
        role = YearRole.PLAN if planned and re.search(r"\bна[\s-]*$|\bna[\s-]*$", before) else YearRole.MENTIONED
        found += [Year(year, role, 0.7, match.group()) for year in _expand(match)]
    if not found:
        for match in _TWO_DIGITS.finditer(words):
            found.append(Year(2000 + int(match.group("short")), YearRole.MENTIONED, 0.4, match.group()))
    found += [Year(int(m.group("year")), YearRole.UPLOAD, 0.2, m.group()) for m in _UPLOAD_PATH.finditer(folder + "/")]
    return _distinct(found)


def years_said(years: Iterable[int]) -> str:
    """Years as they stand after «за» or «на»: «2022 год», «2016, 2019 и 2022 годы»; empty for none."""
    *first, last = [*map(str, sorted(set(years)))] or [""]
    return f"{', '.join(first)} и {last} годы" if first else f"{last} год" if last else ""


def assessment_years(years: Iterable[Year]) -> tuple[int, ...]:
    """Years a *result* is about: assessed ones, else merely mentioned ones; upload years do not count."""
    return _first_roles(years, (YearRole.ASSESSMENT,), (YearRole.MENTIONED, YearRole.REPORT, YearRole.SCHOOL))


def plan_years(years: Iterable[Year]) -> tuple[int, ...]:
    """Years a *plan* is for. A plan that names only the assessment («выявленных в 2020 году») is for the next year.

    A bare year in a plan's name may be either one; it is returned as it stands.
    """
    every = tuple(years)
    stated = _first_roles(every, (YearRole.PLAN,), ())
    if stated:
        return stated
    assessed = _first_roles(every, (YearRole.ASSESSMENT,), ())
    if assessed:
        return tuple(year + 1 for year in assessed)
    return _first_roles(every, (YearRole.MENTIONED, YearRole.REPORT, YearRole.SCHOOL), ())


def _role(before: str, after: str, reported: bool) -> tuple[YearRole, float]:
    if _SCHOOL.match(after):
        return YearRole.SCHOOL, 0.6
    if _SINCE.search(before) and not _UNTIL.match(after):
        return YearRole.UPLOAD, 0.3  # it was held ever since: no year in particular
    if _DAY.search(before):
        return YearRole.UPLOAD, 0.3
    if reported and re.search(r"\b(?:за|в|на)\s+(?:[\wIV]+\s+(?:квартал|полугоди)\w*\s+)?$", before):
        assessed = re.search(r"(?:выявленн|по\s+(?:итог|результат))[^.,;]{0,120}$", before, re.IGNORECASE)
        return (YearRole.ASSESSMENT, 0.8) if assessed else (YearRole.REPORT, 0.8)
    if _FOR.search(before) and _PLAN_WORD.search(before):
        return YearRole.PLAN, 0.95
    if _ASSESSED.search(before):
        strong = re.search(r"(?:выявленн|по\s+(?:итог|результат)|провед|проводил|прош)[^.;]*$", before, re.IGNORECASE)
        plan_heads = re.search(r"\bплан\w*", before, re.IGNORECASE) and not strong
        return (YearRole.MENTIONED, 0.5) if plan_heads else (YearRole.ASSESSMENT, 0.9 if strong else 0.75)
    if _PLANNED.search(before):
        return YearRole.PLAN, 0.7
    if _NOK_WORD.search(normal(after)):
        return YearRole.ASSESSMENT, 0.6
    return YearRole.MENTIONED, 0.5


def _expand(match: re.Match[str]) -> tuple[int, ...]:
    if match.group("one"):
        return (int(match.group("one")),)
    first = int(match.group("from"))
    if match.group("and"):
        return first, int(match.group("and"))
    end = match.group("to") or ""
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last <= min(LAST_YEAR, first + 6):
        return (first,)  # «2019-12»: a month, not a range
    return tuple(range(first, last + 1))


def _distinct(found: Iterable[Year]) -> tuple[Year, ...]:
    best: dict[tuple[int, YearRole], Year] = {}
    for year in found:
        if not FIRST_YEAR <= year.year <= LAST_YEAR:
            continue
        key = (year.year, year.role)
        if key not in best or best[key].confidence < year.confidence:
            best[key] = year
    return tuple(best.values())


def _first_roles(years: Iterable[Year], *preferred: tuple[YearRole, ...]) -> tuple[int, ...]:
    every = tuple(years)
    for roles in preferred:
        chosen = sorted({year.year for year in every if year.role in roles})
        if chosen:
            return tuple(chosen)
    return ()
