"""RTF, plain text, and HTML saved under an office name."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

from lxml import html

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean, one_line, table
from crawler.documents.encoding import decode
from crawler.documents.package import parse_xml
from crawler.documents.signature import signature_mark
from crawler.items import Reason, Table

_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "article"}
_RTF_OBJECTS = re.compile(rb"\\bin\d+ |\\(?:pict|objdata)\b")
MAX_RTF = 20 * 1024 * 1024


def _extract(kind: str, text: str, budget: DocumentBudget, title: str = "", tables: tuple[Table, ...] = ()) -> Extract:
    text = clean(text)
    cut = len(text) > budget.max_text
    return Extract(
        kind,
        text[: budget.max_text],
        tables,
        title,
        reason=Reason.BUDGET_EXHAUSTED if cut else None,
        detail=f"прочитано знаков: {budget.max_text}" if cut else "",
        signed=signature_mark(text),
    )


def read_txt(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read plain text in whatever encoding it is."""
    return _extract("txt", decode(body[: budget.max_text * 4]), budget)


def read_rtf(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read RTF by striprtf, without its pictures: they are nine tenths of many files and cost its time."""
    from striprtf.striprtf import rtf_to_text

    lean = _without_pictures(body.strip()) if _RTF_OBJECTS.search(body) else body.strip()
    if len(lean) > MAX_RTF:
        raise UnreadableError("файл RTF слишком велик")
    text = str(rtf_to_text(lean.decode("latin-1"), encoding="cp1251", errors="replace"))  # type: ignore[no-untyped-call]
    return _extract("rtf", text.replace("|", "\t"), budget)


def _without_pictures(body: bytes) -> bytes:
    """Drop `{\\pict …}`, `{\\*\\objdata …}` and the like, with everything nested in them."""
    kept: list[bytes] = []
    position = 0
    for found in re.finditer(rb"\{(?:\\\*)?\\(?:pict|objdata|shppict|nonshppict)\b", body):
        if found.start() < position:
            continue
        kept.append(body[position : found.start()])
        position = _group_end(body, found.start())
    kept.append(body[position:])
    return b"".join(kept)


def _group_end(body: bytes, start: int) -> int:
    depth = 0
    for found in re.compile(rb"[{}\\]").finditer(body, start):
        sign = found.group()
        if sign == b"\\" or body[found.start() - 1 : found.start()] == b"\\":
            continue
        depth += 1 if sign == b"{" else -1
        if depth == 0:
            return found.end()
    return len(body)


def read_html(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read HTML (or a web archive, MHTML) that was published as a document."""
    head = body[:300]
    if b"MIME-Version:" in head:
        message = email.message_from_bytes(body, policy=email.policy.default)
        part = message.get_body(preferencelist=("html", "plain"))
        payload = part.get_payload(decode=True) if part is not None else None
        body = payload if isinstance(payload, bytes) else b""
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(body))
    if not markup.strip():
        raise UnreadableError("в файле нет текста")
    root = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=False, no_network=True))
    tables = tuple(found for node in root.iter("table") if (found := table(_html_rows(node))))
    title = one_line(root.findtext(".//title") or "", 300)
    return _extract("html", "".join(_html_text(root)), budget, title, tables)


def _html_rows(node: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")]


def _html_text(root: Any) -> list[str]:
    parts: list[str] = []
    for event, node in _walk(root):
        if not isinstance(node.tag, str) or node.tag in ("script", "style", "title", "head"):
            if event == "end":
                parts.append(node.tail or "")
            continue
        if event == "start":
            parts.append("\n" if node.tag in _BLOCKS else "\t" if node.tag in ("td", "th") else "")
            parts.append(node.text or "")
        else:
            parts.append("\n" if node.tag in _BLOCKS else "")
            parts.append(node.tail or "")
    return parts


def _walk(root: Any) -> Any:
    from lxml.etree import iterwalk

    return iterwalk(root, events=("start", "end"))


def read_msxml(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read Word or Excel 2003 XML: the text of its paragraphs and cells."""
    root = parse_xml(body)
    lines = [
        "".join(str(piece) for piece in node.itertext())
        for node in root.iter()
        if isinstance(node.tag, str) and node.tag.rsplit("}", 1)[-1] in ("p", "Row")
    ]
    return _extract("msxml", "\n".join(lines), budget)
