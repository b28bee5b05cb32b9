"""`nok registry`: look at a registry file before a night depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from audits.commands.options import NokCommand, options, terminal_of, text_or_json
from audits.commands.outputs import check_not_read
from audits.commands.registry_import import Differences, import_lines, import_record
from audits.console import Terminal
from audits.errors import InputError
from audits.formats.write import to_json
from audits.model import ExitCode
from audits.registry import RegistryReport, load_registry
from audits.registry.importing import import_registry
from audits.registry.merge import Change
from audits.registry.model import UnreadableError
from audits.registry.opendata import OpenDataError
from audits.text.lines import Line
from rules.model import Organization

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
    report = load_registry(file, date.today())
    if form == "json":
        terminal.data(to_json(report_record(report)))
    else:
        terminal.lines(problem_lines(report, len(report.problems)))
        terminal.lines([Line(counts_of(report), "bold")])
    return ExitCode.NOTHING_AUDITED if report.errors or not report.organizations else ExitCode.CLEAN


@registry.command("import", cls=NokCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="ФАЙЛ")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=None,
    metavar="РЕЕСТР",
    help="Влить в этот реестр (CSV): строки сопоставляются по ИНН и ОГРН, исправленное вручную сохраняется.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, metavar="ФАЙЛ", help="Записать новый CSV сюда."
)
@click.option(
    "--replace", is_flag=True, help="Записать занесённый раньше реестр заново: исправленное в нём вручную пропадёт."
)
@click.option("--oktmo", default="", metavar="КОД", help="Из открытых данных — только этот ОКТМО (начало кода).")
@click.option(
    "--changes", type=click.Path(path_type=Path), default=None, metavar="ФАЙЛ", help="Все отличия — в этот CSV."
)
@text_or_json()
@options("db")
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    into: Path | None,
    output: Path | None,
    replace: bool,
    oktmo: str,
    changes: Path | None,
    form: str,
    db: Path,
) -> ExitCode:
    """Прочитать реестр (CSV, XLSX, открытые данные bus.gov.ru) и запомнить: дальше nok audit без --registry.

    Занесённый раньше реестр дополняется, как с --into: исправленное в нём вручную сохраняется, отличия называются;
    заново он пишется с --replace. С -o или --into реестр пишется в названный файл и не запоминается: его называют в
    --registry. Рядом с реестром появляется ФАЙЛ.source.csv — что говорил источник: по нему следующее занесение
    отличит его правки от ваших.

    Сфера учреждений из открытых данных угадывается по наименованию и ОКВЭД; догадка помечается в колонке sector_note.
    """
    terminal = terminal_of(ctx)
    if into and output:
        raise InputError(
            "Реестр не занесён: указаны и --into, и -o.", "--into вливает, -o пишет заново: оставьте одно."
        )
    if replace and (into or output):
        raise InputError(
            f"Реестр не занесён: --replace не сочетается с {'--into' if into else '-o'}.",
            "--replace пишет заново реестр рядом с базой; в файл по вашему выбору заново пишет -o.",
        )
    target = into or output or remembered(db)
    if into or output:
        check_not_read(target, file)
    if changes is not None:
        check_not_read(changes, file, target)
    if target.suffix.lower() in (".xlsx", ".xls", ".xml", ".zip"):
        raise InputError(f"Реестр не занесён: {target} — не CSV.", "Сохраните реестр как CSV и укажите его.")
    stood = target.is_file()
    told: list[Change] = []
    differences = Differences(told)
    try:
        with differences.writing(changes):
            report = import_registry(
                file,
                target,
                merge=output is None and not replace,
                oktmo=oktmo,
                tell=differences,
                on=date.today(),
            )
    except (UnreadableError, OpenDataError) as error:
        raise InputError(f"Реестр не занесён: {file}: {error}.", f"Разбор: nok registry check {file}") from error
    for remark in report.remarks[:SHOWN]:
        terminal.warn(remark)
    if report.remark_count > SHOWN:
        terminal.warn(f"… замечаний ещё {report.remark_count - SHOWN}: они есть в --format json")
    if form == "json":
        terminal.data(to_json(import_record(report, told)))
    else:
        terminal.lines(import_lines(report, told, SHOWN))
    anew = stood and (replace or output is not None)
    terminal.say(f"Прежний реестр заменён: {target}" if anew else f"Записано: {target}")
    if report.memory:
        terminal.say(f"Сказанное источником — для сличения при следующем занесении: {report.memory}", "dim")
    if into or output:
        terminal.say(f"Проверить по этому реестру: nok audit --registry {target}", "dim")
    return ExitCode.CLEAN


def remembered(db: Path) -> Path:
    """Where the imported registry of a database is kept: a file a person can open and correct."""
    return db.with_name(f"{db.name}.registry.csv")


def organizations_of(terminal: Terminal, db: Path, path: Path | None, on: date) -> Sequence[Organization]:
    """Organizations of the registry file, its problems told; see `registry_of`."""
    return registry_of(terminal, db, path, on).organizations


def registry_of(terminal: Terminal, db: Path, path: Path | None, on: date) -> RegistryReport:
    """The registry file read, its problems told; without a file, the one imported earlier. Raises InputError."""
    if path is None:
        path = remembered(db)
        if not path.is_file():
            raise InputError(
                "Запуск не начат: не указан реестр.",
                "Укажите --registry ФАЙЛ или занесите его: nok registry import ФАЙЛ",
            )
    report = load_registry(path, on)
    if not report.rows and report.errors:  # the file as a whole: there are no rows to speak of
        *others, last = report.errors
        for problem in others:
            terminal.warn(str(problem))
        why = last.message.removeprefix("реестр не прочитан: ")
        raise InputError(f"Запуск не начат: реестр {path} не прочитан: {why}.", f"Разбор: nok registry check {path}")
    for line in problem_lines(report, SHOWN):
        terminal.warn(line.text)
    if not report.organizations:
        raise InputError(
            f"Запуск не начат: в реестре {path} нет ни одной годной строки.", f"Разбор: nok registry check {path}"
        )
    if report.problems:
        terminal.warn(counts_of(report))
    return report


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
                "place": problem.place,
                "value": problem.value,
                "severity": problem.severity.value,
                "message": problem.message,
            }
            for problem in report.problems
        ],
    }
