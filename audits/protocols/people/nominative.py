"""Bodies, posts and persons an item instructs, from the dative they are named in to the nominative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from audits.protocols.people.cases import Forms, nouns, shown
from audits.protocols.words.persons import SURNAME

# Adjectives that name bodies also without a noun known here: «муниципальным образованиям».
_GENERIC = {
    "общественному": "общественный", "общественным": "общественные", "местным": "местные", "муниципальным":
    "муниципальные", "государственным": "государственные", "исполнительным": "исполнительные", "ответственным":
    "ответственные", "главному": "главный", "главным": "главные", "первому": "первый", "первым": "первые",
    "подведомственным": "подведомственные", "образовательным": "образовательные", "медицинским": "медицинские",
}  # fmt: skip
_NOUNS = tuple(nouns())
# «Минтруду», «Росреестру»; «Минкультуры», «Минобрнауки» are genitives and stay. Not «Минута», «Минимальный», «Россия».
_SHORT = re.compile(
    r"(?:Мин(?!ут|има|имум|ера|ск|ист|ус|ув)[а-яё]{2,}|Рос(?!си|т[а-яё]|к)[а-яё]{3,}|Гос(?!уд)[а-яё]{3,}"
    r"|[А-ЯЁ][а-яё]+надзору)\b"
)
_INSTITUTION = re.compile(
    r"(?:(?:[ФОКР]?Г|М)[БКА][А-ЯЁ]{1,4}|ООО|П?АО|АНО|НКО|МФЦ|МИАЦ|ЦБС|К?ЦСОН|ЦРБ|ТФОМС|УМВД|УФНС|УФССП)(?![а-яёА-ЯЁ])"
)
_PERSON = re.compile(rf"(?P<name>{SURNAME})(?=\s+[А-ЯЁ]\.)")
_SURNAMES = (  # endings, dative or instrumental → nominative
    (r"(?<=[оеё]в)у$|(?<=[иы]н)у$", ""),
    (r"(?<=[оеё]в)ой$|(?<=[иы]н)ой$", "а"),
    (r"скому$", "ский"),
    (r"(?<=[оеё]в)ым$|(?<=[иы]н)ым$", ""),  # «совместно с Ивановым И.И.»
    (r"ским$", "ский"),
    (r"цким$", "цкий"),
    (r"ской$", "ская"),
    (r"цкому$", "цкий"),
    (r"цкой$", "цкая"),
    (r"(?<=[бгджзклнпртфхцчш])у$|(?<=(?<![оеё])м)у$", ""),
    (r"(?<=[аеоуи])ю$", "й"),
    (r"(?<=[лнрт])ю$", "ь"),
    (r"(?<=[бвгдзклмнпрстф])е$", "а"),
)
_INDECLINABLE = re.compile(r"(?:ко|[иэеы]|[ыи]х|дзе|швили|(?<![оеёи])в|(?<![иы])н|[бгджзклмпрстфхцчшщ])$")


class _Case(msgspec.Struct, frozen=True):
    """How words of one case are told: nouns by their form, adjectives by how they end."""

    known: Mapping[str, Forms]
    generic: Mapping[str, str]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    plural: tuple[str, ...]

    def agrees(self, adjective: str, noun: Forms) -> bool:
        endings = self.plural if noun.plural else self.feminine if noun.gender == "f" else self.masculine
        return adjective.lower().endswith(endings) or (noun.plural and adjective.lower() in _ALL)

    def is_adjective(self, word: str) -> bool:
        word = word.lower()
        ends = word.endswith((*self.masculine, *self.feminine, *self.plural)) or word in _ALL
        return ends and word not in self.known and word not in _PRONOUNS


_DATIVE = _Case(
    {noun.dative: noun for noun in _NOUNS},
    _GENERIC,
    ("ому", "ему"), ("ой", "ей"), ("ым", "им"),
)  # fmt: skip
_INSTRUMENTAL = _Case(
    {noun.instrumental: noun for noun in _NOUNS},
    {("".join((word[:-3], "ым")) if word.endswith("ому") else word + "и"): name for word, name in _GENERIC.items()},
    ("ым", "им"), ("ой", "ей"), ("ыми", "ими"),
)  # fmt: skip
# «прошу руководителей»; what is no person stands as in the nominative.
_ACCUSATIVE = _Case(
    {form: noun for noun in _NOUNS for form in {noun.nominative, noun.accusative}},
    {},
    ("ого", "его", "ый", "ий", "ое"), ("ую", "юю"), ("ых", "их", "ые", "ие"),
)  # fmt: skip
_NOMINATIVE = _Case(
    {noun.nominative: noun for noun in _NOUNS}, {}, ("ый", "ий", "ой", "ое", "ее"), ("ая", "яя"), ("ые", "ие")
)
_STRESSED = (
    "городск", "краев", "областн", "основн", "головн", "правов", "цифров", "трудов", "массов", "рядов",
    "языков", "речев",
)  # fmt: skip
_ALL = {"всем": "все", "всеми": "все", "всех": "все"}
_PRONOUNS = (
    "этим", "этому", "этой", "этих", "этого", "тем", "тому", "той", "тех", "того", "чем", "чему", "им", "ей",
    "ему", "нему", "ней", "ним", "самим", "самому", "самой", "своим", "своей", "своему", "одним", "одному",
    "одной", "таким", "такому", "такой", "каким", "какому", "какой", "моим", "моей", "моему", "нашим", "нашей",
    "нашему", "вашим", "вашей", "вашему",
)  # fmt: skip
_MOST_ADJECTIVES = 4  # before a noun


class Named(msgspec.Struct, frozen=True):
    """The first words of a body's name: how many they are, and how they stand in the nominative."""

    words: int
    nominative: str


