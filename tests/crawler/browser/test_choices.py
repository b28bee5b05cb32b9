"""Lists to choose from, one after another or above what is pressed further: all ways through them are gone."""

from __future__ import annotations

import time

import pytest

from crawler.extract import extract_page
from crawler.items import Page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
TITLE = "Независимая оценка качества"


def seen(browsing: Browsing, body: str, title: str = TITLE, **pages: Answer) -> tuple[Page, set[str]]:
    """The page after all choices, and what was asked for; nothing may have been sent."""
    html = f"<!doctype html><title>{title}</title><h1>{title}</h1>{FILLER}{body}"
    with loopback({"/": html, "/sent": "1", **{path.replace("__", "/"): text for path, text in pages.items()}}) as site:
        rendered = browsing.render(site.url + "/")
        assert site.methods == {"GET"}
        asked = {path for _, path in site.asked}
    assert not [path for path in asked if path.startswith("/sent")]
    return extract_page(rendered.html, url="http://school.test/", rendered=True), asked


def ways(page: Page) -> dict[str, str]:
    """Files by the headings that they stand below."""
    found = {}
    for link in page.links:
        if not link.url.endswith(".pdf"):
            continue
        path: list[str] = []
        at, level = link.section, 9
        while at >= 0 and level > 2:
            block = page.blocks[at]
            if block.level and block.level < level:
                path.insert(0, block.text)
                level = block.level
            at -= 1
        found[link.url.rpartition("/")[2]] = " → ".join(path)
    return found


# A tree of choices; the next list is put there by the choice in the one before it.
TREE = """const tree = {
  'Культура': {'2025': {'Отчёт оператора': 'k25o', 'Предложения совета': 'k25p'}, '2022': {'Отчёт оператора': 'k22o'}},
  'Спорт': {'2024': {'Перечень организаций': 's24l'}}};"""
LEAVES = {
    "k25o.pdf": "Культура → 2025 → Отчёт оператора",
    "k25p.pdf": "Культура → 2025 → Предложения совета",
    "k22o.pdf": "Культура → 2022 → Отчёт оператора",
    "s24l.pdf": "Спорт → 2024 → Перечень организаций",
}
SHOWN = "(file) => file ? '<p><a href=/f/' + file + '.pdf>Открыть файл</a></p>' : ''"


def chain(last: str, onlast: str) -> str:
    """Three lists that stand there, each filled by the one before it."""
    return f"""<div class=row>Сфера <select id=a></select></div>
    <div class=row hidden id=rb>Год <select id=b></select></div>
    <div class=row id=rc>Документ <select id=c disabled></select> {last}</div><div id=out></div><script>{TREE}
    const shown = {SHOWN};
    const fill = (list, names, first) => {{
      list.innerHTML = ['<option value="">' + first, ...names.map((one) => '<option>' + one)].join('');
    }};
    fill(a, Object.keys(tree), 'Выберите сферу');
    a.onchange = () => {{ rb.hidden = !a.value; c.disabled = true; out.innerHTML = '';
      if (a.value) fill(b, Object.keys(tree[a.value]), '– год –'); }};
    b.onchange = () => {{ c.disabled = !b.value; out.innerHTML = '';
      if (b.value) fill(c, Object.keys(tree[a.value][b.value]), '– документ –'); }};
    const show = () => {{ out.innerHTML = shown(((tree[a.value] || {{}})[b.value] || {{}})[c.value]); }};
    {onlast}</script>"""


@pytest.mark.parametrize(
    ("last", "onlast"),
    [
        ("", "c.onchange = show;"),
        ("<button type=button id=go>Показать</button>", "go.onclick = show;"),
        ("<input type=button id=go value=Найти>", "go.onclick = show;"),
        ("<a href='#' id=go>Открыть документ</a>", "go.onclick = () => { show(); return false; };"),
    ],
)
def test_every_way_through_a_chain_of_lists_is_gone(browsing: Browsing, last: str, onlast: str) -> None:
    page, _ = seen(browsing, chain(last, onlast))
    assert ways(page) == LEAVES
    assert page.unchosen == ()


