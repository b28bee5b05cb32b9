"""«Срок: к 15 июля 2017 г., далее – ежемесячно» → dates and how they repeat.

Nothing is left out in silence: what could not be read keeps its words and no date, what was read on an assumption
says which, and `doubt` names what a person has to look at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec

from audits.protocols.model import Recurrence, Term
from audits.protocols.terms.counted import read_counted
from audits.protocols.terms.dates import DAY, DAYS, NTH_WORKDAY
from audits.protocols.terms.mentions import Mention, Role, ends_of, read_mentions, starts_of, unquoted
from audits.protocols.terms.pace import AFTERWARDS, Pace, read_paces
from audits.protocols.terms.periods import after_each
from audits.protocols.terms.recurring import repeats
from audits.protocols.terms.shifts import passed_over, shift_before
from audits.protocols.words.months import MONTH, add_months

STEPS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.YEARLY: 12}
_KINDS = {1: Recurrence.MONTHLY, 3: Recurrence.QUARTERLY, 12: Recurrence.YEARLY}
_DAY_OF_MONTH = re.compile(
    rf"(?<!\d)(?P<days>{DAYS})\s+числ[оау]|\b(?:до|к)\s+(?P<short>\d{{1,2}}-?(?:го|му))(?=\s*(?:$|[,;)]))", re.I
)
_LAST_DAY = re.compile(
    r"\bпоследн[а-я]+\s+(?:рабоч[а-я]+\s+)?(?:день|дня|числ[оа])|\b(?:конца|конце|концу)\s+(?:каждого\s+|отч[её]тного\s+)?"
    r"(?:месяца|квартала|полугодия|года)",
    re.I,
)
_NTH_MONTH = re.compile(r"\b(второго|третьего|последнего)\s+месяца", re.I)
_ALWAYS_SO = r"\b(?:постоянно|на\s+постоянной\s+основе|бессрочно)\b"
_AT_ONCE_SO = (
    r"\b(?:(?:незамедлительно|немедленно|безотлагательно|срочно)\b|в\s+(?:самые\s+)?кратчайши[а-я]+\s+срок[а-я]*)"
)
UNDATED = rf"(?:{_ALWAYS_SO}|{_AT_ONCE_SO})"  # what has no day of its own, and takes none from the sentence above it
_ALWAYS = re.compile(rf"{_ALWAYS_SO}|^пост\b", re.I)
_AT_ONCE = re.compile(_AT_ONCE_SO, re.I)
_THEN = re.compile(rf"[\s,.;(–—-]*\b(?:и\s+)?{AFTERWARDS}\b[\s,:–—-]*", re.I)
# A month of the period named: «месяца, следующего за отчётным», «последнего месяца квартала», «до конца квартала».
_WHICH_MONTH = re.compile(r"\bследующ[а-я]+\s+за\b|\bмесяца\s+(?:каждого\s+)?(?:квартала|полугодия|года)", re.I)
_NTH_WORKDAY = re.compile(rf"(?<!\d){NTH_WORKDAY}", re.I)
# «до 1 мая; до 1 ноября ежегодно»: one list, however it is parted.
_BY_DAY = rf"(?:до|к|не\s+позднее)\s+{DAY}\s+{MONTH}"
_ONLY_DATES = re.compile(rf"(?:{_BY_DAY}\s*[;,]\s*){{1,11}}{_BY_DAY}[\s,;–—-]+[а-яё]+(?:\s+года)?", re.I)
_LEADING = re.compile(r"^(?:[\s,;)–—-]|г\.|и\s|а\s+также\s|затем\s)+", re.I)
_BEGINNING = re.compile(r"[\s,(]*(?:начиная\s+)?с?\s*$", re.I)
_SINCE = re.compile(r".*\bначиная\s+с\b", re.I)
_TILL = re.compile(r"\s*,?\s*(?:по|до)\s+$", re.I)
SERIES_NOTE = "первая дата отсчитана от даты протокола"
_THROUGHOUT = re.compile(r"\bв\s+течение\s+(?:всего\s+)?20\d\d[\s-]*(?:го\s+)?года?\s*$", re.I)
_TO_YEARS_END = re.compile(r"\bконца\s+(?:20\d\d|текущего|этого)[\s-]*(?:го\s+)?года?\s*$", re.I)
_NOT_SHIFTED = "отсчёт от числа месяца не ведётся, взято само число"
_CLOSING_NOTE = "число не названо, взят последний день"
_YEAR_TAKEN = re.compile(r"год не указан, взят (\d{4})")
_PERIODS = {1: "месяца", 3: "квартала", 6: "полугодия", 12: "года"}


def read_terms(text: str, *, signed: date | None) -> tuple[Term, ...]:
    """Read the terms one field or clause names, at least one.

    `signed` is the protocol's date: missing years and «в течение N дней» count from it. A term without any
    recognisable date keeps its words and no `due`; each of several dates is a term of its own.
    """
    text = unquoted(text).strip(" .;")
    if regular := after_each(text, signed) or _continued(text, signed):
        return regular
    if _ONLY_DATES.fullmatch(text):
        text = text.replace(";", ",")
    for parts in (_parted(text, ";"), _parted_by_pace(text)):
        if len(parts) > 1:
            read = [term for part in parts for term in _continued(part, signed) or _read(part, signed)]
            if all(term.due and not is_closing(term) for term in read):
                return tuple(_checked(term, signed) for term in read)
    several = len(read_paces(text)) > 1
    return tuple(
        _checked(_noted(term, "указано несколько повторений") if several else term, signed, unsure=several)
        for term in _read(text, signed)
    )


def _continued(text: str, signed: date | None) -> tuple[Term, ...]:
    """«до 10 марта 2026 г., далее – ежеквартально до 10 числа»: once by then, afterwards as the rest says.

    Nothing where the text is not of that kind, or either part is not understood by itself.
    """
    found = _THEN.search(text)
    if found is None:
        return ()
    head, tail = text[: found.start()].strip(" ,;("), text[found.end() :].strip(" )")
    paces = read_paces(tail)
    pace = paces[0] if len(paces) == 1 else None
    if pace is None or not pace.months or not (read_mentions(tail, signed) or _names_day(tail)):
        return ()  # only a pace: the date before it is what repeats
    first = read_terms(head, signed=signed)
    last = max((term.due for term in first if term.due), default=None)
    if last is None or not all(term.due and term.recurrence is None for term in first):
        return ()
    again = _after(tail, pace, last)
    if not again:
        return ()
    if len(again) == 1 and _goes_on(again[0], last):
        same = [term for term in first if term.due == last][-1]
        return (*(term for term in first if term is not same), _repeating(same, text, again[0]))
    return (*first, *again)


def _after(tail: str, pace: Pace, last: date) -> tuple[Term, ...]:
    """What repeats after `last`; where no month is named, in the rhythm that begins with it."""
    days, dates = _named_days(tail, ()), read_mentions(tail, last)
    # «далее – ежегодно до 1 апреля»: from the next year on, however soon that day comes.
    next_year = pace.months == 12 and len(dates) == 1
    since = date(last.year + 1, 1, 1) if next_year else date.fromordinal(last.toordinal() + 1)
    if days and pace.months < 12 and not dates and not _WHICH_MONTH.search(tail):
        if wrong := [day for day in days if not 1 <= day <= 31]:
            return (Term(tail, note=f"«{wrong[0]} число» не бывает"),)
        ahead = (pace.months, 2 * pace.months) if pace.months == 6 else (pace.months,)
        dues = [(add_months(last, months, day=day), day) for months in ahead for day in days]
        return tuple(Term(tail, due, _step(pace), day=day if day != due.day else 0) for due, day in sorted(dues))
    read = _read(tail, since)
    said = {SERIES_NOTE: "первая дата — следующая после первого срока"}
    return tuple(msgspec.structs.replace(term, note=said.get(term.note, term.note)) for term in read)


def _step(pace: Pace) -> Recurrence:
    return Recurrence.YEARLY if pace.months == 6 else _KINDS[pace.months]


def _goes_on(again: Term, last: date) -> bool:
    """Whether a repeating term is what the first date gives by repeating itself."""
    if again.due is None or again.recurrence is None:
        return False
    return again.due == add_months(last, STEPS[again.recurrence], day=again.day or again.due.day) and last.day in (
        again.due.day,
        again.day,
    )


def _repeating(term: Term, text: str, again: Term) -> Term:
    return msgspec.structs.replace(term, text=text, recurrence=again.recurrence, day=again.day)


def _names_day(text: str) -> bool:
    return bool(_named_days(text, ()) or _LAST_DAY.search(text))


def guessed_year(term: Term, signed: date | None) -> str:
    """What a person has to look at in a term whose day has passed in the paper's year, so that the next was taken."""
    taken = _YEAR_TAKEN.search(term.note)
    if term.due is None or signed is None or taken is None or term.recurrence is Recurrence.YEARLY:
        return ""
    if int(taken[1]) <= signed.year or term.unsure:
        return ""
    return f"срок «{term.text}» прочитан как {term.due:%d.%m.%Y}: год не указан, взят следующий за годом протокола."


