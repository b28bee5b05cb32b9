"""Terms inside an item's sentences: «представить отчёт в срок до 25 марта», «Ежегодно до 1 февраля представлять …».

A date in a sentence is a term only where the words around it say so: «приказ от 5 марта», «в 2016 году» are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from audits.protocols.terms.counted import AHEAD, ALONE, EVENT, FROM, HAPPENING, SHORT, SINCE, WITHIN
from audits.protocols.terms.dates import (
    A_YEAR,
    DATE,
    DAY,
    DAY_MONTH,
    DAYS,
    DECADE,
    ENDS,
    HALF,
    NTH_WORKDAY,
    QUARTER,
    WRITTEN,
    YEAR_IF_ANY,
    bare,
)
from audits.protocols.terms.mentions import unquoted
from audits.protocols.terms.pace import ADVERBS, AFTERWARDS, EACH, TIMES
from audits.protocols.terms.periods import AFTER_EACH
from audits.protocols.words.months import MONTH
from audits.protocols.words.verbs import VERB_LIKE

_DATE = rf"(?:{DATE}(?:\s*г(?:ода|\.)?(?![а-я]))?(?:\s*\(?включительно\)?)?)"
_BY = (
    r"(?:(?:в\s+)?срок(?:ом)?[\s,:–—-]+(?:(?:не\s+(?:позднее|позже)(?:\s+чем)?(?:\s+до)?|до|ко?)\s+)?"
    r"|(?:не\s+(?:позднее|позже)(?:\s+чем)?(?:\s+до)?|до|ко?)\s+)"
)
_HOUR = (
    r"(?:(?:конца\s+)?(?:рабочего\s+)?дня\s+|(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[а-я]*,?\s+)?"
    r"(?:\d{1,2}[:.-]\d\d\s*(?:час[а-я]*|ч\.?)?\s*|\d{1,2}\s*час[а-я]*\s*)?"
)
_ON_DAY = rf"{HAPPENING}(?:\s+(?:[–—-]\s*)?{_DATE}|\s*\(\s*{_DATE}\s*\))"  # «заседания (25 декабря 2026 года)»
_EVENTS = (  # what something is due by, with the day of it
    r"(?:[а-яё]+(?:го|ей|ой|му)\s+){0,2}(?:дн[яю]|дат[ыеа]|начал[ау]|окончани[яю]|завершени[яю]|проведени[яю]|открыти[яю]|закрыти[яю]"
    r"|наступлени[яю]|подведени[яю]|(?:заседани|совещани|собрани|мероприяти|слушани)[яю]|(?:коллеги|конференци|сесси|встреч)[а-яё]"
    r"|(?:семинар|опрос|конкурс|выбор|экзамен|визит)[а-яё]+)(?![а-яё])"
)
_AND = r"\s*(?:,\s*(?:и|а\s+также)|,|;|и|а\s+также)\s*"
_PACE = rf"(?:(?:не\s+реже,?\s+(?:чем\s+)?)?(?:{TIMES})|{EACH}|{ADVERBS})"
_PERIOD = (
    r"(?:,?\s+(?:(?:каждого|первого|второго|третьего|последнего|отч[её]тного|текущего|следующего)\s+)*(?:месяца|квартала|полугодия|года))*"
    r"(?:,?\s+следующ[а-я]+\s+за\s+отч[её]тн[а-я]+(?:\s+(?:месяцем|кварталом|годом|полугодием|периодом))?)?"
)
_DAY_OF_MONTH = rf"(?:{_BY})?{DAYS}\s+числ[ау]{_PERIOD}"
_WORKDAY = (  # of a month
    rf"(?:{_BY}|в\s+|на\s+)?(?:{NTH_WORKDAY}|последн[а-я]+\s+рабоч(?:его|ему|ий)\s+(?:дня|дню|день)){_PERIOD}"
)
_OWN_END = (  # of the period the paper falls in
    rf"{_BY}(?:конца|концу|окончания)\s+(?:текущего\s+|этого\s+|следующего\s+)?(?:месяца|квартала|полугодия)\b{_PERIOD}"
)
_LAST = rf"(?:{_BY}|в\s+|на\s+)?последн[а-я]+\s+(?:день|дня|числ[оау]){_PERIOD}"
# What is due on one of several days: «до 1 апреля (план) и до 1 октября (отчёт)», «до 1 апреля за I полугодие, …».
_ABOUT = r"(?:\s*\([^()]{1,60}\)|\s+за\s+[^,;.()]{1,40}?)?"
_DATES = rf"{_BY}{_HOUR}{_DATE}(?:{_ABOUT}{_AND}(?:{_BY})?{_DATE})*"
_EACH_TIME = (
    rf"[\s,:(–—-]*(?:{_DATES}{_PERIOD}|{_DAY_OF_MONTH}|{_WORKDAY}|{_LAST}|{_BY}конца\s+(?:месяца|квартала|полугодия))"
)
_THEN = rf"[\s,;(–—-]*(?:и\s+)?{AFTERWARDS}"
_ONCE_AGAIN = rf"(?:(?:{_THEN}|[\s,;(–—-]*(?:и\s+)?)[\s,:–—-]*{_PACE}(?:{_EACH_TIME})?)"
_AGAIN = f"{_ONCE_AGAIN}?"
_DAY_OR_DAYS = rf"{DAY_MONTH}(?![а-я]|\s*\d)(?:{_AND}{DAY_MONTH}(?![а-я]|\s*\d)){{0,5}}"
_IN_MONTHS = (  # «в июне и декабре», «во II и IV кварталах»
    rf"во?\s+(?:{MONTH}(?:{_AND}(?:во?\s+)?{MONTH}){{0,5}}|{QUARTER}|{HALF})(?![а-я]|\s*\d|{A_YEAR})"
)
_SPAN = rf"с\s+(?:{_DATE}|{DAY})\s+(?:по|до)\s+{_DATE}"
_THROUGH = rf"по\s+{WRITTEN}\s*\(?включительно\)?"
_SINCE_WHEN = (
    rf"(?:начиная\s+с\s+(?:{_DATE}|{MONTH}{YEAR_IF_ANY}|20\d\d\s*г(?:ода|\.)|(?:{QUARTER}|{HALF}){YEAR_IF_ANY})"
    rf"|(?:впервые|(?:в\s+)?первый\s+раз)[\s,:–—-]*(?:{_BY})?{_DATE})"
)
_SINCE = rf"(?:[,\s(]+{_SINCE_WHEN})?"
_TILL = (  # how long something goes on being repeated: «ежеквартально до 15 числа до конца 2027 года»
    rf"(?:\s+(?:вплоть\s+)?(?:до|по)\s+{_DATE}"
    rf"|[\s,]+(?:вплоть\s+)?(?:до\s+{ENDS}|(?:до|по)\s+{MONTH}\s+20\d\d(?!\d)(?:\s*г(?:ода|\.)?(?![а-я]))?(?:\s*\(?включительно\)?)?))?"
)
_INLINE = (
    r"\b(?:"
    rf"{AFTER_EACH}"
    rf"|(?<!период\s){_THROUGH}{_AGAIN}"
    rf"|(?:начиная\s+)?{_SPAN}(?:{_AND}{_SPAN}){{0,3}}{_AGAIN}"
    rf"|{_PACE}[\s,:(–—-]*(?:в\s+период\s+)?{_SPAN}(?:{_AND}{_SPAN}){{0,3}}"
    rf"|(?:в\s+срок[\s,:–—-]+)?{AHEAD}(?:\s+{_DATE}(?:{_AND}{_DATE})*{_AGAIN}|\s+{DAYS}\s+числ[ау]{_PERIOD}{_AGAIN}|{_ON_DAY}|\s+{EVENT})"
    rf"|(?:{WITHIN}|{SHORT}|срок(?:ом)?(?:\s+исполнения)?[\s:,–—-]+{ALONE}),?\s+{SINCE}(?:\s+{_DATE}|{_ON_DAY})"
    rf"|(?:в\s+срок[\s,:–—-]+)?(?:(?:не\s+(?:позднее|позже)(?:\s+чем)?\s+)?(?:до|ко?)|не\s+(?:позднее|позже))(?=\s+{_EVENTS})(?!\s+{DATE}){_ON_DAY}"
    rf"|(?:{WRITTEN}){_THEN}[\s,:–—-]*{_PACE}(?:{_EACH_TIME})?"
    rf"|{_PACE}[\s,:(–—-]*{_SINCE_WHEN}{_EACH_TIME}"
    rf"|{_SINCE_WHEN}[\s,]*{_PACE}(?:{_EACH_TIME})?"
    rf"|{_PACE}[^.;]{{0,60}}?(?<!\d){_DAY_OF_MONTH}{_SINCE}{_TILL}"
    rf"|{_PACE}[\s,:(–—-]*(?:{_WORKDAY}|{_LAST}){_SINCE}"
    rf"|(?:{_WORKDAY}|{_LAST})[\s,(–—-]*{_PACE}{_SINCE}"
    rf"|{_PACE}[\s,:(–—-]*(?:{_DATES}{_PERIOD}|{_OWN_END})"
    rf"|(?:ежегодно|каждый\s+год)[^.;]{{0,80}}?\b{_BY}{DAY_MONTH}(?![а-я]|\s*\d{{4}})(?:{_AND}(?:{_BY})?{DAY_MONTH})*{_PERIOD}"
    rf"|{_BY}{DAY_MONTH}(?![а-я]|\s*\d{{4}})[^.;,]{{0,60}}?(?<!\sи)\s(?:ежегодно|каждый\s+год|каждого\s+года)\b(?!,?\s+{_BY}\d)"
    rf"|{_PACE}[\s,:(–—-]*(?:{_DAY_OR_DAYS}|{_IN_MONTHS})"
    rf"|{_IN_MONTHS}[\s,(–—-]*{_PACE}"
    rf"|{_DATES}{_PERIOD}(?:{_ABOUT}{_ONCE_AGAIN})?"
    rf"|(?P<bare>{_DAY_OR_DAYS}[\s,(–—-]*)(?P<pace>{_PACE})"
    rf"|{_BY}{DAYS}\s+числ[ау]{_PERIOD}{_AGAIN}{_SINCE}"
    rf"|{_BY}{_WORKDAY}{_AGAIN}{_SINCE}"
    rf"|{_PACE}(?:[\s,]+по\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот)[а-я]+)?{_SINCE}"
    rf"|во?\s+(?:(?:{QUARTER}|{HALF}){YEAR_IF_ANY}|{bare(DECADE)}){_AGAIN}"
    rf"|в\s+(?!конце\s+(?:календарного\s+)?года){ENDS}"
    rf"|в\s+течение\s+20\d\d\s*г(?:ода|\.)"
    rf"|в\s+{MONTH}(?:\s?[–—-]\s?{MONTH})?{A_YEAR}"
    rf"|{_OWN_END}"
    rf"|срок(?:ом)?(?:\s+исполнения)?[\s:,–—-]+(?:{ALONE}(?:\s+{FROM}|(?=\s*(?:[.,;)]|$)))|(?:в\s+)?(?:{QUARTER}|{HALF}|{MONTH}){YEAR_IF_ANY})"
    rf"|{WITHIN}(?:\s+{FROM})?"
    rf"|{SHORT}(?:\s+{FROM})?"
    r")"
)

_BARE = re.compile(
    rf"\b(?:(?:в\s+период\s+|начиная\s+)?с\s+)?{DAY_MONTH}{YEAR_IF_ANY}|\b(?:в\s+период|но)\s+(?=\s)", re.I
)


_PACED = re.compile(_PACE, re.I)
_YEARLESS = re.compile(rf"{_BY}{_DAY_OR_DAYS}", re.I)
_LISTED = re.compile(r"[^.\d]{0,80}[,;]\s*(?:(?:а|и)\s+)?", re.I)
_VERB = re.compile(VERB_LIKE, re.I)
_LABEL = re.compile(
    r"\s*[–—-]\s+(?:[а-яё]+(?:ый|ий|ой|ую|ое|ие|ые)\s+)*[а-яё]+\s*[.,;]", re.I
)  # «до 1 декабря — отчёт»
_SPOKEN_OF = re.compile(
    rf"\b(?:на|от|за|со?|по|после|из|между|до|к)\s+(?:{DAY_MONTH}(?:\s*,\s*|\s+и\s+)){{0,5}}$", re.I
)
_LATER = re.compile(rf"(?:[^.;]|(?<=\bотв)\.){{0,150}}?[,\s(]({_SINCE_WHEN})", re.I)


@cache
def _inline() -> re.Pattern[str]:
    """The pattern of terms: it takes most of a second to compile, and most commands read no protocol."""
    return re.compile(_INLINE, re.I)


class Clause(msgspec.Struct, frozen=True):
    """Words of a text that name a term, and where in the (unquoted) text they stand."""

    words: str
    spans: tuple[tuple[int, int], ...]


def clauses(prose: str) -> list[Clause]:
    """The words of each term a text names, as `read_terms` takes them: what begins later in the sentence is added."""
    plain = unquoted(prose)
    found = list(_spans(plain))
    out: list[Clause] = []
    shared, colon = "", False  # the pace a list began with: «ежегодно: до 1 апреля – план, до 1 октября – отчёт»
    for at, (start, end) in enumerate(found):
        words, spans = plain[start:end], [(start, end)]
        rest = plain[end : found[at + 1][0] if at + 1 < len(found) else len(plain)]
        between = plain[found[at - 1][1] : start] if at else ""
        pace = _PACED.search(words)
        if pace:
            shared, colon = (pace[0] if pace.start() == 0 else ""), words[pace.end() : pace.end() + 1] == ":"
            if later := _LATER.match(rest):
                words = f"{words}, {later[1]}"
                spans.append((end + later.start(1), end + later.end(1)))
        elif shared and _YEARLESS.fullmatch(words) and _goes_on(between, rest, colon=colon):
            words = f"{shared} {words}"
        else:
            shared, colon = "", False
        out.append(Clause(words, tuple(spans)))
    return out


def _goes_on(between: str, after: str, *, colon: bool) -> bool:
    """Whether a day belongs to the list an adverb began: behind a colon, with no verb between or none of its own."""
    if not _LISTED.fullmatch(between):
        return False
    return colon or not _VERB.search(between) or _LABEL.match(after) is not None


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where terms stand in a text, without days that are only spoken of: «(по состоянию) на 1 января ежегодно»."""
    at = 0
    inline = _inline()
    while match := inline.search(plain, at):
        if match["bare"] and _SPOKEN_OF.search(plain[max(match.start() - 120, 0) : match.start()]):
            match = inline.match(plain, match.start("pace")) or match
        yield match.span()
        at = match.end()


def inline_terms(prose: str) -> list[str]:
    """The words of each term a text names, as `read_terms` takes them."""
    return [one.words for one in clauses(prose)]


def without_terms(prose: str) -> str:
    """The text without its terms: what is left names those it is addressed to."""
    plain = unquoted(prose)
    edges = [0, *(edge for span in _spans(plain) for edge in span), len(plain)]
    left = " ".join(plain[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True))
    return re.sub(r"\s+", " ", _BARE.sub(" ", left))


def names_term(prose: str) -> bool:
    """Whether a text names any term."""
    return _inline().search(unquoted(prose)) is not None
