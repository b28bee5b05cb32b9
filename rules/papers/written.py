"""Plans and reports that are no files: pages and sections of the site on which the thing itself stands written.

A heading alone makes nothing: a plan has items, a report tells of an operator and of what was found. A table of scores
under «Результаты» is no report (KBR-RES-3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from crawler.items import BlockKind, Document, Page, Region, Table
from rules.language.wording import in_one_alphabet, normal
from rules.lexicon.assessment import compiled
from rules.nok.area import NokArea
from rules.papers.filed import Filed, FiledAs, classify
from rules.plans.items import plan_items
from rules.site.pages import SitePages
from rules.site.pointers import table_of

_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION})
_ANNOUNCING = 300  # characters of a line that tell what it announces
_FOLLOWING = 60  # blocks below it that may belong to it
_AGAIN = 500_000  # characters of a page read below such lines, some again and again; then each ends at the next one
_DEAR = 50  # characters as which any block counts: to look at it costs as much
_PLANNED = compiled(r"{mentioned}.*запланирован|запланирован\w* мероприяти.*недостатк")
_COUNT = re.compile(r"^\W*(?:\d{1,2}|[IVX]+)[.)]\s*")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_STAMP = re.compile(r"^\W*(?:согласован|утвержда)", re.IGNORECASE)
_STAMP_LINES = 5  # blocks above a plan's title among which its stamps stand
_ONLY_YEAR = re.compile(r"\W*(?:на |за )?20\d\d(?: г(?:од\w*|\.)?)?\W*")
_PLAN = re.compile(r"\bплан\b")
_PROMISED = re.compile(r"появ[ия]тся|буд[еу]т (?:размещ|опублик)|готов(?:ит|ят)ся|разрабатыва|образец|предыдущ")
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_TITLE_LENGTH = 200  # characters
REPORT_LENGTH = 500  # characters: less is an announcement, unless both scores and shortcomings are told
_TOLD = re.compile(r"оператор|сбор\w*(?:,| и)? (?:и |анализ\w* )*обобщени\w*|исполнител\w* (?:работ|контракт)")
_SCORED = re.compile(r"\bбалл\w*|итого?\W{0,3}\d|\d+(?:[.,]\d+)? ?%|\b\d{2,3}[.,]\d\d?\b")
_SCORES = re.compile(r"(?<![\d.,])\d{2,3}(?:[.,]\d\d?)?(?![\d.,]*\d| ?год| ?г\.)")
_CRITERIA = 5  # and a score for each of them (e.g. order 344н of the ministry of labour, 2018)
_REPORT = re.compile(r"\bотчет")
_LACKING = re.compile(r"замечани|предложени|недостат|рекоменд|нарушени|вывод")
_FOUND = re.compile(r"\bк ?[1-5]\b|балл|показател|критери|респондент|замечани|недостат|\d+(?:[.,]\d+)? ?%")


def document_of(page: Page, blocks: list[tuple[int, str, BlockKind, str]] | None = None) -> Document:
    """A page (or the given blocks of it) as a document: its lines, and the rows of its tables."""
    lines = blocks or [
        (index, block.text, block.kind, block.pointer)
        for index, block in enumerate(page.blocks)
        if block.region is Region.CONTENT
    ]
    tables: dict[str, list[tuple[str, ...]]] = {}
    for _, text, kind, pointer in lines:
        if kind is BlockKind.ROW:
            cells = in_one_alphabet(text).split(" | ")
            tables.setdefault(table_of(pointer), []).append(tuple(cell.strip() for cell in cells))
    return Document(
        page.url,
        format="html",
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        title=page.title,
        text=in_one_alphabet("\n".join(_numbered(lines))),
        tables=tuple(Table(tuple(rows)) for rows in tables.values()),
    )


def _numbered(lines: list[tuple[int, str, BlockKind, str]]) -> Iterator[str]:
    """The lines, with the numbers a browser draws before the items of a list."""
    number = 0
    for _, text, kind, _ in lines:
        number = number + 1 if kind is BlockKind.ITEM else 0
        yield f"{number}. {text}" if number and not text[:1].isdigit() else text


def is_written(kind: FiledAs, document: Document) -> bool:
    """Whether a text is the thing itself rather than a line about it."""
    if kind is FiledAs.PLAN:
        return bool(plan_items(document))
    if kind is FiledAs.RESULTS:
        said = normal(document.text)
        if _TOLD.search(said) and _REPORT.search(normal(document.title)) and len(_SCORES.findall(said)) >= _CRITERIA:
            return True
        if not _TOLD.search(said) or not _FOUND.search(said):
            return False
        return len(said) >= REPORT_LENGTH or bool(_SCORED.search(said) and _LACKING.search(said))
    return False


def written(view: SitePages, area: NokArea) -> Iterator[tuple[Page, int, Filed, Document]]:
    """Pages and sections of the area that are a plan or a report: page, section (-1: all), what it is, its content."""
    main = area.place
    for page in area.pages:
        whole = main is not None and page is main.page
        found = None if whole else _whole(view, page)
        sections = [place.section for place in area.places if place.page is page]
        section = sections[0] if sections else -1
        planned = found is not None and found[0].kind is FiledAs.PLAN  # «На 2023 год», «На 2026 год» over its tables
        parts = _innermost(view, page, list(_parts(view, page, section, planned=planned)))
        if found is not None and sum(one[2].kind is found[0].kind for one in parts) > 1:
            found = None  # several of them, each under a heading: «План на 2023 год», «План на 2026 год»
        if found is not None:
            yield page, -1, *found
        kinds = {found[0].kind} if found is not None else set()
        titled = [one for one in parts if one[2].kind not in kinds]
        yield from titled
        known = kinds | {filed.kind for _, _, filed, _ in titled}
        yield from (one for one in _in_lines(view, page, section) if one[2].kind not in known)


def _whole(view: SitePages, page: Page) -> tuple[Filed, Document] | None:
    names = view.fields_of(page)
    name = (names["heading"] or names["title"] or ("",))[0]
    called = next(iter(names["inbound"]), "")
    document = document_of(page, list(_unled(page)))
    filed = classify(called, heading=name, title=name, text=_own_text(page))
    if filed.kind is FiledAs.PLAN and _is_promised(page):
        return None  # «План по итогам 2024 года готовится», and lines beside it that look like items
    return (filed, document) if is_written(filed.kind, document) else None


def _is_promised(page: Page) -> bool:
    """Whether a line of a page says that the plan is still to come."""
    lines = (normal(block.text) for block in page.blocks if block.region is Region.CONTENT and block.kind in _PLAIN)
    return any(_PLAN.search(said) is not None and _PROMISED.search(said) is not None for said in lines)


def _unled(page: Page) -> Iterator[tuple[int, str, BlockKind, str]]:
    """The lines of a page without those that are a link and nothing else: the names in a menu are no items of a plan.

    In a list of links the one that is none is where the visitor stands.
    """
    labels = {link.block: link.label for link in page.links}
    indexed = enumerate(page.blocks)
    for (kind, region, _), run in groupby(indexed, key=lambda one: (one[1].kind, one[1].region, one[1].section)):
        if region is not Region.CONTENT:
            continue
        lines = list(run)
        led = [index for index, block in lines if kind is not BlockKind.ROW and labels.get(index) == block.text]
        if kind is BlockKind.ITEM and len(led) * 2 > len(lines):
            continue
        yield from ((index, one.text, kind, one.pointer) for index, one in lines if index not in led)


def _own_text(page: Page) -> str:
    """What a page says besides the names of things it links to: those stand elsewhere."""
    linked = {link.block for link in page.links}
    blocks = enumerate(page.blocks)
    return "\n".join(one.text for index, one in blocks if one.region is Region.CONTENT and index not in linked)


def _titles_table(page: Page, index: int) -> bool:
    """Whether a short paragraph stands right above a table: it is the table's title, whatever its markup."""
    block = page.blocks[index]
    title = block.text.rpartition("\n")[2]  # lines above it may be another matter's
    if block.kind is not BlockKind.PARAGRAPH or len(title) > _TITLE_LENGTH or index + 1 >= len(page.blocks):
        return False
    return page.blocks[index + 1].kind is BlockKind.ROW


