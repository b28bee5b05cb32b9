# ruff: noqa: E501 - markup stands in lines as it is served
"""Small invented pages in the manner of the systems public sites are made with."""

from __future__ import annotations

from crawler.extract import extract_page
from crawler.items import BlockKind, FieldKind, Page, Region

from .pages import link, texts, under


def read(html: str, url: str = "http://org.test/", encoding: str = "utf-8") -> Page:
    return extract_page(html.encode(encoding), url=url)


def test_gosweb() -> None:
    page = read(
        """<html lang="ru"><head><title>Независимая оценка качества</title></head><body>
        <header class="tpl-component-gw-header"><a class="gw-header__logo" href="/"><img src="/netcat_files/logo.svg" alt="Школа"></a>
        <nav class="gw-menu"><ul class="gw-menu__list"><li class="gw-menu__item"><a href="/svedeniya/">Сведения</a>
        <ul class="gw-submenu"><li><a href="/nok/">Независимая оценка</a></li></ul></li></ul></nav></header>
        <ul class="gw-breadcrumbs"><li><a href="/">Главная</a></li><li><span>Оценка</span></li></ul>
        <main><h1>Независимая оценка качества</h1><div class="gw-block-file"><a href="/netcat_files/13/57/plan.pdf" download>План
        по устранению недостатков <span>PDF, 1 Мб</span></a></div></main>
        <script src="https://pos.gosuslugi.ru/bin/script.min.js"></script></body></html>"""
    )
    assert (link(page, "Сведения").level, link(page, "Независимая оценка").level) == (1, 2)
    assert link(page, "Школа").region is Region.HEADER
    assert page.breadcrumbs == ("Главная",)
    file = link(page, "План по устранению недостатков PDF, 1 Мб")
    assert (page.heading_of(file.section), file.region) == ("Независимая оценка качества", Region.CONTENT)
    assert [widget.name for widget in page.widgets] == ["pos"]


def test_bitrix() -> None:
    page = read(
        """<div class="bx-breadcrumb"><div class="bx-breadcrumb-item"><a href="/"><span>Главная</span></a></div></div>
        <ul id="horizontal-multilevel-menu"><li><a href="/about/" class="root-item">Об учреждении</a><ul><li><a href="/about/nok/">НОК</a></li>
        </ul></li><li><a href="/contacts/" class="root-item">Контакты</a></li></ul>
        <div class="voting-form-box"><form action="/votes/?" method="POST" class="vote-form"><input type="hidden" name="PUBLIC_VOTE_ID" value="3">
        <ol class="vote-items-list vote-question-list"><li class="vote-item-vote"><div class="vote-item-title">Оцените удобство сайта</div>
        <ol class="vote-items-list"><li><input type="radio" name="vote_radio_7" id="r1" value="1"><label for="r1">Удобно</label></li>
        <li><input type="radio" name="vote_radio_7" id="r2" value="2"><label for="r2">Неудобно</label></li></ol></li></ol>
        <div>Введите слово на картинке <input name="captcha_word"></div><input type="submit" name="vote" value="Голосовать"></form></div>"""
    )
    assert (link(page, "Об учреждении").level, link(page, "НОК").level) == (1, 2)
    (form,) = page.forms
    question = next(field for field in form.fields if field.kind is FieldKind.RADIO)
    assert (question.label, question.options) == ("Оцените удобство сайта", ("Удобно", "Неудобно"))
    assert FieldKind.CAPTCHA in {field.kind for field in form.fields}
    assert "bitrix-vote" in {widget.name for widget in page.widgets}


def test_ucoz() -> None:
    page = read(
        """<table width="100%"><tr><td class="sidebar"><div class="sidebox"><div class="sidetitle">Меню сайта</div>
        <div class="inner"><div id="uMenuDiv1" class="uMenuV"><ul class="uMenuRoot"><li><div class="uMenuItem"><a href="/"><span>Главная</span></a></div>
        </li><li class="uWithSubmenu"><div class="uMenuItem"><a href="/index/nok/0-19">НОК</a></div><ul><li><a href="/index/plan/0-20">Планы</a>
        </li></ul></li></ul></div></div></div></td><td><h1>Библиотека</h1><div class="pollBlock"><form id="pollform" onsubmit="return false">
        <div class="pollQue"><b>Довольны ли вы?</b></div><div class="pollAns"><input id="a1" type="radio" name="answer" value="1">
        <label for="a1">Да</label></div><input type="submit" class="pollBut" value="Оценить"></form></div></td></tr></table>""",
        encoding="cp1251",
    )
    assert {item.label: item.level for item in page.links} == {"Главная": 1, "НОК": 1, "Планы": 2}
    assert under(page, "Да") == "Довольны ли вы?"
    assert [widget.name for widget in page.widgets] == ["ucoz-poll"]


