"""Pages that are nothing without their scripts, and redirects that only a script performs."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.awaited import (
    has_empty_sections,
    has_loading_box,
    is_form_elsewhere,
    is_form_to_come,
    is_form_without_fields,
    is_lazy,
    is_only_loading,
    is_sending_in_doubt,
    is_switched_off,
    is_table_without_rows,
    is_timed,
    is_titled_box,
    is_to_come,
)
from crawler.extract.boxes import (
    A_MENU,
    CONTAINERS,
    DRAWS,
    EMPTY_TEXT,
    NO_FORM,
    Boxes,
    boxes_of,
    code_of,
    holds_nothing,
    is_left_bare,
    is_named,
)
from crawler.extract.shut import is_shut
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.urls import absolute
from crawler.extract.walk import Walk
from crawler.items import BlockKind, Region

_ROOTS: Final = (
    "root", "app", "__next", "__nuxt", "main-app", "react-root", "application", "vue-app", "gatsby", "svelte",
)  # fmt: skip
_ROOT_TAGS: Final = ("app-root", "app", "router-view", "my-app")
_BUNDLE: Final = re.compile(
    r"(?:^|/)(?:main|app|bundle|chunk|index|runtime|vendors?|polyfills)[\w.~-]*\.js|/_next/|/_nuxt/|/assets/index|type=module|webpack"
)
_FILLER: Final = re.compile(r"angular|vue|alpine|mustache|handlebars|knockout|createApp", re.IGNORECASE)
_REFRESH: Final = re.compile(r"url\s*=\s*[\"']?\s*([^\"'>\s][^\"'>]*)", re.IGNORECASE)
# How a script goes elsewhere, the address in one of two groups; recognisers of walls seek the same in the raw answer.
GO: Final = re.compile(
    r"(?:window\.|document\.|self\.|top\.|parent\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
    r"|location\.(?:replace|assign)\(\s*[\"']([^\"']+)[\"']"
)
_WHOLE: Final = 20_000  # characters of a script that are looked through
_ICON: Final = re.compile(r"(?:^|-)icon(?:-|$)")  # «<ion-icon name=menu>» is drawn, and says nothing
_BESIDES: Final = re.compile(
    r"metrika|mc\.yandex|googletagmanager|google-analytics|liveinternet|yadro\.ru|top-fwz|top\.mail|openstat|sputnik"
    r"|vk\.com/js|api-maps|recaptcha|smartcaptcha|share2?\.js|jivo|pos\.gosuslugi|culturaltracking|bvi[\w.-]*\.js"
    r"|\bprint\(",
    re.IGNORECASE,
)
# What other scripts use, and what only decorates: alone it writes nothing into a page.
_LIBRARY: Final = re.compile(
    r"(?:^|[/._-])(?:jquery(?:[.-](?:\d[\d.]*|min|slim|migrate|ui|cookie|easing|fancybox|lazy|mask\w*))*|bootstrap[\w.-]*"
    r"|popper[\w.-]*|modernizr[\w.-]*|html5shiv[\w.-]*|respond|swiper[\w.-]*|slick|owl[\w.-]*|fancybox[\w.-]*"
    r"|lightbox[\w.-]*|wow|aos|lazysizes|inputmask|fontawesome[\w.-]*|polyfill\w*)(?:\.(?:min|bundle|pkgd))*\.js(?:\?|$)",
    re.IGNORECASE,
)
_PLUGIN: Final = re.compile(r"jquery|slider|carousel|accordion|scroll|vision|bvi|counter|watch", re.IGNORECASE)
_OF_A_LIBRARY: Final = re.compile(r"cbox|fancybox|ui-|lightbox", re.IGNORECASE)
_HOOK: Final = re.compile(r"(?:^|\s)js-", re.IGNORECASE)  # «js-documents»: a class for scripts alone
_GOES: Final = re.compile(r"location\s*(?:\.|=)|\bopen\(|\.(?:href|src|srcdoc)\s*=")
# Writes words alone, and has them: one card after another.
_WRITES: Final = re.compile(r"(?:textContent|innerText|nodeValue)\s*=(?!=)|\.text\(\s*[^)\s]")
_HAS: Final = re.compile(r"fetch\(|XMLHttpRequest|\$\.(?:get|getJSON|ajax)\(|axios")
_A_LINE: Final = re.compile(r"([\"'`])(?=[^\"'`]*[А-Яа-яЁё]{3})[^\"'`]{20,}\1")
_LINES: Final = 2
_MENU_NAME: Final = re.compile(r"menu|nav", re.IGNORECASE)
DATA: Final = ("application/ld+json", "application/json", "text/template", "text/x-template", "text/html", "importmap")
_CALLED: Final = ("function", "addEventListener", "onclick", ".click(", "if(", "if (")


def needs_script(walk: Walk, *, home: bool = False, rendered: bool = False) -> bool:
    """An empty shell (hardly any text or links, an application root or bundles), or a menu left to a script.

    An application's root with nothing in it is one whatever stands around it: news, a search, a notice of cookies.
    On the `home` page a head or foot without anything in it is such a menu too: it is the way into the site. So is an
    empty menu there, unless another menu leads on.
    """
    tree = walk.tree
    scripts = tree.by_tag.get("script", [])
    if not scripts or tree.by_tag.get("frame"):
        return False
    if home and _empty_landmark(tree):
        return True
    boxes = boxes_of(tree)
    awaited = _awaits_application(tree, scripts) or _is_unfilled(walk, scripts)
    # A box that a browser left empty is one part of a page that was built otherwise.
    if awaited or _is_drawn(walk, scripts, boxes) or is_to_come(walk) or is_only_loading(walk):
        return True
    if not rendered and (
        is_titled_box(walk, scripts, boxes)
        or is_form_without_fields(tree)
        or is_form_to_come(walk, scripts, boxes, named=home)
        or ((not home or _hardly_leads_on(walk)) and _is_of_components(tree))
    ):
        return True
    if home and not rendered and (_leads_nowhere(walk, scripts) or _is_menu_in_a_file(walk, scripts)):
        return True
    if len(walk.links) < 4 and (text := sum([len(block.text) for block in walk.blocks])) < EMPTY_TEXT:
        root = any(_is_empty(tree.ids.get(name)) for name in _ROOTS) or any(tree.by_tag.get(tag) for tag in _ROOT_TAGS)
        return (
            root
            or any(map(_is_bundle, scripts))
            or _asks_for_scripts(tree)
            or bool(boxes)  # a script looks it up by its name
            or (len(scripts) >= 3 and text < 20)
        )
    if len(walk.links) < A_MENU:
        return _empty_menu(tree)
    led = sum([link.region is Region.MENU for link in walk.links]) >= A_MENU
    return home and not led and _empty_main_menu(tree)


def awaits_parts(walk: Walk, *, home: bool = False, external: bool = False) -> bool:
    """A page that is whole but for parts that come by a script or when somebody opens them: a form, rows of a table,
    what an accordion holds. Only a browser can tell; of a page that nobody has a reason to open in one it says nothing.
    An `external` page (a poll elsewhere) has no menu to wait for.
    """
    tree = walk.tree
    scripts = tree.by_tag.get("script", [])
    if not scripts or tree.by_tag.get("frame"):
        return False
    led = external or not _hardly_leads_on(walk) or (not home and _is_printed(tree))
    return (
        is_switched_off(tree)
        or is_sending_in_doubt(tree)
        or is_table_without_rows(walk)
        or is_timed(tree, scripts)
        or is_form_elsewhere(walk, scripts, boxes_of(tree))
        or (not home and _is_left_to_a_file(walk, scripts))
        or has_empty_sections(walk)
        or (not led and (any(map(_may_build, scripts)) or (home and is_lazy(walk, home=True))))
        or (not home and (has_loading_box(walk, scripts) or is_lazy(walk) or is_shut(walk)))
    )


def _awaits_application(tree: Tree, scripts: list[Node]) -> bool:
    """A root by the name of an application's, without a word or an element in it, and the application to fill it."""
    roots = [tree.ids[name] for name in _ROOTS if name in tree.ids]
    return any(holds_nothing(node) for node in roots) and any(map(_is_bundle, scripts))


