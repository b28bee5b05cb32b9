"""Whom an item addresses: «Министерству культуры … (Иванов И.И.), главам администраций …» → bodies and persons.

Instructions name bodies in the dative; they are given back in the nominative, because that is how lists and letters
name them. A person named beside a body or a post stays there: it tells whom to call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from audits.protocols.people.nominative import (
    asked,
    begins_with_asked,
    begins_with_body,
    begins_with_named,
    begins_with_partner,
    is_dative,
    nominative,
    partner,
    person,
)
from audits.protocols.words.asking import BEGS, GIVES, MUST, REMINDS
from audits.protocols.words.manner import after_manner, without_manner
from audits.protocols.words.persons import SURNAME
from audits.protocols.words.verbs import INFINITIVE

_ASIDE_FIRST = re.compile(
    r"^(?:кроме\s+того|также|при\s+этом|(?:в\s+)?связи\s+с\s+(?:этим|изложенным)|дополнительно)[\s,]+", re.I
)
_ASKS = rf"(?:{GIVES}|{MUST}|{REMINDS})"
_PRELUDE = re.compile(rf"^{_ASKS}\s+", re.I)
_BEGS = re.compile(rf"^{BEGS}\s+", re.I)
_LATER = re.compile(rf"[,;]\s+{_ASKS}\s+", re.I)  # «Заслушав доклад …, поручить управлению …»
_ASKED_THEN = re.compile(rf"\s+(?:{MUST}|{GIVES}|{BEGS})\b.*$", re.I)
_MUST_LATER = re.compile(rf"[,;]\s+(?=(?P<who>[^,;:]{{5,150}}?)\s+{MUST}\b)", re.I)
_REMINDS = re.compile(rf"^{REMINDS}\s", re.I)
# «указать министерству на необходимость …»: what somebody is reminded of, not «управлению на транспорте»
_OF_WHAT = re.compile(r"\s+(?:на\s+(?!транспорте\b|водн)|об?\s)(?![^«]*»).*$", re.I)
_WHOSE = re.compile(r",\s*(?:(?:[а-я]+\s+)?котор[а-я]+|чьи|чья|чь[её]|чей|где|что)\b.*$", re.I)
_TWO_SURNAMES = re.compile(r"^[А-ЯЁ][а-яё]+\s+и\s+[А-ЯЁ][а-яё]+$")
_ALONG = re.compile(r"^(?:совместно|вместе|во\s+взаимодействии)\s+со?\s+", re.I)
_PERSON = re.compile(rf"{SURNAME}\s+[А-ЯЁа-яё]\.\s?(?:[А-ЯЁа-яё](?:-[А-ЯЁ])?(?:\.|(?=\))))?")
_VERB = re.compile(INFINITIVE, re.I)
_ADJECTIVES = ("уполномоченн", "ответственн", "исполнительн", "муниципальн", "государственн", "местн", "общественн")
_LONGEST = 300  # letters; more is no name but a text
_TOGETHER = r"\s*,?\s+(?:совместно|вместе|во\s+взаимодействии)\s+со?\s+"
# Persons while names are parted: one letter each, of those in brackets beside a body or of those named without.
_BRACKETED, _BARE = range(0xE000, 0xE800), range(0xE800, 0xF000)
_BARE_MARK = re.compile(f"[{chr(_BARE.start)}-{chr(_BARE.stop - 1)}]")
_ANY_MARK = re.compile(f"[{chr(_BRACKETED.start)}-{chr(_BARE.stop - 1)}]")
_DIVIDES = re.compile(
    rf"(?:({_TOGETHER})|,\s*(?:а\s+также\s+)?|\s+и\s+|\s+[–—-]\s+|;\s*)(?=(\w+|{_BARE_MARK.pattern}))", re.I
)
_ASIDE = re.compile(
    r"\s+(?:по\s+(?:итогам|результатам)|во\s+исполнение|в\s+целях|в\s+соответствии|на\s+основании|с\s+уч[её]том|в\s+ходе)\b.*$",
    re.I,
)
_CONTROL = re.compile(r"(?:^|[;,.]\s*|\s)контроль\s*(?:за\s+исполнением\s*)?[:–—-].*$", re.I)


class Addressees(msgspec.Struct, frozen=True):
    """Bodies in the nominative, each with the persons named beside it, and other persons as named.

    `partners`: whom to do it with, where the text names nobody else («Совместно с министерством …»).
    """

    bodies: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


class _Marked(msgspec.Struct, frozen=True):
    """A text with a letter for each person, and who is meant by it."""

    text: str
    persons: dict[str, tuple[str, ...]]

    def named(self, part: str, *, dative: bool) -> str:
        """A part of the text with its persons: those after a post in the nominative, as the post is."""

        def back(match: re.Match[str]) -> str:
            names = self.persons[match[0]]
            if _BARE_MARK.fullmatch(match[0]):
                return " ".join((person(name) or name) if dative else name for name in names)
            return f"({', '.join(names)})"

        return re.sub(r"\s+", " ", _ANY_MARK.sub(back, part)).strip()


def read_addressees(text: str) -> Addressees:
    """Read the bodies an item begins with. An item that instructs nobody by name gives none."""
    text = after_manner(_ASIDE_FIRST.sub("", text.strip(" ,;–—-")))
    if begs := _BEGS.match(text):
        marked = _marked(text[begs.end() :])
        if begins_with_asked(marked.text):
            head = _head(marked.text)
            return Addressees(_tidied([asked(head)], marked), _others(marked, head))
    asked_for = _PRELUDE.sub("", text)
    marked = _marked(_OF_WHAT.sub("", asked_for) if _REMINDS.match(text) else asked_for)
    if not begins_with_body(marked.text):
        if along := _ALONG.match(marked.text):
            return _alongside(marked, along.end())
        later = _named_later(marked.text)
        if later is None:
            return _persons_asked(asked_for)
        marked = _Marked(marked.text[later:], marked.persons)
    head = _head(marked.text)
    return Addressees(_tidied(_split(head), marked), _others(marked, head))


def read_asked(text: str) -> tuple[str, ...]:
    """Whom a text begins with in the accusative: «(прошу) руководителей школ …»."""
    marked = _marked(text)
    return _tidied([asked(_head(marked.text))], marked) if begins_with_asked(marked.text) else ()


def _head(text: str) -> str:
    """What stands before the first verb or colon."""
    verb = _VERB.search(text)
    end = verb.start() if verb else len(text)
    colon = text.find(":")
    end = min(end, colon) if colon >= 0 else end
    return _ASKED_THEN.sub("", text[:end])


def _named_later(text: str) -> int | None:
    """Where whom a text instructs is named after what led to it: «Заслушав доклад, поручить отделу …»."""
    sentence = text[: found.start()] if (found := re.search(r"(?<=[а-яё]{3})\.\s", text)) else text
    for match in _LATER.finditer(sentence):
        if begins_with_body(text[match.end() :]):
            return match.end()
    for match in _MUST_LATER.finditer(sentence):
        if begins_with_body(match["who"]):
            return match.end()
    return None


def _alongside(marked: _Marked, start: int) -> Addressees:
    head = _head(marked.text[start:])
    if not begins_with_partner(head) or len(head) > _LONGEST:
        return Addressees(persons=_others(marked, ""))
    return Addressees((), _others(marked, head), _tidied(_split(head, together=True), marked))


def _others(marked: _Marked, head: str) -> tuple[str, ...]:
    """The persons who are not named beside the bodies."""
    return tuple(name for mark, names in marked.persons.items() if mark not in head for name in names)


def _tidied(parts: list[str], marked: _Marked) -> tuple[str, ...]:
    """Names with their persons, without those too long to be any."""
    parts = [_tidy(_WHOSE.sub("", part)) for part in parts if part.strip(" ,;–—-")]
    kept = [part for part in parts if 0 < len(part) <= _LONGEST]
    return tuple(marked.named(part, dative=True) for part in _drop_generic(kept))


def _persons_asked(text: str) -> Addressees:
    """«Иванову И.И., Петрову П.П. представить …»: persons in the dative, with nothing else before the verb."""
    head = without_manner(text[: first_verb(text) or 0].strip(" ,;–—-"))
    named = [person(name) for name in persons_in(head)]
    left = re.sub(r"\bи\b|а\s+также|[^\w]", "", _PERSON.sub("", head))
    bodies = tuple(name for name in named if name)
    if not bodies or left or len(bodies) < len(named):
        return Addressees()
    return Addressees(bodies)


def first_verb(text: str) -> int | None:
    """Where the first infinitive of a text begins: whom it asks stands before it."""
    verb = _VERB.search(text)
    return verb.start() if verb else None


def read_named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a «Ответственные: …» field names, in the nominative or the dative, and what of it names others."""
    others = tuple(match[0].strip(" ;,.") for match in _CONTROL.finditer(text))
    return named_bodies(answering(text)), others


