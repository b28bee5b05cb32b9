"""Dates a term names: «до 1 апреля и до 1 октября 2026 г.», «01.04.26», «I квартал», «с 1 по 10 марта» → days.

A year that is not written is that of the date beside it in the same list, else the next such day after the protocol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise

import msgspec

from audits.protocols.terms.dates import (
    BY_DAY,
    DAYS,
    DECADE,
    DOTTED,
    HALVES,
    HOLIDAYS,
    LAST_DAY,
    NTH,
    QUARTERS,
    SCHOOL_YEAR,
    SLASHED,
    YEAR,
    YEAR_FIRST,
    YEARLESS,
    YEARS_END,
)
from audits.protocols.terms.shifts import goes_on, passed_over, shift_before
from audits.protocols.words.months import MONTH, OF_DAY, SHORT_MONTH, add_months, end_of_month, month_of
from audits.protocols.words.numerals import ORDINAL, from_roman, value
from audits.protocols.words.verbs import VERB_LIKE
from audits.protocols.words.workdays import last_workday

# Where a month alone is a date, and not a part of one that is written in words («первого апреля»).
_ALONE = re.compile(
    r"(?:^|[,;:(–—-]|\b(?:в|во|до|к|ко|с|со|по|и|за|на|конца|концу|конце|окончания|середин[а-я]+|начал[а-я]+|позднее))\s*$",
    re.I,
)
_BEFORE_IT = re.compile(r"(?:\b(?:до|к|ко)|начал[а-я]+)\s*$", re.I)
_MIDDLE = re.compile(r"\bсередин[а-я]+\s*$", re.I)
_SINCE = re.compile(r"\b(?:с|со|после|не\s+(?:ранее|раньше)(?:\s+чем)?)\s*$", re.I)
_CITED = re.compile(r"\b(?:от|за|состоянию\s+на|по\s+(?:итогам|результатам)|итогам|итоги)\s*$", re.I)
_ALSO = re.compile(r"\s+(?:и|а\s+также)\s+", re.I)
_DASH = re.compile(r"\s*[–—-]\s*")
_VERB = re.compile(VERB_LIKE, re.I)
_QUOTED_DAY = re.compile(r"[«\"“„”'‘’<]\s*(\d{1,2})\s*[»\"”“'’>]\s*(?=[а-яё])", re.I)
_SHORTENED = (  # how tables save room
    (re.compile(r"\bежемес\.", re.I), "ежемесячно"),
    (re.compile(r"\bежекв(?:арт)?\.", re.I), "ежеквартально"),
    (re.compile(r"\bежегод\.", re.I), "ежегодно"),
    (re.compile(r"\bраб\.\s*(?=дн|день)", re.I), "рабочих "),
    (re.compile(r"\bкал(?:енд)?\.\s*(?=дн|день)", re.I), "календарных "),
    (re.compile(r"\bслед\.\s*(?=месяц|квартал|год)", re.I), "следующего "),
    (re.compile(r"\bотч[её]тн\.\s*(?=месяц|квартал|период)", re.I), "отчётным "),
)
_DAY_IN_WORDS = re.compile(
    rf"\b{ORDINAL}(?=\s+(?:{MONTH}|числ[ау]))", re.I
)  # «до первого апреля», «к двадцать пятому числу»
_MONTHS_OF_DAY = re.compile(  # «до 10 апреля, июля, октября и января»
    rf"(?<![\d.])(?P<days>{DAYS})(?:\s+числа)?\s+(?:{OF_DAY})"
    rf"(?P<more>(?:\s*(?:,\s*и|,|\bи)\s+(?:{OF_DAY})\b){{1,11}})",
    re.I,
)
_BLANK_DAY = re.compile(r"[«\"“„]\s*[_.…\s]*\s*[»\"”“]\s*(?=[а-яё])")


class Role(Enum):
    """What a date is to a term."""

    END = "by then"
    START = "since then"
    CITED = "not a term: «приказ от …», «отчёт за …»"


class Mention(msgspec.Struct, frozen=True):
    """One date named. `day` None: there is no such date, or no year to give it; `note` says which."""

    start: int
    end: int
    role: Role
    begins: date | None
    day: date | None
    year_given: bool
    note: str = ""
    unsure: bool = False  # the note says something a person has to check
    own_year: bool = False  # written at this very date, not only beside it


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    span: Callable[[int], tuple[date, date]]  # of a year: first and last day; ValueError where there is none
    year: int | None
    ahead: int | None  # «с.г.» 0, «следующего года» 1
    role: Role
    note: str
    label: str
    unsure: bool = False


def unquoted(text: str) -> str:
    """The text as terms are read in it: days without quotation marks («15» апреля → 15 апреля) and in digits, Roman
    numbers in Latin letters, shortened words in full («ежекв.»), each month with its day («10 апреля, июля»).
    """
    text = _DAY_IN_WORDS.sub(_in_digits, text)
    text = _MONTHS_OF_DAY.sub(_with_days, text)
    plain = _BLANK_DAY.sub("", _QUOTED_DAY.sub(r"\1 ", text))
    for short, word in _SHORTENED:
        plain = short.sub(word, plain)
    return re.sub(r"\b[IІ]{1,3}V?\b", lambda match: match[0].replace("І", "I"), plain)


def _in_digits(match: re.Match[str]) -> str:
    return str(value(match[0]))


def _with_days(match: re.Match[str]) -> str:
    more = re.sub(OF_DAY, lambda month: f"{match['days']} {month[0]}", match["more"], flags=re.I)
    return match[0][: match.start("more") - match.start()] + more


def read_mentions(text: str, signed: date | None) -> list[Mention]:
    """Every date of `text`, in its order. Years that are not written count from `signed`."""
    found: list[_Found] = []
    for pattern, read in _KINDS:
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found += read(match)
    found.sort(key=lambda one: (one.start, one.end))
    for at, (before, one) in enumerate(pairwise(found), 1):
        if before.role is Role.CITED and _ALSO.fullmatch(text[before.end : one.start]):
            found[at] = msgspec.structs.replace(one, role=Role.CITED)  # «по состоянию на 1 января и 1 июля»
    return _shifted([_settled(one, found, signed) for one in found], text)


def _shifted(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The days meant where they are counted from those named: «за 5 рабочих дней до 1 июля» is the 24th of June."""
    out: list[Mention] = []
    shift, before = None, 0
    for one in mentions:
        listed = bool(out) and goes_on(text[before : one.start])
        if not (listed and shift):
            shift = shift_before(text, one.start)
        before = one.end
        if shift and one.day:
            day = shift.of(one.day)
            note = f"отсчитано {'назад ' if shift.back else ''}от {one.day:%d.%m.%Y}"
            note = "; ".join(part for part in (one.note, note) if part)
            one = msgspec.structs.replace(one, role=Role.END, begins=day, day=day, note=note)
        elif not listed and one.role is not Role.CITED and (words := passed_over(text, one.start)):
            note = "; ".join(part for part in (one.note, f"«{words}» не учтено") if part)
            one = msgspec.structs.replace(one, note=note, unsure=True)
        out.append(one)
    return out


