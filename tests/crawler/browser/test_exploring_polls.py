"""Polls behind presses: what only starts one is pressed, what answers or sends one never is."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import ACTS, COUNCIL, PLAN, SENT, VOTES, explored, headed, put

pytestmark = pytest.mark.browser


def test_a_tab_may_be_called_like_a_form_and_a_button_called_so_is_left_to_others(browsing: Browsing) -> None:
    tabs = "".join(
        f'<button role=tab onclick="{put("pane", text)}">{title}</button>'
        for title, text in (("О проведении", ACTS), ("Оставить отзыв", "<a href=//bus.gov.ru/info-card/1>Отзыв</a>"))
    )
    assert "/info-card/1" in explored(browsing, f"<div role=tablist>{tabs}</div><p>Слова</p><div id=pane>Пусто</div>")


POLL = "<form><p>Довольны ли вы?</p><input type=radio name=brought>Да</form>"


def row(*titles: str, text: str = POLL) -> str:
    """Buttons in a row that show what each is called by; the poll is shown by the one called so."""
    shown = {"Акты": ACTS, "План": PLAN, "Совет": COUNCIL}
    return "".join(f'<button onclick="{put("pane", shown.get(title, text))}">{title}</button>' for title in titles)


def test_a_tile_of_opinions_shows_what_it_says(browsing: Browsing) -> None:
    tiles = "".join(
        f"<div class=tile><h3>{name}</h3><p>{more}</p><button type=button data-box={box}>Подробнее</button></div>"
        for name, more, box in (("Законы", "Приказы об оценке", "t1"), ("Отзывы", "Поделитесь мнением", "t2"))
    )
    boxes = "<template id=t1>Приказ № 344н</template><template id=t2><a href=https://bus.gov.ru/x>О нас</a></template>"
    script = (
        "document.querySelectorAll('[data-box]').forEach((one) => one.addEventListener('click', () => {"
        "out.replaceChildren(document.getElementById(one.dataset.box).content.cloneNode(true)); }))"
    )
    page = f"<a href=/a>Музей</a><h1>Независимая оценка</h1><div class=tiles>{tiles}</div>{boxes}<div id=out></div>"
    shown = explored(browsing, f"{page}<script>{script}</script>")
    assert "bus.gov.ru/x" in shown.partition("Отзывы")[2].partition("<template")[0]


def test_a_poll_among_buttons_that_show_papers_is_a_tab_and_hides_none_of_them(browsing: Browsing) -> None:
    found = explored(browsing, f"<div>{row('Акты', 'Онлайн-опрос', 'План', 'Совет')}</div><div id=pane>Пусто</div>")
    parts = headed(found)
    assert [words in parts[title] for title, words in (("Акты", "№ 41"), ("План", "20 января"))] == [True, True]
    assert "Иванова" in parts["Совет"]
    assert 'name="brought"' in found


def test_a_poll_that_a_tab_only_offers_is_started(browsing: Browsing) -> None:
    page = f"""<div id=tabs></div><div id=pane>Пусто</div><script>
    const show = (html) => {{ pane.innerHTML = html; }};
    const start = () => {{
      const window = document.createElement('dialog');
      window.innerHTML = '{POLL}';
      document.body.append(window);
      window.showModal();
    }};
    const poll = '<p>Ответы безымянные.</p><button>Пройти опрос</button>';
    const offers = {{'Акты': '{ACTS}', 'План': '{PLAN}', 'Опрос': poll}};
    for (const [title, html] of Object.entries(offers)) {{
      const tab = document.createElement('button');
      tab.textContent = title;
      tab.onclick = () => {{
        show(html);
        pane.querySelectorAll('button').forEach((one) => {{ one.onclick = start; }});
      }};
      tabs.append(tab);
    }}
    </script>"""
    found = explored(browsing, page)
    assert 'name="brought"' in found
    assert found.index("Ответы безымянные.") < found.index('name="brought"')
    assert "№ 41" in found


ASKED = "<input type=radio name=r>Доволен <input type=radio name=r>Недоволен"


def test_a_card_beside_one_that_shows_a_poll_is_turned_where_a_press_brought_both(browsing: Browsing) -> None:
    body = f"""<button onclick="{put("pane", "<div class=row id=row></div>")}; deal()">Качество условий</button>
    <p>О работе музея:</p><div id=pane><p>Пока ничего не выбрано</p></div><script>
    const backs = [['Опрос посетителей', `{ASKED}`], ['Свод ответов и итоги', '<p>Ответили 64 человека</p>']];
    const deal = () => backs.forEach(([front, back]) => {{
      const card = document.createElement('div');
      card.setAttribute('role', 'button');
      card.textContent = front;
      card.onclick = () => {{ card.removeAttribute('role'); card.innerHTML = back; card.onclick = null; }};
      row.append(card);
    }});</script>"""
    assert "Ответили 64 человека" in headed(explored(browsing, body))["Свод ответов и итоги"]


def test_what_came_with_the_fields_of_a_poll_may_send_it(browsing: Browsing) -> None:
    asks = f"<p>{ASKED}</p><div role=button onclick=\\`{SENT}\\`>Результаты и итоги</div>"
    body = f'<button role=tab onclick="{put("pane", asks)}">Качество условий</button><div id=pane></div>'
    assert "Недоволен" in explored(browsing, body)


def windowed(inner: str) -> str:
    """A window that shows one template in the place of another."""
    return f"""<button data-show=first>Качество условий</button><template id=first>{inner}</template>
    <template id=second><p>Анкета о клубе</p><p>{ASKED}</p></template>
    <div id=shade hidden style="position:fixed;inset:0"><a class=close>Закрыть</a><div id=pane></div></div><script>
    document.onclick = ({{target: one}}) => {{
      const name = one.dataset.show;
      if (name) {{ pane.replaceChildren(document.getElementById(name).content.cloneNode(true)); shade.hidden = false; }}
      if (one.className === 'close') shade.hidden = true;
    }};</script>"""


def test_a_questionnaire_behind_a_button_of_a_window_is_opened(browsing: Browsing) -> None:
    inner = "<h3>Опрос</h3><p>Займёт пять минут.</p><button data-show=second>Оценить качество услуг клуба</button>"
    found = explored(browsing, windowed(inner))
    assert found.index("Займёт пять минут") < found.index('name="r"')


def tabbed(inner: str) -> str:
    """A part of the page that a press on a tab brings, with a poll that a press on it brings."""
    return f"""<div><button onclick="show()">Качество условий</button><button>Прочее</button></div><p>Слова</p>
    <div id=pane>Пусто</div><template id=part>{inner}</template><script>
    const show = () => {{
      pane.replaceChildren(part.content.cloneNode(true));
      pane.querySelectorAll('.start').forEach((one) => {{ one.onclick = () => {{ pane.append('Анкета открыта'); }}; }});
    }};</script>"""


@pytest.mark.parametrize(
    "offer",
    [
        "<button class=start id=poll>Пройти опрос</button>",
        "<section class=opros><h4>Ваше мнение</h4><button class=start>Заполнить анкету</button></section>",
    ],
)
def test_what_is_called_a_poll_is_started_where_a_press_brought_it(browsing: Browsing, offer: str) -> None:
    assert "Анкета открыта" in explored(browsing, tabbed(f"<h3>Опрос</h3>{offer}"))


def test_answers_of_a_poll_that_a_press_brought_are_left_alone(browsing: Browsing) -> None:
    votes = VOTES.replace('"', "'").replace("'/sent?'", "`/sent?`")
    offer = f"<div class=poll><p>Опрос: как Вам у нас</p>{votes}</div>"
    found = explored(browsing, tabbed(f"<h3>Опрос</h3>{offer}<button class=start id=vote>Отдать голос</button>"))
    assert "Анкета открыта" not in found
