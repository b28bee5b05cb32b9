"""Periods and replies that show papers are chosen; answers to a question are left to visitors."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import ACTS, COUNCIL, PLAN, TEMPLATES, act, explored, headed

pytestmark = pytest.mark.browser


def test_tabs_below_a_sentence_on_what_the_assessment_shows_are_no_answers(browsing: Browsing) -> None:
    tabs = "".join(
        f"<li><a role=tab href='#{name}' data-part={name}>{title}</a></li>"
        for name, title in (("acts", "Документы-основания"), ("council", "Кто в совете"))
    )
    body = (
        f"<p>Оценка говорит о том, насколько легко попасть в музей. Откройте одну из вкладок.</p><ul>{tabs}</ul>"
        f"<div id=pane><p>Пока ничего.</p></div><template id=t-acts>{ACTS}</template>{TEMPLATES}"
        "<script>document.querySelectorAll('[data-part]').forEach((one) => { one.onclick = () => {"
        "pane.innerHTML = document.getElementById('t-' + one.dataset.part).innerHTML; return false } })</script>"
    )
    found = headed(explored(browsing, body))
    assert "Закон № 256" in found["Документы-основания"]
    assert "Иванова" in found["Кто в совете"]


@pytest.mark.parametrize("told", ["{year}", "{year} ▾", "[ {year} ]"])
def test_a_year_is_a_name_by_itself(browsing: Browsing, told: str) -> None:
    years = "".join(f"<button type=button data-y={y}>{told.format(year=y)}</button> " for y in (2026, 2023))
    body = (
        f"<p>Год: {years}</p><div id=out></div><script>document.querySelectorAll('[data-y]').forEach((one) => {{"
        "one.onclick = () => { out.innerHTML = '<p>Музей набрал в ' + one.dataset.y + ' году 91,7 балла</p>' } })"
        "</script>"
    )
    html = explored(browsing, body)
    assert "в 2026 году 91,7" in html
    assert "в 2023 году 91,7" in html


def chosen(over: str, options: str, onchange: str, beside: str = "") -> str:
    """A part that a press fills with a list to choose from; what is chosen stands below it."""
    inner = f"<div>{over}<select id=list><option>—</option>{options}</select>{beside}<div id=out></div></div>"
    return f"""<details id=part><summary>Сведения по периодам</summary><div id=pane>…</div></details><script>
    part.ontoggle = () => {{ if (part.open && !window.list) {{
      pane.innerHTML = `{inner}`;
      list.onchange = () => {{ {onchange} }};
    }} }};</script>"""


HALVES = "<option value=a>1 полугодие 2025 года</option><option value=b>2 полугодие 2025 года</option>"


def test_periods_to_choose_in_what_a_press_brought_are_all_chosen(browsing: Browsing) -> None:
    told = "fetch('/half-' + list.value).then((one) => one.text()).then((text) => { out.innerHTML = text; })"
    pages = {f"/half-{name}": f"<p>Ответили {count} человек</p>" for name, count in (("a", 41), ("b", 57))}
    found = headed(explored(browsing, chosen("<label>Показать за</label>", HALVES, told), **pages))
    assert "41 человек" in found["1 полугодие 2025 года"]
    assert "57 человек" in found["2 полугодие 2025 года"]


@pytest.mark.parametrize(
    ("over", "options", "beside"),
    [
        ("<p>Когда вы были у нас в последний раз?</p>", HALVES, ""),
        ("<p>Период посещения</p>", HALVES, "<p><input type=radio name=r>Доволен <input type=radio name=r>Нет</p>"),
        ("<p>О чём письмо</p>", HALVES, "<textarea name=t></textarea>"),
        ("<p>Отделение</p>", "<option>Взрослое</option><option>Детское</option>", ""),
    ],
)
def test_answers_and_parts_of_a_letter_that_a_press_brought_are_not_chosen(
    browsing: Browsing, over: str, options: str, beside: str
) -> None:
    assert "Сведения" in explored(browsing, chosen(over, options, "fetch('/sent?' + list.value)", beside))


def conversation(asked: str, *replies: str) -> str:
    """A bot that answers below what was pressed, with a button for each reply."""
    buttons = "".join(f"<button>{reply}</button><br>" for reply in replies)
    return f"""<div id=bot><p>{asked}</p>{buttons}</div><template id=a>{ACTS}</template><template id=b>{PLAN}</template>
    <template id=c>{COUNCIL}</template><script>
    bot.querySelectorAll('button').forEach((one, at) => {{ one.onclick = () => {{
      const said = document.createElement('div');
      said.append(document.getElementById('abc'[at]).content.cloneNode(true));
      one.after(said);
      one.disabled = true;
    }}; }});</script>"""


@pytest.mark.parametrize(
    "asked",
    [
        "Что вам показать?",
        "Здравствуйте! Чем я могу помочь?",
        "Какой документ вы ищете?",
        "О чём рассказать?",
        "Какие сведения вас интересуют?",
    ],
)
def test_replies_of_a_conversation_that_name_papers_are_no_answers(browsing: Browsing, asked: str) -> None:
    found = headed(explored(browsing, conversation(asked, "Приказы и законы", "План работы", "Кто в совете")))
    assert "№ 256" in found["Приказы и законы"]
    assert "20 января" in found["План работы"]
    assert "Иванова" in found["Кто в совете"]


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("Нашли ли вы документы, которые искали?", ("Нашёл план", "Нашёл частично")),
        ("Какие сведения труднее всего найти?", ("Планы работы", "Приказы")),
        ("Что вас интересует?", ("Рисование", "Лепка")),  # a circle of children; it names no papers
        ("Какой документ вам помог?", ("Устав", "План приёма")),
    ],
)
def test_other_questions_are_answered_by_visitors(browsing: Browsing, asked: str, answers: tuple[str, ...]) -> None:
    body = f"<p>{asked}</p><div>{''.join(map(act, answers))}</div>"
    assert "Устав" in explored(browsing, f"{body}<p>Устав</p>")
