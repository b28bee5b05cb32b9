"""Instructions written as a table: «№ | Поручение | Ответственный | Срок» → the lines of an ordinary protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from audits.protocols.paper.asides import note_line
from audits.protocols.paper.drawn import undrawn
from audits.protocols.paper.fields import Kind, is_bare_term, pieces, prose_of
from audits.protocols.terms.inline import names_term, without_terms
from crawler.documents.cleaning import CELL_BREAK
from crawler.documents.marked import NOTE

_TEXT = re.compile(
    r"поручени|мероприяти|решени|содержани|наименовани|задач|задани|действи|вопрос|\bчто\b|сделать|выполнить", re.I
)
_WHO = re.compile(r"ответственн|исполнител|\bкому\b|\bкто\b|\bотв\.", re.I)
_TERM = re.compile(
    r"\bсрок|\bдата\s+(?:исполн|выполн|заверш)|\bкогда\b|(?:исполнить|выполнить|сделать)\s+(?:до|к)\b", re.I
)
_NUMBER = re.compile(r"^[*_\s]*(?:№|n\b|п/п|номер|пункт)", re.I)
_RULER = re.compile(r"^[\s|:+-]+$")
_OWN_NUMBER = re.compile(r"^(?:п(?:ункт|\.)?\s*|№\s*)?(\d{1,2}(?:\.\d{1,2})*)\s*[.)]?$", re.I)
_ITEM = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.)]\s*(?=\D)")
_DECIDED = re.compile(r"^\W*(?:решили|постановили)\b", re.I)
_ACROSS = 200  # letters a row across a table has at most; more is text after it
_AFTER = re.compile(r"^\W*(?:приложение\b|контроль\s+за\s)", re.I)
# Whoever follows a semicolon, or a comma after a name, answers beside the one before.
_APART = re.compile(r"\s*;\s*|(?:(?<=[А-ЯЁ]\.)|(?<=[А-ЯЁ]\.\)))\s*,\s+(?=[а-яё]+\s+[^\s(])")
_TOTAL = re.compile(r"^\W*(?:итого|всего)\b", re.I)
_SAYS = re.compile(r"\w")  # a cell with a dash says nothing
_DAY = re.compile(r"^(?:(?:до|к)\s+)?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?:\s*г(?:ода|\.)?)?$")
_REACH = 80  # lines below a heading in which the terms of its table may stand


class _Grid(msgspec.Struct):
    """A table being read: its columns by what they say, and the number of its last row."""

    columns: Mapping[str, int]
    heading: Sequence[str]
    prefix: str = ""  # the item the table stands under: its rows are «3.1», «3.2»
    below: bool | None = None  # whether it does: told by its first row, which else goes on with the numbers
    offset: int = 0  # rows of tables before it, where the numbers begin anew
    count: int = 0
    own: str = ""
    number: str = ""
    section: str = ""  # a row across the table: «Министерству культуры:»
    term: str = ""  # «Срок – до 1 марта» across it holds for the rows below, as far as the next row across
    who: str = ""

    @property
    def width(self) -> int:
        return len(self.heading)


def without_grids(lines: Sequence[str]) -> list[str]:
    """Rows of instruction tables (cells parted by tabs or bars) as item, person and term lines; others as text."""
    lines = undrawn(lines)
    out: list[str] = []
    waiting: list[str] = []  # between rows: a row across the table, or what follows it
    grid: _Grid | None = None
    above = ""  # number of the last item in running text
    for at, line in enumerate(lines):
        cells = _cells(line)
        if len(cells) >= 3 and (columns := _columns(cells, lines[at + 1 : at + 1 + _REACH])):
            items = [found[1] for part in waiting if (found := _ITEM.match(part))]
            above = items[-1] if items else above
            goes_on = grid if grid and not items else None
            out += waiting
            waiting = []
            grid = _Grid(columns, cells, prefix=above)
            if goes_on:
                grid.offset, grid.below = goes_on.offset + goes_on.count, goes_on.below
            continue
        if grid is None and (columns := _unheaded(cells, lines[at + 1 : at + 2])):
            grid = _Grid(columns, [""] * len(cells), prefix=above)
        if grid and "-" in line and _RULER.match(line):
            continue
        filled = [cell for cell in cells if cell]
        if grid and len(filled) == 1 and len(cells) in (1, grid.width):
            if _is_cut_off(cells, grid):
                out.append(_joined(filled[0]))
                continue
            if len(filled[0]) <= _ACROSS:
                if not _TOTAL.match(filled[0]):
                    out += _across(_joined(" ".join([*waiting, filled[0]])).strip(), grid, lines[at + 1 :])
                    waiting = []
                continue
        if grid and len(cells) == grid.width and len(filled) > 1:
            across = " ".join(part.strip() for part in waiting if part.strip())
            items_above = any(_ITEM.match(part) for part in waiting) and not _heads_row(across, cells, grid)
            if len(across) <= _ACROSS and not items_above:
                out += _across(across, grid, [line]) if across else ()
                waiting = []
                out += _row(cells, grid)
                continue
        if grid and cells and _TOTAL.match(" ".join(filled)):
            continue
        if len(cells) > 1 and not any(CELL_BREAK in cell for cell in cells):
            line = " ".join(filled)
        elif cells:  # a frame or a letterhead: its cells are lists of lines
            parts = [part.strip() for cell in filled for part in [*cell.split(CELL_BREAK), ""]]
            line = parts.pop() if len(parts) < 3 else ""
            (waiting if grid else out).extend(parts)
        if grid and _AFTER.match(line):
            out += waiting
            grid, waiting = None, []
        if grid:
            waiting.append(line)
            continue
        if _DECIDED.match(line) or _AFTER.match(line):
            above = ""
        elif found := _ITEM.match(line):
            above = found[1]
        out.append(line)
    return out + waiting


def _cells(line: str) -> list[str]:
    bar = line.strip()
    if bar.startswith("|") and bar.endswith("|") and len(bar) > 1:
        return [cell.strip() for cell in bar[1:-1].split("|")]
    if bar.count(" | ") > 1:
        return [cell.strip() for cell in bar.split("|")]
    return [cell.strip() for cell in line.split("\t")] if "\t" in line else []


def _columns(cells: Sequence[str], below: Sequence[str]) -> dict[str, int]:
    """Which column says what; empty unless this is the heading of a table of instructions."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, pattern in (("number", _NUMBER), ("term", _TERM), ("who", _WHO), ("text", _TEXT)):
            if pattern.search(cell) and name not in found and len(cell) < 60:
                found[name] = at
                break
    if "term" in found and "who" not in found and _WHO.search(cells[found["term"]]):
        found["who"] = found["term"]  # «Ответственный, срок» in one column
    left = [at for at in range(len(cells)) if at not in found.values()]
    if "text" not in found and len(left) == 1 and {"term", "who"} <= found.keys():
        found["text"] = left[0]
    if {"term", "text"} <= found.keys():
        return found
    return found if {"number", "who", "text"} <= found.keys() and _terms_below(len(cells), below) else {}


