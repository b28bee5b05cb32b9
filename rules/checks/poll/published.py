"""The online poll on the quality of conditions: on the НОК page, one click from it, or on the home page."""

from __future__ import annotations

import msgspec

from crawler.items import Link, Page
from rules.absence import dead_links
from rules.checks.answers import absent, met
from rules.checks.page.published import unknown_page
from rules.checks.poll.doubt import doubt
from rules.checks.registry import NoOptions, check
from rules.language.wording import normal
from rules.lexicon.word_lists import poll_words
from rules.model import Answer
from rules.papers.filed import FiledAs, classify
from rules.polls.online import candidates, link_context, on_other_topic, places, polls
from rules.view import SiteView


@check("poll-published", NoOptions)
def poll_published(view: SiteView, _: NoOptions) -> Answer:
    """An online poll on the quality of conditions stands on the НОК page, one click from it, or on the home page."""
    found = next(iter(polls(view)), None)
    if found is not None:
        answer = met(found.evidence, kind=found.kind, url=found.url, page=found.page.url)
    else:
        answer = doubt(view) or unknown_page(view) or absent(remarks=_dead(view))
    return msgspec.structs.replace(answer, candidates=candidates(view))


def _dead(view: SiteView) -> tuple[str, ...]:
    """Links that promise such a poll and lead to nothing."""
    about = {page.url for page, devoted in places(view) if devoted}

    def promised(page: Page, link: Link) -> bool:
        words = poll_words()
        if not words.calls.search(normal(link.label)) or on_other_topic(page, link):
            return False
        if classify(link.label).kind is FiledAs.POLL_RESULTS:
            return False
        return page.url in about or words.quality.search(link_context(page, link)) is not None

    return dead_links.remarks(view, ((page, -1) for page, _ in places(view)), promised)
