"""Read a file of any format: sniff, dispatch, and turn every failure into a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from crawler.documents.budget import Deadline, DocumentBudget, Extract, Unreadable
from crawler.documents.docx import read_docx
from crawler.documents.pdf import read_pdf
from crawler.documents.sniff import sniff
from crawler.items import Document, Reason

Reader = Callable[[bytes, DocumentBudget, Deadline], Extract]

READERS: dict[str, Reader] = {"pdf": read_pdf, "docx": read_docx}


def read_document(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    file_name: str = "",
    budget: DocumentBudget = DocumentBudget(),  # noqa: B008 - frozen
    ocr: str = "auto",
) -> tuple[Document, ...]:
    """Read a file in this process. Never raises for what is inside the file."""
    deadline = Deadline(budget.max_seconds)
    kind = sniff(body)
    reader = READERS.get(kind)
    try:
        if reader is None:
            raise Unreadable("формат файла не распознан")
        found = reader(body, budget, deadline)
    except Unreadable as error:
        found = Extract(kind, reason=error.reason, detail=error.detail)
    except Exception as error:  # a parser's surprise is the document's misfortune, not the run's
        found = Extract(kind, reason=Reason.UNREADABLE, detail=f"{type(error).__name__}: {error}"[:300])
    return (
        Document(
            url=url,
            format=found.format,
            sha256=hashlib.sha256(body).hexdigest(),
            size=len(body),
            file_name=file_name or unquote(urlsplit(url).path.rsplit("/", 1)[-1]),
            title=found.title,
            text=found.text,
            tables=found.tables,
            page_count=found.page_count,
            pages_read=found.pages_read,
            reason=found.reason,
            detail=found.detail,
            ocr=found.ocr,
            signed=found.signed,
        ),
    )
