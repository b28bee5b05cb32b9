"""Pictures published as papers: told by their bytes, bounded by their heads, shown upright to whoever reads them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from crawler.answers.magic import is_picture
from crawler.documents import DocumentBudget, read_document
from crawler.documents import ocr as ocr_module
from crawler.documents.raster import LONG_SIDE, Pictures
from crawler.documents.sniff import sniff
from crawler.items import Document, Reason
from tests.crawler import files

URL = "https://sad.test/foto/plan"
LINES = "СОГЛАСОВАНО\nНачальник управления образования\nПлан мероприятий на 2031 год"
KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")


def stored(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def one(body: bytes, **options: object) -> Document:
    (document,) = read_document(body, url=URL, **options)  # type: ignore[arg-type]
    return document


def seen(body: bytes, index: int = 0) -> Image.Image:
    """What OCR is shown of a page."""
    with Pictures(body, DocumentBudget()) as pictures:
        return Image.open(io.BytesIO(pictures.picture_of(index)))


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """An OCR that reads the same of every picture, and what it was shown."""
    shown: list[bytes] = []

    def recognize(picture: bytes, seconds: float) -> str:
        shown.append(picture)
        return LINES

    monkeypatch.setattr(ocr_module, "tesseract", lambda: ("tesseract", "3"))
    monkeypatch.setattr(ocr_module, "recognize", recognize)
    return shown


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_by_its_bytes_and_read(kind: str, reading: list[bytes]) -> None:
    body = stored(Image.new("RGB", (1200, 900), "white"), kind)
    assert is_picture(body)
    found = one(body, content_type="text/html")
    assert (found.format, found.text, found.reason, found.ocr) == ("image", LINES, None, True)
    assert (found.page_count, found.pages_read, len(reading)) == (1, 1, 1)


def test_words_that_begin_like_a_picture_are_words() -> None:
    for text in ("BMW для детского сада: отчёт о поездке", "GIF89 и другие форматы", "RIFF — подводная скала"):
        assert sniff(text.encode()) == "txt"


def test_without_tesseract_a_picture_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_module, "tesseract", lambda: None)
    found = one(stored(Image.new("L", (1200, 900), 255)))
    assert (found.text, found.reason, found.page_count, found.pages_read) == ("", Reason.NO_OCR, 1, 0)
    assert "tesseract" in found.detail


def test_a_lying_photograph_is_stood_up() -> None:
    image = Image.new("L", (600, 400), 255)
    image.paste(0, (0, 0, 600, 100))  # a dark band above
    notes = Image.Exif()
    notes[0x0112] = 6
    out = io.BytesIO()
    image.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=notes)
    upright = seen(out.getvalue())
    assert upright.width > upright.height
    assert upright.getpixel((upright.width // 2, 10)) < 60
    assert upright.getpixel((upright.width // 2, upright.height - 10)) > 200


def test_a_picture_is_shown_at_a_size_that_can_be_read() -> None:
    assert max(seen(stored(Image.new("L", (6000, 4000), 255), "JPEG")).size) <= LONG_SIDE
    assert seen(stored(Image.new("L", (800, 600), 255))).size == (1600, 1200)
    assert seen(stored(Image.new("1", (2000, 1500), 1), "TIFF")).size == (2000, 1500)


def test_what_is_transparent_is_paper() -> None:
    assert seen(stored(Image.new("RGBA", (800, 600), (0, 0, 0, 0)))).getextrema() == (255, 255)


def test_shades_of_sixteen_bits_are_scaled() -> None:
    assert seen(stored(Image.new("I;16", (800, 600), 40_000))).getpixel((400, 300)) == 40_000 // 256


def test_pages_of_a_tiff_are_read_up_to_the_budget(reading: list[bytes]) -> None:
    body = files.pages_of_tiff("Лист 1", "Лист 2", "Лист 3")
    found = one(body)
    assert (found.page_count, found.pages_read, found.reason) == (3, 2, Reason.BUDGET_EXHAUSTED)
    assert len(reading) == 2
    assert one(body, budget=DocumentBudget(ocr_pages=5)).reason is None


def test_an_emblem_is_no_page_and_is_not_read(reading: list[bytes]) -> None:
    found = one(stored(Image.new("RGB", (600, 120), "white")))
    assert (found.text, found.reason) == ("", Reason.NO_OCR)
    assert not reading


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be huge and has nothing in it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(9000, 9000), (20_000, 20_000), (2**30, 2**30)])
@pytest.mark.parametrize("ocr", ["auto", "never"])
def test_a_bomb_is_not_unpacked(size: tuple[int, int], ocr: str, reading: list[bytes]) -> None:
    found = one(bomb(*size), ocr=ocr)
    assert (found.format, found.text, found.reason) == ("image", "", Reason.TOO_LARGE)
    assert "млн точек" in found.detail
    assert not reading


def test_a_page_of_a_tiff_may_be_the_bomb(reading: list[bytes]) -> None:
    small, large = Image.new("1", (1000, 1000), 1), Image.new("1", (8000, 8000), 1)
    out = io.BytesIO()
    small.save(out, "TIFF", save_all=True, append_images=[large], compression="group4")
    assert one(out.getvalue()).reason is Reason.TOO_LARGE


def test_a_jpeg_of_countless_passes_is_not_opened(reading: list[bytes]) -> None:
    body = stored(Image.new("L", (1200, 900), 255), "JPEG") + b"\xff\xda" * 100
    found = one(body)
    assert found.reason is Reason.UNREADABLE
    assert "бомбу" in found.detail


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_picture_says_so(kind: str, reading: list[bytes]) -> None:
    whole = stored(Image.effect_noise((1200, 900), 50), kind)
    for body in (whole[:20], whole[: len(whole) // 2]):
        found = one(body)
        if sniff(body) == "image":
            assert (found.text, found.reason) == ("", Reason.UNREADABLE), len(body)
            assert "повреждено" in found.detail
    assert one(whole).reason is None


def test_a_photograph_on_its_side_is_recognised() -> None:
    if not ocr_module.tesseract():
        pytest.skip("tesseract с языком rus не установлен")
    for body in (files.photograph(LINES, lying=True), files.photograph(LINES, "WEBP"), files.photograph(LINES, "BMP")):
        found = one(body)
        assert found.ocr
        assert "План мероприятий на 2031 год" in found.text
