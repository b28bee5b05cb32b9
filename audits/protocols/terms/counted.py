"""Terms counted from the protocol's own day: «в течение 10 рабочих дней», «в трёхдневный срок», «через две недели»."""

from __future__ import annotations

import re
from datetime import date, timedelta

from audits.protocols.words.months import add_months, end_of_month
from audits.protocols.words.numerals import CARDINAL, GLUED, value
from audits.protocols.words.papers import DECISIONS, NAMED_THIS
from audits.protocols.words.verbs import INFINITIVE, VERB_LIKE
from audits.protocols.words.workdays import add_workdays

COUNT = (
    rf"(?:(?:\d{{1,3}}-?х?|{CARDINAL})\s*(?:\([а-яё\s]+\)\s*)?)?(?:рабоч[а-я]{{2,3}}\s+|календарн[а-я]{{2,3}}\s+)?"
    r"(?:дн[а-я]+|день|сут(?:ок|ки)|недел[а-я]+|месяц[а-я]*|полу?года|года?|лет)\b"
)
WITHIN = (
    r"(?:в\s+течение|не\s+(?:позднее|позже)(?:,?\s+чем)?(?:\s+через)?(?!\s+дня)|через|спустя"
    rf"|в\s+срок,?\s+(?:до|не\s+(?:более|превышающий))(?:\s+чем)?)\s+{COUNT}"
)
AHEAD = (  # «за 5 рабочих дней до», «не позднее двух недель до»: counted back from what follows
    rf"(?:за|не\s+(?:позднее|позже|менее)(?:,?\s+чем)?(?:\s+за)?)\s+{COUNT}\s+до"
)
SINCE = (  # before the day, or what happens on it, that a term is counted from
    r"(?:со?\s+дня|с\s+даты|с\s+момента|считая\s+с|начиная\s+с|по\s+(?:окончании|завершении)|после|со?)"
)
HAPPENING = (  # what happens on a day that follows: «заседания», «заседания, назначенного на»; no verb, no other date
    rf"(?:(?:,(?=\s+(?:назначенн|запланированн|намеченн|котор|проводим|проходящ)))?"
    rf"\s+(?!(?:до|ко?|от)\s+\W?\d)(?!{INFINITIVE})[^\s\d,.;:]+){{1,12}}?"
)
SHORT = (
    rf"\bв\s+(?:\d{{1,3}}\s?(?:-?х|-?ти|-?и)?[-\s]*|{GLUED}[-\s]?)?"
    r"(?:рабоче)?(?:дневный|недельный|месячный|годичный)\s+срок"
)
EVENT = (  # what a term is counted from: as far as the verb
    rf"(?=[а-яё])[^.,;]+?(?=\s+{VERB_LIKE}|[.,;)]|$)"
)
FROM = rf"(?:со?\s+дня|с\s+даты|с\s+момента|после|по\s+окончании|до)\s+{EVENT}"
_WITHIN = re.compile(WITHIN, re.I)
_NUMERAL = re.compile(rf"\b(?:{CARDINAL}|{GLUED}[-\s]?(?=рабоче|дневн|недельн|месячн|годичн))", re.I)
_SHORT = re.compile(SHORT, re.I)
ALONE = rf"(?:не\s+более\s+)?(?=\d|{CARDINAL}){COUNT}"  # «Срок – 10 дней»
_ALONE = re.compile(rf"(?:срок[а-яё]*(?:\s+исполнения)?[\s:,–—-]+)?{ALONE}(?=$|\s+(?:со?|после)\s)", re.I)
_AHEAD = re.compile(rf"\b{AHEAD}\b", re.I)
_FROM = re.compile(rf"\b{FROM}", re.I)
# What has the protocol's own day: it or its meeting. Papers of other kinds only where they are called this one.
_OWN = re.compile(
    r"протокол(?![а-яё]*\s+(?:№|N\b|от\s))|(?<!следующего\s)(?<!очередного\s)(?:совещани|заседани)"
    rf"|(?:под)?писани[яю]\s*$|\bнастоящ[а-яё]+\s+(?:{NAMED_THIS})",
    re.I,
)
_LATER = re.compile(  # than that day: when it comes to those it instructs
    r"\b(?:получени|поступлени|доведени|ознакомлени|опубликовани|обнародовани|размещени|вступлени|рассылк|направлени|доставк)",
    re.I,
)
_ISSUED = re.compile(
    rf"(\b(?:подписани|издани|приняти|утверждени|регистраци)[а-яё]+\s+)(?=(?P<paper>{DECISIONS})[а-яё]+\s*(?:[.,;)]|$|\s{VERB_LIKE}))",
    re.I,
)
_END = re.compile(
    r"\b(?:конц[ау]|окончания)\s+(?:(?P<next>следующего)\s+|(?:текущего|этого|данного)\s+)?(?:календарного\s+)?"
    r"(?P<unit>месяца|квартала|полугодия)\b",
    re.I,
)
# «утверждения протокола общественного совета»: a paper, or a meeting, of somebody else
_ANOTHERS = re.compile(
    r"\b(?:протокол|совещани|заседани)[а-яё]*\s+(?:(?:совещани|заседани)[а-яё]*\s+)?(?:[а-яё-]+(?:ого|его|ой|ей)\s+){0,3}"
    r"(?:совета|комиссии|комитета|коллегии|группы|собрания|правления|штаба|жюри|конкурса|аукциона|торгов|закупки|разногласий)\b",
    re.I,
)
_NOTE = "отсчитано от даты протокола"


