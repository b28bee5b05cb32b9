"""«Контроль за исполнением протокола возложить на Петрова П.П.»: who watches, and over all of it or over a part.

Who watches over the whole paper stands in its head. A point that says more (by when, over what, who reports) is an
item like others.
"""

from __future__ import annotations

import re

import msgspec

from audits.protocols.paper.fields import Kind, is_field, pieces
from audits.protocols.people.watchers import watcher
from audits.protocols.terms.inline import clauses, names_term
from audits.protocols.terms.mentions import unquoted
from audits.protocols.words.papers import NAMED_THIS
from audits.protocols.words.verbs import INFINITIVE

_DONE = r"(?:исполнени|выполнени|реализаци|соблюдени)[а-яё]+"
_BEGINS = re.compile(
    rf"^\s*контроль\s+(?:(?:за|над)\s|(?:(?:общий|дальнейший)\s+)?{_DONE}\b|(?:возложить|возлагаю|оставляю|оставить|поручить)\b)",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:возложить|возлагаю|возлагается|оставляю|оставить|оставляется|закрепить|закрепляю|поручить|поручаю)"
    r"(?:\s+(?:лично|персонально))?\s+(?:(?P<preposition>на|за)\s+)?",
    re.I,
)
_BY = re.compile(r"\b(?:осуществля(?:ет|ют)|обеспечива(?:ет|ют)|вед[её]т|остаётся\s+за)\s+(?=[А-ЯЁа-яё])", re.I)
_WHOLE = re.compile(
    rf"^\s*контроль(?:\s+(?:за\s+|над\s+)?(?:ходом\s+)?{_DONE}"
    rf"(?:\s+(?:[а-яё]+(?:го|ей|ой|ых|их)\s+){{0,2}}(?:{NAMED_THIS}|решений)[а-яё]*(?:\s+(?:совещания|заседания|совета|комиссии|коллегии))?)?)?\s*$",
    re.I,
)
_VERB = re.compile(INFINITIVE, re.I)
_FIELD = re.compile(r"[\s,;.(]*\b(?:со\s+)?срок(?:ом)?\b.*$|[\s;.(]*\b(?:отв\.|ответственн[а-яё]+\s*:).*$", re.I)
_SENTENCE = re.compile(
    r"(?:(?<=[а-яё]{3})|(?<=\)))\.\s+(?=[А-ЯЁ])|(?<=[А-ЯЁ]\.)\s+(?=[А-ЯЁ][а-яё]+(?!\s?[А-ЯЁ]\.)\b)|[;:]"
)
_CLAUSE = re.compile(r"[,.]\s")


class Control(msgspec.Struct, frozen=True):
    """`by`: who watches, in the nominative, empty where it is not told; `whole`: over all the paper asks for."""

    by: str
    whole: bool


def control_of(text: str) -> Control | None:
    """What a paragraph (without its number) that begins with «Контроль …» says; None for any other."""
    if not _BEGINS.match(text):
        return None
    given = _GIVEN.search(text)
    if given is None:
        by = _BY.search(text)
        return Control(text[by.end() :].strip(" .") if by else "", by is not None and _is_whole(text[: by.start()]))
    return Control(
        watcher(_head(text[given.end() :]), (given["preposition"] or "").lower()), _is_whole(text[: given.start()])
    )


def says_more(texts: list[str]) -> bool:
    """Whether a point on who watches over the paper has a term or somebody else who answers."""
    return any(
        is_field(text) or names_term(text) or any(piece.kind is not Kind.PROSE for piece in pieces(text))
        for text in texts
    )


def _is_whole(object_: str) -> bool:
    return _WHOLE.match(object_) is not None


def _head(words: str) -> str:
    """What stands before a term, a field, a sentence or a clause of its own."""
    plain = _FIELD.sub("", unquoted(words))
    if found := clauses(plain):
        plain = plain[: found[0].spans[0][0]]
    if ends := _SENTENCE.search(plain):
        plain = plain[: ends.start()]
    if verb := _VERB.search(plain):
        before = [match.start() for match in _CLAUSE.finditer(plain[: verb.start()])]
        last = before[-1] if before else verb.start()
        plain = plain[: last + (plain[last : last + 1] == ".")]
    plain = plain.strip(" ,;:–—-")
    plain = re.sub(r"\s*\([^()]*$", "", plain)
    return plain if re.search(r"[А-ЯЁ]\.$", plain) else _dotted(plain.rstrip(" ."))


def _dotted(plain: str) -> str:
    """A name with the dot its last initial lost to the end of the sentence."""
    return f"{plain}." if re.search(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]$", plain) else plain
