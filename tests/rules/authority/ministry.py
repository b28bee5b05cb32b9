"""An invented ministry for tests: pages in, verdicts out."""

from __future__ import annotations

from typing import Any

from crawler.items import Block, BlockKind, Facts, Link, Page, Region
from rules.evaluate import evaluate, nose
from rules.load import load_methodology
from rules.model import Finding, Organization, Outcome, Sector, Subject
from rules.view import SiteView
from tests.rules.sites import BASE, ON, heading, link, menu, page, site, text

KBR = load_methodology("kbr-2017")
HOME = page("/", "Министерство Поозёрья", heading("Министерство Поозёрья"), menu("О министерстве", "/o"))


def body(**rest: Any) -> Organization:
    return Organization(**{"id": "min", "subject": Subject.AUTHORITY, "site": BASE + "/", **rest})


def view_of(*pages: Page, **rest: Any) -> SiteView:
    facts = Facts(site=site(HOME, *pages, **rest))
    return SiteView(KBR.lexicon, body(), facts, ON, nose(KBR, Subject.AUTHORITY))


def judged(
    *pages: Page, sector: Sector | None = None, assessed: tuple[int, ...] | None = None, **rest: Any
) -> dict[str, Finding]:
    """Findings by rule, on a body whose organizations were `assessed` in those years (None: nobody knows)."""
    facts = Facts(site=site(HOME, *pages, **rest))
    findings = evaluate(KBR, body(sector=sector, assessed_years=assessed), facts, ON).findings
    return {finding.rule.removeprefix("authority-"): finding for finding in findings}


def outcome(rule: str, *pages: Page, **rest: Any) -> Outcome:
    return judged(*pages, **rest)[rule].outcome


def section(*parts: Block | Link, path: str = "/nok", title: str = "Независимая оценка качества") -> Page:
    """A page under one heading: links and paragraphs all stand beneath it."""
    blocks = tuple(part for part in parts if isinstance(part, Block))
    links = tuple(Link(one.url, one.text, section=0, region=Region.CONTENT) for one in parts if isinstance(one, Link))
    under = tuple(
        Block(one.kind, one.text, one.level, section=0 if one.kind is not BlockKind.HEADING else -1) for one in blocks
    )
    return page(path, title, heading(title), *under, *links)


__all__ = [
    "BASE",
    "HOME",
    "ON",
    "body",
    "heading",
    "judged",
    "link",
    "menu",
    "outcome",
    "page",
    "section",
    "text",
    "view_of",
]
