"""Documents made by code for tests: invented texts, real formats."""

from __future__ import annotations

import base64
import io
import textwrap
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT_ROOTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", str(Path.home() / ".fonts"))
PLAN = "План мероприятий по устранению недостатков библиотеки «Родник» на 2031 год"
STAMP = (
    "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ\nСертификат: 00AB12\nВладелец: Кленов Пётр\n"
    "Действителен: с 01.02.2031 до 01.02.2032\nПриложение на двух листах"
)
XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6#nk>jx+Pn@r{m=2Gby9X>P)e1o~7c7nN9>B7z!o7NU$Xw5f$Z*({5oRnbOp)5dDk54EVBi@>Nw5Ck)|Y!ws)>"
        "AcQ4zE@+qaG)gPevkXzGw0m%?iud6=e_%0EyW9S51Nbk4Lztr$%~@8OsA+tgC7pa?s+T*eT154u&oe{&_Y&+@U-@2nAecky9"
        "f*S^$TL)1GO`_fWe7uCbfm=ml)EDW9TMUxI>y4nk1@v;q$@`!uMq4GvQv*Todl5u?2M+OYUHMm!HL_tQN7w!1sM5KJP?x0F7"
        "AWES|cdR>y|Wmm5uw|C@%SuE9KL-3Bt*OfEfMK!O%<9$&o_@Fm!(&r?RfwR#28e_N{$Z=k<vX<!=OIZ5z5rRri8TS985?$<r"
        "KQ+MfQ?3TjI&4x;n;h^r-M`S=B@lkDaU6y_9tl7u4lHWDNBd8NOE?MqSrCz@K`Sr2kA@{6krloeTPO^uCf`=LQAm`Xm3uJ7&"
        "@P6Sda@SoVHwz~yH>qzOYV?J}vohwYSX*hHPQe>@Z<)N0<ou`OkCXY2ZX3x91I5dUg}3e;TIh*0LjHWsqC<74+qW1`+@M!}H"
        "Fz)Fw5~ElEXR-C^B-e%Sb;5KTzJy5<sZiJ{W?AQta?0TN2(*gV8g(`z`(%3z`(#@`$PF}^?dH&_x_N7b_o05byldA%x9AS7A"
        "G)4*F`#*9zvG-94=LqKRf8K8r(~5(kJ*{$T&%}=P-t0iDRtd{H3#>D*r#5c69#S7OHgqQYCTz<@tXA4IR5l"
    )
)
"""A workbook of the old format, made once: a sheet «Итоги» with «Открытость» and 91.5 in its first row."""


def font() -> str:
    """Path of a font with Russian letters; skips the test where there is none."""
    found = sorted(path for root in FONT_ROOTS for path in Path(root).glob("**/DejaVuSans.ttf"))
    if not found:
        pytest.skip("шрифт DejaVuSans.ttf не найден: установите fonts-dejavu-core")
    return str(found[0])


def pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    """A PDF with a text layer; lines are wrapped at 80 characters."""
    if "Body" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Body", font()))
    out = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword=password, strength=128) if password else None
    made = Canvas(out, encrypt=encrypt)
    made.setTitle(title)
    for text in pages:
        made.setFont("Body", 11)
        lines = [part for line in text.split("\n") for part in textwrap.wrap(line, 80) or [""]]
        for number, line in enumerate(lines):
            made.drawString(50, 780 - 16 * number, line)
        made.showPage()
    made.save()
    return out.getvalue()


def pdf_table(rows: tuple[tuple[str, ...], ...], *spans: tuple[tuple[int, int], tuple[int, int]]) -> bytes:
    """A PDF with one ruled table; `spans` are merged cells as (column, row) of the first and the last."""
    pdf("x")  # registers the font
    out = io.BytesIO()
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Body", 9)]
    body = ParagraphStyle("body", fontName="Body", fontSize=9)
    cells = [[Paragraph(text, body) for text in row] for row in rows]
    made = Table(cells, style=[*style, *(("SPAN", *span) for span in spans)], repeatRows=0)
    SimpleDocTemplate(out).build([Paragraph("План по устранению недостатков библиотеки на 2031 год", body), made])
    return out.getvalue()


