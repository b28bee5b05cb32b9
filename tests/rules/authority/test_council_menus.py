"""Pages of a council's members and minutes that say nothing of the assessment: whose they are, a menu tells."""

from __future__ import annotations

import pytest

from tests.rules.authority.test_layouts import Pages, judged, outcomes

RULES = (
    "<p>1. Общественный совет при министерстве создан для независимой оценки качества условий оказания услуг.</p>"
    "<p>2. Совет определяет перечень организаций.</p><p>3. Решения принимаются большинством голосов.</p>"
)
PEOPLE = (
    "<p>Утверждён приказом от 03.02.2025 № 17</p><ul><li>Ершова Нина Павловна</li><li>Лосев Олег Ильич</li>"
    "<li>Зотова Вера Юрьевна, совет ветеранов</li></ul>"
)
HELD = "<h2>Протокол № 4 от 12.03.2026</h2><p>Слушали: о ходе работы.</p><p>Решили: принять к сведению.</p>"
SILENT = "<p>Общественный совет при министерстве обсуждает проекты, важные для отрасли.</p>"


def drop_down(head: str, *items: tuple[str, str]) -> str:
    return f"<li>{head}<ul>{''.join(f'<li><a href={path}>{label}</a></li>' for path, label in items)}</ul></li>"


def menu(*items: str) -> str:
    return '<li><a href="/">Главная</a></li>' + "".join(items) + '<li><a href="/news">Новости</a></li>'


COUNCIL = drop_down("Общественный совет", ("/p", "Положение"), ("/l", "Состав"), ("/z", "Протоколы"))


def council(members: str = "Состав общественного совета", minutes: str = "Протоколы общественного совета") -> Pages:
    return {"/p": ("Положение об общественном совете", RULES), "/l": (members, PEOPLE), "/z": (minutes, HELD)}


def told(pages: Pages, shown: str) -> tuple[str, str]:
    found = outcomes(judged(pages, menu=shown))
    return found["council-members-published"], found["council-minutes-published"]


@pytest.mark.parametrize("names", [(), ("Состав", "Протоколы заседаний"), ("Люди совета", "Протоколы")])
def test_what_one_drop_down_holds_is_one_councils(names: tuple[str, ...]) -> None:
    assert told(council(*names), menu(COUNCIL)) == ("passed", "passed")


def test_what_a_menu_apart_from_the_sites_leads_to_is_one_councils() -> None:
    side = "<ul><li><a href=/old/s>Совет</a></li><li><a href=/old/z>Протоколы</a></li><li><a href=/old/k>Кадры</a></li>"
    side = f"<aside><nav>{side}</ul></nav></aside>"
    pages = {
        "/": ("Министерство", "<p>Добро пожаловать. <a href=/old>Старый сайт</a></p>"),
        "/old": ("Старый сайт", f"{side}<p>Здесь остались прежние разделы.</p>"),
        "/old/s": ("Общественный совет", f"{side}{RULES}"),
        "/old/z": ("Протоколы заседаний общественного совета", f"{side}{HELD}"),
        "/old/k": ("Кадры", f"{side}<p>Вакансий нет.</p>"),
    }
    assert told(pages, menu())[1] == "passed"


@pytest.mark.parametrize("name", ["Протоколы аттестационной комиссии", "Протоколы совета директоров школ"])
def test_minutes_of_a_commission_beside_the_councils_pages_are_its_own(name: str) -> None:
    assert told(council(minutes=name), menu(COUNCIL)) == ("passed", "failed")


def test_a_council_that_has_a_page_or_a_regulation_without_the_assessment_keeps_its_papers() -> None:
    own = drop_down("Оценка", ("/p", "Совет по независимой оценке"))
    for path, title in (("/s", "Общественный совет при министерстве"), ("/s", "Положение об общественном совете")):
        other = drop_down("Общественный совет", (path, "О совете"), ("/l", "Состав"), ("/z", "Протоколы"))
        pages = {**council(), path: (title, SILENT)}
        assert told(pages, menu(own, other)) == ("failed", "failed"), title


@pytest.mark.parametrize(
    ("name", "expected"), [("Документы совета", "passed"), ("Документы молодёжного совета", "failed")]
)
def test_papers_of_the_council_are_the_only_ones(name: str, expected: str) -> None:
    own = '<li><a href="/p">Общественный совет</a></li>'
    pages = {"/p": ("Общественный совет", RULES), "/d": (name, f"{PEOPLE}{HELD}")}
    found = told(pages, menu(own, f'<li><a href="/d">{name}</a></li>'))
    assert found == (expected, expected)


def test_papers_in_another_part_of_the_menu_may_be_anybodys() -> None:
    own = drop_down("Совет", ("/p", "Положение о совете"))
    papers = drop_down("Документы", ("/l", "Состав общественного совета"), ("/z", "Протоколы общественного совета"))
    shown = menu(own, '<li><a href="/o">О министерстве</a></li>', papers)
    assert told(council(), shown) == ("inconclusive", "inconclusive")
