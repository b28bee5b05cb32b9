"""`nok report`: the latest state as pages to look at, to hand on, to print."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.rules import methodology_of
from audits.commands.stored import chosen_run
from audits.model import ExitCode
from audits.store import Store


@command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="КАТАЛОГ",
    help="Куда: новый, пустой или с прежним отчётом.",
)
@ONE["run"]
@options("db")
@click.pass_context
def report(ctx: click.Context, output: Path, run: str | None, db: Path) -> ExitCode:
    """Отчёт в виде страниц: обзор, организации, правила, муниципалитеты; открывается с диска, без сервера и сети."""
    from audits.compare import compare
    from audits.report import write_report

    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        current = chosen_run(store, run)
        methodology = methodology_of(current.methodology)
        before = store.baseline(current.id)
        with terminal.waiting("Сравнение с прошлым запуском…"):
            changes = (
                compare(store.findings(current.id), store.findings(before.id), store.standing(before.id))
                if before
                else None
            )
        with terminal.counting("Страницы организаций", current.organizations) as step:
            written = write_report(store, current, methodology, output, comparison=changes, baseline=before, step=step)
    megabytes = f"{written.bytes / 1024 / 1024:.1f}".replace(".", ",")
    terminal.say(f"Отчёт: {output / 'index.html'} (страниц — {written.pages}, {megabytes} МБ)")
    return ExitCode.CLEAN
