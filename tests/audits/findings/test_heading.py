"""Who and what site a list of findings is about."""

from __future__ import annotations

from datetime import date

import pytest

from audits.findings.lines import heading_lines
from rules.model import Organization


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("нет", "Музей — официального сайта нет (в реестре: «нет»)"),
        ("ftp://primer.test", "Музей — адрес сайта не понят (в реестре: «ftp://primer.test»)"),
        ("", "Музей — адрес сайта неизвестен"),
    ],
)
def test_that_there_is_no_site_is_known_where_the_registry_says_so(note: str, said: str) -> None:
    first, *_ = heading_lines(Organization("m1", name="Музей", site_note=note), "kbr-2017", date(2026, 11, 20), None)
    assert first.text == said
