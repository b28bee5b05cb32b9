"""Invented organizations, facts and results for the tests of this package."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import zstandard

from audits.model import AuditResult
from crawler.items import Block, BlockKind, Coverage, Facts, Link, Page, Reason, Site
from rules.model import Evidence, Finding, Judgement, Organization, Outcome, Sector

DAY = date(2026, 11, 20)
NIGHT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def organization(number: int = 1, **changes: object) -> Organization:
    values: dict[str, object] = {
        "id": f"org-{number}",
        "name": f"Школа № {number} села Вымышленного",
        "sector": Sector.EDUCATION,
        "site": f"http://org-{number}.test/",
    }
    return Organization(**(values | changes))  # type: ignore[arg-type]


def page(number: int, path: str, at: datetime, *, token: str = "") -> Page:
    url = f"http://org-{number}.test{path}"
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=f"Абзац {index}: {sha256(f'{url}{index}'.encode()).hexdigest()}")
        for index in range(30)
    )
    links = tuple(Link(url=f"http://org-{number}.test/p{index}", text=f"Раздел {index}") for index in range(40))
    return Page(
        url=url,
        fetched_at=at,
        sha256=sha256((url + token).encode()).hexdigest(),
        title=f"Страница {path}",
        blocks=blocks,
        links=links,
    )


def facts(number: int, at: datetime, *, pages: int = 12, token: str = "") -> Facts:
    read = tuple(page(number, f"/{index}", at + timedelta(seconds=2 * index), token=token) for index in range(pages))
    coverage = Coverage(complete=True, home_read=True, pages=pages, requests=pages + 2, bytes=90_000, seconds=25.0)
    site = Site(
        start_url=f"http://org-{number}.test/",
        home_url=f"http://org-{number}.test/",
        pages=read,
        coverage=coverage,
        started_at=at,
        finished_at=at + timedelta(seconds=30),
    )
    return Facts(site=site)


def finding(rule: str, outcome: Outcome, seen: Page | None = None, **changes: object) -> Finding:
    undecided = outcome in (Outcome.INCONCLUSIVE, Outcome.UNTESTED)
    values: dict[str, object] = {
        "rule": rule,
        "outcome": outcome,
        "reason": Reason.TIMEOUT if undecided else None,
        "message": f"Правило {rule}: {outcome}",
    }
    if seen is not None:
        quoted = Evidence(
            url=seen.url,
            excerpt=seen.blocks[0].text,
            pointer="/html/body/p[1]",
            sha256=seen.sha256,
            fetched_at=seen.fetched_at,
        )
        values["evidence"] = (quoted,)
    return Finding(**(values | changes))  # type: ignore[arg-type]


def result(
    number: int = 1,
    at: datetime = NIGHT,
    outcomes: dict[str, Outcome] | None = None,
    *,
    rules: int = 28,
    token: str = "",
    snapshot: bool = False,
) -> AuditResult:
    seen = facts(number, at, token=token)
    assert seen.site is not None
    pages = seen.site.pages
    chosen = outcomes or {f"rule-{index:02}": Outcome.PASSED if index % 3 else Outcome.FAILED for index in range(rules)}
    findings = tuple(
        finding(rule, outcome, pages[index % len(pages)]) for index, (rule, outcome) in enumerate(chosen.items())
    )
    body = b"<html>" + str(seen.site.pages[0].blocks).encode() + token.encode()
    return AuditResult(
        organization=f"org-{number}",
        judged=True,
        judgement=Judgement("kbr-2017", DAY, findings),
        facts=seen,
        started_at=at,
        finished_at=at + timedelta(seconds=30),
        snapshots={pages[0].sha256: zstandard.compress(body)} if snapshot else {},
    )
