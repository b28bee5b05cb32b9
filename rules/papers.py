"""Documents of the НОК page: everything it links to, filed by kind and year once for all rules."""

from __future__ import annotations

from collections import defaultdict
from typing import Protocol

from crawler.items import BlockKind, Document, Link, Page, Reason
from rules.filed import Filed, FiledAs, classify
from rules.hosts import known_host
from rules.model import Evidence, Value
from rules.nokarea import NokArea
from rules.pages import SitePages
from rules.place import address
from rules.roles import leads_to_file
from rules.wording import host_of, normal


class Paper(Value, frozen=True):
    """A document linked from the НОК page or one click from it, with what it is taken for."""

    page: Page
    link: Link
    filed: Filed
    heading: str = ""
    document: Document | None = None
    target: Page | None = None  # when the "document" is a page of the site, such as a file card

    @property
    def kind(self) -> FiledAs:
        """What it is."""
        return self.filed.kind

    @property
    def years(self) -> tuple[int, ...]:
        """Years it is about; empty when nothing told."""
        return self.filed.years

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.link.label or self.link.url.rsplit("/", 1)[-1]


class _HasPapers(Protocol):
    @property
    def papers(self) -> tuple[Paper, ...]: ...


def papers_of(view: SitePages, area: NokArea) -> tuple[Paper, ...]:
    """All documents of the НОК area, in page order, each address once."""
    documents: defaultdict[str, list[Document]] = defaultdict(list)
    for document in view.site.documents:
        documents[_key(document.url)].append(document)
    found: dict[str, Paper] = {}
    for page, section in _pieces(area):
        links = [link for link in view.links_of(page, section) if _is_document(view, link)]
        repeats: defaultdict[str, set[str]] = defaultdict(set)
        for link in links:
            repeats[link.label].add(link.url)
        for link in links:
            paper = _paper(view, page, section, link, documents, len(repeats[link.label]))
            known = found.get(_key(link.url))
            if known is None or _surer(paper, known):
                found[_key(link.url)] = paper  # the place in the order stays that of the first link
    return tuple(found.values())


def _surer(one: Paper, other: Paper) -> bool:
    """Whether one of two links to the same file tells better what it is."""
    return (one.kind is not FiledAs.OTHER, one.filed.score) > (other.kind is not FiledAs.OTHER, other.filed.score)


def _pieces(area: NokArea) -> list[tuple[Page, int]]:
    pieces = [(place.page, place.section) for place in area.places]
    return pieces + [(page, -1) for page in area.subpages]


def _key(url: str) -> str:
    return url.partition("#")[0]


def _is_document(view: SitePages, link: Link) -> bool:
    """Files, files in clouds, and HTML cards of files; not polls and not navigation."""
    if known_host(view.lexicon.hosts.get("polls", ()), link.url) is not None:
        return False
    if not host_of(link.url):
        return False
    return leads_to_file(link.url) or "/file/card" in link.url or _key(link.url) in view.document_urls


def _paper(
    view: SitePages,
    page: Page,
    section: int,
    link: Link,
    documents: defaultdict[str, list[Document]],
    repeats: int,
) -> Paper:
    read = documents.get(_key(link.url), [])
    document = next((one for one in read if one.text), read[0] if read else None)
    target = view.by_address.get(address(link.url))
    heading = page.heading_of(link.section)
    block = page.blocks[link.block] if 0 <= link.block < len(page.blocks) else None
    context = block.text if block is not None and block.kind is not BlockKind.HEADING else ""
    place = page.blocks[section].text if section >= 0 else _title(view, page)
    filed = classify(
        link.label or (document.link_text if document else ""),
        link.url,
        heading=f"{place}. {heading}" if heading and heading != place else place,
        context=context[:400],
        title=document.title if document else "",
        text=document.text if document else (target.text if target else ""),
        anchor_repeats=repeats,
    )
    return Paper(page, link, filed, heading, document, target)


def _title(view: SitePages, page: Page) -> str:
    fields = view.fields_of(page)
    return (fields["heading"] or fields["title"] or ("",))[0]


def of_kind(view: _HasPapers, *kinds: FiledAs) -> tuple[Paper, ...]:
    """Papers of the given kinds, in page order."""
    return tuple(paper for paper in view.papers if paper.kind in kinds)


def evidence_of(view: SitePages, paper: Paper) -> Evidence:
    """The link to a paper as evidence, with the years it is about."""
    return view.link_evidence(paper.page, paper.link)


def why_unread(paper: Paper, view: SitePages) -> Reason | None:
    """Why the inside of a paper is unknown; None when its text was read."""
    if paper.target is not None:
        return None
    if paper.document is None:
        failure = next((f for f in view.site.failures if _key(f.url) == _key(paper.link.url)), None)
        return failure.reason if failure is not None else Reason.NOT_REACHED
    if paper.document.reason is not None:
        return paper.document.reason
    return None if normal(paper.document.text) else Reason.UNREADABLE