def ends_of(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The days by which something is due: of «с … по …» and «1–10 …» the last one, of cited dates none."""
    own = [one for one in mentions if one.role is not Role.CITED]
    ends: list[Mention] = []
    for before, one in zip([None, *own], own, strict=False):
        if one.role is not Role.END:
            continue
        between = text[before.end : one.start] if before else ""
        if before and (_is_period(before, one, between) or _DASH.fullmatch(between)):
            if ends and ends[-1] is before:
                ends.pop()
            since = f" с {before.begins:%d.%m.%Y}" if before.begins else ""
            note = "; ".join(part for part in (one.note, f"указан период{since}: взят его конец") if part)
            one = msgspec.structs.replace(one, note=note)
        ends.append(one)
    return ends


def starts_of(mentions: Sequence[Mention]) -> list[Mention]:
    """The days from which on something is to be done."""
    return [one for one in mentions if one.role is Role.START]


def lone_starts(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The days from which on something is to be done where no end follows."""
    own = [one for one in mentions if one.role is not Role.CITED]
    pairs = zip(own, [*own[1:], None], strict=False)
    return [
        one
        for one, after in pairs
        if one.role is Role.START and not (after and _is_period(one, after, text[one.end : after.start]))
    ]


def _is_period(one: Mention, after: Mention, between: str) -> bool:
    """Whether two dates in a row are the beginning and the end of one period: «с … по …»."""
    if ";" in between or _VERB.search(between):
        return False
    ordered = one.begins is None or after.day is None or one.begins <= after.day
    return one.role is Role.START and after.role is Role.END and ordered


def _settled(one: _Found, all_found: Sequence[_Found], signed: date | None) -> Mention:
    year, note, given = one.year, one.note, True
    try:
        if year is None:
            year, said, given = _year_of(one, all_found, signed)
            if year is None:
                return Mention(one.start, one.end, one.role, None, None, False, said)
            note = "; ".join(part for part in (note, said) if part)
        begins, day = one.span(year)
        own = one.year is not None or one.ahead is not None
        return Mention(one.start, one.end, one.role, begins, day, given, note, one.unsure, own)
    except ValueError:
        return Mention(one.start, one.end, one.role, None, None, given, f"даты {one.label} не бывает")


def _year_of(one: _Found, all_found: Sequence[_Found], signed: date | None) -> tuple[int | None, str, bool]:
    """The year meant, what to say about it, and whether the text gives it. Raises ValueError for no date."""
    if one.ahead is not None:
        return (signed.year + one.ahead if signed else None), "" if signed else "год не указан", True
    at = next(index for index, each in enumerate(all_found) if each is one)
    for later in all_found[at + 1 :]:
        if later.year is not None and later.role is not Role.CITED:
            own = one.span(later.year)[1]
            return later.year - (own > later.span(later.year)[1]), "", True
    for earlier in reversed(all_found[:at]):
        if earlier.year is not None and earlier.role is not Role.CITED:
            own = one.span(earlier.year)[1]
            year = earlier.year + (own < earlier.span(earlier.year)[1])
            return year, f"год не указан, взят {year}", True
    if signed is None:
        return None, "год не указан", False
    year = signed.year if one.span(signed.year)[1] >= signed else signed.year + 1
    return year, f"год не указан, взят {year}", False


def _found(
    match: re.Match[str],
    span: Callable[[int], tuple[date, date]],
    note: str = "",
    label: str = "",
    *,
    unsure: bool = False,
) -> _Found:
    groups = match.groupdict()
    year = groups.get("year") or groups.get("short")
    ahead = 0 if groups.get("now") else 1 if groups.get("next") else None
    before = match.string[: match.start()]
    since = "since" in groups or _SINCE.search(before)
    role = Role.START if since else Role.CITED if _CITED.search(before) else Role.END
    number = (int(year) + (2000 if len(year) == 2 else 0)) if year else None
    return _Found(match.start(), match.end(), span, number, ahead, role, note, label, unsure)


def _day_and_month(match: re.Match[str]) -> Iterator[_Found]:
    """«1 апреля», and «1, 10 и 20 апреля», which are three days."""
    month = month_of(match["month"])
    for number in re.findall(r"\d{1,2}", match["days"]):
        yield _found(match, _one_day(int(number), month), label=f"{int(number):02}.{month:02}")


def _numeric(match: re.Match[str]) -> Iterator[_Found]:
    day, month = int(match["day"]), int(match["month"])
    yield _found(match, _one_day(day, month), label=f"{day:02}.{month:02}")


def _decade(match: re.Match[str]) -> Iterator[_Found]:
    number, month = _nth(match["nth"]), month_of(match["month"])
    if number in (1, 2, 3):

        def span(year: int) -> tuple[date, date]:
            first = date(year, month, 10 * number - 9)
            return first, end_of_month(first) if number == 3 else first.replace(day=10 * number)

        yield _found(match, span)


def _quarters(match: re.Match[str]) -> Iterator[_Found]:
    for nth in re.findall(NTH, match["list"], re.I):
        yield _found(match, _months(3 * _nth(nth) - 2, 3), label=f"{nth} квартала")


def _halves(match: re.Match[str]) -> Iterator[_Found]:
    for nth in re.findall(NTH, match["list"], re.I):
        yield _found(match, _months(6 * _nth(nth) - 5, 6), label=f"{nth} полугодия")


def _end_of_year(match: re.Match[str]) -> Iterator[_Found]:
    yield _found(match, lambda year: (date(year, 12, 31), date(year, 12, 31)))


def _workday_of(match: re.Match[str]) -> Iterator[_Found]:
    """«последний рабочий день мая»."""
    month = month_of(match["month"])

    def span(year: int) -> tuple[date, date]:
        last = end_of_month(date(year, month, 1))
        last = last_workday(last) if match["work"] else last
        return last, last

    yield _found(match, span)


def _school_year(match: re.Match[str]) -> Iterator[_Found]:
    """«к началу учебного года», «до конца 2026/2027 учебного года»."""
    begins = match["edge"].lower().startswith("нач")
    later = 0 if begins else int(bool(match["till"]))  # «2026/2027»: it ends in the second year
    day = (9, 1) if begins else (5, 31)
    note = f"«{'начало' if begins else 'конец'} учебного года»: взято {'1 сентября' if begins else '31 мая'}"
    yield _found(match, lambda year: (date(year + later, *day), date(year + later, *day)), note, unsure=True)


def _holidays(match: re.Match[str]) -> Iterator[_Found]:
    """«до Нового года», «до майских праздников»: the last day before them."""
    may = "майск" in match[0].lower()
    note = f"«{match[0]}»: взято {'30 апреля' if may else '31 декабря'}"
    day = (4, 30) if may else (12, 31)
    named = "год" not in match[0].lower()  # «праздники» begin on a day that is not told
    yield _found(match, lambda year: (date(year, *day), date(year, *day)), note, unsure=named)


def _year_alone(match: re.Match[str]) -> Iterator[_Found]:
    yield _found(match, _months(1, 12), "указан только год: взят его последний день")


def _month_alone(match: re.Match[str]) -> Iterator[_Found]:
    before, month = match.string[: match.start()], month_of(match["month"])
    if not _ALONE.search(before):
        return
    if _MIDDLE.search(before):
        yield _found(match, _one_day(15, month), "«середина месяца»: взято 15-е число")
    elif _BEFORE_IT.search(before):
        yield _found(match, _one_day(1, month), "указан только месяц: взят его первый день")
    else:
        yield _found(match, _months(month, 1), "указан только месяц: взят его последний день")


def _one_day(day: int, month: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _months(first: int, count: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: (date(year, first, 1), end_of_month(add_months(date(year, first, 1), count - 1)))


def _nth(word: str) -> int:
    """«II», «2-й», «второй» → 2."""
    found = re.match(r"[iv]+|[1-4]", word, re.I)
    if found is None:
        return value(word)
    return from_roman(found[0]) or int(found[0])


_Reader = Callable[[re.Match[str]], Iterator[_Found]]
_KINDS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(source, re.I), reader)
    for source, reader in (
        (BY_DAY, _day_and_month),
        (DOTTED, _numeric),
        (SLASHED, _numeric),
        (YEAR_FIRST, _numeric),
        (YEARLESS, _numeric),
        (DECADE, _decade),
        (QUARTERS, _quarters),
        (HALVES, _halves),
        (YEARS_END, _end_of_year),
        (LAST_DAY, _workday_of),
        (SCHOOL_YEAR, _school_year),
        (HOLIDAYS, _holidays),
        (rf"(?<!\d\s)\b(?P<month>{SHORT_MONTH})\s?(?P<short>\d\d)(?![\d.:]|\s*(?:числ|г|ч))", _month_alone),
        (rf"\b(?P<month>{MONTH}){YEAR}?", _month_alone),
        (r"\bначиная\s+с\s+(?P<since>)(?P<year>20\d\d)\s*г(?:ода|\.)(?![а-я])", _year_alone),
        (r"(?:^|\bв\s+течение\s+|\bв\s+)(?P<year>20\d\d)\s*г(?:ода|оду|од|\.)(?![а-я])", _year_alone),
    )
)
