"""A press that would leave the page leaves a link instead: to a page, a file, a version for print."""

from __future__ import annotations

import re

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import COUNCIL, explored, headed, put

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "leave",
    ["location.href = '/away?' + this.id", "window.open('/away?' + this.id)", "location.assign('/away?' + this.id)",
     "const a = document.createElement('a'); a.href = '/away?' + this.id; a.click()"],
)  # fmt: skip
def test_a_press_that_would_leave_leaves_a_link(browsing: Browsing, leave: str) -> None:
    tiles = "".join(
        f'<div role=link tabindex=0 id={name} class=p onclick="{leave}"><b>{title}</b></div>'
        for title, name in (("Общественный совет", "council"), ("План", "plan"))
    )
    html = explored(browsing, tiles)
    assert re.search(r'href="[^"]*/away\?council">Общественный совет<', html)
    assert re.search(r'href="[^"]*/away\?plan">План<', html)


def test_a_file_that_a_script_loads_keeps_its_address(browsing: Browsing) -> None:
    cards = "".join(
        f"<div class=card><h3>{title}</h3><span class=p role=button data-at={at}>Скачать</span></div>"
        for at, title in enumerate(("План 2026 года", "Положение о совете"))
    )
    load = (
        "<script>document.querySelectorAll('[data-at]').forEach((one) => { one.onclick = () => {"
        "location.href = '/files/get?id=' + one.dataset.at } })</script>"
    )
    html = explored(browsing, cards + load)
    assert re.search(r'href="[^"]*/files/get\?id=0">План 2026 года<', html)
    assert re.search(r'href="[^"]*/files/get\?id=1">Положение о совете<', html)


def test_a_link_that_a_script_presses_keeps_its_address(browsing: Browsing) -> None:
    """Beside the page, in a window of its own: whether it stands in the page or not."""
    click = (
        "const a = document.createElement('a'); a.href = '/away?' + this.id; a.target = '_blank';"
        "document.body.append(a); a.click(); a.remove()"
    )
    html = explored(
        browsing, f'<p>Устав</p><div role=link tabindex=0 id=plan class=p onclick="{click}"><b>План</b></div>'
    )
    assert re.search(r'href="[^"]*/away\?plan">План<', html)


def test_a_version_for_print_at_an_address_of_its_own_is_a_link(browsing: Browsing) -> None:
    body = """<button data-to=/print/>Версия для печати</button><script>
    document.querySelector('[data-to]').onclick = (event) => { location.href = event.target.dataset.to; };</script>"""
    assert re.search(r'<a href="[^"]*/print/">Версия для печати</a>', explored(browsing, body))


def test_what_prints_the_page_itself_takes_nothing_away(browsing: Browsing) -> None:
    body = f"""<button id=print>Версия для печати</button><button id=show>Состав совета</button><div id=box></div>
    <p class=own>Своё слово</p><script>
    show.onclick = () => {{ {put("box", COUNCIL)}; }};
    document.getElementById('print').onclick = () => {{
      document.body.innerHTML = '<p>' + document.querySelector('.own').textContent + '</p>';
      window.print();
      location.reload();
    }};</script>"""
    found = explored(browsing, body)
    assert "Иванова Мария" in headed(found)["Состав совета"]
    assert found.count("Своё слово") == 1
