"""Which addresses are one page, which name a file, and what people mean who type one. Pure: all packages ask the same.

Addresses that are compared here are spelt already (`crawler.extract.urls.normalized`); only `typed` reads what is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import idna

# How files end, without the dot. Whoever needs fewer or more says in his place why.
_DOCUMENTS = """
    7z bz2 csv djvu doc docm docx dot dotx epub fb2 gz odg odp ods odt pdf pps ppsx ppt pptx ps rar rtf tar tgz txt xls
    xlsm xlsx xps zip
"""
_PICTURES = "bmp gif jpe jpeg jpg png tif tiff webp"
# Sound, film, code, signatures kept apart: neither a page nor anything to read in.
_MUTE = """
    ai apk avi css eps exe flac flv ico ics iso jar js json m3u m4a m4v mid mkv mov mp3 mp4 mpeg mpg msi ogg ogv p7s psd
    rss sig svg swf torrent ttf vcf wav webm wma wmv woff woff2 xml
"""
DOCUMENT_ENDINGS = frozenset(_DOCUMENTS.split())
PAPER_ENDINGS = DOCUMENT_ENDINGS.union(_PICTURES.split())  # a scan is a paper too
FILE_ENDINGS = PAPER_ENDINGS.union(_MUTE.split())
_NEXT = re.compile(r"/(?:page|stranitsa)[/-]?\d{1,3}")
_PAGING = re.compile(r"(?:pagen_\d+|page|paged|pg|start|offset|limitstart|from)=\d{1,4}", re.IGNORECASE)
_PAGE_SIZE = re.compile(r"(?:sizen_\d+|limit|per_?page|pagesize|count)=\d{1,4}", re.IGNORECASE)
_PAGE_ENDING = re.compile(r"\.(?:s?html?|php|aspx?)$")
INDEX_FILE = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|shtml|jsp|cgi)$", re.IGNORECASE)
# «http://», and what fingers make of it: «htpp:/», «hhttps//», «http:\\».
SCHEME_TYPED = re.compile(r"^h(?:\w{1,4}p|h*[tp]{2,4})s?\s*:?\s*[/\\]{1,3}\s*", re.IGNORECASE)
SCHEME_APART = (r"\b(h\w{1,4}ps?)\s*:\s*([/\\]{1,2})\s*", r"\1:\2")  # "http: // school.ru", and how to close it up
_SECURE = re.compile(r"^\w+s\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?!-)[\w-]{1,63}(?<!-)$")
_HOST_ENDS = re.compile(r"[/?#]")


class Typed(NamedTuple):
    """An address as somebody typed it, in its parts."""

    secure: bool
    host: str  # in ASCII and small letters, without the last dot; empty: it is the address of no site
    port: str  # as it stands there, without the colon
    rest: str  # of the path on, as it stands there


def typed(word: str) -> Typed:
    """One word of a cell or a field as an address: without a scheme or with half of one, in Cyrillic, in quotes.

    The host ends at the first of «/ ? # :» whatever comes next. A host has two labels or more, or is «localhost»; a
    word with «@» before its path is an e-mail address.
    """
    bare = word.strip("\"'«»<>().,;:!").replace("\\", "/")
    scheme = SCHEME_TYPED.match(bare)
    if scheme is not None:
        bare = bare[scheme.end() :]
    ended = _HOST_ENDS.search(bare)
    end = ended.start() if ended is not None else len(bare)
    host, _, port = bare[:end].partition(":")
    secure = scheme is not None and _SECURE.match(scheme.group()) is not None
    return Typed(secure, "" if "@" in bare[:end] else _ascii(host.rstrip(".").lower()), port, bare[end:])


def typed_words(text: str) -> list[str]:
    """The words of a field among which addresses are sought; a scheme that blanks tore is put together."""
    return re.split(r"[\s,;]+", re.sub(*SCHEME_APART, text, flags=re.IGNORECASE))


def _ascii(host: str) -> str:
    labels = host.split(".")
    if (len(labels) < 2 and host != "localhost") or not all(map(_LABEL.match, labels)):
        return ""
    try:
        return ".".join(map(_encoded, labels))
    except idna.IDNAError:
        return host if host.isascii() else ""  # underscores and the like are wrong, and exist


@lru_cache(maxsize=4096)
def _encoded(label: str) -> str:
    return idna.encode(label, uts46=True).decode()


def route_of(url: str) -> str:
    """The fragment by which an application's script opens a page («/contacts», «!news»); empty for a mere anchor."""
    fragment = url.partition("#")[2]
    return fragment if fragment[:1] in ("/", "!") and fragment.strip("/!") else ""


@lru_cache(maxsize=65_536)
def page_key(url: str) -> str:
    """What makes two addresses in our one spelling one page.

    Scheme, www, index file, last slash and order of the query are left aside. A fragment stays where an application's
    script opens a page by it («#/contacts»).
    """
    bare, route = url.partition("#")[0], route_of(url)
    bare = (bare.partition("://")[2] or bare).removeprefix("www.")
    path, _, query = bare.partition("?")
    path = INDEX_FILE.sub("/", path).rstrip("/")
    asked = urlencode(sorted(parse_qsl(query, keep_blank_values=True))) if query else ""
    return f"{path}{'?' if asked else ''}{asked}{'#' if route else ''}{route}"


def ending_of(url: str) -> str:
    """Lower-case ending of the file an address or a bare name is of, without the dot; empty if it looks like a page."""
    path = url.partition("#")[0].partition("?")[0]
    _, absolute, rest = path.partition("://")
    name = (rest.partition("/")[2] if absolute else path).rpartition("/")[2]  # «http://school.zip» is a host
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending if ending in FILE_ENDINGS else ""


def is_file(url: str) -> bool:
    """Whether an address names a file rather than a page."""
    return bool(ending_of(url))


def is_paper(url: str) -> bool:
    """Whether an address names a file that may be read as a document: a text, an archive of them, a picture."""
    return ending_of(url) in PAPER_ENDINGS


def folder_under(url: str) -> str:
    """What the addresses of pages below a page begin with, as `page_key`: «/nok.html» is over «/nok/plany.html»."""
    return _PAGE_ENDING.sub("", page_key(url))


def is_next_page(url: str, first: str) -> bool:
    """Whether an address is that of a further page of the list that begins at `first`: «/nok/page/2/», «?PAGEN_1=2»."""
    own, begin = page_key(url), page_key(first)
    path, _, query = own.partition("?")
    start, _, asked = begin.partition("?")
    if "/" not in start:  # «/?page=5» is any page of a site whose pages are numbered, and «/page/2» is of the news
        return False
    if path.removeprefix(start) != path and _NEXT.fullmatch(path[len(start) :]) and query == asked:
        return True
    given, known = set(query.split("&")), set(asked.split("&")) - {""}
    added = [each for each in given - known if not _PAGE_SIZE.fullmatch(each)]  # how many a page holds turns none
    return path == start and known <= given and len(added) == 1 and _PAGING.fullmatch(added[0]) is not None
