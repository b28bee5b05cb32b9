"""What kind of address a site address is: social networks and messengers are not an official site of one's own."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from itertools import takewhile

from rules.addresses.known import FOLDER, is_listed, load_hosts
from rules.language.translit import to_cyrillic
from rules.language.wording import host_of, normal, parts_of
from rules.lexicon.organizations import PUBLIC

_SERVICES = ("social", "services")
_AUTHORITY = re.compile(r"(?:^|[.-])(?:adm\w*|gov|mo|uo|edu|min\w+|dep\w+|kult\w*|obraz\w*)(?:[.-]|$)")


def is_social(url: str) -> bool:
    """Whether an address is a page in a social network or messenger."""
    return is_listed(url, "social")


def is_service(host: str) -> bool:
    """Whether a host is a state, search or social service: never another address of an organization's site."""
    return any(is_listed(f"https://{host}/", name) for name in _SERVICES)


def is_front_page(url: str) -> bool:
    """Whether an address is the front page of a state, search or social service: no organization has a place there.

    A host within such a service, «opros.region.gov.ru», may be a site of its own, and what follows the host may lead to
    somebody's place in it.
    """
    parts = parts_of(url)
    if parts.path.strip("/") or parts.query or parts.fragment:
        return False
    return any(host_of(url) == known.host for name in _SERVICES for known in load_hosts(FOLDER / f"{name}.yml"))


def looks_like_authority(host: str) -> bool:
    """Whether a host is named like a state or municipal body's: an adm-, a gov-, a department's host."""
    return bool(_AUTHORITY.search(host))


_SPAM = re.compile(
    r"казино|casino|игров\w+ (?:автомат|слот)|букмекер|ставк\w+ на спорт|\b1x ?bet|порно|эскорт|проститут|микрозайм|"
    r"займ\w* онлайн|viagra|виагра|купить диплом|накрутк\w+ подписчик"
)
# What a shop says on its pages, whatever it sells; schools and museums name prices, too.
_SELLS = re.compile(
    r"\d ?(?:руб\b|рублей\b|₽)|рассрочк|скидк|распродаж|под ключ\b|на заказ\b|\bкупить\b|\bкорзин[аеу]\b|замер бесплатн"
    r"|интернет-магазин|(?:заказ\w*|звоните) по телефону|оставьте заявку|хиты продаж"
    r"|не является (?:публичной )?оферт|\bзайм"
)
_WORD = re.compile(r"[а-я]{4,}")
_STEM = 5  # letters of a word of the name that are looked for
_LONG = 7  # letters of a word that is the same in another case
_CASE = 2  # letters by which it may end otherwise
_ENDING = 3  # letters that forms of a word differ by: «тяжёлая», «тяжёлого»
_PUBLIC = re.compile(PUBLIC)
_EACH = re.compile(rf"(?=({PUBLIC}))")  # of «дом культуры» also «культур»


def foreign_content(title: str, headings: tuple[str, ...]) -> str:
    """What a home page calls itself when somebody else has taken the address over; empty for anything less than plain.

    Trade words alone convict nobody: a page that speaks of a school, a hospital or a library at all is believed.
    """
    said = normal(" ".join((title, *headings)))
    return (title or headings[0]) if _SPAM.search(said) and not _PUBLIC.search(said) else ""


def sells(text: str) -> bool:
    """Whether a text offers goods or works for money."""
    return _SELLS.search(normal(text)) is not None


def is_named_after(host: str, name: str) -> bool:
    """Whether a host's name holds a word of an organization's: «sad-ryabinka.ru» of «Детский сад «Рябинка»»."""
    with contextlib.suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    spelt = to_cyrillic(normal(host).rpartition(".")[0].replace(".", " ").replace("-", " "))
    words = {word for word in _WORD.findall(normal(name)) if len(word) >= _STEM}
    shorter = {word[:-_CASE] for word in words if len(word) >= _LONG}
    return any(said in words or (len(said) >= _LONG and said[:-_CASE] in shorter) for said in _WORD.findall(spelt))


def kinds_of(name: str) -> tuple[str, ...]:
    """What kinds of public organization a normalised name speaks of: «школ», «музе»."""
    return tuple(match[1] for match in _EACH.finditer(name))


def names_itself(name: str, texts: Iterable[str]) -> bool:
    """Whether anything of an organization's name, or what kind of public organization it is, stands in its texts."""
    return _WORD.search(normal(name)) is None or speaks_of_one(name, texts)


def speaks_of_one(name: str, texts: Iterable[str]) -> bool:
    """Whether texts speak of the organization of this name, or of any public one."""
    words = {word[:_STEM]: word for word in _WORD.findall(normal(name))}
    return any(
        _PUBLIC.search(said) or any(stem in said and _says(said, words[stem]) for stem in words)
        for said in map(normal, texts)
    )


def _says(text: str, word: str) -> bool:
    """Whether a word stands in a text in any of its forms: «Берегине», and no «богатырских» for «Богатырь»."""
    for said in _WORD.findall(text):
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(said, word, strict=False)))
        if common >= min(_STEM, len(word)) and max(len(said), len(word)) - common <= _ENDING:
            return True
    return False
