"""PDF: text, titles, signature marks, and whether the file is a scan.

pypdfium2 (Chrome's PDF engine, BSD/Apache) reads a Russian page in about a millisecond and more damaged files than
the others; pypdf takes 5 to 20 times as long, pdfminer 20 to 30 (bench/documents.py), pymupdf is AGPL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean, one_line
from crawler.documents.ruled import tables_of, woven
from crawler.documents.signature import signature_mark
from crawler.items import Reason, Table

MAX_SIDE = 4000  # pixels
TABLE_PAGES = 20  # whose drawn tables are read; a plan is shorter, a long report's tables are not asked for
BLANK_DPI, BLANK = 20, 250  # a page that is drawn as white as this shows nothing
SCAN_LETTERS = 40  # on a page; a page number or a scanner's watermark is not the text of a page
_NO_TITLE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf)$|^microsoft word|^untitled|^без имени", re.IGNORECASE)
_PAGE = re.compile(
    r"[-–—\s]*(?:(?:стр(?:аница|\.)|лист|л\.)\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE
)
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

    def text_of(self, index: int, *, ruled: bool = False, barred: bool = False) -> tuple[str, list[Table]] | None:
        """Text of one page and, with `ruled`, its tables; None for a page that cannot be loaded.

        `barred`: the tables stand in the text, as rows «| a | b |».
        """
        try:
            page = self.document[index]
        except pdfium.PdfiumError:
            return None
        try:
            textpage = page.get_textpage()
            try:
                text = str(textpage.get_text_bounded())
                tables = tables_of(page, textpage) if ruled and text.strip() else []
                return (woven(page, textpage) if barred and tables else text), tables
            finally:
                textpage.close()
        except pdfium.PdfiumError:
            return None
        finally:
            page.close()

    def has_pictures(self, index: int) -> bool:
        """Whether a page shows pictures: without text it is a scan then, else merely short."""
        try:
            page = self.document[index]
        except pdfium.PdfiumError:
            return False
        try:
            return next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), None) is not None
        except pdfium.PdfiumError:
            return False
        finally:
            page.close()

    def is_blank(self, index: int) -> bool:
        """Whether a page without text shows nothing at all; drawn letters and stamps laid over it are something."""
        if self.has_pictures(index):
            return False
        try:
            _, _, pixels = self.picture_of(index, BLANK_DPI).partition(b" 255\n")
        except UnreadableError:  # what it shows is not known: a scan until something else is seen
            return False
        return bool(pixels) and min(pixels) >= BLANK

    def picture_of(self, index: int, dpi: int) -> bytes:
        """One page as a grey picture (PGM). Raises `UnreadableError` for one that cannot be loaded or drawn."""
        try:
            page = self.document[index]
        except pdfium.PdfiumError as error:
            raise UnreadableError(f"страница PDF повреждена: {error}") from error
        try:
            # A page may claim to be a square kilometre: its picture is bounded, not its claim.
            longest = max(page.get_width(), page.get_height(), 1.0)
            bitmap = page.render(scale=min(dpi / 72, MAX_SIDE / longest), grayscale=True)
            data = memoryview(bitmap.buffer)
            rows = [data[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
        except pdfium.PdfiumError as error:
            raise UnreadableError(f"страница PDF не нарисована: {error}") from error
        finally:
            page.close()

    @property
    def title(self) -> str:
        """The title of the metadata, unless it is a file name or a programme's default."""
        try:
            found = one_line(self.document.get_metadata_value("Title"), 300)
        except (pdfium.PdfiumError, UnicodeError):
            return ""
        return "" if _NO_TITLE.search(found) else found

    @property
    def signatures(self) -> int:
        """How many digital signatures the file itself carries."""
        return max(0, int(raw.FPDF_GetSignatureCount(self.document)))


class PdfText(msgspec.Struct, frozen=True):
    """The text layer: what was read, and which pages have none worth the name (indices from 0)."""

    found: Extract
    texts: tuple[str, ...]
    scanned: tuple[int, ...]
    damaged: tuple[int, ...] = ()  # pages that could not be loaded

    @property
    def damage(self) -> str:
        """What to say of the damaged pages, if there are any."""
        return f"повреждённых страниц: {len(self.damaged)} из {self.found.page_count}" if self.damaged else ""


