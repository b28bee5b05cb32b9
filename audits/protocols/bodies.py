"""Whom an item addresses: «Министерству культуры … (Иванов И.И.), главам администраций …» → bodies and persons.

Instructions name bodies in the dative; they are given back in the nominative, because that is how lists and letters
name them.
"""

from __future__ import annotations

import re

import msgspec

from audits.protocols.nominative import begins_with_body, begins_with_partner, is_dative, nominative, partner, person

_PRELUDE = re.compile(r"^(?:рекомендовать|поручить|предложить|указать|рекомендуется)\s+", re.I)
_PERSON = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁа-яё]\.\s?(?:[А-ЯЁа-яё](?:-[А-ЯЁ])?(?:\.|(?=\))))?")
# Infinitives. Nouns in -ость, -асть, -ности look alike and are left out by their endings.
_VERB = re.compile(
    r"\b(?!пять\b|печать\b|очередь\b)[а-яё]+(?:ить|ать|ять|еть|ыть|уть|оть)(?:ся)?\b|\b[а-яё]*(?:вести|нести|йти|честь)\b",
    re.I,
)
_ADJECTIVES = ("уполномоченн", "ответственн", "исполнительн", "муниципальн", "государственн", "местн", "общественн")
_LONGEST = 300  # letters; more is no name but a text
_TOGETHER = r"\s*,?\s+(?:совместно|вместе)\s+со?\s+"
_DIVIDES = re.compile(rf"(?:({_TOGETHER})|,\s*(?:а\s+также\s+)?|\s+и\s+|\s+[–—-]\s+|;\s*)(?=(\w+))", re.I)
_ASIDE = re.compile(
    r"\s+(?:по\s+(?:итогам|результатам)|во\s+исполнение|в\s+целях|в\s+соответствии|на\s+основании|с\s+уч[её]том)\b.*$",
    re.I,
)
_CONTROL = re.compile(r"(?:^|[;,.]\s*|\s)контроль\s*(?:за\s+исполнением\s*)?[:–—-].*$", re.I)


class Addressees(msgspec.Struct, frozen=True):
    """Bodies in the nominative and persons as named; `rest` is the text after them."""

    bodies: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    rest: str = ""


def read_addressees(text: str) -> Addressees:
    """Read the bodies an item begins with. An item that instructs nobody by name gives none."""
    body_text, persons = _without_persons(_PRELUDE.sub("", text))
    if not begins_with_body(body_text):
        return _persons_asked(text)
    verb = _VERB.search(body_text)
    end = verb.start() if verb else len(body_text)
    colon = body_text.find(":")
    end = min(end, colon) if colon >= 0 else end
    head, rest = body_text[:end], body_text[end:].lstrip(": ")
    return Addressees(tuple(_split(head)), tuple(persons), rest)


def _persons_asked(text: str) -> Addressees:
    """«Иванову И.И., Петрову П.П. представить …»: persons in the dative, with nothing else before the verb."""
    head = text[: first_verb(text) or 0]
    named = [person(name) for name in persons_in(head)]
    left = re.sub(r"\bи\b|а\s+также|[^\w]", "", _PERSON.sub("", head))
    bodies = tuple(name for name in named if name)
    if not bodies or left or len(bodies) < len(named):
        return Addressees(rest=text)
    return Addressees(bodies, (), text[len(head) :])


def first_verb(text: str) -> int | None:
    """Where the first infinitive of a text begins: whom it asks stands before it."""
    verb = _VERB.search(text)
    return verb.start() if verb else None


