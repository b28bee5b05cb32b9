"""Tables on a terminal of any width: where the columns have no room, each row is told as «name: value»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.table import Table
from rich.text import Text

_WORD = 40  # a longer word is an address: those may be cut in two
_DEEPER = "    "
_BETWEEN = 2  # the padding of a cell


class Rows:
    """A plain table that survives any width, a pipe and the absence of colour.

    A column written `>name` holds numbers, `~name` gives way when the terminal is narrow; others never break. Where
    even that is not enough, rich would drop columns and cut codes; nothing may be lost in silence.
    """

    def __init__(self, *columns: str) -> None:
        self.columns = columns
        self.rows: list[tuple[Text, ...]] = []

    def add_row(self, *cells: str | Text) -> None:
        """One more row, a cell a column."""
        self.rows.append(tuple(cell if isinstance(cell, Text) else Text(cell) for cell in cells))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table | Text]:
        if self._needed() <= options.max_width:
            yield self._table()
        else:
            yield from self._told(options.max_width)

    def _needed(self) -> int:
        """The least width that keeps every cell whole, or whole by words where the column gives way."""
        widths = []
        for number, column in enumerate(self.columns):
            texts = [Text(_name(column)), *(row[number] for row in self.rows)]
            if column.startswith("~"):
                widths.append(min(max(map(_longest_word, texts)), _WORD))
            else:
                widths.append(max(map(_longest_line, texts)))
        return sum(widths) + _BETWEEN * len(widths) + len(widths) - 1  # columns stand one apart

    def _table(self) -> Table:
        made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
        for column in self.columns:
            right, fixed = column.startswith(">"), not column.startswith("~")
            made.add_column(_name(column), justify="right" if right else "left", overflow="fold", no_wrap=fixed)
        for row in self.rows:
            made.add_row(*row)
        return made

    def _told(self, width: int) -> Iterator[Text]:
        """Row by row: the first cell that has something, the others below it, each under the name of its column."""
        for number, row in enumerate(self.rows):
            if number:
                yield Text()
            indent = ""
            for column, cell in zip(self.columns, row, strict=True):
                if not cell.plain:
                    continue
                first, *more = cell.split("\n")
                yield from _wrapped(Text(f"{_name(column)}: ") + first, width, indent)
                indent = "  "
                for line in more:
                    yield from _wrapped(line, width, indent)


def _wrapped(text: Text, width: int, indent: str) -> Iterator[Text]:
    """Lines broken between words; a word longer than the line stays whole, so that it can be copied."""
    for number, line in enumerate(text.divide(_breaks(text.plain, width - len(_DEEPER)))):
        line.rstrip()
        made = Text(_DEEPER if number else indent) + line
        made.no_wrap, made.overflow = True, "ignore"
        yield made


def _breaks(text: str, width: int) -> list[int]:
    """Where new lines begin. (rich itself either cuts words or does not wrap.)"""
    begins, start = [], 0
    for word in re.finditer(r"\S+", text):
        if word.start() > start and cell_len(text[start : word.end()]) > width:
            start = word.start()
            begins.append(start)
    return begins


def _name(column: str) -> str:
    return column.lstrip(">~")


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.splitlines()), default=0)
