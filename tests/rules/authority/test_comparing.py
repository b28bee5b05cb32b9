"""Lists and ratings beside the registry and the cards: what is sure is said, a misreading of ours accuses nobody."""

from __future__ import annotations

import pytest

from crawler.items import Attachment, Card, Document, Facts, Page, Score
from rules.authority.card_totals import totals_of
from rules.authority.comparing import compare_scores
from rules.authority.names import match, words_of
from rules.authority.reading import Rated, scores_of_lines, scores_of_rows
from rules.evaluate import evaluate
from rules.model import Finding, Outcome, Subordinate
from tests.rules.authority.ministry import BASE, HOME, KBR, ON, body, link, section, text
from tests.rules.sites import site


def school(number: int, name: str, **rest: object) -> Subordinate:
    return Subordinate(f"s{number}", name, **rest)  # type: ignore[arg-type]


CIRCLE = (
    school(1, "МБОУ «СОШ № 1» г. Заречный", inn="0706000014", assessed_years=(2022, 2025)),
    school(2, "МБОУ «СОШ № 2» г. Заречный", assessed_years=(2025,)),
    school(3, "МБОУ «СОШ № 2» с. Липки", assessed_years=(2022,)),
    school(4, "МКОУ ООШ с. Верхний Яр", assessed_years=(2023, 2026)),
    school(5, "МБДОУ «Детский сад № 2 «Ивушка»", assessed_years=None),
)


def judged(page: Page, rule: str, circle: tuple[Subordinate, ...] = CIRCLE, **rest: object) -> Finding:
    facts = Facts(site=site(HOME, page, **rest))
    findings = evaluate(KBR, body(), facts, ON, circle=circle).findings
    return next(one for one in findings if one.rule == f"authority-{rule}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Средняя школа № 1", ["s1"]),
        ("1. муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1» города Заречный", ["s1"]),
        ("12 Школа 0706000014", ["s1"]),  # by ИНН
        ("СОШ № 2", []),  # two of them
        ("СОШ №2 с.Липки, ул. Мира, 5", ["s3"]),
        ("2. МБОУ СОШ № 2 г. Заречного", ["s2"]),
        ("МКДОУ д/с № 2 Ивушка", ["s5"]),
        ("Основная школа села Верхний Яр", ["s4"]),
        ("СОШ № 12", []),
        ("Школа", []),
        ("Музей истории", []),
    ],
)  # fmt: skip
def test_whom_a_line_means(line: str, expected: list[str]) -> None:
    assert [one.organization.id for one in match([line], CIRCLE).sure] == expected


def test_legal_forms_tell_nobody_from_another() -> None:
    assert words_of("ГБУЗ «ЦРБ» Зольского района") == words_of("Центральная районная больница, Зольский район")


LIST = ("1. СОШ № 1", "2. СОШ № 2 г. Заречный", "3. СОШ № 2 с. Липки", "4. ООШ с. Верхний Яр")


def listed(*lines: str) -> Page:
    return section(*text("Перечень организаций, подлежащих независимой оценке качества в 2025 году:", *lines))


def test_a_list_that_agrees_with_the_registry_is_counted_and_left_in_peace() -> None:
    finding = judged(listed(*LIST[:2]), "organizations-listed")
    assert (finding.outcome, finding.remarks) == (Outcome.PASSED, ())
    assert finding.details["compared"] == {
        "registry": 5, "matched": 2, "unclear": 0, "unknown": [], "missing": [], "unassessed": [],
    }  # fmt: skip


def test_a_list_may_be_lines_of_one_paragraph() -> None:
    lines = text("Перечень организаций, подлежащих независимой оценке качества в 2025 году:", "\n".join(LIST[:2]))
    finding = judged(section(*lines), "organizations-listed")
    assert (finding.outcome, finding.details["compared"]["matched"]) == (Outcome.PASSED, 2)


def test_differences_between_list_and_registry_are_remarks() -> None:
    finding = judged(listed(*LIST[2:], "5. Вечерняя школа № 9", "6. Детский сад № 2 «Ивушка»"), "organizations-listed")
    assert finding.outcome is Outcome.PASSED
    unknown, missing, unassessed = finding.remarks
    assert "Вечерняя школа № 9" in unknown
    assert "СОШ № 1" in missing
    assert "с. Липки" not in unassessed  # its last year lies before the list's: the registry may be behind
    assert "Верхний Яр" in unassessed


def test_a_list_nobody_is_recognised_in_is_not_held_against_anybody() -> None:
    finding = judged(listed("1. Школа Ромашка", "2. Школа Василёк"), "organizations-listed")
    assert finding.outcome is Outcome.PASSED
    assert "сверить не удалось" in finding.remarks[0]


def test_without_a_registry_nothing_is_compared() -> None:
    finding = judged(listed(*LIST), "organizations-listed", ())
    assert (finding.remarks, finding.details.get("compared")) == ((), None)


def rating(*rows: str) -> Page:
    return section(*text("Результаты независимой оценки за 2025 год:", *rows))


RATED = tuple(
    school(number, f"Библиотека № {number}", totals={2025: 80.0 + number, 2022: 50.0}) for number in range(1, 7)
)


def test_scores_that_agree_with_the_cards_say_so_in_the_details() -> None:
    page = rating("Учреждение | Итог", "Библиотека № 1 | 81,00", "Библиотека № 2 | 82,04")
    finding = judged(page, "results-published", RATED)
    assert (finding.outcome, finding.remarks) == (Outcome.PASSED, ())
    assert finding.details["compared"] == {"year": 2025, "cards": 6, "matched": 2, "agree": 2, "differ": []}