def read_pdf(body: bytes, budget: DocumentBudget, deadline: Deadline, *, barred: bool = False) -> PdfText:
    """Read the text layer. `found.reason` is `no_ocr` when all or some pages are pictures.

    A page that shows nothing is none to be recognised; before the first page with text it is not counted as read, for
    a stamp that the file lost may have stood there.
    `barred`: drawn tables stand in the text as rows «| a | b |», running heads and page numbers are left out.
    """
    with PdfPages(body) as pages:
        if not pages.count:
            raise UnreadableError("в файле PDF нет страниц")
        texts: list[str] = []
        tables: list[Table] = []
        scanned: list[int] = []
        damaged: list[int] = []
        blank: list[int] = []
        length = 0
        for index in range(min(pages.count, budget.max_pages)):
            if deadline.passed or length >= budget.max_text:
                break
            read = pages.text_of(index, ruled=index < TABLE_PAGES, barred=barred)
            if read is None:
                damaged.append(index)
                texts.append("")
                continue
            text = clean(read[0])
            tables += read[1]
            letters = len(_LETTER.findall(text))
            if letters == 0 and pages.is_blank(index):
                blank.append(index)
            elif letters < SCAN_LETTERS and (letters == 0 or pages.has_pictures(index)):
                scanned.append(index)
            texts.append(text)
            length += len(text)
        if not any(texts):
            scanned, blank = sorted([*scanned, *blank]), []  # no text anywhere: rather unread than empty
        ahead = sum(all(not text for text in texts[: index + 1]) for index in blank)
        if barred:
            texts = without_running_heads(texts)
        signed = f"электронная подпись в файле ({pages.signatures})" if pages.signatures else ""
        reason, detail = None, ""
        if scanned:
            reason, detail = Reason.NO_OCR, f"страниц без текста (скан): {len(scanned)} из {pages.count}"
        elif damaged:
            reason = Reason.UNREADABLE
        elif len(texts) < pages.count or length > budget.max_text:
            reason, detail = Reason.BUDGET_EXHAUSTED, f"прочитано страниц: {len(texts)} из {pages.count}"
        whole = len(texts) - len(scanned) - len(damaged) - ahead
        found = Extract("pdf", "", tuple(tables), pages.title, pages.count, whole, reason, detail, signed=signed)
        layer = PdfText(with_text(found, texts, budget), tuple(texts), tuple(scanned), tuple(damaged))
        detail = "; ".join(filter(None, (detail, layer.damage)))
        return msgspec.structs.replace(layer, found=msgspec.structs.replace(layer.found, detail=detail))


def without_running_heads(texts: Sequence[str]) -> list[str]:
    """Pages without page numbers and without the lines that stand at the top or foot of several of them.

    The first page keeps its line: a short paper may have its date and number nowhere else.
    """
    edges = [{_same(line) for line in (*lines[:2], *lines[-2:])} for lines in (text.split("\n") for text in texts)]
    repeated = {line for line in set().union(*edges) if sum(line in edge for edge in edges) > 1}
    out = []
    for number, text in enumerate(texts):
        lines = text.split("\n")
        last = len(lines) - 2
        out.append(
            "\n".join(
                line
                for at, line in enumerate(lines)
                if not (at < 2 or at >= last) or not (_PAGE.fullmatch(line) or (number and _same(line) in repeated))
            )
        )
    return out


def _same(line: str) -> str:
    """A line as it is compared from page to page: their numbers differ."""
    return line if line.startswith("|") else re.sub(r"\d+\s*$", "", line).strip()


def with_text(found: Extract, texts: Sequence[str], budget: DocumentBudget) -> Extract:
    """The same extract with these pages as its text, and their stamp if they bear one."""
    text = "\n".join(part for part in texts if part)
    signed = signature_mark(text) or found.signed
    return msgspec.structs.replace(found, text=text[: budget.max_text], signed=signed)
