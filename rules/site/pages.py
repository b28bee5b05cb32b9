"""The pages of a site: which are its own, what they hold, how they are linked, what role each plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain

from crawler.addresses import is_file, page_key, route_of
from crawler.items import Block, BlockKind, Facts, Failure, Link, Page, Site, Unread, Widget
from rules.addresses.kinds import foreign_content, is_named_after, is_service, names_itself, sells, speaks_of_one
from rules.language.wording import excerpt, host_of, storage_of
from rules.lexicon.signals import Lexicon
from rules.model import Candidate, Evidence, Organization, Subordinate
from rules.reasons import DEAD_LINK
from rules.site.fields import Fields
from rules.site.memory import Reading
from rules.site.pointers import locate
from rules.site.reading import PageReading
from rules.site.roles import Classified, Nose
from rules.site.texts import SiteTexts

ALONE_TEXT = 400  # characters: a home page that says more may be the whole site
ROUTES = 2  # links of the kind «#/contacts» on a home page: it is an application, not one page with anchors
UNWORDED = "[без текста]"  # in a quotation, where what is quoted shows no words
MENTION_LIMIT = 0.15  # links smelling less than this are not counted as unread candidates


class SitePages:
    """What may be asked of the pages of one organization. Built once per judgement; pure.

    `reading` holds what earlier judgements worked out about the same pages; it changes no answer. `circle`: the
    organizations an authority answers for; empty when nobody told.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        organization: Organization,
        facts: Facts,
        on: date,
        nose: Nose,
        reading: Reading | None = None,
        circle: tuple[Subordinate, ...] = (),
    ) -> None:
        self.lexicon = lexicon
        self.organization = organization
        self.facts = facts
        self.card = facts.card
        self.site = facts.site or Site(start_url=organization.site)
        self.on = on
        self.nose = nose
        self.circle = circle
        self._reading = reading or Reading()

    def reading(self, page: Page) -> PageReading:
        """What follows from a page alone."""
        return self._reading.pages.of(page)

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
                found[page_key(page.requested_url or page.url)] = page
                found[page_key(page.url)] = page
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
        return tuple({page.url: page for page in (self.home, *self.framed(self.home))}.values())

    def framed(self, page: Page, section: int = -1) -> tuple[Page, ...]:
        """Own pages that the frames of a page, or of one of its sections, show."""
        frames = (frame for frame in page.frames if section < 0 or frame.section == section)
        shown = (self.by_address.get(page_key(frame.url)) for frame in frames)
        return tuple(other for other in shown if other is not None)

    def holds_nothing(self, page: Page) -> bool:
        """Whether a page holds nothing of its own, nor shows another page that does."""
        if any(True for _ in self.blocks_of(page)) or any(True for _ in self.links_of(page)):
            return False
        return not any(other.blocks or other.links for other in self.framed(page))

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
        key = page_key(home.url)
        return not any(self.is_kin(link.url) and page_key(link.url) != key for link in home.links)

    @cached_property
    def passed_by(self) -> tuple[str, ...]:
        """Pages of its own host that the home page leads to and that nobody read nor listed: it is no home page.

        Such is an inner page whose address the registry gives, read as a part of a portal. On a founder's site, which
        the registry tells, all the rest is the founder's.
        """
        home, founder, seen = self.home, self.organization.founder_site, self.site.coverage
        if home is None or len(self.pages) > _A_PAGE_OR_TWO or (founder and host_of(founder) == host_of(home.url)):
            return ()
        if seen.stopped == "budget" or seen.unread_count > len(seen.unread):
            return ()  # what was not read for lack of time is known to be unread, though not listed
        known = {page_key(home.url), *(page_key(one.url) for one in self.site.failures)}
        known |= {page_key(one.url) for one in self.site.coverage.unread}
        beside = {
            page_key(link.url): link.url for link in home.links if self.is_own(link.url) and not is_file(link.url)
        }
        left = tuple(url for key, url in beside.items() if key not in known and key not in self.by_address)
        return left if len(left) >= _BESIDE else ()

    @cached_property
    def routes(self) -> tuple[str, ...]:
        """Pages of an application that only its script opens («#/contacts»), which nobody has read."""
        home = self.home
        if home is None:
            return ()
        key = page_key(home.url)
        own = (link.url for link in home.links if route_of(link.url) and page_key(link.url.partition("#")[0]) == key)
        return tuple(dict.fromkeys(url for url in own if page_key(url) not in self.by_address))

    def links(self, pages: Iterable[Page] | None = None) -> Iterator[tuple[Page, Link]]:
        """All links of the given pages (default: all own pages), with their pages."""
        for page in self.pages if pages is None else pages:
            for link in page.links:
                yield page, link

    # -- what the pages say together, see `SiteTexts` ---------------------------------------------

    @cached_property
    def _texts(self) -> SiteTexts:
        return self._reading.texts(self.pages, self.nose)

    @property
    def by_address(self) -> dict[str, Page]:
        """Pages read, by every address they answered to."""
        return self._texts.by_address

    @property
    def sitewide(self) -> frozenset[str]:
        """Titles and headings that most pages share: they name the site, not the page."""
        return self._texts.sitewide

    @property
    def inbound(self) -> dict[str, tuple[tuple[Page, Link], ...]]:
        """Links leading to each page of the site, with the pages they stand on."""
        return self._texts.inbound

    @property
    def distinct_links(self) -> tuple[tuple[Page, Link], ...]:
        """Links of all own pages, each (address, label) where it was first seen: menus repeat on every page."""
        return self._texts.distinct_links

    def is_navigation(self, link: Link, page: Page) -> bool:
        """Whether a link of a page belongs to the site's frame: a menu, a header, or simply on most pages."""
        return self._texts.is_navigation(link, page)

    def blocks_of(self, page: Page, section: int = -1) -> Iterator[Block]:
        """Content blocks of a page, or of one of its sections with everything nested in it."""
        return self._texts.blocks_of(page, section)

    def links_of(self, page: Page, section: int = -1) -> Iterator[Link]:
        """Content links of a page, or those of one section."""
        return self._texts.links_of(page, section)

    def within(self, page: Page, section: int) -> frozenset[int]:
        """Indexes of the blocks of a section: its heading, all under it, and sections nested in it."""
        return self._texts.within(page, section)

    def fields_of(self, page: Page, section: int = -1) -> Fields:
        """Normalised texts of a page or section, by the names signals use."""
        return self._texts.fields_of(page, section)

    def classified(self, role: str, page: Page, section: int = -1) -> Classified:
        """The role's score for a page or one of its sections."""
        return self._texts.classified(role, page, section)

    def is_accepted(self, role: str, page: Page) -> bool:
        """Whether the page plays the role; cheaper than its score."""
        return self._texts.is_accepted(role, page)

    def candidates(self, role: str, limit: int = 12) -> tuple[Candidate, ...]:
        """Pages with any score for the role, best first, for explanation."""
        return self._texts.candidates(role, limit)

    @cached_property
    def document_urls(self) -> frozenset[str]:
        """Addresses that turned out to be documents, whatever they look like."""
        return frozenset(document.url.partition("#")[0] for document in self.site.documents)

    @cached_property
    def storages(self) -> frozenset[str]:
        """Where files of the site were had: host and first folder."""
        return frozenset(storage_of(document.url) for document in self.site.documents if document.status < 400)

    @cached_property
    def taken_over(self) -> str:
        """The title of a home page that is plainly somebody else's; empty for an ordinary one."""
        if self.home is None:
            return ""
        headings = tuple(block.text for block in self.home.blocks if block.kind is BlockKind.HEADING)
        return foreign_content(self.home.title, headings[:5]) or (self._title if self._is_a_shop else "")

    @cached_property
    def is_somebody_elses(self) -> bool:
        """Whether nothing is left of the site: the home page is taken over, and no page speaks of the organization or
        of any public one. Where some do, only the home page was broken into, and they are judged."""
        if not self.taken_over:
            return False
        texts = (text for page in self.pages for text in (page.title, page.text))
        return not speaks_of_one(self.organization.name, texts)

    @property
    def _title(self) -> str:
        return self.home.title if self.home is not None else ""

    @property
    def _is_a_shop(self) -> bool:
        """Whether a shop stands on a host that is called after the organization: no slip of the registry leads there.

        Every page was read, none says a word of the organization, and most of them sell something.
        """
        if not (self.site.coverage.complete and self.is_nameless and self.home is not None):
            return False
        if not is_named_after(host_of(self.home.url), self.organization.name):
            return False
        selling = sum(sells(f"{page.title}\n{page.text}") for page in self.pages)
        return selling >= _SEVERAL and selling * 2 > len(self.pages)

    @cached_property
    def is_nameless(self) -> bool:
        """Whether no page that was read says a word of the organization the registry names: it may be anybody's."""
        pages = self.pages
        if not self.organization.name or len(pages) < _SEVERAL or any(page.needs_script for page in pages):
            return False
        titles = (page.title for page in pages)
        texts = (text for page in pages for text in (page.text, *(link.label for link in page.links)))
        return not names_itself(self.organization.name, chain(titles, texts))

    # -- evidence --------------------------------------------------------------------------------

    def evidence(self, page: Page, text: str, pointer: str = "") -> Evidence:
        """A quotation from a page that was read, its address with its hash: they stand or fall together.

        `text` is what the page says; a name of ours belongs into the message or the details.
        """
        return Evidence(page.url, excerpt(text), pointer or locate(page, text), page.sha256, page.fetched_at)

    def link_evidence(self, page: Page, link: Link) -> Evidence:
        """A link as evidence: its label and where it leads."""
        label = link.label or (f"[картинка {link.image}]" if link.image else UNWORDED)
        return self.evidence(page, f"{label} → {link.url}", link.pointer)

    def widget_evidence(self, page: Page, widget: Widget) -> Evidence:
        """A component as evidence: what it says and where it comes from. What we call it stands nowhere on the page."""
        said = widget.text or UNWORDED
        return self.evidence(page, f"{said} → {widget.url}" if widget.url else said, widget.pointer)

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
            if failure.reason in DEAD_LINK or failure.kind in {"robots", "sitemap"} or not self.is_kin(failure.url):
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
        """Pages that lack what a script, a press or a choice would bring and may hide what `roles` look for.

        The home page always may, but for its lists.
        """
        found = []
        for page in self.pages:
            if not (page.needs_script or page.sealed or page.unchosen):
                continue
            labels = [link.label for _, link in self.inbound.get(page_key(page.url), ())][:3]
            everything = page is self.home and bool(page.needs_script or page.sealed)
            told = (page.title, *labels, *page.unchosen)
            if everything or any(self.smells(page.url, text, roles) >= MENTION_LIMIT for text in told):
                found.append(page)
        return tuple(found)


_A_PAGE_OR_TWO = 2
_SEVERAL = 3  # pages a site has to be told by
_BESIDE = 5  # links to a site around a page


def pages_read(site: Site) -> tuple[str, ...]:
    """Addresses of the pages an absence rests on."""
    return tuple(page.url for page in site.pages if not page.external)
