# ruff: noqa: E501 - markup stands in lines as it is served
"""Which pages wait for a press or a script, and which ordinary ones are whole as they come."""

from __future__ import annotations

import pytest

from crawler.extract import extract_page

TEXT = "<p>" + "Школа приглашает родителей и учеников на праздник. " * 10 + "</p>"
MENU = "<nav><a href=/>Главная</a> <a href=/m>О нас</a> <a href=/n>Новости</a> <a href=/d>Документы</a></nav>"


def needs(body: str, *, depth: int = 1, rendered: bool = False, script: str = "<script src=/own.js></script>") -> bool:
    html = f"<!doctype html><html><body>{MENU}<main><h1>О школе</h1>{TEXT}{body}{TEXT}</main>{script}</body></html>"
    page = extract_page(html.encode(), url="http://school.test/m", depth=depth, rendered=rendered)
    return page.needs_script or page.awaits


@pytest.mark.parametrize(
    "body",
    [
        "<button type=button aria-expanded=false>Планы</button><div hidden></div>",
        "<details data-src=/p><summary>Планы</summary></details>",
        "<h3 class=accordion-title>Планы</h3><div class=content></div>",
        "<h3 onclick='more(this)'>Планы</h3><div class=content></div>",
        "<h3 class=item-title>Планы</h3><div class=body></div><h3 class=item-title>Отчёты</h3><div class=body></div>",
        "<a href='#'>Планы</a><div class=body></div>",
        "<div class=tabs><button>2024</button><button>2025</button></div><div id=years></div>",
        "<ul class=years><li><a href='#'>2024 год</a></li><li><a href='#'>2025 год</a></li></ul><div id=papers></div>",
        "<ul role=tablist><li><a role=tab href='#p1'>Планы</a></li><li><a role=tab href='#p2'>Отчёты</a></li></ul><div class=panel></div>",
        "<table><tr><td>Приказ</td></tr></table><button>Показать ещё</button>",
        "<p>Приказ</p><a href='#'>Ещё 5 документов</a>",
        "<select id=y><option>2025</option><option>2024</option></select><div id=list>Устав</div>",
        "<p>Год:</p><select><option>План на 2031</option><option>План на 2030</option></select>",
        "<p>Год:</p><select><option>Все</option><option>За 2025 год</option><option>За 2024 год</option></select>",
        "<button aria-controls=p1>Планы</button><p>Слова</p><div id=p1><div class=in></div></div>",
        "<h3><button>Планы</button></h3><div class=body></div>",
        "<p>Слова</p><div id=itogi></div><button>Показать планы</button>",
    ],
)
def test_what_is_shut_and_empty_is_left_to_the_browser(body: str) -> None:
    body = body.replace(
        "<button>2024</button><button>2025</button>", "<button>За 2024 год</button><button>За 2025 год</button>"
    )
    assert needs(body)
    assert not needs(body, rendered=True)
    assert not needs(body, depth=0)  # the home page is more than what it folds away
    assert not needs(body, script="")  # nobody will bring it


