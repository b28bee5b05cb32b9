"""What promises a form and leads nowhere by itself, and what only sounds like it."""

from __future__ import annotations

import re

import pytest

from crawler.browser.exploring import WANTED
from crawler.extract import extract_page
from crawler.extract.openers import FURTHER, MAX_OPENERS, NEVER, PAPERS, promises
from crawler.items import Page

MENU = "<nav><ul><li><a href=/a>О нас</a><li><a href='#'>Обращения граждан</a></ul></nav>"


def read(content: str, depth: int = 1) -> Page:
    html = f"<!doctype html><body>{MENU}<main><h1>О нас</h1><p>Мы работаем с 1978 года.</p>{content}</main></body>"
    return extract_page(html.encode(), url="http://school.test/about", depth=depth)


@pytest.mark.parametrize(
    "control",
    [
        "<a href='#'>Задать вопрос</a>",
        "<a href='#' class=btn><span>Задать</span> <span>вопрос</span></a>",
        "<a href='#popup:ask'>Задать вопрос</a>",
        "<a href='#ask'>Задать вопрос</a>",
        "<a>Задать вопрос</a>",
        "<a href='javascript:void(0)'>Задать вопрос</a>",
        "<button type=button>Задать вопрос</button>",
        "<div onclick='ask()'>Задать вопрос</div>",
        "<a href='#' data-toggle=modal data-target='#ask'>Задать вопрос</a>",
        "<details><summary>Задать вопрос</summary><div id=ask></div></details>",
    ],
)
def test_a_control_that_promises_a_form_and_leads_nowhere_is_told(control: str) -> None:
    assert read(control).openers == ("Задать вопрос",)


@pytest.mark.parametrize(
    "control",
    [
        "<a href=/ask>Задать вопрос</a>",
        "<a href='mailto:s@s.test'>Написать нам</a>",
        "<a href='#'>Новости</a>",
        "<a href='#ask'>Задать вопрос</a><h2 id=ask>Как задать вопрос</h2>",
        "<a href='#/ask'>Задать вопрос</a>",
        "<p>Задать вопрос</p>",
        "<details><summary>Задать вопрос</summary><p>Звоните нам в приёмные часы.</p></details>",
        "<details><summary>Устав</summary><div id=ask></div></details>",
        "<form><textarea name=q></textarea><button>Задать вопрос</button></form>",
        "<a href='#'>" + "Вопрос о том, когда и куда нести документы, задают нам чаще прочих. " * 2 + "</a>",
    ],
)
def test_what_leads_somewhere_or_sends_a_form_promises_nothing(control: str) -> None:
    assert read(control).openers == ()


def test_what_stands_in_the_menu_counts_on_the_home_page_only() -> None:
    assert read("", depth=0).openers == ("Обращения граждан",)
    assert read("").openers == ()


def test_openers_of_a_page_are_few() -> None:
    many = "".join(f"<a href='#'>Вопрос {number}</a>" for number in range(50))
    assert len(read(many).openers) == MAX_OPENERS


@pytest.mark.parametrize(
    "label",
    [
        "Задать вопрос", "Написать директору", "Обратная связь", "Связаться с нами", "Оставить отзыв", "Пройти опрос",
        "Интернет-приёмная", "Анкета", "Начать", "Приступить к анкете", "Оценить качество", "Голосование",
        "Принять участие в опросе", "Отправить обращение", "Вопросы о поделках", "Анкета: подтверждающие документы",
        "Согласование обращений", "Вопросы оплаты труда", "Обращение: как сохранить зрение",
    ],
)  # fmt: skip
def test_words_of_forms(label: str) -> None:
    assert promises(label)


@pytest.mark.parametrize(
    "label",
    [
        "Проголосовать", "Голосовать", "Скачать анкету", "Анкета (печать)", "Войти, чтобы задать вопрос", "Меню",
        "Поделиться опросом", "Подписаться на вопросы", "Удалить отзыв", "Ответить на вопрос", "Сохранить анкету",
        "Связи школы", "Запись", "Рапись", "О", "",
    ],
)  # fmt: skip
def test_what_sends_votes_leaves_or_prints_is_never_pressed(label: str) -> None:
    assert not promises(label)


@pytest.mark.parametrize("label", ["Показать ещё", "Ещё 5", "Загрузить больше", "Все новости", "Показать все"])
def test_words_of_further_rows(label: str) -> None:
    assert re.search(FURTHER, label, re.IGNORECASE)


@pytest.mark.parametrize("label", ["Все", "Всё", "Больше", "Всем привет", "Ещё раз о том, как мы ездили в музей"])
def test_other_words_about_all_and_more(label: str) -> None:
    assert not re.search(FURTHER, label, re.IGNORECASE)


@pytest.mark.parametrize("label", ["Полезные ссылки", "Полезная информация", "Помогли ли меры", "Приняты меры"])
def test_titles_that_are_like_answers_are_pressed(label: str) -> None:
    assert not re.search(NEVER, label, re.IGNORECASE)


@pytest.mark.parametrize(
    "label", ["Да", "Нет", "Нравится", "Печать", "Принять", "ОК", "Выйти", "Полезно", "Не помогло"]
)
def test_answers_and_agreements_are_never_pressed(label: str) -> None:
    assert re.search(NEVER, label, re.IGNORECASE)


@pytest.mark.parametrize(
    "kind",
    [
        "Планы", "Отчёты", "Результаты", "Итоги", "Акты", "Протоколы", "Приказы", "Положения", "Предложения",
        "Нормативные", "Правовая база", "Документы", "Рейтинг", "Перечень организаций", "Список организаций",
        "Состав совета", "Мероприятия",
        "Оценка",
    ],
)  # fmt: skip
def test_a_kind_of_paper_is_one_wherever_it_is_sought(kind: str) -> None:
    """Among the choices of a list, in the words of a control, in a heading with nothing below it."""
    assert re.search(PAPERS, kind, re.IGNORECASE)
    assert re.search(WANTED, kind, re.IGNORECASE)
    empty = f"<h2>{kind}</h2><h2>{kind} за прошлые годы</h2><h2>{kind} за другие годы</h2>"
    page = extract_page(
        f"<body>{MENU}<main><h1>О нас</h1>{empty}</main><script src=/own.js></script>".encode(),
        url="http://school.test/a",
        depth=1,
    )
    assert page.needs_script or page.awaits


@pytest.mark.parametrize("word", ["Планета", "Активный отдых", "Актовый зал", "Факты", "Контакты", "Зарплата"])
def test_what_only_sounds_like_a_kind_of_paper_is_none(word: str) -> None:
    assert not re.search(PAPERS, word, re.IGNORECASE)
