"""A site's own poll beside the portal's page for reviews, which every organization has and nobody here can read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rules.language.wording import host_of
from rules.model import Answer, Verdict
from rules.polls.online import Poll

_PORTAL = "bus.gov.ru"


def own_beside_reviews(polls: Sequence[Poll], answers: Sequence[Answer]) -> Answer | None:
    """The answer on the site's own poll where it is wanting and nothing but the portal's page is unread beside it.

    That page does not mend what an institution asks itself; a remark tells of it. None: it depends on other polls.
    """
    found = list(zip(polls, answers, strict=True))
    own = [answer for _, answer in found if answer.verdict is Verdict.UNMET]
    unread = [poll for poll, answer in found if answer.verdict is Verdict.UNSURE]
    if not own or not unread or any(answer.verdict is Verdict.MET for answer in answers):
        return None
    if not all(host_of(poll.url).endswith(_PORTAL) for poll in unread):
        return None
    remark = f"Есть и ссылка на отзывы bus.gov.ru ({unread[0].url}); страница там не читалась."
    return msgspec.structs.replace(own[0], remarks=(*own[0].remarks, remark))