def test_a_score_that_differs_is_named_with_both_values() -> None:
    page = rating("Учреждение | Итог", "Библиотека № 1 | 81,0", "Библиотека № 2 | 92,5", "Библиотека № 3 | 83")
    finding = judged(page, "results-published", RATED)
    assert finding.outcome is Outcome.PASSED
    assert finding.remarks == (
        "Баллы за 2025 год расходятся с карточками bus.gov.ru (1 из 3 сверенных): "
        "Библиотека № 2 — 92,5, на карточке 82.",
    )


def test_when_most_differ_it_may_be_another_column() -> None:
    comparison = compare_scores([Rated(f"Библиотека № {n}", 40.0 + n) for n in range(1, 6)], 2025, RATED)
    assert "возможно, это другой показатель" in comparison.remarks[0]


def test_earlier_results_are_compared_when_cards_know_no_later_ones() -> None:
    page = section(
        *text("Результаты за 2025 год:", "Учреждение | Итог", "Музей боя | 92,4", "Театр кукол | 90,1",
              "Результаты за 2022 год:", "Учреждение | Итог", "Библиотека № 1 | 50,0", "Библиотека № 2 | 61,0"),
    )  # fmt: skip
    finding = judged(page, "results-published", RATED)
    assert (finding.details["year"], finding.details["compared"]["year"]) == (2025, 2022)
    assert "за 2022 год" in finding.remarks[0]


def test_cards_of_another_year_are_not_compared() -> None:
    assert compare_scores([Rated("Библиотека № 1", 81.0)], 2024, RATED).details == {}


def test_a_document_is_compared_too() -> None:
    said = "Рейтинг за 2025 год\nБиблиотека № 1 — 81 балл\nБиблиотека № 4 — 64,2 балла"
    page = section(link("Рейтинг организаций по итогам независимой оценки за 2025 год", "/f/r.pdf"))
    document = Document(BASE + "/f/r.pdf", format="pdf", text=said, sha256="a")
    finding = judged(page, "results-published", RATED, documents=(document,))
    assert finding.details["compared"]["differ"] == ["Библиотека № 4 — 64,2, на карточке 84"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("№", "Организация", "Открытость", "Итоговый балл", "Место"), ("1", "Музей боя", "90", "87,5", "1"),
          ("2", "Театр кукол", "80", "81,2", "2")], [87.5, 81.2]),
        ([("Организация", "Итог", "Открытость", "Комфортность"), ("Музей боя", "87,5", "90", "85"),
          ("Театр кукол", "81,2", "80", "84")], [87.5, 81.2]),
        ([("Музей боя", "87,5", "2"), ("Театр кукол", "81,2", "3"), ("Дом культуры", "88,2", "1")], [87.5, 81.2, 88.2]),
        ([("Организация", "Критерий 1", "Критерий 2", "Количество анкет"), ("Музей боя", "87,5", "91,5", "60"),
          ("Театр кукол", "81,2", "90,1", "75")], [91.5, 90.1]),
        ([("1", "2", "3"), ("1", "Музей боя", "87,5"), ("2", "Театр кукол", "81,2")], [87.5, 81.2]),
        ([("Кабинет", "Телефон"), ("Приёмная министра", "12"), ("Канцелярия отдела", "14")], []),
    ],
)  # fmt: skip
def test_which_column_holds_the_score(rows: list[tuple[str, ...]], expected: list[float]) -> None:
    assert [one.score for one in scores_of_rows(rows)] == expected


def test_scores_in_words_keep_their_names() -> None:
    rated = scores_of_lines(["Школа № 1 — 92,4 балла. Школа № 2 — 88 баллов.", "Средний — 90,2 балла"])
    assert rated == (Rated("школа № 1", 92.4), Rated("школа № 2", 88.0), Rated("", 90.2))


def test_totals_of_a_card() -> None:
    five = dict.fromkeys(("openness", "comfort", "timeout", "goodwill", "contentment"), 90.0)
    card = Card(
        found=True,
        scores=(Score(2022, values=five), Score(2016, values=five), Score(2021, values={"openness": 1.0})),
        attachments=(
            Attachment("result", 2025, "2025 год. Итоговая оценка: 87,10 балла"),
            Attachment("result", 2019, "2019 год. Открытость 90 из 100"),
            Attachment("result", 2021, "2021 год. Общая оценка: 91,25 из 100"),
            Attachment("result", 2020, "2020 год. Итог: 4 из 5"),
            Attachment("plan", 2026, "План на 2026 год, 12 баллов"),
        ),
    )
    assert totals_of(card) == {2021: 91.25, 2022: 90.0, 2025: 87.1}


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([("Пловец", "Балл"), ("Ланина Мария Петровна", "98,5"), ("Кулик Роман Асланович", "91")], 0),
        ([("Музей", "Балл"), ("Ланина Мария Петровна", "98,5"), ("Кулик Роман Асланович", "91")], 2),
        ([("Где", "Кто", "Балл"), ("«Забой»", "Ланина М. П.", "98,5"), ("«Штрек»", "Кулик Р. А.", "91")], 2),
        ([("Школа № 1", "Ланина М. П.", "98,5"), ("Школа № 2", "Кулик Р. А.", "91")], 2),
    ],
)
def test_points_of_people_are_no_scores_of_organizations(rows: list[tuple[str, ...]], number: int) -> None:
    assert len(scores_of_rows(rows)) == number
