"""Labels that tell nothing of what a link leads to."""

from __future__ import annotations

import pytest

from crawler.addresses import PAPER_ENDINGS
from rules.acts.listed import file_words
from rules.site.labels import is_bare


@pytest.mark.parametrize("ending", sorted(PAPER_ENDINGS))
def test_a_format_or_the_name_of_a_file_says_nothing_in_whatever_format(ending: str) -> None:
    for label in (ending, f"scan-12.{ending}", f"скачать {ending}"):
        assert is_bare(label)
    assert file_words(f"https://a.test/Приказ_№344н.{ending}") == "Приказ №344н"


@pytest.mark.parametrize(
    "label",
    [
        "Архив",
        "Копия",
        "Далее",
        "Полностью",
        "В раздел",
        "2022",
        "Скачать материалы",
        "Продолжение",
        "View",
        "стр. 2",
    ],
)
def test_a_label_of_words_that_every_link_may_bear_is_bare(label: str) -> None:
    assert is_bare(label)
    assert is_bare(label, years_count=True)


def test_a_year_names_a_page_and_no_document() -> None:
    assert is_bare("2022 год")
    assert not is_bare("2022 год", years_count=True)


@pytest.mark.parametrize("label", ["План на 2023 год", "Приказ № 12.docx", "НОК", "ЦРБ"])
def test_a_name_is_not_bare(label: str) -> None:
    assert not is_bare(label)
