"""The pages of a site: which are its own, what they hold, how they are linked, what role each plays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from crawler.items import Block, BlockKind, Facts, Failure, Link, Page, Reason, Region, Site, Unread
from rules.fields import Fields
from rules.lexicon import Lexicon
from rules.model import Candidate, Evidence, Organization
from rules.place import address
from rules.pointers import locate
from rules.reading import PageReading, Reading
from rules.roles import Classified, Nose
from rules.sites import is_service
from rules.wording import excerpt, host_of, normal, words_of_path

ALONE_TEXT = 400  # characters: a home page that says more may be the whole site
MENTION_LIMIT = 0.15  # links smelling less than this are not counted as unread candidates


class SitePages:
    """What may be asked of the pages of one organization. Built once per judgement; pure.

    `reading` holds what earlier judgements worked out about the same pages; it changes no answer.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        organization: Organization,
        facts: Facts,
        on: date,
        nose: Nose,
        reading: Reading | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.organization = organization
        self.facts = facts
        self.card = facts.card
        self.site = facts.site or Site(start_url=organization.site)
        self.on = on
        self.nose = nose
        self._reading = reading or Reading()

    def reading(self, page: Page) -> PageReading:
        """What follows from a page alone."""
        return self._reading.of(page)

    # -- pages -----------------------------------------------------------------------------------

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Readable pages of the site itself, home first."""
        return tuple(page for page in self.site.pages if not page.external and page.status < 400)

    @cached_property
    def external(self) -> dict[str, Page]:
        """Pages of other hosts that were read because a link depends on them, by requested and final address."""
        found: dict[str, Page] = {}
        for page in self.site.pages:
            if page.external:
                found[address(page.requested_url or page.url)] = page
                found[address(page.url)] = page
        return found

    @property
    def home(self) -> Page | None:
        """The home page, if the site was read at all."""
        return self.site.home if self.site.refusal is None else None

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """Hosts that are this organization's site: where it was asked, where it answered."""
        urls = (self.site.start_url, self.site.home_url, self.site.redirected_from, self.organization.site)
        return frozenset(host_of(url) for url in urls if url) - {""}

    @cached_property
    def sister_hosts(self) -> frozenset[str]:
        """Hosts that look like another address of the same site: its own navigation leads there again and again."""
        if self.home is None:
            return frozenset()
        own, others = 0, Counter[str]()
        for link in {link.url: link for link in self.home.links}.values():
            host = host_of(link.url)
            if host in self.own_hosts:
                own += 1
            elif host and not is_service(host):
                others[host] += 1
        return frozenset(host for host, times in others.items() if times >= 4 and times * 3 >= own)

    def is_own(self, url: str) -> bool:
        """Whether an address belongs to the organization's site."""
        return host_of(url) in self.own_hosts

    def is_kin(self, url: str) -> bool:
        """Whether an address belongs to the site, to a part of it under a name of its own, or to its other address."""
        host = host_of(url)
        return any(host == own or host.endswith("." + own) for own in self.own_hosts | self.sister_hosts)

    @cached_property
    def home_parts(self) -> tuple[Page, ...]:
        """The home page and the own pages its frames show: a frameset is one page to a visitor."""
        if self.home is None:
            return ()
        found = {self.home.url: self.home}
        for frame in self.home.frames:
            page = self.by_address.get(address(frame.url))
            if page is not None:
                found.setdefault(page.url, page)
        return tuple(found.values())

    @cached_property
    def home_is_bare(self) -> bool:
        """Whether the home page shows nothing at all: neither a word nor a link or a form, in its frames either."""
        return bool(self.home_parts) and not any(part.blocks or part.links or part.forms for part in self.home_parts)

    @cached_property
    def home_stands_alone(self) -> bool:
        """Whether nothing was found beyond the home page: it has no link into the site and little to say.

        Such a page may be the visible part of a menu that was not built; a long page without links may be a whole site.
        """
        home = self.home
        if home is None or home.frames or len(self.pages) > 1 or len(home.text) > ALONE_TEXT:
            return False
        key = address(home.url)
        return not any(self.is_kin(link.url) and address(link.url) != key for link in home.links)

    @cached_property
    def by_address(self) -> dict[str, Page]:
        """Pages read, by every address they answered to."""
        found: dict[str, Page] = {}
        for page in self.pages:
            found.setdefault(address(page.url), page)
            if page.requested_url:
                found.setdefault(address(page.requested_url), page)
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
    def _repeated(self) -> tuple[frozenset[str], frozenset[str]]:
        """Texts of blocks and addresses of links that most pages share: navigation and frame, whatever the markup."""
        if len(self.pages) < 4:
            return frozenset(), frozenset()
        blocks: Counter[str] = Counter()
        links: Counter[str] = Counter()
        for page in self.pages:
            blocks.update(self.reading(page).texts)
            links.update(self.reading(page).urls)
        half = len(self.pages) / 2
        return (
            frozenset(text for text, times in blocks.items() if times > half),
            frozenset(url for url, times in links.items() if times > half),
        )

    def is_navigation(self, link: Link) -> bool:
        """Whether a link belongs to the site's frame: a menu, a header, or simply on most pages."""
        return link.region not in _CONTENT or link.url in self._repeated[1]

    @cached_property
    def inbound(self) -> dict[str, tuple[tuple[Page, Link], ...]]:
        """Links leading to each page of the site, with the pages they stand on."""
        found: defaultdict[str, list[tuple[Page, Link]]] = defaultdict(list)
        for page in self.pages:
            for link in page.links:
                found[address(link.url)].append((page, link))
        return {url: tuple(links) for url, links in found.items()}

    @cached_property
    def _called(self) -> dict[str, dict[str, Page | None]]:
        """What links call each page of the site, and the page it is called so on; None for several pages."""
        found: defaultdict[str, dict[str, Page | None]] = defaultdict(dict)
        for page in self.pages:
            for url, label in self.reading(page).links:
                if not label or "#" in url:
                    continue
                labels = found[address(url)]
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

    def links(self, pages: Iterable[Page] | None = None) -> Iterator[tuple[Page, Link]]:
        """All links of the given pages (default: all own pages), with their pages."""
        for page in self.pages if pages is None else pages:
            for link in page.links:
                yield page, link

    # -- classification --------------------------------------------------------------------------

    def fields(self, page: Page, section: int = -1) -> Fields:
        """Normalised texts of a page or section, by the names signals use."""
        said = self.reading(page).normal
        later = {
            "text": lambda: (" ".join([said[index] for index in self._indexes(page, section)]),),
            "links": lambda: tuple([_link_words(link.label, link.url) for link in self.links_of(page, section)]),
            "host": lambda: tuple({host_of(link.url) for link in self.links_of(page, section)}),
        }
        if section >= 0:
            return Fields({"heading": (said[section],)}, later)
        title = normal(page.title)
        own = _top_headings(page, [index for index in self._indexes(page) if _is_heading(page.blocks[index])])
        labels = {
            normal(label) for label, source in self._called.get(address(page.url), {}).items() if _other(source, page)
        }
        crumb = page.breadcrumbs[-1:] if page.breadcrumbs else ()
        ready = {
            "title": (title,) if title and title not in self.sitewide else (),
            "heading": tuple(sorted({said[index] for index in own} - self.sitewide)),
            "breadcrumb": tuple(map(normal, crumb)),
            "inbound": tuple(sorted(labels)),
            "path": (words_of_path(page.url),),
        }
        return Fields(ready, later)

    def _indexes(self, page: Page, section: int = -1) -> list[int]:
        """Indexes of the content blocks of a page, or of those of one of its sections."""
        if section >= 0:
            return sorted(index for index in self._within(page, section) if index < len(page.blocks))
        repeated = self._repeated[0]
        return [
            index for index, block in enumerate(page.blocks) if block.region in _CONTENT and block.text not in repeated
        ]

    def blocks_of(self, page: Page, section: int = -1) -> Iterator[Block]:
        """Content blocks of a page, or of one of its sections with everything nested in it."""
        blocks = page.blocks
        return (blocks[index] for index in self._indexes(page, section))

    def links_of(self, page: Page, section: int = -1) -> Iterator[Link]:
        """Content links of a page, or those of one section."""
        inside = self._within(page, section) if section >= 0 else None
        for link in page.links:
            if inside is not None:
                if link.section in inside:
                    yield link
            elif not self.is_navigation(link):
                yield link

    def _within(self, page: Page, section: int) -> frozenset[int]:
        """Indexes of the blocks of a section: its heading, all under it, and sections nested in it."""
        inside = {section}
        for index in range(section + 1, len(page.blocks)):
            if page.blocks[index].section in inside:
                inside.add(index)
        return frozenset(inside)

    @cached_property
    def _classified(self) -> dict[tuple[str, str, int], Classified]:
        return {}

    def classified(self, role: str, page: Page, section: int = -1) -> Classified:
        """The role's score for a page or one of its sections; remembered."""
        key = (role, page.url, section)
        if key not in self._classified:
            self._classified[key] = self.nose.classify(role, self.fields_of(page, section))
        return self._classified[key]

    @cached_property
    def _fields(self) -> dict[tuple[str, int], Fields]:
        return {}

    def fields_of(self, page: Page, section: int = -1) -> Fields:
        """`fields`, computed once per page and section."""
        key = (page.url, section)
        if key not in self._fields:
            self._fields[key] = self.fields(page, section)
        return self._fields[key]

    def candidates(self, role: str, limit: int = 12) -> tuple[Candidate, ...]:
        """Pages with any score for the role, best first, for explanation."""
        found = []
        for page in self.pages:
            result = self.classified(role, page)
            if result.signals:
                found.append(
                    Candidate(
                        page.url, role, result.score, result.accepted, result.signals, excerpt(page.title, width=120)
                    )
                )
        return tuple(sorted(found, key=lambda c: (-c.score, c.url))[:limit])

    @cached_property
    def document_urls(self) -> frozenset[str]:
        """Addresses that turned out to be documents, whatever they look like."""
        return frozenset(document.url.partition("#")[0] for document in self.site.documents)

    # -- evidence --------------------------------------------------------------------------------

    def evidence(self, page: Page, text: str, pointer: str = "", url: str = "") -> Evidence:
        """A quotation from a page that was read."""
        return Evidence(url or page.url, excerpt(text), pointer or locate(page, text), page.sha256, page.fetched_at)

    def link_evidence(self, page: Page, link: Link) -> Evidence:
        """A link as evidence: its label and where it leads."""
        label = link.label or (f"[картинка {link.image}]" if link.image else "[без текста]")
        return self.evidence(page, f"{label} → {link.url}", link.pointer)

    # -- what was not seen -----------------------------------------------------------------------

    def smells(self, url: str, text: str, roles: Iterable[str]) -> float:
        """How strongly an address with a label smells of any of `roles`, 0…1."""
        smell = self.nose.wording(url, text)
        return smell.score if set(smell.roles) & set(roles) else 0.0

    def unread_for(self, roles: tuple[str, ...]) -> tuple[Failure | Unread, ...]:
        """Links of the site itself that smell of a role and were not read, unless conclusively dead; best first.

        What stands on somebody else's host is no page of this site: checks that care for it (polls) look themselves.
        """
        found: list[tuple[float, Failure | Unread]] = []
        for failure in self.site.failures:
            if failure.reason in _DEAD or failure.kind in {"robots", "sitemap"} or not self.is_kin(failure.url):
                continue
            score = self._relevance(failure.url, failure.link_text, failure.roles, failure.score, roles)
            if score >= MENTION_LIMIT:
                found.append((score, failure))
        for unread in self.site.coverage.unread:
            if not self.is_kin(unread.url):
                continue
            score = self._relevance(unread.url, unread.text, unread.roles, unread.score, roles)
            if score >= MENTION_LIMIT:
                found.append((score, unread))
        return tuple(item for _, item in sorted(found, key=lambda pair: (-pair[0], pair[1].url)))

    def _relevance(self, url: str, text: str, told: tuple[str, ...], score: float, roles: tuple[str, ...]) -> float:
        own = self.smells(url, text, roles)
        return max(own, score) if set(told) & set(roles) else own

    def shells(self, roles: tuple[str, ...]) -> tuple[Page, ...]:
        """Pages only a script would fill, unrendered, that may hide what `roles` look for; the home page always may."""
        found = []
        for page in self.pages:
            if not page.needs_script or page.rendered:
                continue
            labels = [link.label for _, link in self.inbound.get(address(page.url), ())][:3]
            if page is self.home or any(
                self.smells(page.url, text, roles) >= MENTION_LIMIT for text in (page.title, *labels)
            ):
                found.append(page)
        return tuple(found)


_CONTENT = frozenset({Region.CONTENT, Region.ASIDE, Region.BANNER})
_DEAD = frozenset({Reason.HTTP_404, Reason.SOFT_404, Reason.INVALID_URL})


def pages_read(site: Site) -> tuple[str, ...]:
    """Addresses of the pages an absence rests on."""
    return tuple(page.url for page in site.pages if not page.external)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.region is Region.CONTENT


def _top_headings(page: Page, headings: list[int]) -> list[int]:
    """Headings that name the page: the one or two of the highest level, else the first."""
    top = min((page.blocks[index].level for index in headings), default=0)
    highest = [index for index in headings if page.blocks[index].level == top]
    return highest if len(highest) <= 2 else headings[:1]


def _other(source: Page | None, page: Page) -> bool:
    """Whether a label stands on another page than the one it leads to."""
    return source is None or source.url != page.url


@lru_cache(maxsize=65536)
def _link_words(label: str, url: str) -> str:
    """A link as text. Remembered: pages of a site lead to the same places."""
    return normal(f"{label} {words_of_path(url)}")
