"""A workbook → numbered rows of cell texts: which of its sheets, what stands in a cell, formulas nobody computed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count, islice, repeat
from typing import IO, Any

from audits.registry.headings import HEAD, REQUIRED, columns_of, find_headings
from audits.registry.model import Line, Remark, Sheet, Table, UnreadableError

_PART = 256 * 1024 * 1024  # unpacked bytes of one part of the book: more is no registry
_BOOK = "архив повреждён (скачан не целиком?) или это не XLSX и не zip с XML; скачайте или сохраните файл заново"
TEXT = "это текстовый документ, а не таблица; перенесите таблицу в Excel или LibreOffice Calc и сохраните как XLSX"
_SHEET = "лист XLSX повреждён; откройте файл и сохраните заново"


@contextmanager
def open_workbook(file: IO[bytes]) -> Iterator[Table]:
    """The sheet on which most headings are recognised, and those with the same headings. Raises `UnreadableError`."""
    import openpyxl

    with _broken(_BOOK):
        _refuse_bombs(file)
        if why := _other_kind(file):
            raise UnreadableError(why)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        written = openpyxl.load_workbook(file, read_only=True) if _has_formulas(file) else None
    try:
        seen = {sheet.title: columns for sheet in book.worksheets if (columns := _columns(sheet)) is not None}
        if not seen:
            raise UnreadableError("в книге нет данных; нужна строка заголовков и строки организаций")
        hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"}
        chosen = _chosen(seen, hidden)
        sheets = tuple(
            Sheet(_rows(book[name], written and written[name]), name if len(chosen) > 1 else "") for name in chosen
        )
        yield Table(sheets, _remarks(chosen, [name for name in seen if name not in chosen], hidden))
    finally:
        book.close()
        if written is not None:
            written.close()


def _columns(sheet: Any) -> frozenset[str] | None:
    """The columns of ours on a sheet; None when nothing is written there."""
    first = [line.cells for line in islice(_rows(sheet), HEAD)]
    if not first:
        return None
    at, taken, headings = find_headings(first)
    return frozenset(columns_of(headings, first[at + taken :])) - {""}


def _chosen(seen: Mapping[str, frozenset[str]], hidden: Set[str]) -> list[str]:
    """The sheet with most of our columns, one that people see before one they do not, and the sheets like it.

    A list of allowed values has a column or two of ours, a sheet of the same registry has nearly all.
    """
    main = max(seen, key=lambda name: (name not in hidden, len(seen[name])))
    if not seen[main].issuperset(REQUIRED):
        return [max(seen, key=lambda name: len(seen[name]))]
    return [name for name in seen if name == main or (name not in hidden and _alike(seen[name], seen[main]))]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one.issuperset(REQUIRED) and 3 * len(one & other) >= 2 * len(one | other)


def _remarks(chosen: Sequence[str], others: Sequence[str], hidden: Set[str]) -> tuple[str, ...]:
    if len(chosen) == 1 and not others:
        return ()
    read = ", ".join(f"«{name}»" for name in chosen) if len(chosen) > 1 else f"«{chosen[0]}»"
    remark = f"прочитаны листы {read}" if len(chosen) > 1 else f"прочитан лист {read}"
    if others:
        names = ", ".join(f"{name} (скрыт)" if name in hidden else name for name in others)
        remark += f"; не прочитаны: {names}. Если и там организации, сделайте на листе те же заголовки"
    return (remark,)


@contextmanager
def _broken(message: str) -> Iterator[None]:
    """Whatever a damaged book makes openpyxl say, said once."""
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        yield
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, SyntaxError) as error:
        raise UnreadableError(message) from error


def _refuse_bombs(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        if any(member.file_size > _PART for member in archive.infolist()):
            raise UnreadableError("книга распаковывается больше чем в 256 МБ; это не похоже на реестр организаций")


def _other_kind(file: IO[bytes]) -> str:
    """What an office file that is no workbook is, and what to do with it; empty for a workbook."""
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "таблицы ODS не читаются; сохраните файл как XLSX или CSV"
    if kind.startswith("application/vnd.oasis.opendocument") or any(name.startswith("word/") for name in names):
        return TEXT
    return ""


def _has_formulas(file: IO[bytes]) -> bool:
    with zipfile.ZipFile(file) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_part_has_formulas(archive, name) for name in sheets)


def _part_has_formulas(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        rest = b""
        while chunk := part.read(1 << 20):
            if b"<f>" in rest + chunk or b"<f " in rest + chunk:
                return True
            rest = chunk[-3:]
    return False


def _rows(sheet: Any, written: Any = None) -> Iterator[Line]:
    """Filled rows; `written`: the same sheet with its formulas, where it has any."""
    sheet.reset_dimensions()  # many programs write a wrong size into the file
    rows = sheet.iter_rows(values_only=True)
    formulas: Iterator[Any] = repeat(())
    if written is not None:
        written.reset_dimensions()
        formulas = written.iter_rows()
    for line in count(1):
        with _broken(_SHEET):
            values = next(rows, None)
            beside = next(formulas, ())
        if values is None:
            return
        row = tuple(map(_cell, values))
        uncomputed = _uncomputed(values, beside)
        if any(row) or uncomputed:
            yield Line(line, row, uncomputed)


def _uncomputed(values: Sequence[object], written: Sequence[Any]) -> tuple[Remark, ...]:
    """What is to be said of formulas without a stored value: programs that write workbooks do not compute them."""
    cells = [
        str(cell.coordinate)
        for value, cell in zip(values, written, strict=False)
        if value is None and isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    if not cells:
        return ()
    where = f"в ячейке {cells[0]}" if len(cells) == 1 else f"в ячейках {', '.join(cells)}"
    why = f"{where} формула, значение которой в файле не сохранено: прочитано как пустое. "
    return (Remark(why + "Откройте файл в Excel или LibreOffice и сохраните заново"),)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()
