"""Acts that stand inside attachments: an act names itself, a list names many; what was not read is not missing."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.items import Document, Reason
from rules.acts.bodies import Body
from rules.acts.citations import Kind, find_citations
from rules.acts.letterhead import own_requisites
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


MINISTRY = "МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ, НАУКИ И ПО ДЕЛАМ МОЛОДЁЖИ КАБАРДИНО-БАЛКАРСКОЙ РЕСПУБЛИКИ\n"
BELOW = "\nО порядке независимой оценки\nВ целях исполнения статьи 95.2 закона от 29.12.2012 г. № 273-ФЗ приказываю:"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (MINISTRY + "ПРИКАЗ\n«12» марта 2015 г. № 62-П", Body.REGION_MINISTRY),
        (MINISTRY + "П Р И К А З\n12.03.2015 г. Нальчик № 62-П", Body.REGION_MINISTRY),
        (MINISTRY + "ПРИКАЗ\n12 марта 2015 года     г. Нальчик     № 62-П", Body.REGION_MINISTRY),
        (MINISTRY + "ПРИКАЗ\nг. Нальчик\n12.03.2015 № 62-П", Body.REGION_MINISTRY),
        (MINISTRY + "ПРИКАЗ\n№ 62-П     от «12» марта 2015 г.", Body.REGION_MINISTRY),
        (
            MINISTRY + "360000, г. Нальчик, ул. Кешокова, 43, тел.: 42-12-12\nПРИКАЗ № 62-П\nот 12 марта 2015 г.",
            Body.REGION_MINISTRY,
        ),
        ("Министерство труда КБР. Приказ от 12.03.2015 № 62-П", Body.REGION_MINISTRY),
        ("МИНИСТЕРСТВО ТРУДА РФ\nПРИКАЗ\n12.03.2015 г. Москва № 62-П", Body.MINTRUD),
        (
            "МЕСТНАЯ АДМИНИСТРАЦИЯ ЭЛЬБРУССКОГО МУНИЦИПАЛЬНОГО РАЙОНА\nПРИКАЗ\n12.03.2015 г. Тырныауз № 62-П",
            Body.MUNICIPALITY,
        ),
        (MINISTRY + "ГКОУ «Школа-интернат № 3»\nП Р И К А З\n12 марта 2015 г. с. Псыгансу № 62-П", Body.ORGANIZATION),
        ("ГКУ «Психоневрологический интернат». ПРИКАЗ от 12.03.2015 № 62-П", Body.ORGANIZATION),
    ],
)
def test_a_letterhead_tells_the_body_though_its_lines_stand_apart(head: str, body: Body) -> None:
    cited = find_citations(own_requisites(head + BELOW))
    assert [(one.kind, one.body, one.date, one.number.lower()) for one in cited] == [
        (Kind.ORDER, body, date(2015, 3, 12), "62-п")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "План мероприятий. Приложение к приказу от 12.03.2015 № 62",
        MINISTRY + "ПРИКАЗ\n«___» ________ 2015 г. № 62" + BELOW,
        "Отчёт оператора. Приказ Минтруда от 12.03.2015 № 62 утвердил показатели",
    ],
)
def test_what_is_no_act_or_says_no_day_has_no_requisites(text: str) -> None:
    assert own_requisites(text) == ""


def test_a_ministrys_paper_with_spaced_lines_is_the_ministrys() -> None:
    links = "".join(f'<p><a href="/f/{n}.pdf">Документ {n}</a></p>' for n in range(len(ACTS)))
    texts = {f"/f/{n}.pdf": f"{act}\nТекст документа." for n, act in enumerate(ACTS)}
    texts["/f/6.pdf"] = "МИНИСТЕРСТВО КУЛЬТУРЫ КБР\nП Р И К А З\n10.02.2016     г. Нальчик     № 12" + BELOW
    assert verdicts(links, texts=texts, org=CULTURE)["acts-published"].outcome is Outcome.PASSED


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
