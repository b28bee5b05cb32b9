"""Papers that may be what is sought although the assessment's page does not give them as such.

A file that speaks of the assessment and of the year, and whose kind nobody made out; a report that another page of the
site lists under the assessment's name. Neither is published as it should be for certain, nor missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.addresses import page_key
from crawler.items import Link, Page
from rules.acts.letterhead import own_requisites
from rules.language.stems import needs_of
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.nok.page import NEWS
from rules.papers.collected import Paper
from rules.papers.filed import FiledAs, classify
from rules.reasons import DEAD_LINK
from rules.site.labels import line_of
from rules.view import SiteView

_CALLED = compiled(r"{called}")
_NEEDS = needs_of(_CALLED.pattern)
_READ = 3000  # characters of a paper in which it says what it is about


def unfiled(view: SiteView, years: Iterable[int]) -> Paper | None:
    """A paper of the assessment's page that was read, speaks of the assessment, and may be of these years."""
    wanted = set(years)
    for paper in view.papers:
        if paper.kind is not FiledAs.OTHER or paper.foreign or paper.filed.otherwise or paper.document is None:
            continue
        if own_requisites(paper.document.text):
            continue  # an act by its letterhead
        about = _CALLED.search(normal(paper.document.text[:_READ])) is not None
        if about and (not paper.years or wanted & set(paper.years)):
            return paper
    return None


def listed_elsewhere(view: SiteView, years: Iterable[int], *kinds: FiledAs) -> tuple[Page, Link] | None:
    """A link of these kinds and years on another page, in a line or under a heading that names the assessment."""
    wanted = set(years)
    dead = {page_key(failure.url) for failure in view.site.failures if failure.reason in DEAD_LINK}
    area = {page.url for page in view.nok.pages}
    for page in view.pages:
        if page.url in area or not view.reading(page).vocabulary.may_hold_all(_NEEDS):
            continue
        if view.classified(NEWS, page).accepted:
            continue
        for link in view.links_of(page):
            if page_key(link.url) in dead:
                continue
            heading = page.heading_of(link.section)
            filed = classify(link.label, heading=heading)
            if filed.kind not in kinds or not (not filed.years or wanted & set(filed.years)):
                continue
            if any(_CALLED.search(normal(said)) for said in (heading, line_of(page, link))):
                return page, link
    return None
