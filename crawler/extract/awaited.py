"""Forms and tables that a page leaves to its scripts: a place for them is there, and nothing in it yet."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.boxes import (
    A_MENU,
    A_WORD,
    CONTAINERS,
    DRAWS,
    EMPTY_TEXT,
    NO_FORM,
    OVERLAY,
    Boxes,
    code_of,
    holds_nothing,
    is_named,
    is_to_be_filled,
)
from crawler.extract.fields import is_button, is_disabled, is_real_field
from crawler.extract.labels import FIELD_TAGS
from crawler.extract.openers import PAPERS
from crawler.extract.panels import is_hidden
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.walk import Walk
from crawler.items import BlockKind, Region

_CODE: Final = 20_000  # characters of a script in which it names the boxes it fills
_LEAD_IN: Final = 600  # characters of text between a heading and a form
_NOTICES: Final = 2  # texts of a page that is being loaded
_SEVERAL: Final = 2  # headings with nothing under them; one may head a picture that a style draws
_AROUND: Final = 4  # elements around a title that make it a card
_TITLES: Final = ("h2", "h3", "h4", "h5", "h6")
_FILLING: Final = (
    "img", "iframe", "form", "table", "video", "audio", "object", "embed", "input", "select", "textarea", "button",
    "canvas", "svg", "details",
)  # fmt: skip
_SHOWN: Final = frozenset({"a", "img", "button", "iframe", "input", "select", "textarea"})
_DOTS: Final = 3  # characters that stand for what comes
_ADDRESS: Final = re.compile(
    r"(?:/|\.{1,2}/|[\w-]+/)[\w./-]*\.(?:html?|php|aspx?|json|jsonl|txt|md|xml|[ct]sv|ya?ml|js)(?:\?\S*)?"
)
_SOURCE: Final = re.compile(  # how a part of its name begins: «data-target» only sounds like «get»
    r"-(?:part(?!ic)|block|include|src|url|href|load(?!ed)|fetch|get|remote|source|sheet|feed|json|api|lazy|section|module"
    r"|template|ajax|list(?![a-z]))"
)
_PART: Final = re.compile(r"(?!(?:true|false|yes|no|on|off|auto|none)$)[\w-]*[a-z][\w-]*", re.IGNORECASE)
# What a style or a player shows, by its address or the name of the box: no text comes there.
_MEDIA: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|mp[34]|webm|pdf)(?:\?|$)", re.IGNORECASE)
_PICTURED: Final = re.compile(
    r"(?:^|[ _-])(?:bg|background|img|image|pic|thumb|cover|parallax|icon|burger|anchor|decor)", re.IGNORECASE
)
_ASKS_FOR_SCRIPTS: Final = re.compile(r"java ?script|скрипт|сценари|браузер|подожд", re.IGNORECASE)
_OF_PAPERS: Final = re.compile(rf"{PAPERS}|анкет|опрос|голосовани|обращени|написать|обратн\w+ связ", re.IGNORECASE)
_BY_DAY: Final = re.compile(r"new Date\((?=[\"'\d]).{0,400}?(?:disabled|remove|innerHTML|hidden|display)", re.DOTALL)
_FIELDS_MADE: Final = re.compile(
    r"createElement\(\s*[\"'](?:form|input|textarea|select)|<(?:form|input|textarea|select)\b|[\"'](?:textarea|radio)[\"']"
)
_LOADING: Final = re.compile(
    r"\W*(?:(?:идёт|идет|подождите|пожалуйста)\W+){0,3}(?:(?:\w+\s+){0,3}(?:загружа\w+|загрузк[аи])(?:\s+\w+){0,3}|loading)\W*"
    r"(?:(?:подождите|пожалуйста|секунду)\W*){0,3}",
    re.IGNORECASE,
)
# No text of the page's own; «Загрузка файла» stands over a field.
_LOADED_ELSE: Final = re.compile(
    r"\bкарт(?:а|ы|у)\b|файл|\bфото|изображ|картин|видео|погод|комментар|сч[её]тчик|виджет|баннер|плеер|плейер",
    re.IGNORECASE,
)
_CURTAIN: Final = re.compile(r"(?:^|[ _-])(?:pre)?load(?:er|ing)?(?:[ _-]|$)|spinner|splash|curtain", re.IGNORECASE)
_FORM_WORDS: Final = re.compile(
    r"анкет|опрос|\bформ[аыу]\b|вопрос|голосован|обращени|обратн|написать|отзыв|при[её]мная"
    r"|anket|opros|quiz|poll|vote|survey|golosov|feedback|obratn|obrashen|vopros|priemn",
    re.IGNORECASE,
)
_POLL_WORDS: Final = re.compile(
    r"анкет|(?<!в)опрос|голосован|anket|(?<!v)opros|quiz|poll|vote|survey|golosov", re.IGNORECASE
)
# «Вопросы и ответы», «Обращение директора к родителям»: to be read
_NO_APPEAL: Final = re.compile(
    r"вопрос\w*\W{1,3}(?:и )?ответ|ответ\w* на .*вопрос|часто задаваем|отзыв\w* (?:о|об) |обратн\w+ (?:сторон|отсч|пут)"
    r"|обращени[ея] (?:директор|главн|глав[аы]\b|руковод|заведующ|к (?:родител|жител|граждан|читател|посетител))"
    r"|обращени\w+ с\b",
    re.IGNORECASE,
)
_FORM_BOXES: Final = ("div", "fieldset", "ol", "ul", "section", "tbody")
_FORM_NODES: Final = 60  # a form with more elements in it is a whole page of ASP.NET


def is_titled_box(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A heading or the title of a panel («Опрос») under which nothing stands but a box, and the script to fill it."""
    blocks = walk.blocks
    codes: list[str] | None = None
    for name, node in boxes:
        section, _, before = walk.standing_of(node)
        alone = before == len(blocks) or before > len(blocks) or blocks[before].section != section
        if section < 0 or section != before - 1 or not alone:
            continue
        if codes is None:
            codes = [code for script in scripts if DRAWS.search(code := code_of(script, _CODE))]
        if any(is_named(code, name) for code in codes):
            return True
    return False


