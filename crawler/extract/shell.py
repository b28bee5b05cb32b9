"""Pages that are nothing without their scripts, and redirects that only a script performs."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.fields import FIELD_TAGS, is_button, is_disabled, is_real_field
from crawler.extract.openers import FURTHER, may_be_pressed
from crawler.extract.tags import ANCHOR
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.urls import absolute
from crawler.extract.walk import Walk
from crawler.items import BlockKind, Region

Boxes = list[tuple[str, Node]]  # containers with a name of their own and nothing in them
_ROOTS: Final = (
    "root", "app", "__next", "__nuxt", "main-app", "react-root", "application", "vue-app", "gatsby", "svelte",
)  # fmt: skip
_ROOT_TAGS: Final = ("app-root", "app", "router-view", "my-app")
_BUNDLE: Final = re.compile(
    r"(?:^|/)(?:main|app|bundle|chunk|index|runtime|vendors?|polyfills)[\w.~-]*\.js|/_next/|/_nuxt/|/assets/index|type=module|webpack"
)
_DRAWS: Final = re.compile(r"createElement|innerHTML|appendChild|insertAdjacent|\.append\(|\.html\(")
_FILLER: Final = re.compile(r"angular|vue|alpine|mustache|handlebars|knockout|createApp", re.IGNORECASE)
_REFRESH: Final = re.compile(r"url\s*=\s*[\"']?\s*([^\"'>\s][^\"'>]*)", re.IGNORECASE)
_GO: Final = re.compile(
    r"(?:window\.|document\.|self\.|top\.|parent\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
    r"|location\.(?:replace|assign)\(\s*[\"']([^\"']+)[\"']"
)
_CONTAINERS: Final = ("div", "ul", "main", "section", "tbody", "article")
_GLANCE: Final = 2_000  # characters of a script that tell what it does with the page
_CODE: Final = 20_000  # … in which it names the boxes it fills
_EMPTY_TEXT: Final = 200
_A_WORD: Final = 80  # characters of a text that stands in for what comes
_LEAD_IN: Final = 600  # characters of text between a heading and a form
_FIELDS_MADE: Final = re.compile(
    r"createElement\(\s*[\"'](?:form|input|textarea|select)|<(?:form|input|textarea|select)\b|[\"'](?:textarea|radio)[\"']"
)
_LOADING: Final = re.compile(
    r"\W*(?:(?:идёт|идет|подождите|пожалуйста)\W+){0,3}(?:(?:\w+\s+){0,3}(?:загружа\w+|загрузк[аи])(?:\s+\w+){0,3}|loading)\W*"
    r"(?:(?:подождите|пожалуйста|секунду)\W*){0,3}",
    re.IGNORECASE,
)
_FORM_WORDS: Final = re.compile(
    r"анкет|опрос|\bформ[аыу]\b|вопрос|голосован|обращени|обратн|написать|отзыв|при[её]мная"
    r"|anket|opros|quiz|poll|vote|survey|golosov|feedback|obratn|obrashen|vopros|priemn",
    re.IGNORECASE,
)
_POLL_WORDS: Final = re.compile(
    r"анкет|(?<!в)опрос|голосован|anket|(?<!v)opros|quiz|poll|vote|survey|golosov", re.IGNORECASE
)
_NO_FORM: Final = re.compile(
    r"map|kart|slid|carousel|comment|chart|galler|calendar|weather|pogod|(?:^|[_-])ads?(?:[_-]|\d|$)|advert|reklam|rtb"
    r"|metri|share|player|video|phot|foto",
    re.IGNORECASE,
)
# «Вопросы и ответы», «Обращение директора к родителям»: to be read
_NO_APPEAL: Final = re.compile(
    r"вопрос\w*\W{1,3}(?:и )?ответ|ответ\w* на .*вопрос|часто задаваем|отзыв\w* (?:о|об) |обратн\w+ (?:сторон|отсч|пут)"
    r"|обращени[ея] (?:директор|главн|глав[аы]\b|руковод|заведующ|к (?:родител|жител|граждан|читател|посетител))"
    r"|обращени\w+ с\b",
    re.IGNORECASE,
)
_TITLES: Final = ("h2", "h3", "h4", "h5", "dt")
_SEEN: Final = frozenset(
    {"a", "img", "iframe", "object", "embed", "input", "select", "textarea", "svg", "video", "canvas"}
)
_YEAR: Final = re.compile(r"\b20[012]\d\b")
_TOGGLING: Final = re.compile(r"acc|toggle|spoiler|collaps|expand|fold|tab", re.IGNORECASE)
# So are called the titles of an accordion, and many a plain heading.
_TITLED: Final = re.compile(r"title", re.IGNORECASE)
_OPENERS: Final = 200
_FURTHER: Final = re.compile(FURTHER, re.IGNORECASE)
_A_NAME: Final = re.compile(r"[а-яёa-z]{2}", re.IGNORECASE)
_FORM_BOXES: Final = ("div", "fieldset", "ol", "ul", "section", "tbody")
_DECORATION: Final = re.compile(
    r"clear|ico|spinner|load|captcha|line|sep|divid|border|deco|dots?\b|arrow|shadow|overlay|backdrop|space|share|like"
    r"|count|badge|result|response|output|error|alert|status|msg|tooltip|hint",
    re.IGNORECASE,
)
_FORM_NODES: Final = 60  # a form with more elements in it is a whole page of ASP.NET
_A_MENU: Final = 3  # links
_MENU_NAME: Final = re.compile(r"menu|nav", re.IGNORECASE)
_OVERLAY: Final = re.compile(
    r"message|modal|overlay|mask|loader|notif|toast|top|scroll|counter|widget|vk_|banner|popup", re.IGNORECASE
)
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
    boxes = _boxes(tree)
    awaited = _awaits_application(tree, scripts) or _is_unfilled(walk, scripts)
    # A box that a browser left empty is one part of a page that was built otherwise.
    if awaited or _is_drawn(walk, scripts, boxes) or _is_to_come(walk):
        return True
    if not rendered and (
        _is_titled_box(walk, scripts, boxes)
        or _is_form_without_fields(tree)
        or _is_switched_off(tree)
        or _is_table_without_rows(walk)
    ):
        return True
    if not rendered and (
        _is_form_to_come(walk, scripts, boxes, named=home) or _is_form_elsewhere(walk, scripts, boxes)
    ):
        return True
    if not (rendered or home) and (_is_unfolded(walk) or _is_of_components(tree)):
        return True
    if home and not rendered and _leads_nowhere(walk, scripts):
        return True
    if len(walk.links) < 4 and (text := sum([len(block.text) for block in walk.blocks])) < _EMPTY_TEXT:
        root = any(_is_empty(tree.ids.get(name)) for name in _ROOTS) or any(tree.by_tag.get(tag) for tag in _ROOT_TAGS)
        return (
            root
            or any(map(_is_bundle, scripts))
            or _asks_for_scripts(tree)
            or bool(boxes)  # a script looks it up by its name
            or (len(scripts) >= 3 and text < 20)
        )
    if len(walk.links) < _A_MENU:
        return _empty_menu(tree)
    led = sum([link.region is Region.MENU for link in walk.links]) >= _A_MENU
    return home and not led and _empty_main_menu(tree)


def _awaits_application(tree: Tree, scripts: list[Node]) -> bool:
    """A root by the name of an application's, without a word or an element in it, and the application to fill it."""
    roots = [tree.ids[name] for name in _ROOTS if name in tree.ids]
    return any(_holds_nothing(node) for node in roots) and any(map(_is_bundle, scripts))


