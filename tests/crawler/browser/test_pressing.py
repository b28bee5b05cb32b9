"""Forms that a press brings up: which control is pressed, which never is, and what a page may make of it."""

from __future__ import annotations

import time

import pytest

from crawler.items import Reason
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
FORM = "<form class=brought><textarea name=t></textarea><button>Отправить</button></form>"
BOX = "<div id=box></div>"
BRING = f"document.getElementById('box').innerHTML = `{FORM}`"


def rendered(browsing: Browsing, body: str, **pages: Answer) -> str:
    """The page after presses; it is asked for nothing but by GET."""
    with loopback({"/": f"<!doctype html><title>Школа</title>{FILLER}{body}", "/sent": "1", **pages}) as site:
        found = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
        assert site.asked_for("/sent") == 0, "something was sent"
    return found


@pytest.mark.parametrize(
    "control",
    [
        f'<button onclick="{BRING}">Задать вопрос</button>',
        f'<a href="#" onclick="{BRING}">Написать директору</a>',
        f'<a href="javascript:void(0)" onclick="setTimeout(() => {{ {BRING} }}, 500)">Интернет-приёмная</a>',
        f"<div class=btn id=b>Обратная связь</div><script>b.addEventListener('click', () => {{ {BRING} }})</script>",
        f'<a href="#" onclick="{BRING}">Отправить обращение</a>',
    ],
)
@pytest.mark.usefixtures("patient")
def test_a_form_is_brought_up_by_what_promises_it(browsing: Browsing, control: str) -> None:
    assert 'class="brought"' in rendered(browsing, control + BOX)


PART = "<div class=part><div class=head style='cursor:pointer'>{}</div></div>"
PRESSED = """<script>document.querySelectorAll('.head').forEach((one) => one.addEventListener('click', () => {{
  fetch('/pressed');
  if (one.textContent === '{}') one.after(Object.assign(document.createElement('form'), {{
    className: 'brought', innerHTML: '<p>Удобно ли у нас?</p><input type=radio name=q>Да<button>Отправить</button>'}}));
}}))</script>"""


@pytest.mark.parametrize("head", ["Опрос посетителей", "Онлайн-анкета о качестве услуг"])
def test_a_title_that_a_script_opens_is_pressed_by_its_pointer(browsing: Browsing, head: str) -> None:
    parts = "".join(map(PART.format, ("О нас", head)))
    assert 'class="brought"' in rendered(browsing, parts + PRESSED.format(head), **{"/pressed": "1"})


@pytest.mark.parametrize(
    "title",
    [
        "<div class=head>Опрос посетителей</div>",  # nothing shows that it opens
        "<label class=head style='cursor:pointer'>Опрос посетителей</label>",
        "<div class=vote-row><p class=head style='cursor:pointer'>Опрос не нужен</p></div>",
        "<p class=head style='cursor:pointer'>Результаты опроса</p>",
    ],
)
def test_titles_that_open_nothing_and_answers_are_left_alone(browsing: Browsing, title: str) -> None:
    found = rendered(browsing, title + PRESSED.format("Опрос посетителей"), **{"/pressed": "1"})
    assert 'class="brought"' not in found


def test_a_poll_is_started_where_the_page_is_called_one(browsing: Browsing) -> None:
    radio = "document.getElementById('box').innerHTML = '<input type=radio name=brought>Да'"
    start = f'<button onclick="{radio}">Начать</button><p>Займёт пять минут.</p>{BOX}'
    assert 'name="brought"' in rendered(browsing, f"<h1>Опрос о качестве услуг</h1>{start}")
    assert 'name="brought"' not in rendered(browsing, f"<h1>Уроки для первоклассников</h1>{start}")


def test_a_poll_is_started_in_a_shadow_root(browsing: Browsing) -> None:
    part = """<my-poll></my-poll><script>
    const root = document.querySelector('my-poll').attachShadow({mode: 'open'});
    root.innerHTML = '<button type=button>Начать опрос</button>';
    root.querySelector('button').onclick = () => { root.innerHTML = '<input type=radio name=brought>Да'; };
    </script>"""
    assert 'name="brought"' in rendered(browsing, f"<h1>Независимая оценка</h1>{part}")


def test_an_anchor_and_a_chat_on_the_way_keep_no_form_back(browsing: Browsing) -> None:
    """«Вопросы и ответы» is a place in the page, and a frame may come by itself while the press is waited for."""
    chat = "document.body.append(document.createElement('iframe'))"
    body = (
        f'<a href="#faq">Вопросы</a><h2 id=faq>Вопросы и ответы</h2><button onclick="{chat}">Вопрос в чате</button>'
        f'<button onclick="{BRING}">Задать вопрос</button>{BOX}'
    )
    assert 'class="brought"' in rendered(browsing, body)


