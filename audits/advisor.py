"""The crawl's adviser: what the rules still look for, told in the crawler's words."""

from __future__ import annotations

from typing import Any

import msgspec

from audits.model import AuditOptions
from crawler.items import Facts, Link, Page, Site, Smell
from rules import evaluate
from rules.load import load_methodology
from rules.model import Organization

WORTH_KEEPING = 0.3  # a page whose link smelled at least so much is a candidate, and its body is evidence


class Context(msgspec.Struct, frozen=True):
    """What a site's job carries through the crawler, unread by it."""

    organization: Organization
    options: AuditOptions


class RuleAdvisor:
    """`crawler.items.Advisor` for one organization under one methodology."""

    def __init__(self, context: Context) -> None:
        self._methodology = load_methodology(context.options.methodology)
        self._organization = context.organization
        self._on = context.options.on
        self._candidates: set[str] = set()

    def smell(self, link: Link, page: Page) -> Smell:
        """Score a link by the lexicon; remember where the promising ones lead."""
        smell = evaluate.smell(self._methodology, link, page, self._organization.subject)
        if smell.score >= WORTH_KEEPING and smell.roles:
            self._candidates.add(link.url.partition("#")[0])
        return smell

    def observe(self, page: Page) -> None:
        """Nothing is kept: the rules look at the whole site when asked."""

    def open_roles(self, site: Site) -> frozenset[str]:
        """Roles whose rules the site, as seen so far, leaves undecided."""
        return evaluate.open_roles(self._methodology, self._organization, Facts(site=site), self._on)

    def wants_snapshot(self, page: Page) -> bool:
        """The home page, candidates and what they depend on: what a verdict may be disputed over."""
        addresses = {page.url, page.requested_url}
        return page.depth == 0 or page.external or not self._candidates.isdisjoint(addresses)


def make_advisor(context: dict[str, Any]) -> RuleAdvisor:
    """Entry point named in a worker's specification."""
    return RuleAdvisor(msgspec.convert(context, Context))
