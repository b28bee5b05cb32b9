"""Links of the site that promise something and lead to a page that is not there: worth telling where it is missing.

Of files that are not found `rules.absence.unread` tells; those of a storage out of reach are nobody's fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crawler.addresses import page_key
from crawler.items import Link, Page
from rules.papers.filed import FiledAs, classify
from rules.reasons import DEAD_LINK, describe
from rules.site.roles import leads_to_file
from rules.view import SiteView

Promise = Callable[[Page, Link], bool]
_TOLD = 3  # remarks


def remarks(view: SiteView, pages: Iterable[tuple[Page, int]], promised: Promise) -> tuple[str, ...]:
    """What to say of the dead links on `pages` (each with the section meant, -1 for all of it) that are `promised`."""
    return tuple(dict.fromkeys(_said(view, pages, promised)))[:_TOLD]


def _said(view: SiteView, pages: Iterable[tuple[Page, int]], promised: Promise) -> Iterator[str]:
    dead = {page_key(one.url): one.reason for one in view.site.failures if one.reason in DEAD_LINK}
    for page, section in pages if dead else ():
        for link in view.links_of(page, section):
            reason = dead.get(page_key(link.url))
            if reason is not None and not leads_to_file(link.url) and promised(page, link):
                yield f"Ссылка «{link.label}» не открывается: {link.url} — {describe(reason)}."


def of_papers(view: SiteView, *kinds: FiledAs) -> tuple[str, ...]:
    """The same of links of the НОК page that are called papers of these kinds."""

    def promised(page: Page, link: Link) -> bool:
        return classify(link.label, heading=page.heading_of(link.section)).kind in kinds

    return remarks(view, view.nok.pieces, promised)