def answering(text: str) -> str:
    """A «Ответственные: …» field without who watches over it."""
    return _CONTROL.sub("", text).strip(" ;,")


def named_bodies(text: str) -> tuple[str, ...]:
    """Bodies and persons of a «Ответственные: …» field, given in the nominative or the dative."""
    marked = _marked(text)
    if begins_with_body(marked.text):
        return _tidied(_split(marked.text), marked)
    bare = _BARE_MARK.pattern
    divides = rf"[;,]\s+(?=[А-ЯЁ]|{bare})|(?<={_ANY_MARK.pattern})\s*(?:[;,]|\s+и)\s+|\s+и\s+(?={bare})"
    listed = [each for part in re.split(divides, marked.text) for each in _listed(part)]
    parts = (_tidy(one) for part in listed for one in _partners(part))
    return tuple(marked.named(part, dative=False) for part in parts if part)


def _listed(part: str) -> list[str]:
    """«Филармония, театр «Маска» и отдел учёта», «Зотова и Мальцева»: each by itself."""
    if _TWO_SURNAMES.match(part.strip()):
        return part.split(" и ")
    parts, start = [], 0
    for match in re.finditer(r"[;,]\s+(?:а\s+также\s+)?|\s+и\s+", part):
        if begins_with_named(part[match.end() :]) and part[: match.start()].count("(") == part[: match.start()].count(
            ")"
        ):
            parts.append(part[start : match.start()])
            start = match.end()
    return [*parts, part[start:]]


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
    part = without_manner(re.sub(r"\s+", " ", part).strip(" ,.;:–—-"))
    part = re.sub(r"(?:[\s,;]+(?:и|а\s+также|совместно\s+со?|отв\.|ответственн[а-я]+))+\s*$", "", part, flags=re.I)
    return re.sub(r"\s+", " ", part).strip(" ,.;:–—-")


