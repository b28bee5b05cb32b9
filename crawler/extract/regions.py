"""Where on the page a thing stands, told from tags, roles and the words in class and id."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final

from crawler.addresses import FILE_ENDINGS
from crawler.extract.tags import CLASSED, NAMED, ROLED
from crawler.extract.tree import Node
from crawler.items import Region

_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MENU: Final = _words("menu nav navbar navigation mainmenu topmenu leftmenu sidemenu mainnav topnav menubar gnav navi")
_MENU_PART: Final = re.compile(
    r"(?:^|[-_ ])(?:[a-z]*menu|nav|navbar|[a-z]*-nav)(?:$|[-_ 0-9])|umenu|sitemap-list|menu(?:top|left|main|list)"
)
_NO_MENU: Final = _words(
    "pagination pager paging paginator tabs tab pills pill post posts comment prev next slider"
    " carousel gallery share social breadcrumb breadcrumbs page"
    " content text article map overlay wrapper layout"
)
_CRUMBS: Final = _words("breadcrumb breadcrumbs crumb crumbs pathway navchain bread")
_HEADER: Final = _words("header topbar masthead shapka top-line topline")
_FOOTER: Final = _words("footer podval colophon")
_ASIDE: Final = _words(
    "aside sidebar leftcolumn rightcolumn leftcol rightcol leftblock rightblock sidecol widget-area"
    " leftside rightside left-col right-col left-column right-column left-sidebar right-sidebar"
    " colleft colright column-left column-right sideleft sideright"
)
_BANNER: Final = _words("banner banners partners banery linkbanner")
_CONTENT: Final = _words("content main article maincontent")
_ROLES: Final = {
    "navigation": Region.MENU,
    "menu": Region.MENU,
    "menubar": Region.MENU,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "main": Region.CONTENT,
}
_TAGS: Final = {
    "nav": Region.MENU,
    "menu": Region.MENU,
    "header": Region.HEADER,
    "footer": Region.FOOTER,
    "aside": Region.ASIDE,
    "main": Region.CONTENT,
}
_DROP: Final = re.compile(
    r"dropdown-?(?:menu|content|list|block)|sub-?(?:menu|nav|list)|mega-?menu|drop-?down$|menu-?drop|level-?[2-9]"
)


_IN_BANNER: Final = Region.BANNER
_IN_BREADCRUMBS: Final = Region.BREADCRUMBS
_IN_CONTENT: Final = Region.CONTENT
_IN_FOOTER: Final = Region.FOOTER
_IN_HEADER: Final = Region.HEADER
_IN_MENU: Final = Region.MENU
_PAGE_PARTS: Final = frozenset({"main", "article", "header", "footer", "h1"})


@lru_cache(maxsize=16_384)
def _named(tag: str, role: str, names: str) -> Region | None:
    if role in _ROLES:
        return _ROLES[role]
    words = {word.lower() for word in _WORDS.findall(names)}
    lowered = names.lower()
    whole = set(lowered.replace("_", "-").split())
    if words & _CRUMBS or "breadcrumb" in lowered:
        return Region.BREADCRUMBS
    if tag in _TAGS:
        return _TAGS[tag] if not (tag in ("nav", "menu") and words & {"pagination", "pager", "tabs", "tab"}) else None
    if (words & _MENU or _MENU_PART.search(lowered)) and not words & _NO_MENU:
        return Region.MENU
    if words & _FOOTER and not words & {"card", "modal", "post", "entry", "item", "news", "form", "widget"}:
        return Region.FOOTER
    if (words & _HEADER or "head" in whole) and not words & (
        {"page", "card", "modal", "post", "entry", "item", "news", "section", "accordion", "article", "content"}
        | {"block", "title", "panel", "form", "table", "widget", "box", "spoiler", "tab", "tabs"}
    ):
        return Region.HEADER
    if whole & _ASIDE or words & {"sidebar", "aside"}:
        return Region.ASIDE
    if words & _BANNER and not words & {"page", "wrapper", "content"}:
        return Region.BANNER
    if whole & _CONTENT:
        return Region.CONTENT
    return None


@lru_cache(maxsize=16_384)
def _classed(tag: str, names: str) -> Region | None:
    return _named(tag, "", f"{names} "[:300])


def region_of(node: Node, current: Region, host: str = "") -> Region | None:
    """The region that begins at this structural element, or None when the current one goes on.

    A class name alone makes a menu only when most of the text really is links; a <header> inside an
    article belongs to the article. `host` is the site's own: its absolute addresses lead inward.
    """
    if current is _IN_MENU or current is _IN_BREADCRUMBS:
        return None
    attrs = node.attrs
    told = node.flags & (CLASSED | NAMED | ROLED)
    if told == CLASSED:
        region = _classed(node.tag, attrs["class"])
    elif told:
        region = _named(node.tag, attrs.get("role", ""), f"{attrs.get('class', '')} {attrs.get('id', '')}"[:300])
    else:
        region = _TAGS.get(node.tag)
    if region is None:
        return _IN_MENU if node.links >= 4 and _silent_menu(node, host) else None
    if region is _IN_MENU and not _really_menu(node):
        return None
    if region is _IN_BREADCRUMBS and (node.size > 600 or node.links > 15):
        return None
    if region is _IN_HEADER and _inside(node, ("article", "main", "section")):
        return None
    if region is _IN_FOOTER and _inside(node, ("article",)):
        return None
    if region is _IN_BANNER and node.size > 4000:
        return None
    if region is _IN_CONTENT and current is not _IN_HEADER:
        return _IN_CONTENT if current is not _IN_FOOTER else None
    return region


def _inside(node: Node, tags: tuple[str, ...]) -> bool:
    return any(parent.tag in tags for parent in node.ancestors(12))


def _really_menu(node: Node) -> bool:
    if node.tag in ("nav", "menu"):
        return node.size < 200 or node.link_size * 10 >= node.size * 3
    return node.links >= 1 and (node.size < 40 or node.link_size * 2 >= node.size)


def _silent_menu(node: Node, host: str) -> bool:
    """A cell or list of an old site whose text is almost wholly four or more short links."""
    if node.size < 16 or node.tag not in ("td", "ul", "table", "dl", "div"):
        return False
    if node.tag == "div" and (node.links < 12 or not any(child.tag in ("ul", "li") for child in node.nodes())):
        return False
    nested = node.tag in ("ul", "div") and node.links >= 10 and _nested(node)
    share, width = (7, 70) if nested else (9, 45)
    if node.link_size * 10 < node.size * share or node.link_size > width * node.links or node.size > 12_000:
        return False
    if node.tag == "table" and node.links > 4 and _rows_of_pairs(node):
        return False
    if node.tag in ("div", "table") and any(child.tag in _PAGE_PARTS for child in islice(node.iter(), 2_000)):
        return False  # a whole page that says little but its menu and a few links
    return _leads_inward(node, host)


def _nested(node: Node) -> bool:
    return any(child.tag in ("ul", "ol") for item in node.nodes() for child in item.nodes())


def _rows_of_pairs(node: Node) -> bool:
    return "border" in node.attrs and node.get("border") not in ("", "0")


_FILE: Final = re.compile(rf"\.(?:{'|'.join(sorted(FILE_ENDINGS))})(?:$|[?#])", re.IGNORECASE)


def _leads_inward(node: Node, host: str) -> bool:
    """Menus lead to pages of this site: lists of documents or of foreign sites are content."""
    inward = outward = 0
    for item in islice(node.iter(), 2_000):
        if item.tag != "a":
            continue
        href = item.get("href").strip()
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        abroad = href.startswith(("http:", "https:", "//")) and (not host or href.split("/", 3)[2] != host)
        if abroad or _FILE.search(href):
            outward += 1
        else:
            inward += 1
        if inward + outward >= 60:
            break
    return inward >= 4 and inward >= 4 * outward


def is_drop(node: Node) -> bool:
    """A div that holds the drop-down of a menu item: not the item, which is often called «dropdown» itself."""
    found = _drop_name(node)
    if not found:
        return False
    inside = node.nodes()
    if found in ("dropdown", "drop-down"):
        return not any(_drop_name(child) for child in inside)
    return len(inside) != 1 or not _drop_name(inside[0])  # one wrapped in another is one


def _drop_name(node: Node) -> str:
    """What names a div a drop-down; empty when nothing does."""
    if node.tag not in ("div", "section", "span", "table"):
        return ""
    names = node.attrs.get("class")
    found = _DROP.search(names.lower().replace("_", "-")) if names else None
    return found[0] if found else ""
