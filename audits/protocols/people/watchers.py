"""Who watches over what is done, in the nominative: «возложить на Петрова П.П.», «поручить отделу», «за собой»."""

from __future__ import annotations

import re

from audits.protocols.people.nominative import asked, begins_with_asked, nominative, partner, person
from audits.protocols.words.persons import SURNAME

HIMSELF = "председательствующий"
_NAME = re.compile(rf"(?<!\()\b{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?")
_BRACKETED = re.compile(r"\([^()]*\)")
_OF_ONE = (  # accusative, of persons → nominative
    (r"(?<=[бвгджзклмнпрстфхцчшщ])у$", "а"),  # «Петрову», a woman's
    (r"ую$", "ая"),
    (r"(?<=[цск]к)ого$", "ий"),
    (r"(?<=[жчшщ])его$", "ий"),
    (r"ого$", "ый"),
    (r"ю$", "я"),
    (r"(?<=[аеёиоуыэюя])я$", "й"),
    (r"я$", "ь"),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])а$", ""),
)


def watcher(words: str, preposition: str) -> str:
    """Whom the words after «возложить на», «оставить за» or «поручить» (no preposition) name."""
    if re.match(r"собой\b", words, re.I):
        return HIMSELF
    named = []
    for part in re.split(r"(?:,\s+(?:а\s+также\s+)?|\s+и\s+)(?=[А-ЯЁ])", words):
        found = _NAME.search(_BRACKETED.sub(lambda match: " " * len(match[0]), part))
        post = _post(part[: found.start()].strip() if found else part, preposition)
        name = _person(part[found.start() : found.end()].strip(), preposition) if found else ""
        behind = part[found.end() :].strip(" ,–—-") if found else ""
        named.append(" ".join(filter(None, (post, name))) + (f", {_post(behind, preposition)}" if behind else ""))
    return ", ".join(named)


def _post(words: str, preposition: str) -> str:
    if preposition == "на":
        return asked(words) if begins_with_asked(words) else words
    return partner(words) if preposition == "за" else nominative(words)


def _person(name: str, preposition: str) -> str:
    if preposition != "на":
        return person(name) or name
    surname, _, initials = name.partition(" ")
    for ending, instead in _OF_ONE:
        if re.search(ending, surname):
            surname = re.sub(ending, instead, surname)
            break
    return f"{surname} {initials}"
