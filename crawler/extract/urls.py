"""Addresses as they are written in pages → absolute, comparable ones: the one spelling that everything else uses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urldefrag, urljoin, urlsplit

import idna

from crawler.addresses import DOCUMENT_ENDINGS

_SCHEME: Final = re.compile(r"^\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_SPACES: Final = re.compile(r"[\x00-\x20\u00a0\u200b\ufeff]+")
_SAFE_PATH: Final = "/:@!$&'()*+,;=~%"
_SAFE_QUERY: Final = "/:@!$'()*+,;=~%?&[]|"
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LOWER_PERCENT: Final = re.compile(r"%[0-9a-fA-F]{2}")
_HOST: Final = re.compile(r"^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?$|^\[[0-9a-f:.]+\]$")
# What only says who reads or where they came from. «sid» is a story's number on old engines: there its value tells.
_TRACKING: Final = re.compile(
    r"(?:(?:phpsessid|jsessionid|aspsessionid\w*|utm_\w+|yclid|gclid|fbclid|_openstat|from_ref|_ym_\w+|bitrix_include_areas"
    r"|back_url|backurl|clear_cache|nocache|rnd|timestamp)(?:=|$)|(?:sid|session_?id|sessid|s_id)=[\w-]{16,}$)",
    re.IGNORECASE,
)
_MAY_TRACK: Final = re.compile(
    r"sess|sid=|s_id|utm_|clid|openstat|from_ref|_ym_|include_areas|back_?url|cache|rnd|timest", re.IGNORECASE
)
_PATH_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*|/\(S\([a-z0-9]+\)\)", re.IGNORECASE)
_SLASHES: Final = re.compile(r"(?<!:)/{2,}")
_LIMIT: Final = 4000
_BREAKS: Final = re.compile(r"[\r\n\t\x00]+")
_WWW: Final = re.compile(r"^www\.[\w-]+\.\w", re.IGNORECASE)
_PLAIN: Final = re.compile(r"^[A-Za-z0-9/._~=&-]*$")
_SIMPLE: Final = re.compile(r"/[A-Za-z0-9/._~=&-]*(?:\?[A-Za-z0-9/._~=&-]+)?")
_REDIRECTING: Final = re.compile(  # paths that only send on to the address in their query
    r"/(?:bitrix/(?:redirect|rk)\.php|(?:go|goto|redir|redirect|away|out|link|jump|l)(?:\.php)?|url|proxy)/?$"
)
# Viewers of papers on the same site: «/pdfjs/web/viewer.html?file=/upload/plan.pdf».
_SHOWN: Final = re.compile(
    r"^[^?#]*/[^/?#]*(?:view|pdfjs|reader|prosmotr|flipbook|embed)[^?#]*\?(?:[^#]*&)?(?:file|url|src|doc|document|path|pdf|f)"
    rf"=((?:\.{{0,2}}/|%2F)?(?!https?(?::|%3A))[^&#]+\.(?:{'|'.join(sorted(DOCUMENT_ENDINGS))}))(?:&|#|$)",
    re.IGNORECASE,
)
_TARGETS: Final = ("to", "goto", "url", "u", "q", "z", "link", "href", "target", "redirect")
_DOUBLED: Final = re.compile(r"^(https?):/{0,2}(?:https?:?//|//)(?=[^/])", re.IGNORECASE)


def absolute(base: str, href: str) -> str:
    """The absolute address of a link written `href` on a page at `base`; empty when it leads to no page.

    White space and backslashes are repaired, the host is lower-case punycode, path and query are
    percent-encoded one way, the fragment is kept, redirectors are unwrapped.
    """
    start = href[:1]
    if start == "/" and href[1:2] not in ("/", "\\"):
        return placed(origin(base), href)
    if start == "#":
        return base + normalized_fragment(href[1:])
    if href[:4] == "http" and "://" in href[:9]:
        return placed("", href)
    return placed(base, href)


@lru_cache(maxsize=4_096)
def origin(base: str) -> str:
    """Scheme and host of an address, with a slash."""
    parts = base.split("/", 3)
    return "/".join(parts[:3]) + "/"


@lru_cache(maxsize=65_536)
def placed(base: str, href: str) -> str:
    """`absolute` behind its memo; `base` is what matters of it: the origin for "/…", nothing for "http…"."""
    return _as_written(base, href) or _repaired(base, href)


def own_address(url: str) -> str:
    """An address in its one spelling, without its fragment; as it is where it is hopeless.

    Raises ValueError for what cannot even be taken apart.
    """
    return _as_written("", url) or urldefrag(normalized(url) or url)[0]


def _as_written(base: str, href: str) -> str:
    """An address that needs no repair, as most: spares most of the work. Empty when it may need some."""
    if not base:
        end = href.find("/", 8)
        base, href = href[: end + 1], href[end:] if end >= 0 else ""
    simple = (
        _SIMPLE.fullmatch(href) is not None
        and "//" not in href
        and "/." not in href
        and "http" not in href  # may be the target of a redirector
        and ("?" not in href or _is_tidy(href))
        and len(href) < 1_000
    )
    return base + href[1:] if simple and _is_origin(base) else ""


def _is_tidy(href: str) -> bool:
    """Whether nothing is to be taken out of the query."""
    return not ("&&" in href or "?&" in href or href[-1:] == "&" or _MAY_TRACK.search(href) or _SHOWN.search(href))


@lru_cache(maxsize=4_096)
def _is_origin(base: str) -> bool:
    """Whether this is scheme, host and a slash in our one spelling."""
    try:
        return base.count("/") == 3 and base.endswith("/") and normalized(base) == base
    except ValueError:
        return False


def _repaired(base: str, href: str) -> str:
    raw = href.strip()
    if not raw or len(raw) > _LIMIT:
        return ""
    scheme = _SCHEME.match(raw)
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        if "." not in scheme.group(1):
            return ""
        raw = "//" + raw  # example.ru:8080/page
    raw = _BREAKS.sub("", raw)
    if "\\" in raw:
        path, mark, query = raw.partition("?")
        raw = path.replace("\\", "/") + mark + query
    raw = _DOUBLED.sub(r"\1://", raw)
    if _WWW.match(raw):
        raw = "//" + raw  # "www.host.ru/page" without a scheme is a slip, never a file
    try:
        return _unwrapped(normalized(urljoin(base, raw) if base else raw))
    except ValueError:
        return ""


def normalized(url: str) -> str:
    """One spelling for one address; empty when it has no usable host. Raises ValueError on hopeless ones.

    Host in lower-case ASCII without a usual port, path and query escaped, dots resolved, no session ids, no tracking
    marks; the fragment is kept.
    """
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        return ""
    host = _host(parts.hostname or "")
    if not host:
        return ""
    port = parts.port
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    path = _PATH_SESSION.sub("", _quoted(parts.path or "/", _SAFE_PATH))
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if "/." in path:
        path = _without_dots(path)
    query = _quoted(_own_query(parts.query), _SAFE_QUERY) if parts.query else ""
    return f"{scheme}://{host}{path}{'?' + query if query else ''}{normalized_fragment(parts.fragment)}"


def _own_query(query: str) -> str:
    """A query without what is not the page's own."""
    return "&".join([pair for pair in query.split("&") if pair and not _TRACKING.match(pair)])


