"""`nok audit`: the organizations of a registry, into the database."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
import msgspec

from audits.commands.demo import DEMO
from audits.commands.options import (
    command,
    options,
    terminal_of,
    text_or_json,
    typed,
)
from audits.commands.registry import registry_of, remembered
from audits.commands.run_options import insisted, judged, usable_authorities
from audits.commands.running import audit_and_tell
from audits.console import Terminal
from audits.errors import InputError
from audits.model import AuditOptions, ExitCode, Run
from audits.registry import load_registry
from audits.run.resumed import as_begun, changed_since, kept
from audits.store import STANDING, Store, StoreError
from rules.model import Organization


@command()
@click.argument("ids", metavar="[КОД …]", nargs=-1)
@click.option("--failed-only", is_flag=True, help="Только те, у кого есть открытые недостатки.")
@click.option("--resume", is_flag=True, help="Продолжить прерванный запуск с того места, где он остановился.")
@text_or_json()
@judged
@options("registry", "sector", "municipality", "workers", "pictures", "db", "exit-zero")
@click.pass_context
def audit(
    ctx: click.Context,
    ids: tuple[str, ...],
    failed_only: bool,
    resume: bool,
    form: str,
    registry: Path | None,
    sectors: tuple[str, ...],
    municipalities: tuple[str, ...],
    workers: int | None,
    pictures: int,
    db: Path,
    exit_zero: bool,
    how: AuditOptions,
) -> ExitCode:
    """Проверить организации реестра — все или названные по кодам."""
    terminal = terminal_of(ctx)
    terminal.undone = "запуск не начат, ничего не записано"
    how = msgspec.structs.replace(how, pictures=pictures)
    settings = ctx.meta.get("nok.settings", {})
    pause = float(settings.get("crawl", {}).get("pause", 0.0))
    if resume and (ids or failed_only or sectors or municipalities):
        raise InputError(
            "Запуск не продолжен: --resume доделывает начатый запуск целиком.", "Уберите коды и отборы или --resume."
        )
    if resume:
        return resumed(
            ctx, terminal, db, how, registry=registry, workers=workers, pause=pause, form=form, exit_zero=exit_zero
        )
    # before the database: one that is not there yet must not appear for a mistyped registry
    report = registry_of(terminal, db, registry, how.on)
    organizations = selected(report.organizations, ids=ids, sectors=sectors, municipalities=municipalities)
    with opened_for(db, create=not failed_only) as store:
        if failed_only:
            organizations = with_deficiencies(store, organizations, how.on)
        return audit_and_tell(
            terminal,
            store,
            organizations,
            msgspec.structs.replace(how, partial=bool(ids or failed_only or sectors or municipalities)),
            workers=workers,
            registry=str(registry or ""),
            pause=pause,
            refused=len(report.rejected),
            form=form,
            exit_zero=exit_zero,
        )


def resumed(
    ctx: click.Context,
    terminal: Terminal,
    db: Path,
    how: AuditOptions,
    *,
    registry: Path | None,
    workers: int | None,
    pause: float,
    form: str,
    exit_zero: bool,
) -> ExitCode:
    """Go on with the latest unfinished run as it was begun. Raises InputError when there is none to go on with."""
    fresh = "Начните новый: nok audit"
    if not db.exists():
        raise InputError(f"Продолжать нечего: базы {db} нет.", fresh)
    with opened_for(db, create=False, what="продолжен") as store:
        run = None if typed(ctx, "methodology") else store.unfinished_run()
        run = run or store.unfinished_run(how.methodology)
        if run is None:
            raise InputError(f"Продолжать нечего: в базе {db} нет прерванного запуска.", fresh)
        if run.registry == DEMO:  # its sites were served by the process that is gone
            raise InputError(
                f"Запуск {run.id} не продолжен: он по встроенной области, её сайты больше не раздаются.",
                "Начните заново: nok demo",
            )
        if typed(ctx, "on") and how.on != run.on:
            raise InputError(
                f"Запуск {run.id} не продолжен: он судит на {run.on}, а не на {how.on}.",
                "Уберите --on или начните новый запуск без --resume.",
            )
        begun = as_begun(run, how, insisted(ctx))
        usable_authorities(begun.ca_file)
        if words := list(kept(begun, how)):
            terminal.say(f"Запуск {run.id} продолжен с теми же параметрами: {' '.join(words)}")
        tell_of_registry(terminal, store, run, registry or remembered(db))
        return audit_and_tell(
            terminal,
            store,
            store.pending(run.id),
            begun,
            workers=workers,
            registry=run.registry,
            resume=run.id,
            pause=pause,
            form=form,
            exit_zero=exit_zero,
        )


def tell_of_registry(terminal: Terminal, store: Store, run: Run, path: Path) -> None:
    """Say that a registry which has changed since a run was begun is not what the run goes on with."""
    now = load_registry(path, run.on).organizations if path.is_file() else ()
    begun = (row.organization for row in store.ledger(run.id))
    if now and (told := list(changed_since(begun, now, whole=not run.options.get("partial")))):
        terminal.warn(
            f"Реестр {path} не таков, с каким запуск {run.id} начат ({', '.join(told)}); запуск продолжен по прежнему. "
            "Изменения войдут в следующий: nok audit без --resume."
        )


def opened_for(db: Path, *, create: bool, what: str = "начат") -> Store:
    """The database of a run. Raises StoreError that says that it was not begun, or not gone on with."""
    try:
        return Store.open(db, create=create)
    except StoreError as error:
        raise StoreError(f"Запуск не {what}. {error}") from error


def selected(
    organizations: Sequence[Organization], *, ids: Sequence[str], sectors: Sequence[str], municipalities: Sequence[str]
) -> list[Organization]:
    """Organizations named and filtered. Raises InputError for an unknown id and for an empty choice."""
    known = {one.id: one for one in organizations}
    for id in ids:
        if id not in known:
            near = difflib.get_close_matches(id, known, n=3)
            raise InputError(
                f"Запуск не начат: в реестре нет организации с кодом «{id}».",
                f"Похожие коды: {', '.join(near)}." if near else "Посмотрите коды в файле реестра.",
            )
    chosen = [known[id] for id in dict.fromkeys(ids)] if ids else list(organizations)
    if sectors:
        chosen = [one for one in chosen if one.sector and one.sector.value in sectors]
    if municipalities:
        wanted = {name.casefold().strip() for name in municipalities}
        places = {one.municipality for one in organizations if one.municipality}
        for name in municipalities:
            if name.casefold().strip() not in {place.casefold() for place in places}:
                near = difflib.get_close_matches(name, places, n=3, cutoff=0.5)
                raise InputError(
                    f"Запуск не начат: в реестре нет муниципалитета «{name}».",
                    f"Похожие: {', '.join(near)}." if near else f"Есть: {', '.join(sorted(places)) or 'ни одного'}.",
                )
        chosen = [one for one in chosen if one.municipality.casefold() in wanted]
    if not chosen:
        raise InputError("Запуск не начат: под условия не подошла ни одна организация.", "Ослабьте отбор.")
    return chosen


def with_deficiencies(store: Store, organizations: Sequence[Organization], on: date) -> list[Organization]:
    """Those that have an open deficiency, whichever run found it; one under an exception is not held against them."""
    latest = store.latest_run()
    if latest is None:
        raise InputError("Запуск не начат: --failed-only нужен прошлый запуск, а его нет.", "Уберите --failed-only.")
    known = store.deficiencies(on=on, methodology=latest.methodology)
    failed = {one.organization for one in known if one.state in STANDING}
    chosen = [one for one in organizations if one.id in failed]
    if not chosen:
        raise InputError(
            "Запуск не начат: ни у одной из этих организаций открытых недостатков нет.",
            "Проверить всех: уберите --failed-only.",
        )
    return chosen
