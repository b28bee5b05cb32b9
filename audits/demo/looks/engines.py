"""Engines people host themselves: Joomla, WordPress, Drupal, ASP.NET WebForms."""
# ruff: noqa: E501 - markup stays whole

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from audits.demo.layout import Dress, Look, menu_html
from audits.demo.pages import Sheet

_JOOMLA_CSS = """body{font:14px Helvetica,Arial;margin:0;background:#f4f4f4}.body{width:1040px;margin:0 auto;background:#fff;padding:16px}.nav{list-style:none;padding:0;display:flex;gap:16px;background:#08c;padding:8px}
.nav a{color:#fff}.nav li{position:relative}.nav-child{display:none;position:absolute;background:#069;list-style:none;padding:8px;z-index:4}.nav li:hover>.nav-child{display:block}"""


def _joomla_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/index.php?option=com_content&amp;view=article&amp;id={80 + number}&amp;Itemid={490 + number}".replace(
        "&amp;", "&"
    )


def _joomla(d: Dress) -> str:
    trail = "".join(f'<li><a class="pathway" href="{href}">{label}</a></li>' for label, href in d.trail)
    return f"""<!DOCTYPE html><html xml:lang="ru-ru" lang="ru-ru"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="generator" content="Joomla! - Open Source Content Management" />
<title>{d.sheet.title}</title><link href="/templates/protostar/favicon.ico" rel="shortcut icon" /><style>{_JOOMLA_CSS}</style>{d.extra("head")}</head><body class="site com_content view-article"><div class="body"><header class="header"><a class="brand" href="/">{d.organization.name}</a>{d.extra("header")}</header>
<nav class="navigation">{menu_html(d.menu, ul=("nav menu nav-pills", "nav-child unstyled small"), li="item")}</nav><ul class="breadcrumb">{trail}<li class="active">{d.sheet.title}</li></ul>
<main id="content"><div class="item-page"><div class="page-header"><h2 itemprop="headline">{d.sheet.title}</h2></div>{d.extra("banner") if d.home else ""}<div itemprop="articleBody">{d.body}</div></div></main>
<aside>{d.extra("aside")}<form action="/index.php" method="post" id="login-form"><input id="modlgn-username" type="text" name="username" placeholder="Логин"><input type="password" name="password"><button type="submit">Войти</button></form></aside><footer>{d.extra("footer")}</footer></div>{d.extra("end")}</body></html>"""


JOOMLA = Look(
    address=_joomla_address,
    template=_joomla,
    files="/images/docs/",
    headers=(("Server", "Apache/2.4"), ("X-Powered-By", "PHP/7.4.33")),
)

_WP_CSS = """body{font:17px/1.6 Georgia,serif;margin:0;color:#222}.site-header{padding:24px 8%;border-bottom:3px solid #2b7a78}.primary-menu{display:flex;flex-wrap:wrap;gap:20px;list-style:none;padding:12px 8%;margin:0;background:#def2f1}
.primary-menu li{position:relative}.sub-menu{display:none;position:absolute;background:#fff;padding:10px;list-style:none;z-index:3}.menu-item:hover>.sub-menu{display:block}.site-main{padding:10px 8%;max-width:820px}.site-footer{background:#17252a;color:#fff;padding:20px 8%}.site-footer a{color:#9cf}"""


def _wp_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    slug = quote((sheet.slug or sheet.key).lower())
    return f"/2024/11/{number + 3:02d}/{slug}/" if sheet.key == "nok" or sheet.key.startswith("news-") else f"/{slug}/"


