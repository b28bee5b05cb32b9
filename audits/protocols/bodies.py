"""Whom an item addresses: «Министерству культуры … (Иванов И.И.), главам администраций …» → bodies and persons.

Instructions name bodies in the dative; they are given back in the nominative, because that is how lists and letters
name them.
"""

from __future__ import annotations

import re

import msgspec

# dative head word → nominative; the longest match wins. Only heads of bodies and posts that protocols instruct.
_HEADS = {
    "министерству": "Министерство",
    "министерствам": "министерства",
    "министру": "министр",
    "министрам": "министры",
    "ведомствам": "ведомства",
    "департаменту": "Департамент",
    "департаментам": "департаменты",
    "управлению": "Управление",
    "управлениям": "управления",
    "комитету": "Комитет",
    "комитетам": "комитеты",
    "отделу": "отдел",
    "отделам": "отделы",
    "службе": "Служба",
    "агентству": "Агентство",
    "администрации": "администрация",
    "администрациям": "администрации",
    "главе": "глава",
    "главам": "главы",
    "руководителю": "руководитель",
    "руководителям": "руководители",
    "директору": "директор",
    "директорам": "директора",
    "начальнику": "начальник",
    "начальникам": "начальники",
    "органам": "органы",
    "органу": "орган",
    "организациям": "организации",
    "учреждениям": "учреждения",
    "учреждению": "учреждение",
    "общественному": "общественный",
    "общественным": "общественные",
    "совету": "совет",
    "советам": "советы",
    "куратору": "куратор",
    "оператору": "оператор",
    "операторам": "операторы",
    "местным": "местные",
    "муниципальным": "муниципальные",
    "государственным": "государственные",
    "исполнительным": "исполнительные",
    "уполномоченным": "уполномоченные",
    "уполномоченному": "уполномоченный",
    "ответственным": "ответственные",
    "заместителю": "заместитель",
    "центру": "Центр",
    "палате": "палата",
}
_HEAD = re.compile(r"\b(" + "|".join(sorted(_HEADS, key=len, reverse=True)) + r")\b", re.I)
_PRELUDE = re.compile(r"^(?:рекомендовать|поручить|предложить|указать|рекомендуется)\s+", re.I)
_PERSON = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁа-яё]\.\s?(?:[А-ЯЁа-яё](?:-[А-ЯЁ])?(?:\.|(?=\))))?")
# Infinitives. Nouns in -ость, -асть, -ности look alike and are left out by their endings.
_VERB = re.compile(
    r"\b(?!пять\b|печать\b|очередь\b)[а-яё]+(?:ить|ать|ять|еть|ыть|уть|оть)(?:ся)?\b|\b[а-яё]*(?:вести|нести|йти|честь)\b",
    re.I,
)
_ADJECTIVES = ("уполномоченн", "ответственн", "исполнительн", "муниципальн", "государственн", "местн", "общественн")


_CONTROL = re.compile(r"(?:^|[;,.]\s*|\s)контроль\s*(?:за\s+исполнением\s*)?[:–—-].*$", re.I)


class Addressees(msgspec.Struct, frozen=True):
    """Bodies in the nominative and persons as named; `rest` is the text after them."""

    bodies: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    rest: str = ""


def read_addressees(text: str) -> Addressees:
    """Read the bodies an item begins with. An item that instructs nobody by name gives none."""
    body_text, persons = _without_persons(_PRELUDE.sub("", text))
    if not _HEAD.match(body_text):
        return Addressees(rest=text)
    verb = _VERB.search(body_text)
    end = verb.start() if verb else len(body_text)
    colon = body_text.find(":")
    end = min(end, colon) if colon >= 0 else end
    head, rest = body_text[:end], body_text[end:].lstrip(": ")
    return Addressees(tuple(_split(head)), tuple(persons), rest)


def first_verb(text: str) -> int | None:
    """Where the first infinitive of a text begins: whom it asks stands before it."""
    verb = _VERB.search(text)
    return verb.start() if verb else None


