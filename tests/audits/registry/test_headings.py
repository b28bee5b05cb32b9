"""Headings in the words people use; what is unsure is not taken, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.registry import load_registry
from audits.registry.headings import column_of, columns_of

INN = "0700000006"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Код учреждения", "id"), ("Уникальный код", "id"), ("Code", "id"), ("ID организации", "id"),
        ("Название учреждения", "name"), ("Краткое наименование", "name"), ("Organization name", "name"),
        ("Полное наименование образовательной организации", "name"), ("3. Наименование", "name"),
        ("Тип организации", "subject"), ("Kind", "subject"),
        ("Сфера деятельности организации", "sector"), ("Сфера (образование, культура, …)", "sector"),
        ("Вид собственности", "ownership"), ("Form of ownership", "ownership"),
        ("Наименование муниципального образования", "municipality"), ("District", "municipality"),
        ("Муниципальный район (городской округ)", "municipality"),
        ("ИНН организации", "inn"), ("ИНН/КПП", "inn"), ("ИНН (10 цифр)", "inn"),
        ("Идентификационный номер налогоплательщика (ИНН)", "inn"),
        ("Адрес эл. почты", "email"), ("Контактный e-mail", "email"), ("Е-mail", "email"), ("Email address", "email"),
        ("Контактный телефон", "phone"), ("Телефон приёмной", "phone"), ("Тел./факс", "phone"),
        ("Phone number", "phone"),
        ("Адрес официального сайта в сети «Интернет»", "site"), ("Ссылка на сайт", "site"),
        ("Сайт (при наличии)", "site"),
        ("Официальный сайт учредителя", "founder_site"), ("Сайт (учредителя)", "founder_site"),
        ("Founder's website", "founder_site"),
        ("Ссылка на карточку на bus.gov.ru", "bus_gov_id"), ("Код (bus.gov.ru)", "bus_gov_id"),
        ("Годы проведения оценки", "assessed_years"), ("Год независимой оценки качества", "assessed_years"),
        ("Assessed years", "assessed_years"), ("Years", "assessed_years"),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_words(heading: str, column: str) -> None:
    assert column_of(heading) == column


@pytest.mark.parametrize(
    "heading",
    [
        "ИНН учредителя", "ИНН (учредителя)", "Наименование учредителя", "Телефон горячей линии",
        "Телефон (горячая линия)", "Телефон руководителя", "Телефон (директор)", "Мобильный телефон",
        "Ф.И.О. руководителя",
        "Почтовый адрес", "Юридический адрес", "Электронный адрес", "Сайт (e-mail)", "Телефон, e-mail", "Сайт и почта",
        "Сайт организации и учредителя", "Код района", "Код МО", "Код ОКТМО", "Наименование услуги", "Вид деятельности",
        "Год создания", "Дата проведения оценки", "Год следующей оценки", "Год оценки (план)", "№ п/п", "Примечание",
        "Сайт социальной сети",
    ],
)  # fmt: skip
def test_what_is_somebody_elses_or_unsure_is_not_taken(heading: str) -> None:
    assert column_of(heading) == ""


def load(tmp_path: Path, text: str) -> tuple[list[str], dict[str, str]]:
    path = tmp_path / "registry.csv"
    path.write_text(text, "utf-8")
    report = load_registry(path)
    phones = [one.phone for one in report.organizations]
    return phones, {one.column: one.message for one in report.problems}


def test_a_column_called_by_its_name_comes_before_one_like_it(tmp_path: Path) -> None:
    rows = "код;наименование;Телефон приёмной;Телефон;Телефон руководителя\n1;Школа;2-11-11;2-22-22;2-33-33\n"
    phones, told = load(tmp_path, rows)
    assert phones == ["2-22-22"]
    assert told["Телефон приёмной"] == "колонка не используется: phone (телефон) берётся из колонки «Телефон»"
    assert "если это опечатка" in told["Телефон руководителя"]


def test_the_first_of_two_columns_that_are_alike_counts(tmp_path: Path) -> None:
    rows = "код;наименование;Телефон приёмной;Контактный телефон\n1;Школа;2-11-11;2-22-22\n"
    phones, told = load(tmp_path, rows)
    assert phones == ["2-11-11"]
    assert "берётся из колонки «Телефон приёмной»" in told["Контактный телефон"]


def test_a_type_is_the_kind_only_where_its_cells_say_so() -> None:
    headings = ("код", "наименование", "Тип учреждения")
    assert columns_of(headings, [("1", "Школа", "организация")])[2] == "subject"
    assert columns_of(headings, [("1", "Школа", "казённое")])[2] == ""
    assert columns_of(headings)[2] == ""


def test_a_column_headed_organization_holds_names() -> None:
    assert columns_of(("Код", "Организация", "ИНН")) == ["id", "name", "inn"]
    assert columns_of(("Код", "Организация", "Наименование")) == ["id", "", "name"]
    assert columns_of(("Организация", "Код", "Название учреждения")) == ["", "id", "name"]


def test_a_bodys_name_is_the_name_only_where_there_is_no_other() -> None:
    assert columns_of(("Код", "Наименование органа власти")) == ["id", "name"]
    assert columns_of(("Наименование органа", "Код", "Наименование учреждения")) == ["", "id", "name"]
    assert columns_of(("Код", "Наименование", "Сайт органа власти")) == ["id", "name", ""]


def test_without_headings_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text("0221;Школа;организация;образование\n0222;Лицей;организация;образование\n", "utf-8")
    (problem,) = load_registry(path).problems
    assert "строка заголовков не найдена: нет обязательных колонок id (код), name (наименование)" in problem.message


def test_without_a_kind_all_are_organizations_and_that_is_said(tmp_path: Path) -> None:
    _, told = load(tmp_path, "код;наименование;сфера;сайт\n1;Школа;образование;\n")
    assert told[""] == "нет колонки subject (вид): все строки считаются организациями, не органами власти"
