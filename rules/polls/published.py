"""Where results of the online poll stand: papers, pages and lines that count answers, and what may be such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import Block, Link, Page, Reason, Region
from rules.absence.unread import is_dead, trouble, why_unread
from rules.dates.periods import Span, find_periods
from rules.language.translit import name_words
from rules.language.wording import file_name_of, normal
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.papers.written import document_of
from rules.polls.announced import Published, announced, closed_frame, is_liked, telling
from rules.polls.elsewhere import elsewhere
from rules.polls.named import ASKED, CALLED, RESULTS, called, is_liking, is_others
from rules.polls.results import Counting, poll_results, poll_results_of
from rules.polls.subjects import file_is_of_another, is_of_another, on_other_subjects, page_is_of_another
from rules.polls.tallies import SHARES, tallies_of
from rules.reasons import DEAD_LINK
from rules.view import SiteView

_TELLING = re.compile(r"\bотвеча\w+|\bответил\w*|\bмнени|\bитог|\bрезультат|что (?:говор|дума)")  # under «Опрос»
# papers that count answers as well: the operator's, and what follows from them
_COUNTING_TOO = frozenset({FiledAs.RESULTS, FiledAs.RATING, FiledAs.PLAN, FiledAs.PLAN_PROGRESS})
_OPINION = re.compile(
    r"\bответ|\bдовол|удовлетвор|устраива|нрав|мнени|\bанкет|опро[сш]|респондент|голос|посовет|рекоменд"
)
_NOT_OF_POLLS = re.compile(
    r"\bоператор|\bкритери|\bбалл|\bплан\b|недостат|успеваемост|охват|бюджет|закупк|коррупц|питани|столов"
)
_OPERATORS_REPORT = re.compile(r"\bотчет\w*.{0,60}\bоператор")
_LINE = 600  # characters of a line that may count answers
_SEVERAL = 2  # shares that make a count


def published(view: SiteView) -> tuple[Published, ...]:
    """Results of polls on the НОК page and one click from it: documents, links and sections with something in them."""
    return view.once(_published)


def _published(view: SiteView) -> tuple[Published, ...]:
    return tuple(_in_area(view))


def _in_area(view: SiteView) -> Iterator[Published]:
    for paper in of_kind(view, FiledAs.POLL_RESULTS):
        label = normal(paper.link.label)  # where it says what it is, what stands beside it does not matter
        named = label if RESULTS.search(label) else f"{label} {normal(paper.caption)}"
        if is_others(named) or is_dead(paper, view):
            continue
        inside = paper.document.text if paper.document is not None else ""
        doubt = trouble(paper, view)
        if is_of_another(named, inside) or (not RESULTS.search(label) and is_of_another(normal(paper.heading), inside)):
            continue
        if paper.document is not None and file_is_of_another(paper.document):
            continue
        if paper.document is not None and inside:
            counting = poll_results_of(paper.document).counting
            told = next(tallies_of(paper.document), None) if counting is Counting.NONE else None
            if told is not None:
                counting = Counting.COUNTED
            if counting in {Counting.RAW, Counting.NONE}:
                continue  # filled-in questionnaires, or words without a number
            doubt = Reason.AMBIGUOUS if counting is Counting.UNSURE else None
        texts = (
            paper.link.label,
            paper.caption,
            file_name_of(paper.link.url),
            paper.heading,
            *telling(inside.split("\n")),
        )
        yield Published(evidence_of(view, paper), texts, doubt)
    yield from _called_answers(view)
    files = {paper.link.url for paper in view.papers}
    others = {paper.page.url for paper in view.papers if paper.is_whole_page and paper.kind in _COUNTING_TOO}
    places = [place.page for place in view.nok.places]
    for page, section in view.nok.pieces:
        for link in _content_links(view, page, section):
            label = called(page, link)
            if RESULTS.search(label) and not is_others(label) and "#" not in link.url and link.url not in files:
                yield from _linked(view, page, link)
            elif _TELLING.search(label) and ASKED.search(normal(page.heading_of(link.section))):
                yield from (one for one in _linked(view, page, link) if one.doubt is None)
        names = view.fields_of(page)
        reports = any(_OPERATORS_REPORT.search(name) for name in (*names["title"], *names["heading"]))
        own = not reports and (page.url not in others or any(page is one for one in places))
        if own or any(RESULTS.search(name) for name in (*names["title"], *names["heading"])):
            yield from announced(view, page, section)


def _called_answers(view: SiteView) -> Iterator[Published]:
    """Files of no kind anybody knows that are called answers, and count them: «Ответы за 2025 год (166 семей)»."""
    for paper in of_kind(view, FiledAs.OTHER, FiledAs.QUESTIONNAIRE_FILE):
        if paper.document is None or not _says_answers(view, paper) or file_is_of_another(paper.document):
            continue
        if (told := next(tallies_of(paper.document), None)) is not None:
            inside = (*telling(paper.document.text.split("\n")), *told.texts)
            texts = (paper.link.label, paper.caption, file_name_of(paper.link.url), paper.heading, *inside)
            yield Published(evidence_of(view, paper), texts, placed=True)


def _says_answers(view: SiteView, paper: Paper) -> bool:
    said = normal(f"{paper.link.label} {paper.caption} {paper.heading} {name_words(paper.link.url)}")
    # «III квартал 2026 года»: of all that belongs there only answers are counted by quarters
    spans = {one.span for one in find_periods(f"{paper.link.label} {paper.caption}")}
    among = Span.YEAR in spans and (paper.page.url, paper.heading) in view.once(
        _quarterly
    )  # «Весь 2025 год» below them
    told = CALLED.search(said) is not None or Span.QUARTER in spans or among
    return told and not is_others(said) and not paper.foreign


def _quarterly(view: SiteView) -> frozenset[tuple[str, str]]:
    """Pages and headings below which files that may count answers are called by quarters."""
    found = of_kind(view, FiledAs.OTHER, FiledAs.QUESTIONNAIRE_FILE)
    by_quarter = (one for one in found if any(p.span is Span.QUARTER for p in find_periods(one.link.label)))
    return frozenset((one.page.url, one.heading) for one in by_quarter)


def unopened(view: SiteView) -> tuple[Paper, ...]:
    """Such files that nobody has opened: nothing may be called missing before somebody does."""
    found = of_kind(view, FiledAs.OTHER)
    return tuple(one for one in found if _says_answers(view, one) and why_unread(one, view) is Reason.NOT_REACHED)


def _content_links(view: SiteView, page: Page, section: int) -> Iterator[Link]:
    """Links of a piece; and those that the menu has too, where a line of the page's text says what they lead to."""
    own = list(view.links_of(page, section))
    yield from own
    known = {id(link) for link in own}
    for link in page.links if section < 0 else ():
        if link.region is Region.CONTENT and id(link) not in known and RESULTS.search(called(page, link)):
            yield link


