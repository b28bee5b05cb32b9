"""`nok export deadlines`: what `nok deadlines` shows, as a file for other programs and for calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from audits.commands.deadlines import FORMS, write_deadlines
from audits.commands.export import OUTPUT, day_of
from audits.commands.options import ONE, NokCommand, options, terminal_of
from audits.deadlines.stored import deadlines_on, undated_in
from audits.model import ExitCode
from audits.store import Store


@click.command(cls=NokCommand)
@click.option(
    "--format",
    "form",
    type=click.Choice([form for form in FORMS if form != "table"]),
    default="json",
    show_default=True,
    help="Формат.",
)
@OUTPUT
@ONE["on"]
@ONE["methodology"]
@options("db")
@click.pass_context
def deadlines(ctx: click.Context, form: str, output: str, on: date | None, methodology: str, db: Path) -> ExitCode:
    """Сроки протоколов на день: состояние каждого пункта."""
    day = day_of(on)
    with Store.open(db, create=False) as store:
        found = deadlines_on(store, day, methodology=methodology)
        without = undated_in(store)
    write_deadlines(terminal_of(ctx), found, without, day, form=form, output=output)
    return ExitCode.CLEAN
