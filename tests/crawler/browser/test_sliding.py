"""Years that a slider or two arrows lead to, one at a time, are all read; other sliders are not touched."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
YEARS = (2024, 2025, 2026)
PARTS: dict[str, Answer] = {f"/y{year}": f"<a href=/{year}.pdf>План на {year} год</a>" for year in YEARS}


def slid(browsing: Browsing, body: str, **pages: Answer) -> dict[str, str]:
    """Words of the page by the last heading above them; nothing may have been sent."""
    with loopback({"/": f"<!doctype html>{FILLER}<main>{body}</main>", "/sent": "1", **pages}) as site:
        html = browsing.render(site.url + "/").html
        assert site.methods == {"GET"}
        assert [unquote(path) for _, path in site.asked if path.startswith("/sent")] == []
    found: dict[str, str] = {}
    heading = ""
    for block in extract_page(html, url="http://school.test/", rendered=True).blocks:
        heading = block.text if block.kind == "heading" else heading
        found[heading] = f"{found.get(heading, '')} {'' if block.kind == 'heading' else block.text}".strip()
    return found


DRAWN = """<h2>Планы</h2><div id=tape></div><script>
  const years = [2024, 2025, 2026];
  let at = 2;
  const draw = () => {
    tape.innerHTML = `<p><input type=range min=0 max=2 value=${at}> <b>Оценка ${years[at]} года</b></p>
      <div><a href=/${years[at]}.pdf>План ${years[at]}</a></div>`;
    tape.querySelector('input').oninput = (event) => { at = Number(event.target.value); draw(); };
  };
  draw();</script>"""
FETCHED = """<label>Год: <input type=range id=year min=2024 max=2026 value=2026></label><div id=box></div><script>
  const show = async () => { box.innerHTML = await (await fetch('/y' + year.value)).text(); };
  year.addEventListener('change', show);
  show();</script>"""
MARKED = """<h2>Итоги</h2><input type=range id=period list=terms max=2 value=2 aria-label="Период"><datalist id=terms>
  <option value=0 label="2024 год"><option value=1 label="2025 год"><option value=2 label="2026 год"></datalist>
  <section id=box><a href=/2026.pdf>План на 2026 год</a></section><script>
  period.oninput = () => { const year = 2024 + Number(period.value);
    box.innerHTML = `<a href=/${year}.pdf>План на ${year} год</a>`; };</script>"""


@pytest.mark.parametrize("body", [DRAWN, FETCHED, MARKED])
def test_every_year_a_slider_leads_to_is_kept_under_its_name(browsing: Browsing, body: str) -> None:
    found = slid(browsing, body, **PARTS)
    whole = " ".join([*found, *found.values()])
    assert [len(re.findall(rf"План (?:на )?{year}", whole)) for year in YEARS] == [1, 1, 1]
    for year in YEARS[:2]:
        paper = re.compile(rf"План (?:на )?{year}")
        assert [str(year) in heading for heading, said in found.items() if paper.search(said)] == [True]


ARROWS = """<h2>Планы</h2><p><button id=back>‹</button> <b id=year></b> <button id=next>›</button></p><div id=box></div>
  <script>
  let at = BEGIN;
  const show = async () => {
    year.textContent = `${at} год`;
    back.disabled = at === 2024;
    next.disabled = at === 2026;
    box.innerHTML = await (await fetch('/y' + at)).text();
  };
  back.onclick = () => { at -= 1; show(); };
  next.onclick = () => { at += 1; show(); };
  show();</script>"""


@pytest.mark.parametrize("begin", YEARS)
def test_arrows_beside_a_year_are_pressed_to_the_first_and_to_the_last(browsing: Browsing, begin: int) -> None:
    found = slid(browsing, ARROWS.replace("BEGIN", str(begin)), **PARTS)
    assert [said for said in found.values() if f"План на {begin} год" in said]
    for year in set(YEARS) - {begin}:
        assert f"План на {year} год" in found[f"{year} год"]


SEND = "fetch('/sent?' + (this.value || this.textContent))"


@pytest.mark.parametrize(
    "body",
    [
        f'<label>Размер шрифта <input type=range max=4 oninput="{SEND}"></label>',
        f'<p>Насколько вы довольны музеем?</p><input type=range max=5 oninput="{SEND}">',
        f'<div class=rating><input type=range max=5 oninput="{SEND}"></div>',
        f'<p>Цена билета</p><input type=range max=5000 oninput="{SEND}">',
        f'<div class=quiz><p>2025</p><input type=range max=5 oninput="{SEND}"></div>',
        f'<form><input name=a><input type=range max=5 oninput="{SEND}"></form>',
        f'<form><textarea></textarea><p><input type=range max=5 oninput="{SEND}"></p></form>',
        f'<p>Цена <input type=range max=9 oninput="{SEND}"><input type=range max=9 oninput="{SEND}"></p>',
        f'<div class=calendar><button onclick="{SEND}">‹</button><b>2026</b><button onclick="{SEND}">›</button></div>',
        f'<p><button onclick="{SEND}">‹</button><b>Ноябрь 2026</b><button onclick="{SEND}">›</button></p>',
        f'<p><b>План на 2025 год</b> <button onclick="{SEND}">→</button></p><textarea></textarea>',
        f'<form><button type=button onclick="{SEND}">‹</button><b>2026</b><button type=button>›</button></form>',
    ],
)
def test_other_sliders_and_arrows_are_left_alone(browsing: Browsing, body: str) -> None:
    assert "Устав" in " ".join(slid(browsing, f"{body}<p>Устав</p>").values())
