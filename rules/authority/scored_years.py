"""Years that a unit's scores are of, by whatever tells nearest: its name, its heading, its table, its page."""

from __future__ import annotations

import re

from crawler.items import BlockKind, Region
from rules.authority.kinds import LIST
from rules.authority.units import Unit
from rules.dates.days import find_dates
from rules.dates.years import assessment_years, years_of_address, years_of_text
from rules.language.wording import normal
from rules.lexicon.assessment import compiled

_ASSESSED = compiled(
    r"сбор\w* и обобщ|итогов\w* (?:показател|значени)|оцен|балл|рейтинг|ранжир|{abbreviated}|перечень|анкеты?\b"
    r"|опр(?:ашив|осил|ошен)"
)
LIKE_SCORES = re.compile(r"(?<![\d.])\d{2}[.,]\d{1,2}(?![\d.])")  # «81,2, 79,4»: several in a line
_NOK = "независимая оценка качества"  # what headings of the section are about
_POINT = re.compile(r"\W{0,2}(\d{1,2})[.)] ")
_UNTIL = re.compile(r"\bдо 20\d\d\b")
_TO_COME = re.compile(r"\bбуд(?:ут|ет)\b|\bпоявятся\b|\bожида[ею]тся\b|\bплан(?:ируется|ируем|ировано)\b")
_SENT_AWAY = re.compile(
    r"\b(?:размещ|опублик|помещ|смотр|наход)\w* (?:\w+ ){0,3}(?:в раздел|на страниц|в рубрик|во вкладк)"
)
_CELL = 20  # characters of a cell that gives a year
_HEAD = 4  # lines of a part that may say of which year its points are
_DATED = re.compile(r"\W*(?:результат|итог|балл|рейтинг|показател)\w* (?:\w+ ){0,4}?(?:за )?20\d\d\b.{0,12}$")


def years_scored(unit: Unit) -> tuple[int, ...]:
    """The years of the assessments whose results a unit gives; empty when nothing tells."""
    nearest = (unit.name, unit.by_content[:300], unit.around.rpartition(" / ")[2])
    for years in (*map(_named_years, nearest), _head_year(unit), _named_years(unit.around)):
        if years:
            return years
    address = assessment_years(years_of_address(unit.link.url)) if unit.link is not None else ()
    told = address or _beside(unit) or _told_years(unit) or _headed_years(unit) or _posted(unit)
    days = find_dates(f"{unit.page.title}\n{unit.name}") if not told and unit.link is None else ()
    return told or tuple(sorted({day.year for _, _, day in days}))  # «Заседание четвёртое, 28 ноября 2025 года»


def _named_years(text: str) -> tuple[int, ...]:
    """Years of assessments a name gives; «(до 2023 года)» is none of them."""
    return assessment_years(years_of_text(_UNTIL.sub(" ", text)))


def _head_year(unit: Unit) -> tuple[int, ...]:
    """The year that heads the only column of points: «Организация | 2025»."""
    if len(unit.rows) < 2:  # a head and a row
        return ()
    years = [int(cell) for cell in unit.rows[0] if re.fullmatch(r"20\d\d", cell.strip())]
    scored = any(map(LIKE_SCORES.search, unit.rows[1]))
    return tuple(years) if len(years) == 1 and scored else ()


def _headed_years(unit: Unit) -> tuple[int, ...]:
    """Years that head the columns of a table, or stand in a column of their own."""
    told = [[int(cell) for cell in row if re.fullmatch(r"20\d\d", cell.strip())] for row in unit.rows]
    heads = next((years for years in told if len(years) > 1), None)
    column = any(normal(cell) == "год" for row in unit.rows[:3] for cell in row)
    scored = [years for row, years in zip(unit.rows, told, strict=True) if any(map(LIKE_SCORES.search, row))]
    return tuple(heads or sorted({years[0] for years in scored if len(years) == 1 and column}))


def _beside(unit: Unit) -> tuple[int, ...]:
    """The year in the first cell of the row that a link stands in."""
    if unit.link is None or not 0 <= unit.block < len(unit.page.blocks):
        return ()
    first, bar, _ = unit.page.blocks[unit.block].text.partition(" | ")
    return assessment_years(years_of_text(first)) if bar and len(first) < _CELL else ()


def _posted(unit: Unit) -> tuple[int, ...]:
    """The year a post was published in, as its address tells: nothing nearer says which year it is about."""
    posted = re.search(r"/(20\d\d)(?:/\d\d?/|-\d\d-\d\d)", unit.page.url)
    return (int(posted[1]),) if posted and unit.link is None else ()


def _told_years(unit: Unit) -> tuple[int, ...]:
    """The one year that the lines of a unit, or of its page, which speak of an assessment tell of."""
    own = unit.lines[:12] if unit.link is not None else _of_point(unit)
    if headed := {year for line in own[:_HEAD] if _DATED.match(normal(line)) for year in _named_years(line)}:
        return tuple(sorted(headed))
    blocks = [block for block in unit.page.blocks if block.region is Region.CONTENT]
    lists = [block.text for block in blocks if block.kind is BlockKind.HEADING and LIST.names(normal(block.text), _NOK)]
    for lines in (own, [block.text for block in blocks], lists):  # «Кого смотрели в 2025 году»
        told = (
            assessment_years(years_of_text(line)) for line in lines if lines is lists or _tells_of_one(normal(line))
        )
        years = {year for found in told for year in found}
        if len(years) == 1:
            return tuple(years)
    return ()


def _tells_of_one(said: str) -> bool:
    """Whether a line speaks of an assessment that was made, and here.

    «Итоги 2026 года появятся зимой» dates no results, nor does «Рейтинг районов за 2025 год размещён в разделе …».
    """
    told = _ASSESSED.search(said) is not None
    return told and not (_TO_COME.search(said) or _SENT_AWAY.search(said))


def _of_point(unit: Unit) -> tuple[str, ...]:
    """Lines of a unit up to the next numbered point: «4. Результаты: …» ends where «5. Оцените сами» begins."""
    number = _POINT.match(unit.name)
    if number is None:
        return unit.lines
    following = (at for at, line in enumerate(unit.lines) if (own := _POINT.match(line)) and own[1] != number[1])
    return unit.lines[: next(following, len(unit.lines))]
