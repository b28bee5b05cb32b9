"""`nok show` and `nok explain`: what is stored about one organization, and why a verdict is what it is."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.commands.stored import stored_audit, tell_of_earlier, waivers_of
from audits.errors import InputError
from audits.findings.explanation import explain_lines
from audits.findings.history import history_lines
from audits.findings.lines import finding_lines, heading_lines, total_lines
from audits.formats.records import explain_record, stored_record
from audits.formats.write import to_json
from audits.model import ExitCode
from audits.store import Store, StoredFinding, Waiver
from audits.text.lines import BLANK
from rules.model import Judgement, Outcome


@command()
@click.argument("organization", metavar="КОД")
@click.option("--all", "everything", is_flag=True, help="Показать и выполненное, и неприменимое.")
@text_or_json()
@ONE["run"]
@options("db")
@click.pass_context
def show(ctx: click.Context, organization: str, everything: bool, form: str, run: str | None, db: Path) -> ExitCode:
    """Выводы об одной организации: недостатки по важности, со ссылками на подтверждения."""
    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        row, stored, facts = stored_audit(store, run, organization)
        tell_of_earlier(terminal_of(ctx), store, row, run)
        latest = run is None and bool(stored)
        day = stored[0].on if stored else None
        lived = store.deficiencies(on=day, organization=organization) if latest and day else []
        waivers = waivers_of(store, organization, day) if day else {}
    if form == "json":
        terminal.data(to_json([{**stored_record(one), "waiver": _waiver(one, waivers)} for one in stored]))
        return ExitCode.CLEAN
    if not stored:
        raise InputError(f"Организация «{organization}» в запуске {row.run} ещё не проверена.", "nok audit --resume")
    findings = [one.finding for one in stored]
    terminal.lines(
        [
            *heading_lines(row.organization, stored[0].methodology, stored[0].on, facts.site),
            *finding_lines(findings, everything=everything, evidences=3, waivers=waivers),
            BLANK,
            *total_lines(findings, waivers),
            *history_lines(lived, stored[0].on),
        ]
    )
    return ExitCode.CLEAN


@command()
@click.argument("organization", metavar="КОД")
@click.argument("rule", metavar="ПРАВИЛО")
@text_or_json()
@ONE["run"]
@options("db")
@click.pass_context
def explain(ctx: click.Context, organization: str, rule: str, form: str, run: str | None, db: Path) -> ExitCode:
    """Почему вывод именно такой: цитаты, путь к ним, рассмотренные кандидаты, прочитанные страницы."""
    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        row, stored, facts = stored_audit(store, run, organization)
        tell_of_earlier(terminal_of(ctx), store, row, run)
        waivers = waivers_of(store, organization, stored[0].on) if stored else {}
    found = [one for one in stored if one.rule == rule]
    near = difflib.get_close_matches(rule, [one.rule for one in stored], n=1)
    if not found:
        raise InputError(
            f"По правилу «{rule}» об организации «{organization}» выводов нет.",
            f"Возможно, «{near[0]}»." if near else f"Какие есть: nok show {organization} --all",
        )
    if form == "json":
        terminal.data(to_json({**explain_record(found[0], facts), "waiver": _waiver(found[0], waivers)}))
    else:
        judgement = Judgement(found[0].methodology, found[0].on, (found[0].finding,))
        terminal.lines(explain_lines(judgement, facts, row.organization, rule, waivers.get(rule)))
    return ExitCode.CLEAN


def _waiver(one: StoredFinding, waivers: Mapping[str, Waiver]) -> dict[str, Any] | None:
    """The exception that holds for a deficiency, for a script."""
    waiver = waivers.get(one.rule) if one.finding.outcome is Outcome.FAILED else None
    if waiver is None:
        return None
    return {"reason": waiver.reason, "author": waiver.author, "until": waiver.until.isoformat()}
