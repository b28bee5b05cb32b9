"""Whether the term of a poll has passed: by what its page says, or what stands beside it where it is offered."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import Page, Region
from rules.forms.polls import questions_of
from rules.polls.online import Poll, beside
from rules.polls.terms import Term, term
from rules.view import SiteView

_Told = tuple[Page, Term]


def ended(view: SiteView, poll: Poll, target: Page | None) -> tuple[Page, str] | None:
    """The page and its words by which the poll is over; none where anything gives it a day still to come.

    `target`: the page its questions stand on, where that was read.
    """
    told = [*_said(view, poll, target)]
    if not told or not all(one.over for _, one in told):
        return None
    page, first = told[0]
    return page, first.said


def _said(view: SiteView, poll: Poll, target: Page | None) -> Iterator[_Told]:
    yield from _term(view, poll.page, poll.near, own=True)
    if poll.form is not None:
        yield from _term(view, poll.page, f"{poll.form.heading}\n{poll.form.context}", own=True)
    if target is not None and target is not poll.page:
        yield from _term(view, target, f"{target.title}\n{target.text}")
    elif any(poll.page is one for one in view.nok.subpages) and _asks_once(poll.page):
        yield from _of_blocks(view, poll.page, -1)
        yield from _where_offered(view, poll.page)
        return
    if poll.section >= 0 and _asks_once(poll.page):
        yield from _of_blocks(view, poll.page, poll.section)


def _where_offered(view: SiteView, page: Page) -> Iterator[_Told]:
    """What stands beside the links to a poll's page: only if all of them say it, one without a word may be newer."""
    places = [one for one in view.nok.pages if one is not page]
    links = [
        (place, link)
        for place in places
        for link in place.links
        if link.region is Region.CONTENT and page_key(link.url) == page_key(page.url)
    ]
    told = [[*_term(view, place, beside(place, link), own=True)] for place, link in links]
    if all(told):
        yield from (one for each in told for one in each)


def _of_blocks(view: SiteView, page: Page, section: int) -> Iterator[_Told]:
    yield from _term(view, page, "\n".join(block.text for block in view.blocks_of(page, section)))


def _term(view: SiteView, page: Page, text: str, *, own: bool = False) -> Iterator[_Told]:
    if (found := term(text, view.on, own=own)) is not None:
        yield page, found


def _asks_once(page: Page) -> bool:
    """Whether a page holds one poll: of several a term may be another's."""
    return sum(bool(questions_of(form)) for form in page.forms) <= 1
