"""What class attributes say does not depend on how often, or among how many others, they were seen."""

from __future__ import annotations

import pytest

from crawler.extract import classes
from crawler.extract.classes import told_by
from crawler.extract.tags import CONCEALED, OPENING


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("", 0),
        ("content", 0),
        ("tab-pane fade", CONCEALED),
        ("Tab-Pane", CONCEALED),
        ("tab-pane fade show active", 0),
        ("collapse navbar-collapse", 0),
        ("accordion-header", OPENING),
        ("spoiler_title", OPENING),
        ("modal accordion-title", CONCEALED | OPENING),
    ],
)
def test_what_classes_say(names: str, told: int) -> None:
    assert told_by(names) == told
    assert told_by(names) == told  # from memory


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    for number in range(classes._KEPT + 2):
        told_by(f"item-{number}")
    assert len(classes._KNOWN) <= classes._KEPT
    assert told_by("modal") == CONCEALED
