"""Years do not run out: no pattern of a year ends early, and what must end says so in time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from rules.dates.years import LAST_SHORT, LAST_YEAR

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path
    for folder in ("crawler", "rules", "audits", "data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".yml"} and "_compiled" not in path.parts
)
_ENDS = re.compile(r"(?<!\d)20(?:\[(?![^\]]*9)[\d-]*\]|\(\?:\[?\d)")  # «20[0-3]\d», «20[12]\d», «20(?:1|2)\d»


def test_no_pattern_of_a_year_ends_early() -> None:
    assert len(FILES) > 300
    ending = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in FILES
        if (found := _ENDS.search(path.read_text("utf-8")))
    ]
    assert ending == []


def test_a_pattern_that_ends_early_is_found() -> None:
    assert all(map(_ENDS.search, (r"20[0-3]\d", r"\b20[012]\d\b", r"20[1-4]\d", r"20(?:1|2)\d", r"20(?:[12]\d)")))
    assert not any(map(_ENDS.search, (r"20\d\d", r"20[1-9]\d", r"2020[-–]2021", r"(?:19|20)\d\d", r"20(?:\d\d)")))


def test_what_must_end_ends_in_ten_years_at_the_soonest() -> None:
    """If this fails, move the ends on by ten years in `rules.dates.years` and judge the sets anew."""
    assert date.today().year + 10 < min(LAST_SHORT, LAST_YEAR)
