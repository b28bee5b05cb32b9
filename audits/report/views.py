"""Findings, facts and histories as pages show them. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from audits.findings.deficiency_list import SEVERITIES, STATES
from audits.findings.lines import day, shorten
from audits.report.model import Item, Quote, Seen, VerdictChange
from audits.store import Change, Deficiency, DeficiencyState, StoredFinding
from audits.text.listing import listed
from audits.text.localtime import local_day
from audits.text.wording import OUTCOMES, OWNERS, reason_text
from crawler.items import BlockKind, Facts, Page, Site
from rules.catalog_model import Methodology
from rules.model import Evidence, Outcome
from rules.reasons import clarify, owner
from rules.remedies import remedy_of

QUOTES, EXCERPT, BRIEF, READ, NAME = 2, 100, 40, 2, 70
QUOTES_IN_ORDER = 1  # under what is in order: enough to see that it was looked at


def item_of(
    stored: StoredFinding, methodology: Methodology, pages: Mapping[str, Page], deficiency: Deficiency | None
) -> Item:
    """One finding. `pages`: those read, by address, for the click path; `deficiency`: its life, when it is one."""
    finding, rule = stored.finding, methodology.rule(stored.rule)
    failed = finding.outcome is Outcome.FAILED
    brief = not failed
    limit = QUOTES_IN_ORDER if brief else QUOTES
    waiver = deficiency.waiver if failed and deficiency else None
    said = listed(finding.message, finding.details)
    return Item(
        rule=finding.rule,
        title=rule.title if rule else finding.rule,
        outcome=finding.outcome,
        severity=SEVERITIES[finding.severity],
        message=said.lead,
        points=said.items,
        level=finding.severity.value,
        reason=reason_text(finding.reason),
        owner=OWNERS[owner(finding.reason)] if finding.reason else "",
        remarks=finding.remarks[:QUOTES],
        remedy=remedy_of(rule, finding.details) if failed else "",
        since=deficiency.since if failed and deficiency else local_day(stored.first_seen),
        state=STATES[deficiency.state]
        if failed and deficiency and deficiency.state is not DeficiencyState.OPEN
        else "",
        waiver=f"{waiver.reason} (до {day(waiver.until)}, {waiver.author})" if waiver else "",
        quotes=tuple(_quote(one, pages, brief) for one in finding.evidence[:limit]),
        more_quotes=max(len(finding.evidence) - limit, 0),
        pages_read=len(finding.pages_read),
        known=rule is not None,
    )


def _quote(evidence: Evidence, pages: Mapping[str, Page], brief: bool) -> Quote:
    page = pages.get(evidence.url.split("#")[0])
    steps = [step.text or step.url for step in page.click_path] if page and page.depth else []
    if page and page.depth and (not page.click_path or page.click_path[-1].url.split("#")[0] != page.url):
        steps.append(page.title or page.url)  # the last click is known by where it led
    return Quote(
        url=evidence.url,
        excerpt=shorten(evidence.excerpt, BRIEF if brief else EXCERPT),
        path=" → ".join(["Главная", *(shorten(step, 60) for step in steps)]) if steps and not brief else "",
    )


def pages_of(facts: Facts | None) -> dict[str, Page]:
    """Pages read, by address."""
    return {page.url: page for page in facts.site.pages} if facts and facts.site else {}


def name_of(page: Page) -> str:
    """What a person would call a page, briefly."""
    heading = next((block.text for block in page.blocks if block.kind is BlockKind.HEADING), "")
    return "главная страница" if page.depth == 0 else shorten(page.title or heading or page.url, NAME)


def base_of(facts: Facts | None, site: str) -> str:
    """The address the site was found at: what its own pages' addresses begin with."""
    return (facts.site.home_url if facts and facts.site else "") or site


def seen_of(facts: Facts | None, quoted: Container[str]) -> Seen | None:
    """How much of the site was read; None when there is nothing to tell. `quoted`: addresses that evidence names."""
    site = facts.site if facts else None
    if site is None:
        return None
    cover, pages = site.coverage, sorted(site.pages, key=lambda page: page.url not in quoted)
    return Seen(
        pages=cover.pages,
        documents=len(site.documents),
        requests=cover.requests,
        said=_extent(site),
        at=site.started_at,
        refusal=": ".join(
            filter(None, (reason_text(site.refusal), clarify(site.refusal, site.refusal_detail, site.refusal_cause)))
        )
        if site.refusal
        else "",
        read=tuple(Quote(page.url, sha256=page.sha256) for page in pages[:READ]),
        more=max(len(pages) - READ, 0),
        failures=tuple((one.url, reason_text(one.reason)) for one in site.failures[:READ]),
    )


def _extent(site: Site) -> str:
    cover = site.coverage
    if cover.complete:
        return "сайт прочитан полностью"
    return {
        "decided": "обход закончен, когда всё стало ясно",
        "exhausted": "прочитано всё, что открылось",
        "budget": "обход остановлен по исчерпании предела",
    }.get(cover.stopped, "сайт прочитан не полностью")


def events_of(changes: Iterable[Change], methodology: Methodology) -> list[VerdictChange]:
    """A history, the latest first."""
    events = []
    for change in changes:
        rule = methodology.rule(change.rule)
        events.append(
            VerdictChange(
                on=change.on,
                rule=change.rule,
                title=rule.title if rule else change.rule,
                before=OUTCOMES[change.before] if change.before else "правила не было",
                after=OUTCOMES[change.after] if change.after else "правило больше не действует",
                message=change.message,
            )
        )
    return sorted(events, key=lambda event: (event.on, event.rule), reverse=True)