def _wordpress(d: Dress) -> str:
    comments = (
        ""
        if d.home
        else '<div id="respond" class="comment-respond"><h3>Добавить комментарий</h3><form action="/wp-comments-post.php" method="post" id="commentform"><p><label for="comment">Комментарий</label><textarea id="comment" name="comment"></textarea></p><p><label for="author">Имя</label><input id="author" name="author"></p><input name="submit" type="submit" value="Отправить комментарий"></form></div>'
    )
    return f"""<!DOCTYPE html><html lang="ru-RU"><head><meta charset="UTF-8"><title>{d.sheet.title} &#8212; {d.organization.name}</title><link rel='stylesheet' id='theme-css' href='/wp-content/themes/twentytwenty/style.css?ver=6.4'><meta name="generator" content="WordPress 6.4.3"><style>{_WP_CSS}</style>{d.extra("head")}</head>
<body class="wp-singular page-template-default"><header class="site-header"><p class="site-title"><a href="/" rel="home">{d.organization.name}</a></p>{d.extra("header")}</header><nav class="main-navigation">{menu_html(d.menu, ul=("primary-menu", "sub-menu"), li="menu-item menu-item-type-post_type")}</nav>
<main class="site-main"><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{d.sheet.title}</h1></header>{d.extra("banner") if d.home else ""}<div class="entry-content">{d.body}</div></article>{comments}</main>
<aside class="widget-area"><section class="widget"><h4 class="widget-title">Подписка</h4><form><input type="email" name="subscribe" placeholder="Ваш e-mail"><button>Подписаться на рассылку</button></form></section>{d.extra("aside")}</aside><footer class="site-footer">{d.extra("footer")}© 2026</footer>{d.extra("end")}</body></html>"""


WORDPRESS = Look(
    address=_wp_address,
    template=_wordpress,
    files="/wp-content/uploads/2024/11/",
    headers=(("Server", "nginx"), ("Link", '</wp-json/>; rel="https://api.w.org/"')),
)


def _drupal_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/node/{1300 + number}"


def _drupal(d: Dress) -> str:
    return f"""<!DOCTYPE html><html lang="ru" dir="ltr"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 7 (http://drupal.org)" /><title>{d.sheet.title} | {d.organization.name}</title>{d.extra("head")}</head>
<body class="html not-front not-logged-in two-sidebars page-node"><div id="page"><div id="header" class="section clearfix"><a href="/" id="logo">{d.organization.name}</a>{d.extra("header")}</div><div id="main-menu" class="navigation">{menu_html(d.menu, ul=("links clearfix menu", "menu"), li="leaf")}</div>
<div id="content" class="column"><h1 class="title" id="page-title">{d.sheet.title}</h1>{d.extra("banner") if d.home else ""}<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">{d.body}</div></div></div></div><div id="footer">{d.extra("footer")}</div></div>{d.extra("end")}</body></html>"""


DRUPAL = Look(
    address=_drupal_address,
    template=_drupal,
    files="/sites/default/files/",
    headers=(("Server", "Apache"), ("X-Generator", "Drupal 7 (http://drupal.org)")),
)


def _asp_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/Pages/{(sheet.slug or sheet.key).title().replace('-', '')}.aspx"


def _asp(d: Dress) -> str:
    return f"""<!DOCTYPE html><html><head><title>{d.organization.name}</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />{d.extra("head")}</head><body><form method="post" action="./Default.aspx" id="form1">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk2NzU5MjA0MWRk" /><input type="hidden" name="__EVENTVALIDATION" value="/wEWAgL+" /><div id="ctl00_Header"><span id="ctl00_lblName">{d.organization.name}</span>{d.extra("header")}</div>
<div id="ctl00_Menu1">{menu_html(d.menu, ul=("level1 static", "level2 dynamic"), a="level1 static")}</div><div id="ctl00_ContentPlaceHolder1"><h2>{d.sheet.title}</h2>{d.extra("banner") if d.home else ""}</div></form>
<div id="ctl00_Body">{d.body}</div><div id="ctl00_Footer">{d.extra("footer")}</div>{d.extra("end")}</body></html>"""


ASPNET = Look(
    address=_asp_address,
    template=_asp,
    files="/Upload/Docs/",
    headers=(("Server", "Microsoft-IIS/10.0"), ("X-AspNet-Version", "4.0.30319"), ("X-Powered-By", "ASP.NET")),
)
