"""`nok export overview`: sections of the authorities by sector, as the federal ministry counts them."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.export import BOM, DELIMITER, FOR_PEOPLE, OUTPUT, check_csv_only, encoded, put_tables, put_text
from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.stored import standing_run
from audits.errors import InputError
from audits.model import ExitCode
from audits.overview.counts import (
    AUTHORITY_KEYS,
    SECTOR_KEYS,
    authority_rows,
    record,
    sector_rows,
)
from audits.overview.lines import overview_lines
from audits.overview.tables import TITLE, overview_tables
from audits.store import Store
from rules.model import Finding, Subject


@command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "json", "csv", "xlsx", "html"]),
    default="text",
    show_default=True,
    help="Формат.",
)
@click.option(
    "--each",
    is_flag=True,
    help="По строке на орган власти, а не на сферу (кроме text, xlsx и html: там есть то и другое).",
)
@OUTPUT
@BOM
@DELIMITER
@ONE["run"]
@options("db")
@click.pass_context
def overview(
    ctx: click.Context, form: str, each: bool, output: str, bom: bool, delimiter: str, run: str | None, db: Path
) -> ExitCode:
    """Разделы органов власти по сферам: есть ли они и что в них размещено."""
    check_csv_only(form, bom=bom, delimiter=delimiter)
    if form == "text" and output != "-":
        raise InputError(
            "Выгрузка не начата: text — только для экрана.", "Укажите --format xlsx, html, csv, json или jsonl."
        )
    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        chosen, standing = standing_run(store, run)
        organizations = [row.organization for row in store.ledger(chosen.id, standing=standing)]
        authorities = {one.id for one in organizations if one.subject is Subject.AUTHORITY}
        told: dict[str, dict[str, Finding]] = {}
        for id in authorities:
            told[id] = {one.finding.rule: one.finding for one in store.findings(chosen.id, id, standing=standing)}
    rows = authority_rows(organizations, told)
    if form in FOR_PEOPLE:
        put_tables(terminal, output, form, overview_tables(sector_rows(rows), rows), title=TITLE, on=chosen.on)
    elif form != "text":
        records = map(record, rows if each else sector_rows(rows))
        put_text(
            terminal, output, encoded(records, form, AUTHORITY_KEYS if each else SECTOR_KEYS, delimiter), form, bom=bom
        )
    elif rows:
        terminal.lines(overview_lines(sector_rows(rows), rows))
    else:
        terminal.warn("В запуске нет ни одного органа власти (столбец «вид» реестра).")
    return ExitCode.CLEAN
