"""Reading what earlier runs stored."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from audits.errors import InputError
from audits.model import Run
from audits.store import LedgerRow, StoredFinding, Waiver
from crawler.items import Facts

if TYPE_CHECKING:
    from audits.console import Terminal
    from audits.store import Store

GONE = "процесс запуска прервался; продолжить: nok audit --resume"


def chosen_run(store: Store, run: str | None, *, replays: bool = True, named: str = "--run ") -> Run:
    """The named run, or the latest that counts; its own latest replay instead, unless `replays` is false.

    `named`: what stands before a run's name on the command line that asks.

    Raises InputError when there is none.
    """
    if run:
        return store.run(run)
    latest = store.latest_run(replays=replays)
    if latest is None:
        if begun := store.unfinished_run():
            raise _unfinished(store, begun, named)
        raise InputError(
            f"В базе {store.path} нет ни одного завершённого запуска.",
            "Начните с nok audit --registry ФАЙЛ, с nok demo или укажите другую базу: --db ФАЙЛ",
        )
    return latest


def standing_run(store: Store, run: str | None) -> tuple[Run, bool]:
    """The run that tells how things stand, and whether it does so together with earlier ones.

    The latest may have been over a part of the registry only: what stood before it stands for all the others.
    Raises InputError when there is no run.
    """
    chosen = chosen_run(store, run)
    if run:
        return chosen, False
    source = store.run(chosen.replay_of) if chosen.replay_of else chosen
    return (source, True) if is_partial(source) else (chosen, False)


def waivers_of(store: Store, organization: str, on: date) -> dict[str, Waiver]:
    """The exceptions that hold for an organization on a day, by rule; of several the one written last."""
    last = {one.rule: one for one in store.waivers() if one.organization == organization}
    return {rule: one for rule, one in last.items() if one.until >= on}


def is_partial(run: Run) -> bool:
    """Whether a run was over a part of the registry only."""
    return bool(run.options.get("partial"))


def tell_of_part(terminal: Terminal, store: Store, run: Run, asked: str | None) -> None:
    """Say that the latest run, which nobody asked for by name, knows a part of the registry, and where the whole is."""
    if asked or not is_partial(run):
        return
    whole = [one for one in store.runs() if one.state == "finished" and not one.replay_of and not is_partial(one)]
    more = f" По всему реестру: --run {whole[-1].id}" if whole else ""
    terminal.say(f"Запуск {run.id} — по части реестра, организаций в нём: {run.organizations}.{more}")


def tell_of_earlier(terminal: Terminal, store: Store, row: LedgerRow, asked: str | None) -> None:
    """Say that what is shown of an organization is from before the latest run, which was not about it."""
    if asked is None and row.run not in ((latest := chosen_run(store, None)).id, latest.replay_of):
        terminal.say(f"Запуск {latest.id} этой организации не касался; показана её проверка в запуске {row.run}.")


def listed_runs(store: Store) -> list[Run]:
    """All runs, latest first; one whose process is gone is told from one that goes on."""
    runs = sorted(store.runs(), key=lambda one: one.started_at, reverse=True)
    if all(run.state != "running" for run in runs) or store.is_written():
        return runs
    return [
        msgspec.structs.replace(run, state="interrupted", note=run.note or GONE) if run.state == "running" else run
        for run in runs
    ]


_LIKE = 0.65  # of one: less is likeness by chance


def near_codes(typed: str, known: Iterable[str]) -> list[str]:
    """Codes that were perhaps meant; a capital is no difference."""
    folded = {code.casefold(): code for code in known}
    return [folded[one] for one in difflib.get_close_matches(typed.casefold(), folded, n=3, cutoff=_LIKE)]


def _unfinished(store: Store, begun: Run, named: str) -> InputError:
    if begun.state == "running" and store.is_written():
        return InputError(
            f"Запуск {begun.id} ещё идёт, а завершённых в базе {store.path} нет.",
            f"Дождитесь его конца или посмотрите, что уже есть: {named}{begun.id}",
        )
    return InputError(
        f"Запуск {begun.id} прерван, а завершённых в базе {store.path} нет.",
        f"Продолжить: nok audit --resume. Посмотреть, что успели: {named}{begun.id}",
    )


def stored_audit(store: Store, run: str | None, organization: str) -> tuple[LedgerRow, list[StoredFinding], Facts]:
    """What one run knows of one organization; without a name, the latest that knows it, if it is in the registry.

    Raises InputError when the run does not have it.
    """
    chosen = chosen_run(store, run)
    rows = {row.organization.id: row for row in store.ledger(chosen.id)}
    if organization not in rows:
        chosen, standing = standing_run(store, run)
        rows |= {row.organization.id: row for row in store.ledger(chosen.id, standing=True)} if standing else {}
    row = rows.get(organization)
    if row is None:
        number = chosen.id
        last = next((one.last_seen_run for one in store.organizations() if one.organization.id == organization), "")
        why = "он был по части реестра" if is_partial(chosen) else "реестр этого запуска её не называл"
        if last:
            raise InputError(
                f"Организации «{organization}» нет в запуске {number}: {why}.",
                f"Последний запуск с нею: --run {last}",
            )
        near = near_codes(organization, rows)
        raise InputError(
            f"Организации «{organization}» нет в запуске {number}.",
            f"Похожие коды: {', '.join(near)}." if near else "Коды организаций: nok export organizations --format csv",
        )
    return row, list(store.findings(row.run, organization)), store.facts(row.run, organization) or Facts()
