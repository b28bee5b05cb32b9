"""Reading pictures of text by Tesseract, when it and its Russian model are there.

1.35 s a page at 200 dpi: only the first pages, only when asked, never without a time limit. No OCR is a reason
(`no_ocr`), never an absence.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess

import msgspec

from crawler.documents.budget import Deadline, DocumentBudget, Extract
from crawler.documents.cleaning import clean
from crawler.documents.pdf import PdfPages
from crawler.documents.signature import signature_mark
from crawler.items import Reason

DPI = 200
PAGE_SECONDS = 15.0
MIN_LETTERS = 25


@functools.cache
def tesseract() -> str | None:
    """Path of a Tesseract that knows Russian, or None."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        listed = subprocess.run([path, "--list-langs"], capture_output=True, timeout=10, check=False, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if "rus" in listed.stdout.split() else None


def recognize(picture: bytes, seconds: float) -> str:
    """Text of one picture (any format Tesseract knows); empty when the time is over or the tool fails."""
    path = tesseract()
    if path is None or seconds < 0.5:
        return ""
    command = [path, "stdin", "stdout", "-l", "rus", "--psm", "3", "--dpi", str(DPI)]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=min(PAGE_SECONDS, seconds),
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads bring nothing and take the other core
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return clean(done.stdout.decode("utf-8", "replace"))


def read_scan(body: bytes, found: Extract, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Give a scanned PDF its text: the first `budget.ocr_pages` pages of it."""
    if tesseract() is None:
        return _with(found, Reason.NO_OCR, f"{found.detail}; распознавание недоступно: нет tesseract с языком rus")
    with PdfPages(body) as pages:
        wanted = range(min(pages.count, budget.ocr_pages))
        texts = [recognize(pages.picture_of(index, DPI), deadline.left) for index in wanted]
    return _recognized(found, texts, found.page_count)


def read_image(body: bytes, budget: DocumentBudget, deadline: Deadline, *, ocr: bool) -> Extract:
    """Read a picture: its text is what OCR sees."""
    found = Extract("image", page_count=1, reason=Reason.NO_OCR, detail="изображение")
    if not ocr:
        return found
    if tesseract() is None:
        return _with(found, Reason.NO_OCR, "изображение; распознавание недоступно: нет tesseract с языком rus")
    return _recognized(found, [recognize(body, deadline.left)], 1)


def _recognized(found: Extract, texts: list[str], count: int) -> Extract:
    text = clean("\n".join(texts))
    if sum(letter.isalpha() for letter in text) < MIN_LETTERS:
        return _with(found, Reason.NO_OCR, f"{found.detail}; текст не распознан")
    read = len(texts)
    partial = read < count or not all(texts)
    return Extract(
        found.format,
        text,
        (),
        found.title,
        count,
        read,
        Reason.BUDGET_EXHAUSTED if partial else None,
        f"распознано страниц: {sum(map(bool, texts))} из {count}",
        True,
        found.signed or signature_mark(text),
    )


def _with(found: Extract, reason: Reason, detail: str) -> Extract:
    return msgspec.structs.replace(found, reason=reason, detail=detail.strip("; "))
