"""The same page in other clothes: rewritings of HTML after which a person would see and say the same.

Each is what some real site looks like: made by hand, by an old editor, by a careless typist, in another encoding, with
a menu of pictures. They work on the text of the source, not on a tree, so that what is malformed stays so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"(<(script|style|textarea|title|svg|noscript|template)\b.*?</\2\s*>|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[a-zA-Z/!?][^<>]*>)",
    re.S | re.I,
)
_ANCHOR = re.compile(r"<a\b([^<>]*)>([^<>]+)</a\s*>", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*("([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_LOOK_ALIKE = str.maketrans("асеорхАСЕОРХ", "aceopxACEOPX")


class Piece(NamedTuple):
    """A piece of source: a tag, text that is shown, or a `raw` stretch that no rewriting of text may touch."""

    kind: str  # "tag", "text", "raw"
    text: str


Rewriting = Callable[[str, random.Random], str]


def pieces(html: str) -> list[Piece]:
    """Source in order; joined again they are the source."""
    found, place = [], 0
    for match in _TOKEN.finditer(html):
        if match.start() > place:
            found.append(Piece("text", html[place : match.start()]))
        found.append(Piece("raw" if match[2] or match[0].startswith("<!") else "tag", match[0]))
        place = match.end()
    if place < len(html):
        found.append(Piece("text", html[place:]))
    return found


def _tags(html: str, change: Callable[[str], str]) -> str:
    return "".join(change(text) if kind == "tag" else text for kind, text in pieces(html))


def _words(html: str, change: Callable[[str], str]) -> str:
    """Change shown text; what stands before the body is never shown."""
    head, body = _parted(html)
    return head + "".join(change(text) if kind == "text" else text for kind, text in pieces(body))


def _parted(html: str) -> tuple[str, str]:
    match = re.search(r"<body\b", html, re.I)
    return (html[: match.start()], html[match.start() :]) if match else ("", html)


def _renamed(html: str, names: Mapping[str, str]) -> str:
    def change(tag: str) -> str:
        match = re.match(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", tag)
        new = names.get(match[2].lower()) if match else None
        return f"<{match[1]}{new}{tag[match.end() :]}" if match and new is not None else tag

    return _tags(html, change)


def old_elements(html: str, dice: random.Random) -> str:
    """Nothing but `div`: no `nav`, `header`, `footer`, `main`."""
    return _renamed(html, dict.fromkeys(("nav", "header", "footer", "main", "section", "article", "aside"), "div"))


def no_classes(html: str, dice: random.Random) -> str:
    """Layout without classes and roles, as by hand. Controls and icons keep theirs."""

    def change(tag: str) -> str:
        if not re.match(r"<(div|ul|ol|li|nav|header|footer|main|section|table|td|tr|p|h[1-6])\b", tag, re.I):
            return tag
        return re.sub(r"""\s(class|role)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", "", tag, flags=re.I)

    return _tags(html, change)


def lists_as_tables(html: str, dice: random.Random) -> str:
    """Lists, and menus with them, laid out by tables."""
    html = re.sub(r"<ul\b([^>]*)>", r"<table\1>", html, flags=re.I)
    html = re.sub(r"</ul\s*>", "</table>", html, flags=re.I)
    html = re.sub(r"<ol\b([^>]*)>", r"<table\1>", html, flags=re.I)
    html = re.sub(r"</ol\s*>", "</table>", html, flags=re.I)
    html = re.sub(r"<li\b([^>]*)>", r"<tr><td\1>", html, flags=re.I)
    return re.sub(r"</li\s*>", "</td></tr>", html, flags=re.I)


def lists_as_lines(html: str, dice: random.Random) -> str:
    """Lists as lines with breaks between them."""
    html = re.sub(r"</?(ul|ol)\b[^>]*>", "<br>", html, flags=re.I)
    return re.sub(r"</li\s*>", "<br>", re.sub(r"<li\b[^>]*>", "", html, flags=re.I), flags=re.I)


def bold_headings(html: str, dice: random.Random) -> str:
    """Headings as paragraphs in bold type."""
    html = re.sub(r"<h[1-6]\b[^>]*>", '<p align="center"><b>', html, flags=re.I)
    return re.sub(r"</h[1-6]\s*>", "</b></p>", html, flags=re.I)


def one_title(html: str, dice: random.Random) -> str:
    """Every page has the same title."""
    return re.sub(r"<title\b[^>]*>.*?</title\s*>", "<title>Официальный сайт</title>", html, count=1, flags=re.S | re.I)


def shouted(html: str, dice: random.Random) -> str:
    """All text in capitals."""
    return _words(html, lambda text: text if "&" in text else text.upper())


def spaced(html: str, dice: random.Random) -> str:
    """Hard spaces, double ones and line breaks between words, as word processors leave them."""
    return _words(
        html, lambda text: re.sub(r"(?<=\w) (?=\w)", lambda _: dice.choice((" ", "&nbsp;", "  ", "\n ")), text)
    )


