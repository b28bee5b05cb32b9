"""Госвеб: NetCat behind the common state design, `/section/page/` addresses, files in /netcat_files/."""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from collections.abc import Mapping

from audits.demo.layout import Dress, Look, menu_html
from audits.demo.pages import Sheet

_CSS = """body{margin:0;font:16px/1.5 "Segoe UI",Arial,sans-serif;color:#0b1f33}.gw-header{background:#0d4cd3;color:#fff;padding:18px 6%}
.gw-header a{color:#fff}.gw-header__name{font-size:22px;font-weight:600}.gw-mega{background:#f0f4fa;padding:0 6%}
.gw-mega ul{list-style:none;margin:0;padding:0}.gw-mega__top{display:flex;flex-wrap:wrap;gap:22px}.gw-mega__top>li{position:relative;padding:12px 0}
.gw-mega__drop{display:none;position:absolute;background:#fff;box-shadow:0 4px 16px #0003;padding:12px !important;min-width:280px;z-index:9}
.gw-mega li:hover>ul{display:block}.gw-main{padding:22px 6%}.gw-crumbs{font-size:13px;color:#66727f}.news-item{border:1px solid #e1e7ee;border-radius:8px;padding:12px;margin:10px 0}
.gw-footer{background:#0b1f33;color:#fff;padding:22px 6%}.gw-footer a{color:#cfe0ff}table{border-collapse:collapse}td,th{padding:4px 8px}"""


def _address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    slug = sheet.slug or sheet.key
    above = sheets.get(sheet.parent)
    return (_address(above, number, sheets) if above is not None else "/") + slug + "/"


def _template(d: Dress) -> str:
    crumbs = "".join(f'<a class="gw-crumbs__item" href="{href}">{label}</a> / ' for label, href in d.trail)
    trail = (
        "" if d.home else f'<nav class="gw-crumbs"><a href="/">Главная</a> / {crumbs}<span>{d.sheet.title}</span></nav>'
    )
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="generator" content="NetCat"><title>{d.sheet.title} | {d.organization.name}</title><style>{_CSS}</style>{d.extra("head")}</head>
<body class="gosweb tpl-content"><header class="gw-header"><a class="gw-header__name" href="/">{d.organization.name}</a>
<div class="gw-header__tools">{d.extra("header")}</div></header>
<nav class="gw-mega" aria-label="Основное меню">{menu_html(d.menu, ul=("gw-mega__top", "gw-mega__drop", "gw-mega__deep"), li="gw-mega__item")}</nav>
<main class="gw-main">{trail}<h1>{d.sheet.title}</h1>{d.extra("banner") if d.home else ""}<div class="tpl-text-default">{d.body}</div></main>
<footer class="gw-footer"><div>{d.organization.name}</div>{d.extra("footer")}
<div class="gw-footer__note">Сайт работает на платформе Госвеб. <a href="https://www.gosuslugi.ru/">Госуслуги</a></div></footer>{d.extra("end")}</body></html>"""


GOSWEB = Look(
    address=_address,
    template=_template,
    files="/netcat_files/31/4207/",
    headers=(("Server", "nginx"), ("X-Powered-By", "NetCat")),
)
