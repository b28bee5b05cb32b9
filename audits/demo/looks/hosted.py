"""Site builders: uCoz, the schools' service with `?section_id=`, and the older one with `pNNaa1.html`."""
# ruff: noqa: E501 - markup stays whole

from __future__ import annotations

from collections.abc import Mapping

from audits.demo.layout import Dress, Look, menu_html
from audits.demo.pages import Sheet

_UCOZ_CSS = """body{background:#e8f0d8 url(/.s/t/951/1.gif);font:12px Verdana;margin:0}#casing{width:980px;margin:0 auto;background:#fff}
#logoU{background:#4c7a2b;color:#fff;padding:24px;font-size:20px}#catmenu ul{list-style:none;padding:6px;background:#6b9e43;margin:0}
#catmenu li{display:inline-block;margin:0 8px;position:relative}#catmenu a{color:#fff}#catmenu li ul{display:none;position:absolute;z-index:3}#catmenu li:hover ul{display:block}
.leftSide{width:220px;float:left;padding:8px}.centerSide{margin-left:240px;padding:8px}.block h4{background:#6b9e43;color:#fff;padding:4px}"""


def _ucoz_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    if sheet.key.startswith("news-"):
        return f"/news/{sheet.slug}/2026-10-0{number % 9 + 1}-{200 + number}"
    return f"/index/{(sheet.slug or sheet.key).replace('-', '_')}/0-{number + 11}"


def _ucoz(d: Dress) -> str:
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=UTF-8"><title>{d.sheet.title} - {d.organization.name}</title>
<link type="text/css" rel="StyleSheet" href="/_st/my.css" /><style>{_UCOZ_CSS}</style><script src="/.s/src/jquery-1.12.4.min.js"></script>{d.extra("head")}</head>
<body><div id="casing"><!--U1AHEADER1Z--><div id="logoU">{d.organization.name}<br>{d.extra("header")}</div>
<div id="catmenu"><!-- <sblock_nmenu> --><div id="uNMenuDiv1" class="uMenuV">{menu_html(d.menu, ul=("uMenuRoot", ""), li="uWithSubmenu")}</div></div><!--/U1AHEADER1Z-->
<div class="leftSide"><div class="block"><h4>Форма входа</h4><form id="frmLg1" action="/index/sub/" method="post"><input type="text" name="user" placeholder="Логин"><input type="password" name="password"><input type="submit" value="Вход"></form></div>
<div class="block"><h4>Наш опрос</h4><form class="uPollForm"><div class="pollQue"><b>Нравится ли вам погода в горах?</b></div><div class="pollAns"><input type="radio" name="answer" value="1"> Да <input type="radio" name="answer" value="2"> Нет</div><input type="button" value="Ответить"></form></div>{d.extra("aside")}</div>
<div class="centerSide"><h1>{d.sheet.title}</h1>{d.extra("banner") if d.home else ""}{d.body}</div>
<div class="footer" style="clear:both">{d.extra("footer")}Copyright MyCorp © 2026. <a href="https://www.ucoz.ru/" rel="nofollow">Сделать бесплатный сайт с uCoz</a></div></div>{d.extra("end")}</body></html>"""


UCOZ = Look(address=_ucoz_address, template=_ucoz, files="/doc/", headers=(("Server", "uServ/3.2.2"),))

_SAAS_CSS = """body{margin:0;font:14px Tahoma,Arial;background:#dcebf7}.wrap{width:1000px;margin:0 auto;background:#fff;padding:14px}.top{background:#2c6aa0;color:#fff;padding:16px}
.top a{color:#fff}.cols{display:flex;gap:20px}.left-menu{width:260px;list-style:none;padding:0}.left-menu li{border-bottom:1px solid #cfe0ee;padding:5px}.left-menu ul{padding-left:14px}"""


def _saas_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    if sheet.key.startswith("card-"):
        return f"/file/card?id={4500 + number}"
    return f"/?section_id={number + 30}"


def _saas(d: Dress) -> str:
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{d.organization.name}</title><style>{_SAAS_CSS}</style>{d.extra("head")}</head>
<body><div class="wrap"><div class="top"><a href="/">{d.organization.name}</a> {d.extra("header")}</div><div class="cols">
<div class="sidebar">{menu_html(d.menu, ul=("left-menu", "sub-menu"))}{d.extra("aside")}<form action="/search"><input name="query" type="search"><button>Найти</button></form></div>
<div class="content"><h2 class="section-title">{d.sheet.title}</h2>{d.extra("banner") if d.home else ""}<div class="section-content">{d.body}</div></div></div>
<div class="bottom">{d.extra("footer")}<a href="/sitemap">Карта сайта</a> · Хостинг школьных сайтов</div></div>{d.extra("end")}</body></html>"""


SCHOOL_SERVICE = Look(address=_saas_address, template=_saas, files="/file/download/", headers=(("Server", "Apache"),))


def _edusite_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/p{number + 2}aa1.html"


def _edusite(d: Dress) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{d.organization.name} - {d.sheet.title}</title>{d.extra("head")}</head>
<body bgcolor="#FFFFE0"><table width="100%" cellpadding="6"><tr><td colspan="2" bgcolor="#FFCC66"><font size="5">{d.organization.name}</font> {d.extra("header")}</td></tr>
<tr valign="top"><td width="230" class="menu">{menu_html(d.menu, ul=("edu-menu",))}</td><td><h2>{d.sheet.title}</h2>{d.extra("banner") if d.home else ""}{d.body}</td></tr></table>
<hr>{d.extra("footer")}<small>Конструктор школьных сайтов</small>{d.extra("end")}</body></html>"""


EDUSITE = Look(
    address=_edusite_address, template=_edusite, files="/DswMedia/", headers=(("Server", "Microsoft-IIS/8.5"),)
)
