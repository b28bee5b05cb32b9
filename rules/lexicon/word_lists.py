"""Word lists of polls, forms and the accessible version: what people write, as data (`data/wordings`).

A list holds alternatives, one a line: regular expressions over normalised text (`rules.language.wording.normal`). They
are kept apart from the checks so that who knows the wording need not read Python. `{name}` in one stands for a list
above it in the same file or for one of the assessment's names: every form is written once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rules.reference import DATA, Entry, ReferenceDataError, read_data

FOLDER = DATA / "wordings"
_NEVER = re.compile("[ёЁ«»–—\u00a0]|(?<!\\\\)[А-Я]")  # texts are normalised before they are compared

_NAMED = re.compile(r"\{([a-z_]+)\}")  # counts of repetitions are digits


class Wording:
    """Alternatives of one list as one expression; searched like a compiled pattern."""

    __slots__ = ("findall", "fullmatch", "match", "pattern", "search")

    def __init__(self, alternatives: list[str]) -> None:
        for one in alternatives:
            if found := _NEVER.search(one):
                raise ValueError(f"«{one}»: «{found.group()}» не встретится, тексты сравниваются строчными и без «ё»")
        self.pattern = "|".join(f"(?:{one})" for one in alternatives) or r"(?!)"
        regex = re.compile(self.pattern)
        self.search, self.match, self.fullmatch, self.findall = (
            regex.search,
            regex.match,
            regex.fullmatch,
            regex.findall,
        )


class AssessmentWords(Entry, frozen=True):
    """How the assessment is called: what each list covers is said in the file."""

    independent: Wording
    named: Wording
    ours: Wording
    of_quality: Wording
    full: Wording
    quality: Wording
    acronym: Wording
    short: Wording
    abbreviated: Wording
    called: Wording
    mentioned: Wording
    latin: Wording
    latin_independent: Wording
    latin_rated: Wording
    by_results: Wording


class PollWords(Entry, frozen=True):
    """What is said about polls."""

    quality: Wording
    own_quality: Wording
    invitation: Wording
    calls: Wording
    polls: Wording
    names: Wording
    asks: Wording
    question: Wording
    consent: Wording
    other: Wording
    never: Wording
    preference: Wording
    itself: Wording
    to_come: Wording
    closed: Wording
    until: Wording


class FormWords(Entry, frozen=True):
    """What is said about forms that take an appeal, and about those that take something else."""

    message: Wording
    contact: Wording
    appeal: Wording
    control: Wording
    button: Wording
    undoes: Wording
    onward: Wording
    sends: Wording
    other: Wording
    booking: Wording
    comment: Wording
    discussed: Wording
    guests: Wording
    entry: Wording
    address: Wording
    other_names: Wording
    narrow: Wording
    login: Wording
    refuses: Wording


class AccessibleWords(Entry, frozen=True):
    """How the version for visually impaired people is called, and what only that version shows."""

    control: Wording
    panel: Wording
    address: Wording
    page: Wording
    advice: Wording
    promised: Wording


class LinkWords(Entry, frozen=True):
    """What labels of links are made of that say nothing."""

    tells_nothing: Wording
    year: Wording


class _File(Entry, frozen=True):
    source: str
    checked: str
    lists: dict[str, Any]


_T = TypeVar("_T", bound=Entry)


def expanded(pattern: str, names: Mapping[str, str]) -> str:
    """`pattern` with the names in braces written out; raises `ValueError` for one that is not known."""
    return _NAMED.sub(partial(_written_out, names), pattern)


def _written_out(names: Mapping[str, str], match: re.Match[str]) -> str:
    if match.group(1) not in names:
        raise ValueError(f"«{match.group()}» выше не описано")
    return f"(?:{names[match.group(1)]})"


def load_words(path: Path, kind: type[_T], names: Mapping[str, str] | None = None) -> _T:
    """A file of word lists as `kind`; raises `ReferenceDataError` for a missing, unknown or unusable list.

    `names`: what its patterns may refer to besides the lists above.
    """
    raw = read_data(path, _File)
    apart = set(raw.lists) ^ set(kind.__struct_fields__)
    if apart:
        raise _broken(path, f"списки не те: {', '.join(sorted(apart))}")
    known = dict(names or {})
    lists: dict[str, Wording] = {}
    for name, alternatives in raw.lists.items():
        try:
            lists[name] = Wording([expanded(one, known) for one in msgspec.convert(alternatives, list[str])])
        except (ValueError, re.error) as error:
            raise _broken(path, f"список {name}: {error}") from error
        known[name] = lists[name].pattern
    return kind(**lists)


def _broken(path: Path, problem: str) -> ReferenceDataError:
    return ReferenceDataError(f"Словарь {path.name} не прочитан: {problem}. Исправьте файл {path}.")


@cache
def assessment_names() -> Mapping[str, str]:
    """The assessment's names, as patterns. Raises `ReferenceDataError`."""
    words = load_words(FOLDER / "assessment.yml", AssessmentWords)
    return {name: getattr(words, name).pattern for name in AssessmentWords.__struct_fields__}


@cache
def poll_words() -> PollWords:
    """Words about polls. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "polls.yml", PollWords, assessment_names())


@cache
def form_words() -> FormWords:
    """Words about feedback forms. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "forms.yml", FormWords)


@cache
def accessible_words() -> AccessibleWords:
    """Words about the version for visually impaired people. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "accessible.yml", AccessibleWords)


@cache
def link_words() -> LinkWords:
    """Words on links. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "links.yml", LinkWords)


def load_all() -> None:
    """Read every list now: a broken one must stop the program, not cost a verdict each time. `ReferenceDataError`."""
    assessment_names()
    poll_words()
    form_words()
    accessible_words()
    link_words()
