"""A poll that asks one question after another is read to its end, and nothing of it reaches the network."""

from __future__ import annotations

import pytest

from crawler.extract import extract_page
from crawler.items import Form
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import loopback

pytestmark = pytest.mark.browser

QUESTIONS = ("Чисто ли в залах?", "Вежливы ли дежурные?", "Удобно ли добираться?")
POLL = """<!doctype html><title>Музей</title><main><h1>Независимая оценка</h1><h2>Опрос гостей</h2>
<section id=box></section><p>Музей открыт каждый день.</p></main><script>
const asks = {questions}, box = document.getElementById('box');
let at = 0;
const button = (said, act, off) => {{
  const one = document.createElement('button');
  one.type = 'button';
  one.textContent = said;
  one.disabled = Boolean(off);
  one.onclick = act;
  box.append(one);
}};
const draw = () => {{
  box.innerHTML = at < asks.length ? '<fieldset><legend>' + asks[at] + '</legend>'
    + '<label><input type=radio name=answer id=yes> Да</label><label><input type=radio name=answer> Нет</label>'
    + '</fieldset>' : '';
  if (at) button('Назад', () => {{ at -= 1; draw(); }});
  {draw}
}};
const step = () => {{ at += 1; draw(); }};
draw();
</script>"""
ONWARD = "if (at < asks.length) button('Далее', step);"


def forms(browsing: Browsing, draw: str) -> tuple[Form, ...]:
    """The forms of the page as it stands in the end; nothing may have been asked for by any of the steps."""
    page = POLL.format(questions=list(QUESTIONS), draw=draw)
    with loopback({"/": page, "/sent": "1"}) as site:
        html = browsing.render(f"{site.url}/").html
        assert site.methods == {"GET"}
        assert {path for _, path in site.asked} <= {"/", "/favicon.ico"}
    return extract_page(html, url="http://museum.test/", rendered=True).forms


def told(form: Form) -> tuple[list[str], list[str]]:
    """What a form asks, and its buttons."""
    return [one.label for one in form.fields if one.options], [one.value for one in form.fields if one.value]


def test_all_its_questions_are_read_and_what_sends_them(browsing: Browsing) -> None:
    draw = ONWARD + "else { box.insertAdjacentHTML('afterbegin', '<textarea></textarea>'); button('Отправить', send) }"
    (form,) = forms(browsing, f"const send = () => fetch('/sent'); {draw}")
    assert told(form) == (list(QUESTIONS), ["Отправить"])


WRITTEN = """<!doctype html><title>Музей</title><main><h1>Независимая оценка</h1><h2>Опрос гостей</h2>
<form id=box><p>Вопрос <b id=number>1</b> из 3</p><p id=asked></p><label><input type=radio name=mark> Да</label>
<label><input type=radio name=mark> Нет</label><button type=button id=on>Далее</button>
<button id=end hidden>Отправить</button></form></main><script>
const asks = {questions}, on = document.getElementById('on'),
  end = document.getElementById('end');
let at = 0;
const draw = () => {{
  number.textContent = at + 1;
  asked.textContent = asks[at];
  document.querySelectorAll('input').forEach((one) => {{ one.name = 'mark' + {name}; }});
  on.hidden = at === asks.length - 1;
  end.hidden = !on.hidden;
}};
on.onclick = () => {{ at += 1; draw(); }};
draw();
</script>"""


@pytest.mark.parametrize("name", ["at", "''"])
def test_questions_that_a_script_writes_into_the_same_elements_are_all_read(browsing: Browsing, name: str) -> None:
    with loopback({"/": WRITTEN.format(questions=list(QUESTIONS), name=name)}) as site:
        html = browsing.render(f"{site.url}/").html
        assert site.methods == {"GET"}
    (form,) = extract_page(html, url="http://museum.test/", rendered=True).forms
    numbered = [f"Вопрос {number} из 3 {said}" for number, said in enumerate(QUESTIONS, 1)]
    assert told(form) == (numbered, ["Отправить"])


