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
    text, foreign, detail, failed = "", "", "", list[str]()
    for name, options in _COMMANDS:
        path = shutil.which(name)
        if path is None:
            failed.append(f"{name} не установлен")
            continue
        said, trouble = _converted(path, options, body, min(TOOL_SECONDS, deadline.left))
        if trouble:
            failed.append(f"{name} {trouble}")
        if not _CYRILLIC.search(said):
            foreign = foreign or said
        elif not trouble:
            text, detail = said, ""
            break
        elif not text:
            text, detail = said, f"прочитано не всё: {failed[-1]}"
    if not text:
        text = _plain_pieces(body) or foreign
        detail = f"текст взят без разбора разметки: {', '.join(failed) or 'antiword и catdoc не справились'}"
    text = clean(text.replace("|", "\t"), budget.max_text)
    if not text:
        raise UnreadableError(f"файл DOC не прочитан: {', '.join(failed) or 'в нём нет текста'}")
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


def _converted(path: str, options: tuple[str, ...], body: bytes, seconds: float) -> tuple[str, str]:
    """What one tool makes of a temporary file (antiword seeks, so a pipe will not do), and what befell it if it did."""
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
        except subprocess.TimeoutExpired:
            return "", f"не закончил за {round(seconds, 1):g} с"
        except OSError as error:
            return "", f"не запустился ({type(error).__name__})"
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode < 0:  # a tool that refuses a file ends by itself, and what it printed before is whole
        return text, "завершился аварийно"
    return text, "" if done.returncode == 0 or text else "файл не открыл"


def _plain_pieces(body: bytes) -> str:
    """Runs of Russian text stored as UTF-16 in the file, in file order."""
    found: list[str] = []
    for offset in (0, 1):
        decoded = body[offset:].decode("utf-16-le", "replace")
        found += [run for run in _RUNS.findall(decoded) if _CYRILLIC.search(run)]
    return "\n".join(found).replace("\r", "\n")