def is_form_to_come(walk: Walk, scripts: list[Node], boxes: Boxes, *, named: bool) -> bool:
    """A box under a heading and a few words («Напишите нам, ответит директор») that a script fills with a form.

    `named`: only where the heading itself calls it one; a home page has boxes of many kinds.
    """
    codes = [code for script in scripts if boxes and _FIELDS_MADE.search(code := code_of(script, _CODE))]
    for name, node in boxes if codes else ():
        section, place, before = walk.standing_of(node)
        if section < 0 or place.region is not Region.CONTENT or place.hidden or NO_FORM.search(name):
            continue
        if named and not _FORM_WORDS.search(walk.blocks[section].text):
            continue
        said = sum([len(block.text) for block in walk.blocks[section + 1 : before]])
        if said < _LEAD_IN and any(is_named(code, name) for code in codes):
            return True
    return False


def is_form_elsewhere(walk: Walk, scripts: list[Node], boxes: Boxes) -> bool:
    """A box that its name or its heading calls a form, on a page without one: a script of a file may bring it."""
    tree = walk.tree
    if not boxes or not any(script.get("src") for script in scripts):
        return False
    chosen = any(field.get("type").lower() == "radio" for field in tree.by_tag.get("input", ()))
    written = bool(tree.by_tag.get("textarea"))
    for name, node in boxes:
        section, place, before = walk.standing_of(node)
        if section < 0 or place.region is not Region.CONTENT or place.hidden or NO_FORM.search(name):
            continue
        said = sum([len(block.text) for block in walk.blocks[section + 1 : before]])
        heading = walk.blocks[section].text
        called = f"{heading} {name}"
        there = chosen if _POLL_WORDS.search(called) else written
        if said < _LEAD_IN and not there and _FORM_WORDS.search(called) and not _NO_APPEAL.search(heading):
            return True
    return False


def is_to_come(walk: Walk) -> bool:
    """A heading under which hardly anything stands but the words that something is being loaded."""
    blocks = walk.blocks
    for index, block in enumerate(blocks):
        text, section = block.text, block.section
        if len(text) > A_WORD or not ("агру" in text or "oading" in text) or section < 0:
            continue
        if block.region is not Region.CONTENT or block.kind is BlockKind.HEADING or not _LOADING.fullmatch(text):
            continue
        if _FORM_WORDS.search(text):  # «Форма загружается…»
            return True
        if not _FORM_WORDS.search(blocks[section].text):
            continue  # a map, a list, a picture over the whole page
        if index == section + 1:  # right under its heading, whatever follows: a foot of the page is no part of it
            return True
        beside = sum([len(one.text) for one in blocks if one.section == section])
        if beside < EMPTY_TEXT and not any(link.section == section and link.block >= 0 for link in walk.links):
            return True
    return False


