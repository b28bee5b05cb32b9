"""Which two looks at a site must be judged alike, without judging them."""

from __future__ import annotations

from msgspec.structs import replace

from crawler.items import Coverage, Facts, Page, Site, Trail


def outline(facts: Facts) -> Facts:
    """What a judgement rests on, in brief: facts of one visit with equal outlines must be judged alike.

    Pages stand for themselves by address, hash and time of reading, and by what a later look found shut. Left out is
    what no rule asks about: when the visit took place and what it cost.
    """
    return facts if facts.site is None else replace(facts, site=_outlined(facts.site))


def _outlined(site: Site) -> Site:
    pages = tuple([_named(page) for page in site.pages])
    coverage = _without_cost(site.coverage)
    return replace(site, pages=pages, coverage=coverage, started_at=None, finished_at=None, trail=Trail())


def _named(page: Page) -> Page:
    return Page(
        page.url, fetched_at=page.fetched_at, sha256=page.sha256, rendered=page.rendered,
        needs_script=page.needs_script, sealed=page.sealed, unchosen=page.unchosen,
    )  # fmt: skip


def _without_cost(coverage: Coverage) -> Coverage:
    """Of how the visit ended only this counts: whether it ended with something open. A decided one may be going on."""
    stopped = coverage.stopped if coverage.stopped in ("budget", "exhausted") else ""
    return replace(coverage, stopped=stopped, requests=0, bytes=0, seconds=0.0)