def doubt(term: Term) -> str:
    """What a person has to look at in a term that was read, as a sentence; empty when it was understood."""
    if term.due is None:
        return (
            "" if is_always(term) else f"срок «{term.text}» не понят как дата{': ' + term.note if term.note else ''}."
        )
    return f"срок «{term.text}» прочитан как {term.due:%d.%m.%Y}: {term.note}." if term.unsure else ""


def is_always(term: Term) -> bool:
    """Whether a term says «постоянно», which is understood and has no day."""
    return term.due is None and term.recurrence is None and _ALWAYS.search(term.text) is not None


def without_date(terms: Sequence[Term], text: str) -> str:
    """Why an item has no date: the words it has instead, else that it names no term."""
    said = [f"«{term.text}»: {term.note or 'не понято как дата'}" for term in terms if term.due is None]
    at_once = _AT_ONCE.search(text)
    if not said and at_once:
        said = [f"«{at_once[0].lower()}»: день не назван"]
    return "; ".join(said) or "срок не указан"


def next_due(term: Term, on: date) -> date | None:
    """The date this term is due at or after `on`; a single or not yet begun term gives its (first) date."""
    if term.due is None or term.recurrence is None or on <= term.due:
        return term.due
    step = STEPS[term.recurrence]
    passed = ((on.year - term.due.year) * 12 + on.month - term.due.month) // step
    return next(due for index in (passed, passed + 1) if (due := _occurrence(term, term.due, step * index)) >= on)


