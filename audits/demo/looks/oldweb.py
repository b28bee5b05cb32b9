"""The old web: tables in windows-1251 and KOI8-R, hand-made .htm files, a frameset."""
# ruff: noqa: E501 - markup stays whole

from __future__ import annotations

from collections.abc import Callable, Mapping

from audits.demo.layout import Dress, Look, menu_html
from audits.demo.pages import Sheet


def _htm_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/{(sheet.slug or sheet.key).replace('-', '_')}.htm"


def _table(charset: str) -> Callable[[Dress], str]:
    def template(d: Dress) -> str:
        meta = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}">' if charset else ""
        links = "".join(
            f'<TR><TD BGCOLOR="#CCDDFF"><IMG SRC="/img/dot.gif" WIDTH=5 HEIGHT=5><A HREF="{e.href or "#"}"><FONT FACE="Arial" SIZE=2>{e.label}</FONT></A></TD></TR>'
            + "".join(
                f'<TR><TD>&nbsp;&nbsp;<A HREF="{c.href}"><FONT SIZE=1>{c.label}</FONT></A></TD></TR>'
                for c in e.children.values()
            )
            for e in d.menu
        )
        return f"""<HTML><HEAD>{meta}<TITLE>{d.organization.name}</TITLE>{d.extra("head")}</HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000066"><TABLE WIDTH="780" BORDER=0 ALIGN=CENTER CELLPADDING=4><TR><TD COLSPAN=2 BGCOLOR="#003399"><FONT COLOR="#FFFFFF" SIZE=5>{d.organization.name}</FONT>{d.extra("header")}</TD></TR>
<TR VALIGN=TOP><TD WIDTH=200><TABLE CLASS="menu" WIDTH="100%">{links}</TABLE>{d.extra("aside")}</TD><TD><CENTER><B><FONT SIZE=4>{d.sheet.title}</FONT></B></CENTER>{d.extra("banner") if d.home else ""}{d.body}</TD></TR>
<TR><TD COLSPAN=2><HR>{d.extra("footer")}<FONT SIZE=1>Последнее обновление: 02.11.2026</FONT></TD></TR></TABLE>{d.extra("end")}</BODY></HTML>"""

    return template


TABLE_1251 = Look(_htm_address, _table("windows-1251"), "/doc/", "cp1251", "text/html", (("Server", "Apache/1.3.42"),))
"""The encoding is named by the page only."""

LYING_1251 = Look(_htm_address, _table(""), "/doc/", "cp1251", "text/html; charset=utf-8", (("Server", "nginx"),))
"""The header promises UTF-8, the page says nothing, the bytes are windows-1251."""

TABLE_KOI8 = Look(_htm_address, _table(""), "/doc/", "koi8-r", "text/html; charset=koi8-r", (("Server", "thttpd"),))


def _htm(d: Dress) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{d.sheet.title}</title>{d.extra("head")}</head>
<body style="font-family:'Comic Sans MS',cursive;background:#fffbe6"><div align="center"><h1>{d.organization.name}</h1>{d.extra("header")}</div><div id="nav">{menu_html(d.menu, ul=("vertical",))}</div>
<h2>{d.sheet.title}</h2>{d.extra("banner") if d.home else ""}{d.body}<p><a href="/">На главную</a></p>{d.extra("footer")}{d.extra("end")}</body></html>"""


STATIC = Look(_htm_address, _htm, "/files/", headers=(("Server", "Apache"),))


def _framed(d: Dress) -> str:
    """What stands in the right frame; menus live in the left one."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{d.sheet.title}</title>{d.extra("head")}</head><body>{d.extra("header")}<h2>{d.sheet.title}</h2>{d.body}{d.extra("footer")}{d.extra("end")}</body></html>"""


FRAMED = Look(_htm_address, _framed, "/files/", headers=(("Server", "Apache"),))


def frameset(title: str, left: str, right: str) -> str:
    """The home page of a framed site."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title></head>
<frameset cols="240,*" border="0"><frame name="menu" src="{left}"><frame name="main" src="{right}"><noframes><body>Ваш браузер не показывает фреймы.</body></noframes></frameset></html>"""


def frame_menu(links: Mapping[str, str]) -> str:
    """The left frame: links that open in the right one."""
    rows = "".join(f'<li><a href="{href}" target="main">{label}</a></li>' for label, href in links.items())
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>menu</title></head><body bgcolor="#cceeff"><ul class="menu">{rows}</ul></body></html>"""