def is_form_without_fields(tree: Tree) -> bool:
    """A <form> that asks nothing: a named one with nothing in it, or one around an empty box, for a script to fill."""
    for form in tree.by_tag.get("form", ()):
        inside = list(form.iter())
        if not form.size and is_to_be_filled(form) and not any(node.tag in _SHOWN for node in inside):
            return True
        asks = (node for node in inside if node.tag in FIELD_TAGS and not is_button(node))
        if (len(inside) < _FORM_NODES or form.links < A_MENU) and not any(map(is_real_field, asks)):
            boxes = (node for node in inside if node.tag in _FORM_BOXES and node is not form)
            if any(_is_bare(box) and is_to_be_filled(box) for box in boxes):
                return True
    return False


def _is_bare(box: Node) -> bool:
    """Nothing stands in a box but what is said to those without scripts: «Включите JavaScript»."""
    return not box.size and all(node.tag == "noscript" for node in box.nodes())


def is_table_without_rows(walk: Walk) -> bool:
    """A table that has only its head («Год | Вид | Документ») or nothing at all, in the page's own place: a script
    writes the rows."""
    for table in walk.tree.by_tag.get("table", ()):
        cells = {node.tag for node in table.iter()}
        if not cells.isdisjoint(("td", "img")) or walk.standing_of(table)[1].region is not Region.CONTENT:
            continue
        named = " ".join([f"{node.get('class')} {node.get('id')}" for node in (table, *table.nodes())])
        headed = "th" in cells and any(node.tag == "tbody" and holds_nothing(node) for node in table.nodes())
        if (headed or holds_nothing(table)) and not NO_FORM.search(named):  # no calendar
            return True
    return False


def is_switched_off(tree: Tree) -> bool:
    """A <form> all of whose fields are disabled: many a script lets them be used only when it is ready itself."""
    for form in tree.by_tag.get("form", ()):
        asks = [node for node in form.iter() if node.tag in FIELD_TAGS and not is_button(node) and is_real_field(node)]
        if len(asks) > 1 and all(map(is_disabled, asks)):
            return True
    return False


def is_sending_in_doubt(tree: Tree) -> bool:
    """A <form> of several questions whose every button is disabled, or calls something instead of sending: a browser
    can tell whether it is ever let be used, and whether what it calls is there."""
    for form in tree.by_tag.get("form", ()):
        inside = list(form.iter())
        if len({node.get("name") for node in inside if node.get("type").lower() == "radio"}) > 1:
            senders = [node for node in inside if is_button(node) and node.get("type").lower() != "reset"]
            if senders and all(is_disabled(node) or _only_calls(node) for node in senders):
                return True
    return False


def _only_calls(button: Node) -> bool:
    return button.get("type").lower() == "button" and "(" in button.get("onclick")


def has_loading_box(walk: Walk, scripts: list[Node]) -> bool:
    """A box in which nothing stands but the words that something is being loaded, and a script that may bring it; no
    curtain over the page."""
    for node in walk.tree.nodes:
        if node.tag not in CONTAINERS or not 0 < node.size <= A_WORD or node.links:
            continue
        said = inner_text(node, A_WORD + 1)
        if not _LOADING.fullmatch(said) or _LOADED_ELSE.search(said):
            continue
        if walk.standing_of(node)[1].region is not Region.CONTENT:
            continue
        if any(map(is_hidden, (node, *node.ancestors(_AROUND)))):  # it is shown while something asked for comes
            continue
        names = " ".join([f"{one.get('class')} {one.get('id')}" for one in (node, *node.ancestors(2))])
        if _CURTAIN.search(names) or NO_FORM.search(names) or OVERLAY.search(f"{node.get('class')} {node.get('id')}"):
            continue
        name = node.get("id")
        for script in scripts:
            code = code_of(script, _CODE)
            named = bool(name) and (is_named(code, name) or f"{name}.inner" in code)  # an id is a variable, too
            if script.get("src") or (named and DRAWS.search(code)):
                return True
    return False


