"""What a night leaves for people to send and to show: letters about what is new, and the report.

Both are bounded: letters stop when their time is over and say so, the report begins only before that, and reports of
former nights go, since a night's findings stay beside them and any report can be made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec

from audits.deadlines.due import due_by_rule
from audits.findings.deficiency_list import DeficiencyRow, by_cause, deficiency_rows
from audits.formats.letters import REGISTER, TEMPLATE, Letter, LetterError, addressees, letters, write_index
from audits.night.report import NightReport
from audits.refusals import because
from audits.report import write_report
from audits.store import STANDING, Deficiency, Store
from rules.load import load_methodology

Late = Callable[[], bool]
Say = Callable[[str], None]


class Papers(msgspec.Struct, frozen=True):
    """What a night writes besides data. `letters`: "new" (about what this night found), "all" or "none"."""

    letters: str = "none"
    by: str = "organization"  # or "municipality"
    template: Path = TEMPLATE
    report: bool = False
    report_days: int = 7  # days of reports kept in the dated folders; 0: all
    seconds: float = 1800.0  # for all of it


def wanted(deficiencies: Iterable[Deficiency], since: Collection[str], letters: str) -> list[Deficiency]:
    """The deficiencies this night's letters are about; `since`: the runs whose findings nobody got a letter about."""
    standing = (one for one in deficiencies if one.state in STANDING)
    return [one for one in standing if letters == "all" or one.first_seen_run in since]


def write_papers(store: Store, report: NightReport, folder: Path, papers: Papers, late: Late, say: Say) -> None:
    """Letters into `folder`/letters, the report into `folder`/report."""
    run = report.run
    assert run is not None
    methodology = load_methodology(run.methodology)
    if papers.letters != "none" and report.unheard:
        say(
            "Письма не составлены: ни один сайт не ответил, а контрольные адреса не заданы — возможно, не работает "
            "своя сеть. Если сеть исправна: nok export deficiencies --format docx -o КАТАЛОГ"
        )
    elif papers.letters != "none":
        known = {one.organization.id: one.organization for one in store.organizations()}
        found = wanted(store.deficiencies(on=report.day, methodology=run.methodology), report.since, papers.letters)
        due = due_by_rule(store, report.day)
        rows = by_cause(deficiency_rows(found, known, methodology, report.day, due=due))
        try:
            write_letters(rows, report.day, folder / "letters", papers, late, say)
        except LetterError as error:  # somebody's template must not cost the night
            say(str(error))
    if papers.report and not late():
        before = store.run(report.baseline) if report.baseline else None
        write_report(store, run, methodology, folder / "report", comparison=report.changes, baseline=before)
    elif papers.report:
        say("Отчёт не составлен: время на выгрузки вышло. Составить: nok report -o КАТАЛОГ")


def write_letters(
    rows: list[DeficiencyRow], on: date, folder: Path, papers: Papers, late: Late, say: Say
) -> list[Letter]:
    """One file each and their register; stops when it is late. Raises LetterError for an unusable template."""
    made: list[Letter] = []
    for letter in letters(rows, on=on, by=papers.by, template=papers.template):
        if late():
            total = addressees(rows, papers.by)
            say(f"Писем составлено {len(made)} из {total}: время вышло. Остальные: nok export deficiencies")
            break
        folder.mkdir(exist_ok=True)
        (folder / letter.file_name).write_bytes(letter.content)
        made.append(letter)
    if made:
        (folder / REGISTER).write_bytes(write_index(made, on=on))
    return made


def letters_in(folder: Path) -> int:
    """How many letters the folder of a night holds; their register is none."""
    return sum(path.name != REGISTER for path in (folder / "letters").glob("*.docx"))


def drop_old_reports(exports: Path, day: date, days: int, say: Say) -> None:
    """Remove the reports of nights that many days before `day`; everything else of those nights stays.

    One that cannot be removed is told: they would fill the disk without a word.
    """
    for folder in exports.iterdir() if days and exports.is_dir() else ():
        try:
            old = date.fromisoformat(folder.name) <= day - timedelta(days=days)
        except ValueError:
            continue
        if not old:
            continue
        try:
            shutil.rmtree(folder / "report")
        except FileNotFoundError:
            continue
        except OSError as error:
            where = folder / "report"
            say(f"Отчёт прежней ночи не удалён: {where}: {because(error)}. Удалите его сами: он занимает место.")
