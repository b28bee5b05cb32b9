"""The folder of one night: everything people and scripts take away in the morning, whole or not there at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from audits.deadlines.due import due_by_rule
from audits.deadlines.stored import undated_in
from audits.errors import InputError
from audits.findings.deficiency_list import by_cause, deficiency_rows
from audits.formats import records
from audits.formats.obligations import deadline_bytes, deadline_text
from audits.formats.write import csv_lines, json_lines, to_json
from audits.formats.xlsx import write_workbook
from audits.night.papers import Late, Papers, Say, drop_old_reports, letters_in, write_papers
from audits.night.report import NightReport
from audits.refusals import because
from audits.store import Store
from rules.load import load_methodology


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` when the block has ended well. Raises InputError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in target.parent.glob(f".{target.name}.*.tmp"):  # of a night that was killed while writing
            shutil.rmtree(left, ignore_errors=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
    except OSError as error:
        raise InputError(
            f"Выгрузки не записаны: {target}: {because(error)}.", "Проверьте каталог и право на запись."
        ) from error
    try:
        yield temporary
        temporary.chmod(0o755)
        if target.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
            os.replace(target, old / "old")
            os.replace(temporary, target)
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(temporary, target)
    except OSError as error:
        raise InputError(f"Выгрузки не записаны: {target}: {because(error)}.", "Проверьте место на диске.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_exports(
    store: Store,
    report: NightReport,
    message: Callable[[NightReport], str],
    target: Path,
    *,
    papers: Papers = Papers(),  # noqa: B008 (frozen)
    late: Late = lambda: False,
    say: Say = lambda text: None,
) -> None:
    """All files of a night. A void night leaves its message and the deadlines only. Raises InputError."""
    with whole_folder(target) as folder:
        if report.deadlines:
            _text(folder / "deadlines.json", deadline_text(report.deadlines, report.day, form="json"))
            without = undated_in(store)
            for form in ("xlsx", "ics"):
                body = deadline_bytes(report.deadlines, report.day, form=form, without=without)
                (folder / f"deadlines.{form}").write_bytes(body)
        if report.run is not None and not report.void:
            _findings(store, report, folder)
            write_papers(store, report, folder, papers, late, say)
        report = msgspec.structs.replace(report, letters=letters_in(folder))
        _text(folder / "message.txt", message(report))
        _text(folder / "night.json", to_json(night_record(report)))
    drop_old_reports(target.parent, report.day, papers.report_days, say)


def _findings(store: Store, report: NightReport, folder: Path) -> None:
    run = report.run
    assert run is not None
    known = {one.organization.id: one.organization for one in store.organizations()}
    deficiencies = store.deficiencies(on=report.day, methodology=run.methodology)
    rows = list(store.ledger(run.id))
    with (folder / "findings.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json_lines(records.stored_record(one) for one in store.findings(run.id)))
    listed = (records.deficiency_record(one, known.get(one.organization)) for one in deficiencies)
    _csv(folder / "deficiencies.csv", csv_lines(listed, records.DEFICIENCY_KEYS))
    due = due_by_rule(store, report.day)
    made = deficiency_rows(deficiencies, known, load_methodology(run.methodology), report.day, due=due)
    (folder / "deficiencies.xlsx").write_bytes(write_workbook(by_cause(made), on=report.day))
    organizations = (records.organization_record(row) for row in rows)
    _csv(folder / "organizations.csv", csv_lines(organizations, records.ORGANIZATION_KEYS))
    seen = (records.coverage_record(row, store.facts(run.id, row.organization.id)) for row in rows)
    _csv(folder / "coverage.csv", csv_lines(seen, records.COVERAGE_KEYS))
    _text(folder / "comparison.json", to_json(msgspec.to_builtins(report.changes)))


def night_record(report: NightReport) -> dict[str, object]:
    """The night for a script."""
    return {
        "day": report.day.isoformat(),
        "void": report.void,
        "note": report.note,
        "run": records.run_record(report.run) if report.run else None,
        "baseline": report.baseline or None,
        "changes": {name: len(pairs) for name, pairs in msgspec.structs.asdict(report.changes).items()},
        "open_deficiencies": report.open_deficiencies,
        "unconfirmed_deficiencies": report.unconfirmed,
        "left_registry": list(report.left),
        "fallen_silent": sorted(code for code, _ in (*report.silent, *report.closed)),
        "overdue": [{"protocol": one.protocol, "item": one.item} for one in report.overdue],
        "letters": report.letters,
        "expired_waivers": [{"organization": one.organization, "rule": one.rule} for one in report.expired],
    }


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _csv(path: Path, lines: Iterator[str]) -> None:
    """Marked as UTF-8, since these files are opened by a double click."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(lines)