def _unheaded(cells: Sequence[str], below: Sequence[str]) -> dict[str, int]:
    """The columns of a table without a heading, by its first two rows: numbers, what to do, a term and perhaps who."""
    after = _cells(below[0]) if below else []
    if (
        len(cells) not in (3, 4)
        or len(after) != len(cells)
        or (cells[0].strip(".) "), after[0].strip(".) ")) != ("1", "2")
    ):
        return {}
    terms = [
        at for at in range(1, len(cells)) if all(_DAY.match(row[at]) or is_bare_term(row[at]) for row in (cells, after))
    ]
    left = [at for at in range(1, len(cells)) if at not in terms]
    if len(terms) != 1:
        return {}
    return {"number": 0, "term": terms[0], "text": left[0], **({"who": left[1]} if left[1:] else {})}


def _terms_below(width: int, lines: Sequence[str]) -> bool:
    """Whether a table without a column of terms has them in rows across it, or in its texts."""
    for line in lines:
        cells = _cells(line)
        if len(cells) == width and any(names_term(cell) for cell in cells):
            return True
        if len(cells) < 2 and line.strip() and is_bare_term(" ".join(cells) or line):
            return True
    return False


def _across(text: str, grid: _Grid, below: Sequence[str]) -> Iterator[str]:
    """A row across the table: a heading of the rows below, whose addressee or term it may name, or an item of its own.

    Such a row ends what the last one said.
    """
    cells = next((cells for line in below if len(cells := _cells(line)) == grid.width and any(cells)), [])
    if cells and _heads_row(text, cells, grid):
        grid.section = grid.term = grid.who = ""
        yield text
        return
    parts = pieces(text)
    term = "; ".join(part.text for part in parts if part.kind is Kind.TERM) or (text if is_bare_term(text) else "")
    section = "" if is_bare_term(text) else prose_of(parts)
    grid.section = section or (grid.section if not grid.term and (term or len(parts)) else "")
    grid.term = term
    grid.who = "; ".join(part.text for part in parts if part.kind is Kind.WHO)


