"""One plan in every format a site may publish it in: agreed, specific, and read as such (an invented clinic)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import msgspec
import pytest

from crawler.documents import read_document
from rules.model import Outcome, Ownership
from tests.crawler import files
from tests.rules.drawn import verdicts
from tests.rules.sites import BASE

HEAD = (
    "СОГЛАСОВАНО",
    "Министр здравоохранения КБР",
    "А.Б. Заречный",
    "ПЛАН по устранению недостатков на 2023 год",
)
ROWS = (
    ("№", "Мероприятие", "Срок", "Ответственный"),
    ("1", "Поставить 2 скамьи", "01.02.2023", "завхоз Ручьёв П.П."),
    ("2", "Купить 3 лампы", "01.03.2023", "завхоз Ручьёв П.П."),
)
LISTED = tuple(f"{n}. {what}. Срок: {term}. Ответственный: {who}" for n, what, term, who in ROWS[1:])


def word(*stamps: Sequence[str]) -> bytes:
    """A DOCX whose stamps stand in an invisible table above the plan."""
    made = docx.Document()
    above = made.add_table(len(stamps), len(stamps[0]))
    for row, texts in enumerate(stamps):
        for column, text in enumerate(texts):
            above.cell(row, column).text = text
    made.add_paragraph(HEAD[-1])
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def numbered_by_word() -> bytes:
    made = docx.Document()
    for text in HEAD:
        made.add_paragraph(text)
    for _, what, term, who in ROWS[1:]:
        made.add_paragraph(f"{what} до {term}, {who}", style="List Number")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opendocument() -> bytes:
    def cell(text: str) -> str:
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    return files.odt("".join(f"<text:p>{line}</text:p>" for line in HEAD) + f"<table:table>{rows}</table:table>")


FORMATS = {
    "docx": lambda: files.word(*HEAD, rows=ROWS),
    "docx, stamp in the page header": lambda: files.word(HEAD[-1], rows=ROWS, header=" ".join(HEAD[:3])),
    "docx, stamps in cells": lambda: word(("\n".join(HEAD[:3]), "УТВЕРЖДАЮ\nГлавный врач\nВ.Г. Нагорный")),
    "docx, stamps in rows": lambda: word(
        ("УТВЕРЖДАЮ", "СОГЛАСОВАНО"),
        ("Главный врач", "Министр здравоохранения КБР"),
        ("В.Г. Нагорный", "А.Б. Заречный"),
    ),
    "docx, numbers drawn by Word": numbered_by_word,
    "xlsx": lambda: files.sheet((*((line, "", "", "") for line in HEAD), *ROWS)),
    "odt": opendocument,
    "rtf": lambda: files.rtf("\\par ".join((*HEAD, *LISTED))),
    "txt in windows-1251": lambda: "\n".join((*HEAD, *LISTED)).encode("cp1251"),
    "zip": lambda: files.packed({"план.docx": files.word(*HEAD, rows=ROWS)}),
    "zip in zip": lambda: files.packed({"1.zip": files.packed({"план.docx": files.word(*HEAD, rows=ROWS)})}),
}


def judged(body: bytes) -> dict[str, Outcome]:
    link = '<p><a href="/f/plan.file.pdf">План по устранению недостатков на 2023 год</a></p>'
    read = read_document(body, url=BASE + "/f/plan.file.pdf", ocr="never")
    findings = verdicts(link, documents=read, org={"ownership": Ownership.STATE})
    return {rule: findings[rule].outcome for rule in ("plans-published", "plans-approved", "plans-specific")}


@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_is_read_in_every_format(name: str) -> None:
    assert set(judged(FORMATS[name]()).values()) == {Outcome.PASSED}


def test_a_ruled_pdf_without_a_stamp() -> None:
    assert judged(files.pdf_table(ROWS)) == {
        "plans-published": Outcome.PASSED,
        "plans-approved": Outcome.FAILED,
        "plans-specific": Outcome.PASSED,
    }


@pytest.mark.parametrize("header", ["", " ".join(HEAD[:3])])
def test_a_stamp_is_not_missing_from_a_header_that_cannot_be_read(header: str) -> None:
    body = files.word(HEAD[-1], rows=ROWS, header=header or "—")
    assert judged(body)["plans-approved"] is (Outcome.PASSED if header else Outcome.FAILED)
    assert judged(files.torn(body, "word/header1.xml"))["plans-approved"] is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("below", "outcome"),
    [
        ("СОГЛАСОВАНО\nМинистр культуры КБР", Outcome.PASSED),  # on the last sheet, as a state standard lets it
        ("СОГЛАСОВАНО\nНачальник управления культуры администрации района", Outcome.INCONCLUSIVE),  # of a state body
        ("План согласован с Министерством культуры КБР.", Outcome.INCONCLUSIVE),  # no stamp
    ],
)
def test_an_agreement_below_the_plan(below: str, outcome: Outcome) -> None:
    body = files.word_with_pictures("ПЛАН по устранению недостатков на 2023 год", *LISTED * 30, *below.split("\n"))
    assert judged(body)["plans-approved"] is outcome


@pytest.mark.parametrize(
    "body", [b"%PDF-1.4 torn", b"", b"Rar!\x1a\x07\x01\x00" + b"x" * 300, b"7z\xbc\xaf\x27\x1c" + b"x" * 300]
)
def test_what_cannot_be_opened_decides_nothing_about_its_contents(body: bytes) -> None:
    found = judged(body)
    assert (found["plans-approved"], found["plans-specific"]) == (Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE)


@pytest.mark.parametrize(
    ("head", "outcome"),
    [("", Outcome.INCONCLUSIVE), ("УТВЕРЖДАЮ\nГлавный врач", Outcome.FAILED), ("\n".join(HEAD[:2]), Outcome.PASSED)],
)
def test_a_stamp_that_recognition_did_not_make_out_may_be_there(head: str, outcome: Outcome) -> None:
    text = "\n".join((head, HEAD[-1], *LISTED))
    (plan,) = read_document(text.encode(), url=BASE + "/f/plan.file.pdf", ocr="never")
    link = '<p><a href="/f/plan.file.pdf">План по устранению недостатков на 2023 год</a></p>'
    scan = (msgspec.structs.replace(plan, ocr=True),)
    assert verdicts(link, documents=scan, org={"ownership": Ownership.STATE})["plans-approved"].outcome is outcome
