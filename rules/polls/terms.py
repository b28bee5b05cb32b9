"""Until which day a poll is open, by what the site says of it: «Опрос активен до 22:00 19 апреля 2021 года».

Sites leave a poll standing whose term is over, with all its questions. Only a whole date tells: a term that comes every
year is no end, and neither is the day a poll was published or held, nor that of the results.
"""

from __future__ import annotations

import re
from datetime import date

from rules.dates.days import DATE, date_of
from rules.language.wording import normal
from rules.lexicon.word_lists import poll_words
from rules.model import Value

_ENDS = re.compile(r"(?<=[.!?])\s+(?![\da-zа-яё])|;\s|\n")  # no end: «с 01.04.2024 г. по …»
_GOES_ON = re.compile(r":\s*\n\s*")  # «Срок проведения опроса:» over its days
_DAY = "#"
_OF_A_YEAR = re.compile(rf"(?<={_DAY})\s?(?:г(?:ода?\b|\b\.?))")
_YEARLESS = re.compile(r"\b(?:с|от)\s+\d{1,2}(?:\s+[а-я]{3,8})?\s+(?=(?:по|до)\b)")  # «с 1 по 30 апреля 2024 года»
_SUBJECT = re.compile(
    r"(?<!в)опрос|анкет|голосовани"
    r"|\bссылк\w* (?:\w+ ){0,3}активн|прием\w* (?:ответ|мнени|отзыв)|\bответы (?:\w+ )?принима"
)
_BARE = re.compile(r"^\W*(?:срок|период|дат|открыт|доступ|активн|действ|провод|принима|заверш|ссылк|до\b)")
EARLIER = r"предыдущ|прежн|прошл(?:ый|ого|ая|ой|ое|ом)\b|прошедш|стар(?:ый|ая|ое|ого|ой)\b"  # a poll before this one
# What is said before a day of another poll, of its results, or of a paper.
_ELSE = re.compile(
    rf"{EARLIER}|результат|итог|отчет|редакци|приказ"
    r"|\b(?:проводил|проведен[аоы]?\b|прош(?:ел|ло|ла)\b|проходил|состоял|участвовал|принял\w* участие|участие принял)"
    r"|\bопрошен"
)
_UNENDING = re.compile(r"ежегодн|кажд(?:ый|ого|ом) год|ежемесячн|ежеквартальн|\bпостоянн|бессрочн|круглый год")
_PROLONGED = re.compile(r"\bпродлен[аоы]?\b")


class Term(Value, frozen=True):
    """What is said of a poll's end, as it is written, and whether that day has passed."""

    said: str
    over: bool


def term(text: str, on: date, *, own: bool = False) -> Term | None:
    """The term a text gives a poll; one still to come, or without an end, goes before one that has passed.

    `own`: the text stands right at the poll, so that «Доступен до 31.12.2025» speaks of it without naming it.
    """
    past: Term | None = None
    for sentence in _ENDS.split(_GOES_ON.sub(": ", text)):
        said = normal(sentence)
        if _is_of_another(said, own=own):
            continue
        ends, unending = _ends_told(said), _UNENDING.search(said) is not None
        if any(day >= on for day in ends) or (not ends and (unending or _PROLONGED.search(said))):
            return Term(sentence.strip(), over=False)
        if ends and not unending:
            past = past or Term(sentence.strip(), over=True)
    return past


def _is_of_another(said: str, *, own: bool) -> bool:
    words = poll_words()
    if not (_SUBJECT.search(said) or (own and _BARE.search(said))):
        return True
    return bool(words.other.search(said) or words.never.search(said))


def _ends_told(said: str) -> list[date]:
    """Days a sentence names as the last of a poll. What stands before one decides; days before it are put aside."""
    ends: list[date] = []
    for match in DATE.finditer(said):
        day = date_of(match)
        before = _OF_A_YEAR.sub("", DATE.sub(_DAY, said[: match.start()]))
        if day is not None and not _ELSE.search(before) and poll_words().until.search(_YEARLESS.sub("", before)):
            ends.append(day)
    return ends
