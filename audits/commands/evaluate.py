"""`nok evaluate`: judge stored facts again, without the network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.commands.rules import methodology_of
from audits.commands.running import conclude, tell
from audits.commands.stored import chosen_run
from audits.console import Board
from audits.findings.lines import day
from audits.model import ExitCode
from audits.store import Store


@command()
@click.argument("run", metavar="[ЗАПУСК]", required=False)
@text_or_json()
@ONE["methodology"]
@ONE["on"]
@options("db", "exit-zero")
@click.pass_context
def evaluate(
    ctx: click.Context, run: str | None, form: str, methodology: str, on: date | None, db: Path, exit_zero: bool
) -> ExitCode:
    """Судить заново по сохранённым фактам — после изменения правил или по другой методике; сеть не нужна.

    Оценка по той же методике заменяет последний запуск в show, explain и export; по другой — стоит отдельно,
    и смотрят её по имени: --run ЗАПУСК, nok compare ЗАПУСК.
    """
    from audits.run.replay import reevaluate

    terminal = terminal_of(ctx)
    methodology_of(methodology)
    with Store.open(db, create=False) as store:
        source = chosen_run(store, run, replays=False, named="nok evaluate ")
        judged_for = on or date.today()
        if judged_for != source.on and on is None:
            terminal.say(f"Факты собраны для {day(source.on)}, суждение — на сегодня; на тот же день: --on {source.on}")
        board = Board(source.organizations)
        with terminal.watch(board):
            replay = reevaluate(store, source.id, methodology, judged_for, on_event=lambda event: tell(board, event))
        return conclude(terminal, store, replay, form=form, exit_zero=exit_zero)