def test_lists_that_each_choice_puts_there_anew(browsing: Browsing) -> None:
    """Asked for one by one, and all of the part drawn anew each time."""
    parts = {
        f"__part{way}": text
        for way, text in {
            "-x-25": "<p><a href=/f/one.pdf>Отчёт</a></p>",
            "-x-22": "<p><a href=/f/two.pdf>Отчёт</a></p>",
            "-y-25": "<p><a href=/f/three.pdf>Отчёт</a></p>",
        }.items()
    }
    body = """<section id=part></section><script>
    const years = {x: ['25', '22'], y: ['25']};
    const draw = async (sphere, year) => {
      const text = year ? await (await fetch('/part-' + sphere + '-' + year)).text() : '';
      part.innerHTML = '<label>Отрасль <select name=s><option value="">не выбрана</option><option value=x>Библиотеки'
        + '<option value=y>Музеи</select></label>' + (sphere ? '<label>Год <select name=g><option value="">—</option>'
        + years[sphere].map((one) => `<option value=${one}>20${one}`).join('') + '</select></label>' : '') + text;
      const [first, second] = part.querySelectorAll('select');
      first.value = sphere;
      first.onchange = () => draw(first.value, '');
      if (second) { second.value = year; second.onchange = () => draw(sphere, second.value); }
    };
    draw('', '');</script>"""
    page, _ = seen(browsing, body, **parts)
    assert ways(page) == {
        "one.pdf": "Библиотеки → 2025",
        "two.pdf": "Библиотеки → 2022",
        "three.pdf": "Музеи → 2025",
    }


FILTER = """<form ATTRS><select name=y><option>2025<option>2024</select> <select name=k>
<option>Планы<option>Протоколы</select> BUTTON</form><div id=out></div><script>
const form = document.forms[0];
const show = () => { out.innerHTML = `<p><a href=/f/${form.y.value}-${form.k.selectedIndex}.pdf>Файл</a></p>`; };
HEARS</script>"""


def test_a_filter_of_two_lists_shows_what_a_plain_button_asks_for(browsing: Browsing) -> None:
    body = FILTER.replace("ATTRS", "").replace("BUTTON", "<button type=button id=go>Показать</button>")
    page, _ = seen(browsing, body.replace("HEARS", "go.onclick = show;"))
    assert ways(page) == {
        "2025-0.pdf": "2025 → Планы",
        "2025-1.pdf": "2025 → Протоколы",
        "2024-0.pdf": "2024 → Планы",
        "2024-1.pdf": "2024 → Протоколы",
    }


@pytest.mark.parametrize("attrs", ["action=/sent", "", "method=post action=/sent"])
def test_a_filter_that_is_sent_is_not_and_the_page_tells_of_it(browsing: Browsing, attrs: str) -> None:
    body = FILTER.replace("ATTRS", attrs).replace("BUTTON", "<button>Показать</button>").replace("HEARS", "")
    page, _ = seen(browsing, body)
    assert bool(page.unchosen) is ("post" not in attrs)
    listed, _ = seen(browsing, body + "<ul><li><a href=/f/x.pdf>План на 2025 год</a></ul>")
    assert listed.unchosen == ()  # what it filters stands there


def test_a_list_that_leads_on_leaves_links(browsing: Browsing) -> None:
    body = """<p>Год: <select onchange="location.href = '/nok/?god=' + this.value"><option value="">выберите
    <option>2025<option>2022</select></p>"""
    page, asked = seen(browsing, body)
    assert {link.url.partition("/nok/")[2]: link.label for link in page.links if "/nok/" in link.url} == {
        "?god=2025": "2025",
        "?god=2022": "2022",
    }
    assert not [path for path in asked if "god" in path]
    option = "<option>…<option value=/nok/2025.html>2025"
    page, _ = seen(browsing, f"<select onchange='if (this.value) location = this.value'>{option}</select>")
    assert [link.label for link in page.links if link.url.endswith("/nok/2025.html")] == ["2025"]


