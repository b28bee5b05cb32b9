"""Items of a plan from its tables: column titles in one row or two, merged cells, tables cut by a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from crawler.items import Table
from rules.dates.days import DATE
from rules.language.wording import lowered
from rules.plans.model import DATED, PERSON, POST, Column, PlanItem
from rules.plans.text import TERM, column_guess, is_term

_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.DONE_ON, r"фактическ\w+\s+(?:срок|дат)|дата\s+(?:исполнени|реализаци|выполнени)"),
        (Column.TERM, r"^(?:планов\w+\s+|предполагаем\w+\s+)?срок"),
        (Column.RESPONSIBLE, r"^ответственн|^исполнител"),
        (
            Column.DONE,
            r"реализованн\w+\s+мер|сведени\w+\s+о\s+ходе|отметк\w+\s+о|информаци\w+\s+(?:о|об)\s+(?:исполн|выполн|ход)|ход\s+реализац|"
            r"выполнени|выполнено",
        ),
        (Column.RESULT, r"результат|показател|эффект|индикатор|\bитог|что\s+(?:\w+\s+)?получ"),
        (Column.DEFICIENCY, r"недостат|замечани|проблем|выявленн"),
        (Column.TERM, r"срок|дата|период|когда|(?:к|до)\s+как(?:ому|ого)\b|крайн\w+\s+ден"),
        (Column.RESPONSIBLE, r"ответственн|исполнител|отвеча[ею]т|\bкто\b|\bкому\s+поруч"),
        (
            Column.MEASURE,
            r"мероприят|\bмер[аы]\b|содержани|действи|предложени|\bработы?$|что\s+(?:мы\s+)?(?:с?дел|предпри|нужно|надо|исправ|будет)",
        ),
        (Column.NUMBER, r"^(?:№|n|п/п|№\s*п\s?[/.]?\s?п\.?)\.?$|^№"),
    )
)
_BOTH = re.compile(r"\bсрок\w*(?: \w+){0,2}\W+(?:и )?(?:ответственн|исполнител)")
_TWO = 2
_ABOUT = re.compile(r"(?:выявленн\w+ )?(?:недостат|замечани|направлени|критери|показател|проблем)\w*(?: \w+){0,3}")
_ONLY_MEASURE = re.compile(r"(?:мер[аы]|мероприяти[ея]|действи[ея])(?: по (?:устранению|улучшению)(?: \w+){0,3})?")
_POST = 80  # characters of a cell that names a person or a post
_INHERITED = (Column.DEFICIENCY, Column.TERM, Column.RESPONSIBLE)  # what a merged cell may say for several rows


def items_of_tables(tables: Iterable[Table]) -> tuple[PlanItem, ...]:
    """Items of all tables that have a plan's header; a table without one goes on with the columns of the last."""
    found: list[PlanItem] = []
    columns: dict[Column, int] = {}
    width = 0
    for table in tables:
        header = find_header(table)
        if header is not None:
            columns, start = header
            columns = _with_persons(_with_terms(columns, table.rows[start:]), table.rows[start:])
            width = max((len(row) for row in table.rows), default=0)
        elif columns and table.rows and abs(max(map(len, table.rows)) - width) <= 1:
            start = 0  # the table was cut by a page break
        else:
            continue
        found += _rows(table.rows[start:], columns)
    return tuple(found)


def _with_terms(columns: dict[Column, int], rows: Sequence[Sequence[str]]) -> dict[Column, int]:
    """The columns with that of terms, where its title is none anybody knows but its cells are."""
    if Column.TERM in columns or not rows:
        return columns
    free = set(range(max(map(len, rows)))) - set(columns.values())
    found = [place for place in sorted(free) if all(is_term(_cell(row, place)) for row in rows)]
    return columns | {Column.TERM: found[0]} if found else columns


def _with_persons(columns: dict[Column, int], rows: Sequence[Sequence[str]]) -> dict[Column, int]:
    """The columns with that of who answers for it, where its title is none anybody knows but its cells name people."""
    if Column.RESPONSIBLE in columns or not rows:
        return columns
    free = set(range(max(map(len, rows)))) - set(columns.values())
    found = [place for place in sorted(free) if all(_names_somebody(_cell(row, place)) for row in rows)]
    return columns | {Column.RESPONSIBLE: found[0]} if found else columns


def _names_somebody(cell: str) -> bool:
    return len(cell) <= _POST and (PERSON.search(cell) is not None or POST.search(cell) is not None)


def items_of_untitled(table: Table) -> tuple[PlanItem, ...]:
    """Items of a table without column titles, by what its columns hold."""
    guess = column_guess(table.rows)
    if not guess:
        return ()
    rows = table.rows
    term = guess[Column.TERM]
    titled = len(rows) > 2 and not is_term(_cell(rows[0], term)) and all(is_term(_cell(row, term)) for row in rows[1:])
    return tuple(_rows(rows[1:] if titled else rows, {Column(name): place for name, place in guess.items()}))


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def find_header(table: Table) -> tuple[dict[Column, int], int] | None:
    """(column indices, first row of data), or None when no row among the first six is a plan's header.

    The header may take several rows («Сведения о ходе реализации» over «реализованные меры | фактический срок»).
    """
    for index, row in enumerate(table.rows[:6]):
        columns = _columns(row)
        told = Column.TERM in columns or Column.RESPONSIBLE in columns or len(columns) >= 3
        told = told or (Column.DEFICIENCY in columns and _is_parted(table.rows[index + 1 : index + 2], row))
        if (Column.MEASURE in columns and told) or _is_of_two(row):
            start = index + 1
            while start < min(len(table.rows), index + 4) and _continues_header(table.rows[start], row):
                below = table.rows[start]
                # cells spanning both rows are not repeated in the lower one: it holds the parts of the last column
                shift = columns.get(Column.DONE, len(row) - 1) if len(below) < len(row) else 0
                for column, place in _columns(below).items():
                    if column in {Column.DONE, Column.DONE_ON} or column not in columns:
                        columns[column] = place + shift
                start += 1
            if Column.TERM not in columns and Column.DONE_ON in columns:
                columns[Column.TERM] = columns.pop(Column.DONE_ON)  # «дата исполнения» is the only term there is
            return columns, start
    return None