ANEW = """<!doctype html><title>Музей</title><main><h1>Независимая оценка</h1>{before}<section id=box></section></main>
<script>
const asks = {questions}, box = document.getElementById('box');
const steps = (place, at = 0) => {{
  place.innerHTML = '<p>Вопрос ' + (at + 1) + ' из 3</p><form><fieldset><legend>' + asks[at] + '</legend>'
    + '<label><input type=radio name=mark> Да</label><label><input type=radio name=mark> Нет</label></fieldset>'
    + (at < 2 ? '<button type=button>Дальше</button>' : '<button>Отправить ответы</button>') + '</form>';
  if (at < 2) place.querySelector('button').onclick = () => steps(place, at + 1);
}};
{run}
</script>"""
TABS = "<div class=tabs><button>Акты</button><button>Планы</button><button>Онлайн-опрос</button></div>"
SHOWS = """
const shows = ['<p>Приказ директора музея о порядке посещения залов.</p>',
  '<p>План ремонта залов на будущую весну.</p>'];
document.querySelectorAll('.tabs button').forEach((one, at) => { one.onclick = () => {
  box.replaceChildren(document.createElement('div'));
  if (at < 2) box.firstChild.innerHTML = shows[at]; else steps(box.firstChild);
}; });
"""


@pytest.mark.parametrize(
    ("before", "run"),
    [
        ("<h2>Опрос гостей</h2>", "steps(box)"),
        ("<p><button type=button id=start>Открыть вопросы</button></p>", "start.onclick = () => steps(box)"),
        ("<h2>Пройдите опрос</h2><button type=button id=start>Начать</button>", "start.onclick = () => steps(box)"),
        (TABS, SHOWS),
        (TABS, f"{SHOWS} document.querySelector('.tabs button').click();"),  # each takes the place of the one before
    ],
)
def test_a_form_that_is_drawn_anew_with_each_question_is_read_to_its_end(
    browsing: Browsing, before: str, run: str
) -> None:
    with loopback({"/": ANEW.format(before=before, questions=list(QUESTIONS), run=run)}) as site:
        html = browsing.render(f"{site.url}/").html
        assert site.methods == {"GET"}
    page = extract_page(html, url="http://museum.test/", rendered=True)
    (form,) = (one for one in page.forms if not one.hidden)  # the script has another in its strings
    assert told(form) == (list(QUESTIONS), ["Отправить ответы"])
    if before is TABS:  # what the other tabs show stands there still
        assert "План ремонта" in page.text
        assert "Приказ директора" in page.text


def test_what_stands_around_a_form_that_is_drawn_anew_is_kept(browsing: Browsing) -> None:
    run = "const draw = (at) => { box.innerHTML = '<p>Анкета открыта весь год.</p><div></div>';" + (
        "steps(box.lastChild, at); const on = box.querySelector('button[type=button]');"
        "if (on) on.onclick = () => draw(at + 1); }; draw(0);"
    )
    with loopback({"/": ANEW.format(before="<h2>Опрос гостей</h2>", questions=list(QUESTIONS), run=run)}) as site:
        page = extract_page(browsing.render(f"{site.url}/").html, url="http://museum.test/", rendered=True)
    assert told(page.forms[0]) == (list(QUESTIONS), ["Отправить ответы"])
    assert page.text.count("Анкета открыта весь год.") == 1


@pytest.mark.parametrize("wrapped", [False, True])
def test_questions_that_come_below_one_another_are_told_once(browsing: Browsing, wrapped: bool) -> None:
    body = (
        f"<section id=box>{'<form onsubmit=return(false)></form>' if wrapped else ''}</section><script>"
        f"const asks = {list(QUESTIONS)}, box = document.getElementById('box'); let at = 0;"
        "const into = box.querySelector('form') || box, made = (name) => document.createElement(name);"
        "const ask = () => { const one = made('p'), next = made('button');"
        "one.innerHTML = asks[at] + ` <label><input type=radio name=n${at}> Да</label> "
        "<label><input type=radio name=n${at}> Нет</label>`; at += 1; into.append(one, next);"
        "if (at < asks.length) { next.type = 'button'; next.textContent = 'Следующий вопрос';"
        "next.onclick = () => { next.remove(); ask() } } else next.textContent = 'Отправить ответы' }; ask()</script>"
    )
    page = f"<!doctype html><title>Музей</title><h1>Независимая оценка</h1><h2>Беседа</h2>{body}"
    with loopback({"/": page}) as site:
        html = browsing.render(f"{site.url}/").html
    (form,) = extract_page(html, url="http://museum.test/", rendered=True).forms
    assert told(form) == (list(QUESTIONS), ["Отправить ответы"])