def normalized_fragment(fragment: str) -> str:
    """ "#" and the fragment, without white space and control characters; empty for an empty one."""
    fragment = _SPACES.sub("%20", fragment.strip())[:500]
    if not fragment.isprintable():
        fragment = "".join(char for char in fragment if char.isprintable())
    return f"#{fragment}" if fragment else ""


def _host(host: str) -> str:
    try:
        host = ascii_host(host)
    except ValueError:
        return ""
    host = f"[{host}]" if ":" in host else host
    return host if len(host) <= 253 and _HOST.match(host) else ""


def ascii_host(host: str) -> str:
    """A host name in lower-case ASCII (Punycode for .рф and the like). Raises ValueError if it cannot be one."""
    host = host.strip().lower().strip(".")
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(f"not a host name: {host[:100]} ({error})") from error


def _quoted(text: str, safe: str) -> str:
    if _PLAIN.match(text):
        return text
    text = _BAD_PERCENT.sub("%25", text)
    return _LOWER_PERCENT.sub(lambda m: m.group().upper(), quote(text.strip(), safe=safe, errors="replace"))


def _without_dots(path: str) -> str:
    kept: list[str] = []
    pieces = path.split("/")
    for piece in pieces:
        if piece == "..":
            if len(kept) > 1:
                kept.pop()
        elif piece != ".":
            kept.append(piece)
    if pieces[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept) or "/"


def _unwrapped(url: str) -> str:
    if "?" in url and (shown := _SHOWN.search(url)):
        return normalized(urljoin(url, unquote(shown.group(1))))
    if url.find("http", 8) < 0:
        return url
    parts = urlsplit(url)
    if not _REDIRECTING.search(parts.path):
        return url
    if parts.query.startswith("http"):
        target = unquote(parts.query)  # "/go?https://…"
    else:
        named = parse_qs(parts.query)
        target = next((named[name][0] for name in _TARGETS if name in named), "")
    if not target.startswith(("http://", "https://")):
        return url
    try:
        return normalized(target) or url
    except ValueError:
        return url


def file_name(src: str) -> str:
    """Last part of a picture's path, without query: "nok.png"."""
    if src.startswith("data:"):
        return ""
    return src.split("?", 1)[0].split("#", 1)[0].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].strip()[:120]
