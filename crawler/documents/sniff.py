"""The real format of a file, from its first bytes: extensions and Content-Type are mere claims.

Sites publish RTF and HTML as `.doc`, DOCX as `.doc`, JPEG as `.pdf`, and error pages under every name.
"""

from __future__ import annotations

import io
import re
import zipfile

from crawler.answers.magic import is_picture

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"AT&TFORM", "djvu"),
    (b"\xdb\xa5", "word2"),
    (b"\x31\xbe\x00\x00", "word2"),
    (b"%!PS", "postscript"),
)
_OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|p|div|span|br|style|o:p)[\s>/]", re.IGNORECASE)
_XML_WORD = re.compile(rb"<\?mso-application|<w:wordDocument|urn:schemas-microsoft-com:office:spreadsheet")


def sniff(body: bytes) -> str:
    """Name the format: pdf docx doc xlsx xls pptx ppt odt ods odp rtf html txt zip rar 7z image …, "" for none."""
    head = body[:4096]
    if not body.strip(b"\x00\r\n\t "):
        return ""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(ZIP):
        return _zip_kind(body)
    if head.startswith(OLE):
        return _ole_kind(body)
    if is_picture(head):
        return "image"
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        if stripped.startswith(magic):
            return name
    if _XML_WORD.search(head):
        return "msxml"
    if _HTML.search(head) or b"MIME-Version:" in head[:300]:
        return "html"
    return "txt" if _looks_like_text(body[:65536]) else ""


def _zip_kind(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                declared = archive.open("mimetype").read(100).strip()
                for mime, name in _OPENDOCUMENT.items():
                    if declared.startswith(mime):
                        return name
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return "zip"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _ole_kind(body: bytes) -> str:
    """Streams of an OLE file are named in UTF-16 in its directory, which may lie anywhere."""
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt")):
        if stream.encode("utf-16-le") in body:
            return kind
    if "EncryptedPackage".encode("utf-16-le") in body:
        return "encrypted"
    return "xls" if "Book\x00".encode("utf-16-le") in body else "ole"


def _looks_like_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(1 for byte in sample if byte < 32 and byte not in (9, 10, 12, 13, 26))
    return b"\x00" not in sample and control <= len(sample) // 200
