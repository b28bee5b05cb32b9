"""From sheets to answers: a technology dresses every sheet, gives it an address and lays files down."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

import msgspec

from audits.demo.model import Host, Reply, Request
from audits.demo.pages import Sheet
from audits.demo.server import NOT_FOUND
from rules.model import Organization

_SYMBOL = re.compile(r"""(?<=["'(])@(file/)?([^"'()#]+)""")


class Entry(msgspec.Struct):
    """A node of the menu; `href` is empty for a mere drop-down title."""

    label: str
    href: str = ""
    children: dict[str, Entry] = msgspec.field(default_factory=dict)


class Dress(msgspec.Struct, frozen=True):
    """All a template needs for one page."""

    organization: Organization
    sheet: Sheet
    body: str
    menu: tuple[Entry, ...]
    trail: tuple[tuple[str, str], ...]  # breadcrumbs above this page: label, href
    home: bool
    link: Callable[[str], str]  # symbolic → real address
    extras: Mapping[str, str]  # pieces a site adds: "head", "header", "banner", "footer", "aside", "end"

    def extra(self, place: str) -> str:
        return self.extras.get(place, "")


class Look(msgspec.Struct, frozen=True):
    """A technology: its address scheme, template, place of files, encoding and headers."""

    address: Callable[[Sheet, int, Mapping[str, Sheet]], str]
    template: Callable[[Dress], str]
    files: str = "/files/"
    encoding: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = (("Server", "nginx"),)
    accessible: Callable[[str], str] | None = None  # turns a page into its twin under /special/


def lay_out(
    organization: Organization,
    look: Look,
    sheets: Sequence[Sheet],
    *,
    files: Mapping[str, Reply] = {},
    extras: Mapping[str, str] = {},
    menu_order: Sequence[str] = (),
) -> dict[str, Reply]:
    """Answers by path. The first sheet is the home page; its address is `/` whatever the scheme says."""
    by_key = {sheet.key: sheet for sheet in sheets}
    addresses = {
        sheet.key: look.address(sheet, number, by_key) if number else "/" for number, sheet in enumerate(sheets)
    }
    file_addresses = {name: look.files + quote(name) for name in files}

    def link(symbol: str) -> str:
        name = symbol.removeprefix("@")
        if name.startswith("file/"):
            return file_addresses[name.removeprefix("file/")]
        return addresses[name]

    def resolve(text: str) -> str:
        return _SYMBOL.sub(lambda match: link(match.group(0)), text)

    menu = _menu(sheets, addresses, menu_order)
    resolved_extras = {place: resolve(text) for place, text in extras.items()}
    replies: dict[str, Reply] = {}
    for sheet in sheets:
        dress = Dress(
            organization=organization,
            sheet=sheet,
            body=resolve(sheet.body),
            menu=menu,
            trail=_trail(sheet, by_key, addresses),
            home=sheet is sheets[0],
            link=link,
            extras=resolved_extras,
        )
        html = look.template(dress)
        replies[addresses[sheet.key]] = page(html, look)
        if look.accessible is not None:
            replies["/special" + addresses[sheet.key]] = page(look.accessible(html), look)
    replies |= {file_addresses[name]: reply for name, reply in files.items()}
    return replies


def page(html: str, look: Look) -> Reply:
    """An HTML answer in the technology's encoding; letters it lacks become character references."""
    body = html.encode(look.encoding, "xmlcharrefreplace")
    return Reply(body, content_type=look.content_type, headers=look.headers)


def host(replies: Mapping[str, Reply], missing: Reply = NOT_FOUND) -> Host:
    """A host that answers from a table: by target, then by target without its query."""
    table = dict(replies)

    def answer(request: Request) -> Reply:
        target = request.target
        found = table.get(target)
        if found is None and not target.startswith("/?"):
            found = table.get(target.partition("?")[0])
        return found or missing

    return answer


def _menu(sheets: Sequence[Sheet], addresses: Mapping[str, str], order: Sequence[str]) -> tuple[Entry, ...]:
    top: dict[str, Entry] = {label: Entry(label) for label in order}
    for sheet in sheets:
        level = top
        for depth, label in enumerate(sheet.menu):
            entry = level.setdefault(label, Entry(label))
            if depth == len(sheet.menu) - 1:
                entry.href = addresses[sheet.key]
            level = entry.children
    return tuple(top.values())


def _trail(sheet: Sheet, by_key: Mapping[str, Sheet], addresses: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    trail: list[tuple[str, str]] = []
    above = by_key.get(sheet.parent)
    while above is not None:
        trail.insert(0, (above.title, addresses[above.key]))
        above = by_key.get(above.parent)
    return tuple(trail)


def menu_html(
    entries: Sequence[Entry], *, ul: Sequence[str] = ("menu",), li: str = "", a: str = "", level: int = 0
) -> str:
    """Nested lists; `ul` gives the class of each level, the last one serving all deeper ones."""
    css = ul[min(level, len(ul) - 1)]
    rows = []
    for entry in entries:
        below = menu_html(list(entry.children.values()), ul=ul, li=li, a=a, level=level + 1) if entry.children else ""
        rows.append(f'<li class="{li}"><a class="{a}" href="{entry.href or "#"}">{entry.label}</a>{below}</li>')
    return f'<ul class="{css}">{"".join(rows)}</ul>'
