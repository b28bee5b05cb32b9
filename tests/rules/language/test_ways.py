"""A pattern taken apart says of every text what the whole says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.ways import ways_of
from rules.load import load_methodology

KBR = load_methodology("kbr-2017")
SIGNALS = [signal for role in KBR.lexicon.roles.values() for signal in (*role.signals, *role.smell)]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("анкет", ["анкет"]),
        ("анкет|опрос", ["анкет", "опрос"]),
        ("(?:анкет|(?:опрос|отзыв))", ["анкет", "опрос", "отзыв"]),
        ("(?:анкет|опрос)ы", ["(?:анкет|опрос)ы"]),
        ("(?:анкет)(?:а|ы)", ["(?:анкет)(?:а|ы)"]),
        (r"[|)\]]нок|\|нок|\(", [r"[|)\]]нок", r"\|нок", r"\("]),
        (r"[]|]нок|[^]|]нок", ["[]|]нок", "[^]|]нок"]),
        (r"[\\]|нок", [r"[\\]", "нок"]),
        (r"(а|б)\1|нок", [r"(а|б)\1|нок"]),
        ("план(?!ет|ер)|отчет", ["план(?!ет|ер)", "отчет"]),
        ("", [""]),
    ],
)
def test_ways(pattern: str, parts: list[str]) -> None:
    assert [way.regex.pattern for way in ways_of(re.compile(pattern)).each] == parts


def test_capitals_stay_alike() -> None:
    ways = ways_of(re.compile("анкет|опрос", re.IGNORECASE))
    assert ways.are_met("ОПРОС")
    assert not ways.are_met("отзыв")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_matches_is_met(data: st.DataObject) -> None:
    signal = data.draw(st.sampled_from(SIGNALS))
    assert signal.ways.are_met(data.draw(st.from_regex(signal.regex)))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_is_met_matches(data: st.DataObject) -> None:
    signal = data.draw(st.sampled_from(SIGNALS))
    text = data.draw(st.from_regex(data.draw(st.sampled_from(signal.ways.each)).regex))
    assert signal.regex.search(text)
