"""How often something is due: «ежеквартально», «не реже одного раза в полугодие», «каждые 3 месяца» → months."""

from __future__ import annotations

import re

import msgspec

from audits.protocols.words.numerals import CARDINAL, value

TRACKED = (1, 3, 6, 12)
_COUNT = rf"(?:\d{{1,2}}|{CARDINAL})"
_UNIT = (
    r"(?:месяц|квартал|полугоди|полгода|семестр|триместр|четверт[ьи]|год|лет|недел|день|дня|дней|сутки|декад|понедельник|вторник|сред[уы]|четверг"
    r"|пятниц)[а-я]*"
)
_TWICE = r"(?:единожды|однажды|дважды|трижды|четырежды)"
_WHICH = r"(?:(?:учебн|календарн|финансов|отч[её]тн|последующ)[а-я]+\s+)"  # «каждого учебного года»
TIMES = rf"(?:(?:{_COUNT}\s+)?раза?|{_TWICE})\s+в\s+(?:{_COUNT}\s+|{_WHICH})?{_UNIT}"
EACH = rf"кажд[а-я]+\s+(?:{_COUNT}\s+|{_WHICH})?{_UNIT}"
ADVERBS = (
    r"(?:ежемесячно|помесячно|ежеквартально|поквартально|ежегодно|еженедельно|ежедневно|ежедекадно|по\s+полугодиям)"
)
AFTERWARDS = r"(?:далее|в\s+дальнейшем|затем|впоследствии|в\s+последующем)"
_TIMES = re.compile(
    rf"\b(?:(?:(?P<count>{_COUNT})\s+)?раза?|(?P<twice>{_TWICE}))\s+в\s+(?:(?P<every>{_COUNT})\s+|{_WHICH})?(?P<unit>{_UNIT})"
    r"|\b(?P<half>по\s+полугодиям)",
    re.I,
)
_EACH = re.compile(
    rf"\bкажд[а-я]+\s+(?:(?P<every>{_COUNT})\s+|{_WHICH})?(?P<unit>{_UNIT})|\b(?P<day>кажд[а-я]+\s+\d{{1,2}}(?:-?[ео]?е|-?го)?\s+числ[оа])",
    re.I,
)
_ADVERB = re.compile(
    r"\b(?:(ежемесячн|помесячн)|(ежеквартальн|поквартальн)|(ежегодн)|(еженедельн|ежедневн|ежедекадн|ежесуточн))[а-я]+",
    re.I,
)
# What only a report that repeats can say; weaker than any of the above.
_AFTER = re.compile(
    r"\b(?P<what>месяца|квартала|года|полугодия)?,?\s*следующ[а-я]+\s+за\s+(?:отч[её]тн[а-я]+|истекш[а-я]+)"
    r"(?:\s+(?P<period>месяцем|кварталом|годом|полугодием))?"
    r"|\b(?:перв|втор|треть|последн)[а-я]+\s+месяца\s+(?P<of>квартала|полугодия)\b(?!\s*\d)"
    r"|\bпо\s+(?:итогам|окончании|результатам)\s+(?:отч[её]тного\s+)?(?P<ended>месяца|квартала|года|полугодия)\b(?!\s*\d)",
    re.I,
)
_SCHOOL = re.compile("семестр|триместр|четверт", re.I)
_MONTHS = {"месяц": 1, "квартал": 3, "полуг": 6, "полго": 6, "год": 12, "лет": 12}


class Pace(msgspec.Struct, frozen=True):
    """Every `months` months; 0: some other way, which is not tracked («еженедельно», «раз в два года»).

    `of_year`: so many times in each year or school year («трижды в год»), whatever the step.
    """

    months: int
    text: str
    start: int
    of_year: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_paces(text: str) -> list[Pace]:
    """Each different pace of a term, in the order of the text."""
    found = [_times(match) for match in _TIMES.finditer(text)]
    found += [_each(match) for match in _EACH.finditer(text)]
    found += [_adverb(match) for match in _ADVERB.finditer(text)]
    if not found:
        found = [_after(match) for match in _AFTER.finditer(text)]
    found.sort(key=lambda one: one.start)
    return [one for at, one in enumerate(found) if one.months not in {each.months for each in found[:at]}]


def _times(match: re.Match[str]) -> Pace:
    if match["half"]:
        return Pace(6, match[0], match.start())
    return _pace(match, _unit(match["unit"]) * _number(match["every"]), _number(match["count"] or match["twice"]))


def _each(match: re.Match[str]) -> Pace:
    if match["day"]:
        return Pace(1, match[0], match.start())
    return _pace(match, _unit(match["unit"]) * _number(match["every"]), 1)


def _pace(match: re.Match[str], months: int, times: int) -> Pace:
    exact = months // times if months % times == 0 else 0
    of_year = months == 12 or bool(_SCHOOL.match(match["unit"]))
    return Pace(exact if exact in TRACKED else 0, match[0], match.start(), of_year)


def _adverb(match: re.Match[str]) -> Pace:
    return Pace((1, 3, 12, 0)[(match.lastindex or 4) - 1], match[0], match.start())


def _after(match: re.Match[str]) -> Pace:
    said = match["period"] or match["of"] or match["what"] or match["ended"] or ""
    return Pace(_unit(said), match[0].strip(" ,"), match.start())


def _unit(word: str) -> int:
    return next((months for stem, months in _MONTHS.items() if word.lower().startswith(stem)), 0)


def _number(word: str | None) -> int:
    if not word:
        return 1
    if word.isdigit():
        return max(int(word), 1)
    return value(word)
