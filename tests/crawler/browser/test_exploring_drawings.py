"""Districts of a drawn map are pressed, each under its name; icons and charts are not."""

from __future__ import annotations

import re

import pytest

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.explored import FILLER, POINT, explored, headed
from tests.crawler.loopback import loopback

pytestmark = pytest.mark.browser

SCHOOLS = {"Заречный": "<p>Школа имени Лунина</p>", "Нагорный": "<p>Лицей у моста</p>", "Луговой": "<p>Сад «Осока»</p>"}


def scheme(named: str, size: str = "width=400 height=300", point: str = "p", shown: str = "") -> str:
    """Districts that are drawn, and a box for what each of them has."""
    shapes = "".join(
        f'<path class="{point}" {named.format(name, at)} d="M{at * 90} 10h80v200h-80z">'
        + (f"<title>{name} округ</title>" if not named else "")
        + "</path>"
        for at, name in enumerate(SCHOOLS)
    )
    fill = shown or "out.innerHTML = all[at]"
    return f"""<h2>Кого оценивают</h2><div class=map><svg {size} viewBox="0 0 300 220">{shapes}</svg></div>
    <div id=out></div><script>const all = {list(SCHOOLS.values())};
    document.querySelectorAll('svg path').forEach((one, at) => one.addEventListener('click', () => {{ {fill}; }}));
    </script>"""


@pytest.mark.parametrize("named", ["", 'data-name="{0} округ"', 'aria-label="{0} округ"'])
def test_districts_of_a_drawn_map_are_pressed_each(browsing: Browsing, named: str) -> None:
    found = headed(explored(browsing, scheme(named)))
    for name, said in SCHOOLS.items():
        assert re.sub("<.*?>", "", said) in found[f"{name} округ"]


def test_what_a_district_opens_over_the_page_does_not_stand_in_the_drawing(browsing: Browsing) -> None:
    window = "out.innerHTML = '<div style=\"position: fixed; top: 0\">' + all[at] + '</div>'"
    found = headed(explored(browsing, scheme("", shown=window)))
    assert "Лицей у моста" in found["Нагорный округ"]


def test_a_district_that_is_called_for_its_script_alone_heads_nothing(browsing: Browsing) -> None:
    found = headed(explored(browsing, scheme('id="area{1}"')))
    assert "Лицей у моста" in found["Кого оценивают"]


def test_districts_without_any_name_are_told(browsing: Browsing) -> None:
    with loopback({"/": f"<title>Оценка</title>{POINT}{FILLER}{scheme('data-no={1}')}"}) as site:
        html = browsing.render(site.url + "/").html
    assert extract_page(html, url=site.url, rendered=True).unchosen == ("Кого оценивают",)


def test_a_chart_that_only_points_is_not_told(browsing: Browsing) -> None:
    bars = "".join(f"<rect class=p x={at * 20} width=10 height=90><title>Школа {at}</title></rect>" for at in range(9))
    chart = f'<h2>Независимая оценка</h2><svg width=400 height=300 viewBox="0 0 200 100">{bars}</svg><script>1</script>'
    with loopback({"/": f"<title>Оценка</title>{POINT}{FILLER}{chart}"}) as site:
        html = browsing.render(site.url + "/").html
    assert extract_page(html, url=site.url, rendered=True).unchosen == ()


@pytest.mark.parametrize(
    "body",
    [
        scheme("", "width=60 height=40", shown="fetch('/sent')"),  # an icon
        f"<nav><a href=/about.html>О школе</a>{scheme('', shown='fetch(`/sent`)')}</nav>",
        f"<p>Оцените нашу работу:</p><div class=rating>{scheme('', shown='fetch(`/sent`)')}</div>",
        scheme("", point="", shown="fetch('/sent')"),  # nothing says that it may be pressed
    ],
)
def test_other_drawings_are_left_alone(browsing: Browsing, body: str) -> None:
    explored(browsing, body)