def _until_heading(page: Page, index: int) -> frozenset[int]:
    """A table's title, the table and what is said under it, up to the next heading."""
    after = range(index + 1, len(page.blocks))
    end = next((place for place in after if page.blocks[place].kind in _OPENING), len(page.blocks))
    return frozenset(range(index, end))


def _chapters(view: SitePages, page: Page, index: int) -> frozenset[int]:
    """What stands below headings of a title's own level that number its chapters: «Отчёт …», «1. …», «2. …»."""
    title, found, number = page.blocks[index], set[int](), 0
    if title.kind is not BlockKind.HEADING or _numbered_as(title.text):
        return frozenset()
    for place in range(max(view.within(page, index)) + 1, len(page.blocks)):
        block = page.blocks[place]
        if place in found or block.kind not in _OPENING:
            continue
        if block.level != title.level or block.section != title.section or _numbered_as(block.text) != number + 1:
            break
        number += 1
        found |= view.within(page, place)
    return frozenset(found)


def _numbered_as(title: str) -> int:
    """The number a heading begins with; 0 for none."""
    told = _COUNT.match(title)
    number = told.group().strip(" \t\n\xa0.)") if told else ""
    return int(number) if number.isdecimal() else _ROMAN.get(number, 0)


def _in_lines(view: SitePages, page: Page, section: int) -> Iterator[tuple[Page, int, Filed, Document]]:
    """Plans and reports that a plain line of the page announces («План на 2024 год: …»), told in it and below it."""
    wanted = {id(block) for block in view.blocks_of(page, section)}
    linked = {link.block for link in page.links}
    left = _AGAIN
    for index, block in enumerate(page.blocks):
        if id(block) not in wanted or index in linked or block.kind not in _PLAIN:
            continue
        filed = _announced(block.text)
        if filed is None:
            continue
        told = _told(page, index, filed.kind, alone=left <= 0)
        left -= sum(len(page.blocks[place].text) + _DEAR for place in told)
        lines = [(place, page.blocks[place]) for place in told if place not in linked]
        document = document_of(page, [(place, one.text, one.kind, one.pointer) for place, one in lines])
        if is_written(filed.kind, document):
            yield page, index, filed, document


