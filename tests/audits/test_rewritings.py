"""The same sites in other clothes: what a person would not see differently must not be accused."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.demo.region import declared
from bench.metamorphic import Verdicts, compared, demo, rewritten, verdicts
from bench.rewritings import REWRITINGS, by_hand, pieces, shouted
from rules.model import Outcome

SOME = {one.organization.id for one in declared()[::5]}


def judged(name: str) -> Verdicts:
    with demo(REWRITINGS.get(name)) as (organizations, options):
        return verdicts([one for one in organizations if one.id in SOME], options)


@pytest.fixture(scope="module")
def before() -> Verdicts:
    return judged("as it is")


@pytest.mark.parametrize("name", ["by_hand", "shouted", "marked_links"])
def test_nobody_is_accused_for_how_the_pages_are_made(name: str, before: Verdicts) -> None:
    assert sum(finding.outcome is Outcome.PASSED for finding in before.values()) > 50
    turned = compared(before, judged(name))
    assert not [one for one in turned if one.after.outcome is Outcome.FAILED]
    assert len(turned) <= len(before) // 50


def test_rewriting_keeps_the_encoding_and_changes_the_page() -> None:
    body = '<meta charset="windows-1251"><body><nav class="a"><ul><li>Новости сада</ul></nav>'.encode("cp1251")
    assert rewritten(body, shouted) == body.decode("cp1251").replace("Новости сада", "НОВОСТИ САДА").encode("cp1251")
    assert not re.search(rb"<nav|<ul|class", rewritten(body, by_hand))


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<a href='x'>", "слово", " ", "<!--", "-->", "<script>", "</script>", "<", ">"])
    )
)
def test_pieces_are_the_source(parts: list[str]) -> None:
    html = "".join(parts)
    assert "".join(text for _, text in pieces(html)) == html


@pytest.mark.parametrize("name", sorted(REWRITINGS))
def test_every_rewriting_is_the_same_each_time_and_makes_nothing_of_nothing(name: str) -> None:
    html = "<html><body><h1>Оценка качества</h1><ul><li><a href='/nok'>Независимая оценка</a></ul></body></html>"
    assert REWRITINGS[name](html, random.Random(1)) == REWRITINGS[name](html, random.Random(1))
    assert REWRITINGS[name]("", random.Random(1)) == ""