def occurrences(term: Term, until: date) -> list[date]:
    """All dates of a term up to and including `until`. The 31st falls on a short month's last day."""
    if term.due is None or term.due > until:
        return []
    if term.recurrence is None:
        return [term.due]
    months = (until.year - term.due.year) * 12 + until.month - term.due.month
    dates = (_occurrence(term, term.due, index) for index in range(0, months + 1, STEPS[term.recurrence]))
    return [due for due in dates if due <= until]


def _occurrence(term: Term, first: date, months: int) -> date:
    return add_months(first, months, day=term.day) if months else first


def _parted(text: str, separator: str) -> list[str]:
    return [part for part in text.split(separator) if part.strip()]


def _parted_by_pace(text: str) -> list[str]:
    """«ежеквартально до 5 числа, ежегодно до 1 февраля»: a clause for each pace."""
    paces = read_paces(text)
    cuts = [0, *(pace.start for pace in paces[1:]), len(text)]
    return [text[start:end].strip(" ,") for start, end in pairwise(cuts)]


def _read(text: str, signed: date | None) -> tuple[Term, ...]:
    text = text.strip(" .;")
    mentions = read_mentions(text, signed)
    ends, starts = ends_of(mentions, text), starts_of(mentions)
    paces = read_paces(text)
    pace = paces[0] if paces else None
    if any(one.day is None for one in (*ends, *starts)):
        note = next(one.note for one in (*ends, *starts) if one.day is None)
        return (Term(text=text, recurrence=_kind(pace), note=note),)
    if ends and starts and pace and pace.months == 12 and starts[0].begins and _sets_out(text, ends, starts[0]):
        # «ежегодно до 1 февраля, начиная с 2028 года», «ежегодно, начиная с 2028 года, до 1 февраля»
        head, tail = _BEGINNING.sub("", text[: starts[0].start]), text[starts[0].end :].lstrip(" ,)")
        read = _read(f"{head} {tail}", starts[0].begins)
        # the year is that it begins with, which is written
        notes = [
            "; ".join(part for part in term.note.split("; ") if not part.startswith("год не указан")) for term in read
        ]
        return tuple(
            msgspec.structs.replace(term, text=text, note=note) for term, note in zip(read, notes, strict=True)
        )
    if ends and starts and pace and pace.months == 12 and _within_year(text, ends, starts):
        return _dated(text, ends, pace)
    if ends and starts and pace and pace.months and starts[0].begins:
        until = ends[-1].day
        terms = _series(text, pace, starts[0].begins, "") or _at_pace(_plain(text, starts[0]), pace)
        return tuple(_noted(term, f"повторяется до {until:%d.%m.%Y}", unsure=True) for term in terms)
    if pace is not None and (bounded := _bounded(text, ends, pace, signed)):
        return bounded
    if ends:
        return _dated(text, ends, pace)
    if starts:
        return _begun(text, starts[0], pace)
    if pace is not None and _NTH_WORKDAY.search(text):
        return (Term(text=text, recurrence=_kind(pace), note="день, названный номером рабочего дня, не вычисляется"),)
    if pace is not None:
        return _repeated(text, pace, signed)
    due, note = read_counted(text, signed)
    if due is None and not note:
        if _ALWAYS.search(text):
            note = "исполняется постоянно, даты нет"
        elif _AT_ONCE.search(text):
            note = "исполнить сразу, день не назван"
    return (Term(text=text, due=due, note=note),)