def _linked(view: SiteView, page: Page, link: Link) -> Iterator[Published]:
    """Results on a page of their own, or in its frame, that must hold some; what was not read leaves it open."""
    target = view.by_address.get(page_key(link.url))
    if target is None:
        failed = next((one.reason for one in view.site.failures if page_key(one.url) == page_key(link.url)), None)
        if failed not in DEAD_LINK:
            named = (link.label, page.heading_of(link.section))
            yield Published(view.link_evidence(page, link), named, failed or Reason.NOT_REACHED, link.url)
        return
    parts = (target, *view.framed(target))
    said = "\n".join(part.text for part in parts)
    if is_of_another(called(page, link), said) or page_is_of_another(parts):
        return
    tables = tuple(table for part in parts for table in document_of(part).tables)
    seen = poll_results(said, tables=tables, images=sum(len(part.images) for part in parts))
    if seen.counting is Counting.COUNTED:
        texts = (link.label, page.heading_of(link.section), *telling(said.split("\n"), 4_000))
        yield Published(view.link_evidence(page, link), texts, placed=True)
    elif seen.counting is Counting.UNSURE:
        yield Published(view.link_evidence(page, link), (link.label,), Reason.AMBIGUOUS)
    elif (closed := closed_frame(view, target)) is not None:
        reason, url = closed
        yield Published(view.link_evidence(page, link), (link.label,), reason, url)


def _elsewhere(view: SiteView) -> tuple[Published, ...]:
    return tuple(elsewhere(view))


def all_published(view: SiteView) -> tuple[Published, ...]:
    """What stands in the area of the НОК page; only when nothing counted stands there, what stands elsewhere."""
    found = published(view)
    return found if any(one.doubt is None for one in found) else (*found, *view.once(_elsewhere))


def like_counts(view: SiteView) -> tuple[Page, Block] | None:
    """A line of the НОК page, or of one below, that counts answers though nothing calls it results of a poll."""
    papers = {paper.page.url for paper in view.papers if paper.is_whole_page and paper.kind in _COUNTING_TOO}
    for page, section in view.nok.pieces:
        own = {id(block) for block in view.blocks_of(page, section)} if page.url not in papers else set()
        own -= {id(page.blocks[at]) for at in on_other_subjects(view, page, own)}
        for index, block in enumerate(page.blocks):
            if id(block) not in own or not SHARES.search(block.text[:_LINE]):
                continue
            if is_liking(normal(block.text[:_LINE])) or is_liked(page, index):
                continue
            below = [one.text[:_LINE] for one in page.blocks[index : index + 3] if one.section == block.section]
            if len(SHARES.findall(" ".join(below))) < _SEVERAL:
                continue
            near = " ".join(one.text[:_LINE] for one in page.blocks[max(0, index - 2) : index + 1])
            told = normal(f"{page.heading_of(block.section)} {near}")
            if _OPINION.search(told) and not is_others(told) and not _NOT_OF_POLLS.search(told):
                return page, block
    return None
