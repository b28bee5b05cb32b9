"""Terms counted from the protocol's own day: «в течение 10 рабочих дней», «в трёхдневный срок», «через две недели»."""

from __future__ import annotations

import re
from datetime import date, timedelta

from audits.protocols.months import add_months
from audits.workdays import add_workdays

_WORDS = (
    ("од", 1), ("двадцат", 20), ("двух", 2), ("двенадцат", 12), ("две", 2), ("два", 2), ("тридцат", 30), ("тр", 3),
    ("четыр", 4), ("пятнадцат", 15), ("пят", 5), ("шест", 6), ("сем", 7), ("восьм", 8), ("девят", 9), ("десят", 10),
)  # fmt: skip
_WORD = (
    r"(?:одн[а-я]+|дв(?:ух|е|а|енадцати)|тр(?:[её]х|и)|четыр(?:[её]х|е)|(?:пят|шест|сем|восьм|девят|десят|пятнадцат)[иь]"
    r"|двадцати|тридцати)"
)
WITHIN = (
    r"(?:в\s+течение|не\s+позднее(?:,?\s+чем)?(?:\s+через)?|не\s+позже(?:,?\s+чем)?(?:\s+через)?|через"
    r"|в\s+срок,?\s+(?:до|не\s+(?:более|превышающий))(?:\s+чем)?)\s+"
    rf"(?:(?:\d{{1,3}}-?х?|{_WORD})\s*(?:\([а-яё\s]+\)\s*)?)?(?:рабочих\s+|календарных\s+)?"
    r"(?:дн[а-я]+|день|суток|недел[а-я]+|месяц[а-я]*|полугода|года|лет)\b"
)
SHORT = (
    r"\bв\s+(?:\d{1,3}\s?(?:-?х|-?ти|-?и)?[-\s]*|(?:одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|пятнадцати"
    r"|двадцати|тридцати)[-\s]?)?(?:рабоче)?(?:дневный|недельный|месячный|годичный)\s+срок"
)
_WITHIN = re.compile(WITHIN, re.I)
_SHORT = re.compile(SHORT, re.I)
FROM = (  # what else a term is counted from: as far as the verb
    r"(?:со?\s+дня|с\s+даты|с\s+момента|после|по\s+окончании|до)\s+(?=[а-яё])[^.,;]+?"
    r"(?=\s+[а-яё]+(?:ть|ти|чь)(?:ся)?\b|[.,;)]|$)"
)
_FROM = re.compile(rf"\b{FROM}", re.I)
_OWN = re.compile(r"протокол|совещани|заседани|(?:под)?писани[яю]\s*(?:настоящ|$)", re.I)
_NOTE = "отсчитано от даты протокола"


def read_counted(text: str, signed: date | None) -> tuple[date | None, str]:
    """The day a term that is counted ends on, and how it was read; neither where the text counts nothing."""
    match = _WITHIN.search(text) or _SHORT.search(text)
    if match is None:
        return None, ""
    since = _FROM.search(text[match.end() :])
    if since and (since[0].lower().startswith("до") or not _OWN.search(since[0])):
        return None, "отсчитывается от события, а не от даты"
    if signed is None:
        return None, "отсчитать не от чего: даты протокола нет"
    words = match[0].lower()
    count = _count(words)
    if re.search(r"\bв\s+течение\s+года$", words) and since is None:
        return date(signed.year, 12, 31), "взят конец года протокола"
    if "недел" in words:
        return signed + timedelta(weeks=count), _NOTE
    if "месяц" in words or "месячн" in words:
        return add_months(signed, count), _NOTE
    if "полугода" in words:
        return add_months(signed, 6), _NOTE
    if re.search(r"год|лет$", words):
        return add_months(signed, 12 * count), _NOTE
    due = add_workdays(signed, count) if "рабоч" in words else signed + timedelta(days=count)
    return due, _NOTE


def _count(words: str) -> int:
    if found := re.search(r"\d+", words):
        return int(found[0])
    for word in re.findall(r"[а-яё]+", words):
        for stem, number in _WORDS:
            if word.startswith(stem) and word not in ("срок", "днев"):
                return number
    return 1
