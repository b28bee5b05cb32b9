"""A text without a pattern's stems cannot match it: else a cheap look would change verdicts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.stems import cores_of, needs_of, stems_of
from rules.load import load_methodology

KBR = load_methodology("kbr-2017")
EVERY = [signal for role in KBR.lexicon.roles.values() for signal in (*role.signals, *role.smell)]
SIGNALS = [signal for signal in EVERY if stems_of(signal.regex)]


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"анкет\w*|опрос\w*", ("анкет", "опрос")),
        (r"\bнок\b", ("нок",)),
        (r"независим\w* (?:систем\w* )?оцен", ("независим",)),
        (r"(?:план )?работы", ("работы",)),
        (r"(?:нет){0,2}", ()),
        (r"(?:да){1,2}", ("да",)),
        (r"ответ|\w+", ()),
        (r"а|б", ()),
        (r"[ао]тчет\w*", ("тчет",)),
        (r"анкет|анкета", ("анкет",)),
        (r"(?!план)отчет", ("отчет",)),
        (r"(?i:анкет)", ()),
        (r"независим|нок\b", ("нок", "независим")),  # what the parser takes out of a choice belongs to each way
        (r"н(?:ок|\w+независим)", ("нок", "независим")),
        (r"план (?:\w+|работ)", ("план ",)),
    ],
)
def test_stems(pattern: str, stems: tuple[str, ...]) -> None:
    assert stems_of(re.compile(pattern)) == stems


def test_every_set_of_pieces_is_told_the_most_telling_first() -> None:
    assert needs_of(r"оценк\w* качеств") == ((" качеств",), ("оценк",))
    assert needs_of(r"план\w* (?:услуг|работ)") == ((" работ", " услуг"), ("план",))
    assert needs_of(r"\w+") == ()


def test_capitals_leave_nothing_to_look_for() -> None:
    assert stems_of(re.compile("анкет", re.IGNORECASE)) == ()


def test_nearly_every_signal_of_the_catalogue_has_stems() -> None:
    assert len(SIGNALS) >= 0.95 * len(EVERY)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_matches_holds_a_stem(data: st.DataObject) -> None:
    signal = data.draw(st.sampled_from(SIGNALS))
    text = data.draw(st.from_regex(signal.regex))
    for stems in needs_of(signal.regex.pattern):
        assert any(stem in text for stem in stems), (signal.regex.pattern, stems, text)


@pytest.mark.parametrize(
    ("stems", "cores"),
    [
        (("независим",), ("независим",)),
        ((" и обо", "лучшению качества"), ("обо", "лучшению")),
        (("95.2", 'ооо "опрос'), ("95.2", "опрос")),
        (("онлайн-опрос", "нок_"), ("онлайн", "нок")),
        (("независим", " -а"), ()),  # whatever is looked for, one of them may stand anywhere
        ((), ()),
    ],
)
def test_cores_are_written_in_one_way_only(stems: tuple[str, ...], cores: tuple[str, ...]) -> None:
    assert cores_of(stems) == cores
