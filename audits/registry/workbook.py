"""A workbook → numbered rows of cell texts: which of its sheets, what stands in a cell, formulas nobody computed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count, islice
from typing import IO, Any

from audits.registry.headings import recognised
from audits.registry.model import Table, UnreadableError

_HEAD = 10  # rows among which headings are looked for
_PART = 256 * 1024 * 1024  # unpacked bytes of one part of the book: more is no registry
_BOOK = "архив повреждён (скачан не целиком?) или это не XLSX и не zip с XML; скачайте или сохраните файл заново"
TEXT = "это текстовый документ, а не таблица; перенесите таблицу в Excel или LibreOffice Calc и сохраните как XLSX"
_SHEET = "лист XLSX повреждён; откройте файл и сохраните заново"


@contextmanager
def open_workbook(file: IO[bytes]) -> Iterator[Table]:
    """The sheet on which most headings are recognised. Raises `UnreadableError`."""
    import openpyxl

    with _broken(_BOOK):
        _refuse_bombs(file)
        if why := _other_kind(file):
            raise UnreadableError(why)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        seen = [(sheet, [row for _, row in islice(_rows(sheet), _HEAD)]) for sheet in book.worksheets]
        filled = [(sheet, max(map(recognised, rows))) for sheet, rows in seen if rows]
        if not filled:
            raise UnreadableError("в книге нет данных; нужна строка заголовков и строки организаций")
        chosen = max(filled, key=lambda pair: pair[1])[0]
        others = [sheet.title for sheet, _ in filled if sheet is not chosen]
        remarks = [f"прочитан лист «{chosen.title}»; не прочитаны: {', '.join(others)}"] if others else []
        with _broken(_SHEET):
            formula = _uncomputed(file, chosen.title)
        if formula:
            remarks.append(
                f"в ячейке {formula} формула, значение которой в файле не сохранено: такие ячейки прочитаны как "
                "пустые. Откройте файл в Excel или LibreOffice и сохраните заново"
            )
        yield Table(_rows(chosen), tuple(remarks))
    finally:
        book.close()


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


def _uncomputed(file: IO[bytes], title: str) -> str:
    """The first cell whose formula has no stored value: programs that write workbooks do not compute them."""
    import openpyxl

    with zipfile.ZipFile(file) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_has_formulas(archive, name) for name in sheets):
            return ""
    written = openpyxl.load_workbook(file, read_only=True)
    computed = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        for formulas, values in zip(
            written[title].iter_rows(), computed[title].iter_rows(values_only=True), strict=False
        ):
            for cell, value in zip(formulas, values, strict=False):
                if value is None and isinstance(cell.value, str) and cell.value.startswith("="):
                    return str(cell.coordinate)
    finally:
        written.close()
        computed.close()
    return ""


def _has_formulas(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        rest = b""
        while chunk := part.read(1 << 20):
            if b"<f>" in rest + chunk or b"<f " in rest + chunk:
                return True
            rest = chunk[-3:]
    return False


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # many programs write a wrong size into the file
    rows = sheet.iter_rows(values_only=True)
    for line in count(1):
        with _broken(_SHEET):
            values = next(rows, None)
        if values is None:
            return
        row = tuple(map(_cell, values))
        if any(row):
            yield line, row


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
