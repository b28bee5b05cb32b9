"""Text of the machine formats, and files that appear whole or not at all."""

from __future__ import annotations

import codecs
import csv
import errno
import io
import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from audits.errors import InputError
from audits.refusals import because

_HINT = "Проверьте каталог и право на запись."
_HINTS = {errno.ENOSPC: "Освободите место или укажите другой каталог."}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# C0 and C1 controls, and what turns the direction of text around
CONTROLS = dict.fromkeys(
    (
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 160),
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)


def to_json(value: Any) -> str:
    """Readable JSON with a final line feed."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def json_array(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array, one record a line, without holding it in memory."""
    separator = "[\n"
    for record in records:
        yield separator + json.dumps(record, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def json_lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """JSON Lines."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"


def csv_lines(
    records: Iterable[Mapping[str, Any]],
    columns: tuple[str, ...],
    *,
    disarm: bool = True,
    delimiter: str = ",",
) -> Iterator[str]:
    """CSV with a heading; lists joined by « | », objects as JSON, cells that a spreadsheet would run neutralised.

    `disarm=False` is for files that the program reads back: there «+7 …» must stay a telephone number.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(columns)
    for record in records:
        writer.writerow([csv_cell(record.get(column), disarm=disarm) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def csv_cell(value: Any, *, disarm: bool = True) -> str:
    """A value as the text of a cell; a leading apostrophe disarms what a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.translate(CONTROLS)
    return f"'{text}" if disarm and text != "-" and text.startswith(FORMULA_STARTS) else text


def write_file(path: Path, chunks: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write text beside `path` and rename, so that a reader never meets half a file. Raises InputError."""
    codec = codecs.getincrementalencoder(encoding)()
    write_bytes(path, (codec.encode(chunk) for chunk in chunks))


def write_bytes(path: Path, chunks: Iterable[bytes]) -> None:
    """The same for bytes. Raises InputError, and `BrokenPipeError` when whoever read a pipe has gone.

    Only a file is replaced, through the links that lead to it: a device, a pipe or one of our own streams
    (`/dev/stdout`) is written into, since another file in its place would be a loss.
    """
    if path.is_dir():
        raise InputError(f"Выгрузка не записана: {path} — каталог.", "Укажите в -o имя файла.")
    try:
        place = _place(path)
        if isinstance(place, int):
            _pour(place, chunks)
        elif _is_database(place):
            raise InputError(
                f"Выгрузка не записана: {path} — база данных, она бы пропала.", "Укажите в -o другое имя файла."
            )
        else:
            _replace(place, chunks)
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, _HINT)
        raise InputError(f"Выгрузка не записана: {path}: {because(error)}.", hint) from error


def _is_database(path: Path) -> bool:
    """Whether there is a database, ours or another's, or a log that belongs to one: what nobody exports over."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except FileNotFoundError:
        return False
    return start == b"SQLite format 3\0" or start[:4] in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")


def is_file_or_none(path: Path) -> bool:
    """Whether a file is or may be made at `path`: not where there is a device or a pipe."""
    return path.is_file() or not path.exists()


def _place(path: Path) -> Path | int:
    """The file to be replaced, or an open descriptor of what has to be written into."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return Path(os.path.realpath(path))  # also the missing end of a link
    for stream in (1, 2):
        with suppress(OSError):  # a stream may be closed
            if os.path.samestat(found, os.fstat(stream)):
                return os.dup(stream)
    real = Path(os.path.realpath(path))
    if stat.S_ISREG(found.st_mode) and _same(real, found):
        return real
    # not O_CREAT: what is gone by now must not come back as a file; a link of /proc may lead to what has no name
    return os.open(path, os.O_WRONLY)


def _same(path: Path, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), found)
    except OSError:
        return False


def _pour(descriptor: int, chunks: Iterable[bytes]) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # what was said before stands before
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            if temporary:
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
