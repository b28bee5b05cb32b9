# ruff: noqa: E501 - markup stands in lines as it is served
"""Whatever the bytes: no exception, no control characters, indexes that hold."""

from __future__ import annotations

import time
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import extract_page
from crawler.extract import tree as trees
from crawler.items import Block, BlockKind, Page

URL = "http://hostile.test/"
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class=modal>", "</div>", "<table border=1>", "<tr>", "<td>", "</table>", "<h2>", "</h2>", "<a href=/x>",
        "<a href='#p'>", "</a>", "<ul class=menu>", "<li>", "</ul>", "<b>", "<br>", "<form>", "<input name=a>", "<input type=radio name=r>",
        "<button>", "</form>", "<label for=a>", "<iframe src=//a.test>", "<script>", "</script>", "<!--", "-->", "<details><summary>",
        "<div id=p class=tab-pane>", "<a data-toggle=tab href='#p'>", "<meta charset=koi8-r>", "&#x202e;", "&#0;", "\x00", "\x1b[31m", "\u202e",
        "8 (86600) 4-00-01", "a@b.test", "ИНН 7707083893", "Текст", "<select><option>", "<base href='http://[x'>", "<", "&", "'", '"', "\ud800",
        "<svg><a xlink:href=/y>", "<noscript>", "<frameset><frame src=a>", "<title>", "<td colspan=9>", "<legend>", "<p hidden>", "<nav>", "<p\x04\u202e>", "<\x85q>",
    ]
)  # fmt: skip


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in strings(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    return []


def check(page: Page) -> None:
    broken = {block.text for block in page.blocks if block.kind is BlockKind.PARAGRAPH}  # paragraphs keep their lines
    for text in strings(page):
        text = text.replace("\n", " ") if text in broken else text
        assert not any(
            unicodedata.category(char) in ("Cc", "Cs") or char in "\u202a\u202e\u2066\u200f\ufeff" for char in text
        ), text
    last = len(page.blocks)
    for item in (*page.blocks, *page.links, *page.forms, *page.frames, *page.widgets):
        assert -1 <= item.section < last
        if item.section >= 0:
            assert page.blocks[item.section].kind in ("heading", "tab")
    for number, item in enumerate(page.blocks):
        assert isinstance(item, Block)
        assert item.text == item.text.strip() != ""
        assert item.section < number
    for item in page.links:
        assert -1 <= item.block < last
        assert item.url.startswith(("http://", "https://"))
    msgspec.json.decode(msgspec.json.encode(page), type=Page)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(body: bytes) -> None:
    check(extract_page(body, url=URL))


@given(st.lists(PIECES, max_size=40), st.sampled_from(["utf-8", "cp1251", "utf-16"]))
@settings(max_examples=250, deadline=None)
def test_any_markup(pieces: list[str], encoding: str) -> None:
    check(extract_page("".join(pieces).encode(encoding, "replace"), url=URL))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_address_and_header(text: str) -> None:
    html = f"<a href='{text}'>x</a><base href='{text}'><meta http-equiv=refresh content='0;url={text}'>"
    check(extract_page(html.encode("utf-8", "replace"), url=URL, content_type=text, headers={text: text, "etag": text}))
    extract_page(b"<p>x", url=text)


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b", "a href=/x", "form", "nav", "details", "font"])
def test_nesting_without_end(tag: str) -> None:
    page = extract_page((f"<{tag}>" * 5_000 + "глубоко").encode(), url=URL)
    check(page)


def test_megabytes_of_links_are_cut() -> None:
    body = "".join(f"<p><a href=/{i}>Ссылка {i}</a></p>" for i in range(20_000)).encode()
    started = time.process_time()
    page = extract_page(body, url=URL)
    assert (len(page.links), len(page.blocks)) == (5_000, 5_000)
    assert time.process_time() - started < 10


def test_one_endless_word_and_one_endless_attribute() -> None:
    page = extract_page(
        b"<p>" + b"a" * 2_000_000 + b"</p><a href='/" + b"x" * 100_000 + b"'>y</a><p class='" + b"menu " * 50_000,
        url=URL,
    )
    assert len(page.blocks[0].text) <= 8_000
    assert page.links == ()


def test_a_binary_file_under_the_name_of_a_page() -> None:
    check(extract_page(b"%PDF-1.4\n" + bytes(range(256)) * 400, url=URL))


def test_another_parser_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(trees.etree, "fromstring", fail)
    page = extract_page("<h1>Школа</h1><!-- нет --><p>Текст <a href=/a class='x y'>да</a></p>".encode(), url=URL)
    assert [block.text for block in page.blocks] == ["Школа", "Текст да"]
    assert page.links[0].block == 1


def test_what_no_parser_reads_is_left_to_the_browser() -> None:
    """An empty page would tell that nothing stands there."""
    torn, empty = (extract_page(body, url=f"{URL}m", depth=1) for body in (b"<![foo <p>", b"<!-- nothing -->"))
    assert (torn.blocks, torn.needs_script) == ((), True)
    assert (empty.blocks, empty.needs_script) == ((), False)