def _announced(text: str) -> Filed | None:
    """What a line says stands in it or below it; None for nothing, or for a mere mention of something."""
    said = normal(text[:_ANNOUNCING])
    if _PROMISED.search(said):
        return None
    if _PLANNED.search(said):
        return classify("План по устранению недостатков")  # of the years its terms tell
    filed = classify(text[:_ANNOUNCING])
    return filed if filed.kind in {FiledAs.PLAN, FiledAs.RESULTS} else None


def _told(page: Page, index: int, kind: FiledAs, *, alone: bool) -> list[int]:
    """The blocks that belong to such a line: rows right above it (of a plan), the line, and what follows it.

    A line below that announces the same may be an item of it («Составить план …»), unless each stands `alone`.
    """
    first = index
    while kind is FiledAs.PLAN and first > 0 and page.blocks[first - 1].kind is BlockKind.ROW:
        first -= 1
    first = _stamped_from(page, first) if kind is FiledAs.PLAN else first
    last = index + 1
    while last < min(len(page.blocks), index + _FOLLOWING) and page.blocks[last].kind not in _OPENING:
        other = classify(page.blocks[last].text[:_ANNOUNCING]) if page.blocks[last].kind in _PLAIN else None
        if other is not None and other.kind is not FiledAs.OTHER and (alone or other.kind is not kind):
            break
        last += 1
    return list(range(first, last))


def _innermost(
    view: SitePages, page: Page, parts: list[tuple[Page, int, Filed, Document]]
) -> list[tuple[Page, int, Filed, Document]]:
    """Those that hold no other of their kind: «Планы» over «План на 2023 год» and «План на 2026 год» is none.

    What names no year, within one that names its year, is a chapter of it: «3. Результаты в баллах».
    """

    def holds(one: tuple[Page, int, Filed, Document], other: tuple[Page, int, Filed, Document]) -> bool:
        return other is not one and other[2].kind is one[2].kind and other[1] in view.within(page, one[1])

    dated = [one for one in parts if len(one[2].years) == 1]
    whole = [one for one in parts if one[2].years or not any(holds(other, one) for other in dated)]
    return [one for one in whole if not any(holds(one, other) for other in whole)]


def _unnumbered(title: str) -> str:
    return _COUNT.sub("", title)


def _stamped_from(page: Page, first: int) -> int:
    """Where the stamps above a plan begin; the plan's own beginning where there are none."""
    above = range(max(0, first - _STAMP_LINES), first)
    stamps = [place for place in above if _STAMP.search(page.blocks[place].text)]
    plain = bool(stamps) and all(page.blocks[place].kind in _PLAIN for place in range(stamps[0], first))
    return stamps[0] if plain else first


def _parts(
    view: SitePages, page: Page, section: int, *, planned: bool = False
) -> Iterator[tuple[Page, int, Filed, Document]]:
    wanted = {id(block) for block in view.blocks_of(page, section)}
    linked = {link.block for link in page.links}
    for index, block in enumerate(page.blocks):
        titled = _titles_table(page, index)
        if id(block) not in wanted or index == section or not (block.kind in _OPENING or titled):
            continue
        title = block.text.rpartition("\n")[2] if titled else block.text
        filed = classify(f"План {title}" if planned and _ONLY_YEAR.fullmatch(normal(title)) else title)
        if filed.kind not in {FiledAs.PLAN, FiledAs.RESULTS}:
            continue
        inside = _until_heading(page, index) if titled else view.within(page, index) | _chapters(view, page, index)
        if filed.kind is FiledAs.PLAN:
            inside |= frozenset(range(_stamped_from(page, index), index))
        # «3. Планы» over a list of files is no item numbered three, nor are the files its measures
        lines = [
            (i, _unnumbered(b.text) if i == index else b.text, b.kind, b.pointer)
            for i, b in ((i, page.blocks[i]) for i in sorted(inside))
            if i == index or i not in linked or b.kind is BlockKind.ROW
        ]
        document = document_of(page, lines)
        if is_written(filed.kind, document):
            yield page, index, filed, document
