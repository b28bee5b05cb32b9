"""`nok export`: the contents of the database for other programs and for people's files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from audits.commands.options import ONE, NokCommand, options, terminal_of
from audits.commands.outputs import check_not_read, check_same_kind
from audits.commands.stored import chosen_run, listed_runs, tell_of_part
from audits.console import Terminal
from audits.errors import InputError
from audits.formats import records
from audits.formats.model import Table
from audits.formats.write import csv_lines, json_array, json_lines, write_bytes, write_file
from audits.model import ExitCode, Run
from audits.refusals import because
from audits.store import Store

Records = Iterator[Mapping[str, Any]]


def _findings(store: Store, run: str) -> Records:
    return (records.stored_record(one) for one in store.findings(run))


def _organizations(store: Store, run: str) -> Records:
    return (records.organization_record(row) for row in store.ledger(run))


def _runs(store: Store, run: str) -> Records:
    return (records.run_record(one) for one in listed_runs(store))


WHAT: dict[str, tuple[Callable[[Store, str], Records], tuple[str, ...], str]] = {
    "findings": (_findings, records.FINDING_KEYS, "Выводы запуска: все правила по всем организациям."),
    "organizations": (
        _organizations,
        records.ORGANIZATION_KEYS,
        "Организации запуска: реестр и чем кончилась проверка.",
    ),
    "runs": (_runs, records.RUN_KEYS, "Все запуски, последний — первым."),
}
OWN = {
    "overview": "audits.commands.export_overview:overview",
    "deficiencies": "audits.commands.export_deficiencies:deficiencies",
    "coverage": "audits.commands.export_coverage:coverage",
    "deadlines": "audits.commands.export_deadlines:deadlines",
    "evidence": "audits.commands.export_evidence:evidence",
}
"""Exports with filters and formats of their own, imported when asked for."""
FOR_PEOPLE = frozenset({"xlsx", "html"})

OUTPUT = click.option("-o", "--output", default="-", metavar="ФАЙЛ", help="Куда («-» — на стандартный вывод).")
BOM = click.option("--bom", is_flag=True, help="Пометить CSV как UTF-8 (нужно старым версиям Excel).")
DELIMITER = click.option(
    "--delimiter", type=click.Choice([",", ";"]), default=",", show_default=True, help="Разделитель CSV."
)


def encoded(
    rows: Iterable[Mapping[str, Any]], form: str, columns: tuple[str, ...], delimiter: str = ","
) -> Iterator[str]:
    """Records as text of a machine format, piece by piece."""
    if form == "jsonl":
        return json_lines(rows)
    if form == "json":
        return json_array(rows)
    return csv_lines(rows, columns, delimiter=delimiter)


def check_csv_only(form: str, *, bom: bool, delimiter: str = ",") -> None:
    """Raise InputError when an option of CSV meets another format."""
    wrong = "--bom" if bom else "--delimiter" if delimiter != "," else ""
    if wrong and form != "csv":
        raise InputError(f"Выгрузка не начата: {wrong} имеет смысл только для CSV.", "Добавьте --format csv.")


def put_text(terminal: Terminal, output: str, pieces: Iterable[str], form: str, *, bom: bool = False) -> None:
    """Text to stdout or to a file, whole or not at all."""
    if output == "-":
        if bom:
            terminal.data("\ufeff")
        for piece in pieces:
            terminal.data(piece)
        return
    write_file(file_of(output, form), pieces, encoding="utf-8-sig" if bom else "utf-8")
    terminal.say(f"Записано: {output}")


def put_table(
    terminal: Terminal, output: str, form: str, rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...], *,
    title: str, on: date, printed: int = 0,
) -> None:  # fmt: skip
    """Records for people: a workbook or a page of HTML."""
    from audits.formats.record_tables import table_of_records

    tables = [table_of_records("table", title, rows, columns, printed=printed)]
    put_tables(terminal, output, form, tables, title=title, on=on)


def put_tables(terminal: Terminal, output: str, form: str, tables: Sequence[Table], *, title: str, on: date) -> None:
    """Tables for people, a sheet each or one below another."""
    from audits.formats.page import write_tables_page
    from audits.formats.tables import write_tables_workbook

    if form == "html":
        put_text(terminal, output, write_tables_page(tables, title=title, on=on), form)
    else:
        check_not_screen(output, form)
        put_bytes(terminal, output, write_tables_workbook(tables, title=title, on=on, contents=False), form)


def check_not_screen(output: str, form: str) -> None:
    """Raise InputError where an office format has no file to go to."""
    if output == "-":
        raise InputError(f"Выгрузка не записана: {form.upper()} — не текст.", f"Укажите файл: -o ИМЯ.{form}")


def put_bytes(terminal: Terminal, output: str, body: bytes, form: str) -> None:
    """A file of an office format; a terminal cannot show one, so `-o` is required. Raises InputError."""
    check_not_screen(output, form)
    write_bytes(file_of(output, form), [body])
    terminal.say(f"Записано: {output}")


def file_of(output: str, form: str) -> Path:
    """The file that `-o` names. Raises InputError for what is written like a directory, there or not.

    And for what the command reads, and where a file of another kind than `form` would be lost.
    """
    if output.endswith("/"):
        raise InputError(f"Выгрузка не записана: {output} — каталог.", "Укажите в -o имя файла.")
    check_not_read(Path(output))
    check_same_kind(Path(output), form)
    return Path(output)


def folder_of(output: str) -> Path | None:
    """The directory that `-o` names, if it does: one that is there, or one written with a slash, which is made."""
    folder = Path(output)
    if folder.is_dir():
        return folder
    if not output.endswith("/"):
        return None
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise InputError(
            f"Выгрузка не записана: каталог {output} не создан: {because(error)}.", "Проверьте путь и право на запись."
        ) from error
    return folder


class Exports(click.Group):
    """One subcommand for each thing that can be exported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*WHAT, *OWN})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in WHAT:
            return _plain(cmd_name)
        if cmd_name not in OWN:
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=self.list_commands(ctx), ctx=ctx)
        module, _, name = OWN[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


def _plain(what: str) -> click.Command:
    """The export of one kind of records as they are stored."""
    source, columns, said = WHAT[what]

    @click.command(what, cls=NokCommand, help=said)
    @click.option(
        "--format",
        "form",
        type=click.Choice(["jsonl", "json", "csv", "xlsx", "html"]),
        default="jsonl",
        show_default=True,
        help="Формат.",
    )
    @OUTPUT
    @BOM
    @DELIMITER
    @ONE["run"]
    @options("db")
    @click.pass_context
    def command(
        ctx: click.Context, form: str, output: str, bom: bool, delimiter: str, run: str | None, db: Path
    ) -> ExitCode:
        check_csv_only(form, bom=bom, delimiter=delimiter)
        with Store.open(db, create=False) as store:
            chosen = chosen_run(store, run)
            if what != "runs":
                tell_of_part(terminal_of(ctx), store, chosen, run)
            rows = source(store, chosen.id)
            if form in FOR_PEOPLE:
                title, printed, shown = said.split(":")[0].rstrip("."), 0, columns
                if what == "findings":
                    from audits.formats.record_tables import paired

                    rows, shown, printed = _named(store, chosen, rows), FINDINGS_SHOWN, FINDINGS_PRINTED
                    if form == "html":
                        rows, shown = map(paired, rows), FINDINGS_ON_A_PAGE
                put_table(terminal_of(ctx), output, form, rows, shown, title=title, on=chosen.on, printed=printed)
            else:
                put_text(terminal_of(ctx), output, encoded(rows, form, columns, delimiter), form, bom=bom)
        return ExitCode.CLEAN

    return command


FINDINGS_PRINTED = 9
FINDINGS_SHOWN = (
    "name", "organization", "title", "outcome", "severity", "reason", "message", "remarks", "evidence",
    "rule", "requirement", "details", "first_seen", "run", "methodology", "on",
)  # fmt: skip
"""A sheet of findings as people read it: who and what by name first; paper has room for so many columns."""
FINDINGS_ON_A_PAGE = ("who", "which", "verdict", "said", "evidence")
"""A page has room for five: codes stand below names."""


def _named(store: Store, run: Run, findings: Records) -> Records:
    """Findings with the names of organizations and rules beside their codes."""
    from audits.commands.rules import methodology_of

    names = {row.organization.id: row.organization.name for row in store.ledger(run.id)}
    titles = {rule.id: rule.title for rule in methodology_of(run.methodology).rules}
    for one in findings:
        yield {**one, "name": names.get(one["organization"], ""), "title": titles.get(one["rule"], "")}


def day_of(on: date | None) -> date:
    """The day asked for, else today: the clock is read here and nowhere below."""
    return on or date.today()


@click.group(cls=Exports, options_metavar="", subcommand_metavar="ЧТО …")
def export() -> None:
    """Выгрузить: findings, deficiencies, organizations, coverage, deadlines, overview, evidence или runs."""
