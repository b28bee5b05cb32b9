"""What the pages of a site say taken together: what repeats on them, what links call them, what role each plays.

Nothing here depends on anything but the pages (and the lexicon), so it holds until another page is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from crawler.addresses import folder_under, page_key, route_of
from crawler.items import Block, BlockKind, Link, Page, Region
from rules.language.wording import excerpt, host_of, normal, words_of_path
from rules.model import Candidate
from rules.site.fields import Fields
from rules.site.link_words import LinkWords, link_words
from rules.site.per_page import blocks_below
from rules.site.reading import PageReadings
from rules.site.roles import Classified, Nose, leads_to_file, may_be_accepted

_FEW = 4  # pages of a site on which nothing repeats yet
_BACK = 1  # links of a page without a menu: back to where it was opened
_HEADLINE = 200  # characters of a line that may be a heading
CONTENT = frozenset({Region.CONTENT, Region.ASIDE, Region.BANNER})


class _Shared(NamedTuple):
    """Addresses that most pages lead to, and those that one page only leads to."""

    most: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()


class _Frame(NamedTuple):
    """What tells links of a site's frame from those of a page: as `_Shared`; `base` begins the pages below it."""

    most: frozenset[str]
    once: frozenset[str]
    base: str


class SiteTexts:
    """The readable pages of one site, home first."""

    def __init__(self, pages: tuple[Page, ...], nose: Nose, readings: PageReadings) -> None:
        self.pages = pages
        self.nose = nose
        self.reading = readings.of
        self._fields: dict[tuple[str, int], Fields] = {}
        self._classified: dict[tuple[str, str, int], Classified] = {}

    @cached_property
    def by_address(self) -> dict[str, Page]:
        """Pages read, by every address they answered to."""
        found: dict[str, Page] = {}
        for page in self.pages:
            found.setdefault(page_key(page.url), page)
            if page.requested_url:
                found.setdefault(page_key(page.requested_url), page)
        return found

    @cached_property
    def sitewide(self) -> frozenset[str]:
        """Titles and headings that most pages share: they name the site, not the page."""
        if len(self.pages) < 3:
            return frozenset()
        seen: Counter[str] = Counter()
        for page in self.pages:
            seen.update(self.reading(page).names)
        return frozenset(text for text, times in seen.items() if times * 2 > len(self.pages))

    @cached_property
    def _framed(self) -> int:
        """How many pages may have the site's frame: versions for print and what a frame shows lead nowhere, or back.

        On a site of few links every page counts.
        """
        framed = sum(len(self.reading(page).urls) > _BACK for page in self.pages)
        return framed if framed >= _FEW else len(self.pages)

    @cached_property
    def _repeated(self) -> frozenset[str]:
        """Texts of blocks that most pages share: navigation and frame, whatever the markup."""
        if self._framed < _FEW:
            return frozenset()
        blocks: Counter[str] = Counter()
        for page in self.pages:
            blocks.update(self.reading(page).texts)
        return frozenset(text for text, times in blocks.items() if times * 2 > self._framed)

    @cached_property
    def _shared(self) -> _Shared:
        if self._framed < _FEW:
            return _Shared()
        links: Counter[str] = Counter()
        for page in self.pages:
            links.update(self.reading(page).urls)
        most = frozenset(url for url, times in links.items() if times * 2 > self._framed)
        return _Shared(most, frozenset(url for url, times in links.items() if times == 1))

    def _frame_of(self, page: Page) -> _Frame:
        home = self.pages[:1] == (page,)
        return _Frame(self._shared.most, frozenset() if home else self._shared.once, _base(page))

    def is_navigation(self, link: Link, page: Page) -> bool:
        """Whether a link of a page belongs to the site's frame: a menu, a header, or simply on most pages."""
        return _is_frame(link, self._frame_of(page))

    @cached_property
    def inbound(self) -> dict[str, tuple[tuple[Page, Link], ...]]:
        """Links leading to each page of the site, with the pages they stand on."""
        found: defaultdict[str, list[tuple[Page, Link]]] = defaultdict(list)
        for page in self.pages:
            for link in page.links:
                found[page_key(link.url)].append((page, link))
        return {url: tuple(links) for url, links in found.items()}

    @cached_property
    def _called(self) -> dict[str, dict[str, Page | None]]:
        """What links call each page of the site, and the page it is called so on; None for several pages."""
        found: defaultdict[str, dict[str, Page | None]] = defaultdict(dict)
        for page in self.pages:
            for url, label in self.reading(page).links:
                if not label or ("#" in url and not route_of(url)):
                    continue
                labels = found[page_key(url)]
                known = labels.setdefault(label, page)
                if known is not None and known.url != page.url:
                    labels[label] = None
        return found

    @cached_property
    def distinct_links(self) -> tuple[tuple[Page, Link], ...]:
        """Links of all own pages, each (address, label) where it was first seen: menus repeat on every page."""
        found: dict[tuple[str, str], tuple[Page, Link]] = {}
        for page in self.pages:
            for name, link in self.reading(page).links.items():
                if name not in found:
                    found[name] = page, link
        return tuple(found.values())

    @cached_property
    def _link_words(self) -> LinkWords:
        return LinkWords((link.url, link.label) for _, link in self.distinct_links)

    def _made(self, page: Page, section: int = -1) -> Fields:
        reading, words, blocks, frame = self.reading(page), self._link_words, self._repeated, self._frame_of(page)
        inside = self.within(page, section) if section >= 0 else None
        # none of these may hold on to this object: a circle would keep all pages until the collector comes
        later = {
            "text": lambda: (" ".join([reading.normal[index] for index in _indexes(page, inside, blocks)]),),
            "links": lambda: tuple([link_words(link.label, link.url) for link in _links(page, inside, frame)]),
            "host": lambda: tuple({host_of(link.url) for link in _links(page, inside, frame)}),
        }
        hints = {"text": reading.may_hold, "links": words.may_hold, "host": words.may_lead_to}
        if section >= 0:
            return Fields({"heading": (normal(page.blocks[section].text),)}, later, hints)
        title, said = normal(page.title), reading.openings
        own = _top_headings(page, [index for index in said if _is_own_heading(page.blocks[index], blocks)])
        labels = {
            normal(label) for label, source in self._called.get(page_key(page.url), {}).items() if _other(source, page)
        }
        crumb = page.breadcrumbs[-1:] if page.breadcrumbs else ()
        headings = {said[index] for index in own} - self.sitewide
        if not headings and (first := self._opening(page, blocks)) in labels:
            headings = {first}
        ready = {
            "title": (title,) if title and title not in self.sitewide else (),
            "heading": tuple(sorted(headings)),
            "breadcrumb": tuple(map(normal, crumb)),
            "inbound": tuple(sorted(labels)),
            "path": (words_of_path(page.url),),
        }
        return Fields(ready, later, hints)

    def _opening(self, page: Page, repeated: frozenset[str]) -> str:
        """The first line of what a page says: a heading, whatever its markup, where links call the page so."""
        index = next(iter(_indexes(page, None, repeated)), -1)
        return normal(page.blocks[index].text) if index >= 0 and len(page.blocks[index].text) <= _HEADLINE else ""

    def blocks_of(self, page: Page, section: int = -1) -> Iterator[Block]:
        """Content blocks of a page, or of one of its sections with everything nested in it."""
        inside = self.within(page, section) if section >= 0 else None
        return (page.blocks[index] for index in _indexes(page, inside, self._repeated))

    def links_of(self, page: Page, section: int = -1) -> Iterator[Link]:
        """Content links of a page, or those of one section."""
        return _links(page, self.within(page, section) if section >= 0 else None, self._frame_of(page))

    def within(self, page: Page, section: int) -> frozenset[int]:
        """Indexes of the blocks of a section: its heading, all under it, and sections nested in it."""
        below = blocks_below(page)
        inside, left = {section}, [section]
        while left:
            following = below.get(left.pop(), ())
            inside.update(following)
            left += following
        return frozenset(inside)

    def classified(self, role: str, page: Page, section: int = -1) -> Classified:
        """The role's score for a page or one of its sections; remembered."""
        key = (role, page.url, section)
        if key not in self._classified:
            self._classified[key] = self.nose.classify(role, self.fields_of(page, section))
        return self._classified[key]

    def is_accepted(self, role: str, page: Page) -> bool:
        """Whether the page plays the role; spares reading its text where title, path and labels settle it."""
        known = self._classified.get((role, page.url, -1))
        if known is None and not may_be_accepted(self.nose.lexicon.roles[role], self.fields_of(page)):
            return False
        return self.classified(role, page).accepted

    def fields_of(self, page: Page, section: int = -1) -> Fields:
        """Normalised texts of a page or section, by the names signals use; remembered."""
        key = (page.url, section)
        if key not in self._fields:
            self._fields[key] = self._made(page, section)
        return self._fields[key]

    def candidates(self, role: str, limit: int = 12) -> tuple[Candidate, ...]:
        """Pages with any score for the role, best first, for explanation."""
        found = []
        for page in self.pages:
            result = self.classified(role, page)
            if result.signs:
                signals = tuple(map(str, result.signs))
                title = excerpt(page.title, width=120)
                found.append(Candidate(page.url, role, result.score, result.accepted, signals, title))
        return tuple(sorted(found, key=lambda c: (-c.score, c.url))[:limit])


