"""`nok export`: the contents of the database for other programs and for people's files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from audits.commands.options import ONE, Day, command, options, terminal_of
from audits.commands.stored import chosen_run
from audits.errors import InputError
from audits.formats import records
from audits.formats.write import csv_lines, json_array, json_lines, write_file
from audits.model import ExitCode
from audits.store import Store

Records = Iterator[Mapping[str, Any]]


def _findings(store: Store, run: str, on: date) -> Records:
    return (records.stored_record(one) for one in store.findings(run))


def _organizations(store: Store, run: str, on: date) -> Records:
    return (records.organization_record(row) for row in store.ledger(run))


def _coverage(store: Store, run: str, on: date) -> Records:
    return (records.coverage_record(row, store.facts(run, row.organization.id)) for row in store.ledger(run))


def _runs(store: Store, run: str, on: date) -> Records:
    return (records.run_record(one) for one in store.runs())


def _deficiencies(store: Store, run: str, on: date) -> Records:
    known = {one.organization.id: one.organization for one in store.organizations()}
    methodology = store.run(run).methodology
    for one in store.deficiencies(on=on, methodology=methodology):
        yield records.deficiency_record(one, known.get(one.organization))


WHAT: dict[str, tuple[Callable[[Store, str, date], Records], tuple[str, ...]]] = {
    "findings": (_findings, records.FINDING_KEYS),
    "deficiencies": (_deficiencies, records.DEFICIENCY_KEYS),
    "organizations": (_organizations, records.ORGANIZATION_KEYS),
    "coverage": (_coverage, records.COVERAGE_KEYS),
    "runs": (_runs, records.RUN_KEYS),
}


def encoded(rows: Iterable[Mapping[str, Any]], form: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Records as text of a machine format, piece by piece."""
    if form == "jsonl":
        return json_lines(rows)
    if form == "json":
        return json_array(rows)
    return csv_lines(rows, columns)


@command()
@click.argument("what", metavar="ЧТО", type=click.Choice([*WHAT, "deadlines"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json", "csv", "xlsx", "ics"]),
    default="jsonl",
    show_default=True,
    help="Формат; xlsx и ics — для deadlines.",
)
@click.option("-o", "--output", default="-", metavar="ФАЙЛ", help="Куда («-» — на стандартный вывод).")
@click.option("--bom", is_flag=True, help="Пометить CSV как UTF-8 (нужно старым версиям Excel).")
@click.option(
    "--on", "on", type=Day(), default=None, metavar="ГГГГ-ММ-ДД", help="День, на который действуют исключения."
)
@ONE["run"]
@options("db")
@click.pass_context
def export(
    ctx: click.Context, what: str, form: str, output: str, bom: bool, on: date | None, run: str | None, db: Path
) -> ExitCode:
    """Выгрузить: findings, deficiencies, organizations, coverage, runs или deadlines."""
    if bom and form != "csv":
        raise InputError("Выгрузка не начата: --bom имеет смысл только для CSV.", "Добавьте --format csv.")
    terminal = terminal_of(ctx)
    if what == "deadlines":
        from audits.commands.deadlines import write_deadlines
        from audits.obligations import deadlines_on

        day = on or date.today()
        with Store.open(db, create=False) as store:
            latest = store.latest_run()
            found = deadlines_on(store, day, methodology=latest.methodology if latest else "kbr-2017")
        write_deadlines(terminal, found, day, form=form, output=output)
        return ExitCode.CLEAN
    if form not in ("jsonl", "json", "csv"):
        raise InputError(f"Выгрузка не начата: {what} не выгружается в {form}.", "Есть jsonl, json и csv.")
    source, columns = WHAT[what]
    with Store.open(db, create=False) as store:
        number = chosen_run(store, run).id
        pieces = encoded(source(store, number, on or date.today()), form, columns)
        if output == "-":
            if bom:
                terminal.data("\ufeff")
            for piece in pieces:
                terminal.data(piece)
        else:
            write_file(Path(output), pieces, encoding="utf-8-sig" if bom else "utf-8")
            terminal.say(f"Записано: {output}")
    return ExitCode.CLEAN
