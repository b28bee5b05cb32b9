"""The crawl's adviser: what the rules still look for, told in the crawler's words."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from audits.model import AuditOptions
from crawler.items import Facts, Link, Page, Site, Smell
from rules import evaluate
from rules.load import load_methodology
from rules.model import Organization

WORTH_KEEPING = 0.3  # a page whose link smelled at least so much is a candidate, and its body is evidence
_SUBJECT = re.compile(r"независим|оценк\w*\s+качеств|\bнок(?:о|у|уод)?\b|анкет|опрос", re.I)
STRONG = 0.5  # a link that smells at least so much may decide a rule by itself, before it is followed


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
        self._seen: set[object] = set()  # what could decide a rule and was told of already
        self._stale = True
        self._answer: frozenset[str] = frozenset()
        self._covered: tuple[int, ...] = ()

    def smell(self, link: Link, page: Page) -> Smell:
        """Score a link by the lexicon; remember where the promising ones lead."""
        smell = evaluate.smell(self._methodology, link, page, self._organization.subject)
        if smell.score >= WORTH_KEEPING and smell.roles:
            self._candidates.add(link.url.partition("#")[0])
        if smell.score >= STRONG:
            self._stale = True
        return smell

    def observe(self, page: Page) -> None:
        """Note whether a page brought anything that could decide a rule: judging a site anew for each page is dear.

        Menus, search forms and telephones repeat on every page; only what was not there before counts.
        """
        expected = page.external or page.depth == 0 or not self._candidates.isdisjoint((page.url, page.requested_url))
        if expected or any(_SUBJECT.search(block.text) for block in page.blocks):
            self._stale = True
        news = {
            *((form.name, form.action, len(form.fields)) for form in page.forms),
            *(frame.url for frame in page.frames),
            *((widget.kind, widget.name, widget.url) for widget in page.widgets),
            *page.phones,
        }
        if not news <= self._seen:
            self._seen |= news
            self._stale = True

    def open_roles(self, site: Site) -> frozenset[str]:
        """Roles whose rules the site, as seen so far, leaves undecided; asked again only when something changed."""
        seen = site.coverage
        covered = (
            *(seen.home_read, seen.navigation_read, seen.sitemap_read, seen.smelling_read),
            *(len(site.documents), site.accessible.tried),
        )
        if self._stale or covered != self._covered or not self._answer:
            self._answer = evaluate.open_roles(self._methodology, self._organization, Facts(site=site), self._on)
            self._stale, self._covered = False, covered
        return self._answer

    def wants_snapshot(self, page: Page) -> bool:
        """The home page, candidates and what they depend on: what a verdict may be disputed over."""
        addresses = {page.url, page.requested_url}
        return page.depth == 0 or page.external or not self._candidates.isdisjoint(addresses)


def make_advisor(context: dict[str, Any]) -> RuleAdvisor:
    """Entry point named in a worker's specification."""
    return RuleAdvisor(msgspec.convert(context, Context))
