"""Write the report: one pass over the findings, a page an organization on the way, the overviews at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import msgspec

from audits.compare import Comparison
from audits.deficiency_list import SECTORS
from audits.errors import InputError
from audits.model import Run
from audits.report.names import page_name
from audits.report.overviews import Context, write_overviews
from audits.report.pages import ASSETS, environment
from audits.report.tally import Tally
from audits.report.views import base_of, events_of, item_of, pages_of, seen_of
from audits.store import Change, Deficiency, LedgerRow, Store, StoredFinding
from audits.verdicts import SEVERITY_ORDER
from rules.catalog_model import Methodology
from rules.model import Outcome, Severity

MARK = ".nok-report"  # tells a directory of ours from somebody's documents

_ORDER = {outcome: rank for rank, outcome in enumerate((Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.UNTESTED))}


class Written(msgspec.Struct, frozen=True):
    """What a report came to."""

    pages: int
    bytes: int


def write_report(
    store: Store,
    run: Run,
    methodology: Methodology,
    directory: Path,
    *,
    comparison: Comparison | None = None,
    baseline: Run | None = None,
    step: Callable[[], None] = lambda: None,
) -> Written:
    """Write the pages about `run` into `directory`; `step` is called once an organization.

    Raises:
        InputError: the directory holds something that is no report, or cannot be written.
    """
    prepare(directory)
    try:
        tally, env = Tally(), environment()
        deficiencies = {
            (one.organization, one.rule): one for one in store.deficiencies(on=run.on, methodology=run.methodology)
        }
        changes = _by_organization(store.history(run.id))
        context = Context(run, methodology, directory, env, tally, comparison, baseline, store.trend(run.id))
        for ledger, findings in _audits(store, run):
            page = page_name(ledger.organization.id)
            _organization(context, store, ledger, findings, page, deficiencies, changes.get(ledger.organization.id, []))
            step()
        write_overviews(context)
        shutil.copytree(ASSETS, directory / "assets", dirs_exist_ok=True)
    except OSError as error:
        raise InputError(
            f"Отчёт не записан полностью: {directory}: {error.strerror}.", "Проверьте место на диске и право на запись."
        ) from error
    files = [path for path in directory.rglob("*") if path.is_file()]
    return Written(sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files))


def prepare(directory: Path) -> None:
    """An empty directory for the report: a former report is removed, anything else is left alone. Raises InputError."""
    try:
        if directory.exists() and not directory.is_dir():
            raise InputError(f"Отчёт не записан: {directory} — файл.", "Укажите в -o каталог.")
        if directory.is_dir() and any(directory.iterdir()):
            if not (directory / MARK).is_file():
                raise InputError(
                    f"Отчёт не записан: в каталоге {directory} лежит не отчёт nok.", "Укажите пустой или новый каталог."
                )
            for path in directory.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        directory.mkdir(parents=True, exist_ok=True)
        (directory / MARK).write_text("", encoding="utf-8")
        for name in ("org", "rule", "sector", "place"):
            (directory / name).mkdir()
    except OSError as error:
        raise InputError(
            f"Отчёт не записан: каталог {directory}: {error.strerror}.", "Проверьте путь и право на запись."
        ) from error


def _by_organization(changes: Iterator[Change]) -> dict[str, list[Change]]:
    return {code: list(group) for code, group in groupby(changes, key=lambda change: change.organization)}


def _audits(store: Store, run: Run) -> Iterator[tuple[LedgerRow, list[StoredFinding]]]:
    """Every organization of the ledger with its findings; also those that have none. Both come in registry order."""
    groups = groupby(store.findings(run.id), key=lambda stored: stored.organization)
    code, findings = next(groups, ("", iter(())))
    for ledger in list(store.ledger(run.id)):
        if ledger.organization.id == code:
            yield ledger, list(findings)
            code, findings = next(groups, ("", iter(())))
        else:
            yield ledger, []


def _organization(
    context: Context,
    store: Store,
    ledger: LedgerRow,
    findings: list[StoredFinding],
    page: str,
    deficiencies: Mapping[tuple[str, str], Deficiency],
    changes: list[Change],
) -> None:
    facts = store.facts(ledger.run, ledger.organization.id)
    pages = pages_of(facts)
    ordered = sorted(findings, key=_weight)
    items = [
        item_of(one, context.methodology, pages, deficiencies.get((one.organization, one.rule))) for one in ordered
    ]
    severities: list[Severity] = [one.finding.severity for one in ordered]
    row = context.tally.add(ledger, page, items, severities, [one.finding.reason for one in ordered])
    context.put(
        f"org/{page}.html",
        "organization.html",
        row=row,
        base=base_of(facts, ledger.organization.site),
        ledger=ledger,
        sector=SECTORS[ledger.organization.sector],
        place=page_name(ledger.organization.municipality),
        items={outcome: [item for item in items if item.outcome is outcome] for outcome in Outcome},
        events=events_of(changes, context.methodology),
        seen=seen_of(facts, {quote.url.split("#")[0] for item in items for quote in item.quotes}),
    )


def _weight(stored: StoredFinding) -> tuple[int, int, str]:
    return (
        _ORDER.get(stored.outcome, len(_ORDER)),
        list(SEVERITY_ORDER).index(stored.finding.severity),
        stored.rule,
    )