def _sets_out(text: str, ends: Sequence[Mention], start: Mention) -> bool:
    """Whether a beginning only says from which year on the days named are due."""
    if start.start > ends[-1].end:
        return True
    bare = not any(one.own_year for one in ends)
    return bare and start.end < ends[0].start and _SINCE.match(text[max(start.start - 10, 0) : start.end]) is not None


def _within_year(text: str, ends: Sequence[Mention], starts: Sequence[Mention]) -> bool:
    """Whether all that is named are periods of a year, «с 1 марта по 1 апреля»: each time due at their ends."""
    bare = not any(one.own_year for one in (*ends, *starts))
    return bare and all(any(_TILL.match(text[one.end : end.start]) for end in ends) for one in starts)


def _bounded(text: str, ends: Sequence[Mention], pace: Pace, signed: date | None) -> tuple[Term, ...]:
    """«ежеквартально до 15 числа … до конца 2027 года»: repeated until then, not due then and repeated afterwards.

    Nothing where the date stands first («до 1 октября, далее ежеквартально до 5 числа»): it is a term of its own.
    """
    if len(ends) != 1 or not pace.months or signed is None or (until := ends[0].day) is None:
        return ()
    named = [one for one in _DAY_OF_MONTH.finditer(text) if not ends[0].start <= one.start() < ends[0].end]
    through = ends[0].begins if _THROUGHOUT.search(text[: ends[0].end]) else None  # «в течение 2027 года ежемесячно»
    after = date.fromordinal(signed.toordinal() + 1)
    if not named and pace.months < 12 and _TO_YEARS_END.search(text[: ends[0].end]):  # «ежемесячно до конца 2027 года»
        terms = _closing(text, pace, signed)
    elif through is None and not (named and max(pace.start, named[0].start()) < ends[0].start):
        return ()
    else:
        terms = _series(text, pace, max(after, through) if through else after, "")
    if not terms or any(term.due is None or term.due > until for term in terms):
        return ()
    return tuple(_noted(term, f"повторяется до {until:%d.%m.%Y}", unsure=True) for term in terms)


