"""What a press on a tab of the card brings up: read without knowing the names of its elements."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.browser.loading import PageError
from crawler.bus_gov.card_page import look
from crawler.bus_gov.card_panels import Shown, is_loading, kind_of_control, read_panel
from crawler.extract import extract_page
from crawler.items import Page, Reason

HEAD = "<h1>Библиотека</h1><div>Общая информация</div><div>План финансово-хозяйственной деятельности</div>"


def page(panel: str) -> Page:
    html = f"<!DOCTYPE html><html><body>{HEAD}<div>{panel}</div></body></html>"
    return extract_page(html.encode(), url="http://bus.test/info-card/7", content_type="text/html; charset=utf-8")


BEFORE = page("<table><tr><td>ИНН</td><td>0700000001</td></tr></table>")


def texts(kind: str, *panels: str | tuple[str, str]) -> list[str]:
    states = [Shown(*one[:1], page(one[1])) if isinstance(one, tuple) else Shown("", page(one)) for one in panels]
    return [entry.text for entry in read_panel(kind, BEFORE, states).entries]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Планы", "plan"),
        ("Предложения", "proposal"),
        ("Результаты НОК", "result"),
        ("Планы по устранению недостатков", "plan"),
        ("План финансово-хозяйственной деятельности", ""),
        ("Результаты деятельности", ""),
        ("Общая информация", ""),
    ],
)
def test_a_tab_by_its_name(name: str, kind: str) -> None:
    assert kind_of_control(name) == kind


def test_a_proposal_has_the_year_chosen_in_the_list() -> None:
    shown = texts(
        "proposal", ("2022", "<div>Год: 2022</div><h4>Результаты рассмотрения</h4><p>Открыть читальный зал</p>")
    )
    assert shown == ["2022 год: Открыть читальный зал"]


def test_years_that_head_the_entries() -> None:
    shown = texts("proposal", "<h3>2022 год</h3><p>Открыть читальный зал</p><h3>2019 год</h3><p>Поставить скамьи</p>")
    assert shown == ["2022 год: Открыть читальный зал", "2019 год: Поставить скамьи"]


def test_a_plan_by_the_column_of_the_assessment_or_by_its_own_title() -> None:
    link = "<a href='/public/download/download.html?id=5'>План по устранению недостатков</a>"
    rows = f"<tr><th>Год оценки</th><th>Документ</th></tr><tr><td>2022</td><td>{link}</td><td>12.01.2023</td></tr>"
    assert texts("plan", f"<table>{rows}</table>") == ["План по устранению недостатков (по итогам оценки 2022 года)"]
    posted = "<tr><th>Документ</th><th>Размещён</th></tr><tr><td>План на 2023 год</td><td>14.02.2024</td></tr>"
    assert texts("plan", f"<table>{posted}</table>") == ["План на 2023 год"]


def test_scores_are_one_entry_a_year_and_noughts_are_none() -> None:
    table = "<table><tr><td>Открытость</td><td>{}</td></tr><tr><td>Комфортность</td><td>{}</td></tr></table>"
    assert texts("result", ("2022", table.format(86, 90))) == ["2022 год: баллы: Открытость | 86; Комфортность | 90"]
    nothing = read_panel("result", BEFORE, [Shown("2022", page(table.format(0, "0,00")))])
    assert (nothing.entries, nothing.known, nothing.notice) == ((), True, "Открытость | 0")


@pytest.mark.parametrize("said", ["Информация отсутствует", "Сведения не размещены"])
def test_words_for_nothing(said: str) -> None:
    panel = read_panel("plan", BEFORE, [Shown("", page(f"<p>{said}</p>"))])
    assert (panel.entries, panel.known) == ((), True)


@pytest.mark.parametrize(
    "said",
    ["", "<p>Не удалось загрузить данные. Повторите попытку позже.</p>", "<p>Загрузка…</p>", "<div>Год: 2022</div>"],
)
def test_what_was_not_had_is_not_known(said: str) -> None:
    assert not read_panel("plan", BEFORE, [Shown("", page(said))]).known


def test_one_year_that_failed_leaves_the_whole_unknown() -> None:
    states = [Shown("2022", page("<p>Открыть читальный зал</p>")), Shown("2019", page("<p>Ошибка сервера</p>"))]
    panel = read_panel("proposal", BEFORE, states)
    assert not panel.known
    assert len(panel.entries) == 1


def test_what_is_still_to_come() -> None:
    assert is_loading(BEFORE, page("<div>Загрузка…</div>"))
    assert not is_loading(BEFORE, page("<p>Загрузка библиотеки: 240 посещений в день, все залы заняты с утра</p>"))


@pytest.mark.parametrize(
    ("shown", "seen", "reason"),
    [
        ("<h2>Планы по устранению недостатков</h2><p>Нет данных</p>", ("plan",), None),
        ("<p>Школа</p>", (), Reason.TIMEOUT),
    ],
)
def test_tabs_that_were_read_stand_though_the_page_failed_later(
    monkeypatch: pytest.MonkeyPatch, shown: str, seen: tuple[str, ...], reason: Reason | None
) -> None:
    async def serialized(page: object) -> str:
        return f"<html><body>{shown}</body></html>"

    async def evaluate(code: str, *given: object) -> None:
        raise PageError(Reason.TIMEOUT, "страница не ответила")

    @contextlib.asynccontextmanager
    async def opened(url: str, **how: object) -> AsyncIterator[Any]:
        yield SimpleNamespace(response=SimpleNamespace(status=200), page=SimpleNamespace(evaluate=evaluate))

    monkeypatch.setattr("crawler.browser.loading.serialized", serialized)
    renderer: Any = SimpleNamespace(page=opened)
    tabs = asyncio.run(look(renderer, "http://bus.test/info-card/7", allow_private=True))
    assert (tabs.seen, tabs.reason) == (seen, reason)