def read_named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a «Ответственные: …» field names, in the nominative or the dative, and what of it names others."""
    others = tuple(match[0].strip(" ;,.") for match in _CONTROL.finditer(text))
    text = answering(text)
    return named_bodies(text) or persons_in(text), others


def answering(text: str) -> str:
    """A «Ответственные: …» field without who watches over it."""
    return _CONTROL.sub("", text).strip(" ;,")


def named_bodies(text: str) -> tuple[str, ...]:
    """Bodies of a «Ответственные: …» field, given in the nominative or the dative."""
    plain, _ = _without_persons(text)
    if begins_with_body(plain):
        return tuple(_split(plain))
    parts = (_tidy(one) for part in re.split(r"[;,]\s+(?=[А-ЯЁ])", plain) for one in _partners(part))
    return tuple(part for part in parts if part)


def _partners(part: str) -> list[str]:
    """«Отдел культуры совместно с Отделом спорта»: the first as it is named, the others in the nominative."""
    first, *others = re.split(_TOGETHER, part, flags=re.I)
    if not all(begins_with_partner(other) for other in others):
        return [part]
    return [first, *(partner(other) for other in others)]


def _tidy(part: str) -> str:
    """A name without what was left of the brackets and conjunctions around it."""
    part = re.sub(r"\(\s*[^\w()]*\s*\)", " ", _ASIDE.sub("", part))
    if part.count("(") != part.count(")"):
        part = re.sub(r"\([^()]*$", "", part) if "(" in part else part.replace(")", "")
    part = re.sub(r"(?:[\s,;]+(?:и|а\s+также|совместно\s+со?|отв\.|ответственн[а-я]+))+\s*$", "", part, flags=re.I)
    return re.sub(r"\s+", " ", part).strip(" ,.;:–—-")


def persons_in(text: str) -> tuple[str, ...]:
    """Names with initials, as written."""
    return tuple(dict.fromkeys(re.sub(r"\s+", " ", match[0]).strip() for match in _PERSON.finditer(text)))


def _without_persons(text: str) -> tuple[str, list[str]]:
    """Take out brackets with names; also brackets of which the opening one was lost («Республики Иванова И.И),»)."""
    persons = list(persons_in(text))
    for name in persons:
        text = text.replace(name, "\x00")
    text = re.sub(r"\([^()]{0,120}\x00[^()]{0,120}\)", " ", text)
    text = re.sub(r"\(?\s*\x00(?:\s*,?\s*\x00)*\s*\)?", " ", text)
    text = re.sub(r"\([^()]*[А-ЯЁ][а-яё]+\s+[А-ЯЁа-яё]\.[^()]*\)", " ", text)  # names with odd initials
    text = re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", text.replace("\x00", " ")))
    return text.strip(), persons


def _split(head: str) -> list[str]:
    """Split a list of bodies: a comma, a dash or «совместно с» before the next head word divides, others do not."""
    parts: list[str] = []
    start, together = 0, False  # together: what follows «совместно с» stands in the instrumental
    for match in re.finditer(_DIVIDES, head):
        word, after = match[2].lower(), head[match.end() :]
        inside = head[: match.start()].count("(") > head[: match.start()].count(")")
        with_it = bool(match[1]) or (together and begins_with_partner(after) and not is_dative(word))
        begins = begins_with_partner(after) if with_it else begins_with_body(after)
        if not inside and begins and not _inside_participle(head[start : match.start()], match[0], word):
            parts.append(_named(head[start : match.start()], together=together))
            start, together = match.end(), with_it
    parts.append(_named(head[start:], together=together))
    bodies = [_tidy(part) for part in parts if part.strip(" ,;–—-")]
    return _drop_generic([body for body in bodies if 0 < len(body) <= _LONGEST])


def _named(part: str, *, together: bool) -> str:
    return partner(part) if together else nominative(part)


def _inside_participle(before: str, separator: str, word: str) -> bool:
    """«органам …, ответственным за …»: a participle after a comma describes the body before it."""
    return word.startswith("ответственн") and "," in separator and bool(before.strip())


def _drop_generic(bodies: list[str]) -> list[str]:
    """A generic designation followed by the bodies it stands for («органам …, ответственным за … – Министерству …»)."""
    named = [body for body in bodies if not body.lower().startswith(_ADJECTIVES)]
    return named if named and len(named) < len(bodies) and bodies[0] not in named else bodies
