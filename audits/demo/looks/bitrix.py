"""1С-Битрикс: /bitrix/ templates, files in /upload/iblock/, voting.form polls."""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from collections.abc import Mapping

from audits.demo.layout import Dress, Look, menu_html
from audits.demo.pages import Sheet

_CSS = """body{margin:0 auto;max-width:1100px;font:15px/1.5 Verdana,Arial,sans-serif;color:#333}#header{background:#7b1f2b;color:#fff;padding:20px}
#header a{color:#fff}.root-menu,.root-menu ul{list-style:none;margin:0;padding:0}#horizontal-multilevel-menu{background:#a83240;display:flex}
#horizontal-multilevel-menu li{position:relative;padding:10px 14px}#horizontal-multilevel-menu a{color:#fff;text-decoration:none}
#horizontal-multilevel-menu li ul{display:none;position:absolute;left:0;background:#8b2734;list-style:none;padding:6px;min-width:240px;z-index:5}
#horizontal-multilevel-menu li:hover>ul{display:block}#workarea{padding:20px;display:flex;gap:30px}#workarea-inner{flex:3}#sidebar{flex:1;background:#f6eff0;padding:12px}
#footer{background:#eee;padding:16px;font-size:13px}"""


def _address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    above = sheets.get(sheet.parent)
    return f"{_address(above, number, sheets) if above is not None else '/'}{sheet.slug or sheet.key}/"


def _template(d: Dress) -> str:
    chain = "".join(f'<li><a href="{href}" title="{label}">{label}</a></li>' for label, href in d.trail)
    menu = menu_html(d.menu, ul=("root-menu", "child-menu")).replace(
        '<ul class="root-menu">', '<ul class="root-menu" id="horizontal-multilevel-menu">', 1
    )
    crumbs = (
        ""
        if d.home
        else f'<ul class="breadcrumb-navigation"><li><a href="/">Главная</a></li>{chain}<li>{d.sheet.title}</li></ul>'
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>{d.sheet.title}</title><link href="/bitrix/templates/public_org/styles.css?1591347201" type="text/css" rel="stylesheet" />
<style>{_CSS}</style>{d.extra("head")}</head><body><div id="page-wrapper"><div id="header"><a href="/" title="На главную">{d.organization.name}</a>
{d.extra("header")}<form action="/search/index.php"><input type="text" name="q" placeholder="Поиск по сайту" /><input name="s" type="submit" value="Найти" /></form></div>
{menu}<div id="workarea"><div id="workarea-inner">{crumbs}<h1 id="pagetitle">{d.sheet.title}</h1>{d.body}</div>
<div id="sidebar">{d.extra("banner")}{d.extra("aside")}</div></div><div id="footer">{d.extra("footer")}
<div id="copyright">© {d.organization.name}, 2026</div></div></div>{d.extra("end")}</body></html>"""


BITRIX = Look(
    address=_address,
    template=_template,
    files="/upload/iblock/5c1/",
    headers=(("Server", "nginx"), ("X-Powered-CMS", "Bitrix Site Manager (DEMO)")),
)