def _indexes(page: Page, inside: frozenset[int] | None, repeated: frozenset[str]) -> list[int]:
    """Indexes of the content blocks of a page, or of those of one of its sections."""
    if inside is not None:
        return sorted(index for index in inside if index < len(page.blocks))
    return [index for index, block in enumerate(page.blocks) if block.region in CONTENT and block.text not in repeated]


def _links(page: Page, inside: frozenset[int] | None, frame: _Frame) -> Iterator[Link]:
    for link in page.links:
        if inside is not None:
            if link.section in inside:
                yield link
        elif not _is_frame(link, frame):
            yield link


def _base(page: Page) -> str:
    """What the addresses of pages below this one begin with; empty for a front page."""
    base = folder_under(page.url)
    return base + "/" if "/" in base and "?" not in base else ""


def _is_frame(link: Link, frame: _Frame) -> bool:
    """A menu leads to pages: a file offered in something called a menu, and not on every page, is content.

    So is what leads to the pages below this one: «Отчёты», «Планы», «Анкета» on the page that they belong to; and what
    no other page leads to.
    """
    if link.url in frame.most:
        return True
    if link.region is Region.MENU:
        below = frame.base and page_key(link.url).startswith(frame.base)
        return not (below or link.url in frame.once or leads_to_file(link.url))
    return link.region not in CONTENT


def _is_own_heading(block: Block, repeated: frozenset[str]) -> bool:
    return block.kind is BlockKind.HEADING and block.region is Region.CONTENT and block.text not in repeated


def _top_headings(page: Page, headings: list[int]) -> list[int]:
    """Headings that name the page: the one or two of the highest level, else the first."""
    top = min((page.blocks[index].level for index in headings), default=0)
    highest = [index for index in headings if page.blocks[index].level == top]
    return highest if len(highest) <= 2 else headings[:1]


def _other(source: Page | None, page: Page) -> bool:
    """Whether a label stands on another page than the one it leads to."""
    return source is None or source.url != page.url