def scan(image: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages are pictures."""
    out = io.BytesIO()
    made = Canvas(out)
    for _ in range(pages):
        made.drawImage(ImageReader(io.BytesIO(image)), 0, 500, width=595, preserveAspectRatio=True, anchor="sw")
        made.showPage()
    made.save()
    return out.getvalue()


def joined(*bodies: bytes) -> bytes:
    """One PDF of several."""
    whole = pdfium.PdfDocument.new()
    for body in bodies:
        whole.import_pages(pdfium.PdfDocument(body))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def photograph(text: str, kind: str = "JPEG", *, size: tuple[int, int] = (1654, 700), lying: bool = False) -> bytes:
    """A picture of text; `lying` on its side, as a camera stores it, with a note of how to turn it (EXIF)."""
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).text((100, 100), text, font=ImageFont.truetype(font(), 36), fill=0)
    notes = Image.Exif()
    if lying:
        image = image.transpose(Image.Transpose.ROTATE_90)
        notes[0x0112] = 6
    out = io.BytesIO()
    image.save(out, kind, exif=notes)
    return out.getvalue()


def pages_of_tiff(*texts: str) -> bytes:
    """A TIFF of several pages, as a scanner stores a paper."""
    first, *rest = [Image.open(io.BytesIO(picture(text))) for text in texts]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest)
    return out.getvalue()


def picture(text: str, kind: str = "PNG", *, turned: bool = False) -> bytes:
    """A picture of text, as a scanner at 200 dpi would see it; `turned` upside down."""
    image = Image.new("L", (1654, 700), 255)
    ImageDraw.Draw(image).text((100, 100), text, font=ImageFont.truetype(font(), 36), fill=0)
    out = io.BytesIO()
    (image.rotate(180) if turned else image).save(out, kind)
    return out.getvalue()


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), header: str = "", title: str = "") -> bytes:
    """A DOCX: paragraphs, then a table, then the word «Конец»."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    made.add_paragraph("Конец")
    if header:
        made.sections[0].header.paragraphs[0].text = header
    made.core_properties.title = title
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word_with_pictures(*content: str | bytes, width_mm: int = 160) -> bytes:
    """A DOCX of paragraphs and pasted pictures, in this order."""
    made = docx.Document()
    for one in content:
        if isinstance(one, str):
            made.add_paragraph(one)
        else:
            made.add_picture(io.BytesIO(one), width=docx.shared.Mm(width_mm))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, replace: tuple[str, str]) -> bytes:
    """A copy of a ZIP container with a text replaced in one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == name:
                data = data.replace(replace[0].encode(), replace[1].encode(), 1)
            copy.writestr(info.filename, data)
    return out.getvalue()


def torn(package: bytes, name: str) -> bytes:
    """A copy of a ZIP container with one member damaged."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        member = source.getinfo(name)
    head = member.header_offset
    start = head + 30 + sum(int.from_bytes(package[head + at : head + at + 2], "little") for at in (26, 28))
    middle = start + member.compress_size // 2
    return package[:middle] + bytes(255 - byte for byte in package[middle : middle + 8]) + package[middle + 8 :]


def sheet(rows: tuple[tuple[object, ...], ...], name: str = "Лист") -> bytes:
    """An XLSX with one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = name
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def odt(content: str, **pictures: bytes) -> bytes:
    """An ODT with this inside <office:text>; pictures by their names, as PNG."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    spaces += (
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    spaces += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    xml = f"<office:document-content {spaces}>{body}</office:document-content>"
    drawn = {f"Pictures/{name}.png": body for name, body in pictures.items()}
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode(), **drawn})


def rtf(text: str) -> bytes:
    """An RTF in windows-1251, with a picture in it."""
    escaped = "".join(char if ord(char) < 128 else f"\\'{char.encode('cp1251').hex()}" for char in text)
    return ("{\\rtf1\\ansi\\ansicpg1251{\\pict\\pngblip " + "ab" * 500 + "}\\f0 " + escaped + "\\par}").encode()
