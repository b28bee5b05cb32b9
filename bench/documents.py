"""Time and robustness of libraries for PDF and DOCX, on files this script makes itself.

    python -m bench.documents

Needs beside the project: reportlab, pypdf, pdfminer.six, docx2txt (all optional: what is missing is left out).
Robustness: the same file damaged in 60 ways (cut, and bytes overwritten, at seeded places). A library does well
when it gives text or a named error; "hang" is more than 5 seconds.
"""

from __future__ import annotations

import importlib.util
import io
import logging
import random
import statistics
import time
from collections.abc import Callable

import docx as python_docx
import pypdfium2 as pdfium

from crawler.documents.budget import Deadline, DocumentBudget
from crawler.documents.docx import read_docx
from crawler.documents.pdf import read_pdf
from tests.crawler import files

BUDGET = DocumentBudget(max_pages=1000)
RUNS, DAMAGES, SLOW = 7, 60, 5.0
LINE = "Мероприятие по устранению недостатков: установить пандус, срок 01.09.2031, ответственный Кленов П. П. "

Reading = Callable[[bytes], str]


def ours_pdf(body: bytes) -> str:
    return read_pdf(body, BUDGET, Deadline(60)).found.text


def ours_docx(body: bytes) -> str:
    return read_docx(body, BUDGET, Deadline(60)).text


def bare_pdfium(body: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(body))


def by_python_docx(body: bytes) -> str:
    document = python_docx.Document(io.BytesIO(body))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def others() -> dict[str, Reading]:
    """Readings by libraries that happen to be installed."""
    found: dict[str, Reading] = {}
    if importlib.util.find_spec("pypdf"):
        import pypdf

        found["pypdf"] = lambda body: "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(body)).pages)
    if importlib.util.find_spec("pdfminer"):
        from pdfminer.high_level import extract_text

        found["pdfminer.six"] = lambda body: str(extract_text(io.BytesIO(body)))
    if importlib.util.find_spec("docx2txt"):
        import docx2txt

        found["docx2txt"] = lambda body: str(docx2txt.process(io.BytesIO(body)))
    return found


def median_ms(read: Reading, body: bytes) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        read(body)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def damaged(body: bytes) -> list[bytes]:
    chance = random.Random(2031)
    copies = [body[: chance.randrange(len(body))] for _ in range(DAMAGES // 3)]
    while len(copies) < DAMAGES:
        copy = bytearray(body)
        for _ in range(30):
            copy[chance.randrange(len(copy))] = chance.randrange(256)
        copies.append(bytes(copy))
    return copies


def endurance(read: Reading, bodies: list[bytes], words: int) -> str:
    text = error = hang = 0
    for body in bodies:
        started = time.perf_counter()
        try:
            text += read(body).count("пандус") * 10 >= words
        except Exception:  # the libraries compared fail in their own ways: how often is what is counted
            error += 1
        hang += time.perf_counter() - started > SLOW
    return f"текст {text}, ошибка {error}, пусто {len(bodies) - text - error}, зависание {hang}"


def main() -> None:
    logging.disable(logging.CRITICAL)  # what damaged files make the others say
    pdf = files.pdf(*["\n".join([LINE] * 20)] * 20)
    word = files.word(*[LINE] * 300, rows=((LINE, "Срок"),) * 100)
    extra = others()
    contests: list[tuple[str, bytes, dict[str, Reading]]] = [
        ("PDF, 20 страниц", pdf, {"наш (pypdfium2)": ours_pdf, "pypdfium2 без обвязки": bare_pdfium}),
        ("DOCX, 300 абзацев, таблица 100×2", word, {"наш (zip+lxml)": ours_docx, "python-docx": by_python_docx}),
    ]
    for title, body, readings in contests:
        names = ("pypdf", "pdfminer.six") if title.startswith("PDF") else ("docx2txt",)
        readings |= {name: extra[name] for name in names if name in extra}
        print(f"{title}, {len(body) // 1024} КиБ")
        for name, read in readings.items():
            words = read(body).count("пандус")
            print(f"  {name:24} {median_ms(read, body):8.1f} мс   {endurance(read, damaged(body), words)}")


if __name__ == "__main__":
    main()
