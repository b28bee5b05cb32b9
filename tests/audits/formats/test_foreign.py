"""Any text from sites and registries, in every format: never markup, formula or terminal control."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import date
from html.parser import HTMLParser

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from audits.console import clean
from audits.formats.cells import neutral, plain, readable
from audits.formats.earl import write_earl
from audits.formats.letters import write_letters
from audits.formats.write import FORMULA_STARTS, csv_lines
from audits.formats.xlsx import write_workbook
from audits.report.pages import environment
from audits.report.shots import PLACE
from rules.model import Evidence
from tests.audits.formats.test_xlsx import row

ON = date(2026, 11, 20)
NASTY = ("=1+1", "+7 866", "-1", "@x", "\t=", "\r\n", "<script>", "</w:t>", "{{ 7 }}", "{% x %}", "\x1b[31m", "\u202e",
         "\x00", "\x9b", "&amp;", "'", '"', ";", PLACE, "javascript:x", "﹦1", "\ufffe", "\u2028")  # fmt: skip
FOREIGN = st.lists(st.sampled_from(NASTY) | st.text(max_size=6), max_size=6).map("".join)
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def controls(text: str, allowed: str = "\n\t\r") -> list[str]:
    """What could steer a terminal or turn a line around."""
    steering = {"Cc"}
    bidi = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return [one for one in text if one not in allowed and (unicodedata.category(one) in steering or one in bidi)]


class Tags(HTMLParser):
    """The tags, addresses and comments a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "title"}

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@given(FOREIGN)
@settings(deadline=None)
def test_html(text: str) -> None:
    template = environment().from_string("<p title='{{ x }}'>{{ x }}</p>{{ x | link }}{{ x | link('', x) }}")
    made = template.render(x=text)
    seen = Tags()
    seen.feed(made)
    seen.close()
    assert set(seen.tags) <= {"p", "a"}
    assert seen.comments == []
    assert all(href.startswith(("http://", "https://")) for href in seen.hrefs)
    assert controls(made, "\n\t\r") == []


@given(FOREIGN, st.sampled_from(";,\t"))
@settings(deadline=None)
def test_csv(text: str, delimiter: str) -> None:
    made = "".join(csv_lines([{"a": text, "b": [text]}], ("a", "b"), delimiter=delimiter))
    ((_, _), cells) = list(csv.reader(io.StringIO(made, newline=""), delimiter=delimiter))
    for cell in (*cells, neutral(text)):
        assert not cell.startswith(FORMULA_STARTS)
        assert controls(cell) == []


@given(FOREIGN)
@slow
def test_xlsx(text: str) -> None:
    foreign = row(name=text, message=text, municipality=text, evidence=(Evidence(url=text, excerpt=text),))
    book = load_workbook(io.BytesIO(write_workbook([foreign], on=ON)))
    for sheet in book:
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or (cell.hyperlink.target or "").startswith(("http://", "https://"))


@given(FOREIGN)
@slow
def test_docx(text: str) -> None:
    (letter,) = write_letters([row(name=text, message=f"«{text}»", evidence=(Evidence(url=text),))], on=ON)
    document = Document(io.BytesIO(letter.content))
    assert len(document.tables) == 2
    assert "49" not in text or "49" in document.tables[1].rows[1].cells[1].text
    assert document.tables[1].rows[1].cells[1].text.startswith("«")
    assert len(document.tables[1].rows) == 2
    assert letter.file_name.strip(".").replace("\x00", "") == letter.file_name
    assert not set(letter.file_name) & set('/\\:*?"<>|\n\r\t')


def shape(value: object) -> object:
    """The structure of a document without its texts."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__


@given(FOREIGN)
@settings(deadline=None)
def test_earl(text: str) -> None:
    def written(text: str) -> object:
        foreign = row(name=text, message=text, evidence=(Evidence(url="http://a.test/", excerpt=text),))
        return json.loads("".join(write_earl([foreign], methodology="m")))

    assert shape(written(text or "x")) == shape(written("x"))


@given(FOREIGN)
@settings(deadline=None)
def test_terminal(text: str) -> None:
    assert controls(clean(text), "\n\t") == []
    assert controls(plain(text)) == []
    assert controls(readable("http://a.test/%1b%5b31m%c2%9b%e2%80%ae")) == []