def _dated(text: str, ends: Sequence[Mention], pace: Pace | None) -> tuple[Term, ...]:
    """Terms of the days by which something is due, and which of them come again."""
    single = [_plain(_slice(text, ends, at), one) for at, one in enumerate(ends)]
    last = ends[-1].day
    if pace is None or last is None:
        return tuple(single)
    if not pace.months and len(ends) == 1:
        return tuple(_noted(term, f"повторение «{pace.text}» не ведётся", unsure=True) for term in single)
    named = _named_days(text, ends)
    if pace.months and named and named != [last.day]:
        after = add_months(last, 1).replace(day=1)
        return (*single, *_series(text, pace, after, ""))
    if len(ends) > 1:
        found = zip(single, repeats(text, ends, pace), strict=True)
        return tuple(
            _noted(msgspec.structs.replace(term, recurrence=one.kind), one.note, unsure=bool(one.note))
            for term, one in found
        )
    return _at_pace(single[0], pace)


def _at_pace(first: Term, pace: Pace) -> tuple[Term, ...]:
    """A term with a day that repeats from it on; twice a year is two yearly terms."""
    if pace.months != 6 or first.due is None:
        return (msgspec.structs.replace(first, recurrence=_kind(pace)),)
    halves = (first, msgspec.structs.replace(first, due=add_months(first.due, 6)))
    return tuple(msgspec.structs.replace(term, recurrence=Recurrence.YEARLY) for term in halves)


def _begun(text: str, start: Mention, pace: Pace | None) -> tuple[Term, ...]:
    if pace and pace.months and start.begins:
        series = _series(text, pace, start.begins, "")
        return series or _at_pace(_plain(text, start), pace)
    return (_noted(_plain(text, start), "указано начало, а не конец: взято оно", unsure=True),)


def _repeated(text: str, pace: Pace, signed: date | None) -> tuple[Term, ...]:
    """A pace without a date of its own: «ежеквартально до 5 числа» from the protocol on."""
    if not pace.months:
        return (Term(text=text, note=f"повторение «{pace.text}» не ведётся"),)
    if signed is None:
        return (Term(text=text, recurrence=_kind(pace), note="отсчитать не от чего: даты протокола нет"),)
    if wrong := [day for day in _named_days(text, ()) if not 1 <= day <= 31]:
        return (Term(text=text, recurrence=_kind(pace), note=f"«{wrong[0]} число» не бывает"),)
    series = _series(text, pace, date.fromordinal(signed.toordinal() + 1), SERIES_NOTE)
    days = (match.start("days") for match in _DAY_OF_MONTH.finditer(text) if match["days"])
    if any(shift_before(text, start) or passed_over(text, start) for start in days):
        series = tuple(_noted(term, _NOT_SHIFTED, unsure=True) for term in series)
    return series or _closing(text, pace, signed)


def _closing(text: str, pace: Pace, signed: date) -> tuple[Term, ...]:
    """Only how often: «не реже одного раза в квартал» is done when the quarter ends."""
    months = tuple(range(pace.months, 13, pace.months))
    note = f"{_CLOSING_NOTE} {_PERIODS[pace.months]}"
    ends = [add_months(date(signed.year, 1, 31), month - 1) for month in (*months, months[0] + 12)]
    dues = [due for due in ends if due > signed][: 2 if pace.months == 6 else 1]
    return tuple(Term(text, due, _step(pace), note, day=31 if due.day != 31 else 0, unsure=True) for due in dues)