@pytest.mark.parametrize(
    "body",
    [
        "<div class=accordion><h2 class=accordion-header><button data-bs-toggle=collapse data-bs-target='#c'"
        " aria-expanded=false>План</button></h2><div id=c class=collapse><div class=accordion-body>Текст</div></div></div>",
        "<details><summary>Планы</summary><p>План на год</p></details>",
        "<details><summary>Планы</summary><img src=/p.png></details>",
        "<ul class='nav nav-tabs'><li><a data-toggle=tab href='#a'>Раз</a><li><a data-toggle=tab href='#b'>Два</a></ul>"
        "<div class=tab-content><div id=a>Текст</div><div id=b>Другой</div></div>",
        "<h3 class=section-title>Новости</h3><div class=divider></div>",
        "<h2 class=title>Новости</h2><div class=line></div><h2 class=title>События</h2><div class=line></div>",
        "<h2 class=title>Как проехать</h2><div id=map></div><h2 class=title>Погода</h2><div id=pogoda></div>",
        "<h3 class=block-title>Мы ВКонтакте</h3><div id=vk_groups></div>",
        "<h3 class=block-title>Галерея выпускников</h3><div id=player></div>",
        "<a name=top></a><div class=clear></div>",
        "<a id=n1></a><div></div>",
        "<a href='#'>Подробности</a><div style='clear: both'></div>",
        "<a href='#' class=fancy><img src=a.png></a><div class=body></div>",
        "<a href='#'>Наверх</a><div class=place></div>",
        "<button>Распечатать</button><div class=place></div>",
        "<button>Поделиться</button><div class=ya-share2></div>",
        "<button class=burger><span></span></button><div class=panel></div>",
        "<button class=like>12</button><div class=panel></div>",
        "<p>Полезна ли страница?</p><div><button>Да</button><button>Нет</button></div><div class=answer></div>",
        "<div><a class=prev href='#'>Назад</a><a class=next href='#'>Вперёд</a></div><div class=dots></div>",
        "<button>Все</button><button>2025</button>",
        "<button>Скопировать ссылку</button><div class=place></div>",
        "<div><button>Предыдущий</button><button>Следующий</button></div><div class=place></div>",
        "<form><button>Показать ещё</button><input name=q></form>",
        "<h3>Планы</h3><div class=content></div>",
        "<footer><button>Показать ещё</button></footer>",
        "<form action=/s><select><option>2025</option><option>2024</option></select><button>Найти</button></form>",
        "<select><option>Все</option><option>2025</option></select>",
        "<select><option>Январь</option><option>Февраль</option></select>",
        "<select onchange='document.location.href=this.value'><option>Май 2025</option><option>Июнь 2025</option></select>",
        "<select id=archives><option value=/2025/05/>Май 2025</option><option value=/2025/06/>Июнь 2025</option></select>",
        "<footer><select><option>2025</option><option>2024</option></select></footer>",
        "<button aria-controls=p1>Планы</button><p>Слова</p><div id=p1><img src=a.png></div>",
        "<button aria-controls=p1>Разделы</button><p>Слова</p><div id=p1><a href=/a></a></div>",
        "<p>Слова</p><div id=message></div><button>Показать планы</button>",
        "<p>Слова</p><div class=place></div><button>Показать планы</button>",
        "<p>Помогла страница?</p><div><button>Помогло</button><button>Не помогло</button></div><div class=place></div>",
    ],
)  # fmt: skip
def test_an_ordinary_page_is_whole_as_it_comes(body: str) -> None:
    assert not needs(body)
    assert not needs(body, depth=0)


@pytest.mark.parametrize(
    ("heading", "box", "needed"),
    [
        ("Задать вопрос", "<div id=ask></div>", True),
        ("Форма обращения", "<div id=place></div>", True),
        ("Новости", "<div id=ask></div>", False),
        ("Задать вопрос", "<div class=ask></div>", False),  # no script finds what has no name of its own
        ("Задать вопрос", "<div id=ask></div><textarea></textarea>", False),
        ("Задать вопрос", "<div id=map></div>", False),
        ("Задать вопрос", "<div id=yandex_rtb_R-A-1></div>", False),
        ("Задать вопрос", "<div id=ad-1></div>", False),
        ("Вопросы и ответы", "<div id=place></div>", False),
        ("Часто задаваемые вопросы", "<div id=place></div>", False),
        ("Обращение директора к родителям", "<div id=place></div>", False),
        ("Отзывы о концерте", "<div id=place></div>", False),
        ("Платформа «Моя школа»", "<div id=place></div>", False),
    ],
)
def test_a_box_under_a_heading_that_promises_a_form(heading: str, box: str, needed: bool) -> None:
    body = f"<h2>{heading}</h2><p>Ответим за пять дней.</p>{box}"
    assert needs(body) is needed
    assert needs(body, depth=0) is needed
    assert not needs(body, rendered=True)
    assert not needs(body, script="<script>var a = 1</script>")


