"""Papers about somebody else, among one's own."""

from __future__ import annotations

import pytest

from rules.papers.whose import assessed_other, other_labelled, other_named, other_organization, perhaps_other


@pytest.mark.parametrize(
    ("own", "text", "other"),
    [
        ("МБОУ «Школа № 5»", "Отчёт по школам района (приложение № 7)", ""),
        ("МБУ «Библиотека № 2»", "План библиотеки семейного чтения, вариант № 3", ""),
        ("МБОУ «Школа № 5»", "План школы № 7", "школы № 7"),
        ("МБОУ «Школа № 5»", "План школы № 5", ""),
        ("МБОУ «Школа № 5»", "Рейтинг: школа № 5, школа № 7", ""),
        ("Заречная библиотека", "План школы № 7", ""),
    ],
)
def test_other_organization(own: str, text: str, other: str) -> None:
    assert other_organization(own, text) == other


REPORT = "Результаты независимой оценки в 2023 году\nОператор: ООО «ЮгСтат»\nМБОУ ДО «Дом детского творчества» — 84,8"


@pytest.mark.parametrize(
    ("own", "label", "text", "other"),
    [
        ("МБУ ДО «Спортивная школа «Олимп»", "Дом детского творчества", REPORT, "Дом детского творчества"),
        ("МБОУ ДО «Дом детского творчества»", "Дом детского творчества", REPORT, ""),
        ("МБУ ДО «Спортивная школа «Олимп»", "Отчёт оператора", REPORT, ""),  # the link does not say so
        ("Спортивная школа", "Дом детского творчества", REPORT, ""),  # own name not told by a name in quotes
        ("МБУ ДО «Олимп»", "Дом детского творчества", f"{REPORT}\nМБУ ДО «Олимп» — 90,1", ""),  # about several
    ],
)
def test_a_paper_called_by_another_organizations_name(own: str, label: str, text: str, other: str) -> None:
    assert other_named(own, label, text) == other


@pytest.mark.parametrize(
    ("own", "label", "other"),
    [
        ("МБУ ДО «Детская школа искусств»", "Отчёт по НОКО (Гимназия № 1)", "Гимназия № 1"),
        ("МБОУ «Гимназия № 1»", "Отчёт по НОКО (Гимназия № 1)", ""),
        ("МБОУ «Школа с. Заречного»", "Отчёт оператора по школе № 7", ""),  # it may have had that number
        ("МБОУ «Лицей № 1»", "Отчёт (гимназия № 1)", ""),  # renamed, perhaps
        ("МБУ «Библиотека»", "Отчёт, приложение № 1", ""),
    ],
)
def test_a_link_that_names_another_kind_of_organization(own: str, label: str, other: str) -> None:
    assert other_labelled(own, label) == other


@pytest.mark.parametrize(
    ("own", "text", "other"),
    [
        ("ГКУ «Заречный интернат»", REPORT, "Дом детского творчества"),
        ("ГКУ «Заречный интернат»", f"{REPORT}\nЗаречный интернат — 90", ""),
        ("Заречный интернат", REPORT, ""),
        ("ГКУ «Заречный интернат»", "Организация-оператор: ООО «ЮгСтат». Итог 90.", ""),
        ("ГКУ «Заречный интернат»", f"{REPORT}\nМБУ «Олимп» — 90,1", ""),
        ("МКУ ДО «ДШИ»", "Отчёт оператора в отношении МБОУ «СОШ № 1» за 2023 год", "СОШ № 1"),
        ("ГКУ «Заречный интернат»", "Итоги оценки ГКУ «ЗДИ» за 2023 год", ""),  # its own abbreviation, perhaps
    ],
)
def test_a_paper_that_names_nobody_but_another(own: str, text: str, other: str) -> None:
    assert perhaps_other(own, text) == other


def test_whose_own_name_is_unknown_has_no_strangers() -> None:
    assert other_labelled("", "Отчёт (Гимназия № 7)") == ""


ASSESSED = "Отчёт организации-оператора за 2023 год.\nОбъект оценки: МКОУ «Школа № 7» с. Заречного. Итог — 84,3 балла."


@pytest.mark.parametrize(
    ("own", "text", "other"),
    [
        ("МКОУ «Школа № 5»", ASSESSED, "Школа № 7"),
        ("МКОУ «Школа № 7»", ASSESSED, ""),
        ("МКОУ «Заречная школа»", ASSESSED, ""),  # it may have that number
        ("МКОУ «Школа № 5»", f"{ASSESSED}\nОбъект оценки: МКОУ «Школа № 5».", ""),  # about several
        ("МКОУ «Школа № 5»", f"{ASSESSED}\nШкола № 5 — 90 баллов", ""),
        ("МКОУ «Школа № 5»", "Объекты оценки: школы района (приложение № 7)", ""),
    ],
)
def test_the_organization_that_a_report_says_it_assessed(own: str, text: str, other: str) -> None:
    assert assessed_other(own, text) == other
