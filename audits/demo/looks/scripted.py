"""Sites that need a browser, or look as if: a menu built by script, a single-page application, Tilda's divs."""
# ruff: noqa: E501 - markup stays whole

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from audits.demo.layout import Dress, Entry, Look, menu_html
from audits.demo.pages import Sheet


def _slug_address(sheet: Sheet, number: int, sheets: Mapping[str, Sheet]) -> str:
    return f"/{sheet.slug or sheet.key}"


def _flat(entries: Sequence[Entry]) -> list[dict[str, object]]:
    return [{"t": e.label, "u": e.href, "c": _flat(list(e.children.values()))} for e in entries]


def _script_menu(d: Dress) -> str:
    data = json.dumps(_flat(d.menu), ensure_ascii=False)
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{d.sheet.title}</title>{d.extra("head")}</head><body><header><div class="logo">{d.organization.name}</div>{d.extra("header")}<nav id="topmenu" class="menu"></nav></header>
<main><h1>{d.sheet.title}</h1>{d.extra("banner") if d.home else ""}{d.body}</main><footer>{d.extra("footer")}</footer>
<script>var MENU={data};function build(list,box){{var ul=document.createElement('ul');list.forEach(function(i){{var li=document.createElement('li');var a=document.createElement('a');a.textContent=i.t;a.setAttribute('href',i.u||'#');li.appendChild(a);if(i.c.length)build(i.c,li);ul.appendChild(li);}});box.appendChild(ul);}}
build(MENU,document.getElementById('topmenu'));</script>{d.extra("end")}</body></html>"""


SCRIPT_MENU = Look(_slug_address, _script_menu, "/storage/", headers=(("Server", "nginx"),))


def _shell(d: Dress) -> str:
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{d.organization.name}</title>{d.extra("head")}<script defer src="/static/js/main.3f9c1a7e.js"></script></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>"""


SPA = Look(_slug_address, _shell, "/media/", headers=(("Server", "nginx"),))


def spa_script(name: str, pages: Mapping[str, tuple[str, str]], menu: Mapping[str, str], header: str) -> str:
    """The application: routes → (title, body), drawn into #root according to the address."""
    return f"""var PAGES={json.dumps(pages, ensure_ascii=False)},MENU={json.dumps(menu, ensure_ascii=False)},NAME={json.dumps(name, ensure_ascii=False)},HEADER={json.dumps(header, ensure_ascii=False)};
function draw(){{var p=PAGES[location.pathname]||['Страница не найдена','<p>404</p>'];var nav=Object.keys(MENU).map(function(k){{return '<li><a href="'+MENU[k]+'">'+k+'</a></li>';}}).join('');
document.title=p[0];document.getElementById('root').innerHTML='<header><div class="brand">'+NAME+'</div>'+HEADER+'<nav><ul class="menu">'+nav+'</ul></nav></header><main><h1>'+p[0]+'</h1>'+p[1]+'</main><footer>'+NAME+'</footer>';}}
document.addEventListener('DOMContentLoaded',draw);window.addEventListener('popstate',draw);
document.addEventListener('click',function(e){{var a=e.target.closest&&e.target.closest('nav a');if(a&&PAGES[a.getAttribute('href')]){{e.preventDefault();history.pushState({{}},'',a.getAttribute('href'));draw();}}}});
"""


