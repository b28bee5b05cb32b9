"""What is asked of a page's links and sections one by one is answered as if each had been looked up alone."""

from __future__ import annotations

from crawler.items import Block, BlockKind, Link, Page
from rules.site.captions import caption_of
from rules.site.labels import line_of
from rules.site.per_page import blocks_below, links_by_block, once_per_page
from tests.rules.sites import heading, page


def paragraph(text: str, *labels: str) -> Page:
    return page(
        "/", "", heading("Раздел"), Block(BlockKind.PARAGRAPH, text), *(Link("", one, block=1) for one in labels)
    )


def test_links_of_one_name_stand_each_in_a_line_of_its_own() -> None:
    found = paragraph("План: скачать\nОтчёт: скачать\nИтог", "скачать", "скачать", "Итог", "нет такой")
    lines = [line_of(found, link) for link in found.links]
    assert lines == ["План: скачать", "Отчёт: скачать", "Итог", found.blocks[1].text]
    assert [caption_of(found, link) for link in found.links[:2]] == ["План", "Отчёт"]


def test_a_link_that_is_not_the_pages_own_stands_nowhere_for_sure() -> None:
    found = paragraph("План: скачать\nОтчёт: скачать", "скачать")
    assert line_of(found, Link("", "скачать", block=1)) == found.blocks[1].text
    assert line_of(found, Link("", "скачать", block=7)) == ""


def test_pages_alike_are_not_taken_for_one_another() -> None:
    asked: list[int] = []
    count = once_per_page(lambda one: asked.append(id(one)))
    first, second = paragraph("а"), paragraph("а")
    assert first == second
    for one in (first, second, first, second):
        count(one)
    assert asked == [id(first), id(second)]


def test_links_and_blocks_by_where_they_stand() -> None:
    blocks = tuple(Block(BlockKind.HEADING, "", section=section) for section in (-1, 0, 3, 1, 9))
    links = tuple(Link("", str(number), block=block) for number, block in enumerate((-1, 2, -1, 2)))
    found = Page("http://a.test/", blocks=blocks, links=links)
    assert blocks_below(found) == {-1: [0], 0: [1], 1: [3]}  # what is said to stand in a later heading stands in none
    assert {block: [link.text for link in some] for block, some in links_by_block(found).items()} == {
        -1: ["0", "2"],
        2: ["1", "3"],
    }
