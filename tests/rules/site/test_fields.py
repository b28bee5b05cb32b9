"""Long fields are made only when something that is looked for may stand in them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rules.language.ways import ways_of
from rules.lexicon.signals import Role, Signal
from rules.site.fields import Fields
from rules.site.roles import classify, may_be_accepted

PHRASES = ["", "независимая оценка качества", "опрос о качестве", "анкета", "новости"]
texts = st.lists(st.sampled_from(PHRASES), max_size=2).map(tuple)


def unmade() -> tuple[str, ...]:
    raise AssertionError("nobody asked for it")


def test_a_hint_spares_making_a_field() -> None:
    fields = Fields({"title": ("новости",)}, {"text": unmade}, {"text": lambda stems: "анкет" in stems})
    assert not fields.may_hold("text", (("опрос", "независим"),))
    assert fields.is_dear("text")
    assert fields.may_hold("title", (("опрос", "новост"),))
    assert not fields.may_hold("heading", (("новост",),))


def test_a_hint_proves_nothing() -> None:
    fields = Fields({}, {"text": lambda: ("анкета",)}, {"text": lambda stems: True})
    assert fields.may_hold("text", (("опрос", "анкет"),))
    assert not fields.may_hold("text", (("опрос",),))
    assert not fields.may_hold("text", (("анкет",), ("опрос",)))
    assert not fields.is_dear("text")


def signal(pattern: str, weight: float, *fields: str, group: str = "") -> Signal:
    regex = re.compile(pattern)
    return Signal(fields, regex, ways_of(regex), weight, pattern, group=group)


signals = st.builds(
    signal,
    st.sampled_from(["опрос", "анкет", "качеств", "независим", "новости"]),
    st.sampled_from([0.6, 0.3, 0.25, -0.4]),
    st.sampled_from(["title", "text"]),
    group=st.sampled_from(["", "name"]),
)


@given(st.lists(signals, max_size=4).map(tuple), texts, texts, st.sampled_from([0.25, 0.5, 0.6]))
def test_what_cannot_be_accepted_is_not(
    signals: tuple[Signal, ...], title: tuple[str, ...], text: tuple[str, ...], threshold: float
) -> None:
    role = Role("poll", "Опрос", threshold, signals, ())
    fields = Fields({"title": title}, {"text": lambda: text})
    may = may_be_accepted(role, fields)
    assert may or not classify(role, fields).accepted


def test_a_title_alone_may_settle_that_a_role_is_out_of_reach() -> None:
    role = Role("poll", "Опрос", 0.5, (signal("опрос", 0.3, "title"), signal("качеств", 0.25, "text")), ())
    assert not may_be_accepted(role, Fields({"title": ("новости",)}, {"text": unmade}))
    assert may_be_accepted(role, Fields({"title": ("опрос",)}, {"text": unmade}))
