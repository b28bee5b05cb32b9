"""Hosts in addresses as people write them: without a scheme, in Cyrillic, several in one field."""

from __future__ import annotations

import re

from crawler.addresses import typed, typed_words

_NONE = frozenset({"", "-", "–", "—", "нет", "нет сайта", "отсутствует", "не имеется", "no", "none", "null"})
# What a cell for a site says where there is none, in the words of clerks.
_NO_SITE = re.compile(
    r"\b(?:нет|отсутств\w+|не (?:имеет\w*|созда\w+|работает|функционирует|действует|предусмотрен\w*|разработан\w*)"
    r"|(?:в|на) (?:стадии )?(?:разработк\w+|создани\w+|реконструкци\w+)|разрабатыва\w+|созда[её]тся)\b"
)
_NO_SITE_SHORT = frozenset({"--", "н/д", "нд", "n/a", "0"})
_EMAIL = re.compile(r"^[^\s@<>,;:\"]+@(?:[\w-]+\.)+[\w-]{2,}$")


def says_none(text: str) -> bool:
    """Whether a field is empty, or says in words that there is nothing to write."""
    return " ".join(text.split()).casefold().strip(" .") in _NONE


def tells_of_no_site(text: str) -> bool:
    """Whether what stands in place of a site's address says plainly that there is no site: «нет», «в разработке».

    Anything else that is no address was not understood, and nothing follows from it.
    """
    said = " ".join(text.split()).casefold().strip(" .")
    return says_none(text) or said in _NO_SITE_SHORT or _NO_SITE.search(said) is not None


def not_understood(site: str, note: str) -> bool:
    """Whether the registry holds something for a site's address that nobody can ask; `note`: what stands there."""
    return bool(note) and not site and not tells_of_no_site(note)


def is_email(word: str) -> bool:
    """Whether a word is an e-mail address by its shape."""
    return _EMAIL.match(word) is not None


def written_hosts(text: str) -> tuple[tuple[str, str], ...]:
    """(host in ASCII without `www.`, path without closing slash) of every address in a field, in order."""
    found = (_address(word) for word in typed_words(text))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _address(word: str) -> tuple[str, str] | None:
    _, host, _, rest = typed(word)
    return (host.removeprefix("www."), re.split(r"[?#]", rest, maxsplit=1)[0].rstrip("/")) if host else None