def _tilda(d: Dress) -> str:
    top = "".join(
        f'<div class="t228__list_item"><a class="t-menu__link-item" href="{e.href or "#rec1"}" data-menu-submenu-hook="">{e.label}</a></div>'
        for e in d.menu
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8" /><title>{d.sheet.title}</title><script src="https://static.tildacdn.com/js/tilda-scripts-3.0.min.js" nomodule></script><style>.t228__list{{display:flex;gap:18px;flex-wrap:wrap}}.t-body{{margin:0;font-family:Arial;color:#111}}.t-rec{{padding:24px 8%}}.t-title{{font-size:34px;font-weight:600}}</style>{d.extra("head")}</head>
<body class="t-body"><div id="allrecords" class="t-records" data-tilda-project-id="4410077"><div id="rec1" class="r t-rec" data-record-type="228"><div class="t228"><div class="t228__leftside"><a href="/" class="t228__imgwrapper"><div class="t228__imglogo">{d.organization.name}</div></a>{d.extra("header")}</div><div class="t228__list">{top}</div></div></div>
<div id="rec2" class="r t-rec" data-record-type="18"><div class="t-cover"><div class="t-title">{d.sheet.title}</div></div></div><div id="rec3" class="r t-rec" data-record-type="106"><div class="t004"><div class="t-text t-text_md">{d.extra("banner") if d.home else ""}{d.body}</div></div></div>
<div id="rec4" class="r t-rec"><div class="t-text">{d.extra("footer")}</div></div></div>{d.extra("end")}</body></html>"""


TILDA = Look(_slug_address, _tilda, "/tild3666-3239/", headers=(("Server", "openresty"),))


def _bootstrap(d: Dress) -> str:
    return f"""<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{d.sheet.title} — {d.organization.name}</title><style>body{{font:15px Roboto,Arial;margin:0}}.navbar{{background:#234;padding:12px 5%}}.navbar a{{color:#fff}}.navbar-nav{{display:flex;gap:18px;list-style:none;flex-wrap:wrap;padding:0}}.dropdown-menu{{display:none}}.container{{padding:16px 5%}}.tab-pane,.collapse{{display:none}}.tab-pane.active,.collapse.show{{display:block}}.nav-tabs{{display:flex;gap:12px;list-style:none;flex-wrap:wrap;padding:0}}</style>{d.extra("head")}</head>
<body><nav class="navbar navbar-expand-lg"><a class="navbar-brand" href="/">{d.organization.name}</a>{d.extra("header")}{menu_html(d.menu, ul=("navbar-nav", "dropdown-menu"), li="nav-item dropdown", a="nav-link")}</nav>
<div class="container"><h1>{d.sheet.title}</h1>{d.extra("banner") if d.home else ""}{d.body}</div><footer class="footer container">{d.extra("footer")}</footer>{d.extra("end")}</body></html>"""


BOOTSTRAP = Look(_slug_address, _bootstrap, "/docs/", headers=(("Server", "nginx"),))

TAB_SCRIPT = """<script>function show(id){document.querySelectorAll('.tab-pane').forEach(function(p){p.classList.toggle('active','#'+p.id===id);});}
document.querySelectorAll('.nav-tabs a').forEach(function(a){a.addEventListener('click',function(){show(a.getAttribute('href'));});});
if(location.hash)show(location.hash);
document.querySelectorAll('[data-bs-toggle=collapse]').forEach(function(b){b.addEventListener('click',function(){document.querySelector(b.getAttribute('data-bs-target')).classList.toggle('show');});});</script>"""


def tabs(panes: Mapping[str, tuple[str, str]]) -> str:
    """Bootstrap tabs: id → (label, body); the first is active."""
    heads = "".join(
        f'<li class="nav-item"><a class="nav-link" data-bs-toggle="tab" role="tab" href="#{i}">{label}</a></li>'
        for i, (label, _) in panes.items()
    )
    bodies = "".join(
        f'<div class="tab-pane fade{" show active" if n == 0 else ""}" id="{i}" role="tabpanel">{body}</div>'
        for n, (i, (_, body)) in enumerate(panes.items())
    )
    return f'<ul class="nav nav-tabs" role="tablist">{heads}</ul><div class="tab-content">{bodies}</div>'


def accordion(blocks: Mapping[str, str]) -> str:
    """A Bootstrap accordion: every block collapsed under its button."""
    return (
        '<div class="accordion" id="acc">'
        + "".join(
            f'<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" type="button" data-bs-toggle="collapse" data-bs-target="#c{n}">{label}</button></h2><div id="c{n}" class="accordion-collapse collapse"><div class="accordion-body">{body}</div></div></div>'
            for n, (label, body) in enumerate(blocks.items())
        )
        + "</div>"
    )
