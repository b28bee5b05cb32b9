from __future__ import annotations

import pytest

from crawler.extract.text import clean, shorten


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  План\n\t на\u00a02024 год ", "План на 2024 год"),
        ("при\u00adказ", "приказ"),
        ("\u202eобман\u202c \u200b тут", "обман тут"),
        ("\x00\x1b[31mкрасный\x07", "[31mкрасный"),
        ("и\u0306", "й"),
        ("\ufeff", ""),
        ("emoji 😀 остаётся", "emoji 😀 остаётся"),
    ],
)
def test_clean(written: str, read: str) -> None:
    assert clean(written) == read


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("раз два три", 11) == "раз два три"
    assert shorten("раз два три", 9) == "раз два…"
    assert shorten("а" * 20, 5) == "аааа…"
