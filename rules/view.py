"""A site as rules see it: pages classified once, the НОК page with its sections, links and forms at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from crawler.items import Block, BlockKind, Facts, Failure, Link, Page, Reason, Region, Site, Unread
from rules import nokarea
from rules.authority import area, units
from rules.authority.area import AuthorityArea
from rules.authority.units import Unit
from rules.catalog_model import Methodology
from rules.model import Candidate, Evidence, Organization, Value
from rules.nokarea import NokArea
from rules.papers import Paper, papers_of
from rules.pointers import locate
from rules.roles import Classified, Nose, digest_of, is_file
from rules.sites import is_service
from rules.wording import excerpt, host_of, normal, words_of_path

ALONE_TEXT = 400  # characters: a home page that says more may be the whole site
MENTION_LIMIT = 0.15  # links smelling less than this are not counted as unread candidates


class Place(Value, frozen=True):
    """A page, or one section of a page (`section` is an index in its blocks), that plays a role."""

    page: Page
    section: int = -1
    score: float = 0.0
    signals: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What the place calls itself."""
        if self.section >= 0:
            return self.page.blocks[self.section].text
        own = next((b.text for b in self.page.blocks if b.kind is BlockKind.HEADING and b.region is Region.CONTENT), "")
        return own or self.page.title


def same_address(left: str, right: str) -> bool:
    """Whether two addresses name one page: scheme, `www.`, fragment and a closing slash aside."""
    return address(left) == address(right)


@lru_cache(maxsize=65536)
def address(url: str) -> str:
    """The key of a page: host and path with query, without scheme, `www.`, fragment, index file, closing slash."""
    bare = url.partition("#")[0]
    bare = bare.partition("://")[2] or bare
    bare = bare.removeprefix("www.")
    for index in ("/index.html", "/index.php", "/index.htm", "/default.aspx"):
        bare = bare.removesuffix(index)
    return bare.rstrip("/")


class SiteView:
    """Everything checks may ask of one organization's facts. Built once per judgement; pure."""

    def __init__(
        self, methodology: Methodology, organization: Organization, facts: Facts, on: date, nose: Nose
    ) -> None:
        self.methodology = methodology
        self.lexicon = methodology.lexicon
        self.organization = organization
        self.facts = facts
        self.card = facts.card
        self.site = facts.site or Site(start_url=organization.site)
        self.on = on
        self.nose = nose

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
            texts = {normal(page.title)} | {normal(b.text) for b in page.blocks if b.kind is BlockKind.HEADING}
            seen.update(texts - {""})
        return frozenset(text for text, times in seen.items() if times * 2 > len(self.pages))

    @cached_property
    def _repeated(self) -> tuple[frozenset[str], frozenset[str]]:
        """Texts of blocks and addresses of links that most pages share: navigation and frame, whatever the markup."""
        if len(self.pages) < 4:
            return frozenset(), frozenset()
        blocks: Counter[str] = Counter()
        links: Counter[str] = Counter()
        for page in self.pages:
            blocks.update({block.text for block in page.blocks})
            links.update({link.url for link in page.links})
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
    def _called(self) -> dict[str, dict[str, set[str]]]:
        """What links call each page of the site, and on which pages: a menu repeats its labels on all of them."""
        found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for page in self.pages:
            for link in page.links:
                if "#" not in link.url and (label := link.label):
                    found[address(link.url)].setdefault(label, set()).add(page.url)
        return found

    def links(self, pages: Iterable[Page] | None = None) -> Iterator[tuple[Page, Link]]:
        """All links of the given pages (default: all own pages), with their pages."""
        for page in self.pages if pages is None else pages:
            for link in page.links:
                yield page, link

    # -- classification --------------------------------------------------------------------------

    def fields(self, page: Page, section: int = -1) -> dict[str, tuple[str, ...]]:
        """Normalised texts of a page or section, by the names signals use."""
        blocks = list(self.blocks_of(page, section))
        links = list(self.links_of(page, section))
        if section >= 0:
            return {
                "heading": (normal(page.blocks[section].text),),
                "text": (" ".join(normal(block.text) for block in blocks),),
                "links": tuple(normal(f"{link.label} {words_of_path(link.url)}") for link in links),
                "host": tuple({host_of(link.url) for link in links}),
            }
        title = normal(page.title)
        headings = [b for b in blocks if b.kind is BlockKind.HEADING and b.region is Region.CONTENT]
        top = min((b.level for b in headings), default=0)
        own = (
            [b for b in headings if b.level == top][:2] if sum(b.level == top for b in headings) <= 2 else headings[:1]
        )
        names = {normal(b.text) for b in own}
        key = address(page.url)
        labels = {normal(label) for label, sources in self._called.get(key, {}).items() if sources - {page.url}}
        crumb = page.breadcrumbs[-1:] if page.breadcrumbs else ()
        return {
            "title": (title,) if title and title not in self.sitewide else (),
            "heading": tuple(sorted(names - self.sitewide)),
            "breadcrumb": tuple(map(normal, crumb)),
            "inbound": tuple(sorted(labels)),
            "path": (words_of_path(page.url),),
            "text": (" ".join(normal(block.text) for block in blocks),),
            "links": tuple(normal(f"{link.label} {words_of_path(link.url)}") for link in links),
            "host": tuple({host_of(link.url) for link in links}),
        }

    def blocks_of(self, page: Page, section: int = -1) -> Iterator[Block]:
        """Content blocks of a page, or of one of its sections with everything nested in it."""
        inside = self._within(page, section) if section >= 0 else None
        for index, block in enumerate(page.blocks):
            if inside is not None:
                if index in inside:
                    yield block
            elif block.region in _CONTENT and block.text not in self._repeated[0]:
                yield block

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
            fields = self.fields_of(page, section)
            name = (page.url, section)
            if name not in self._digests:
                self._digests[name] = digest_of(fields)
            self._classified[key] = self.nose.classify(role, fields, self._digests[name])
        return self._classified[key]

    @cached_property
    def _digests(self) -> dict[tuple[str, int], bytes]:
        return {}

    @cached_property
    def _fields(self) -> dict[tuple[str, int], dict[str, tuple[str, ...]]]:
        return {}

    def fields_of(self, page: Page, section: int = -1) -> dict[str, tuple[str, ...]]:
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
    def nok(self) -> NokArea:
        """The НОК page with its sections and sub-pages, found once."""
        return nokarea.find(self)

    @cached_property
    def authority(self) -> AuthorityArea:
        """The section on НОК of a body in charge with everything it holds, found once."""
        return area.find(self)

    @cached_property
    def authority_units(self) -> tuple[Unit, ...]:
        """The pages, sections and papers of that section, found once."""
        return units.units(self)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Documents of the НОК page and its sub-pages, filed by kind and year once."""
        return papers_of(self)

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


__all__ = ["MENTION_LIMIT", "Place", "SiteView", "address", "is_file", "pages_read", "same_address"]
