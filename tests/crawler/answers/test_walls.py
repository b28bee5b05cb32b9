"""Walls are known for what they are, and ordinary pages on the same subjects are none."""

from __future__ import annotations

import random

import pytest

from bench.rewritings import REWRITINGS
from crawler.answers.walls import recognise
from tests.crawler.seen_walls import ORDINARY, WALLS

URL = "http://school.test/"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("name", WALLS)
def test_a_wall_gets_its_reason(name: str, encoding: str) -> None:
    seen = WALLS[name]
    wall = recognise(seen.status, {"server": seen.server}, seen.body.encode(encoding), URL)
    assert wall is not None
    assert wall.reason is seen.reason, wall


@pytest.mark.parametrize("name", ORDINARY)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_an_ordinary_page_on_the_subject_is_none(name: str, encoding: str) -> None:
    assert recognise(200, {"server": "ddos-guard"}, ORDINARY[name].encode(encoding), URL) is None


@pytest.mark.parametrize(
    "rewriting", ["spaced", "in_entities", "shouted", "capital_tags", "bold_headings", "font_soup"]
)
@pytest.mark.parametrize("name", WALLS)
def test_a_wall_rewritten_is_the_same_wall(name: str, rewriting: str) -> None:
    seen = WALLS[name]
    body = REWRITINGS[rewriting](seen.body, random.Random(1))
    wall = recognise(seen.status, {"server": seen.server}, body.encode(), URL)
    assert wall is not None
    assert wall.reason is seen.reason, wall


def test_what_stands_in_place_of_a_site_is_quoted_as_it_is_written() -> None:
    body = "<html><body><p>Домен SHKOLA3.RU продаётся</p></body></html>".encode()
    wall = recognise(200, {}, body, URL)
    assert wall is not None
    assert wall.quote == "Домен SHKOLA3.RU продаётся"
