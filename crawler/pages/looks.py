"""The second look: pages that scripts may write in, opened in the browser before anything is called missing on them.

There are more ways to bring a list into a page than anybody can tell by its markup. So what was read without a browser
proves a presence, but no absence where scripts run: the most promising pages are drawn once more, and what comes then
is read like anything else. Where look after look brings nothing, the scripts of the site only decorate it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from crawler import urls
from crawler.addresses import page_key
from crawler.answers.received import Answer
from crawler.frontier.queue import FAINT, Candidate
from crawler.items import FieldKind, Page, Region

IDLE: Final = 4  # looks in a row that brought nothing: the scripts of this site write no pages
_A_SENTENCE: Final = 80  # characters
_WAYS: Final = 3  # new links of a home page that make it one its scripts have written
_LOST: Final = 0.5  # of its words, and more than a few: what the browser shows is an error, a curtain, another page
_FEW: Final = 200  # characters
_UNFILLED: Final = (FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.CAPTCHA)


class Look(NamedTuple):
    """A page that may be looked at again, and how it was come by."""

    url: str
    answer: Answer  # without its body
    candidate: Candidate
    page: Page | None  # what was read, where it is no page of the site yet: its body is that of another
    empty: bool  # nothing to speak of without scripts; or the menu, in a frame of the home page
    named: float  # how promising it is by what itself or a part of it that is still to come is called

    @property
    def rank(self) -> tuple[bool, bool, float]:
        """The first are those that most may depend on."""
        return (not self.empty, self.candidate.depth > 0, -max(self.candidate.score, self.named))


class Brought(NamedTuple):
    """What a page has with its scripts and had not without them."""

    ways: frozenset[str]  # links within the site, with their words
    others: frozenset[str]  # links elsewhere, files, frames, forms
    said: frozenset[str]

    def without(self, known: set[str]) -> Brought:
        """What is left when what earlier looks brought (a notice, a counter) is put aside."""
        return Brought(self.ways - known, self.others - known, self.said - known)

    @property
    def is_much(self) -> bool:
        """Whether there is anything to read in it."""
        return bool(self.ways or self.others) or sum(map(len, self.said)) >= _A_SENTENCE

    def outweighs(self, lost: int) -> bool:
        """Whether it is no less than what is gone: not a wall in the place of a short page, ten rows of a hundred."""
        return lost <= max(len(self.ways) + len(self.others), _WAYS - 1)

    @property
    def leads_on(self) -> bool:
        """Whether it is the way into the site: then other pages are written by scripts, too."""
        return len(self.ways) >= _WAYS


class Looks:
    """The pages of one visit that wait for a second look."""

    def __init__(self) -> None:
        self.everywhere = False  # the home page is written by scripts: no page of the site is what it seems
        self._idle = 0
        self._waiting: list[Look] = []
        self._known: set[str] = set()

    def note(self, page: Page, answer: Answer, candidate: Candidate, *, twin: bool = False, named: float = 0.0) -> None:
        """Take down a page that was read without a browser and runs scripts that may write in it.

        `twin`: the very same body was read under another address; a script may make another page of it («?tema=sovet»).
        `named`: how promising it is by what the page calls itself or a part that is to come: a link may have said less.
        """
        if page.scripted and not (page.rendered or page.external):
            bare = msgspec.structs.replace(answer, body=b"")
            empty = page.needs_script or (len(page.text) < _A_SENTENCE and len(page.links) < _WAYS)
            only = page if twin else None
            empty = empty or candidate.part_of_home
            self._waiting.append(Look(page.url, bare, candidate, only, empty, named))

    def next(self) -> Look | None:
        """The most promising page left; none when enough looks have brought nothing."""
        if self._idle >= IDLE:
            return None
        worthy = [one for one in self._waiting if self.everywhere or _is_worthy(one)]
        if not worthy:
            return None
        best = min(worthy, key=lambda one: one.rank)  # of equal ones the first that was read
        self._waiting.remove(best)
        return best

    def weigh(self, page: Page, live: Page) -> bool:
        """Whether what the browser shows is to be taken in the place of the page; others may be worth a look then."""
        brought = brought_by(page, live).without(self._known)
        before, now = len(page.text), len(live.text)
        kept = (now >= _LOST * before or before - now < _FEW) and _fields(live) >= _LOST * _fields(page)
        gained = brought.is_much and kept and brought.outweighs(_lost(page, live))
        self._known.update(*brought)
        self._idle = 0 if gained else self._idle + 1
        self.everywhere = self.everywhere or (gained and page.depth == 0 and brought.leads_on)
        return gained


def _is_worthy(look: Look) -> bool:
    return look.empty or look.candidate.depth == 0 or max(look.candidate.score, look.named) >= FAINT


def _lost(page: Page, live: Page) -> int:
    """How many addresses, frames and forms of a page are gone; a link that only says something else is there."""
    gone = brought_by(live, page)
    there = {one.key for one in _links(live)}
    return sum(one.partition(" ")[0] not in there for one in (*gone.ways, *gone.others))


def _fields(page: Page) -> int:
    """How much there is to fill in: fields, and answers to choose from."""
    return sum(1 + len(field.options) for form in page.forms for field in form.fields if field.kind not in _UNFILLED)


def brought_by(page: Page, live: Page) -> Brought:
    """What the browser's page has that the page as it came has not."""
    known, shown = {one[:3] for one in _links(page)}, _links(live)
    own = urls.host(page.url)
    fresh = [one for one in shown if one[:3] not in known]
    ways = {f"{one.key} {one.words}" for one in fresh if one.host == own}
    others = {f"{one.key} {one.words}" for one in fresh if one.host != own and one.own_place and one.words}
    others |= {frame.url for frame in live.frames} - {frame.url for frame in page.frames}
    forms = {f"{form.action} {len(form.fields)}" for form in live.forms if form.fields}
    others |= forms - {f"{form.action} {len(form.fields)}" for form in page.forms}
    said = {block.text for block in live.blocks if block.region is Region.CONTENT}
    return Brought(frozenset(ways), frozenset(others), frozenset(said - {block.text for block in page.blocks}))


class _Way(NamedTuple):
    host: str
    key: str
    words: str
    own_place: bool  # of the page itself: banners and counters stand around it


def _links(page: Page) -> Iterator[_Way]:
    own = page_key(page.url)
    for link in page.links:
        key = page_key(link.url)
        if key != own:
            words = " ".join(link.label.lower().split())
            yield _Way(urls.host(link.url), key, words, link.region is Region.CONTENT)