def _is_parted(below: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether the row below names, under «Исполнение», by when or by whom: the titles take two rows."""
    return any(
        len(one) <= len(row)
        and _continues_header(one, row)
        and {Column.TERM, Column.RESPONSIBLE} & _columns(one).keys()
        for one in below
    )


def _is_of_two(row: Sequence[str]) -> bool:
    """Whether a row heads a plan that names nothing but what is to be done about what: «Замечание | Мера»."""
    cells = [lowered(cell) for cell in row if cell.strip()]
    return (
        len(cells) == _TWO and _ABOUT.fullmatch(cells[0]) is not None and _ONLY_MEASURE.fullmatch(cells[1]) is not None
    )


def _columns(row: Sequence[str]) -> dict[Column, int]:
    columns: dict[Column, int] = {}
    for place, cell in enumerate(row):
        text = lowered(cell)
        if not text or len(text) > 160:
            continue
        for column, pattern in _HEADERS:
            if column not in columns and pattern.search(text):
                # «мероприятия по устранению недостатков» is the measure, not the deficiency
                chosen = (
                    Column.MEASURE if column is Column.DEFICIENCY and re.search(r"мероприят|\bмеры\b", text) else column
                )
                if chosen not in columns:
                    columns[chosen] = place
                if chosen is Column.TERM and _BOTH.search(text):  # «срок, ответственный» over one column
                    columns.setdefault(Column.RESPONSIBLE, place)
                break
    return columns


def _continues_header(row: Sequence[str], first: Sequence[str]) -> bool:
    texts = [cell.strip() for cell in row]
    if texts and all(re.fullmatch(r"\d{1,2}\.?|", text) for text in texts):
        return True  # «1 | 2 | 3 | 4»
    fresh = [text for text, above in zip(texts, first, strict=False) if text and text != above.strip()]
    return (
        bool(fresh)
        and all(len(text) < 120 and _columns([text]) for text in fresh)
        and not any(DATE.search(t) for t in fresh)
    )


def _rows(rows: Sequence[Sequence[str]], columns: dict[Column, int]) -> list[PlanItem]:
    found: list[PlanItem] = []
    above: dict[Column, str] = {}
    for row in rows:
        texts = [cell.strip() for cell in row]
        filled = {text for text in texts if text}
        if len(filled) <= 1 or (len(filled) == 2 and any(re.fullmatch(r"[IVX\d.]+", text) for text in filled)):
            above = {}
            continue  # a section title over merged cells
        if all(re.fullmatch(r"\d{1,2}\.?|", text) for text in texts):
            continue
        values = _values(texts, columns, above)
        if not values.get(Column.DEFICIENCY):  # merged cells: the first row of several has it
            values[Column.DEFICIENCY] = above.get(Column.DEFICIENCY, "")
        above = values
        measure = values.get(Column.MEASURE, "")
        if not measure:
            continue
        found.append(
            PlanItem(
                measure=measure, number=values.get(Column.NUMBER, ""), deficiency=values[Column.DEFICIENCY],
                term=values.get(Column.TERM, ""), responsible=values.get(Column.RESPONSIBLE, ""),
                result=values.get(Column.RESULT, ""), done=values.get(Column.DONE, ""),
            )
        )  # fmt: skip
    return found


def _values(texts: Sequence[str], columns: dict[Column, int], above: dict[Column, str]) -> dict[Column, str]:
    """Cells by column. A row of a web page is shorter where a cell of an earlier row spans it: the cells are then given
    to the columns they fit best, and what the spanning cell says holds for this row too."""
    width = max(columns.values()) + 1
    missing = width - len(texts)
    if not above or not 0 < missing <= 3:
        return {column: texts[place] if place < len(texts) else "" for column, place in columns.items()}
    best: tuple[float, dict[Column, str]] = (-1.0, {})
    for absent in combinations(range(width - 1, -1, -1), missing):
        places = [place for place in range(width) if place not in absent]
        at = dict(zip(places, texts, strict=True))
        values = {column: at.get(place, "") for column, place in columns.items()}
        ends = sum(place >= width - missing for place in absent) * 0.1
        fits = _fit(values) + ends
        if fits > best[0]:
            inherited = {c: above.get(c, "") for c in _INHERITED if c in columns and columns[c] in absent}
            best = (fits, {**values, **inherited})
    return best[1]


def _fit(values: dict[Column, str]) -> float:
    """How far cells look like what their columns hold."""
    term, person = values.get(Column.TERM, ""), values.get(Column.RESPONSIBLE, "")
    measure, number = values.get(Column.MEASURE, ""), values.get(Column.NUMBER, "")
    dated = bool(TERM.search(term) or DATED.search(lowered(term)))
    named = bool(len(person) < 120 and (PERSON.search(person) or POST.search(person)))
    return (
        2.0 * (dated and len(term) < 60)
        - 1.0 * (bool(term) and not dated)  # a spanning cell that tells the term fits better than none that is one
        - 1.0 * (bool(person) and not named)
        + 2.0 * named
        + 1.0 * bool(re.fullmatch(r"[\d.]{1,6}", number))
        + 1.0 * (len(measure) >= 12 and not TERM.fullmatch(measure))
    )