def read_counted(text: str, signed: date | None) -> tuple[date | None, str]:
    """The day a term that is counted ends on, and how it was read; neither where the text counts nothing."""
    if _AHEAD.search(text):
        return None, "отсчитывается назад от события, а не от даты"
    match = _WITHIN.search(text) or _SHORT.search(text) or _ALONE.match(text)
    if match is None:
        return _end_of_period(text, signed)
    since = _FROM.search(text[match.end() :])
    if since and (since[0].lower().startswith("до") or _LATER.search(since[0]) or not _is_own(since[0])):
        return None, "отсчитывается от события, а не от даты"
    if signed is None:
        return None, "отсчитать не от чего: даты протокола нет"
    words = match[0].lower()
    if re.search(r"\bв\s+течение\s+года$", words) and since is None:
        return date(signed.year, 12, 31), "взят конец года протокола"
    return moved(signed, words), _NOTE


def _is_own(event: str) -> bool:
    """Whether what a term is counted from has the protocol's own day."""
    return _OWN.search(event) is not None and _ANOTHERS.search(event) is None


def of_this(text: str, kind: str) -> str:
    """The text with «со дня подписания приказа» said of this one, where the paper is itself an order (`kind`)."""
    return _ISSUED.sub(lambda found: found[0] + ("настоящего " if found["paper"].lower() == kind else ""), text)


def _end_of_period(text: str, signed: date | None) -> tuple[date | None, str]:
    """«до конца квартала»: of the one the protocol falls in."""
    match = _END.search(text)
    if match is None:
        return None, ""
    if signed is None:
        return None, "отсчитать не от чего: даты протокола нет"
    months = {"м": 1, "к": 3, "п": 6}[match["unit"][0].lower()]
    first = date(signed.year, (signed.month - 1) // months * months + 1, 1)
    last = end_of_month(add_months(first, (2 if match["next"] else 1) * months - 1))
    return last, f"взят последний день {match['unit'].lower()}, считая от даты протокола"


def moved(start: date, words: str, *, back: bool = False) -> date:
    """The day «5 рабочих дней», «две недели», «месяц» after `start`, or before it."""
    words = words.lower()
    count = -_count(words) if back else _count(words)
    if "недел" in words:
        return start + timedelta(weeks=count)
    if "месяц" in words or "месячн" in words:
        return add_months(start, count)
    if re.search("полу?года", words):
        return add_months(start, 6 * count)
    if re.search(r"(?:год[а-я]*|лет|годичн.*)$", words):
        return add_months(start, 12 * count)
    return add_workdays(start, count) if "рабоч" in words else start + timedelta(days=count)


def _count(words: str) -> int:
    if found := re.search(r"\d+", words):
        return int(found[0])
    found = _NUMERAL.search(words)
    return value(found[0]) if found else 1