def test_a_form_that_holds_nothing_is_filled_by_a_script() -> None:
    assert needs("<form id=poll></form>")
    assert needs(
        "<form class=poll><input type=hidden name=t><div class=questions></div><button>Ответить</button></form>"
    )
    assert not needs("<form class=poll></form>", rendered=True)
    assert not needs("<form></form>")
    assert not needs("<form class=out><input type=hidden name=t><button>Выйти</button><div class=result></div></form>")


def test_a_form_that_is_switched_off_may_be_switched_on_by_its_script() -> None:
    form = "<form><label>Имя <input name=n {0}></label><label>Вопрос <textarea name=t {0}></textarea></label></form>"
    assert needs(form.format("disabled"))
    assert not needs(form.format("disabled"), rendered=True)
    assert not needs(form.format("disabled"), script="")
    assert not needs(form.format(""))
    assert not needs("<form><select name=year disabled><option>2025</select></form>")


HEAD = "<thead><tr><th>Год</th><th>Документ</th></tr></thead>"


@pytest.mark.parametrize(
    ("table", "needed"),
    [
        (f"<table>{HEAD}<tbody id=rows></tbody></table>", True),
        (f"<table>{HEAD}<tbody></tbody><tbody><tr><td>2025</td><td>План</td></tr></tbody></table>", False),
        ("<table><tbody><tr><th>Год</th></tr><tr><td>2025</td></tr></tbody><tbody></tbody></table>", False),
        (f"<table class=calendar>{HEAD}<tbody></tbody></table>", False),
        (f"<table>{HEAD}<tbody id=calendar-days></tbody></table>", False),
        ("<table><tbody></tbody></table>", False),
        ("<table><tr><th>Год</th></tr></table>", False),
        (f"<footer><table>{HEAD}<tbody></tbody></table></footer>", False),
    ],
)
def test_a_table_with_nothing_but_its_head(table: str, needed: bool) -> None:
    assert needs(table) is needed
    assert needs(table, depth=0) is needed
    assert not needs(table, rendered=True)


@pytest.mark.parametrize(
    ("box", "needed"),
    [
        ("<div id=list>Загрузка…</div>", True),
        ("<div id=list><p>Идёт загрузка списка, подождите</p></div>", True),
        ("<div id=list>Загрузка угля в 2025 году составила пять тонн, это меньше прошлого</div>", False),
        ("<div id=list>Устав</div>", False),
        ("<div id=preloader>Загрузка…</div>", False),
        ("<div id=preload>Загрузка…</div>", False),
        ("<div id=loading>Загрузка…</div>", False),
        ("<div id=page-loading>Загрузка…</div>", False),
        ("<div id=downloads>Загрузка…</div>", True),
        ("<footer><div id=list>Загрузка…</div></footer>", False),
    ],
)
def test_a_box_that_says_it_is_being_loaded(box: str, needed: bool) -> None:
    name = box.partition("id=")[2].partition(">")[0]
    own = f"<script>document.getElementById('{name}').innerHTML = rows</script>"
    assert needs(box, script=own) is needed
    assert not needs(box, script=own, depth=0)
    assert not needs(box, script=own, rendered=True)
    assert not needs(box, script="<script>document.getElementById('other').innerHTML = rows</script>")


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("if (new Date() > new Date('2026-10-01')) { poll.innerHTML = 'Опрос завершён' }", True),
        ("if (Date.now() > +new Date(2026, 9, 1)) { button.disabled = true }", True),
        ("year.innerHTML = new Date().getFullYear()", False),
        ("ym(1, {l: 1 * new Date()}); menu.hidden = true", False),
    ],
)
def test_questions_that_a_day_closes(code: str, needed: bool) -> None:
    asked = "<label><input type=radio name=a>Да</label><label><input type=radio name=b>Да</label>"
    assert needs(asked, script=f"<script>{code}</script>") is needed
    assert not needs(asked, script=f"<script>{code}</script>", rendered=True)
    assert not needs(asked.replace("name=b", "name=a"), script=f"<script>{code}</script>")  # one question
    assert not needs("<p>Опрос</p>", script=f"<script>{code}</script>")


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        ("<div id=anketa></div>", True),
        ("<div id=anketa></div><input type=radio name=a>", False),
        ("<div id=anketa></div><textarea></textarea>", True),
        ("<div id=vopros></div><textarea></textarea>", False),
        ("<div id=feedback></div>", True),
        ("<div id=feedback-map></div>", False),
        ("<div id=news></div>", False),
    ],
)
def test_a_box_whose_name_promises_a_form(body: str, needed: bool) -> None:
    assert needs(f"<h2>О нас</h2>{body}") is needed
    assert not needs(f"<h2>О нас</h2>{body}", rendered=True)