def is_among(name: str, who: Sequence[str]) -> bool:
    """Whether a person is named beside those who answer, perhaps in another case."""
    return any(name in one or (person(name) or name) in one for one in who)


def persons_in(text: str) -> tuple[str, ...]:
    """Names with initials, as written."""
    return tuple(dict.fromkeys(re.sub(r"\s+", " ", match[0]).strip() for match in _PERSON.finditer(text)))


def _marked(text: str) -> _Marked:
    """Names set apart; also those in brackets of which one was lost («Республики Иванова И.И),»)."""
    persons: dict[str, tuple[str, ...]] = {}

    def mark(words: str, *, bare: bool) -> str:
        names = persons_in(words)
        letters = _BARE if bare else _BRACKETED
        letter = chr(letters.start + len(persons) % len(letters))
        persons[letter] = names
        return f" {letter} "

    def bracket(match: re.Match[str]) -> str:
        if persons_in(match[0]):
            return mark(match[0], bare=False)
        return " " if re.search(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁа-яё]\.", match[0]) else match[0]  # odd initials

    one = _PERSON.pattern
    text = re.sub(r"\([^()]*\)", bracket, text)
    half = rf"\(\s*{one}(?:\s*,?\s*{one})*|{one}(?:\s*,?\s*{one})*\s*\)"
    text = re.sub(half, lambda match: mark(match[0], bare=False), text)
    text = _PERSON.sub(lambda match: mark(match[0], bare=True), text)
    return _Marked(re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", text)).strip(), persons)


def _split(head: str, *, together: bool = False) -> list[str]:
    """Split a list of bodies: a comma, a dash or «совместно с» before the next head word divides, others do not.

    `together`: what follows «совместно с» stands in the instrumental.
    """
    parts: list[str] = []
    start = 0
    for match in re.finditer(_DIVIDES, head):
        word, after = match[2].lower(), head[match.end() :]
        inside = head[: match.start()].count("(") > head[: match.start()].count(")")
        with_it = bool(match[1]) or (together and begins_with_partner(after) and not is_dative(word))
        begins = begins_with_partner(after) if with_it else begins_with_body(after)
        begins = begins or _BARE_MARK.match(word) is not None
        if not inside and begins and not _inside_participle(head[start : match.start()], match[0], word):
            parts.append(_named(head[start : match.start()], together=together))
            start, together = match.end(), with_it
    parts.append(_named(head[start:], together=together))
    return parts


def _named(part: str, *, together: bool) -> str:
    return partner(part) if together else nominative(part)


def _inside_participle(before: str, separator: str, word: str) -> bool:
    """«органам …, ответственным за …»: a participle after a comma describes the body before it."""
    return word.startswith("ответственн") and "," in separator and bool(before.strip())


def _drop_generic(bodies: list[str]) -> list[str]:
    """A generic designation followed by the bodies it stands for («органам …, ответственным за … – Министерству …»)."""
    named = [body for body in bodies if not body.lower().startswith(_ADJECTIVES)]
    return named if named and len(named) < len(bodies) and bodies[0] not in named else bodies