def test_a_field_with_suggestions_is_not_filled_in_and_told(browsing: Browsing) -> None:
    body = """<label>Документ <input list=all id=one onchange="fetch('/sent')"></label><datalist id=all>
    <option value="Отчёт оператора за 2025 год"><option value="План на 2026 год"></datalist>"""
    page, _ = seen(browsing, body)
    assert page.unchosen == ("Документ: Отчёт оператора за 2025 год, План на 2026 год",)
    cities = body.replace("Отчёт оператора за 2025 год", "Нальчик").replace("План на 2026 год", "Прохладный")
    assert seen(browsing, cities)[0].unchosen == ()


def test_drawn_lists_are_pressed(browsing: Browsing) -> None:
    body = """<style>li, .b { cursor: pointer } .s ul { display: none } .s.on ul { display: block }</style>
    <div class=s id=s><div class=b role=combobox onclick="s.classList.toggle('on')">Выберите документ</div>
    <ul role=listbox><li role=option data-f=a>Отчёт оператора 2025
    <li role=option data-f=b>План на 2026 год</ul></div><div id=out></div>
    <script>s.querySelectorAll('li').forEach((one) => { one.onclick = () => {
      out.innerHTML = `<p><a href=/f/${one.dataset.f}.pdf>Файл</a></p>`; s.classList.remove('on'); }; });</script>"""
    page, _ = seen(browsing, body)
    assert ways(page) == {"a.pdf": "Отчёт оператора 2025", "b.pdf": "План на 2026 год"}


CARDS = """<label>Год оценки <select id=y><option>2024<option>2021</select></label><div id=cards></div><script>
const draw = () => {
  cards.innerHTML = '';
  for (const name of ['Отчёт', 'План']) {
    const card = document.createElement('div');
    card.style.cursor = 'pointer';
    card.innerHTML = `<h3>${name}</h3><span>Перевернуть</span>`;
    card.onclick = () => { card.innerHTML = `<a href=/f/${name === 'План' ? 'p' : 'o'}${y.value}.pdf>${name}</a>`; };
    cards.append(card);
  }
};
y.onchange = draw;
draw();</script>"""


def test_cards_that_each_year_brings_anew_are_all_turned(browsing: Browsing) -> None:
    page, _ = seen(browsing, CARDS)
    found = ways(page)
    assert set(found) == {"o2024.pdf", "p2024.pdf", "o2021.pdf", "p2021.pdf"}
    assert all(found[name].startswith("2021") for name in ("o2021.pdf", "p2021.pdf"))
    assert not any("2021" in found[name] for name in ("o2024.pdf", "p2024.pdf"))
    assert page.unchosen == ()


MARKS = """<fieldset><legend>Какой документ открыть</legend>
<label><input type=radio name=d>Перечень организаций</label><label><input type=radio name=d>Отчёт оператора</label>
<button type=button onclick="fetch('/sent')">Показать</button></fieldset>"""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (MARKS, "Какой документ открыть: Перечень организаций, Отчёт оператора"),
        (MARKS.replace("</fieldset>", "<button>Проголосовать</button></fieldset>"), ""),
        (MARKS.replace("Показать", "Показать результаты").replace("Какой документ открыть", "Наш план хорош?"), ""),
        (MARKS.replace("Перечень организаций", "Да").replace("Отчёт оператора", "Нет"), ""),
        (f"<form method=post action=/sent>{MARKS}</form>", ""),
        (MARKS.replace("Показать", "Отправить"), ""),
    ],
)
def test_marks_may_be_votes_and_where_they_show_papers_the_page_tells_of_them(
    browsing: Browsing, body: str, told: str
) -> None:
    page, _ = seen(browsing, body)
    assert page.unchosen == ((told,) if told else ())


