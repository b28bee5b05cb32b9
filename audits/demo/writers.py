"""Small deterministic writers of document formats: the same words give the same bytes, on any machine.

The demo needs documents that differ by organization, without fonts or clocks of the machine it runs on;
the libraries we read documents with either stamp the time or cannot write. PDF text is set in the small
font shipped in `files/` (a subset of DejaVu Sans) and carries a Unicode map, as office programs write it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FILES = Path(__file__).resolve().parent / "files"
_EPOCH = (2026, 11, 1, 9, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Rows = Sequence[Sequence[str]]


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of these members, with a fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _package(main: str, kind: str, parts: Mapping[str, str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{content}+xml"/>'
        for name, content in (
            (main, kind),
            *((name, "spreadsheetml.worksheet") for name in parts if name.startswith("xl/worksheets/")),
        )
        if name in parts
    )
    types = (
        f'{head}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    rels = (
        f'{head}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        f'Target="{main}"/></Relationships>'
    )
    members = {"[Content_Types].xml": types, "_rels/.rels": rels, **{name: head + text for name, text in parts.items()}}
    return archive({name: text.encode() for name, text in members.items()})


def docx(paragraphs: Sequence[str], table: Rows = (), after: Sequence[str] = ()) -> bytes:
    """A Word document: paragraphs, a table, more paragraphs."""

    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    rows = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in row)
        + "</w:tr>"
        for row in table
    )
    width = len(table[0]) if table else 0
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * width + "</w:tblGrid>"
    inner = "".join(map(paragraph, paragraphs))
    inner += f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>" if table else ""
    inner += "".join(map(paragraph, after))
    body = f'<w:document xmlns:w="{_W}"><w:body>{inner}<w:sectPr/></w:body></w:document>'
    return _package("word/document.xml", "wordprocessingml.document.main", {"word/document.xml": body})


def xlsx(rows: Rows, sheet: str = "Лист1") -> bytes:
    """A workbook with one sheet of text cells."""
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for c, cell in enumerate(row, 1)
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return _package(
        "xl/workbook.xml",
        "spreadsheetml.sheet.main",
        {
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet)}" '
            'sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData>{cells}</sheetData></worksheet>',
        },
    )


@cache
def _font() -> tuple[bytes, dict[int, int], list[int]]:
    """The shipped font: its bytes, glyph by character, advance (1/1000 em) by glyph."""
    data = (FILES / "demo-sans.ttf").read_bytes()
    tables = {}
    for n in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, offset, _ = struct.unpack(">4sIII", data[12 + 16 * n : 28 + 16 * n])
        tables[tag] = offset
    units = struct.unpack(">H", data[tables[b"head"] + 18 : tables[b"head"] + 20])[0]
    count = struct.unpack(">H", data[tables[b"hhea"] + 34 : tables[b"hhea"] + 36])[0]
    advances = [
        struct.unpack(">H", data[tables[b"hmtx"] + 4 * n : tables[b"hmtx"] + 4 * n + 2])[0] * 1000 // units
        for n in range(count)
    ]
    return data, _glyphs(data, tables[b"cmap"]), advances


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    for n in range(struct.unpack(">H", data[cmap + 2 : cmap + 4])[0]):
        offset = cmap + struct.unpack(">I", data[cmap + 8 + 8 * n : cmap + 12 + 8 * n])[0]
        if struct.unpack(">H", data[offset : offset + 2])[0] != 4:
            continue
        length = struct.unpack(">H", data[offset + 6 : offset + 8])[0] // 2
        columns = [
            struct.unpack(f">{length}{'h' if part == 2 else 'H'}", data[offset + at : offset + at + 2 * length])
            for part, at in enumerate((14, 16 + 2 * length, 16 + 4 * length, 16 + 6 * length))
        ]
        glyphs: dict[int, int] = {}
        for segment, (end, start, delta, shift) in enumerate(zip(*columns, strict=True)):
            for code in range(start, min(end, 0xFFFE) + 1):
                if shift == 0:
                    glyphs[code] = (code + delta) & 0xFFFF
                    continue
                at = offset + 16 + 6 * length + 2 * segment + shift + 2 * (code - start)
                glyph = struct.unpack(">H", data[at : at + 2])[0]
                glyphs[code] = (glyph + delta) & 0xFFFF if glyph else 0
        return glyphs
    raise ValueError("the demo's font has no format 4 character map: run audits/demo/make_files.py again")


def pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF with a text layer: one sequence of lines a page, wrapped at the margin."""
    _, glyphs, advances = _font()
    contents = [_page_content(lines, glyphs, advances) for lines in pages]
    used = sorted({ord(c) for lines in pages for line in lines for c in line} | {32})
    unicode_map = "".join(f"<{glyphs.get(c, 0):04X}> <{c:04X}>\n" for c in used)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /D def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + _bf_chunks(unicode_map) + "endcmap end end"
    )
    widths = " ".join(f"{g} [{advances[min(g, len(advances) - 1)]}]" for g in sorted({glyphs.get(c, 0) for c in used}))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/DemoSans/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/DemoSans/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 5 0 R/CIDToGIDMap/Identity/W[" + widths.encode() + b"]>>",
        b"<</Type/FontDescriptor/FontName/DemoSans/Flags 4/FontBBox[-1021 -463 1793 1232]/ItalicAngle 0/Ascent 928"
        b"/Descent -236/CapHeight 729/StemV 80/FontFile2 6 0 R>>",
        _stream(_font()[0]),
        _stream(to_unicode.encode()),
    ]
    kids = []
    for content in contents:
        objects.append(_stream(content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _pdf_file(objects, title)


def scan_pdf(image: bytes, width: int, height: int) -> bytes:
    """A PDF of one JPEG page without a text layer, as a scanner makes it."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
        b"/Length %d>>stream\n%s\nendstream" % (width, height, len(image), image)
    )
    return _pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            picture,
            _stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im1 3 0 R>>>>/Contents 4 0 R>>",
        ],
        "",
    )


def _page_content(lines: Sequence[str], glyphs: Mapping[int, int], advances: Sequence[int]) -> bytes:
    out, y = ["BT /F1 10 Tf 14 TL 50 790 Td"], 790
    for line in lines:
        for piece in _wrap(line, glyphs, advances, 49_500):
            out.append("<" + "".join(f"{glyphs.get(ord(c), 0):04X}" for c in piece) + "> Tj T*")
            y -= 14
    out.append("ET")
    if y < 40:
        raise ValueError("a page of a demo PDF is too long: split its lines over more pages")
    return "\n".join(out).encode()


def _wrap(line: str, glyphs: Mapping[int, int], advances: Sequence[int], limit: int) -> list[str]:
    pieces, current = [], ""
    for word in line.split(" "):
        longer = f"{current} {word}" if current else word
        if sum(advances[min(glyphs.get(ord(c), 0), len(advances) - 1)] for c in longer) > limit and current:
            pieces.append(current)
            current = word
        else:
            current = longer
    return [*pieces, current]


def _bf_chunks(unicode_map: str) -> str:
    rows = unicode_map.splitlines()
    chunks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    return "".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar\n" for chunk in chunks)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Length1 %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), len(data), packed)


def _pdf_file(objects: Sequence[bytes], title: str) -> bytes:
    info = b"<</Title<FEFF%s>/Producer(demo)>>" % title.encode("utf-16-be").hex().encode()
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, data in enumerate([*objects, info], 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(offsets) + 1,
        len(offsets),
        start,
    )
    return bytes(out)
