"""`nok export coverage`: how much of each site was seen; with `--year`, the tables of the yearly public report."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.export import BOM, DELIMITER, OUTPUT, check_csv_only, encoded, put_text
from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.stored import chosen_run
from audits.formats.records import COVERAGE_KEYS, coverage_record
from audits.model import ExitCode
from audits.store import Store


@command()
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "csv"]), default="jsonl", show_default=True, help="Формат."
)
@OUTPUT
@BOM
@DELIMITER
@ONE["run"]
@options("db")
@click.pass_context
def coverage(
    ctx: click.Context, form: str, output: str, bom: bool, delimiter: str, run: str | None, db: Path
) -> ExitCode:
    """Полнота обхода каждого сайта."""
    check_csv_only(form, bom=bom, delimiter=delimiter)
    with Store.open(db, create=False) as store:
        number = chosen_run(store, run).id
        rows = (coverage_record(row, store.facts(number, row.organization.id)) for row in store.ledger(number))
        put_text(terminal_of(ctx), output, encoded(rows, form, COVERAGE_KEYS, delimiter), bom=bom)
    return ExitCode.CLEAN