def test_a_frame_that_a_press_brought_is_kept_where_nothing_else_came(browsing: Browsing) -> None:
    frame = "document.getElementById('box').innerHTML = '<iframe src=/inner></iframe>'"
    found = rendered(browsing, f'<button onclick="{frame}">Пройти опрос</button>{BOX}', **{"/inner": "Опрос"})
    assert 'src="/inner"' in found


SENT = "fetch('/sent')"


def test_what_sends_or_votes_is_left_alone(browsing: Browsing) -> None:
    """Only GET leaves the browser at all; a site may count votes by GET, too."""
    controls = [
        f'<form onsubmit="return false"><input name=q><button onclick="{SENT}">Задать вопрос</button></form>',
        f'<form><input name=elements><textarea></textarea><a class=btn onclick="{SENT}">Отправить обращение</a></form>',
        f'<div><input name=n><input placeholder=Вопрос><a href="#" onclick="{SENT}">Отправить сообщение</a></div>',
        f'<div class=stars><i>★</i><i>★</i><button onclick="{SENT}">Проголосовать</button></div>',
        f'<button onclick="{SENT}">Скачать анкету</button><button onclick="{SENT}">Поделиться опросом</button>',
        f'<a href="/sent">Задать вопрос</a><button disabled onclick="{SENT}">Задать вопрос</button>',
        f'<button style="display:none" onclick="{SENT}">Задать вопрос</button>',
        f'<button onclick="{SENT}">Новости</button><p onclick="{SENT}">{"Вопрос о расписании. " * 9}</p>',
    ]
    rendered(browsing, "".join(controls[:1] + controls[2:]))
    rendered(browsing, controls[1])


def test_what_is_to_be_filled_in_already_is_enough(browsing: Browsing) -> None:
    press = f'<button onclick="{SENT}">Задать вопрос</button>'
    rendered(browsing, press + "<textarea></textarea>")
    rendered(browsing, f'<h1>Опрос</h1><button onclick="{SENT}">Начать</button><input type=radio name=a>')


def test_a_headline_left_open_by_an_editor_keeps_no_form_back(browsing: Browsing) -> None:
    press = f'<button onclick="{BRING}">Задать вопрос</button>{BOX}'
    left = "<h2 contenteditable=true>Спросите нас</h2><textarea name=g-recaptcha-response hidden></textarea>"
    assert 'class="brought"' in rendered(browsing, left + press)


def test_odd_markup_costs_nothing(browsing: Browsing) -> None:
    """Drawings have no click() and no innerText; a field called "elements" hides those of its form."""
    body = (
        "<svg class=btn-icon aria-label='Задать вопрос' role=button width=20 height=20 onclick='1'><rect/></svg>"
        "<svg><a href='#'><text y=20>Задать вопрос</text></a></svg>"
        "<form name=title><input type=hidden name=elements><input type=hidden name=closest>"
        "<button type=button>Обратная связь</button></form>"
        "<button onclick='throw new Error(1)'>Написать нам</button>"
        f'<button onclick="{BRING}">Задать вопрос</button>{BOX}'
    )
    assert 'class="brought"' in rendered(browsing, body)


def test_a_press_that_leads_away_leaves_the_page_as_it_was(browsing: Browsing) -> None:
    found = rendered(
        browsing, "<p>Остались</p><button onclick=\"location='/away'\">Задать вопрос</button>", **{"/away": FORM}
    )
    assert "Остались" in found
    assert "brought" not in found


def test_presses_are_few(browsing: Browsing) -> None:
    counted = "document.title = 'Нажатий ' + (window.pressed = (window.pressed || 0) + 1)"
    body = "".join(f'<button onclick="{counted}">Вопрос {number}</button>' for number in range(9))
    page = f"{FILLER}{body}<script>new MutationObserver(() => {{ fetch('/' + window.pressed) }}).observe("
    page += "document.head || document.documentElement, {subtree: true, childList: true})</script>"
    with loopback({"/": f"<title>x</title>{page}"}) as site:
        browsing.render(site.url + "/")
        assert [site.asked_for(f"/{number}") for number in (3, 4, 5, 6)] == [1, 1, 0, 0]


def test_a_press_without_end_costs_time_and_not_the_page(browsing: Browsing) -> None:
    """What stood there before the press is known by then."""
    body = "<p>Остались</p><button onclick='while (true) {}'>Задать вопрос</button>"
    with loopback({"/": f"<!doctype html>{FILLER}{body}", "/good": FILLER + "Хорошая"}) as site:
        started = time.monotonic()
        found = browsing.render(site.url + "/", timeout=8.0)
        took = time.monotonic() - started
        after = browsing.render(site.url + "/good")
    assert (found.reason, "Остались" in found.html.decode()) == (None, True)
    assert took < 12
    assert "Хорошая" in after.html.decode()
    assert after.reason is not Reason.TIMEOUT