def test_answers_beside_their_question_belong_to_it_though_they_are_alike(browsing: Browsing) -> None:
    body = (
        f"<h3>Опрос гостей</h3><div id=box></div><script>const asks = {list(QUESTIONS)}, box = "
        "document.getElementById('box'); let at = 0; const draw = () => { box.innerHTML = `<h4>Всё об условиях</h4>"
        "<p>Вопрос ${at + 1} из 3. ${asks[at]}</p><label><input type=radio name=a> Да</label> "
        "<label><input type=radio name=a> Нет</label> <button type=button>${at < 2 ? 'Далее' : 'Отправить'}</button>`;"
        "box.querySelector('button').onclick = () => { at += 1; draw() } }; draw()</script>"
    )
    with loopback({"/": f"<!doctype html><title>Музей</title><h1>Независимая оценка</h1>{body}"}) as site:
        html = browsing.render(f"{site.url}/").html
    page = extract_page(html, url="http://museum.test/", rendered=True)
    (form,) = page.forms
    asks, buttons = told(form)
    assert [one.partition("из 3. ")[2] for one in asks] == list(QUESTIONS)
    assert buttons == ["Отправить"]
    assert [one.text for one in page.blocks].count("Всё об условиях") == 1


def test_one_that_nobody_can_send_shows_so(browsing: Browsing) -> None:
    (form,) = forms(browsing, ONWARD + "else { box.append('Напечатайте ответы и принесите их.'); button('Закрыть') }")
    assert told(form) == (list(QUESTIONS), ["Закрыть"])


@pytest.mark.parametrize(
    "draw",
    [
        # the last step sends (its words say nothing of it), or says that it did
        ONWARD + "else { fetch('/sent'); box.append('До встречи в залах.') }",
        ONWARD + "else { new Image().src = '/sent'; box.append('До встречи в залах.') }",
        ONWARD + "else { navigator.sendBeacon('/sent'); box.append('До встречи.') }",
        ONWARD + "else { setTimeout(() => fetch('/sent'), 200); box.append('До встречи.') }",
        ONWARD
        + "else { const way = new XMLHttpRequest(); way.open('GET', '/sent'); way.send(); box.append('До встречи.') }",
        ONWARD + "else { try { new WebSocket('ws://x.test/').send('1') } catch { 0 } box.append('До встречи.') }",
        ONWARD + "else { location.href = '/sent'; }",
        ONWARD + "else box.append('Спасибо за Ваше мнение!')",
        ONWARD + "else box.append('Анкета заполнена, ответы учтены.')",
        # it wants an answer: at once, further on, by saying so
        "button('Далее', step, true);",
        "if (at < asks.length) button('Далее', step, at > 0);",
        "if (at < asks.length) button('Далее', () => { if (!at) step(); });",
        # the next question is asked for
        "button('Далее', () => fetch('/sent').then(step));",
        # it goes round
        "button('Далее', () => { at = (at + 1) % asks.length; draw() });",
    ],
)
def test_what_sends_wants_an_answer_or_goes_round_stays_as_it_was(browsing: Browsing, draw: str) -> None:
    (form,) = forms(browsing, draw)
    assert told(form) == ([QUESTIONS[0]], ["Далее"])


def test_a_button_that_sends_its_form_and_steps_that_stand_there_hidden_are_left_alone(browsing: Browsing) -> None:
    page = (
        "<!doctype html><title>Музей</title><h1>Опрос</h1><form action=/sent><p>{}</p><label><input type=radio name=a>"
        "Да</label><label><input type=radio name=a>Нет</label>{}<button{}>Далее</button></form>"
    )
    hidden = "<div hidden><p>Удобно ли?</p><input type=radio name=b>Да<input type=radio name=b>Нет</div>"
    for rest, kind in (("", ""), (hidden, " type=button onclick='fetch(\"/sent\")'")):
        with loopback({"/": page.format(QUESTIONS[0], rest, kind), "/sent": "1"}) as site:
            assert "Далее" in browsing.render(f"{site.url}/").html.decode()
            assert "/sent" not in {path for _, path in site.asked}