def read_named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a «Ответственные: …» field names, in the nominative or the dative, and what of it names others."""
    others = tuple(match[0].strip(" ;,.") for match in _CONTROL.finditer(text))
    text = _CONTROL.sub("", text).strip(" ;,")
    return named_bodies(text) or persons_in(text), others


def named_bodies(text: str) -> tuple[str, ...]:
    """Bodies of a «Ответственные: …» field, given in the nominative or the dative."""
    plain, _ = _without_persons(text)
    if _HEAD.match(plain):
        return tuple(_split(plain))
    parts = (_tidy(part) for part in re.split(r"[;,]\s+(?=[А-ЯЁ])", plain))
    return tuple(part for part in parts if part)


def _tidy(part: str) -> str:
    """A name without what was left of the brackets and conjunctions around it."""
    part = re.sub(r"\(\s*[^\w()]*\s*\)", " ", part)
    if part.count("(") != part.count(")"):
        part = re.sub(r"\([^()]*$", "", part) if "(" in part else part.replace(")", "")
    part = re.sub(r"(?:[\s,;]+(?:и|а\s+также|отв\.|ответственн[а-я]+))+\s*$", "", part, flags=re.I)
    return re.sub(r"\s+", " ", part).strip(" ,.;:–—-")


def persons_in(text: str) -> tuple[str, ...]:
    """Names with initials, as written."""
    return tuple(dict.fromkeys(re.sub(r"\s+", " ", match[0]).strip() for match in _PERSON.finditer(text)))


def _without_persons(text: str) -> tuple[str, list[str]]:
    """Take out brackets with names; also brackets of which the opening one was lost («Республики Иванова И.И),»)."""
    persons = list(persons_in(text))
    for person in persons:
        text = text.replace(person, "\x00")
    text = re.sub(r"\(?\s*\x00(?:\s*,?\s*\x00)*\s*\)?", " ", text)
    text = re.sub(r"\([^()]*[А-ЯЁ][а-яё]+\s+[А-ЯЁа-яё]\.[^()]*\)", " ", text)  # names with odd initials
    text = re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", text.replace("\x00", " ")))
    return text.strip(), persons


def _split(head: str) -> list[str]:
    """Split a list of bodies: a comma or a dash before the next head word divides, other commas do not."""
    parts, start = [], 0
    for match in re.finditer(r"(?:,\s*(?:а\s+также\s+)?|\s+и\s+|\s+[–—-]\s+|;\s*)(?=(\w+))", head, re.I):
        word = match[1].lower()
        if word in _HEADS and not _inside_participle(head[start : match.start()], match[0], word):
            parts.append(head[start : match.start()])
            start = match.end()
    parts.append(head[start:])
    bodies = [_nominative(part) for part in parts if part.strip(" ,;–—-")]
    return _drop_generic(bodies)


def _inside_participle(before: str, separator: str, word: str) -> bool:
    """«органам …, ответственным за …»: a participle after a comma describes the body before it."""
    return word.startswith("ответственн") and "," in separator and bool(before.strip())


def _drop_generic(bodies: list[str]) -> list[str]:
    """A generic designation followed by the bodies it stands for («органам …, ответственным за … – Министерству …»)."""
    named = [body for body in bodies if not body.lower().startswith(_ADJECTIVES)]
    return named if named and len(named) < len(bodies) and bodies[0] not in named else bodies


def _nominative(part: str) -> str:
    part = re.sub(r"^(?:а\s+также|и)\s+", "", part.strip(" ,;–—-"), flags=re.I)
    words = part.split(" ")
    out, seen_noun = [], False
    for word in words:
        known = _HEADS.get(word.lower())
        if known and not seen_noun:
            out.append(known)
            seen_noun = not word.lower().endswith(("ым", "ому"))
        else:
            seen_noun = True
            out.append(word)
    return " ".join(out)
