"""What a command may write over: never what it, or the next command, reads.

A slip of the pen (`-o nok.db`) must not cost the database of years. So a result does not take the place of the
database and its companions, of the settings, nor of any file the command was given to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from audits.errors import InputError

RESULTS = frozenset({"output", "into", "changes"})
"""Parameters that name what is written; whatever else is a path is read."""
_TEXT = "text"
_STARTS = ((b"PK", "zip"), (b"<", "markup"), (b"{", "json"), (b"[", "json"), (b"BEGIN:VCALENDAR", "calendar"))
_KINDS = {
    "docx": "zip", "xlsx": "zip", "zip": "zip", "html": "markup", "json": "json", "jsonl": "json", "earl": "json",
    "ics": "calendar",
}  # fmt: skip
_ENDINGS = {"earl": "jsonld", "table": "txt"}  # where it is not the name of the form
_COMPANIONS = ("-wal", "-shm", "-journal", ".lock", ".night.lock", ".registry.csv")
_READ_SETTINGS = (("registry",), ("nightly", "template"), ("notify", "urls-file"), ("crawl", "ca-file"))


def check_not_read(output: Path, *others: Path | None) -> None:
    """Raise InputError where `output` is something this command reads. `others`: more that must not be replaced."""
    for path in (*_read(), *(one for one in others if one is not None)):
        if _same(output, path):
            raise InputError(
                f"Ничего не записано: {output} — файл, который эта команда читает, он бы пропал.",
                "Укажите для результата другой файл.",
            )


def check_same_kind(output: Path, form: str) -> None:
    """Raise InputError where a file of another kind lies at `output`: its name is its own, so is what is in it.

    Told by the name and by the first bytes: `-o list.txt` may be written again and again, a registry is not replaced by
    a letter. Only a file with both of another kind is kept.
    """
    ending = f".{_ENDINGS.get(form, form)}"
    if not output.is_file() or output.suffix.lower() == ending:
        return
    try:
        with output.open("rb") as file:
            head = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:  # it will be told of when it is written
        return
    if head and _kind(head) != _KINDS.get(form, _TEXT):
        raise InputError(
            f"Ничего не записано: {output} — файл другого вида, а записать велено {form.upper()}: он бы пропал.",
            f"Укажите другое имя, например {output.with_suffix(ending)}; ненужный файл удалите сами.",
        )


def _kind(head: bytes) -> str:
    return next((kind for start, kind in _STARTS if head.startswith(start)), _TEXT)


def check_not_around(directory: Path) -> None:
    """Raise InputError where something this command reads lies in a directory that is written anew."""
    for path in _read():
        if path.exists() and directory.resolve() in path.resolve().parents:
            raise InputError(
                f"Ничего не записано: в каталоге {directory} лежит {path.name}, который эта команда читает.",
                "Укажите для результата другой каталог.",
            )


def _read() -> Iterator[Path]:
    ctx = click.get_current_context(silent=True)
    while ctx is not None:
        settings: dict[str, Any] = ctx.meta.get("nok.settings", {})
        for name, value in ctx.params.items():
            if isinstance(value, Path) and name not in RESULTS:
                yield value
                if name == "db":
                    yield from (value.with_name(value.name + ending) for ending in _COMPANIONS)
        if ctx.meta.get("nok.config"):
            yield Path(ctx.meta["nok.config"])
        for keys in _READ_SETTINGS:
            found: Any = settings
            for key in keys:
                found = found.get(key, {}) if isinstance(found, dict) else {}
            if isinstance(found, str) and found:
                yield Path(found)
        ctx = ctx.parent


def _same(one: Path, other: Path) -> bool:
    if other.is_dir():
        return one.is_file() and one.resolve().parent == other.resolve()
    try:
        return one.samefile(other)
    except OSError:  # not there yet: a name that leads to the same place is as bad
        return one.resolve() == other.resolve()
