"""`nok nightly`: everything a night needs, once; for cron and systemd."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click
import msgspec

from audits.commands.options import command, options, terminal_of
from audits.commands.registry import organizations_of
from audits.commands.rules import methodology_of
from audits.commands.run_options import insisted, judged
from audits.commands.running import tell, tell_of_browser
from audits.console import Board
from audits.errors import InputError
from audits.formats.letters import TEMPLATE
from audits.model import AuditOptions, ExitCode
from audits.night.papers import Papers
from audits.refusals import because
from audits.store import Store


def _now() -> datetime:
    return datetime.now(UTC)


@command()
@click.option("--until", default=None, metavar="ЧЧ:ММ", help="После этого часа новых организаций не начинать.")
@click.option("--again", is_flag=True, help="Провести ночь заново, если она уже завершена.")
@click.option(
    "--exports",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="КАТАЛОГ",
    help="Куда класть выгрузки: в нём будет каталог с датой (иначе data/exports).",
)
@click.option(
    "--keep-days",
    type=click.IntRange(0),
    default=None,
    metavar="N",
    help="Сколько дней хранить страницы и сведения (иначе 180; 0 — всегда). Выводы хранятся всегда.",
)
@judged
@options("registry", "workers", "pictures", "db")
@click.pass_context
def nightly(
    ctx: click.Context,
    until: str | None,
    again: bool,
    exports: Path | None,
    keep_days: int | None,
    registry: Path | None,
    workers: int | None,
    pictures: int,
    db: Path,
    how: AuditOptions,
) -> ExitCode:
    """Вся ночная работа: проверка, повторы, сравнение, сроки, выгрузки, уведомление.

    Прерванная ночь продолжается с того же места, уведомление приходит один раз. Код выхода 0 — ночь удалась.
    """
    from audits.night.lock import AlreadyRunningError, only_one
    from audits.night.log import NightLog
    from audits.night.nightly import NightInterruptedError, NightPlan, Tools, day_of_night, spend_night
    from audits.night.notify import notify_urls

    terminal = terminal_of(ctx)
    settings: dict[str, Any] = ctx.meta.get("nok.settings", {})
    night: dict[str, Any] = settings.get("nightly", {})
    urls_file = settings.get("notify", {}).get("urls-file")
    methodology_of(how.methodology)
    plan = NightPlan(
        options=msgspec.structs.replace(how, pictures=pictures),
        insisted=insisted(ctx),
        registry=str(registry or ""),
        day=_given_day(ctx, how),
        again=again,
        workers=workers or os.cpu_count() or 1,
        until=_time(until or night.get("until")),
        canaries=tuple(night.get("canaries") or settings.get("canaries", ())),
        pause=float(night.get("pause", settings.get("crawl", {}).get("pause", 120.0))),
        exports=exports or Path(night.get("exports", "data/exports")),
        papers=_papers(night),
        keep_days=night.get("keep-days", 180) if keep_days is None else keep_days,
        urls=notify_urls(os.environ, Path(urls_file) if urls_file else None),
    )
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
        with only_one(db.with_name(db.name + ".night.lock"), now=datetime.now()), Store.open(db) as store:
            board = Board(0)
            logs = Path(night.get("logs", db.parent / "nights"))
            # decided before the log is named: a night gone on with after midnight writes into the file it began
            plan = msgspec.structs.replace(plan, day=plan.day or day_of_night(store, _now()))
            log = NightLog(logs / f"{plan.day}.jsonl", now=_now, say=terminal.say)
            tools = Tools(now=_now, log=log, on_event=lambda event: tell(board, event))
            tell_of_browser(terminal, how)
            with terminal.watch(board):
                report = spend_night(store, lambda: organizations_of(terminal, db, registry, how.on), plan, tools)
    except NightInterruptedError as interrupted:
        terminal.warn(str(interrupted))
        return ExitCode.INTERRUPTED
    except AlreadyRunningError as refused:
        raise InputError(str(refused)) from refused
    except OSError as error:
        raise InputError(
            f"Ночь не начата: {error.filename}: {because(error)}.", "Проверьте права на каталог."
        ) from error
    if report is not None and report.void:
        terminal.warn(f"Ночь не засчитана: {report.note or (report.run.note if report.run else '')}")
        return ExitCode.NOTHING_AUDITED
    return ExitCode.CLEAN


def _given_day(ctx: click.Context, how: AuditOptions) -> date | None:
    """The day asked for by `--on`; without it the night decides."""
    given = ctx.get_parameter_source("on")
    return how.on if given is click.core.ParameterSource.COMMANDLINE else None


def _papers(night: Mapping[str, Any]) -> Papers:
    """Letters and the report, from the `[nightly]` table of the settings."""
    told = {"letters": night.get("letters", "new"), "letters-to": night.get("letters-to", "organization")}
    for key, known in (("letters", ("new", "all", "none")), ("letters-to", ("organization", "municipality"))):
        if told[key] not in known:
            raise InputError(
                f"Ночь не начата: [nightly] {key} = «{told[key]}» — такого нет.", f"Есть: {', '.join(known)}."
            )
    return Papers(
        letters=told["letters"],
        by=told["letters-to"],
        template=Path(night["template"]) if "template" in night else TEMPLATE,
        report=night.get("report", True),
        report_days=night.get("report-days", 7),
    )


def _time(text: str | None) -> time | None:
    if not text:
        return None
    try:
        hours, _, minutes = text.partition(":")
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise InputError(f"Ночь не начата: «{text}» — не время вида ЧЧ:ММ.", "Пример: --until 06:00") from error
