"""Results of a poll on the quality of services that stand outside the НОК page: «на официальном сайте»."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.addresses import is_paper
from crawler.items import BlockKind, Link, Page, Reason
from rules.forms.questionnaire import compare
from rules.language.ways import ways_of
from rules.language.wording import normal
from rules.polls.announced import Published, announced, telling
from rules.polls.named import QUALITY, RESULTS, is_others
from rules.polls.results import Counting, poll_results_of
from rules.polls.subjects import OTHERS, file_is_of_another
from rules.site.reading import PageReading
from rules.view import SiteView

_RESULT_WAYS = ways_of(RESULTS)
_LINE = 600  # characters of a line that may be a question
_SHARE = 0.5  # of the topics of a model questionnaire


def elsewhere(view: SiteView) -> Iterator[Published]:
    """Results of a poll on the quality of services that stand outside the НОК page: «на официальном сайте»."""
    area = {page.url for page in view.nok.pages}
    for page in view.pages:
        if page.url in area or page is view.home:
            continue
        for link in view.links_of(page):
            label = normal(link.label) if is_paper(link.url) else ""
            if _RESULT_WAYS.are_met(label) and QUALITY.search(label) and not is_others(label):
                yield from _filed(view, page, link)
        names, reading = view.fields_of(page), view.reading(page)
        titles = (*names["title"], *names["heading"], *names["inbound"])
        if not any(map(_RESULT_WAYS.may_be_met, titles)) and not _may_announce(reading):
            continue
        heads = (text for at, text in reading.openings.items() if page.blocks[at].kind is BlockKind.HEADING)
        if any(map(_RESULT_WAYS.are_met, (*titles, *heads))):
            other = OTHERS.search(" ".join((*names["title"], *names["heading"])))
            if not other and (QUALITY.search(normal(page.text)) or _asks_of_quality(page)):
                yield from announced(view, page, -1)


def _may_announce(reading: PageReading) -> bool:
    """False only where no line of a page can be a heading of results."""
    return any(map(reading.vocabulary.may_hold_all, (way.needs for way in _RESULT_WAYS.each)))


def _asks_of_quality(page: Page) -> bool:
    """Whether the lines of a page are the questions of the assessment, whatever they call it."""
    lines = [block.text.split(" | ")[0] for block in page.blocks if len(block.text) <= _LINE]
    match = compare(lines)
    return match.share >= _SHARE and not match.other


def _filed(view: SiteView, page: Page, link: Link) -> Iterator[Published]:
    """A file called results: what it counts, or that nobody could read it."""
    read = next((d for d in view.site.documents if d.url == link.url and d.text), None)
    counting = poll_results_of(read).counting if read is not None else Counting.UNSURE
    if counting in {Counting.COUNTED, Counting.UNSURE} and not (read is not None and file_is_of_another(read)):
        texts = (link.label, *(telling(read.text.split("\n")) if read is not None else ()))
        doubt = None if counting is Counting.COUNTED else Reason.NOT_REACHED if read is None else Reason.AMBIGUOUS
        yield Published(view.link_evidence(page, link), texts, doubt)
