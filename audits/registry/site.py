"""The site cell: people write addresses as they speak. One cell → an absolute URL, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

from audits.registry.blanks import Word, closed_up, is_part_after, is_part_before, speaks_of_itself, words_of
from audits.registry.model import Remark
from crawler.addresses import typed
from rules.addresses.kinds import is_social
from rules.addresses.typed import tells_of_no_site

_UNREAD = "о сайте судить нельзя. Впишите адрес вида school1.example.ru; если сайта нет — «нет»"
_CUT = f"в адресе сайта пробел, и неизвестно, какой это адрес; {_UNREAD}"
SOCIAL_NOTE = "страница в социальной сети или мессенджере"

_RUSSIAN_ZONES = frozenset(
    f"xn--{zone.encode('punycode').decode()}"
    for zone in ("рф", "рус", "дети", "москва", "онлайн", "сайт", "орг", "испытание")
)
_EMAIL = re.compile(r"^[^\s@/]+@[^\s@/]+\.[^\s@/]+$")
_UNFINISHED = re.compile(r"(?i)разраб|создани|создаётся|создается|реконструкц|работает|функционирует|действует")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
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
    plain = _PLAIN.fullmatch(text)
    if plain and "xn--" not in text.lower():
        url = f"{(plain['scheme'] or 'http').lower()}://{plain['host'].lower()}/"
        if not is_social(url):
            return SiteCell(url)
    written, text = text, closed_up(text)
    words = words_of(text)
    found = {index: url for index, word in enumerate(words) if (url := absolute(_bare(word.text)))}
    if not found:
        return _without_address(written, words)
    if any(_is_cut(words, index, found) for index, url in found.items() if not is_social(url)):
        return SiteCell(note=written, remarks=(Remark(_CUT),))
    addresses, remarks = list(found.values()), list[Remark]()
    own = [url for url in addresses if not is_social(url)]
    chosen = (own or addresses)[0]
    rest = " ".join(word.text for index, word in enumerate(words) if index not in found and not speaks_of_itself(word))
    if len(addresses) > 1:
        others = ", ".join(url for url in addresses if url != chosen)
        remarks.append(Remark(f"в ячейке несколько адресов; взят {chosen}, не взяты: {others}. Оставьте один"))
    elif any(map(_is_email, words)):
        remarks.append(Remark(f"в графе сайта есть и адрес электронной почты; сайтом считается {chosen}"))
    elif rest:
        remarks.append(Remark(f"в графе сайта, кроме адреса, стоит «{rest}»; взят {chosen}. Оставьте один адрес"))
    elif text != written:
        remarks.append(Remark(f"в адресе сайта были пробелы или лишняя запятая, понят как {chosen}; исправьте"))
    if _mixed(chosen):
        remarks.append(Remark(f"в имени {chosen} смешаны русские и латинские буквы; проверьте, нет ли опечатки"))
    if not own:
        remarks.append(Remark("указана страница в социальной сети: своим сайтом она не считается и не обходится"))
        return SiteCell(url=chosen, note=SOCIAL_NOTE, remarks=tuple(remarks))
    return SiteCell(url=chosen, remarks=tuple(remarks))


def _bare(word: str) -> str:
    return word.strip("\"'«»<>()")


def _is_email(word: Word) -> bool:
    return _EMAIL.match(_bare(word.text)) is not None


def _is_cut(words: Sequence[Word], at: int, addresses: Mapping[int, str]) -> bool:
    """Whether a word beside an address may be a part of it that a blank cut off."""
    before, after = at - 1, at + 1
    if before >= 0 and before not in addresses:
        earlier = words[before - 1] if before else None
        if is_part_before(words[before], words[at], earlier):
            return True
    return after < len(words) and after not in addresses and is_part_after(words[after], words[at])


def _without_address(text: str, words: Sequence[Word]) -> SiteCell:
    """A cell without an address: it says that there is no site, or something that nobody can ask."""
    if any(map(_is_email, words)):
        why = "в графе сайта стоит адрес электронной почты, адреса сайта нет; впишите его"
        return SiteCell(note=text, remarks=(Remark(why),))
    if tells_of_no_site(text):
        # A site in the making may have an address by now: it is none today, and a person should look again.
        why = f"вместо адреса слова «{text}»: понято так, что сайта нет. Если он уже есть, впишите адрес"
        return SiteCell(note=text, remarks=(Remark(why),) if _UNFINISHED.search(text) else ())
    why = _CUT if absolute(re.sub(r"\s+", "", text)) else f"адрес сайта не понят, {_UNREAD}"
    return SiteCell(note=text, remarks=(Remark(why),))


def absolute(token: str) -> str:
    """The absolute URL a single word stands for, host in punycode; empty when it is no address."""
    secure, host, port, rest = typed(token)
    if not _is_asked(host, token) or (port and not (port.isdigit() and port.isascii() and 0 < int(port) < 65_536)):
        return ""
    tail, _, asked = rest.partition("#")[0].partition("?")
    return urlunsplit(
        (
            "https" if secure else "http",
            f"{host}:{int(port)}" if port else host,
            quote(tail or "/", safe="/%:@!$&'()*+,;=~-._"),
            quote(asked, safe="/%:@!$&'()*+,;=~-._?[]"),
            "",
        )
    )


def _is_asked(host: str, token: str) -> bool:
    """Whether a host may be one: its last label is a zone, or all of it an address in numbers."""
    zone = host.rpartition(".")[2]
    if zone.isdigit():
        return _is_number(host)
    # "см.приложение" is no host; whoever writes a zone in Latin letters means one
    return len(zone) > 1 and (not zone.startswith("xn--") or zone in _RUSSIAN_ZONES or zone in token.lower())


def _is_number(host: str) -> bool:
    try:
        return str(ip_address(host)) == host
    except ValueError:
        return False


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
