"""Write the report: one pass over the findings, a page an organization on the way, the overviews at the end."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import msgspec

from audits.changes.compare import Comparison
from audits.changes.titles import Told, told_of
from audits.errors import InputError
from audits.findings.deficiency_list import SECTORS
from audits.findings.order import SEVERITY_ORDER
from audits.model import Run
from audits.refusals import because
from audits.report.names import page_name
from audits.report.overviews import Context, Standing, write_index, write_overviews
from audits.report.pages import ASSETS, environment
from audits.report.shots import Shown, put_shots
from audits.report.tally import Tally
from audits.report.views import base_of, events_of, item_of, name_of, pages_of, seen_of
from audits.store import STANDING, Change, Deficiency, DeficiencyState, LedgerRow, Store, StoredFinding, StoredPicture
from crawler.items import Facts
from rules.catalog_model import Methodology
from rules.model import Outcome, Severity

MARK = ".nok-report"  # tells a directory of ours from somebody's documents

_ORDER = {outcome: rank for rank, outcome in enumerate((Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.UNTESTED))}


class Written(msgspec.Struct, frozen=True):
    """What a report came to; `left_out`: pictures there was no room for."""

    pages: int
    bytes: int
    pictures: int = 0
    left_out: int = 0


def write_report(
    store: Store,
    run: Run,
    methodology: Methodology,
    directory: Path,
    *,
    comparison: Comparison | None = None,
    baseline: Run | None = None,
    room: int | None = None,
    step: Callable[[], None] = lambda: None,
    standing: bool = False,
) -> Written:
    """Write the pages about `run` into `directory`; `step` is called once an organization.

    `standing`: about everybody in the registry, by the latest audit of each: `run` was over a part of it.
    `room`: bytes of pictures at most; by default as many as keep the whole within `shots.WHOLE`.

    Raises:
        InputError: the directory holds something that is no report, or cannot be written.
    """
    prepare(directory)
    try:
        tally, env = Tally(), environment()
        deficiencies = {
            (one.organization, one.rule): one
            for one in store.deficiencies(on=run.on, methodology=run.methodology, run=run.id)
        }
        changes = _by_organization(store.history(run.id))
        pictures = _by_code(store.pictures(run.id))
        shots: list[Shown] = []
        context = Context(
            *(run, methodology, directory, env, tally, comparison, baseline, store.trend(run.id)),
            names={one.organization.id: one.organization.name for one in store.organizations()},
            standing=_standing(run, deficiencies.values()),
            part=run.organizations if standing else 0,
            told=told_of(store, run, methodology) if comparison is not None else Told(),
        )
        for ledger, findings in _audits(store, run, standing=standing):
            page = page_name(ledger.organization.id)
            code = ledger.organization.id
            facts = store.facts(ledger.run, code)
            _organization(context, facts, ledger, findings, page, deficiencies, changes.get(code, []))
            shots += _shots(pictures.get(code, []), facts, page, tally.rows[-1].failed)
            step()
        write_overviews(context)
        shutil.copytree(ASSETS, directory / "assets", dirs_exist_ok=True)
        left_out = put_shots(store, env, directory, shots, room)
        write_index(context, left_out)
    except OSError as error:
        raise InputError(
            f"Отчёт не записан полностью: {directory}: {because(error)}.", "Проверьте место на диске и право на запись."
        ) from error
    files = [path for path in directory.rglob("*") if path.is_file()]
    kinds = Counter(path.suffix for path in files)
    return Written(kinds[".html"], sum(path.stat().st_size for path in files), kinds[".webp"], left_out)


def _standing(run: Run, deficiencies: Iterable[Deficiency]) -> Standing | None:
    """What is open after a run over the whole registry; None for any other."""
    if run.replay_of or run.state != "finished" or run.options.get("partial"):
        return None
    by_state = Counter((one.state, one.last_seen_run == run.id) for one in deficiencies)
    return Standing(
        confirmed=sum(by_state[state, True] for state in STANDING),
        unconfirmed=sum(by_state[state, False] for state in STANDING),
        waived=by_state[DeficiencyState.WAIVED, True],
    )


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
        for name in ("org", "rule", "sector", "place", "picture"):
            (directory / name).mkdir()
    except OSError as error:
        raise InputError(
            f"Отчёт не записан: каталог {directory}: {because(error)}.", "Проверьте путь и право на запись."
        ) from error


def _by_organization(changes: Iterator[Change]) -> dict[str, list[Change]]:
    return {code: list(group) for code, group in groupby(changes, key=lambda change: change.organization)}


def _by_code(pictures: Iterable[StoredPicture]) -> dict[str, list[StoredPicture]]:
    return {code: list(group) for code, group in groupby(pictures, key=lambda one: one.organization)}


def _shots(pictures: Iterable[StoredPicture], facts: Facts | None, page: str, weight: int) -> list[Shown]:
    """The pictures of pages that are still there, with their names."""
    pages = pages_of(facts)
    return [Shown(one, name_of(pages[one.url]), page, weight) for one in pictures if one.url in pages]


def _audits(store: Store, run: Run, *, standing: bool) -> Iterator[tuple[LedgerRow, list[StoredFinding]]]:
    """Every organization of the ledger with its findings; also those that have none. Both come in registry order."""
    groups = groupby(store.findings(run.id, standing=standing), key=lambda stored: stored.organization)
    code, findings = next(groups, ("", iter(())))
    for ledger in list(store.ledger(run.id, standing=standing)):
        if ledger.organization.id == code:
            yield ledger, list(findings)
            code, findings = next(groups, ("", iter(())))
        else:
            yield ledger, []


def _organization(
    context: Context,
    facts: Facts | None,
    ledger: LedgerRow,
    findings: list[StoredFinding],
    page: str,
    deficiencies: Mapping[tuple[str, str], Deficiency],
    changes: list[Change],
) -> None:
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
