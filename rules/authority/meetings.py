"""Meetings of a council told under any title: on a day people came together, spoke, decided and voted.

A council's minutes may be its secretary's notes, a chronicle, captions of pictures or a table of three columns; what
they cannot do without is a day and what was decided on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rules.acts.citations import Kind, find_citations
from rules.dates.days import MONTH_WORD, find_dates
from rules.language.wording import normal

_GROUPS = tuple(
    re.compile(words)
    for words in (
        r"\bприсутств|\bсобра(?:л|вш)|\bсобирал|\bвстре[тч]|\bзаседа|\bявил|\bкворум|\bсошл|\bсходил|\bсовещал|\bприш(?:л|ед)",
        r"\bповестк|\bслушал|\bзаслуш|\bвыступ|\bобсу[жд]|\bрассм[ао]тр|\bговорил|\bспорил|\bдоложил",
        r"\bреш(?:ил|ен)|\bпостанов|\bутвер(?:д|жд)|\bпринял|\bпринят[оаы]\b|\bодобр|\bизбра|\bвыбра|\bпоручил|\bопредели|\bпринять\b|\bсогласовать\b",
        r"\bголос|\bединоглас|\bвоздерж|\"?\bза\b\"? ?[—–-]|\bпротив\b|\d ?[—–:-] ?\d\b|\"за\"",
    )
)
_DAY = re.compile(r"(?<!\d)\d{1,2}\s(?:" + MONTH_WORD + r")", re.IGNORECASE)  # of a year told above
_ANY_DAY = re.compile(rf"{_DAY.pattern}|(?<!\d)\d{{1,2}}\.\d\d\.\d{{4}}", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!;])\s+(?=[А-ЯЁа-яё\d№])")
_NUMBERED = re.compile(  # «Выписка 1 (12.03.2025)»; a row of a table that says more than a number and a day
    r"^\W*(?:выписк|протокол|заседани|встреч|собрани|запис|решени|резюме|сесси|совещани|стенограмм|заметк)\w*:? "
    r"(?:№ ?)?\d{1,3}\b(?![./])"
    r"|^\d{1,3} \| \d{1,2}\.\d\d\.\d{4}\b.*[а-яё]{3,} [а-яё]{2,}",
    re.IGNORECASE,
)
_MOST = 40  # meetings: «Решения: № 1 от 11.03.2025 – кого оценивать; № 2 от 04.12.2025»
_DECIDED = re.compile(r"\bреш(?:ил|ен)|постанов|итог|чем (?:кончи|закончи)")
_AHEAD = re.compile(
    r"^\W*повестк(?!.*\b(?:решил|постанов|слушал|присутств|голос))|\bповестк\w* (?:дня )?(?:\w+ )?(?:формиру|готов)"
    r"|\bследующ\w* (?:заседани|встреч|собрани)|\bанонс"
)
_PLANNED = re.compile(r"состоится|\bплан\w*|график|приглаша|пройдет|будет|намечен|перенес|отмен[её]н|не состоял")
# What an act or a head approves no meeting decided: «17.01.2024 Об утверждении положения», «утверждён приказом».
_BY_ACT = re.compile(
    r"\bоб утверждении\b"
    r"|(?<!\bс )(?<!\bсо )\b(?:приказ|распоряжени|постановлени)[ое]м\b[^;]{0,120}?\b(?:утвержд|принят|определ)\w*"
    r"|\bутвержд\w* (?:и\.? ?о\.? |врио |заместител\w* |перв\w+ )*"
    r"(?:министр|начальник|руководител|глав|директор|заведующ)\w*"
)
_FOLLOWING = 2  # lines below a day that still tell of it
_SURE = 2  # groups of signs, or days with one of them each


def told_meeting(lines: Sequence[str], on: date, *, councils: bool = False) -> str:
    """The line that gives the day of a meeting that was held; empty when no line does.

    `councils`: the lines are a council's own, where any two days may be meetings: «Выписка 1 (12.03.2025)».
    """
    days = tuple(_days(tuple(_apart(lines)), on))
    sure = next((line for line, groups in days if groups >= _SURE), "")
    single = [line for line, groups in days if groups]
    found = sure or (single[0] if len(single) >= _SURE else "")
    if found or not councils:
        return found
    numbered = [line for line, _ in days if _NUMBERED.search(line)]
    return numbered[0] if len(numbered) >= _SURE else ""


def recorded_meetings(lines: Sequence[str], on: date, *, paper: bool, councils: bool = False) -> tuple[str, ...]:
    """Lines that give the days of meetings, where a text is their record beyond doubt; else nothing.

    A record is several meetings one after another, each with what was decided; a `paper` on a single one must tell who
    was there, what was spoken of and what was decided: a piece of news on a meeting seldom does.
    """
    if journal := _journal(lines, on):
        return journal
    days = tuple(_days(tuple(_apart(lines)), on))
    told = tuple(line for line, groups in days if groups >= _SURE)
    whole = paper and any(groups > _SURE for _, groups in days)
    if len(told) >= _SURE or whole:
        return told
    # «Сходились дважды. 3 марта … список приняли. 8 декабря … заслушали отдел, итоги утвердили»
    several = tuple(line for line, groups in days if groups or (councils and _NUMBERED.search(line)))
    if councils and len(several) >= _SURE:
        return several  # «Выписка 1 (12.03.2025). Участников – пятеро», «Выписка 2 (02.12.2025). Табель верен»
    met = _GROUPS[0].search(normal(" ".join(lines))) is not None
    return several if told and met and len(several) >= _SURE else ()


def _journal(lines: Sequence[str], on: date) -> tuple[str, ...]:
    """Rows with days of a table headed by meetings and what was decided: «Дата заседания | Кто был | Что решили»."""
    for at, line in enumerate(lines):
        said = normal(line)
        meetings = _GROUPS[0].search(said) is not None or "протокол" in said
        if " | " in line and meetings and _DECIDED.search(said) and not _is_dated(line, on):
            rows = tuple(row for row in lines[at + 1 :] if " | " in row and _is_dated(row, on))
            return rows if len(rows) >= _SURE else ()
    return ()


def _apart(lines: Sequence[str]) -> Iterator[str]:
    """Lines; one that tells of several days falls into parts, each with the sentences that go on with its day."""
    for line in lines:
        if len(_ANY_DAY.findall(line)) < _SURE:
            yield line
            continue
        kept: list[str] = []
        for sentence in _SENTENCE.split(line):
            if kept and _ANY_DAY.search(sentence):
                yield " ".join(kept)
                kept = []
            kept.append(sentence)
        yield " ".join(kept)


def _days(lines: Sequence[str], on: date) -> Iterator[tuple[str, int]]:
    """Lines with a day that is past, each with how many groups of signs stand in it and right below."""
    dated = [_is_dated(line, on) for line in lines]
    for index, line in enumerate(lines):
        if not dated[index]:
            continue
        told = [line]
        for below in range(index + 1, min(index + 1 + _FOLLOWING, len(lines))):
            if dated[below]:
                break
            told.append(lines[below])
        said = _BY_ACT.sub(" ", normal(" ".join(told)))
        if not (is_to_come(normal(line)) or _PLANNED.search(normal(line))):
            yield line, sum(group.search(said) is not None for group in _GROUPS)


def is_to_come(said: str) -> bool:
    """Whether normalised words announce a meeting: what is to be spoken of, and when, but not what was decided."""
    return _AHEAD.search(said) is not None


def past_days(line: str, on: date) -> list[date]:
    """Days a line gives that are no act's («приказ от 08.08.2018 № 39») and not to come."""
    return [day for _, _, day in find_dates(_without_acts(line)) if day <= on]


def _without_acts(line: str) -> str:
    rest = line
    for citation in reversed(find_citations(line)):
        if citation.kind is Kind.DECISION or (citation.kind is None and _is_small(citation.number)):
            continue
        rest = f"{rest[: citation.start]} {rest[citation.end :]}"
    return rest


def _is_dated(line: str, on: date) -> bool:
    """Whether a line gives a day that is no act's and is not to come."""
    if not any(sign.isdigit() for sign in line):
        return False
    rest = _without_acts(line)
    days = [day for _, _, day in find_dates(rest)]
    return any(day <= on for day in days) if days else _DAY.search(rest) is not None


def _is_small(number: str) -> bool:
    """Whether a number that no kind of act stands beside may be a meeting's: acts have larger ones."""
    return number.isdigit() and int(number) <= _MOST
