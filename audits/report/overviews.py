"""The pages about everybody: overview, lists, heat maps, rules, places, what could not be told, what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from audits.changes.compare import Comparison, Pair
from audits.changes.titles import Told
from audits.findings.deficiency_list import SECTORS, SEVERITIES
from audits.findings.lines import shorten
from audits.findings.totals import NOWHERE
from audits.model import Run
from audits.report.charts import bar_chart, trend_chart
from audits.report.model import Counts, Row
from audits.report.names import page_name
from audits.report.tally import Tally
from audits.store import TrendPoint
from audits.text.wording import OWNERS, reason_text
from rules.catalog_model import Methodology
from rules.model import Outcome, Sector
from rules.reasons import owner
from rules.requirements import cite, demand

WORST, COMMONEST, POINTS, NAMED = 10, 10, 120, 5
CLASSES = {
    "new": "Новые недостатки",
    "reopened": "Возникли снова",
    "fixed": "Устранены",
    "not_retested": "Не перепроверены: в этот раз не удалось установить",
    "rule_changed": "Изменилось правило, а не сайт",
    "registry_changed": "Изменились сведения реестра, а не сайт",
}

PART_NOT_RETESTED = "Не перепроверены: запуск был по части реестра или установить не удалось"


class Standing(msgspec.Struct, frozen=True):
    """What is open after the run: `confirmed` was found by it, `waived` was too and is not held against anybody."""

    confirmed: int
    unconfirmed: int
    waived: int


class Context(msgspec.Struct, frozen=True):
    """What the pages are made from, and the folder they are written to."""

    run: Run
    methodology: Methodology
    directory: Path
    env: Environment
    tally: Tally
    comparison: Comparison | None
    baseline: Run | None
    trend: Sequence[TrendPoint]
    names: Mapping[str, str] = {}  # also of those that are no longer in the registry
    standing: Standing | None = None
    told: Told = Told()
    part: int = 0  # organizations of a run that was over a part of the registry; 0: it was over all of it

    def put(self, path: str, template: str, **values: Any) -> None:
        """Write one page; `up` leads from it to the report's root."""
        up = "../" * path.count("/")
        text = self.env.get_template(template).render(up=up, run=self.run, here=path, Outcome=Outcome, **values)
        (self.directory / path).write_text(text, encoding="utf-8")


def write_overviews(context: Context) -> None:
    """All pages but those of single organizations and the first."""
    rows = {row.organization.id: row for row in context.tally.rows}
    context.put("organizations.html", "organizations.html", rows=_sorted(context.tally.rows), sectors=SECTORS)
    _rules(context)
    _groups(context)
    context.put(
        "undecided.html",
        "undecided.html",
        reasons=_reasons(context),
        not_judged=[(row, detail, reason_text(row.reason)) for row, detail in context.tally.not_judged],
        titles=_titles(context),
        total=context.tally.total,
    )
    if context.comparison is not None and context.baseline is not None:
        titles = CLASSES | ({"not_retested": PART_NOT_RETESTED} if context.part else {})
        classes = [
            (title, _pairs(name, getattr(context.comparison, name), rows, context)) for name, title in titles.items()
        ]
        context.put(
            "changes.html",
            "changes.html",
            classes=classes,
            persisting=len(context.comparison.persisting),
            baseline=context.baseline,
            titles=_titles(context),
        )


def _pairs(
    change: str, pairs: Sequence[Pair], rows: Mapping[str, Row], context: Context
) -> list[tuple[str, Row | None, str, str]]:
    """(organization's name, its row, rule, what of it); no row: the registry of this run does not name it."""
    return [
        (
            context.names.get(pair.organization) or pair.organization,
            rows.get(pair.organization),
            pair.rule,
            context.told.of(change, pair.organization, pair.rule),
        )
        for pair in pairs
    ]


def _titles(context: Context) -> dict[str, str]:
    return {rule.id: rule.title for rule in context.methodology.rules}


def _sorted(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.name.casefold(), row.organization.id))


