"""Old binary Word files: Word 97-2003 by our own reader, what it does not open by antiword, then by catdoc.

Both are tiny C programmes; where neither is installed, the text of such a file is taken from its bytes where Word
stored it as UTF-16, and the document says so in its reason: order and completeness are not certain then.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean
from crawler.documents.ocr import TITLE_LETTERS
from crawler.documents.signature import signature_mark
from crawler.documents.word97 import Word97, read_word97
from crawler.items import Reason

_COMMANDS = (
    ("antiword", ("-m", "UTF-8.txt", "-w", "0")),
    ("catdoc", ("-d", "utf-8", "-w")),
)
_RUNS = re.compile("[А-Яа-яЁё0-9A-Za-z«»№(),.:;!?%/\"'’–—\\- \t\r\x07\n]{12,}")
_CYRILLIC = re.compile("[А-Яа-яЁё]{3,}")
TOOL_SECONDS = 10.0


def read_doc(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read a `.doc`; from the tools tables come as text lines, for they draw them so."""
    own = read_word97(body)
    if own is not None and _CYRILLIC.search(own.text):
        return _extracted(own, budget)
    tools = [(path, options) for name, options in _COMMANDS if (path := shutil.which(name))]
    text, detail = "", ""
    for path, options in tools:
        text = _converted(path, options, body, min(TOOL_SECONDS, deadline.left))
        if _CYRILLIC.search(text):
            break
    if not _CYRILLIC.search(text):
        text = _plain_pieces(body) or text
        detail = "текст взят без разбора разметки: antiword и catdoc не установлены или не справились"
    text = clean(text.replace("|", "\t"), budget.max_text)
    if not text:
        why = "файл DOC не читается" if tools else "файл DOC не прочитан: установите antiword или catdoc"
        raise UnreadableError(why)
    reason = None if not detail else Reason.UNREADABLE
    return Extract("doc", text, reason=reason, detail=detail, signed=signature_mark(text))


def _extracted(own: Word97, budget: DocumentBudget) -> Extract:
    """What our own reader found. A picture above the title may be a stamp, or the document: it is not read here."""
    text = clean(own.text)
    unseen = 0 <= own.pictured < TITLE_LETTERS
    cut = len(text) > budget.max_text
    reason, detail = (Reason.NO_OCR, "изображения в файле DOC не читаются") if unseen else (None, "")
    if cut:
        reason, detail = Reason.BUDGET_EXHAUSTED, f"прочитано знаков: {budget.max_text}"
    return Extract(
        "doc", text[: budget.max_text], own.tables, reason=reason, detail=detail, signed=signature_mark(text)
    )


def _converted(path: str, options: tuple[str, ...], body: bytes, seconds: float) -> str:
    """Run one tool on a temporary file: antiword seeks, so a pipe will not do."""
    with tempfile.NamedTemporaryFile(suffix=".doc") as file:
        file.write(body)
        file.flush()
        try:
            done = subprocess.run(
                [path, *options, file.name],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=max(0.1, seconds),
                check=False,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 or done.stdout else ""


def _plain_pieces(body: bytes) -> str:
    """Runs of Russian text stored as UTF-16 in the file, in file order."""
    found: list[str] = []
    for offset in (0, 1):
        decoded = body[offset:].decode("utf-16-le", "replace")
        found += [run for run in _RUNS.findall(decoded) if _CYRILLIC.search(run)]
    return "\n".join(found).replace("\r", "\n")
