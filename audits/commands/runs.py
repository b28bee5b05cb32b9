"""`nok runs` and `nok compare`: nights, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from audits.commands.options import command, options, terminal_of, text_or_json
from audits.commands.rules import methodology_of
from audits.commands.stored import chosen_run, listed_runs
from audits.errors import InputError
from audits.formats.records import run_record
from audits.formats.write import to_json
from audits.model import ExitCode
from audits.store import Store
from audits.text.wording import SECTORS
from rules.model import Organization


@command()
@text_or_json()
@options("db")
@click.pass_context
def runs(ctx: click.Context, form: str, db: Path) -> ExitCode:
    """Все запуски в базе, последний — первым."""
    from audits.findings.summary import runs_table

    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        listed = listed_runs(store)
    if form == "json":
        terminal.data(to_json([run_record(run) for run in listed]))
    elif listed:
        terminal.show(runs_table(listed))
    else:
        raise InputError("Запусков в базе нет.", "Начните с nok audit --registry ФАЙЛ или с nok demo.")
    return ExitCode.CLEAN


GROUPS: dict[str, Callable[[Organization], str]] = {
    "organization": lambda one: one.id,
    "municipality": lambda one: one.municipality,
    "sector": lambda one: SECTORS[one.sector] if one.sector else "",
}


@command()
@click.argument("run", metavar="[ЗАПУСК]", required=False)
@click.argument("baseline", metavar="[С ЧЕМ]", required=False)
@click.option("--by", type=click.Choice(list(GROUPS)), default=None, help="Итоги по организациям, местам или сферам.")
@text_or_json()
@options("db")
@click.pass_context
def compare(ctx: click.Context, run: str | None, baseline: str | None, by: str | None, form: str, db: Path) -> ExitCode:
    """Что изменилось: новое, исправленное, оставшееся, вернувшееся, непроверенное — и что изменили не сайты."""
    from audits.changes.attribution import compare_runs, left_registry
    from audits.changes.compare import by_group
    from audits.changes.titles import Told, told_of
    from audits.findings.summary import comparison, grouped

    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        current = chosen_run(store, run, named="nok show КОД --run ")
        before = store.run(baseline) if baseline else store.baseline(current.id)
        if before is None:
            again = [one.id for one in store.runs() if one.replay_of == current.id and one.state == "finished"]
            raise InputError(
                f"Сравнить не с чем: до запуска {current.id} завершённых запусков нет.",
                f"Его повторную оценку сравнить с ним: nok compare {again[-1]}"
                if again
                else "Сравнение появится после следующего nok audit.",
            )
        changes = compare_runs(store, current, before)
        left = left_registry(store, current, before)
        known = {one.organization.id: one.organization for one in store.organizations()}
        asked = {row.organization.id for row in store.ledger(current.id)} if current.options.get("partial") else None
        told = told_of(store, current, methodology_of(current.methodology)) if form == "text" else Told()
    groups = by_group(changes, {code: GROUPS[by](one) for code, one in known.items()}) if by else None
    if form == "json":
        terminal.data(to_json(msgspec.to_builtins(changes) | ({"groups": groups} if groups is not None else {})))
    elif groups is not None:
        terminal.show(*grouped(current, before, groups))
    else:
        terminal.show(*comparison(current, before, changes, known, left, told, asked))
    return ExitCode.CLEAN
