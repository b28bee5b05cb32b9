"""The online poll on the quality of conditions: on the НОК page, one click from it, or on the home page."""

from __future__ import annotations

import msgspec

from rules.checks.answers import absent, met
from rules.checks.poll_doubt import doubt
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.polls import candidates, polls
from rules.view import SiteView


@check("poll-published", NoOptions)
def poll_published(view: SiteView, _: NoOptions) -> Answer:
    """An online poll on the quality of conditions stands on the НОК page, one click from it, or on the home page."""
    found = next(iter(polls(view)), None)
    if found is not None:
        answer = met(found.evidence, kind=found.kind, url=found.url, page=found.page.url)
    else:
        answer = doubt(view) or absent()
    return msgspec.structs.replace(answer, candidates=candidates(view))
