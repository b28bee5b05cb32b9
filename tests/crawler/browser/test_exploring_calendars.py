"""Days of a calendar that hold something are pressed, its months turned; no other number ever is."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import SENT, explored, headed

pytestmark = pytest.mark.browser

# `cell` draws a day; `told` shows what one holds, below the calendar
CALENDAR = """<h2>Заседания</h2><div class=head><span class=p id=back>‹</span> <b id=month></b>
<span class=p id=on>›</span></div>GRID<div id=told></div><script>
const names = ['Январь', 'Февраль', 'Март', 'Апрель', 'Май', 'Июнь', 'Июль', 'Август', 'Сентябрь', 'Октябрь', 'Ноябрь',
  'Декабрь'];
const held = {'2026-10-21': 'Рассмотрен отчёт исполнителя', '2026-4-9': 'Утверждён перечень школ'};
let at = new Date(2026, 9, 1);
const draw = () => {
  month.textContent = names[at.getMonth()] + ' ' + at.getFullYear();
  const many = new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate();
  grid.innerHTML = '';
  let row = null;
  for (let day = 1; day <= many; day += 1) {
    if (!row || day % 7 === 1) { row = document.createElement('TR'); grid.append(row); }
    const one = document.createElement('TD'), text = held[[at.getFullYear(), at.getMonth() + 1, day].join('-')];
    CELL
    row.append(one);
  }
};
const turn = (step) => { at = new Date(at.getFullYear(), at.getMonth() + step, 1); draw(); };
back.onclick = () => turn(-1);
on.onclick = () => turn(1);
draw();
</script>"""
TABLE = "<table><tbody id=grid></tbody></table>"
BOXES = "<div id=grid></div>"
POINTED = """one.textContent = day; if (text) { one.className = 'p';
    one.onclick = () => { told.textContent = text; }; }"""
BUTTONS = """const inner = document.createElement('button'); one.append(inner); inner.textContent = day;
    inner.className = 'day' + (text ? ' busy' : '') + (day === 3 ? ' today' : '') + (day % 7 > 4 ? ' weekend' : '');
    inner.onclick = () => { told.textContent = text || 'Нет событий'; };"""


def calendar(grid: str, cell: str, tag: str = "td") -> str:
    row = "tr" if tag == "td" else "div"
    page = CALENDAR.replace("GRID", grid).replace("CELL", cell)
    return page.replace("'TR'", f"'{row}'").replace("'TD'", f"'{tag}'")


@pytest.mark.parametrize(
    "body",
    [
        calendar(TABLE, POINTED),
        calendar(TABLE, BUTTONS),
        calendar(BOXES, POINTED, "span"),
        calendar(BOXES, BUTTONS, "div"),
    ],
)
def test_marked_days_of_this_month_and_those_before_are_kept_under_their_dates(browsing: Browsing, body: str) -> None:
    found = headed(explored(browsing, body))
    assert found["21 октября 2026 года"] == "Рассмотрен отчёт исполнителя"
    assert found["9 апреля 2026 года"] == "Утверждён перечень школ"
    assert "Нет событий" not in " ".join(found.values())
    assert "Октябрь 2026" in " ".join([*found, *found.values()])  # and it shows in the end what it showed at first


LINKS = """const inner = document.createElement(text ? 'a' : 'i'); one.append(inner); inner.textContent = day;
    if (text) inner.href = '#d' + [at.getFullYear(), at.getMonth() + 1, day].join('-');"""
HASH = """<script>addEventListener('hashchange', () => {
  const text = held[location.hash.slice(2)];
  if (text) told.innerHTML = `<h3>Итог</h3><ul><li><a href=/${text.length}.pdf>${text}</a></li></ul>`;
});</script>"""


def test_days_that_are_places_of_the_page_are_read_with_what_hangs_on_them(browsing: Browsing) -> None:
    html = explored(browsing, calendar(TABLE, LINKS) + HASH)
    assert html.index("21 октября 2026 года") < html.index("/28.pdf") < html.index("9 апреля 2026 года")
    assert html.index("9 апреля 2026 года") < html.index("/23.pdf")


def test_a_calendar_is_turned_by_nothing_else(browsing: Browsing) -> None:
    found = " ".join(headed(explored(browsing, calendar(TABLE, POINTED))))
    assert "Ноябрь 2026" not in found  # «›» would be pressed for ever
    assert "Декабрь 2026" not in found


def days(marked: str, plain: str = "<td>{}</td>", many: int = 30) -> str:
    cells = [(marked if day in (4, 18) else plain).format(day) for day in range(1, many + 1)]
    return "<tr>" + "</tr><tr>".join("".join(cells[at : at + 7]) for at in range(0, many, 7)) + "</tr>"


PRESS = f'<td class="free p" onclick="{SENT}">{{}}</td>'
ANY = f'<td class=p onclick="{SENT}">{{}}</td>'


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Ноябрь 2026</h2><table>{days(ANY, ANY)}</table>",  # a day to choose: all are alike
        f"<h2>Запись на экскурсию</h2><p>Ноябрь 2026</p><table>{days(PRESS)}</table>",
        f"<div class=datepicker><p>Ноябрь 2026</p><table>{days(PRESS)}</table></div>",
        f"<form><p>Ноябрь 2026</p><table>{days(PRESS)}</table><input name=a><input name=b></form>",
        f"<p>Оцените от 1 до 10</p><table>{days(PRESS, many=10)}</table>",
        f"<p>Ноябрь 2026</p><table>{days('<td><a href=/away>{}</a></td>')}</table>",
        f"<table>{days(PRESS, many=24)}</table>",
        f"<p>Места в зале</p><table>{days(PRESS, many=60)}</table>",
    ],
)
def test_other_numbers_are_left_alone(browsing: Browsing, body: str) -> None:
    assert explored(browsing, body)
