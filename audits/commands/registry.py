"""`nok registry`: look at a registry file before a night depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audits.commands.options import NokCommand, options, terminal_of, text_or_json
from audits.console import Terminal
from audits.errors import InputError
from audits.formats.write import to_json
from audits.lines import Line
from audits.model import ExitCode
from audits.registry import RegistryReport, load_registry
from rules.model import Organization

if TYPE_CHECKING:
    from audits.store import Store

SHOWN = 20


@click.group(options_metavar="", subcommand_metavar="ДЕЙСТВИЕ …")
def registry() -> None:
    """Реестр организаций: проверить файл, занести в базу."""


@registry.command(cls=NokCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="ФАЙЛ")
@text_or_json()
@options()
@click.pass_context
def check(ctx: click.Context, file: Path, form: str) -> ExitCode:
    """Проверить файл реестра и назвать каждую ошибку: строка, колонка, что сделать."""
    terminal = terminal_of(ctx)
    report = load_registry(file)
    if form == "json":
        terminal.data(to_json(report_record(report)))
    else:
        terminal.lines(problem_lines(report, len(report.problems)))
        terminal.lines([Line(counts_of(report), "bold")])
    return ExitCode.NOTHING_AUDITED if report.errors or not report.organizations else ExitCode.CLEAN


def organizations_of(terminal: Terminal, store: Store, path: Path | None) -> Sequence[Organization]:
    """Organizations of the registry file, its problems told; without a file, those imported earlier."""
    if path is None:
        known = [one.organization for one in store.organizations()]
        if not known:
            raise InputError("Запуск не начат: не указан реестр, и в базе его нет.", "Укажите --registry ФАЙЛ.")
        return known
    report = load_registry(path)
    for line in problem_lines(report, SHOWN):
        terminal.warn(line.text)
    if not report.organizations:
        raise InputError(
            f"Запуск не начат: в реестре {path} нет ни одной годной строки.", f"Разбор: nok registry check {path}"
        )
    if report.problems:
        terminal.warn(counts_of(report))
    return report.organizations


def problem_lines(report: RegistryReport, limit: int) -> list[Line]:
    """Problems in the order of the file, errors first."""
    lines = [
        *(Line(str(problem), "red", 2, "✗ ", "red") for problem in report.errors),
        *(Line(str(problem), "", 2, "! ", "yellow") for problem in report.warnings),
    ]
    hidden = len(lines) - limit
    return [*lines[:limit], *([Line(f"… и ещё {hidden}: nok registry check {report.path}")] if hidden > 0 else [])]


def counts_of(report: RegistryReport) -> str:
    """All rows accounted for."""
    return (
        f"Реестр {report.path}: строк — {report.rows}, принято — {len(report.organizations)}, "
        f"отклонено — {len(report.rejected)}; ошибок — {len(report.errors)}, предупреждений — {len(report.warnings)}."
    )


def report_record(report: RegistryReport) -> dict[str, Any]:
    """The report for a script."""
    return {
        "path": report.path,
        "rows": report.rows,
        "accepted": len(report.organizations),
        "rejected": list(report.rejected),
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
                "severity": problem.severity.value,
                "message": problem.message,
            }
            for problem in report.problems
        ],
    }
