from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract_page
from crawler.extract.encoding import canonical, declared_encoding, decode, unmangle

TEXT = "Независимая оценка качества условий оказания услуг в нашей библиотеке. Приходите к нам читать книги и журналы."
DECLARED = ["", "utf-8", "windows-1251", "koi8-r", "cp866", "iso-8859-1", "x-unknown"]


def body(encoding: str, declared: str) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>Библиотека</title></head><body><p>{TEXT}</p></body></html>".encode(encoding)


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "cp866"])
def test_bytes_prevail_over_declarations(encoding: str, declared: str) -> None:
    page = extract_page(body(encoding, declared), url="http://lib.test/")
    assert page.title == "Библиотека"
    assert page.blocks[0].text == TEXT
    assert page.encoding == encoding


@pytest.mark.parametrize("header", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r"])
def test_a_lying_header_is_recorded_and_not_believed(encoding: str, header: str) -> None:
    page = extract_page(body(encoding, ""), url="http://lib.test/", content_type=f"text/html; charset={header}")
    assert (page.blocks[0].text, page.declared_encoding) == (TEXT, header)


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_a_page_in_capitals_is_read_as_it_is_written(encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    decoded = decode(f"{meta}<p>{TEXT.upper()}</p>".encode(encoding))
    assert (TEXT.upper() in decoded.text, decoded.encoding) == (True, encoding)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_the_declaration_decides_when_the_bytes_do_not(encoding: str) -> None:
    short = f'<meta charset="{encoding}"><p>НОК ГОД</p>'.encode(encoding)
    assert "НОК ГОД" in decode(short).text


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
    ],
)
def test_marks_and_zero_bytes_tell_unicode_apart(bom: bytes, encoding: str) -> None:
    page = extract_page(bom + f"<html><body><p>{TEXT}</p></body></html>".encode(encoding), url="http://lib.test/")
    assert (page.blocks[0].text, page.encoding) == (TEXT, encoding)


def test_a_cut_character_does_not_make_utf8_anything_else() -> None:
    broken = body("utf-8", "utf-8").replace(b"</p>", "Я".encode()[:1] + b"</p>")
    assert decode(broken).encoding == "utf-8"
    assert TEXT in decode(broken).text


def test_a_page_taken_for_latin_is_repaired() -> None:
    mangled = TEXT.encode("cp1251").decode("latin-1")
    assert extract_page(f"<p>{mangled}</p>".encode(), url="http://lib.test/").blocks[0].text == TEXT
    entities = "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in mangled)
    assert extract_page(f"<p>{entities}</p>".encode("ascii"), url="http://lib.test/").blocks[0].text == TEXT


def test_a_page_in_capitals_taken_for_latin_is_repaired() -> None:
    mangled = TEXT.upper().encode("windows-1251").decode("latin-1")
    assert unmangle(mangled) == TEXT.upper()


def test_foreign_words_are_left_alone() -> None:
    french = "<p>Événement à l'École supérieure, déjà créé où naïveté Noël garçon, été</p>" * 3
    assert unmangle(french) == french
    mixed = f"<p>{TEXT}</p><p>Ãîñóäàðñòâåííîå</p>"
    assert unmangle(mixed) == mixed


@pytest.mark.parametrize(
    ("written", "meant"),
    [("CP1251", "windows-1251"), ("win-1251", "windows-1251"), ("UTF8", "utf-8"), ("no-such", ""), ("", "")],
)
def test_names_of_encodings(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize(
    "declared", ["hex", "base64", "idna", "punycode", "undefined", "utf-7", "hz", "unicode_escape"]
)
def test_no_declaration_keeps_a_page_from_being_read(declared: str) -> None:
    assert extract_page(body("windows-1251", declared), url="http://lib.test/").blocks[0].text == TEXT


def test_the_header_is_asked_before_the_page() -> None:
    assert declared_encoding(b'<meta charset="koi8-r">', "text/html; charset=Windows-1251") == "windows-1251"
    assert declared_encoding(b'<?xml version="1.0" encoding="koi8-r"?><html>') == "koi8-r"


LETTERS = st.text("ПриветРСёжщ", min_size=16)
STRAY = st.binary(max_size=3).map(lambda body: body.replace(b"\0", b"\xff"))  # zero bytes tell of UTF-16


@given(st.lists(st.tuples(LETTERS, STRAY), min_size=1, max_size=6))
def test_utf8_with_few_broken_bytes_is_utf8_whatever_they_are(parts: list[tuple[str, bytes]]) -> None:
    body = b" ".join(letters.encode() + stray for letters, stray in parts)
    assert decode(body, "text/html; charset=utf-8").encoding == "utf-8"


def test_a_few_words_of_an_older_encoding_are_not_taken_for_utf8() -> None:
    assert decode("Расписание занятий".encode("cp1251"), "text/html; charset=utf-8").encoding == "windows-1251"
    assert decode("Расписание занятий".encode() + b"\xd0", "text/html; charset=utf-8").encoding == "utf-8"
