"""A page that says little but its menu and a few links is still a page, not a menu."""

# ruff: noqa: E501 (markup is kept in one piece)
from __future__ import annotations

from crawler.extract import extract_page
from crawler.items import Region

MENU = "".join(f'<li><a href="/p/{n}">Раздел сайта {n}</a></li>' for n in range(14))
PAGE = f"""<html><body><div class="body"><header><a href="/">Колледж</a></header>
<nav><ul>{MENU}</ul></nav><ul class="way"><li><a href="/nok">Оценка качества</a></li></ul><main><h2>Материалы за 2019 год</h2>
<p><a href="/f/otchet.pdf">Отчёт за 2019 год</a></p></main></div></body></html>"""


def test_a_wrapper_of_the_whole_page_is_no_menu() -> None:
    page = extract_page(PAGE.encode(), url="http://kolledzh.test/", content_type="text/html; charset=utf-8")
    regions = {link.label: link.region for link in page.links}
    assert regions["Раздел сайта 3"] is Region.MENU
    assert regions["Отчёт за 2019 год"] is Region.CONTENT
    assert "Материалы за 2019 год" in page.text
