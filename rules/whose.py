"""Whom a paper of the НОК page is about, where that is another organization: it is then no paper of one's own."""

from __future__ import annotations

import re

from rules.wording import normal

_NUMBERED = re.compile(
    r"\b(?:школ|сош|лице|гимнази|сад|доу|дюсш|сшор|библиотек|больниц|поликлиник|интернат|музе)\w*[\s«\"]*(?:(?:общеобразовательн|комбинированн|"
    r"общеразвивающ|компенсирующ|искусств|вида|им)\w*[.\s]*)*№\s?(\d+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?:\b(?!ОАО|ПАО)[МГКФОР]{1,2}[БАК][А-ЯЁ]{1,5}|[Уу]чрежден\w+|[Оо]рганизац\w+)\b[^«»\"\n]{0,40}[«\"]([^»\"\n]{3,80})[»\"]"
)
_WORD = re.compile(r"[а-я]{4,}")
_STEM = 5  # letters of a word that are compared


def other_organization(own_name: str, text: str) -> str:
    """Name of another numbered organization that `text` is about («школа № 7» for «школа № 5»), or an empty string."""
    own = {match.group(1) for match in _NUMBERED.finditer(own_name)}
    others = [match for match in _NUMBERED.finditer(text) if match.group(1) not in own]
    mentions_own = any(match.group(1) in own for match in _NUMBERED.finditer(text))
    return others[0].group() if own and others and not mentions_own else ""


def other_named(own_name: str, label: str, text: str) -> str:
    """Name of another organization that a link is called by and its file is about; empty for one's own, or no telling.

    «Дом детского творчества, 2023» among the papers of a sports school. One that has no name in quotes is not told.
    """
    own = _stems(" ".join(re.findall(r"[«\"]([^«»\"]+)", own_name)))
    told = {normal(match.group(1)): match.group(1) for match in _QUOTED.finditer(text)}
    if not own or len(told) != 1:
        return ""
    plain, other = next(iter(told.items()))
    named = _stems(plain)
    return other if named and _stems(label) == named and not named & own and not own & _stems(text) else ""


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(normal(text))}