def hyphenated(html: str, dice: random.Random) -> str:
    """Soft hyphens in long words."""
    return _words(html, lambda text: re.sub(r"\b([а-яё]{5})([а-яё]{5,})", "\\1\u00ad\\2", text, flags=re.I))


def mixed_alphabets(html: str, dice: random.Random) -> str:
    """Here and there a Latin letter that looks like a Cyrillic one."""

    def change(match: re.Match[str]) -> str:
        return match[0].translate(_LOOK_ALIKE) if dice.random() < 0.02 else match[0]

    return _words(html, lambda text: re.sub(r"[асеорх]", change, text))


def mistyped(html: str, dice: random.Random) -> str:
    """One long word in thirty has two letters exchanged."""

    def change(match: re.Match[str]) -> str:
        word = match[0]
        if dice.random() >= 1 / 30:
            return word
        place = dice.randrange(2, len(word) - 3)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    return _words(html, lambda text: re.sub(r"\b[а-яё]{9,}\b", change, text, flags=re.I))


def plain_marks(html: str, dice: random.Random) -> str:
    """Straight quotes, N for №, hyphens for dashes."""
    marks = str.maketrans({"«": '"', "»": '"', "„": '"', "“": '"', "—": "-", "–": "-", "№": "N"})
    return _words(html, lambda text: text.translate(marks))


def font_soup(html: str, dice: random.Random) -> str:
    """Every stretch of text in `span` and `font`, some words by themselves."""

    def change(text: str) -> str:
        if not text.strip():
            return text
        first, space, rest = text.strip().partition(" ")
        inner = f"<span style='color:#333'>{first}</span>{space}<font face=Arial>{rest}</font>" if rest else first
        return f'<span style="font-size:12pt">{inner}</span>'

    head, body = _parted(html)
    inside = ""  # elements that hold nothing but text
    result = [head]
    for kind, text in pieces(body):
        if kind == "tag" and (name := re.match(r"</?(option|select|textarea)\b", text, re.I)):
            inside = "" if text.startswith("</") and name[1].lower() != "option" else name[1].lower()
        result.append(change(text) if kind == "text" and not inside else text)
    return "".join(result)


def capital_tags(html: str, dice: random.Random) -> str:
    """Tags and attributes in capitals."""

    def change(tag: str) -> str:
        tag = re.sub(r"^</?[a-zA-Z0-9]+", lambda name: name[0].upper(), tag)
        return re.sub(r"\s[a-zA-Z-]+(?==)", lambda name: name[0].upper(), tag)

    return _tags(html, change)


def unclosed(html: str, dice: random.Random) -> str:
    """Nobody closes items, paragraphs, cells and options."""
    return re.sub(r"</(li|p|td|tr|th|option|dd|dt)\s*>", "", html, flags=re.I)


def laid_out_by_table(html: str, dice: random.Random) -> str:
    """The whole body in one cell."""
    html = re.sub(r"(<body\b[^>]*>)", r"\1<table width=100%><tr><td>", html, count=1, flags=re.I)
    return re.sub(r"</body", "</td></tr></table></body", html, count=1, flags=re.I)


def deep(html: str, dice: random.Random) -> str:
    """The whole body thirty boxes deep."""
    html = re.sub(r"(<body\b[^>]*>)", lambda tag: tag[0] + "<div>" * 30, html, count=1, flags=re.I)
    return re.sub(r"</body", "</div>" * 30 + "</body", html, count=1, flags=re.I)


def pictures_for_links(html: str, dice: random.Random) -> str:
    """Links are pictures with their text as `alt`."""
    return _ANCHOR.sub(lambda a: f'<a{a[1]}><img src="/i/{dice.randrange(99)}.png" alt="{_quoted(a[2])}"></a>', html)