def _is_unfilled(walk: Walk, scripts: list[Node]) -> bool:
    """Links or lines that are still a pattern («{{item.link}}»), on a page with a library that fills patterns."""
    linked = any("{{" in link.text or "%7B%7B" in link.url for link in walk.links)
    unfilled = linked or any("{{" in block.text for block in walk.blocks)
    return unfilled and any(_FILLER.search(f"{node.get('src')} {code_of(node)}") for node in scripts)


def _is_drawn(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A page whose own place holds nothing but a box that its own script fills; a menu and a heading stand around."""
    own = [block for block in walk.blocks if block.region is Region.CONTENT and block.kind is not BlockKind.HEADING]
    if (
        not boxes
        or sum([len(block.text) for block in own]) >= EMPTY_TEXT
        or any(link.region is Region.CONTENT and link.block >= 0 for link in walk.links)
    ):
        return False
    code = " ".join([code_of(script) for script in scripts])
    return DRAWS.search(code) is not None and any(is_named(code, name) for name, _ in boxes)


def _is_left_to_a_file(walk: Walk, scripts: list[Node]) -> bool:
    """A page whose own place holds hardly a word and a box with nothing in it, and a script of the site's, in a file
    nobody has looked into, that may fill it; libraries and counters fill none."""
    own = [block for block in walk.blocks if block.region is Region.CONTENT and block.kind is not BlockKind.HEADING]
    if sum([len(block.text) for block in own]) >= EMPTY_TEXT:
        return False
    if any(link.region is Region.CONTENT and link.block >= 0 for link in walk.links):
        return False
    if not any(_is_own_file(script, walk.host) for script in scripts):
        return False
    shown = walk.tree.all("iframe", "form", "table", "object", "embed", "video")
    if any(walk.standing_of(node)[1].region is Region.CONTENT for node in shown):
        return False
    nodes = (node for node in walk.tree.nodes if node.attrs and node.tag in CONTAINERS)
    boxes = (node for node in nodes if is_left_bare(node) and _is_looked_up(node))
    return any(not place.hidden and place.region is Region.CONTENT for _, place, _ in map(walk.standing_of, boxes))


def _is_looked_up(box: Node) -> bool:
    """Whether a box bears what scripts find one by; a mere class («col-md-9») is there for a style."""
    name = box.get("id")
    return bool(name and not _OF_A_LIBRARY.match(name)) or _HOOK.search(box.get("class")) is not None


def _is_own_file(script: Node, own: str) -> bool:
    source = script.get("src")
    there = source.partition("//")[2].partition("/")[0].removeprefix("www.") if "//" in source.partition("?")[0] else ""
    if not source or (there and there != own.removeprefix("www.")):
        return False
    return not (_LIBRARY.search(source) or _BESIDES.search(source) or _PLUGIN.search(source))


def _is_of_components(tree: Tree) -> bool:
    """Elements of the page's own making («<doc-list src=…>») in which nothing stands until a script draws it."""
    named = (tag for tag in tree.by_tag if "-" in tag and not (NO_FORM.search(tag) or _ICON.search(tag)))
    own = (node for tag in named for node in tree.by_tag[tag])
    return any(holds_nothing(node) and node.attrs for node in own)


def _leads_nowhere(walk: Walk, scripts: list[Node]) -> bool:
    """A home page without a single link into its own site, whose menu a script of a file may write."""
    said = sum([len(block.text) for block in walk.blocks])
    return not _ways(walk) and said >= EMPTY_TEXT and any(node.get("src") for node in scripts)


def _is_menu_in_a_file(walk: Walk, scripts: list[Node]) -> bool:
    """A home page that hardly leads anywhere, and a script called a menu: it writes it («document.write»)."""
    return _hardly_leads_on(walk) and any(_MENU_NAME.search(node.get("src").rpartition("/")[2]) for node in scripts)


def _hardly_leads_on(walk: Walk) -> bool:
    return len(_ways(walk)) <= A_MENU


def _ways(walk: Walk) -> set[str]:
    """Addresses of its own site that a page links to; with «www.» and without it a site is the same."""
    own = walk.host.removeprefix("www.")
    return {link.url for link in walk.links if "".join(link.url.split("/", 3)[2:3]).removeprefix("www.") == own}


def _is_printed(tree: Tree) -> bool:
    """A version for the printer («?print=1») has no menu to wait for."""
    printing = any("print(" in node.get(event) for node in tree.nodes if node.attrs for event in ("onclick", "onload"))
    return printing or any("print(" in code_of(script) for script in tree.by_tag.get("script", ()))


def _may_build(script: Node) -> bool:
    """Whether a script may write parts of a page: it comes from a file or makes elements, and does not only count the
    visitors, print, or bring a widget (a map, a chat, a group's news) that leads nowhere on the site."""
    code = code_of(script, _WHOLE)
    makes = bool(script.get("src")) or DRAWS.search(code) is not None or "cloneNode" in code or "write(" in code
    makes = makes or _writes(code)
    return makes and _BESIDES.search(f"{script.get('src')} {code}") is None


def _writes(code: str) -> bool:
    """Whether a script puts words it holds or asks for into what stands there: no clock, no year of the foot."""
    if _WRITES.search(code) is None:
        return False
    return _HAS.search(code) is not None or len(_A_LINE.findall(code)) >= _LINES


def runs_scripts(tree: Tree) -> bool:
    """Whether scripts of the page's own may write in it: more than libraries, counters and data."""
    own = (script for script in tree.by_tag.get("script", ()) if not _LIBRARY.search(script.get("src")))
    return any(script.get("type").lower() not in DATA and (_may_build(script) or _leads_on(script)) for script in own)


def _leads_on(script: Node) -> bool:
    """Whether a script goes elsewhere, or gives something its address: a tile without a link, a viewer."""
    code = code_of(script, _WHOLE)
    return _GOES.search(code) is not None and _BESIDES.search(code) is None


def _is_bundle(script: Node) -> bool:
    return _BUNDLE.search(f"{script.get('src')} type={script.get('type')}") is not None


def _asks_for_scripts(tree: Tree) -> bool:
    return any("javascript" in inner_text(node, 1_000).lower() for node in tree.by_tag.get("noscript", ()))


def _is_empty(node: Node | None) -> bool:
    return node is not None and node.size < EMPTY_TEXT and node.links < 4


def _empty_landmark(tree: Tree) -> bool:
    """A head of the page (or a foot, where no menu stands elsewhere) without a word or an element in it.

    A script brings it from a file of its own.
    """
    if any(holds_nothing(node) for node in tree.by_tag.get("header", ())):
        return True
    led = any(node.links >= A_MENU for node in tree.all("nav", "menu", "header"))
    return not led and any(holds_nothing(node) for node in tree.by_tag.get("footer", ()))


def _empty_menu(tree: Tree) -> bool:
    """A container that is called a menu and holds nothing."""
    for node in tree.all("nav", "ul"):
        if (
            not node.links
            and node.size == 0
            and (node.tag == "nav" or _MENU_NAME.search(node.get("class") + node.get("id")))
        ):
            return True
    named = (node for name, node in tree.ids.items() if _MENU_NAME.search(name))
    return any(node.tag == "div" and not node.links and node.size == 0 and not node.nodes() for node in named)


def _empty_main_menu(tree: Tree) -> bool:
    """A <nav>, or a list or box called a menu by its id, that holds nothing: not one column of many in a menu."""
    named = (node for name, node in tree.ids.items() if node.tag in ("ul", "div") and _MENU_NAME.search(name))
    return any(map(holds_nothing, (*tree.by_tag.get("nav", ()), *named)))


def refresh_of(walk: Walk, base: str) -> str:
    """Target of a meta refresh (of at most 30 seconds), or of a script that does nothing but go elsewhere."""
    tree = walk.tree
    for meta in tree.by_tag.get("meta", ()):
        if meta.get("http-equiv").strip().lower() == "refresh":
            content = meta.get("content")
            match = _REFRESH.search(content)
            delay = re.match(r"\s*(\d+)", content)
            if match and (delay is None or int(delay.group(1)[:6]) <= 30):
                return absolute(base, match.group(1).strip())
    if len(walk.links) > 3 or sum(len(block.text) for block in walk.blocks) > 400:
        return ""
    for script in tree.by_tag.get("script", ()):
        code = "".join(child for child in script.children if isinstance(child, str))
        if not code or len(code) > 2_000 or any(word in code for word in _CALLED):
            continue
        if go := GO.search(code):
            return absolute(base, go.group(1) or go.group(2))
    return ""