def _heads_row(text: str, cells: Sequence[str], grid: _Grid) -> bool:
    """Whether a row across the table is numbered as the item the row below belongs to: «1. Сайты» above «1.1»."""
    own, head = _own(cells, grid), _ITEM.match(text)
    return bool(own and head and own.rpartition(".")[0] == head[1])


def _own(cells: Sequence[str], grid: _Grid) -> str:
    """The number a row has itself."""
    if "number" in grid.columns:
        found = _OWN_NUMBER.match(cells[grid.columns["number"]].strip("*_ "))
    else:
        found = _ITEM.match(cells[grid.columns["text"]])
    return found[1] if found else ""


def _row(cells: Sequence[str], grid: _Grid) -> Iterator[str]:
    columns = grid.columns
    own, text = _own(cells, grid), _joined(cells[columns["text"]])
    if "number" not in columns and own:
        text = _ITEM.sub("", text, count=1)
    again = own == grid.own if own else bool(grid.number) and (not text or _is_cut_off(cells, grid))
    if again:  # a row about the same item: merged cells, another person and term
        yield from [text] if text and not own else []
    else:
        grid.own = own
        grid.count += "." not in grid.own
        grid.number = _numbered(grid)
        section = f"{grid.section.rstrip(': ')}: " if grid.section else ""
        yield f"{grid.number}. {section}{text}"
    who = _names(cells[columns["who"]]) if "who" in columns else ""
    if "who" in columns and columns["who"] == columns.get("term"):
        who = without_terms(who).strip(" ,;–—-")
    term = _joined(cells[columns["term"]]) if "term" in columns else ""
    yield from _others(cells, grid)
    yield from (note_line(part.strip()) for cell in cells for part in cell.split(CELL_BREAK) if _is_note(part))
    if not _SAYS.search(who):
        who = "" if again else grid.who
    yield from (f"Ответственные: {one}" for one in _APART.split(who) if one.strip())
    if _SAYS.search(term) or (grid.term and not again):
        yield f"Срок: {term if _SAYS.search(term) else grid.term}"


def _is_cut_off(cells: Sequence[str], grid: _Grid) -> bool:
    """Whether a row without a number goes on with the text of the one above: a page ends between them."""
    if len(cells) < 2 or not grid.number or "number" not in grid.columns or cells[grid.columns["number"]]:
        return False
    return bool(grid.own) and cells[grid.columns["text"]][:1].islower()


def _others(cells: Sequence[str], grid: _Grid) -> Iterator[str]:
    """Terms named in columns that are none of an instruction's: «Примечание: перенесён до 1 марта»."""
    for at, cell in enumerate(cells):
        if at not in grid.columns.values() and names_term(cell):
            yield f"({grid.heading[at].strip('*_ :') or 'Примечание'}: {_joined(cell)})"


def _joined(cell: str) -> str:
    return " ".join(part.strip() for part in cell.split(CELL_BREAK) if not _is_note(part))


def _is_note(part: str) -> bool:
    return part.strip().startswith(NOTE.strip())


def _names(cell: str) -> str:
    """Those named in a cell line by line, parted as in a sentence."""
    said = ""
    for part in (part.strip() for part in cell.split(CELL_BREAK) if not _is_note(part)):
        goes_on = not said or not part[:1].isupper() or said.endswith(("-", "–", ",", ";", " и"))
        said = f"{said} {part}".strip() if goes_on else f"{said}; {part}"
    return said


def _numbered(grid: _Grid) -> str:
    """The number of a row in the protocol: its own, unless that begins anew below other items."""
    first, _, rest = (grid.own or str(grid.count)).partition(".")
    anew = grid.offset and int(first) == grid.count
    number = f"{int(first) + grid.offset if anew else first}" + (f".{rest}" if rest else "")
    if grid.below is None:
        grid.below = bool(grid.prefix) and not (grid.prefix.isdigit() and int(first) > int(grid.prefix))
    return f"{grid.prefix}.{number}" if grid.below else number