def titles_for_links(html: str, dice: random.Random) -> str:
    """Links are pictures; only the links' `title` says where they lead."""

    def change(a: re.Match[str]) -> str:
        attributes = re.sub(r"""\stitle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", "", a[1], flags=re.I)
        return f'<a{attributes} title="{_quoted(a[2])}"><img src="/i/{dice.randrange(99)}.png"></a>'

    return _ANCHOR.sub(change, html)


def _quoted(text: str) -> str:
    return escape(unescape(text).strip())


def scripted_links(html: str, dice: random.Random) -> str:
    """Links within the site are elements that a click sends on."""

    def change(a: re.Match[str]) -> str:
        href = _HREF.search(a[1])
        target = next((one for one in href.groups()[1:] if one), "") if href else ""
        if not target or "'" in target or target.startswith(("#", "mailto:", "tel:", "javascript:", "http", "//")):
            return a[0]
        return f"""<span class="link" onclick="location.href='{target}'">{a[2]}</span>"""

    return _ANCHOR.sub(change, html)


def nameless_fields(html: str, dice: random.Random) -> str:
    """Fields are called f1, f2; what to write is said beside them, not in a `label`."""
    html = re.sub(r"</?label\b[^>]*>", " ", html, flags=re.I)

    def change(tag: str) -> str:
        if not re.match(r"<(input|textarea|select)\b", tag, re.I) or re.search(
            r"type\s*=\s*.?(radio|checkbox)", tag, re.I
        ):
            return tag
        return re.sub(
            r"""\s(name|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""",
            lambda m: f' {m[1]}="f{dice.randrange(999)}"',
            tag,
            flags=re.I,
        )

    areas = re.sub(r"<textarea\b[^>]*>", lambda tag: change(tag[0]), html, flags=re.I)
    return _tags(areas, change)


def in_entities(html: str, dice: random.Random) -> str:
    """Cyrillic written as numbers, by an editor that knew no other way."""
    return _words(html, lambda text: re.sub(r"[а-яё]", lambda c: f"&#{ord(c[0])};", text, flags=re.I))


def not_indexed(html: str, dice: random.Random) -> str:
    """Every link wrapped in `noindex`."""
    return re.sub(r"(<a\b.*?</a\s*>)", r"<noindex>\1</noindex>", html, flags=re.S | re.I)


def marked_links(html: str, dice: random.Random) -> str:
    """Own links with what sites add to know their readers: a session's number, where the reader came from."""

    def marked(match: re.Match[str]) -> str:
        written = unescape(match[2] or match[3] or match[4] or "")
        path, mark, fragment = written.partition("#")
        if not path or ":" in path or path.startswith("//"):
            return match[0]
        mine = dice.choice((f"PHPSESSID={dice.getrandbits(128):032x}", "utm_source=menu", "clear_cache=Y"))
        asked = f"{path}{'&' if '?' in path else '?'}{mine}{mark}{fragment}"
        return f'href="{escape(asked)}"'

    return _tags(html, lambda tag: _HREF.sub(marked, tag) if re.match(r"<a\b", tag, re.I) else tag)


_OPTIONAL = re.compile(r"</?(?:html|head|body|tbody)>|</(?:li|p|td|th|tr|dt|dd|option)>", re.I)
_QUOTED = re.compile(r"""(?<=[a-z-])=(["'])([^\s"'=<>`]+)\1(?=[\s>])""", re.I)


def minified(html: str, dice: random.Random) -> str:
    """As minifiers leave it: no tag and no quote that may be left out, no comments, no space that says nothing."""
    parts = []
    for kind, text in pieces(html):
        if kind == "tag":
            parts.append(_QUOTED.sub(r"=\2", _OPTIONAL.sub("", text)))
        elif kind == "text":
            parts.append(re.sub(r"\s+", " ", text))
        elif not text.startswith("<!--"):
            parts.append(text)
    return "".join(parts)


_COMPANY = """<div class="left"><div class="h">Новости</div>{news}</div>
<form action="/search"><input name="q" placeholder="Поиск по сайту"><input type="submit" value="Найти"></form>
<div class="subscribe"><form><input type="email" placeholder="Ваш e-mail"><button>Подписаться на новости</button>
</form></div><div class="cookie">Мы используем файлы cookie, чтобы сайт был удобнее и качество нашей работы росло.
<a href="#">Принять</a></div>
"""
_HEADLINES = [
    "Поздравляем победителей олимпиады",
    "Весенняя неделя добра",
    "Концерт ко Дню матери",
    "Субботник прошёл на славу",
    "\nЭкскурсия в музей",
    "Итоги конкурса рисунков",
    "Внимание: гололёд",
    "О правилах поведения на льду",
    "День открытых дверей",
    "\nПрививочная кампания началась",
    "Встреча с писателем",
    "Турнир по шахматам",
    "Мы выбираем спорт",
    "Неделя безопасности",
]


def in_company(html: str, dice: random.Random) -> str:
    """News, a search, a subscription and a cookie notice before everything else, where there are links already."""
    if len(_ANCHOR.findall(html)) < 5:
        return html  # a wall, a stub, a door: news would make a site of it
    links = "".join(
        f'<p><a href="/n/{dice.randrange(20)}">{dice.choice(_HEADLINES).strip()}</a></p>' for _ in range(12)
    )
    company = _COMPANY.format(news=links)
    return re.sub(r"(<body\b[^>]*>)", lambda tag: tag[0] + company, html, count=1, flags=re.I)


def by_hand(html: str, dice: random.Random) -> str:
    """All that a page made by hand lacks at once: elements that mean something, classes, lists, headings, titles."""
    for each in (old_elements, no_classes, lists_as_lines, bold_headings, one_title):
        html = each(html, dice)
    return html


REWRITINGS: dict[str, Rewriting] = {
    each.__name__: each
    for each in (
        old_elements, no_classes, lists_as_tables, lists_as_lines, bold_headings, one_title, shouted, spaced,
        hyphenated, mixed_alphabets, mistyped, plain_marks, font_soup, capital_tags, unclosed, laid_out_by_table, deep,
        pictures_for_links, titles_for_links, scripted_links, nameless_fields, in_entities, not_indexed, minified,
        in_company, by_hand, marked_links,
    )
}  # fmt: skip
