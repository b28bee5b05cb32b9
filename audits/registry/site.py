"""The site cell: people write addresses as they speak. One cell → an absolute URL, or why there is none."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

import idna
import msgspec

from audits.registry.model import Remark
from rules.addresses import HOST_LABEL
from rules.sites import is_social

NONE_WORDS = frozenset(
    {"", "-", "–", "—", "--", "нет", "нет сайта", "сайта нет", "сайт отсутствует", "отсутствует", "не имеется",
     "не имеет", "н/д", "нд", "no", "none", "null", "0", "в разработке", "сайт в разработке"}
)  # fmt: skip
SOCIAL_NOTE = "страница в социальной сети или мессенджере"

_SCHEME = re.compile(r"^h+[tp]{2,4}s?\s*:?\s*[/\\]{1,3}\s*", re.IGNORECASE)
_SECURE = re.compile(r"^h+[tp]+s", re.IGNORECASE)
_SPLIT = re.compile(r"[\s,;]+")
_RUSSIAN_ZONES = frozenset({"рф", "рус", "дети", "москва", "онлайн", "сайт", "орг", "испытание"})
_EMAIL = re.compile(r"^[^\s@/]+@[^\s@/]+\.[^\s@/]+$")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACED = re.compile(r"(?i)\b(h\w{1,4}ps?)\s*:\s*([/\\]{1,2})\s*")
# What most cells hold: one address in Latin letters. It needs none of the guessing below.
_PLAIN = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20})/?",
    re.IGNORECASE | re.ASCII,
)


class SiteCell(msgspec.Struct, frozen=True):
    """What a site cell says. `url` empty: no usable address, and `note` tells what stood there instead."""

    url: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()


def read_site(cell: str) -> SiteCell:
    """Understand a site cell; never raises. The first address counts when there are several."""
    text = _SOFT.sub("", cell).replace("\u00a0", " ").strip().strip("\"'«»<>")
    if text.casefold().strip(" .") in NONE_WORDS:
        return SiteCell(note=text)
    plain = _PLAIN.fullmatch(text)
    if plain and "xn--" not in text.lower():
        url = f"{(plain['scheme'] or 'http').lower()}://{plain['host'].lower()}/"
        if not is_social(url):
            return SiteCell(url)
    text = _SPACED.sub(r"\1:\2", text)
    tokens = [token.strip("\"'«»<>()") for token in _SPLIT.split(text)]
    addresses = [url for token in tokens if (url := absolute(token))]
    remarks: list[Remark] = []
    if not addresses and (url := absolute(re.sub(r"\s+", "", text))):
        addresses = [url]
        remarks.append(Remark(f"в адресе сайта были пробелы, понят как {url}; уберите их"))
    elif not addresses and any(_EMAIL.match(token) for token in tokens):
        why = "в графе сайта стоит адрес электронной почты; сайт считается не указанным, впишите адрес сайта"
        return SiteCell(note=text, remarks=(Remark(why),))
    elif not addresses:
        why = "адрес сайта не понят; сайт считается не указанным. Впишите адрес вида school1.example.ru"
        return SiteCell(note=text, remarks=(Remark(why),))
    own = [url for url in addresses if not is_social(url)]
    chosen = (own or addresses)[0]
    if len(addresses) > 1:
        others = ", ".join(url for url in addresses if url != chosen)
        remarks.append(Remark(f"в ячейке несколько адресов; взят {chosen}, не взяты: {others}. Оставьте один"))
    elif any(_EMAIL.match(token) for token in tokens):
        remarks.append(Remark(f"в графе сайта есть и адрес электронной почты; сайтом считается {chosen}"))
    if _mixed(chosen):
        remarks.append(Remark(f"в имени {chosen} смешаны русские и латинские буквы; проверьте, нет ли опечатки"))
    if not own:
        remarks.append(Remark("указана страница в социальной сети: своим сайтом она не считается и не обходится"))
        return SiteCell(url=chosen, note=SOCIAL_NOTE, remarks=tuple(remarks))
    return SiteCell(url=chosen, remarks=tuple(remarks))


def absolute(token: str) -> str:
    """The absolute URL a single word stands for, host in punycode; empty when it is no address."""
    token = token.rstrip(".,;:!").replace("\\", "/")
    if not token or "@" in token.split("/", 3)[-1 if "://" not in token else 2]:
        return ""
    found = _SCHEME.match(token)
    scheme = "https" if found and _SECURE.match(found.group()) else "http"
    rest = token[found.end() :] if found else token
    if "://" in rest or not rest:
        return ""
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    ascii_host = _host(host)
    if not ascii_host:
        return ""
    place = ascii_host if port is None else f"{ascii_host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, place, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), ""))


def _host(host: str) -> str:
    """A host in ASCII, or empty: a name of two labels or more, an address, or localhost."""
    host = host.rstrip(".").lower()
    if host == "localhost":
        return host
    try:
        return str(ip_address(host)) if ":" not in host else ""
    except ValueError:
        pass
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or len(labels[-1]) < 2 or not all(map(HOST_LABEL.match, labels)):
        return ""
    if not labels[-1].isascii() and labels[-1] not in _RUSSIAN_ZONES:
        return ""  # "см.приложение" is no host
    try:
        return ".".join(map(_encoded, labels))
    except idna.IDNAError:
        return host if host.isascii() else ""  # underscores and the like are wrong, and exist


@lru_cache(maxsize=4096)
def _encoded(label: str) -> str:
    return idna.encode(label, uts46=True).decode()


def _mixed(url: str) -> bool:
    """Whether a label of the host mixes alphabets: a Russian «с» in an English name is a typing error."""
    host = urlsplit(url).hostname or ""
    if "xn--" not in host:
        return False
    try:
        labels = [label[4:].encode().decode("punycode") for label in host.split(".") if label.startswith("xn--")]
    except UnicodeError:
        return False
    return any(re.search("[a-z]", label) and re.search("[а-яё]", label) for label in labels)