def write_index(context: Context, left_out: int) -> None:
    """The first page; `left_out`: pictures there was no room for."""
    tally, titles = context.tally, _titles(context)
    common = sorted(tally.by_rule.items(), key=lambda pair: (-pair[1].failed, pair[0]))[:COMMONEST]
    worst = sorted(tally.rows, key=lambda row: (row.waived - row.failed, -row.critical, row.organization.id))
    bars = [(shorten(titles.get(rule, rule), 60), counts.failed) for rule, counts in common if counts.failed]
    changed = (
        {title: len(getattr(context.comparison, name)) for name, title in CLASSES.items()} if context.comparison else {}
    )
    context.put(
        "index.html",
        "index.html",
        total=tally.total,
        untested=len(tally.not_judged),
        sectors=[
            (name, _sector_page(sector), tally.by_sector[sector])
            for sector, name in SECTORS.items()
            if sector in tally.by_sector
        ],
        common=[(rule, titles.get(rule, rule), counts) for rule, counts in common if counts.failed],
        worst=[row for row in worst[:WORST] if row.failed],
        changed={title: count for title, count in changed.items() if count},
        baseline=context.baseline,
        methodology=context.methodology,
        left_out=left_out,
        standing=context.standing,
        part=context.part,
        points=context.trend[-POINTS:],
        trend=_trend(context.trend[-POINTS:]),
        bars=bar_chart(bars, "Чаще всего не выполняется: числа — в таблице ниже") if bars else "",
    )


def _trend(points: Sequence[TrendPoint]) -> Markup | str:
    """Deficiencies and doubts over time; nothing for a single day, which is no trend."""
    last: dict[date, TrendPoint] = {point.on: point for point in points}
    if len(last) < 2:
        return ""
    undecided = (Outcome.INCONCLUSIVE, Outcome.UNTESTED)
    return trend_chart(
        [
            ("недостатки", [(day, point.outcomes[Outcome.FAILED]) for day, point in last.items()]),
            ("не установлено", [(day, sum(point.outcomes[one] for one in undecided)) for day, point in last.items()]),
        ],
        "Недостатки и неустановленное по дням: числа — в таблице ниже",
    )


def _rules(context: Context) -> None:
    tally = context.tally
    sectors = [sector for sector in SECTORS if sector in tally.by_sector]
    rules = [(rule, tally.by_rule[rule.id]) for rule in context.methodology.rules if rule.id in tally.by_rule]
    cells = {rule.id: [tally.rule_sector.get((rule.id, sector), Counts()) for sector in sectors] for rule, _ in rules}
    context.put("rules.html", "rules.html", rules=rules, cells=cells, sectors=[SECTORS[one] for one in sectors])
    for rule in context.methodology.rules:
        counts = tally.by_rule.get(rule.id, Counts())  # also those nobody was judged by: changes lead to them
        context.put(
            f"rule/{page_name(rule.id)}.html",
            "rule.html",
            rule=rule,
            severity=SEVERITIES[rule.severity],
            counts=counts,
            demand=demand(rule.requirement),
            citation=cite(rule.requirement),
            failing=sorted(tally.failing.get(rule.id, []), key=lambda case: case.row.name.casefold()),
            doubtful=sorted(tally.doubtful.get(rule.id, []), key=lambda case: case.row.name.casefold()),
        )


def _sector_page(sector: Sector | None) -> str:
    return f"sector/{sector.value if sector else 'none'}.html"


def _groups(context: Context) -> None:
    """Sectors and municipalities: the heat map of both, and a page each."""
    tally = context.tally
    sectors = [sector for sector in SECTORS if sector in tally.by_sector]
    places = sorted(tally.by_place, key=lambda name: (not name, name.casefold()))
    context.put(
        "places.html",
        "places.html",
        places=[
            (
                place or NOWHERE,
                f"place/{page_name(place)}.html",
                tally.by_place[place],
                [tally.place_sector.get((place, sector), Counts()) for sector in sectors],
            )
            for place in places
        ],
        sectors=[(SECTORS[sector], _sector_page(sector)) for sector in sectors],
    )
    for sector in sectors:
        rows = [row for row in tally.rows if row.organization.sector is sector]
        _group(context, _sector_page(sector), SECTORS[sector], tally.by_sector[sector], rows)
    for place in places:
        rows = [row for row in tally.rows if row.organization.municipality == place]
        _group(context, f"place/{page_name(place)}.html", place or NOWHERE, tally.by_place[place], rows)


def _group(context: Context, path: str, name: str, counts: Counts, rows: Sequence[Row]) -> None:
    context.put(path, "group.html", name=name, counts=counts, rows=_sorted(rows), sectors=SECTORS)


def _reasons(context: Context) -> list[tuple[str, str, int, list[Row], int, list[tuple[str, int]]]]:
    """(reason, on whose side, how many, whom it kept from us, how many more, by rule), the most frequent first."""
    listed = []
    for reason, by_rule in context.tally.reasons.items():
        rows = _sorted(list(context.tally.affected[reason].values()))
        told = reason_text(reason), OWNERS[owner(reason)], by_rule.total()
        listed.append((*told, rows[:NAMED], max(len(rows) - NAMED, 0), by_rule.most_common()))
    return sorted(listed, key=lambda one: (-one[2], one[0]))
