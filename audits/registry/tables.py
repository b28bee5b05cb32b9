"""A file → numbered rows of cell texts. The only place that knows of encodings, delimiters and workbooks."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from audits.registry.headings import recognised

MAX_BYTES = 200 * 1024 * 1024
MAX_CELL = 32_768  # what a spreadsheet's cell may hold; longer means a quotation mark was never closed


class Table(msgspec.Struct, frozen=True):
    """Rows with the numbers a person sees beside them."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    remarks: tuple[str, ...] = ()


class UnreadableError(Exception):
    """The file as a whole cannot be read. The message is Russian: why, and what to do."""


def read_table(path: Path) -> Table:
    """Read CSV or XLSX, told apart by content, not by name. Raises `UnreadableError`."""
    if path.is_dir():
        raise UnreadableError("это каталог; укажите файл CSV или XLSX")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError("файл больше 200 МБ; это не похоже на реестр организаций")
        body = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("файл не найден; проверьте путь") from error
    except OSError as error:
        raise UnreadableError(f"файл не читается ({error.strerror}); проверьте права") from error
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError("файл пуст; нужна строка заголовков и строки организаций")
    if body.startswith(b"PK"):
        return _workbook(body)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("это старый формат XLS; сохраните файл как XLSX или CSV")
    if body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableError("это XML или HTML, а не таблица; сохраните реестр как CSV или XLSX")
    return _text(decode(body))


def decode(body: bytes) -> str:
    """UTF-8 (with or without a mark), UTF-16 with a mark, else windows-1251. Raises `UnreadableError`."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    if b"\x00" in body:
        raise UnreadableError("это не текст и не XLSX; сохраните реестр как CSV или XLSX")
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("кодировка не понята; сохраните файл в UTF-8 или windows-1251")


def _text(text: str) -> Table:
    """CSV with the delimiter under which most headings are recognised."""
    best: tuple[int, str] = (-1, ",")
    for delimiter in (",", ";", "\t"):
        first = (row for _, row in _csv(text[:20_000], delimiter))
        seen = max((recognised(row) for _, row in zip(range(10), first, strict=False)), default=0)
        best = max(best, (seen, delimiter), key=lambda pair: pair[0])
    try:
        return Table(tuple((line, row) for line, row in _csv(text, best[1]) if any(row)))
    except csv.Error as error:
        raise UnreadableError(
            f"таблица не разобрана ({error}); вероятно, где-то не закрыта кавычка. Проверьте кавычки"
        ) from error


def _csv(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for row in reader:
        yield line, tuple(cell.strip() for cell in row)
        line = reader.line_num + 1


def _workbook(body: bytes) -> Table:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError("файл повреждён или это не XLSX; откройте его и сохраните заново как XLSX") from error
    try:
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError("лист XLSX повреждён; откройте файл и сохраните заново") from error
    finally:
        book.close()
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise UnreadableError("в книге нет данных; нужна строка заголовков и строки организаций")
    chosen = max(filled, key=lambda pair: max(recognised(row) for _, row in pair[1][:10]))
    others = [title for title, _ in filled if title != chosen[0]]
    remark = f"прочитан лист «{chosen[0]}»; не прочитаны: {', '.join(others)}"
    return Table(tuple(chosen[1]), (remark,) if others else ())


def _rows(sheet: Any) -> list[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # many programs write a wrong size into the file
    rows = (
        (line, tuple(_cell(value) for value in row)) for line, row in enumerate(sheet.iter_rows(values_only=True), 1)
    )
    return [(line, row) for line, row in rows if any(row)]


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
