"""Citations of legal acts, as pages really spell them (invented and official requisites; texts are our own)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.acts.bodies import Body, find_body
from rules.acts.citations import Kind, begins_as_act, find_citations, normalise_number

NOK_LAW = ("256-ФЗ", date(2014, 7, 21))


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Федеральный закон от 21 июля 2014 года №256-ФЗ", *NOK_LAW),
        ("от 21.07.2014 № 256-ФЗ", *NOK_LAW),
        ("Федеральный закон от 21.07.2014г. N 256 – ФЗ", *NOK_LAW),
        ("Федеральный закон № 256-ФЗ от «21» июля 2014 г.", *NOK_LAW),
        ("Федеральный закон №256 от 21 июля 2014 г.", "256", date(2014, 7, 21)),
        ("256-Ф3 от 21.07.14", *NOK_LAW),
        ("закон ФЗ-256", "256-ФЗ", None),
        ("согласно ФЗ № 392 организации", "392-ФЗ", None),
        ("256 ФЗ", "256-ФЗ", None),
        ("(далее – Закон № 256-ФЗ)", "256-ФЗ", None),
        ("ст. 23.1 ФЗ РФ от 28.12.2013 г. № 442", "442", date(2013, 12, 28)),
        ("Указ Президента РФ «О мероприятиях» от 7 мая 2012 года № 597", "597", date(2012, 5, 7)),
        ("УКАЗ ПРЕЗИДЕНТА РФ от 7.05.2012 № «597»", "597", date(2012, 5, 7)),
        ("Приказ Минкультуры России от 20.02.2015 N\n277", "277", date(2015, 2, 20)),
        ("Приказ Минкультуры России № 277 от 20 февраля 2015 г.", "277", date(2015, 2, 20)),
        ("Приказ Минкультуры № 2542 «Об утверждении показателей» от 05.10.2015", "2542", date(2015, 10, 5)),
        ("от 30 октября 2018 г. N 675", "675", date(2018, 10, 30)),
        ("Приказ Минтруда России от 31.05.2018 г. № 344H", "344н", date(2018, 5, 31)),
        ("приказ Минтруда 344н", "344н", None),
        ("Распоряжение Правительства КБР от 29 января 2015 г. № 31-рп", "31-рп", date(2015, 1, 29)),
        ("Постановление Правительства КБР № 324 - ПП от 31.12.2015", "324-ПП", date(2015, 12, 31)),
        ("приказом Министерства от 05.04.2021 №20 4 и размещён", "204", date(2021, 4, 5)),
        ("письмо Минобрнауки от 01.04.2015 № АП-512/02", "АП-512/02", date(2015, 4, 1)),
        ("приказ от 13.12.2013 № 328/ОС", "328/ОС", date(2013, 12, 13)),
        ("ПП РФ № 286", "286", None),
        ("приказ МБОУ «СОШ № 3» от 12.01.2020 № 15-ОД", "15-ОД", date(2020, 1, 12)),
    ],
)
def test_number_and_date(text: str, number: str, day: date | None) -> None:
    (citation,) = find_citations(text)
    assert (citation.number, citation.date) == (number, day)
    assert text[citation.start : citation.end].strip()


@pytest.mark.parametrize(
    ("text", "kind", "body"),
    [
        ("Указом Президента Российской Федерации от 07.05.2012 № 597", Kind.DECREE, Body.PRESIDENT),
        ("Федерального закона от 05.12.2017 № 392-ФЗ", Kind.LAW, Body.PARLIAMENT),
        ("Постановлением Правительства РФ от 30.03.2013 № 286", Kind.RESOLUTION, Body.GOVERNMENT),
        ("ПП РФ от 30.03.2013 № 286", Kind.RESOLUTION, Body.GOVERNMENT),
        ("Распоряжение Правительства КБР от 13.09.2016 № 458-рп", Kind.DIRECTIVE, Body.REGION_GOVERNMENT),
        ("Приказ Минтруда РФ от 31.05.2018 № 344н", Kind.ORDER, Body.MINTRUD),
        ("приказ Министерства труда и социальной защиты КБР от 01.02.2016 № 9-п", Kind.ORDER, Body.REGION_MINISTRY),
        ("приказ министерства культуры Кузбасса от 01.02.2021 № 9", Kind.ORDER, Body.REGION_MINISTRY),
        ("Постановление администрации Заречного района от 01.02.2021 № 9", Kind.RESOLUTION, Body.MUNICIPALITY),
        ("приказ по учреждению от 01.02.2021 № 9", Kind.ORDER, Body.ORGANIZATION),
        ("№ 116н от 22.07.2015 (Минфин России)", None, Body.MINFIN),
    ],
)
def test_kind_and_body(text: str, kind: Kind | None, body: Body) -> None:
    (citation,) = find_citations(text)
    assert citation.body == body
    if kind is not None:
        assert citation.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "МБОУ СОШ № 3, ул. Садовая, дом № 5",
        "договор от 01.02.2020 № 15",
        "государственный контракт от 09.10.2020 г. № 19/2020",
        "Приложение № 1 к приказу",
        "протокол заседания общественного совета от 30.03.2021 № 1",
        "лицензия № 1542 от 12.03.2014",
        "тел. 8 (866) 242-00-00, корпус 256",
        "ул. Мира, 12 н. п. Заречное",
        "",
    ],
)
def test_what_is_no_act(text: str) -> None:
    assert find_citations(text) == ()


def test_several_acts_in_one_sentence_keep_their_own_requisites() -> None:
    text = (
        "В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации», "
        "постановлением Правительства РФ от 30 марта 2013 г. № 286 «О формировании системы» и приказом Минтруда "
        "России от 31.05.2018 № 344н «Об утверждении Единого порядка»"
    )
    found = [(c.number, c.date, c.body, c.title) for c in find_citations(text)]
    assert found == [
        ("273-ФЗ", date(2012, 12, 29), Body.PARLIAMENT, "Об образовании в Российской Федерации"),
        ("286", date(2013, 3, 30), Body.GOVERNMENT, "О формировании системы"),
        ("344н", date(2018, 5, 31), Body.MINTRUD, "Об утверждении Единого порядка"),
    ]


def test_lists_of_numbers_share_kind_and_date() -> None:
    assert [c.number for c in find_citations("законы № 256-ФЗ и № 392-ФЗ")] == ["256-ФЗ", "392-ФЗ"]
    first, second = find_citations("Правительством РФ приняты акты от 30.03.2013 № 286, № 487-р")
    assert (first.date, second.date) == (date(2013, 3, 30), date(2013, 3, 30))
    assert (first.date_inherited, second.date_inherited) == (False, True)


def test_date_of_a_revision_is_not_the_date_of_the_act() -> None:
    (citation,) = find_citations("Федеральный закон № 273-ФЗ (ред. от 07.10.2022)")
    assert citation.date is None


def test_law_named_inside_a_title_does_not_change_the_kind() -> None:
    (citation,) = find_citations("Приказ Минфина «О внесении изменений в Федеральный закон» от 22.07.2015 № 116н")
    assert (citation.kind, citation.body) == (Kind.ORDER, Body.MINFIN)


SPACES = st.text("  \u2009\u202f\t\n", max_size=3)
DASHES = st.sampled_from(list("-‐‑‒–—−"))
SIGNS = st.sampled_from(["№", "N", "No", "№ "])


@given(SPACES, SPACES, SPACES, DASHES, SIGNS, st.sampled_from(["21.07.2014", "21 июля 2014 года", "21.7.2014г."]))
def test_found_whatever_spaces_and_dashes(a: str, b: str, c: str, dash: str, sign: str, day: str) -> None:
    text = f"Федеральный закон от {a}{day}{b} {sign}{c}256{a[:1]}{dash}{b[:1]}ФЗ"
    (citation,) = find_citations(text)
    assert (citation.number, citation.date, citation.kind) == ("256-ФЗ", date(2014, 7, 21), Kind.LAW)


PIECES = (
    "от", "7 мая", "21.07.2014", "2012 г.", "31 июня", "№", "N", "№№", "597", "256-ФЗ", "344н", "31-рп", "Указ",
    "Указа", "Президента Российской Федерации", "приказ Минтруда России", "Федеральный закон",
    "Постановление Правительства РФ", "«О мероприятиях", "»", "(", ")", ",", ";", "ст. 8", "п. 3", "–", "и", "\n",
    "\u00a0", "0", "\ud83d\ude00",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20))
def test_what_acts_are_made_of_never_fails_and_hides_no_act(pieces: list[str]) -> None:
    before = f"{' '.join(pieces)}.\n\n"
    text = f"{before}Указ Президента Российской Федерации от 7 мая 2012 года № 597"
    found = find_citations(text)
    assert all(0 <= citation.start < citation.end <= len(text) for citation in found)
    assert found[-1].number == "597"
    assert found[-1].date == date(2012, 5, 7)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("256 – фз", "256-ФЗ"),
        ("344 H", "344н"),
        ("20 4", "204"),
        ("31 - РП", "31-рп"),
        ("ФЗ-392", "392-ФЗ"),
        ("391А", "391а"),
    ],
)
def test_normalise_number(raw: str, number: str) -> None:
    assert normalise_number(raw) == number


def test_body_levels_follow_the_hierarchy() -> None:
    texts = (
        "Президента РФ",
        "Минтруда России",
        "Правительства КБР",
        "Министерства спорта КБР",
        "администрации района",
        "школы",
    )
    assert [body.level for body in map(find_body, texts) if body] == [1, 2, 3, 4, 5, 6]


@pytest.mark.timeout(60)  # a few hundredths of a second, unless a pattern goes back over what it has read
def test_a_long_text_has_an_end() -> None:
    text = "Слова о работе учреждения, дом № 5, тел. 12-34-56. " * 4_000 + "Указ Президента РФ от 07.05.2012 № 597"
    assert len(find_citations(text)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Приказ ГБУЗ «ЦРБ» от 10.02.2021 № 41 об ответственном лице", "41"),
        ("Приказ МКОУ СОШ № 2 с. Заюково от 12.01.2023 № 6-ОД «О назначении ответственного»", "6-ОД"),
        ("Приказ ДЮСШ от 09.01.2023 №2 о создании рабочей группы", "2"),
    ],
)
def test_an_order_of_an_institution_by_its_kind(text: str, number: str) -> None:
    (found,) = find_citations(text)
    assert (found.kind, found.body, found.number) == (Kind.ORDER, Body.ORGANIZATION, number)


def test_a_body_that_adopted_acts_of_two_kinds() -> None:
    text = (
        "Правительство Кабардино-Балкарии распоряжением от 13 сентября 2016 г. № 458-рп и постановлением от 31 декабря "
        "2015 г. № 324-ПП; Министерство культуры КБР приказом от 15 марта 2016 г. № 37-ОД"
    )
    assert [one.body for one in find_citations(text)] == [
        Body.REGION_GOVERNMENT,
        Body.REGION_GOVERNMENT,
        Body.REGION_MINISTRY,
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Приказ МКУК «Библиотека им. К. Родниковой» от 12.01.2023 № 6-ОД", Kind.ORDER),
        ("Приказ школы имени А. С. Полянского от 12.01.2023 № 6-ОД", Kind.ORDER),
        ("Утверждён приказ о летней афише. Работаем по нему от 12.01.2023 № 6-ОД", None),
    ],
)
def test_initials_end_no_sentence(text: str, kind: Kind | None) -> None:
    (found,) = find_citations(text)
    assert (found.number, found.date, found.kind) == ("6-ОД", date(2023, 1, 12), kind)


@pytest.mark.parametrize("dash", ["—", "-", ":"])
def test_a_list_by_dates_gives_each_act_its_own(dash: str) -> None:
    text = f"07.05.2012 {dash} Указ Президента РФ № 597\n21.07.2014 {dash} Федеральный закон № 256-ФЗ"
    found = [(one.number, one.date) for one in find_citations(text)]
    assert found == [("597", date(2012, 5, 7)), NOK_LAW]


@pytest.mark.parametrize(
    "text",
    [
        "Работаем с 07.05.2012 — Указ Президента РФ № 597",  # no entry of a list
        "07.05.2012 —\nУказ Президента РФ № 597",
        "07.05.2012 состоялся праздник, Указ Президента РФ № 597",
        "Указ Президента РФ № 597\n07.05.2012 — праздник",
    ],
)
def test_a_day_of_something_else_is_not_the_acts(text: str) -> None:
    assert [(one.number, one.date) for one in find_citations(text)] == [("597", None)]


def test_a_date_behind_the_number_may_stand_in_the_next_line() -> None:
    (found,) = find_citations("Указ Президента РФ № 597\nот 07.05.2012")
    assert found.date == date(2012, 5, 7)


def test_a_law_told_after_a_decree_is_parliaments() -> None:
    told = find_citations("Указ Президента РФ от 07.05.2012 № 597 и Федеральный закон от 21.07.2014 № 256-ФЗ")
    assert [one.body for one in told] == [Body.PRESIDENT, Body.PARLIAMENT]


@pytest.mark.parametrize(
    "line",
    [
        "Приказ Минтруда России",
        "3.1. Приказ Минтруда",
        "— Областной закон № 2",
        "Федеральный конституционный закон",
        "закона КБР",
        "УКАЗ Президента",
        "1) Постановления Правительства",
        "распоряжение о создании группы",
    ],
)
def test_an_act_is_what_a_line_begins_with_whatever_numbers_it(line: str) -> None:
    assert begins_as_act(line)


@pytest.mark.parametrize(
    "line",
    [
        "Указанные учреждения",
        "Законодательство",
        "Законченные работы",
        "План, утверждённый приказом",
        "Письмо Минтруда",
        "Решение совета",
        "Федеральный центр",
        "",
    ],
)
def test_a_line_of_else_begins_as_none(line: str) -> None:
    assert not begins_as_act(line)
