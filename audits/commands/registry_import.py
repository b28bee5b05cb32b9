"""What `nok registry import` tells: counts, the first differences of each kind, and all of them in a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from audits.errors import InputError
from audits.refusals import because
from audits.registry.headings import NAMES
from audits.registry.importing import ImportReport
from audits.registry.merge import Change, ChangeKind
from audits.text.lines import Line

KEPT = 1000  # differences of one kind held for the answer; a file gets all of them
KINDS = {
    ChangeKind.ADDED: "Добавлены",
    ChangeKind.CHANGED: "Изменены по источнику",
    ChangeKind.CONFLICT: "Противоречат источнику (оставлено как в реестре)",
    ChangeKind.GONE: "Нет в источнике (оставлены)",
}


class Differences:
    """Receives differences: keeps the first of each kind, writes all of them to a file if there is one."""

    def __init__(self, kept: list[Change]) -> None:
        self._kept = kept
        self._seen = dict.fromkeys(ChangeKind, 0)
        self._write: Any = None

    def __call__(self, change: Change) -> None:
        self._seen[change.kind] += 1
        if self._seen[change.kind] <= KEPT:
            self._kept.append(change)
        if self._write is not None:
            self._write(msgspec.structs.astuple(change))

    @contextmanager
    def writing(self, path: Path | None) -> Iterator[None]:
        """Write every difference to `path` (CSV) while the block runs. Raises InputError."""
        if path is None:
            yield
            return
        try:
            file = path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise InputError(f"Отличия не записаны: {path}: {because(error)}.", "Проверьте --changes.") from error
        with file:
            writer = csv.writer(file)
            writer.writerow(Change.__struct_fields__)
            self._write = writer.writerow
            yield


def import_lines(report: ImportReport, told: list[Change], limit: int) -> list[Line]:
    """The import for a person: totals, then each kind of difference with its first examples."""
    refused = f"отклонено строк — {report.rejected}; " if report.rejected else ""
    lines = [
        Line(
            f"Прочитано записей — {report.records}, организаций — {report.organizations}; {refused}"
            f"сфера не определена — {report.without_sector}; замечаний — {report.remark_count}.",
            "bold",
        )
    ]
    for kind, words in KINDS.items():
        if not report.counts.get(kind):
            continue
        lines.append(Line(f"{words}: {report.counts[kind]}", "yellow" if kind is ChangeKind.CONFLICT else ""))
        examples = [change for change in told if change.kind is kind] if kind is not ChangeKind.ADDED else []
        lines += [Line(_told(change), "", 2, "· ") for change in examples[:limit]]
        if len(examples) > limit:
            lines.append(Line(f"… и ещё {report.counts[kind] - limit}: все отличия — в файле --changes", "dim", 2))
    return lines


def _told(change: Change) -> str:
    who = f"{change.id} {change.name}"
    if not change.column:
        return who
    column = NAMES[change.column][0]
    if change.kind is ChangeKind.CONFLICT:
        return f"{who}: {column} — в реестре «{change.was}», в источнике «{change.says}»"
    return f"{who}: {column} — было «{change.was}», стало «{change.says}»"


def import_record(report: ImportReport, told: list[Change]) -> dict[str, Any]:
    """The import for a script. Lists hold at most a thousand differences of a kind; `counts` counts all."""
    record: dict[str, Any] = msgspec.to_builtins(report)
    for kind in ChangeKind:
        record[kind.value] = [msgspec.to_builtins(change) for change in told if change.kind is kind]
    return record
