"""A piece of a word that stands in a page's normalised text is never said to be missing from its vocabulary."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.vocabulary import Vocabulary
from rules.language.wording import normal

_LETTERS = "аёЁЙбВ- –—«»„“’_ .9zΣσ\u00ad\u200b\u00a0\u2e3a\n\t"
_PIECES = ["не зависимая ", "Не\u00a0зависимой", "устране- ", "нию", "Hезависимая", "оценка"]
texts = st.lists(
    st.text(st.sampled_from(_LETTERS) | st.characters(), max_size=12)
    | st.lists(st.sampled_from(_PIECES), max_size=4).map("".join),
    max_size=6,
)


@given(texts)
def test_no_run_of_letters_is_lost(given_texts: list[str]) -> None:
    vocabulary = Vocabulary(given_texts)
    for text in map(normal, given_texts):
        for run in re.findall(r"[^\W_]+", text):
            assert vocabulary.may_hold((run,))
            assert vocabulary.may_hold(("такого нет", run[1:]))
            assert vocabulary.may_hold_all(((run,), (run[1:], "такого нет")))


@pytest.mark.parametrize(
    ("written", "stem", "holds"),
    [
        (["Оценка КАЧЕ\u00adСТВА"], "качества", True),
        (["Оценка каче- ства"], "качества", True),
        (["Оценка каче–\u00a0 ства"], "качества", True),
        (["Оценка каче-", "ства"], "качества", False),  # two lines of a page are no word
        (["кол- во"], "колво", False),  # not a broken word: too short to be the rest of one
        (["учёт"], "учет", True),
        (["Не зависимая оценка"], "независимая", True),
        (["слово", "вместе"], "словов", False),
        (["план услуг"], "лучшению услуг", False),  # the longest word of a piece is looked for
        (["улучшению"], "лучшению качества", True),
        ([], "план", False),
    ],
)
def test_stems(written: list[str], stem: str, holds: bool) -> None:
    vocabulary = Vocabulary(written)
    assert vocabulary.may_hold((stem,)) is holds
    assert vocabulary.may_hold_all((("план", "учет", "качеств", stem), (stem,))) is holds


def test_what_cannot_be_looked_for_may_be_anywhere() -> None:
    assert Vocabulary(["план"]).may_hold(("а-б", "независим"))
    assert Vocabulary(["план"]).may_hold_all(())
