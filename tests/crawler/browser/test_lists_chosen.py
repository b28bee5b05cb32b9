"""What each choice of a drop-down list brings is kept; nothing is chosen that sends, leads away or gives a mark."""

from __future__ import annotations

import pytest

from tests.crawler.browser.unfolded import FILL, YEARS, unfolded
from tests.crawler.browsing import Browsing

pytestmark = pytest.mark.browser


def test_what_each_choice_of_a_list_brings_is_kept_below_what_is_shown_at_first(browsing: Browsing) -> None:
    found = unfolded(browsing, f"<select id=y>{YEARS}</select><div id=list></div>{FILL}")
    assert found.index("План на 2025 год") < found.index("<h2>2024</h2>") < found.index("План на 2024 год")
    assert [found.count(f"План на {year} год") for year in (2025, 2024)] == [1, 1]


KINDS = "<option>Отчёты оператора</option><option>Планы мероприятий</option><option>Прочее</option>"


def test_a_list_may_be_one_of_kinds_of_papers(browsing: Browsing) -> None:
    shows = """<script>
    const kind = document.getElementById('k'), files = document.getElementById('files');
    const show = () => { files.innerHTML = `<p><a href="/f/${kind.selectedIndex}.pdf">Файл: ${kind.value}</a></p>`; };
    kind.addEventListener('change', show);
    show();
    </script>"""
    found = unfolded(browsing, f"<select id=k>{KINDS}</select><div id=files></div>{shows}")
    assert found.index("Файл: Отчёты") < found.index(">Планы мероприятий</h2>") < found.index("Файл: Планы")


def test_a_filter_by_year_may_have_a_button_of_its_own(browsing: Browsing) -> None:
    button = "<input type=submit value=Применить>"
    found = unfolded(browsing, f"<form><select id=y>{YEARS}</select>{button}</form><div id=list></div>{FILL}")
    assert "План на 2024 год" in found


@pytest.mark.parametrize(
    "body",
    [
        "<style>.part { display: none } .on { display: block }</style><button>Состав</button><button>Планы</button>"
        "<div class='part on'>Совет избран</div><div class=part>LIST</div>",
        "<div><button>Планы</button><div style='display: none'>LIST</div></div>",
    ],
)
def test_years_are_chosen_in_a_tab_that_is_shut(browsing: Browsing, body: str) -> None:
    first = "<option value=''>— год —</option>"
    found = unfolded(browsing, body.replace("LIST", f"<select id=y>{first}{YEARS}</select><div id=list></div>") + FILL)
    assert [f"План на {year} год" in found for year in (2025, 2024)] == [True, True]


@pytest.mark.usefixtures("patient")
def test_what_covers_the_page_while_a_list_is_filled_is_no_place_for_it(browsing: Browsing) -> None:
    cover = "const o = document.createElement('i'); document.body.append(o); setTimeout(() => o.remove(), 50);"
    quarters = "<select id=q><option>I квартал</option></select>"
    busy = FILL.replace("=> {", f"=> {{ {cover} q.innerHTML = '<option>II квартал</option>';", 1)
    found = unfolded(browsing, f"<h2>Планы</h2><select id=y>{YEARS}</select>{quarters}<div id=list></div>{busy}")
    assert [found.count(words) for words in ("План на 2025 год", "План на 2024 год", "<h2>Планы</h2>")] == [1, 1, 1]


CHOSEN = "fetch('/sent?' + encodeURIComponent(this.value))"
STARS = "".join(f"<option>{mark}</option>" for mark in range(1, 6))


@pytest.mark.parametrize(
    "body",
    [
        f'<form method=post action=/sent><select onchange="this.form.submit()">{YEARS}</select></form>',
        f'<form action=/sent><select onchange="form.submit()">{YEARS}</select><input type=hidden name=a></form>',
        '<select onchange="go(this)"><option value=/sent?a>2025<option value=/sent?b>2024</select>'
        "<script>const go = (list) => { location = list.value }</script>",
        f'<select onchange="{CHOSEN}">{STARS}</select>',
        f'<select onchange="{CHOSEN}"><option>Отлично</option><option>Плохо</option></select>',
        f'<select disabled onchange="{CHOSEN}">{YEARS}</select>',
        f'<form><input name=q><select onchange="{CHOSEN}">{YEARS}</select></form>',
        f'<header><select onchange="{CHOSEN}">{YEARS}</select></header>',
        f'<div hidden><select onchange="{CHOSEN}">{YEARS}</select></div>',
        "<div class=w>Слово</div><div class=w>Дело</div>"
        f'<div class=w hidden><select onchange="{CHOSEN}">{YEARS}</select></div>',
        f'<div><select onchange="{CHOSEN}">{KINDS}</select><p><textarea name=t></textarea></p></div>',  # of a letter
        f'<select onchange="{CHOSEN}"><option>Результаты</option><option>Питание</option><option>Расписание</select>',
        f'<select onchange="{CHOSEN}"><option>Русский язык</option><option>Кабардинский язык</option></select>',
    ],
)
def test_nothing_is_chosen_that_sends_leads_away_or_gives_a_mark(browsing: Browsing, body: str) -> None:
    assert "Устав" in unfolded(browsing, f"{body}<p>Устав</p>")
