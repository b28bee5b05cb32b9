"""Labels that tell nothing of what a link leads to."""

from __future__ import annotations

import pytest

from crawler.addresses import PAPER_ENDINGS
from rules.acts.lists import file_words
from rules.site.captions import is_bare
from rules.site.labels import GENERIC


@pytest.mark.parametrize("ending", sorted(PAPER_ENDINGS))
def test_a_format_or_the_name_of_a_file_says_nothing_in_whatever_format(ending: str) -> None:
    for label in (ending, f"scan-12.{ending}", f"скачать {ending}"):
        assert is_bare(label)
    assert GENERIC.match(ending)
    assert GENERIC.match(f"scan-12.{ending}")
    assert file_words(f"https://a.test/Приказ_№344н.{ending}") == "Приказ №344н"


@pytest.mark.parametrize("label", ["План на 2023 год", "Приказ № 12.docx"])
def test_a_name_is_not_bare(label: str) -> None:
    assert not is_bare(label)