def test_joomla() -> None:
    page = read(
        """<div class="moduletable_menu"><ul class="nav menu mod-list"><li class="item-101 default current active"><a href="/index.php">Главная</a>
        </li><li class="item-102 deeper parent"><a href="/index.php?option=com_content&amp;view=article&amp;id=5&amp;Itemid=102">О нас</a>
        <ul class="nav-child unstyled small"><li class="item-103"><a href="/index.php?option=com_content&view=category&id=2">НОК</a></li></ul>
        </li></ul></div><div class="item-page"><div class="page-header"><h2>НОК</h2></div><div class="articleBody"><p><strong>Отчёты</strong></p>
        <p><a href="/images/otchet-2023.pdf">2023 год</a></p></div></div>"""
    )
    assert link(page, "О нас").url == "http://org.test/index.php?option=com_content&view=article&id=5&Itemid=102"
    assert link(page, "НОК").level == 2
    assert page.heading_of(link(page, "2023 год").section) == "Отчёты"
    assert page.blocks[0].region is Region.CONTENT


def test_wordpress() -> None:
    page = read(
        """<header id="masthead" class="site-header"><nav id="site-navigation" class="main-navigation"><div class="menu-main-container">
        <ul id="primary-menu" class="menu"><li class="menu-item menu-item-has-children"><a href="http://org.test/about/">О центре</a>
        <ul class="sub-menu"><li class="menu-item"><a href="http://org.test/nok/">НОК</a></li></ul></li></ul></div></nav></header>
        <main><article class="post"><header class="entry-header"><h1 class="entry-title">Результаты</h1></header><div class="entry-content">
        <p>Итоги года</p><div class="su-spoiler"><div class="su-spoiler-title">2022</div><div class="su-spoiler-content">отчёт</div></div></div>
        </article></main><aside class="widget-area"><h4 class="widget-title">Опрос</h4><div class="wp-polls"><form class="wp-polls-form">
        <p><strong>Как вам сайт?</strong></p><input type="radio" name="poll_1" id="p1"><label for="p1">Хорошо</label><input type="button"
        value="Голосовать"></form></div></aside>"""
    )
    assert (link(page, "О центре").level, link(page, "НОК").level) == (1, 2)
    assert under(page, "Итоги года") == "Результаты"
    assert under(page, "отчёт") == "2022"
    assert "wordpress-poll" in {widget.name for widget in page.widgets}
    assert page.forms[0].region is Region.ASIDE


def test_a_school_portal_with_section_numbers() -> None:
    page = read(
        """<div class="b-menu"><div class="b-menu__item"><a href="?section_id=35">НОК</a></div><div class="b-menu__item"><a href="?section_id=36">
        Документы</a></div></div><div class="b-content"><h1>НОК</h1><a href="/file/card?id=12">План мероприятий</a></div>""",
        url="http://34.test/?section_id=1",
    )
    assert link(page, "НОК").url == "http://34.test/?section_id=35"
    assert link(page, "НОК").region is Region.MENU
    assert link(page, "План мероприятий").region is Region.CONTENT


def test_an_old_site_of_tables() -> None:
    menu = "".join(
        f'<tr><td bgcolor="#99c"><a href="p{n}.htm"><font size=2>Раздел {n}</font></a></td></tr>' for n in range(7)
    )
    page = read(
        f"""<html><body bgcolor=white><table width=780 align=center><tr><td colspan=2><img src=logo.gif alt="Дом культуры"></td></tr>
        <tr><td width=180 valign=top><table>{menu}</table></td><td valign=top><center><b><font size=5>Наши планы</font></b></center><br><br>
        <p>Работаем<br><br>Ждём вас<table border=1><tr><td>Мероприятие<td>Срок<tr><td>Ремонт входа<td>май 2024</table></td></tr></table>""",
        encoding="cp1251",
    )
    assert page.encoding == "windows-1251"
    assert {item.region for item in page.links} == {Region.MENU}
    assert texts(page) == ["Наши планы", "Работаем", "Ждём вас", "Мероприятие | Срок", "Ремонт входа | май 2024"]
    assert under(page, "Ремонт входа | май 2024") == "Наши планы"
    assert page.images == ("Дом культуры", "logo.gif")


def test_frames() -> None:
    page = read(
        "<frameset cols='200,*'><frame src=menu.htm name=m><frame src=main.htm><noframes>обновите</noframes></frameset>"
    )
    assert [frame.url for frame in page.frames] == ["http://org.test/menu.htm", "http://org.test/main.htm"]
    assert page.blocks == ()


def test_tilda() -> None:
    page = read(
        """<div id="allrecords" class="t-records"><div id="rec1" class="r t-rec"><div class="t228 t228__positionstatic"><div class="t228__centerside">
        <div class="t-menu__list"><a class="t-menu__link-item" href="/about">О нас</a><a class="t-menu__link-item" href="/nok">НОК</a></div></div>
        </div></div><div id="rec2" class="r t-rec"><div class="t-container"><div class="t-title t-title_xs" field="title">Оставьте отзыв</div>
        <form id="form2" class="t-form js-form-proccess" action="https://forms.tildacdn.test/procces/"><input type="text" name="Name"
        placeholder="Имя"><textarea name="Text" placeholder="Отзыв"></textarea><button type="submit" class="t-submit">Отправить</button></form>
        </div></div></div>"""
    )
    assert (link(page, "НОК").region, link(page, "НОК").level) == (Region.MENU, 1)
    (form,) = page.forms
    assert "Оставьте отзыв" in form.context
    assert [field.kind for field in form.fields] == [FieldKind.TEXT, FieldKind.TEXTAREA, FieldKind.SUBMIT]
    assert BlockKind.ROW not in {block.kind for block in page.blocks}
