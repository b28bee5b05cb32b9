"""Whom a paper of the НОК page is about, where that is another organization: it is then no paper of one's own."""

from __future__ import annotations

import re

from rules.language.wording import normal
from rules.lexicon.organizations import NAMED

_NUMBERED = re.compile(
    rf"\b{NAMED}\w*+[\s«\"]*+(?:(?:общеобразовательн|комбинированн|"
    r"общеразвивающ|компенсирующ|искусств|вида|им)\w*+[.\s]*+)*+№\s?(\d+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?:\b(?!ОАО|ПАО)[МГКФОР]{1,2}[БАК][А-ЯЁ]{1,5}|[Уу]чрежден\w+|[Оо]рганизац\w+)\b[^«»\"\n]{0,40}[«\"]([^»\"\n]{3,80})[»\"]"
)
_OPERATOR = re.compile(r"оператор|\b(?:ООО|АО|АНО|НКО|ИП)\b")
_ASSESSED = re.compile(
    r"(?:объект\w*\s+(?:независимой\s+)?(?:оценк|оценивани)\w+|(?:оцен[её]нн|оцениваем)\w+\s+(?:организаци|учреждени)\w+)"
    r"\s*[:—–-]\s*([^\n]{5,160})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[а-я]{4,}")
_KIND = 4  # letters of what kind of organization it is: «школ»
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


def other_labelled(own_name: str, label: str) -> str:
    """Name of a numbered organization of another kind that a link itself names; empty for none, or for an unknown own.

    «Отчёт (Гимназия № 1)» among the papers of an art school is the gymnasium's.
    """
    named = list(_NUMBERED.finditer(label))
    own = {word[:_KIND] for word in _WORD.findall(normal(own_name))}
    kinds = [(match, {word[:_KIND] for word in _WORD.findall(normal(match.group()))}) for match in named]
    others = [match for match, kind in kinds if not kind & own and match.group(1) not in own_name]
    return others[0].group() if own_name.strip() and named and len(others) == len(named) else ""


def perhaps_other(own_name: str, text: str) -> str:
    """The only organization a text names in quotes, where it is not one's own and one's own is not named at all.

    Names change: this is no proof, but neither may such a paper prove anything.
    """
    own = _stems(" ".join(re.findall(r"[«\"]([^«»\"]+)", own_name)))
    assessed = [match for match in _QUOTED.finditer(text) if not _OPERATOR.search(match.group())]
    told = {" ".join(sorted(_stems(match.group(1)))): match.group(1) for match in assessed}
    if own & _stems(text):
        return ""
    numbered = {match.group() for match in _NUMBERED.finditer(text)}
    if not any(" " in stems for stems in told) and len(numbered) == 1:
        return other_labelled(own_name, next(iter(numbered)))
    if not own or len(told) != 1:
        return ""
    ((stems, name),) = told.items()
    return name if " " in stems else ""  # «ЦБС» may be anybody's abbreviation, one's own among them


def assessed_other(own_name: str, text: str) -> str:
    """The numbered organization that a report says it assessed («Объект оценки: …»), where one's own is nowhere in it.

    No more than a doubt, too: schools are numbered anew.
    """
    told = {match.group(1) for match in _ASSESSED.finditer(text)}
    other = other_organization(own_name, next(iter(told))) if len(told) == 1 else ""
    return other if other and other_organization(own_name, text) else ""


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(normal(text))}
