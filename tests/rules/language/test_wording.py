"""Texts normalised together are what they are one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.wording import normal, normal_all

_LETTERS = "аёЁЙбВ- –—«»„“’_ .9zΣσ\u00ad\u200b\u00a0\u2e3a\n\t"
texts = st.lists(st.text(st.sampled_from(_LETTERS) | st.characters(), max_size=12), max_size=6)


@given(texts)
def test_together_as_one_by_one(given_texts: list[str]) -> None:
    assert normal_all(given_texts) == [normal(text) for text in given_texts]


@pytest.mark.parametrize(
    "written",
    [
        [],
        [""],
        ["", ""],
        ["Оценка каче- ства", "услуг -", "план"],
        ["слово-", "вместе"],
        [" край", "край "],
        ["две\u00a0части", "НОК — это"],
        ["так\u2e3aтак"],
        ["отчет" * 13, "план"],
        ["план" * 15, "отчет" * 12],
        ["а" * 59 + "ё", "б" * 61],
    ],
)
def test_edges(written: list[str]) -> None:
    assert normal_all(written) == [normal(text) for text in written]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("а" * 60, "а" * 60),
        ("а" * 61 + " б", "а" * 60 + " а б"),
        ("кто " + "а" * 150, "кто " + " ".join(["а" * 60, "а" * 60, "а" * 30])),
        ("/раздел-1" * 20, "/раздел-1" * 20),  # words of an address are short
        ("Э" * 70 + ", «ёж»", "э" * 60 + " " + "э" * 10 + ', "еж"'),
    ],
)
def test_no_word_is_longer_than_words_are(written: str, said: str) -> None:
    assert normal(written) == said


def test_a_russian_word_is_mended_in_any_place() -> None:
    assert normal("а" * 70 + " Hезависимая оцeнка") == "а" * 60 + " " + "а" * 10 + " независимая оценка"
