"""A judgement holds for another look at a site only when nothing a rule asks about has changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from crawler.items import AccessibleVersion, Card, Coverage, Document, Facts, Failure, Reason, Site, Trail, Unread
from rules.sameness import outline
from tests.rules.sites import BASE, SEEN, page

HOME, OTHER = page("/", "Школа"), page("/a", "Новости")
SITE = Site(BASE + "/", pages=(HOME, OTHER), coverage=Coverage(home_read=True, stopped="failed", pages=2))
LATER = SEEN + timedelta(minutes=1)


def looked(**more: Any) -> Facts:
    return outline(Facts(site=replace(SITE, **more)))


def covered(**more: Any) -> Facts:
    return looked(coverage=replace(SITE.coverage, **more))


@pytest.mark.parametrize(
    "again",
    [
        looked(started_at=SEEN, finished_at=LATER, trail=Trail(reader="1")),
        covered(requests=9, bytes=9, seconds=9.0),
        covered(stopped="decided"),
    ],
)
def test_time_and_cost_change_no_verdict(again: Facts) -> None:
    assert again == looked()


@pytest.mark.parametrize(
    "again",
    [
        looked(pages=(HOME,)),
        looked(pages=(HOME, page("/b", "Новости"))),
        looked(pages=(HOME, replace(OTHER, sha256="1"))),
        looked(pages=(HOME, replace(OTHER, rendered=True))),
        looked(pages=(HOME, replace(OTHER, fetched_at=LATER))),
        looked(pages=(HOME, replace(OTHER, needs_script=True))),
        looked(pages=(HOME, replace(OTHER, sealed=("Планы",)))),
        looked(pages=(HOME, replace(OTHER, unchosen=("Год",)))),
        looked(documents=(Document(BASE + "/a.pdf"),)),
        looked(failures=(Failure(BASE + "/b", Reason.TIMEOUT),)),
        looked(accessible=AccessibleVersion(tried=True)),
        looked(browser="chromium"),
        looked(refusal=Reason.BOT_WALL),
        covered(stopped="budget"),
        covered(stopped="exhausted"),
        covered(navigation_read=True),
        covered(unread=(Unread(BASE + "/b", Reason.NOT_REACHED),), unread_count=1),
        outline(Facts(site=SITE, card=Card())),
        outline(Facts()),
    ],
)
def test_whatever_a_rule_may_ask_about_counts(again: Facts) -> None:
    assert again != looked()