def is_lazy(walk: Walk, *, home: bool = False) -> bool:
    """A box that says where its contents lie (`data-part=/parts/form.html`, `hx-get=…`), and holds none of them.

    On a `home` page that hardly leads on wherever it stands: its menu may come so.
    """
    for node in walk.tree.nodes:
        if node.attrs and node.tag in CONTAINERS and node.size <= A_WORD and not node.nodes():
            if not any(map(_is_source, node.attrs, node.attrs.values())):
                continue
            if node.size > _DOTS and not _LOADING.fullmatch(inner_text(node, A_WORD + 1)):
                continue
            names = node.get("class")
            if _PICTURED.search(names):
                continue
            own = walk.standing_of(node)[1].region is Region.CONTENT and not NO_FORM.search(names)
            if own or home:
                return True
    return False


def _is_source(name: str, value: str) -> bool:
    """Whether an attribute tells where, or by which name, a script finds what belongs into an element."""
    if "-" not in name or not value or _MEDIA.search(value):
        return False
    if _ADDRESS.fullmatch(value):
        return True
    return _SOURCE.search(name) is not None and (_PART.fullmatch(value) is not None or value[0] == "/")


def is_only_loading(walk: Walk) -> bool:
    """A page whose own place holds nothing but the words that something is being loaded."""
    own = [block for block in walk.blocks if block.region is Region.CONTENT and block.kind is not BlockKind.HEADING]
    waiting = [block for block in own if _LOADING.fullmatch(block.text[:A_WORD])]
    rest = (block.text for block in own if block not in waiting)
    if not waiting or len(own) > _NOTICES or not all(map(_ASKS_FOR_SCRIPTS.search, rest)):
        return False
    if any(link.region is Region.CONTENT and link.block >= 0 for link in walk.links):
        return False
    frames = walk.tree.by_tag.get("iframe", ())  # it may be a curtain over what stands in one
    return not any(walk.standing_of(node)[1].region is Region.CONTENT for node in frames)


def has_empty_sections(walk: Walk) -> bool:
    """Headings of papers and forms one after another with nothing under them («Документы», «Результаты»): a script
    writes it. Other headings («Хамам», «Джакузи») may be all that is said."""
    filled = {block.section for block in walk.blocks}
    for link in walk.links:
        if link.block >= 0:
            filled |= {link.section, link.block}  # a title of a piece of news leads to what it heads
    bare = [
        index
        for index, block in enumerate(walk.blocks)
        if block.kind is BlockKind.HEADING and block.level > 1 and block.region is Region.CONTENT and not block.hidden
        and index not in filled
        and _OF_PAPERS.search(block.text)
        and _is_followed_up(walk, index)
    ]  # fmt: skip
    if len(bare) < _SEVERAL:
        return False
    shown = {walk.standing_of(node)[0] for node in walk.tree.all(*_FILLING)}
    # bold lines act as headings, too, and head nothing: «Директор», «Иванов И. И.»
    titles = {walk.tree.pointer(node): node for node in walk.tree.all(*_TITLES)}
    nodes = [titles.get(walk.blocks[index].pointer) for index in bare if index not in shown]
    return sum([node is not None and _may_head(node) for node in nodes]) >= _SEVERAL


def _is_followed_up(walk: Walk, index: int) -> bool:
    """Whether what comes after a heading is no part of it: another as high as itself, or nothing."""
    after = walk.blocks[index + 1] if index + 1 < len(walk.blocks) else None
    if after is None or after.region is not Region.CONTENT:
        return True
    return after.kind is BlockKind.HEADING and after.level <= walk.blocks[index].level


def _may_head(title: Node) -> bool:
    """Whether something may come below a title: not below the first of two lines of one, nor over somebody's widget,
    nor on a card or a slide, which a style fills and a click leads on from."""
    for around in title.ancestors(_AROUND):
        if around.tag == "a" or "onclick" in around.attrs or "background" in around.get("style"):
            return False
        if NO_FORM.search(around.get("class")):
            return False
    beside = title.parent.nodes() if title.parent is not None else []
    place = next((at for at, one in enumerate(beside) if one is title), len(beside))
    if place + 1 >= len(beside):
        return True
    following = beside[place + 1]
    names = f"{following.get('class')} {following.get('id')}"
    return following.tag not in _TITLES and not (NO_FORM.search(names) or OVERLAY.search(names))


def is_timed(tree: Tree, scripts: list[Node]) -> bool:
    """Questions to answer on a page whose script looks at the day: after some day it closes them."""
    groups = {field.get("name") for field in tree.by_tag.get("input", ()) if field.get("type").lower() == "radio"}
    return len(groups) > 1 and any(_BY_DAY.search(code_of(script, _CODE)) for script in scripts)