def _is_unfilled(walk: Walk, scripts: list[Node]) -> bool:
    """Links or lines that are still a pattern («{{item.link}}»), on a page with a library that fills patterns."""
    linked = any("{{" in link.text or "%7B%7B" in link.url for link in walk.links)
    unfilled = linked or any("{{" in block.text for block in walk.blocks)
    return unfilled and any(_FILLER.search(f"{node.get('src')} {_code(node)}") for node in scripts)


def _is_drawn(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A page whose own place holds nothing but a box that its own script fills; a menu and a heading stand around."""
    own = [block for block in walk.blocks if block.region is Region.CONTENT and block.kind is not BlockKind.HEADING]
    if (
        not boxes
        or sum([len(block.text) for block in own]) >= _EMPTY_TEXT
        or any(link.region is Region.CONTENT and link.block >= 0 for link in walk.links)
    ):
        return False
    code = " ".join([_code(script) for script in scripts])
    return _DRAWS.search(code) is not None and any(_names(code, name) for name, _ in boxes)


def _is_titled_box(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A heading or the title of a panel («Опрос») under which nothing stands but a box, and the script to fill it."""
    blocks = walk.blocks
    codes: list[str] | None = None
    for name, node in boxes:
        section, _, before = walk.standing_of(node)
        alone = before == len(blocks) or before > len(blocks) or blocks[before].section != section
        if section < 0 or section != before - 1 or not alone:
            continue
        if codes is None:
            codes = [code for script in scripts if _DRAWS.search(code := _code(script, _CODE))]
        if any(_names(code, name) for code in codes):
            return True
    return False


def _is_form_to_come(walk: Walk, scripts: list[Node], boxes: Boxes, *, named: bool) -> bool:
    """A box under a heading and a few words («Напишите нам, ответит директор») that a script fills with a form.

    `named`: only where the heading itself calls it one; a home page has boxes of many kinds.
    """
    codes = [code for script in scripts if boxes and _FIELDS_MADE.search(code := _code(script, _CODE))]
    for name, node in boxes if codes else ():
        section, place, before = walk.standing_of(node)
        if section < 0 or place.region is not Region.CONTENT or place.hidden or _NO_FORM.search(name):
            continue
        if named and not _FORM_WORDS.search(walk.blocks[section].text):
            continue
        said = sum([len(block.text) for block in walk.blocks[section + 1 : before]])
        if said < _LEAD_IN and any(_names(code, name) for code in codes):
            return True
    return False


def _is_form_elsewhere(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A box that its name or its heading calls a form, on a page without one: a script of a file may bring it."""
    tree = walk.tree
    if not boxes or not any(script.get("src") for script in scripts):
        return False
    chosen = any(field.get("type").lower() == "radio" for field in tree.by_tag.get("input", ()))
    written = bool(tree.by_tag.get("textarea"))
    for name, node in boxes:
        section, place, before = walk.standing_of(node)
        if section < 0 or place.region is not Region.CONTENT or place.hidden or _NO_FORM.search(name):
            continue
        said = sum([len(block.text) for block in walk.blocks[section + 1 : before]])
        heading = walk.blocks[section].text
        called = f"{heading} {name}"
        there = chosen if _POLL_WORDS.search(called) else written
        if said < _LEAD_IN and not there and _FORM_WORDS.search(called) and not _NO_APPEAL.search(heading):
            return True
    return False


def _is_to_come(walk: Walk) -> bool:
    """A heading under which hardly anything stands but the words that something is being loaded."""
    blocks = walk.blocks
    for index, block in enumerate(blocks):
        text, section = block.text, block.section
        if len(text) > _A_WORD or not ("агру" in text or "oading" in text) or section < 0:
            continue
        if block.region is not Region.CONTENT or block.kind is BlockKind.HEADING or not _LOADING.fullmatch(text):
            continue
        if not (_FORM_WORDS.search(text) or _FORM_WORDS.search(blocks[section].text)):
            continue  # a map, a list, a picture over the whole page
        if index == section + 1:  # right under its heading, whatever follows: a foot of the page is no part of it
            return True
        beside = sum([len(one.text) for one in blocks if one.section == section])
        if beside < _EMPTY_TEXT and not any(link.section == section and link.block >= 0 for link in walk.links):
            return True
    return False


def _is_form_without_fields(tree: Tree) -> bool:
    """A <form> that asks nothing: a named one with nothing in it, or one around an empty box, for a script to fill."""
    for form in tree.by_tag.get("form", ()):
        if _holds_nothing(form) and _is_to_be_filled(form):
            return True
        inside = list(form.iter())
        asks = (node for node in inside if node.tag in FIELD_TAGS and not is_button(node))
        if (len(inside) < _FORM_NODES or form.links < _A_MENU) and not any(map(is_real_field, asks)):
            boxes = (node for node in inside if node.tag in _FORM_BOXES and node is not form)
            if any(_holds_nothing(box) and _is_to_be_filled(box) for box in boxes):
                return True
    return False


def _is_table_without_rows(walk: Walk) -> bool:
    """A table that has only its head («Год | Вид | Документ»), in the page's own place: a script writes the rows."""
    for body in walk.tree.by_tag.get("tbody", ()):
        table = body.parent
        if table is not None and table.tag == "table" and _holds_nothing(body) and table.size:
            heads = any(node.tag == "th" for node in table.iter())
            if heads and walk.standing_of(table)[1].region is Region.CONTENT:
                return True
    return False


def _is_switched_off(tree: Tree) -> bool:
    """A <form> all of whose fields are disabled: many a script lets them be used only when it is ready itself."""
    for form in tree.by_tag.get("form", ()):
        asks = [node for node in form.iter() if node.tag in FIELD_TAGS and not is_button(node) and is_real_field(node)]
        if len(asks) > 1 and all(map(is_disabled, asks)):
            return True
    return False


def _is_unfolded(walk: Walk) -> bool:
    """What opens what is not there yet, or a form that stands as a pattern until a script copies it."""
    tree = walk.tree
    titled = 0
    for opener in (*tree.all("button", "summary", *_TITLES), *tree.toggles, *_leading_nowhere(tree)):
        if not (_opens_nothing(opener, tree) and walk.standing_of(opener)[1].region is Region.CONTENT):
            continue
        if opener.tag not in _TITLES or "onclick" in opener.attrs or _TOGGLING.search(opener.get("class")):
            return True
        titled += 1  # an accordion has several; one heading stands over a box for something else
        if titled > 1:
            return True
    if any(node.tag == "textarea" for template in tree.by_tag.get("template", ()) for node in template.iter()):
        return True
    return any(map(_chooses_year, tree.by_tag.get("select", ())))


def _chooses_year(choice: Node) -> bool:
    """A list of years outside forms: with each of them a script shows other papers."""
    years = sum(bool(_YEAR.search(inner_text(one, 40))) for one in choice.iter() if one.tag == "option")
    return years > 1 and not any(parent.tag == "form" for parent in choice.ancestors(20))


def _leading_nowhere(tree: Tree) -> list[Node]:
    return [node for node in tree.nodes if node.flags & ANCHOR and node.attrs.get("href", "#") in ("", "#")][:_OPENERS]


def _is_bare(node: Node) -> bool:
    """Nothing to read, to press or to look at, whatever boxes stand in it."""
    return node.tag in _CONTAINERS and not node.size and not any(item.tag in _SEEN for item in node.iter())


def _opens_nothing(opener: Node, tree: Tree) -> bool:
    """Whether right after a control, or after a row of them, stands a box with nothing in it; or a list goes on."""
    above = opener.parent
    names = opener.get("class")
    if opener.tag in _TITLES and not ("onclick" in opener.attrs or _TOGGLING.search(names) or _TITLED.search(names)):
        return False
    if above is None or opener.size > _A_WORD or any(parent.tag == "form" for parent in opener.ancestors(20)):
        return False
    said = inner_text(opener, _A_WORD)
    if not (_A_NAME.search(said) and may_be_pressed(said)):
        return False  # an anchor, a burger, a counter; «Наверх», «Печать», «Поделиться»
    if opener.tag == "summary":
        return above.size == opener.size and len(above.nodes()) == 1
    if opener.tag not in _TITLES and _FURTHER.search(said):
        return True
    shown = tree.ids.get(opener.get("aria-controls"))
    if shown is not None and _is_bare(shown):
        return True
    if len(above.nodes()) == 1 and above.tag not in ("body", "form") and above.parent is not None:
        opener, above = above, above.parent  # «<h3><button>Планы</button></h3><div></div>»
    row = above.parent if above.tag == "li" else above
    beside = above.nodes()
    place = next((at for at, one in enumerate(beside) if one is opener), len(beside))
    following = beside[place + 1] if place + 1 < len(beside) else None
    before = beside[place - 1] if 0 < place < len(beside) else None
    if before is not None and "id" in before.attrs and _is_left_open(before):
        return True  # «Показать результаты» below the box they come into
    if following is not None:
        return _is_left_open(following)
    if (place == 0 and row is above) or row is None or row.parent is None:
        return False  # one control alone is no row
    around = row.parent.nodes()
    place = next((at for at, one in enumerate(around) if one is row), len(around))
    return place + 1 < len(around) and _is_left_open(around[place + 1])


def _is_left_open(box: Node) -> bool:
    """A box with nothing in it that is there for contents: no line, no place for a map or somebody's widget."""
    if box.tag not in _CONTAINERS or not _holds_nothing(box):
        return False
    names = f"{box.get('class')} {box.get('id')}"
    other = any(words.search(names) for words in (_DECORATION, _NO_FORM, _OVERLAY))
    return not other and "clear" not in box.get("style")


def _is_of_components(tree: Tree) -> bool:
    """Elements of the page's own making («<doc-list src=…>») in which nothing stands until a script draws it."""
    own = (node for tag, nodes in tree.by_tag.items() if "-" in tag and not _NO_FORM.search(tag) for node in nodes)
    return any(_holds_nothing(node) and node.attrs for node in own)


def _leads_nowhere(walk: Walk, scripts: list[Node]) -> bool:
    """A home page without a single link into its own site, whose menu a script of a file may write."""
    inside = any(link.url.split("/", 3)[2:3] == [walk.host] for link in walk.links if "://" in link.url)
    said = sum([len(block.text) for block in walk.blocks])
    return not inside and said >= _EMPTY_TEXT and any(node.get("src") for node in scripts)


def _is_to_be_filled(box: Node) -> bool:
    names = f"{box.get('class')} {box.get('id')}".strip()
    return box.tag == "fieldset" or (bool(names) and not _DECORATION.search(names))


def _boxes(tree: Tree) -> Boxes:
    """Containers with a name of their own and nothing in them."""
    return [
        (name, node)
        for name, node in tree.ids.items()
        if node.tag in _CONTAINERS and _holds_nothing(node) and not _OVERLAY.search(name)
    ]


def _names(code: str, name: str) -> bool:
    return f'"{name}"' in code or f"'{name}'" in code or f"#{name}" in code


def _code(script: Node, limit: int = _GLANCE) -> str:
    return "".join([child for child in script.children if isinstance(child, str)])[:limit]


def _is_bundle(script: Node) -> bool:
    return _BUNDLE.search(f"{script.get('src')} type={script.get('type')}") is not None


def _asks_for_scripts(tree: Tree) -> bool:
    return any("javascript" in inner_text(node, 1_000).lower() for node in tree.by_tag.get("noscript", ()))


def _is_empty(node: Node | None) -> bool:
    return node is not None and node.size < _EMPTY_TEXT and node.links < 4


def _empty_landmark(tree: Tree) -> bool:
    """A head of the page (or a foot, where no menu stands elsewhere) without a word or an element in it.

    A script brings it from a file of its own.
    """
    if any(_holds_nothing(node) for node in tree.by_tag.get("header", ())):
        return True
    led = any(node.links >= _A_MENU for node in tree.all("nav", "menu", "header"))
    return not led and any(_holds_nothing(node) for node in tree.by_tag.get("footer", ()))


def _holds_nothing(node: Node) -> bool:
    return node.size == 0 and not node.nodes()


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
    return any(map(_holds_nothing, (*tree.by_tag.get("nav", ()), *named)))


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
        if go := _GO.search(code):
            return absolute(base, go.group(1) or go.group(2))
    return ""
