"""PDF: text, titles, signature marks, and whether the file is a scan.

pypdfium2 (Chrome's PDF engine, BSD/Apache) reads a Russian page in about a millisecond; pypdf and pdfminer need 18
to 26 times as long (bench/documents.py), pymupdf is AGPL.
"""

from __future__ import annotations

import re
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean, one_line
from crawler.documents.signature import signature_mark
from crawler.items import Reason

MAX_SIDE = 4000  # pixels
SCAN_CHARS_PER_PAGE = 40  # letters; a page number or a scanner's watermark is not the text of a page
_NO_TITLE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf)$|^microsoft word|^untitled|^без имени", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


class PdfPages:
    """An open PDF. Use as a context manager; raises `UnreadableError` for what cannot be opened."""

    def __init__(self, body: bytes) -> None:
        try:
            self.document: Any = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableError("файл PDF защищён паролем") from error
            raise UnreadableError(f"файл PDF повреждён: {error}") from error
        self.count: int = len(self.document)

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, *exc: object) -> None:
        self.document.close()

    def text_of(self, index: int) -> str:
        """Text of one page; empty for a page that cannot be loaded."""
        try:
            page = self.document[index]
        except pdfium.PdfiumError:
            return ""
        try:
            textpage = page.get_textpage()
            try:
                return str(textpage.get_text_bounded())
            finally:
                textpage.close()
        except pdfium.PdfiumError:
            return ""
        finally:
            page.close()

    def picture_of(self, index: int, dpi: int) -> bytes:
        """One page as a grey picture (PGM)."""
        page = self.document[index]
        try:
            # A page may claim to be a square kilometre: its picture is bounded, not its claim.
            longest = max(page.get_width(), page.get_height(), 1.0)
            bitmap = page.render(scale=min(dpi / 72, MAX_SIDE / longest), grayscale=True)
            data = memoryview(bitmap.buffer)
            rows = [data[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
        finally:
            page.close()

    @property
    def title(self) -> str:
        """The title of the metadata, unless it is a file name or a programme's default."""
        try:
            found = one_line(self.document.get_metadata_value("Title"), 300)
        except (pdfium.PdfiumError, UnicodeError):
            return ""
        return (
            ""
            if re.search(r"\.(?:docx?|pdf|xlsx?|rtf)$|^microsoft word|^untitled|^без имени", found, re.IGNORECASE)
            else found
        )

    @property
    def signatures(self) -> int:
        """How many digital signatures the file itself carries."""
        return max(0, int(raw.FPDF_GetSignatureCount(self.document)))


def read_pdf(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read the text layer. A scan comes back with reason `no_ocr`: the caller may have a better idea."""
    with PdfPages(body) as pages:
        texts: list[str] = []
        length = 0
        for index in range(min(pages.count, budget.max_pages)):
            if deadline.passed or length >= budget.max_text:
                break
            texts.append(clean(pages.text_of(index)))
            length += len(texts[-1])
        text = "\n".join(part for part in texts if part)
        signed = signature_mark(text)
        if not signed and pages.signatures:
            signed = f"электронная подпись в файле ({pages.signatures})"
        letters = len(_LETTER.findall(text))
        reason, detail = None, ""
        if not pages.count:
            reason, detail = Reason.UNREADABLE, "в файле PDF нет страниц"
        elif texts and letters < SCAN_CHARS_PER_PAGE * len(texts):
            reason, detail = Reason.NO_OCR, f"скан: {letters} букв на {len(texts)} стр."
        elif len(texts) < pages.count or length > budget.max_text:
            reason, detail = Reason.BUDGET_EXHAUSTED, f"прочитано страниц: {len(texts)} из {pages.count}"
        return Extract(
            "pdf", text[: budget.max_text], (), pages.title, pages.count, len(texts), reason, detail, False, signed
        )
