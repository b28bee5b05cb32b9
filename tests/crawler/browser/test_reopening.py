"""What a press takes away for good is come to on a fresh page; what is not come to is told."""

from __future__ import annotations

import asyncio
import re

import pytest

from crawler.browser.exploring import Explored, Left, explore
from crawler.browser.loading import Visit
from crawler.browser.reopening import reopened, unpassed, unreached
from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import loopback

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
# A store that is left by the names of the folders over the list only, and keeps for itself where it stands.
STORE = """<div id=box></div><script>
const tree = {n: 'Файлы', c: [
  {n: 'Нормативные акты', c: [{n: 'Приказ о совете', u: '/akt.pdf'}]},
  {n: 'Оценка 2025 года', c: [{n: 'Отчёт оператора', u: '/otchet.docx'},
    {n: 'Итоги', c: [{n: 'Баллы', u: '/ball.xlsx'}]}]},
  {n: 'Планы', c: [{n: 'План на 2026 год', u: '/plan.pdf'}]}]};
let path = [];
const at = () => path.reduce((folder, one) => folder.c[one], tree);
const put = (tag, text, press) => {
  const one = document.createElement(tag);
  one.textContent = text;
  if (press) { one.style.cursor = 'pointer'; one.onclick = press; }
  box.append(one);
};
const draw = () => {
  box.innerHTML = '';
  put('b', 'Файлы', () => { path = []; draw(); });
  at().c.forEach((item, place) => put('div', item.n, () => {
    if (item.c) { path.push(place); draw(); } else {
      const link = document.createElement('a');
      link.href = item.u; link.download = ''; link.textContent = 'Скачать';
      box.append(link);
    }
  }));
};
draw();
</script>"""
# Each step takes the place of the one before it, and none leads back.
WIZARD = """<div id=box></div><script>
const steps = {'Школы': {'2025 год': 'Оценены 14 школ', '2022 год': 'Оценены 11 школ'},
  'Библиотеки': {'2025 год': 'Оценены 6 библиотек'}};
const ask = (choices) => {
  box.innerHTML = '';
  if (typeof choices === 'string') { box.innerHTML = '<p>' + choices + '</p>'; return; }
  for (const [name, next] of Object.entries(choices)) {
    const one = document.createElement('button');
    one.type = 'button'; one.textContent = name; one.onclick = () => ask(next);
    box.append(one);
  }
};
ask(steps);
</script>"""


def page_of(body: str) -> str:
    return f"<!doctype html><title>Школа</title><h1>Независимая оценка</h1>{FILLER}{body}"


def drawn(browsing: Browsing, body: str) -> str:
    with loopback({"/": page_of(body)}) as site:
        rendered = browsing.render(site.url + "/")
        assert rendered.reason is None
        assert site.methods == {"GET"}
    return rendered.html.decode()


def test_every_folder_of_a_store_that_is_never_left_is_read(browsing: Browsing) -> None:
    html = drawn(browsing, STORE)
    page = extract_page(html.encode(), url="http://school.test/", rendered=True)
    files = {link.url.rpartition("/")[2]: page.heading_of(link.section) for link in page.links}
    assert files == {
        "akt.pdf": "Приказ о совете",
        "otchet.docx": "Отчёт оператора",
        "ball.xlsx": "Баллы",
        "plan.pdf": "План на 2026 год",
    }
    assert page.sealed == ()
    assert "data-nok-left" not in html


def test_every_way_through_a_wizard_is_gone(browsing: Browsing) -> None:
    text = re.sub("<script.*?</script>", "", drawn(browsing, WIZARD), flags=re.DOTALL)
    assert [told for told in ("14 школ", "11 школ", "6 библиотек") if told not in text] == []


def test_what_was_not_come_to_is_told_where_it_is_looked_for(browsing: Browsing) -> None:
    left = (Left(("BUTTON|план||1",), "План «на год»", True), Left(("BUTTON|меню||1",), "Столовая", False))
    markup = '<html><body class="a"><p>Слова</p><div data-nok-left="0"></div></body></html>'

    async def run() -> str:
        assert browsing.renderer is not None
        with loopback({"/": page_of(WIZARD)}) as site:
            async with browsing.renderer.page(site.url + "/", allow_private=True, timeout=20) as visit:
                assert isinstance(visit, Visit)
                asked = len(site.asked)
                html = await reopened(visit, markup, left, 0.1)  # no time for a single loading
                assert len(site.asked) == asked
                return html

    html = browsing.run(asyncio.wait_for(run(), 30))
    assert extract_page(html.encode(), url="http://school.test/", rendered=True).sealed == ("План «на год»",)
    assert "data-nok-left" not in html


