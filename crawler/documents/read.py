"""Read a file of any format: sniff, dispatch, and turn every failure into a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote, urlsplit

from crawler.documents.archive import members
from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import bounded, one_line
from crawler.documents.doc import read_doc
from crawler.documents.docx import read_docx
from crawler.documents.ocr import read_image, read_pasted, read_scan
from crawler.documents.odf import read_odf
from crawler.documents.pdf import read_pdf
from crawler.documents.plain import read_html, read_msxml, read_rtf, read_txt
from crawler.documents.sheets import read_xls, read_xlsx
from crawler.documents.sniff import sniff
from crawler.items import Document, Reason

Reader = Callable[[bytes, DocumentBudget, Deadline], Extract]

READERS: dict[str, Reader] = {
    "docx": partial(read_docx, numbered=True, pictured=True),  # a plan's items are told apart by the numbers Word draws
    "doc": read_doc,
    "word2": read_doc,
    "xlsx": read_xlsx,
    "xls": read_xls,
    "odt": partial(read_odf, pictured=True),
    "ods": read_odf,
    "odp": read_odf,
    "rtf": read_rtf,
    "txt": read_txt,
    "html": read_html,
    "msxml": read_msxml,
}
_NAMED = {
    "rar": "архив RAR не открывается: распакованного текста нет",
    "7z": "архив 7z не открывается: распакованного текста нет",
    "gz": "архив gzip не открывается",
    "encrypted": "файл защищён паролем",
    "pptx": "презентации не читаются",
    "ppt": "презентации не читаются",
    "djvu": "формат DjVu не читается",
    "": "формат файла не распознан или файл пуст",
}
DEFAULT = DocumentBudget()


def read_document(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    file_name: str = "",
    budget: DocumentBudget = DEFAULT,
    ocr: str = "auto",
) -> tuple[Document, ...]:
    """Read a file in this process; an archive gives one document per member (and itself, if it could not be read).

    `content_type` is only told in the detail of what cannot be recognised: the bytes decide. `ocr` is "auto" (scans
    and pictures are recognised if Tesseract is there) or "never". Never raises for what is inside the file; a native
    parser may still crash or hang, so hostile files belong to `DocumentReader`.
    """
    name = file_name or unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    deadline = Deadline(budget.max_seconds)
    if len(body) > budget.max_bytes:
        detail = f"файл больше {budget.max_bytes // 2**20} МиБ"
        found = Extract(sniff(body[:65536]), reason=Reason.TOO_LARGE, detail=detail)
        return (_document(found, body, url, name),)
    return tuple(_read(body, url, name, "", content_type, budget, deadline, ocr != "never", 0, [budget.max_members]))


def _read(
    body: bytes,
    url: str,
    name: str,
    member: str,
    content_type: str,
    budget: DocumentBudget,
    deadline: Deadline,
    ocr: bool,
    depth: int,
    left: list[int],
) -> Iterator[Document]:
    kind = sniff(body)
    if kind != "zip":
        yield _document(_extract(kind, body, content_type, budget, deadline, ocr), body, url, name, member)
        return
    if depth >= budget.max_depth:
        too_deep = Extract("zip", reason=Reason.BUDGET_EXHAUSTED, detail="архив вложен слишком глубоко")
        yield _document(too_deep, body, url, name, member)
        return
    read = 0
    try:
        for item in members(body, budget, deadline):
            read += 1
            if left[0] <= 0 or deadline.passed:
                cut = Extract("zip", reason=Reason.BUDGET_EXHAUSTED, detail="архив прочитан не до конца")
                yield _document(cut, body, url, name, member)
                return
            left[0] -= 1
            path = f"{member}/{item.path}" if member else item.path
            own_name = path.rsplit("/", 1)[-1]
            if item.error is not None:
                lost = Extract("", reason=item.error.reason, detail=item.error.detail)
                yield _document(lost, item.body, url, own_name, path)
                continue
            yield from _read(item.body, url, own_name, path, "", budget, deadline, ocr, depth + 1, left)
    except UnreadableError as error:
        yield _document(Extract("zip", reason=error.reason, detail=error.detail), body, url, name, member)
        return
    if not read:
        yield _document(Extract("zip", reason=Reason.UNREADABLE, detail="архив пуст"), body, url, name, member)


def _extract(
    kind: str, body: bytes, content_type: str, budget: DocumentBudget, deadline: Deadline, ocr: bool
) -> Extract:
    try:
        if kind == "image":
            return read_image(body, budget, deadline, ocr=ocr)
        if kind == "pdf":
            layer = read_pdf(body, budget, deadline)
            return read_scan(body, layer, budget, deadline) if layer.scanned and ocr else layer.found
        reader = READERS.get(kind)
        if reader is None:
            told = f" (сервер назвал его {one_line(content_type, 80)})" if content_type and not kind else ""
            raise UnreadableError(_NAMED.get(kind, f"формат {kind} не читается") + told)
        found = reader(body, budget, deadline)
        if found.pasted:
            return read_pasted(found, budget, deadline, ocr=ocr)
        if not found.text and found.reason is None:
            return Extract(kind, title=found.title, reason=Reason.UNREADABLE, detail="в файле нет текста")
        return found
    except UnreadableError as error:
        return Extract(kind, reason=error.reason, detail=one_line(error.detail, 300))
    except Exception as error:  # a parser's surprise is the document's misfortune, not the run's
        detail = one_line(f"файл не разобран: {type(error).__name__}: {error}", 300)
        return Extract(kind, reason=Reason.UNREADABLE, detail=detail)


def _document(found: Extract, body: bytes, url: str, name: str, member: str = "") -> Document:
    return Document(
        url=url,
        format=found.format,
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        file_name=one_line(name, 300),
        title=found.title,
        text=found.text,
        tables=bounded(found.tables, DEFAULT.max_table_text),
        page_count=found.page_count,
        pages_read=found.pages_read,
        reason=found.reason,
        detail=found.detail,
        ocr=found.ocr,
        signed=found.signed,
        member=member,
    )
