"""`nok report`: the latest state as pages to look at, to hand on, to print."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.outputs import check_not_around
from audits.commands.rules import methodology_of
from audits.commands.stored import standing_run
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
@click.option(
    "--pictures",
    "room",  # a name of its own: `pictures` in the settings is how many to take
    type=click.IntRange(0),
    default=None,
    metavar="МБ",
    help="Сколько места дать снимкам страниц (иначе столько, чтобы весь отчёт был не больше 30 МБ; 0 — без них).",
)
@ONE["run"]
@options("db")
@click.pass_context
def report(ctx: click.Context, output: Path, room: int | None, run: str | None, db: Path) -> ExitCode:
    """Отчёт в виде страниц: обзор, организации, правила, муниципалитеты; открывается с диска, без сервера и сети."""
    from audits.changes.attribution import compare_runs
    from audits.report import write_report

    terminal = terminal_of(ctx)
    check_not_around(output)
    terminal.undone = f"отчёт не составлен или не дописан. Повторите: nok report -o {output}"
    with Store.open(db, create=False) as store:
        current, standing = standing_run(store, run)
        methodology = methodology_of(current.methodology)
        before = store.baseline(current.id)
        with terminal.waiting("Сравнение с прошлым запуском…"):
            changes = compare_runs(store, current, before) if before else None
        total = len(store.population(current.id)) if standing else current.organizations
        with terminal.counting("Страницы организаций", total) as step:
            written = write_report(
                store,
                current,
                methodology,
                output,
                comparison=changes,
                baseline=before,
                room=None if room is None else room * 1_000_000,
                step=step,
                standing=standing,
            )
    megabytes = f"{written.bytes / 1_000_000:.1f}".replace(".", ",")
    shown = f", снимков — {written.pictures}" if written.pictures else ""
    terminal.say(f"Отчёт: {output / 'index.html'} (страниц — {written.pages}{shown}, {megabytes} МБ)")
    if written.left_out:
        terminal.say(f"Не вошло снимков: {written.left_out}. Дать им больше места: --pictures МБ")
    return ExitCode.CLEAN