WINDOW = """<div id=place><h2>Опрос</h2>CONTROL</div><footer>Контакты</footer><script>
document.querySelector('.open').addEventListener('click', (event) => {
  event.preventDefault();
  const one = document.createElement('div');
  one.innerHTML = `INSIDE`;
  document.body.append(one);
});
</script>"""
NOTICE = "<p>Приём ответов завершён в декабре 2025 года.</p>"


def window(control: str, inside: str) -> str:
    return WINDOW.replace("CONTROL", control).replace("INSIDE", inside)


@pytest.mark.parametrize("href", ["#popup:pismo", "#form-1", "#окно", "#"])
def test_an_anchor_that_names_no_place_is_pressed(browsing: Browsing, href: str) -> None:
    control = f'<a class=open href="{href}">Написать директору</a>'
    assert 'class="brought"' in rendered(browsing, window(control, FORM))


def test_a_route_of_an_application_is_not_pressed(browsing: Browsing) -> None:
    control = '<a class=open href="#/pismo">Написать директору</a>'
    assert 'class="brought"' not in rendered(browsing, window(control, FORM))


def test_words_of_a_window_without_fields_stand_where_it_was_opened(browsing: Browsing) -> None:
    found = rendered(browsing, window("<a class=open href=#opros>Пройти опрос</a>", NOTICE))
    assert found.index("<h3>Пройти опрос</h3>") < found.index("Приём ответов завершён") < found.index("Контакты")


def test_results_of_a_poll_are_no_poll_to_start(browsing: Browsing) -> None:
    body = window("<header><button class=open>Результаты опроса</button></header>", NOTICE)
    assert (
        "<p>Приём ответов завершён" not in rendered(browsing, f"{body}<textarea></textarea>").partition("<script>")[0]
    )


def test_what_a_press_brought_is_pressed_first_and_what_it_took_away_is_kept(browsing: Browsing) -> None:
    """The third of these buttons would be the last that may be pressed."""
    others = "".join(f"<button>Вопрос {number}</button>" for number in ("первый", "второй", "третий"))
    start = "<button onclick=ask()>Пройти опрос</button>"
    page = f"""<button onclick="show()">Онлайн-опрос</button>{others}
    <div id=pane><h2>Акты</h2><p>Приказ министерства от 3 марта № 41</p></div><script>
    const show = () => {{ pane.innerHTML = '<p>Ответы безымянные, займут пять минут.</p>{start}'; }};
    const ask = () => {{ pane.innerHTML = '<input type=radio name=brought>Да'; }};
    </script>"""
    found = rendered(browsing, page)
    assert 'name="brought"' in found
    assert found.count("Приказ министерства от 3 марта № 41") == 1
    assert "<h2>Акты</h2>" in found


def test_a_poll_that_a_window_of_its_own_would_show_is_a_link(browsing: Browsing) -> None:
    body = """<p><input type=button value="Принять участие в анкетировании" onclick="show()"></p><script>
    function show() { window.open('/golos/list.php', 'w', 'width=500,height=600').focus(); }</script>"""
    found = rendered(browsing, body, **{"/golos/list.php": FORM})
    assert '/golos/list.php">Принять участие в анкетировании</a>' in found


@pytest.mark.parametrize("address", ["javascript:void(0)", "#anketa", "about:blank", ""])
def test_a_window_of_no_page_leaves_no_link(browsing: Browsing, address: str) -> None:
    body = f"<button onclick=\"window.open('{address}')\">Открыть анкету</button>"
    assert "<a " not in rendered(browsing, body)


def test_a_window_that_tells_others_of_the_page_is_none_to_follow(browsing: Browsing) -> None:
    body = "<button onclick=\"window.open('/sent?u=here')\">Поделиться опросом</button>"
    assert "<a " not in rendered(browsing, body)


@pytest.mark.parametrize(("stars", "pressed"), [("<span class=star-5>★</span>", False), ("", True)])
def test_a_button_that_gives_a_mark_is_left_alone(browsing: Browsing, stars: str, pressed: bool) -> None:
    """A mark by GET would pass for an opening."""
    votes = f"<div>{stars}<button onclick=\"fetch('/vote')\">Оценить</button></div>"
    with loopback({"/": f"<!doctype html><title>Школа</title>{FILLER}{votes}", "/vote": "1"}) as site:
        browsing.render(site.url + "/")
        assert bool(site.asked_for("/vote")) is pressed
