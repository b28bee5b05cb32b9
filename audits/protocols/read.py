"""A protocol's file, whatever its format, → `Protocol`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from audits.protocols.model import Protocol
from audits.protocols.notes import Note
from audits.protocols.parse import ProtocolError, parse_protocol
from audits.refusals import because
from crawler.documents.budget import Deadline, DocumentBudget, UnreadableError
from crawler.documents.docx import read_docx
from crawler.documents.encoding import decode
from crawler.documents.pdf import read_pdf
from crawler.documents.read import read_document
from crawler.documents.sniff import sniff
from rules.reasons import describe

MAX_BYTES = 30 * 1024 * 1024
_BUDGET = DocumentBudget(max_bytes=MAX_BYTES, max_seconds=120.0, ocr_pages=20)


def read_protocol(path: Path) -> Protocol:
    """Read a protocol from a text, Markdown, DOCX, PDF (also a scan, where Tesseract is), DOC, ODT or RTF file.

    Raises:
        ProtocolError: there is no such file, no text in it, or nothing in the text looks like items of a protocol.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProtocolError(f"Протокол не прочитан: {path} больше {MAX_BYTES // 2**20} МиБ. Оставьте только текст.")
        body = path.read_bytes()
    except OSError as error:
        raise ProtocolError(f"Протокол не прочитан: {path}: {because(error)}. Проверьте путь и права.") from error
    text, unread = _text_of(body, path.name)
    protocol = parse_protocol(text, source=path.name)
    if not unread:
        return protocol
    note = Note(f"Файл прочитан не весь ({unread}): сверьте с ним номера и тексты пунктов.")
    return msgspec.structs.replace(protocol, noted=(note, *protocol.noted))


def _text_of(body: bytes, name: str) -> tuple[str, str]:
    """The running text of a file, and what of the file could not be read.

    Of a DOCX with its automatic numbers, rows of tables in it or a PDF as «| a | b |».

    Raises:
        ProtocolError: no text could be read.
    """
    kind = sniff(body)
    if kind == "txt":  # blank lines part paragraphs: read as it is
        return decode(body), ""
    if kind == "docx":
        try:
            deadline = Deadline(_BUDGET.max_seconds)
            read = read_docx(body, _BUDGET, deadline, numbered=True, barred=True, marked=True)
            return read.text, read.detail if read.reason else ""
        except UnreadableError as error:
            raise ProtocolError(f"Протокол не прочитан: {name}: {error.detail}. Сохраните файл заново.") from error
    if kind == "pdf" and (text := _pdf_text(body)):
        return text, ""
    documents = read_document(body, url=f"file:{name}", file_name=name, budget=_BUDGET)
    text = "\n\n".join(document.text for document in documents if document.text)
    if not text.strip():
        why = next((one.detail or (describe(one.reason) if one.reason else "") for one in documents), "")
        raise ProtocolError(
            f"Протокол не прочитан: {name}: {why or 'в файле нет текста'}. "
            "Нужен текст: txt, md, docx, pdf с текстом (скан — после распознавания)."
        )
    return text, "; ".join(dict.fromkeys(one.detail for one in documents if one.reason and one.detail))


def _pdf_text(body: bytes) -> str:
    """The text of a PDF with its tables; none where a page is a picture or the file is damaged."""
    try:
        read = read_pdf(body, _BUDGET, Deadline(_BUDGET.max_seconds), barred=True)
    except UnreadableError:
        return ""
    return "" if read.scanned or read.damaged else read.found.text