def test_a_menu_that_a_file_writes() -> None:
    def lost(links: int, script: str, *, depth: int = 0, rendered: bool = False) -> bool:
        ways = "".join(f"<a href=/n{number}>Новость</a> " for number in range(links))
        html = f"<html><body><main><h1>О школе</h1>{TEXT}{ways}</main><script src={script}></script></body></html>"
        return extract_page(html.encode(), url="http://school.test/", depth=depth, rendered=rendered).needs_script

    assert lost(1, "/js/menu.js")
    assert lost(3, "/topnav.js?2")
    assert not lost(4, "/js/menu.js")
    assert not lost(1, "/menu/main2.js")
    assert not lost(1, "/js/menu.js", depth=1)
    assert not lost(1, "/js/menu.js", rendered=True)


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><button>▸ О министерстве</button></li><li><button>▸ Деятельность</button></li></ul>",
        "<div><div><button aria-expanded=false>+ Планы</button></div></div>",
        "<div><button>⊞ Планы</button></div><div class=body></div>",
        "<template><li><a href=/nok>НОК</a></li></template>",
        "<template><p>Согласие на обработку персональных данных</p><textarea name=t></textarea></template>",
        "<div class=list>Загрузка…</div>",
        "<div class=list>Список загружается, подождите</div>",
    ],
)
def test_branches_patterns_and_what_is_being_loaded_are_left_to_the_browser(body: str) -> None:
    assert needs(body)
    assert not needs(body, depth=0)
    assert not needs(body, script="")


@pytest.mark.parametrize(
    "body",
    [
        "<h3><button>+ Планы</button></h3><div class=body>План на год</div>",
        "<dl><dt><button>▸ Планы</button></dt><dd>План на год</dd></dl>",
        "<div><div class=head><button>▶ Планы</button></div><div class=body><p>План на год</p></div></div>",
        "<div><button aria-controls=p>+ Планы</button></div><p>Слова</p><div id=p>План на год</div>",
        "<form action=/s><textarea name=t></textarea><div><button type=button>+ Файл</button></div></form>",
        "<div><button>▶ Смотреть видео</button></div>",
        "<div><button>► Слушать</button></div>",
        "<div><button>+ Добавить в календарь</button></div>",
        "<footer><div><button>+ Контакты</button></div></footer>",
        "<div><button>+7 999 000-00-00</button></div>",
        "<template><p>Сайт использует cookie. <a href=/policy>Подробнее</a></p></template>",
        "<template><p>Политика обработки данных: <a href=/policy>прочитать</a></p></template>",
        "<template><a href='https://vk.com/share.php?url=/'>ВКонтакте</a></template>",
        "<template><a href='//t.me/share'>Телеграм</a><a href='tel:+7999'>Позвонить</a></template>",
        "<template><a href='${url}'>Новость</a><a href='{{url}}'>Ещё</a><a href='#'>Закрыть</a></template>",
        "<footer><template><a href=/about>О школе</a></template></footer>",
        "<div class=view><div id=YMAP class=yandex-map>загрузка карты...</div></div>",
        "<div class=place><div>Идёт загрузка карты</div></div>",
        "<div class=comments><div>Загрузка…</div></div>",
        "<div class=place>Загрузка комментариев…</div>",
        "<div class=place>Загрузка погоды…</div>",
        "<form><div class=label>Загрузка файла</div><input type=file></form>",
        "<div style='display: none'>Загрузка…</div>",
        "<div hidden><div class=text>Загрузка…</div></div>",
    ],
)
def test_what_only_looks_like_a_branch_a_pattern_or_being_loaded(body: str) -> None:
    assert not needs(body)
