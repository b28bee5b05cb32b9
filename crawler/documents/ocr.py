"""Reading pictures of text by Tesseract, when it and its Russian model are there.

1.35 s a page at 200 dpi: only the first pages, only when asked, never without a time limit. No OCR is a reason
(`no_ocr`), never an absence.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence

import msgspec

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean
from crawler.documents.pasted import MARK, filled
from crawler.documents.pdf import PdfPages, PdfText, with_text
from crawler.documents.signature import signature_mark
from crawler.items import Reason, Table

DPI = 200
PAGE_SECONDS = 15.0
MIN_LETTERS = 25
TITLE_LETTERS = 300  # of a title page with its stamps


@functools.cache
def tesseract() -> tuple[str, str] | None:
    """Path of a Tesseract that knows Russian and its page mode, or None.

    With the orientation model (osd) at hand pages that lie on their side or head are turned first (mode 1, a fifth
    slower); otherwise they would come out as well-formed nonsense.
    """
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        listed = subprocess.run([path, "--list-langs"], capture_output=True, timeout=10, check=False, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return None
    languages = listed.stdout.split()
    return (path, "1" if "osd" in languages else "3") if "rus" in languages else None


def recognize(picture: bytes, seconds: float) -> str | Reason:
    """Text of one picture (in any format Tesseract knows), empty where it has no letters; or why it was not read."""
    tool = tesseract()
    if tool is None:
        return Reason.NO_OCR
    if not picture:
        return Reason.UNREADABLE
    if seconds < 0.5:
        return Reason.BUDGET_EXHAUSTED
    path, mode = tool
    command = [path, "stdin", "stdout", "-l", "rus", "--psm", mode, "--dpi", str(DPI)]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=min(PAGE_SECONDS, seconds),
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads bring nothing and take the other core
        )
    except subprocess.TimeoutExpired:
        return Reason.BUDGET_EXHAUSTED
    except OSError:
        return Reason.UNREADABLE
    if done.returncode:  # it crashed, or the picture is of no format it knows
        return Reason.UNREADABLE
    return clean(done.stdout.decode("utf-8", "replace"))


def read_scan(body: bytes, layer: PdfText, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Give the scanned pages of a PDF their text: the first `budget.ocr_pages` of them."""
    found = layer.found
    if tesseract() is None:
        return _with(found, Reason.NO_OCR, f"{found.detail}; распознавание недоступно: нет tesseract с языком rus")
    texts = dict(enumerate(layer.texts))
    wanted = layer.scanned[: budget.ocr_pages]
    with PdfPages(body) as pages:
        seen = {index: _seen(pages, index, deadline) for index in wanted}
    worth = {index: text for index, one in seen.items() if (text := _worth(one))}
    why, told = _lacking(list(seen.values()))
    if not worth:
        return _with(found, why, f"{found.detail}; {told}")
    full = with_text(found, [text for _, text in sorted({**texts, **worth}.items())], budget)
    missing = len(layer.scanned) - len(worth)
    unread = found.page_count - len(layer.texts)
    lost = (told if why is Reason.UNREADABLE else "", layer.damage)
    return msgspec.structs.replace(
        full,
        ocr=True,
        pages_read=found.pages_read + len(worth),
        reason=Reason.UNREADABLE
        if layer.damaged or why is Reason.UNREADABLE
        else Reason.BUDGET_EXHAUSTED
        if missing or unread
        else None,
        detail="; ".join(filter(None, (f"распознано страниц скана: {len(worth)} из {len(layer.scanned)}", *lost))),
    )


def read_image(body: bytes, budget: DocumentBudget, deadline: Deadline, *, ocr: bool) -> Extract:
    """Read a picture (a TIFF may have pages): its text is what OCR sees on the first `budget.ocr_pages` of it."""
    from crawler.documents.raster import Pictures  # its library takes a moment to load and is seldom needed

    with Pictures(body, budget) as pictures:
        count = pictures.count
        found = Extract("image", page_count=count, reason=Reason.NO_OCR, detail="изображение")
        if not ocr:
            return found
        if tesseract() is None:
            return _with(found, Reason.NO_OCR, "изображение; распознавание недоступно: нет tesseract с языком rus")
        if pictures.is_small:
            return _with(found, Reason.NO_OCR, "изображение мельче страницы текста")
        wanted = range(min(count, budget.ocr_pages))
        seen = [recognize(pictures.picture_of(index), deadline.left) for index in wanted]
    worth = [text for one in seen if (text := _worth(one))]
    why, failed = _lacking(seen)
    if not worth:
        return _with(found, why, f"изображение; {failed}")
    told = f"распознано страниц изображения: {len(worth)} из {count}" if count > 1 else "текст распознан"
    cut: Reason | None = None
    if why is Reason.UNREADABLE:
        cut, told = why, f"{told}; {failed}"
    elif len(worth) < count:
        cut = Reason.BUDGET_EXHAUSTED
    full = msgspec.structs.replace(found, pages_read=len(worth), ocr=True, reason=cut, detail=told)
    return with_text(full, worth, budget)


def read_pasted(found: Extract, budget: DocumentBudget, deadline: Deadline, *, ocr: bool) -> Extract:
    """Give the pictures pasted into a text document their text: the first `budget.ocr_pages` of them.

    What stays unread matters where the pictures are the document, or where its title stands: a stamp is sought there.
    Elsewhere they illustrate.
    """
    able = ocr and tesseract() is not None
    seen = [recognize(picture, deadline.left) for picture in found.pasted[: budget.ocr_pages]] if able else []
    said = [_worth(one) for one in seen]
    own = _letters(found.text)
    ahead = _letters(found.text.partition(MARK)[0]) < TITLE_LETTERS
    unread = len(found.pasted) - len(said) + said.count("")
    text = clean(filled(found.text, said))
    told = f"изображений с возможным текстом: {len(found.pasted)}, распознано: {len(said) - said.count('')}"
    matters = unread and (own < TITLE_LETTERS or (ahead and not (said and said[0])))
    return msgspec.structs.replace(
        found,
        text=text[: budget.max_text],
        tables=tuple(map(_unmarked, found.tables)),
        ocr=any(said),
        reason=_lacking(seen)[0] if matters else found.reason,
        detail="; ".join(filter(None, (told, found.detail))),
        signed=signature_mark(text),
        pasted=(),
    )


def _unmarked(table: Table) -> Table:
    return Table(tuple(tuple(cell.replace(MARK, "") for cell in row) for row in table.rows))


def _seen(pages: PdfPages, index: int, deadline: Deadline) -> str | Reason:
    try:
        return recognize(pages.picture_of(index, DPI), deadline.left)
    except UnreadableError as error:
        return error.reason


def _worth(seen: str | Reason) -> str:
    """What was read of a picture, if it is more than a few letters that noise looks like."""
    return seen if not isinstance(seen, Reason) and _letters(seen) >= MIN_LETTERS else ""


def _lacking(seen: Sequence[str | Reason]) -> tuple[Reason, str]:
    """Why what is lacking was not read: a tool that crashed is no picture without letters, nor is one out of time."""
    if failed := seen.count(Reason.UNREADABLE):
        return Reason.UNREADABLE, f"сбой при распознавании страниц: {failed}"
    if Reason.BUDGET_EXHAUSTED in seen:
        return Reason.BUDGET_EXHAUSTED, "на распознавание не хватило времени"
    return Reason.NO_OCR, "текст не распознан"


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _with(found: Extract, reason: Reason, detail: str) -> Extract:
    return msgspec.structs.replace(found, reason=reason, detail=detail)
