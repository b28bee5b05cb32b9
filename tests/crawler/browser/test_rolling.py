"""Rows that stand in a page only while they are seen are all read; what a box merely cuts off is left as it is."""

from __future__ import annotations

import re

import pytest

from crawler.browser import unfolding
from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
STYLE = "<style>#box { height: 200px; overflow-y: auto; position: relative } .r { height: 40px }</style>"
DATA = "const all = Array.from({length: COUNT}, (_, at) => `Приют ${at + 1}: <b>${60 + at / 10}</b>`);"
# what is drawn anew with each scroll
VIRTUAL = """<div id=box><div id=inner style="position: relative"></div></div><script>DATA
  inner.style.height = all.length * 40 + 'px';
  const draw = () => {
    const first = Math.floor(box.scrollTop / 40);
    inner.innerHTML = all.slice(first, first + 6).map((one, at) =>
      `<div class=r style="position: absolute; top: ${(first + at) * 40}px">${one}</div>`).join('');
  };
  box.onscroll = draw;
  draw();</script>"""
# the same elements all the time, with other words in them
RECYCLED = """<div id=box><table style="display: block"><thead><tr><th>Приют</th></tr></thead><tbody id=inner
  style="display: block"></tbody></table></div><script>DATA
  inner.style.height = all.length * 40 + 'px';
  inner.innerHTML = '<tr class=r><td></td></tr>'.repeat(6);
  const draw = () => {
    const first = Math.floor(box.scrollTop / 40);
    inner.style.paddingTop = first * 40 + 'px';
    [...inner.rows].forEach((row, at) => { row.cells[0].innerHTML = all[first + at] || ''; });
  };
  box.onscroll = draw;
  draw();</script>"""
WINDOW = """<ul id=inner style="position: relative"></ul><script>DATA
  inner.style.height = all.length * 90 + 'px';
  const draw = () => {
    const first = Math.max(0, Math.floor((scrollY - 700) / 90));
    inner.innerHTML = all.slice(first, first + 30).map((one, at) =>
      `<li style="position: absolute; top: ${(first + at) * 90}px">${one}</li>`).join('');
  };
  onscroll = draw;
  draw();</script>"""
ENDLESS = """<div id=box><div id=inner></div></div><script>DATA
  let shown = 0;
  const more = () => { inner.insertAdjacentHTML('beforeend', all.slice(shown, shown += 8).map((one) =>
    `<div class=r>${one}</div>`).join('')); };
  box.onscroll = () => { if (box.scrollTop + box.clientHeight > box.scrollHeight - 20) more(); };
  more();</script>"""


def rolled(browsing: Browsing, body: str, count: int) -> bytes:
    body = body.replace("DATA", DATA.replace("COUNT", str(count)))
    page = f"<!doctype html><title>Оценка</title>{STYLE}{FILLER}<main><h2>Результаты</h2>{body}<h2>Устав</h2></main>"
    with loopback({"/": page}) as site:
        return browsing.render(site.url + "/").html


@pytest.mark.parametrize("body", [VIRTUAL, RECYCLED, WINDOW, ENDLESS])
def test_rows_that_leave_the_page_are_read_each_once_and_below_their_heading(browsing: Browsing, body: str) -> None:
    html = rolled(browsing, body, 40).decode().partition("<main>")[2]
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    rows = re.findall(r"Приют (\d+):", html.partition("<h2>Устав")[0])
    assert sorted(map(int, rows)) == list(range(1, 41))


@pytest.mark.parametrize(
    "body",
    [
        "<div id=box>" + "".join(f"<p class=r>Приют {at}: 7</p>" for at in range(1, 41)) + "</div>",
        # a clock in a part of the page is no row
        "<div id=box><section><i id=clock></i>"
        + "".join(f"<p class=r>Приют {at}: 7</p>" for at in range(1, 41))
        + "</section><section><p>Прочее</p></section></div>"
        "<script>setInterval(() => { clock.textContent = Date.now(); }, 9)</script>",
    ],
)
def test_what_a_box_only_cuts_off_is_not_doubled(browsing: Browsing, body: str) -> None:
    html = rolled(browsing, body, 0).decode()
    assert [html.count(f"Приют {at}: 7") for at in (1, 40)] == [1, 1]


def test_a_list_that_is_too_long_is_told(browsing: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfolding, "_ROLLED", 0.3)
    page = extract_page(rolled(browsing, VIRTUAL, 20_000), url="http://school.test/", rendered=True)
    assert page.unchosen == ("Результаты",)