def test_what_the_time_did_not_suffice_for_is_left(browsing: Browsing) -> None:
    slow = "one.onclick = async () => { await new Promise((is) => setTimeout(is, 300)); box.innerHTML = one.textContent"
    body = (
        "".join(f"<button type=button>План на {year} год</button>" for year in range(2015, 2027))
        + "<button type=button>Столовая</button><div id=box>Не выбрано</div><script>"
        f"for (const one of document.querySelectorAll('button')) {slow} + ' утверждён'; }}</script>"
    )

    async def run(url: str) -> Explored:
        assert browsing.renderer is not None
        async with browsing.renderer.page(url, allow_private=True, timeout=20) as visit:
            return await explore(visit, 2.0)

    with loopback({"/": page_of(body)}) as site:
        explored = browsing.run(asyncio.wait_for(run(site.url + "/"), 30))
    left = [one.words for one in explored.left if one.wanted]
    assert left[-1] == "План на 2026 год"
    assert len(set(left)) >= 12 - explored.brought
    assert "Столовая" not in [one.words for one in explored.left]


def test_a_control_that_a_fresh_page_does_not_have_is_told(browsing: Browsing) -> None:
    left = (Left(("BUTTON|план на 2030||1",), "План на 2030 год", True),)

    async def run(url: str) -> str:
        assert browsing.renderer is not None
        async with browsing.renderer.page(url, allow_private=True, timeout=20) as visit:
            return await reopened(visit, "<body><p>Слова</p></body>", left, 10)

    with loopback({"/": page_of(WIZARD)}) as site:
        html = browsing.run(asyncio.wait_for(run(site.url + "/"), 30))
    assert extract_page(html.encode(), url="http://school.test/", rendered=True).sealed == ("План на 2030 год",)


def test_what_was_left_is_told_where_there_was_no_time_for_it() -> None:
    left = (Left(("A|x||1",), "Итоги", True), Left(("A|y||1",), "Столовая", False))
    html = unreached('<body><div data-nok-left="0"></div></body>', left)
    assert html == '<body data-nok-sealed="Итоги"></body>'


def test_lists_that_were_not_gone_through_are_told_beside_that() -> None:
    html = unpassed(unreached("<body>", (Left(("A|x||1",), "Итоги", True),)), ("Год: «Акты»", "Сфера"))
    page = extract_page(html.encode(), url="http://school.test/", rendered=True)
    assert (page.sealed, page.unchosen) == (("Итоги",), ("Год: «Акты»", "Сфера"))
    assert unpassed("<body>", ()) == "<body>"


def test_a_page_says_nothing_of_itself_by_that_name() -> None:
    body = '<body data-nok-sealed="План" data-nok-unchosen="Год"><p>Слова</p></body>'.encode()
    page = extract_page(body, url="http://school.test/")
    assert (page.sealed, page.unchosen) == ((), ())


def test_a_page_that_a_press_left_is_gone_back_to(browsing: Browsing) -> None:
    async def run(url: str) -> str:
        assert browsing.renderer is not None
        async with browsing.renderer.page(url, allow_private=True, timeout=20) as visit:
            await visit.page.goto(url + "other")
            await visit.reload(5)
            return await visit.page.title()

    with loopback({"/": page_of(WIZARD), "/other": "<title>Другая</title>"}) as site:
        assert browsing.run(asyncio.wait_for(run(site.url + "/"), 30)) == "Школа"


@pytest.mark.parametrize("body", [WIZARD.replace("ask(next)", "{}"), "<p>Нажимать нечего</p>"])
def test_a_page_without_such_controls_is_asked_for_once(browsing: Browsing, body: str) -> None:
    with loopback({"/": page_of(body)}) as site:
        browsing.render(site.url + "/")
        assert [path for _, path in site.asked].count("/") == 1
