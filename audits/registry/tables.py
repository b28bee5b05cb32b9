"""A file → numbered rows of cell texts. The only place that knows of encodings and delimiters."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from audits.refusals import because
from audits.registry.headings import HEAD, find_headings, recognised
from audits.registry.model import Sheet, Table, UnreadableError
from audits.registry.rows import read_rows
from audits.registry.workbook import TEXT, open_workbook

MAX_BYTES = 500 * 1024 * 1024
NEITHER = "это не текст и не XLSX; сохраните реестр как CSV или XLSX"
NOISE = 0.02  # share of control characters that a text does not have
_NO_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_SEPARATOR = re.compile(r"^sep=(.)\r?\n")  # a line for Excel, which does not show it


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """CSV or XLSX, told apart by content, not by name; rows come as they are read. Raises `UnreadableError`."""
    if path.is_dir():
        raise UnreadableError("это каталог; укажите файл CSV или XLSX")
    with _opened(path) as file:
        head = file.read(65536)
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise UnreadableError("файл пуст; нужна строка заголовков и строки организаций")
        if head.startswith(b"PK"):
            with open_workbook(file) as table:
                yield table
            return
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableError(_old_office(head + file.read(1 << 20)))
        if head.startswith(b"{\\rtf"):
            raise UnreadableError(TEXT)
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise UnreadableError("это XML или HTML, а не таблица; сохраните реестр как CSV или XLSX")
        yield _text(file, _encoding(file, head))


def _old_office(body: bytes) -> str:
    """A document of the old Word is packed as a workbook of the old Excel is; they are told apart by what is inside."""
    if "WordDocument".encode("utf-16-le") in body:
        return TEXT
    return "это старый формат XLS; сохраните файл как XLSX или CSV"


def _opened(path: Path) -> IO[bytes]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError("файл больше 500 МБ; это не похоже на реестр организаций")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableError("файл не найден; проверьте путь") from error
    except OSError as error:
        raise UnreadableError(f"файл не читается ({because(error)}); проверьте права") from error


def _encoding(file: IO[bytes], head: bytes) -> str:
    """UTF-8 (with or without a mark), UTF-16 with a mark, else windows-1251. Leaves the file at its beginning."""
    file.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(_NO_TEXT.findall(head)) > NOISE * len(head):  # almost any bytes are windows-1251
        raise UnreadableError(NEITHER)
    for encoding in ("utf-8-sig", "cp1251"):
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(1 << 20):
                if b"\x00" in chunk:
                    raise UnreadableError(NEITHER)
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        finally:
            file.seek(0)
        return encoding
    raise UnreadableError("кодировка не понята; сохраните файл в UTF-8 или windows-1251")


def _text(file: IO[bytes], encoding: str) -> Table:
    """CSV with the delimiter under which most headings are recognised, or the one its first line names for Excel."""
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    beginning = text.read(20_000)
    named = _SEPARATOR.match(beginning)
    delimiter, width = ",", 0
    best = -1
    for candidate in (named[1],) if named else (",", ";", "\t"):
        rows = [line.cells for line in islice(read_rows(io.StringIO(beginning, newline=""), candidate), HEAD)]
        seen = max(map(recognised, rows), default=0)
        if seen > best:
            best, delimiter = seen, candidate
            width = len(find_headings(rows)[2]) if rows else 0
    text.seek(0)
    lines = read_rows(text, delimiter, width)
    return Table((Sheet(line for line in lines if any(line.cells) and not (named and line.number == 1)),))
