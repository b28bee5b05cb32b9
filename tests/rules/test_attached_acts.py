"""Acts that stand inside attachments: an act names itself, a list names many; what was not read is not missing."""

from __future__ import annotations

import pytest

from crawler.items import Document, Reason
from rules.checks.acts import own_requisites
from rules.model import Outcome, Sector
from tests.rules.drawn import verdicts
from tests.rules.sites import BASE

ACTS = (
    "Указ Президента РФ от 07.05.2012 № 597",
    "Федеральный закон от 21.07.2014 № 256-ФЗ",
    "Приказ Минкультуры России от 20.02.2015 № 277",
    "Распоряжение Правительства КБР от 29.01.2015 № 31-рп",
    "Постановление Правительства КБР от 31.12.2015 № 324-ПП",
    "Распоряжение Правительства КБР от 13.09.2016 № 458-рп",
    "Приказ Министерства культуры КБР от 10.02.2016 № 12 «О независимой оценке»",
    "Приказ директора от 01.03.2016 № 5 «Об ответственном за независимую оценку качества»",
)
CULTURE = {"sector": Sector.CULTURE}


def test_acts_named_only_inside_their_files() -> None:
    links = "".join(f'<p><a href="/f/{n}.pdf">Документ {n}</a></p>' for n in range(len(ACTS)))
    texts = {f"/f/{n}.pdf": f"{act}\nТекст документа." for n, act in enumerate(ACTS)}
    assert verdicts(links, texts=texts, org=CULTURE)["acts-published"].outcome is Outcome.PASSED
    fewer = {path: text for path, text in texts.items() if path != "/f/1.pdf"}
    finding = verdicts(links, texts={**fewer, "/f/1.pdf": "Устав клуба"}, org=CULTURE)["acts-published"]
    assert (finding.outcome, finding.details["missing_acts"]) == (Outcome.FAILED, ["law-256"])


def test_a_list_in_a_file() -> None:
    link = '<p><a href="/f/npa.docx">Нормативные правовые акты</a></p>'
    assert (
        verdicts(link, texts={"/f/npa.docx": "\n".join(ACTS)}, org=CULTURE)["acts-published"].outcome is Outcome.PASSED
    )
    scan = Document(BASE + "/f/npa.docx", format="pdf", reason=Reason.NO_OCR, page_count=2)
    finding = verdicts(link, documents=(scan,), org=CULTURE)["acts-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.NO_OCR)


def test_a_report_that_cites_acts_lists_none() -> None:
    report = "Отчёт оператора о независимой оценке качества за 2022 год\nПроведена по закону от 21.07.2014 № 256-ФЗ."
    links = '<p><a href="/f/o.pdf">Отчёт оператора за 2022 год</a></p>'
    assert 2 in verdicts(links, texts={"/f/o.pdf": report}, org=CULTURE)["acts-published"].details["positions"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\nО мероприятиях\n7 мая 2012 года № 597\nТекст", "№ 597"),
        (
            "УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\nО мероприятиях\n"
            + "Текст указа. " * 200
            + "\n7 мая 2012 года\n№ 597",
            "№ 597",
        ),
        ("МИНИСТЕРСТВО ТРУДА РФ. ПРИКАЗ от 8 декабря 2014 г.\n№ 995н «Об утверждении показателей»", "№ 995н"),
        ("План мероприятий во исполнение указа от 07.05.2012 № 597", ""),
        ("", ""),
    ],
)
def test_a_document_names_itself_at_either_end(text: str, ends: str) -> None:
    own = own_requisites(text)
    assert own.endswith(ends) if ends else own == ""


def test_a_title_without_number_and_date_is_told() -> None:
    title = "Указ Президента РФ «О мероприятиях по реализации государственной социальной политики»"
    finding = verdicts(f'<p><a href="/f/1.pdf">{title}</a></p>', org=CULTURE)["acts-published"]
    assert 1 not in finding.details["positions"]
    assert any("номер и дата не указаны" in remark for remark in finding.remarks)


@pytest.mark.parametrize("name", ["Указ_597_от_07.05.2012.doc", "31-rp_29.01.2015.pdf", "fz_256_ot_21.07.2014.pdf"])
def test_file_names_cite_acts(name: str) -> None:
    position = {"Указ": 1, "31-r": 4, "fz_2": 2}[name[:4]]
    finding = verdicts(f'<p><a href="/f/{name}">Скачать</a></p>', org=CULTURE)["acts-published"]
    assert position not in finding.details["positions"]


def test_a_file_is_believed_more_than_its_numbered_name() -> None:
    """«03_FZ_256_…» reads like № 03-ФЗ: what the file says of itself counts."""
    text = "Федеральный закон от 21 июля 2014 г. № 256-ФЗ «О внесении изменений в отдельные законодательные акты»"
    finding = verdicts('<p><a href="/f/03_FZ_256.pdf">Скачать</a></p>', texts={"/f/03_FZ_256.pdf": text}, org=CULTURE)
    assert 2 not in finding["acts-published"].details["positions"]