def _named(text: str, case: _Case) -> Named | None:
    """What a text begins with if that is a body or a post: its adjectives and its noun."""
    words = re.findall(r"[\w-]+|\S", " ".join(text.split(" ")[: _MOST_ADJECTIVES + 2]))
    adjectives: list[str] = []
    for word in words:
        noun = case.known.get(word.lower())
        own = [one for one in adjectives if one != "и"]
        if noun and all(case.agrees(one, noun) for one in own):
            return Named(len(adjectives) + 1, _phrase(adjectives, noun, word))
        joins = word == "и" and adjectives
        if len(adjectives) >= _MOST_ADJECTIVES or not (joins or case.is_adjective(word)):
            break
        adjectives.append(word)
    first = words[0].lower() if words else ""
    if first in case.generic:
        return Named(1, case.generic[first])
    if words and (short := _short(words[0])):
        return Named(1, short)
    return None


def _phrase(adjectives: Sequence[str], noun: Forms, word: str) -> str:
    if not adjectives:
        return shown(noun.nominative)
    own = [one if one == "и" else _agreeing(one, noun) for one in adjectives]
    if not noun.body or noun.plural or adjectives[0].lower() in _GENERIC:
        own = [one.lower() for one in own]
    return " ".join((*own, noun.nominative if word[0].islower() else word[0] + noun.nominative[1:]))


def _agreeing(adjective: str, noun: Forms) -> str:
    """«контрольному» with «управление» → «контрольное»."""
    if adjective.lower() in _ALL:
        return _ALL[adjective.lower()]
    stem = re.sub(r"(?:ому|ему|ого|его|ыми|ими|ой|ей|ую|юю|ым|им|ых|их|ый|ий|ое|ые|ие)$", "", adjective)
    soft = re.search(r"(?:ему|его|ей|им|ими|их|ий|ие|юю)$", adjective) and stem[-1:] not in "гкхжшчщ"
    hard = stem[-1:] not in "гкхжшчщ"
    if noun.plural:
        return stem + ("ые" if hard and not soft else "ие")
    if noun.gender == "f":
        return stem + ("яя" if soft else "ая")
    if noun.gender == "n":
        return stem + ("ее" if soft or stem[-1:] in "жшчщ" else "ое")
    if stem.lower().endswith(_STRESSED):
        return stem + "ой"
    return stem + ("ый" if hard and not soft else "ий")


def begins_with_partner(text: str) -> bool:
    """Whether a text begins by naming a body in the instrumental: «(совместно с) Министерством культуры»."""
    return _named(text, _INSTRUMENTAL) is not None or bool(_SHORT.match(text) or _INSTITUTION.match(text))


def is_dative(word: str) -> bool:
    """Whether a word heads a body's name in the dative."""
    return word in _DATIVE.known or word in _GENERIC


def begins_with_body(text: str) -> bool:
    """Whether a text begins by naming a body or a post that protocols instruct."""
    return _named(text, _DATIVE) is not None or bool(_SHORT.match(text) or _INSTITUTION.match(text))


def begins_with_asked(text: str) -> bool:
    """Whether a text begins by naming a body in the accusative: «(прошу) руководителей школ»."""
    return _named(text, _ACCUSATIVE) is not None or bool(_SHORT.match(text) or _INSTITUTION.match(text))


def begins_with_named(text: str) -> bool:
    """Whether a text begins by naming a body or a post in the nominative, as fields do."""
    return _named(text, _NOMINATIVE) is not None or bool(_SHORT.match(text) or _INSTITUTION.match(text))


def nominative(part: str) -> str:
    """«Министерству культуры» → «Министерство культуры»."""
    return _renamed(part, _DATIVE)


def partner(part: str) -> str:
    """«Министерством культуры» → «Министерство культуры»."""
    return _renamed(part, _INSTRUMENTAL)


def asked(part: str) -> str:
    """«руководителей школ» → «руководители школ»."""
    return _renamed(part, _ACCUSATIVE)


def _renamed(part: str, case: _Case) -> str:
    part = re.sub(r"^(?:а\s+также|и)\s+", "", part.strip(" ,.;–—-"), flags=re.I)
    found = _named(part, case)
    if found is None:
        return part
    return " ".join((found.nominative, *part.split(" ")[found.words :]))


def person(name: str) -> str | None:
    """«Иванову И.И.» → «Иванов И.И.»; None for a name that does not stand in the dative; «Ким О.Е.» is one in all."""
    match = _PERSON.match(name)
    if match is None:
        return None
    for ending, instead in _SURNAMES:
        if re.search(ending, match["name"]):
            return re.sub(ending, instead, match["name"]) + name[match.end() :]
    return name if _INDECLINABLE.search(match["name"]) else None


def _short(word: str) -> str | None:
    if not _SHORT.fullmatch(word):
        return None
    for ending, instead in (("у", ""), ("ю", "й"), ("ом", ""), ("ем", "й")):  # «Минтруду», «Минстроем»
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
