"""Reading what earlier runs stored."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import msgspec

from audits.errors import InputError
from audits.model import Run
from audits.store import LedgerRow, StoredFinding
from crawler.items import Facts

if TYPE_CHECKING:
    from audits.store import Store

GONE = "процесс запуска прервался; продолжить: nok audit --resume"


def chosen_run(store: Store, run: str | None, *, replays: bool = True) -> Run:
    """The named run, or the latest that counts; its own latest replay instead, unless `replays` is false.

    Raises InputError when there is none.
    """
    if run:
        return store.run(run)
    latest = store.latest_run(replays=replays)
    if latest is None:
        if begun := store.unfinished_run():
            raise _unfinished(store, begun)
        raise InputError(
            f"В базе {store.path} нет ни одного завершённого запуска.",
            "Начните с nok audit --registry ФАЙЛ, с nok demo или укажите другую базу: --db ФАЙЛ",
        )
    return latest


def listed_runs(store: Store) -> list[Run]:
    """All runs, latest first; one whose process is gone is told from one that goes on."""
    runs = sorted(store.runs(), key=lambda one: one.started_at, reverse=True)
    if all(run.state != "running" for run in runs) or store.is_written():
        return runs
    return [
        msgspec.structs.replace(run, state="interrupted", note=run.note or GONE) if run.state == "running" else run
        for run in runs
    ]


def _unfinished(store: Store, begun: Run) -> InputError:
    if begun.state == "running" and store.is_written():
        return InputError(
            f"Запуск {begun.id} ещё идёт, а завершённых в базе {store.path} нет.",
            f"Дождитесь его конца или посмотрите, что уже есть: --run {begun.id}",
        )
    return InputError(
        f"Запуск {begun.id} прерван, а завершённых в базе {store.path} нет.",
        f"Продолжить: nok audit --resume. Посмотреть, что успели: --run {begun.id}",
    )


def stored_audit(store: Store, run: str | None, organization: str) -> tuple[LedgerRow, list[StoredFinding], Facts]:
    """What one run knows of one organization. Raises InputError when the run does not have it."""
    number = chosen_run(store, run).id
    rows = {row.organization.id: row for row in store.ledger(number)}
    row = rows.get(organization)
    if row is None:
        last = next((one.last_seen_run for one in store.organizations() if one.organization.id == organization), "")
        if last:
            raise InputError(
                f"Организации «{organization}» нет в запуске {number}: реестр этого запуска её не называл.",
                f"Последний запуск с нею: --run {last}",
            )
        near = difflib.get_close_matches(organization, rows, n=3)
        raise InputError(
            f"Организации «{organization}» нет в запуске {number}.",
            f"Похожие коды: {', '.join(near)}." if near else "Коды организаций: nok export organizations --format csv",
        )
    return row, list(store.findings(number, organization)), store.facts(number, organization) or Facts()