def test_what_there_are_too_many_of_is_told(browsing: Browsing) -> None:
    years = "".join(f"<option>{name}" for name in ("2025", "2024"))
    names = "".join(f"<option>Школа № {n}" for n in range(1, 41))
    body = f"""<p>Год: <select id=g><option value="">–{years}</select> Учреждение: <select id=u><option value="">
    –{names}</select></p><div id=out></div><script>u.onchange = () => {{
    out.innerHTML = u.value && `<p>Результаты оценки: ${{u.value}}, ${{g.value}} год, 90,12 балла</p>`; }};</script>"""
    page, _ = seen(browsing, body)
    assert page.unchosen == ("Год",)


def test_a_long_list_alone_is_not_tried_and_told(browsing: Browsing) -> None:
    names = "".join(f"<option>Больница № {n}" for n in range(1, 41))
    body = f"""<p>Учреждение: <select onchange="fetch('/sent')"><option value="">–{names}</select></p>"""
    assert seen(browsing, body)[0].unchosen == ("Учреждение",)


SENT = "fetch('/sent')"


@pytest.mark.parametrize(
    "body",
    [
        f'<p>Язык сайта <select onchange="{SENT}"><option>Русский<option>English</select> <button>Да</button></p>',
        f'<p>Ваш город <select onchange="{SENT}"><option>Нальчик<option>Баксан</select> <button>Выбрать</button></p>',
        f'<p>Вид: <select onchange="{SENT}"><option>обычный<option>для слабовидящих</select><button>Да</button></p>',
        f'<p>Врач <select onchange="{SENT}"><option>Хирург<option>Окулист</select> <button>Показать приём</button></p>',
        f'<p>Довольны ли вы документом?</p><div><select onchange="{SENT}"><option>2024 год<option>2025 год</select>'
        "<button type=button>Показать</button></div>",
        f'<form method=post><select onchange="{SENT}"><option>Планы<option>Отчёты</select><button>Да</button></form>',
        f'<div>Документ: <select onchange="{SENT}"><option>План<option>Отчёт</select><textarea></textarea>'
        "<button>Показать</button></div>",
        f'<footer>Год <select onchange="{SENT}"><option>2024<option>2025</select><button>Показать</button></footer>',
        f'<p>Тема обращения <select onchange="{SENT}"><option>Акты<option>Планы</select><button>Показать</button></p>',
        f'<p>Документ <select><option>План<option>Отчёт</select><button onclick="{SENT}">Заказать</button></p>',
    ],
)
def test_lists_of_something_else_are_left_alone_and_not_told_of(browsing: Browsing, body: str) -> None:
    page, _ = seen(browsing, body)
    assert page.unchosen == ()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Расписание занятий",
            "<p>Неделя <select><option>1<option>2</select> <button type=button>Показать</button></p>",
        ),
        (
            "Каталог бланков",
            "<form action=/sent>Вид <select><option>Грамоты<option>Открытки</select><button>Найти</form>",
        ),
        (
            "Отделы",
            "<p>Учреждение <select id=u><option>Архив<option>Загс</select><button type=button>Показать</button></p>",
        ),
    ],
)
def test_pages_of_other_things_tell_of_no_lists(browsing: Browsing, title: str, body: str) -> None:
    page, _ = seen(browsing, body, title)
    assert page.unchosen == ()


@pytest.mark.usefixtures("patient")
def test_what_there_was_no_time_for_is_told(browsing: Browsing) -> None:
    """An answer that is still on its way stops all further choices."""

    def never(*_: object) -> str:
        time.sleep(8)
        return "<p>Отчёт</p>"

    body = """<p>Год <select id=y><option value="">выберите<option>2025<option>2024</select></p><div id=out></div>
    <script>y.onchange = async () => { out.innerHTML = await (await fetch('/slow' + y.value)).text(); };</script>"""
    page, _ = seen(browsing, body, __slow2025=never, __slow2024=never)
    assert page.unchosen == ("Год",)
