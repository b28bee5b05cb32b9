"""When a night in which sites fall silent proves nothing."""

from __future__ import annotations

import pytest

from audits.guards import fallen_silent, gone_quiet
from crawler.items import Reason

SILENT = Reason.TIMEOUT


def sites(answering: int, silent: int = 0) -> dict[str, Reason | None]:
    return {str(number): None if number < answering else SILENT for number in range(answering + silent)}


@pytest.mark.parametrize(
    ("before", "now", "believed"),
    [
        (sites(10), sites(0, 10), False),
        (sites(10), sites(4, 6), False),
        (sites(10), sites(5, 5), True),  # half is not most
        (sites(4), sites(0, 4), True),  # too few to say that it is not they
        (sites(5), sites(0, 5), False),
        (sites(0, 10), sites(0, 10), True),  # they have been silent for long
        (sites(6, 100), sites(5, 101), True),
        ({}, sites(0, 10), True),  # nobody was asked before
    ],
)
def test_most_of_those_that_answered_do_not_fall_silent_at_once(
    before: dict[str, Reason | None], now: dict[str, Reason | None], believed: bool
) -> None:
    assert (gone_quiet(before, now) == "") is believed


def test_only_those_that_answered_before_have_fallen_silent() -> None:
    before = {"a": None, "b": SILENT, "c": None}
    now = {"a": SILENT, "b": SILENT, "c": None, "d": SILENT}
    assert fallen_silent(before, now) == {"a": SILENT}