def is_closing(term: Term) -> bool:
    """Whether a term's day is only the end of the period it repeats in."""
    return _CLOSING_NOTE in term.note


def without_day(term: Term) -> Term:
    """Such a term where the words need not be a term at all: how often is kept, the day is not."""
    return Term(term.text, None, term.recurrence, "периодичность указана без даты")


def _series(text: str, pace: Pace, since: date, note: str) -> tuple[Term, ...]:
    """The days of the month a pace names, each with its first date at or after `since`; none where it names none."""
    ends_period = bool(_LAST_DAY.search(text))
    days = _named_days(text, ()) or ([31] if ends_period else [])
    months = _months_of(pace, text, ends_period=ends_period and not _named_days(text, ()))
    found: list[Term] = []
    for day in days:
        firsts = (add_months(date(since.year, 1, 1), since.month - 1 + ahead, day=day) for ahead in range(26))
        dues = [due for due in firsts if due.month in months and due >= since]
        # Twice a year is two yearly terms: of each month the first one.
        chosen = dues[: len(months)] if pace.months == 6 else dues[:1]
        kind = Recurrence.YEARLY if pace.months == 6 else _KINDS[pace.months]
        found += [Term(text, due, kind, note, day=day if due.day != day else 0) for due in chosen]
    return tuple(sorted(found, key=lambda term: term.due or since))


def _months_of(pace: Pace, text: str, *, ends_period: bool) -> tuple[int, ...]:
    """In which months a report is due: in the one after its period, unless the text names the period's own."""
    every = {1: tuple(range(1, 13)), 3: (1, 4, 7, 10), 6: (1, 7), 12: (1,)}[pace.months]
    if ends_period:
        ahead = pace.months - 1
    elif (nth := _NTH_MONTH.search(text)) and pace.months > 1:
        ahead = {"в": 1, "т": 2, "п": pace.months - 1}[nth[1][0].lower()]
    else:
        ahead = 0
    return tuple(month + ahead for month in every)


def _named_days(text: str, ends: Sequence[Mention]) -> list[int]:
    """The days «до 5 числа», «10 и 25 числа» name; not those of the dates already read («15 числа января»)."""
    return [
        int(day)
        for match in _DAY_OF_MONTH.finditer(text)
        if not any(one.start <= match.start() < one.end for one in ends)
        for day in re.findall(r"\d{1,2}", match["days"] or match["short"])
    ]


def _plain(text: str, one: Mention) -> Term:
    day = one.day if one.role is Role.END else one.begins
    return Term(text=text, due=day, note=one.note, unsure=one.unsure)


def _slice(text: str, ends: Sequence[Mention], at: int) -> str:
    """The part of the text that is about one of its dates; with a single date all of it."""
    one = ends[at]
    before = next((each for each in reversed(ends[:at]) if each.end <= one.start), None)
    after = next((each for each in ends[at + 1 :] if each.start >= one.end), None)
    if before is None and after is None:
        return text
    start = _cut(text, before, one) if before else 0
    end = _cut(text, one, after) if after else len(text)
    return _LEADING.sub("", text[start:end]).strip(" .;,")


def _cut(text: str, before: Mention, after: Mention) -> int:
    """Where the words about one date end and those about the next begin."""
    between = text[before.end : after.start]
    return before.end + max(between.rfind(","), between.rfind(";"), 0)


def _kind(pace: Pace | None) -> Recurrence | None:
    return _KINDS.get(pace.months) if pace else None


def _checked(term: Term, signed: date | None, *, unsure: bool = False) -> Term:
    if term.due and signed and term.due < signed:
        term = _noted(term, "это раньше даты протокола: проверьте год", unsure=True)
    return msgspec.structs.replace(term, unsure=True) if unsure else term


def _noted(term: Term, note: str, *, unsure: bool = False) -> Term:
    joined = "; ".join(part for part in (term.note, note) if part)
    return msgspec.structs.replace(term, note=joined, unsure=term.unsure or unsure)
