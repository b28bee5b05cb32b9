"""A quotation can be found again where it was taken from."""

from __future__ import annotations

import pytest

from crawler.items import Block, BlockKind, Document, Link, Page
from rules.site.pointers import locate, locate_in

PAGE = Page(
    url="http://a.test/",
    title="Независимая оценка",
    blocks=(
        Block(BlockKind.HEADING, "Нормативные акты", 1, pointer="//h1"),
        Block(BlockKind.PARAGRAPH, "Указ Президента от 7 мая 2012 года № 597 и иные", pointer="//p[1]"),
    ),
    links=(Link("http://a.test/256.pdf", "Федеральный закон № 256-ФЗ", pointer="//a[1]"),),
)


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("Указ Президента от 7 мая 2012 года № 597", "//p[1]"),
        ("Федеральный закон № 256-ФЗ", "//a[1]"),
        ("Федеральный закон № 256-ФЗ → http://a.test/256.pdf", "//a[1]"),
        ("Независимая оценка", "/html/head/title"),
        ("Нет такого", ""),
        ("", ""),
    ],
)
def test_on_a_page(text: str, pointer: str) -> None:
    assert locate(PAGE, text) == pointer


def test_in_a_document() -> None:
    document = Document(url="http://a.test/plan.pdf", text="План\nСОГЛАСОВАНО  министр\nИванов")
    assert locate_in(document, "СОГЛАСОВАНО министр") == "строка 2 текста документа"
    assert locate_in(document, "УТВЕРЖДАЮ") == ""
