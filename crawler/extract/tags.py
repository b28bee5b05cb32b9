"""What kind of element a tag stands for, and what it bears, as bits.

One look-up for each tag and each attribute, when the element begins, serves the parse and the walk.
"""

from __future__ import annotations

from typing import Final

SILENT: Final = 1  # its text is never text of the page
INERT: Final = 2  # not on the page at all: nothing inside is indexed
COMMON: Final = 4  # too common to be looked up by tag
DROPPED: Final = 8  # the walk does not go inside
ANCHOR: Final = 16
BREAK: Final = 32
PICTURE: Final = 64
INLINE: Final = 128  # goes on in the line it stands in
AREA: Final = 256
EMPTY: Final = 512  # holds nothing of its own for the walk
LIST: Final = 1_024
STRUCTURAL: Final = 2_048  # may begin a region
SHAPED: Final = 4_096  # gives what stands inside a kind: headings, items, captions
BOLD: Final = 8_192
TITLED: Final = 16_384  # may be the title of an accordion section
CLICKED: Final = 32_768  # may be such a title although it goes on in its line
CELL: Final = 65_536
ROW: Final = 131_072
TABLE: Final = 262_144
IN_LINE: Final = DROPPED | ANCHOR | BREAK | PICTURE | INLINE | AREA  # everything that begins no block

# attributes somebody asks for
CLASSED: Final = 1 << 19
NAMED: Final = 1 << 20
ROLED: Final = 1 << 21
VEILED: Final = 1 << 22  # may say that the element is not seen
ACTIVE: Final = 1 << 23  # may lead somewhere when clicked
TOGGLING: Final = 1 << 24  # may open a panel
HINTED: Final = 1 << 25
PICTURED: Final = 1 << 26  # says what a picture shows
RELATED: Final = 1 << 27
PROTECTED: Final = 1 << 28  # holds an e-mail address as Cloudflare hides it
LEADING: Final = 1 << 29
# what its classes say, see `crawler.extract.classes`
CONCEALED: Final = 1 << 30  # not seen at first
OPENING: Final = 1 << 31  # the title of an accordion section
# what `crawler.extract.panels` found
PANEL_TITLE: Final = 1 << 32  # the title of a panel
PANEL: Final = 1 << 33
# a field of a form that is no element of forms: see `crawler.extract.drawn`
DRAWN: Final = 1 << 34
WRITABLE: Final = 1 << 35  # may be written in by script

HIDING: Final = CONCEALED | VEILED
MARKED: Final = BOLD | HIDING | ACTIVE | PROTECTED  # whatever changes a line it stands in

_NAMES: Final = {
    SILENT: "script style noscript template head title svg math noindex-script",
    INERT: "template noscript",
    COMMON: "span br p b strong i em font li tr td u a img div",
    DROPPED: "script style noscript template head title svg math noindex-script"
    " select textarea option datalist audio video canvas noframes object",
    ANCHOR: "a",
    BREAK: "br",
    PICTURE: "img",
    AREA: "area",
    INLINE: "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr noindex o q s samp small"
    " span strike strong sub sup time tt u var wbr",
    EMPTY: "iframe frame input embed button",
    LIST: "ul ol menu dir",
    STRUCTURAL: "div section nav header footer aside ul ol table td main article menu center form fieldset tbody tr dl"
    " th dir",
    SHAPED: "h1 h2 h3 h4 h5 h6 dt legend figcaption caption ul ol menu dir li",
    BOLD: "b strong",
    TITLED: "div p button a span",
    CLICKED: "a span",
    CELL: "td th",
    ROW: "tr",
    TABLE: "table",
}


def _flags() -> dict[str, int]:
    flags: dict[str, int] = {}
    for bit, names in _NAMES.items():
        for name in names.split():
            flags[name] = flags.get(name, 0) | bit
    return flags


FLAGS: Final = _flags()  # a tag that is not here begins a block like any other

BEARING: Final = {
    "class": CLASSED,
    "id": NAMED,
    "role": ROLED | TOGGLING,
    "data-toggle": TOGGLING,
    "data-bs-toggle": TOGGLING,
    "data-tab-rec-ids": TOGGLING,
    "style": VEILED,
    "hidden": VEILED,
    "aria-hidden": VEILED,
    "onclick": ACTIVE,
    "data-href": ACTIVE,
    "title": HINTED,
    "aria-label": HINTED,
    "alt": PICTURED,
    "rel": RELATED,
    "data-cfemail": PROTECTED,
    "href": LEADING,
    "contenteditable": WRITABLE,
}
