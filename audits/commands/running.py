"""What `nok audit`, `nok evaluate` and `nok demo` share: progress while running, summary and exit code after."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audits.commands.rules import methodology_of
from audits.console import Board, Terminal
from audits.findings.exit_codes import exit_code_of
from audits.findings.totals import Totals, active_waivers, totals
from audits.formats.records import run_record
from audits.formats.write import to_json
from audits.model import AuditOptions, ExitCode, Run
from audits.text.wording import reason_text
from rules.model import Organization

if TYPE_CHECKING:
    from audits.run.events import Event
    from audits.store import Store


def audit_and_tell(
    terminal: Terminal,
    store: Store,
    organizations: Sequence[Organization],
    how: AuditOptions,
    *,
    workers: int | None,
    registry: str,
    resume: str | None = None,
    pause: float = 0.0,
    refused: int = 0,
    form: str = "text",
    exit_zero: bool = False,
) -> ExitCode:
    """Audit, with progress; then the summary on stdout. `refused`: rows of the registry that could not be kept."""
    from audits.engine import audit
    from audits.run.canary import online

    methodology_of(how.methodology)  # a wrong name must not cost a night
    tell_of_browser(terminal, how)
    board = Board(len(organizations))
    terminal.undone = "записанное сохранено, продолжить: nok audit --resume"
    try:
        with terminal.watch(board):
            run = audit(
                organizations,
                how,
                store,
                workers=workers or os.cpu_count() or 1,
                registry=registry,
                resume=resume,
                pause=pause,
                online=(lambda: online(how.canaries)) if how.canaries else None,
                on_event=lambda event: tell(board, event),
            )
    except KeyboardInterrupt:  # a second one: the first asks for an orderly end
        terminal.warn(f"Прервано: {terminal.undone}.")
        return ExitCode.INTERRUPTED
    code = conclude(terminal, store, run, form=form, exit_zero=exit_zero)
    if refused:
        file = f": nok registry check {registry}" if registry else ": nok registry check ФАЙЛ"
        terminal.warn(f"Не проверены строки реестра, которые не удалось прочитать: {refused}. Разбор{file}")
    return code


def tell_of_browser(terminal: Terminal, how: AuditOptions) -> None:
    """Say before the work that there is no browser, or none where it was said to be: rules that need one stay open."""
    from crawler.browser.finding import BrowserNotExecutableError
    from crawler.browser.installed import installed_browser

    if how.render == "never":
        return
    try:
        if installed_browser() is None:
            terminal.warn(
                "Браузер не найден: проверка идёт без него, и что видно только в нём, останется без вывода. "
                "Установите пакет chromium или выполните playwright install chromium."
            )
    except BrowserNotExecutableError as error:
        terminal.warn(f"{error} Проверка идёт без браузера: что видно только в нём, останется без вывода.")


def tell(board: Board, event: Event) -> None:
    """Put an event of the engine on the board."""
    if event.total:
        board.total = event.total
    if event.kind == "started":
        board.start(event.organization)
    elif event.kind == "carded":
        board.cards = event.cards
        board.on_change(board)
    elif event.kind == "audited":
        board.finish(event.organization, reason_text(event.reason), done=event.done or board.done + 1)


def conclude(terminal: Terminal, store: Store, run: Run, *, form: str, exit_zero: bool) -> ExitCode:
    """Print what a run came to; its exit code. A void run audited nothing that counts."""
    from audits.findings.summary import summary

    counted = totals(store.ledger(run.id), store.findings(run.id), active_waivers(store.waivers(), run.on))
    if form == "json":
        terminal.data(to_json(summary_record(run, counted)))
    else:
        titles = {rule.id: rule.title for rule in methodology_of(run.methodology).rules}
        terminal.show(*summary(run, counted, titles))
        # a run that was stopped early may have nothing to show yet; how to go on is said below
        steps = "" if run.state == "interrupted" else f"{_next_steps(store, run)} "
        terminal.say(f"{steps}База: {store.path}", "dim")
    if run.state == "interrupted":
        terminal.warn(f"Запуск прерван, осталось организаций: {counted.pending}. Продолжить: nok audit --resume")
        return ExitCode.INTERRUPTED
    if run.state == "void":
        return ExitCode.NOTHING_AUDITED
    code = exit_code_of(counted.held, exit_zero=exit_zero)
    # organizations nobody has looked at yet are no clean bill
    return ExitCode.UNDECIDED if code is ExitCode.CLEAN and counted.pending and not exit_zero else code


def _next_steps(store: Store, run: Run) -> str:
    """What to look at next; a run that is not the one shown by default (another methodology's replay) by its name."""
    latest = store.latest_run(replays=True)
    if latest is None or latest.id == run.id:
        return "Дальше: nok show КОД, nok explain КОД ПРАВИЛО, nok compare."
    own = f"--run {run.id}"
    steps = f"nok show КОД {own}, nok explain КОД ПРАВИЛО {own}, nok compare {run.id}, nok export findings {own}"
    return f"Дальше: {steps}. Без {own} показывают запуск {latest.id} (методика {latest.methodology})."


def summary_record(run: Run, counted: Totals) -> dict[str, Any]:
    """The summary for a script."""
    return {
        "run": run_record(run),
        "organizations": counted.organizations,
        "judged": counted.judged,
        "untested": counted.untested,
        "pending": counted.pending,
        "deficient": counted.deficient,
        "excused": counted.excused,
        "clean": counted.clean,
        "waived": counted.waived,
        "outcomes": _counts(counted.outcomes),
        "rules": {rule: _counts(outcomes) for rule, outcomes in sorted(counted.by_rule.items())},
        "undecided": _counts(counted.undecided),
        "not_judged": _counts(counted.not_judged),
    }


def _counts(counter: dict[Any, int]) -> dict[str, int]:
    return {key.value: count for key, count in counter.items() if count}
