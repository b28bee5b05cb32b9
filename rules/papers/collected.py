"""Documents of the НОК page: everything it links to, filed by kind and year once for all rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import unquote

from msgspec import structs

from crawler.addresses import page_key
from crawler.items import BlockKind, Document, Link, Page
from rules.addresses.known import known_host
from rules.dates.years import YearRole, years_of_text
from rules.language.translit import name_words
from rules.language.wording import host_of, normal
from rules.model import Evidence, Value
from rules.nok.area import NokArea
from rules.papers.bundle import papers_within
from rules.papers.filed import Filed, FiledAs, classify_all
from rules.papers.leaves import Sheet, bound, goes_on
from rules.papers.several import reported_years
from rules.papers.whose import assessed_other, other_labelled, other_named, other_organization, perhaps_other
from rules.papers.written import document_of, written
from rules.plans.items import plan_term_years
from rules.site.captions import caption_of
from rules.site.labels import is_bare, line_of
from rules.site.pages import SitePages
from rules.site.roles import leads_to_file

_PLACE = 300  # characters of the name of a page that stand above a heading's
_WHOLE = 20_000  # characters of a file in which it is told whom it is about
_VIEWED = re.compile(
    r"(?:docs\.google\.com/(?:viewer|gview)|view\.officeapps\.live\.com/op/\w+\.aspx)\?.*?(?:url|src)=(?P<url>[^&]+)"
)


class Paper(Value, frozen=True):
    """A document linked from the НОК page or one click from it, with what it is taken for."""

    page: Page
    link: Link
    filed: Filed
    heading: str = ""
    document: Document | None = None
    target: Page | None = None  # when the "document" is a page of the site, such as a file card
    foreign: str = ""  # the other organization it is about
    doubted: str = ""  # another organization that is the only one it names: whose it is, is not sure
    caption: str = ""
    sheets: tuple[Document, ...] = ()  # the pictures `document` is put together from, a page each

    @property
    def kind(self) -> FiledAs:
        """What it is."""
        return self.filed.kind

    @property
    def years(self) -> tuple[int, ...]:
        """Years it is about; empty when nothing told."""
        return self.filed.years

    @property
    def is_whole_page(self) -> bool:
        """Whether it is no file but all that stands on a page of the site."""
        return self.target is self.page and not self.link.pointer

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        if self.document is not None and self.document.member:
            return self.document.file_name
        label = self.link.label
        return self.caption if self.caption and is_bare(label) else label or self.link.url.rsplit("/", 1)[-1]

    def source_of(self, text: str) -> Document | None:
        """The file a quotation is from."""
        return next((sheet for sheet in self.sheets if text in sheet.text), self.document)


class _HasPapers(Protocol):
    @property
    def papers(self) -> tuple[Paper, ...]: ...


def papers_of(view: SitePages, area: NokArea) -> tuple[Paper, ...]:
    """All documents of the НОК area, in page order, each once; then plans and reports that pages themselves hold."""
    documents: defaultdict[str, list[Document]] = defaultdict(list)
    for document in view.site.documents:
        documents[_key(document.url)].append(document)
    found: dict[tuple[str, str], tuple[Paper, ...]] = {}
    for page, section in area.pieces:
        shown = (*view.links_of(page, section), *embedded(view, page, section))
        links = [link for link in shown if _is_document(view, link)]
        repeats: defaultdict[str, set[str]] = defaultdict(set)
        for link in links:
            repeats[link.label].add(link.url)
        pictured = _pictured(page, links, documents)
        for link in links:
            sheets = pictured.get(_key(link.url))
            if sheets == ():
                continue  # a further page of the paper before
            for read in _readings([bound(sheets)] if sheets else documents.get(_key(link.url), [])):
                papers = _papers(view, area, page, section, link, read, len(repeats[link.label]))
                if sheets:
                    papers = tuple(structs.replace(paper, sheets=sheets) for paper in papers)
                key = (_key(link.url), read.member if read else "")
                known = found.get(key)
                if known is None or _surer(papers[0], known[0]):
                    found[key] = papers  # the place in the order stays that of the first link
    files = [paper for papers in found.values() for paper in papers]
    known_pages = {paper.target.url for paper in files if paper.target is not None}
    return (*files, *(paper for paper in _written(view, area) if paper.page.url not in known_pages))


def _pictured(
    page: Page, links: Iterable[Link], documents: Mapping[str, list[Document]]
) -> dict[str, tuple[Document, ...]]:
    """Pictures that are pages of one paper, by the address of the first; of each further page, nothing.

    A preview leads where the words beside it lead: an address counts where it stands first.
    """
    groups: list[list[Sheet]] = []
    seen: set[str] = set()
    for link in links:
        key = _key(link.url)
        read = documents.get(key, [])
        if key in seen or not any(document.format == "image" for document in read):
            continue
        seen.add(key)
        sheet = Sheet(read[0], link.label, caption_of(page, link), (page.url, link.section, link.after))
        if groups and goes_on(sheet, groups[-1][-1]):
            groups[-1].append(sheet)
        else:
            groups.append([sheet])
    found: dict[str, tuple[Document, ...]] = {}
    for group in groups:
        if len(group) > 1:
            found |= dict.fromkeys((_key(sheet.document.url) for sheet in group), ())
            found[_key(group[0].document.url)] = tuple(sheet.document for sheet in group)
    return found


def _readings(documents: list[Document]) -> Iterable[Document | None]:
    """Which readings of a file to tell apart: the members of an archive, or papers in one file; else all its text."""
    members = [one for one in documents if one.member]
    if members:
        return members
    read = next((one for one in documents if one.text), documents[0] if documents else None)
    return papers_within(read) if read is not None else [None]


def _surer(one: Paper, other: Paper) -> bool:
    """Whether one of two links to the same file tells better what it is."""
    return (one.kind is not FiledAs.OTHER, one.filed.score) > (other.kind is not FiledAs.OTHER, other.filed.score)


def embedded(view: SitePages, page: Page, section: int) -> Iterator[Link]:
    """Documents shown on the page itself, in a frame or a viewer, as if they were linked."""
    inside = view.within(page, section) if section >= 0 else None
    for frame in page.frames:
        if inside is None or frame.section in inside:
            shown = _VIEWED.search(frame.url)
            url = unquote(shown["url"]) if shown else frame.url
            yield Link(url, frame.title, section=frame.section, pointer=frame.pointer)


def _key(url: str) -> str:
    return url.partition("#")[0]


def _is_document(view: SitePages, link: Link) -> bool:
    """Files, files in clouds, and HTML cards of files; not polls and not navigation."""
    if known_host(view.lexicon.hosts.get("polls", ()), link.url) is not None:
        return False
    if not host_of(link.url):
        return False
    return leads_to_file(link.url) or "/file/card" in link.url or _key(link.url) in view.document_urls


def _papers(
    view: SitePages, area: NokArea, page: Page, section: int, link: Link, document: Document | None, repeats: int
) -> tuple[Paper, ...]:
    """The paper a link leads to; two when its name tells of two things."""
    target = view.by_address.get(page_key(link.url))
    if document is None and target is not None:
        document = document_of(target)
    heading = page.heading_of(link.section)
    caption = caption_of(page, link)
    block = page.blocks[link.block] if 0 <= link.block < len(page.blocks) else None
    around = line_of(page, link) if block is not None and block.kind is not BlockKind.HEADING else ""
    place = page.blocks[section].text if section >= 0 else _title(view, page)
    label = link.label or (document.link_text if document else "")
    named, url, context = label, link.url, caption or around
    if caption and is_bare(label):
        named, repeats, context = f"{caption} {label}".strip(), 1, around
    if document is not None and document.member:
        named, url, context = "", document.member, f"{named} {context}"
    filed = classify_all(
        named,
        url,
        heading=f"{place[:_PLACE]}. {heading}" if heading and heading != place else place,
        context=context[:400],
        title=document.title if document else "",
        text=document.text if document else "",
        anchor_repeats=repeats,
    )
    own = view.organization.name
    foreign = other_organization(own, f"{named} {name_words(url)} {_opening(document)}")
    doubted = other_labelled(own, f"{named} {name_words(url)}")  # no more than a doubt: organizations are renamed
    if not doubted and document is not None:
        doubted = perhaps_other(own, document.text[:_WHOLE]) or assessed_other(own, document.text[:_WHOLE])
    if not foreign and document is not None:
        foreign = other_named(own, re.sub(r"\b20\d\d\b.*", "", label), document.text[:_WHOLE])
    dated = (_placed(view, area, page, _dated(one, document)) for one in filed)
    return tuple(Paper(page, link, one, heading, document, target, foreign, doubted, caption) for one in dated)


def _dated(filed: Filed, document: Document | None) -> Filed:
    """The same with the years its content tells of: those of further reports, or any where no name gives one."""
    if document is None or not document.text:
        return filed
    if filed.kind is FiledAs.RESULTS and (several := reported_years(document)):
        return structs.replace(filed, years=tuple(sorted({*filed.years, *several})))
    if filed.years:
        return filed
    years: tuple[int, ...] = ()
    if filed.kind is FiledAs.PLAN:
        years = plan_term_years(document)
    elif filed.kind is FiledAs.RESULTS:
        told = {y.year for y in years_of_text(document.text) if y.role is YearRole.ASSESSMENT and y.confidence >= 0.9}
        years = tuple(told) if len(told) == 1 else ()
    return structs.replace(filed, years=years, years_stated=bool(years)) if years else filed


def _placed(view: SitePages, area: NokArea, page: Page, filed: Filed) -> Filed:
    """The same with the year of the pages above: «2022 год» → «Результаты» → a report that names no year."""
    if filed.years or filed.kind is FiledAs.OTHER:
        return filed
    devoted = {one.url for one in area.pages}
    above = [source for source, _ in view.inbound.get(page_key(page.url), ()) if source.url in devoted]
    names = [*page.breadcrumbs[:-1], *(_title(view, source) for source in above)]
    told = {year.year for name in names for year in years_of_text(name)}
    return structs.replace(filed, years=tuple(told)) if len(told) == 1 else filed


def _opening(document: Document | None) -> str:
    return f"{document.title} {document.text[:400]}" if document is not None else ""


def _written(view: SitePages, area: NokArea) -> Iterator[Paper]:
    for page, section, filed, document in written(view, area):
        block = page.blocks[section] if section >= 0 else None
        link = Link(page.url, block.text if block else _shown(view, page), pointer=block.pointer if block else "")
        foreign = other_organization(view.organization.name, f"{link.text} {document.text[:400]}")
        doubted = assessed_other(view.organization.name, document.text[:_WHOLE])
        yield Paper(page, link, _dated(filed, document), link.text, document, page, foreign, doubted)


def _shown(view: SitePages, page: Page) -> str:
    """What a page calls itself, as it is written there: it will be quoted."""
    said = _title(view, page)
    return next((text for text in (*(b.text for b in page.blocks), page.title) if normal(text) == said), said)


def _title(view: SitePages, page: Page) -> str:
    fields = view.fields_of(page)
    return (fields["heading"] or fields["title"] or ("",))[0]


def of_kind(view: _HasPapers, *kinds: FiledAs) -> tuple[Paper, ...]:
    """Papers of the given kinds about the organization itself, in page order."""
    return tuple(paper for paper in view.papers if paper.kind in kinds and not paper.foreign)


def evidence_of(view: SitePages, paper: Paper) -> Evidence:
    """The link to a paper as evidence, with the years it is about."""
    if paper.target is not None and paper.target is paper.page:
        return view.evidence(paper.page, paper.link.text, paper.link.pointer)
    if paper.caption and is_bare(paper.link.label):
        said = f"{paper.caption}: {paper.link.label or '[без текста]'} → {paper.link.url}"
        return view.evidence(paper.page, said, paper.link.pointer)
    return view.link_evidence(paper.page, paper.link)
