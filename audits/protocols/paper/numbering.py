"""Paragraphs → items by their numbers: skipped ones, lists that begin anew inside an item or with the next question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from audits.protocols.notes import Note, NoteKind
from audits.protocols.paper.control import Control, control_of, says_more
from audits.protocols.paper.fields import Kind, is_field, is_term_field, pieces
from audits.protocols.paper.text import ends_item, item_number, letter_of, section_of, strip_letter, strip_number
from audits.protocols.people.nominative import begins_with_body
from audits.protocols.terms.inline import names_term
from audits.protocols.words.asking import lead_in
from audits.protocols.words.numerals import ROMAN, roman
from audits.protocols.words.papers import DECIDED

_DECIDED = re.compile(rf"^\W*(?:(?:{ROMAN}|\d{{1,2}})\.\s*)?(?:{DECIDED}|решение)\b", re.I)
_HEADING = re.compile(r"протокол\b", re.I)
_MARK = re.compile(r"\s*\d+\s*([.)])")
_ENDS = re.compile(r"[.;:!?»]\)?$")
_DONE = re.compile(r"(?:[.;:!?»]\)?|\d|\bг|года)$")
_REWORDED = re.compile(r"\bредакции\s*:?\s*$", re.I)  # «изложить в следующей редакции:»
_JUMP = 3  # numbers skipped without a doubt that the line begins an item at all


class Numbered(msgspec.Struct):
    """An item's number as it is shown («2.1», «II.1», «2.б») and its paragraphs, the first without the number."""

    number: str
    texts: list[str]


class _Inner(msgspec.Struct):
    """A list inside an item whose numbers begin anew."""

    item: str
    first: str
    count: int = 0

    def has(self, part: str, above: str, *, also_main: bool, main: str) -> bool:
        """Whether the list goes on with a paragraph; `also_main`: its number would suit the next item, too."""
        if item_number(part) != str(self.count + 1):
            return False
        if not also_main:
            return True
        for trait in (_mark_of, _in_small_letters, _names_body):
            if trait(self.first) != trait(main):
                return trait(part) == trait(self.first)
        return above.endswith(";")


class _Reading:
    """The items found so far, and where the reading stands."""

    def __init__(self, notes: list[Note]) -> None:
        self.items: list[Numbered] = []
        self.control: list[str] = []
        self._notes = notes
        self._last = ""  # number of the last item as it is written
        self._main = ""  # its paragraph
        self._block = 1
        self._inner: _Inner | None = None
        self._closed = self._deciding = False
        self._watch: Numbered | None = None  # the point on who watches over the paper: only fields go on with it

    def take(self, part: str) -> None:
        number = item_number(part)
        if control := control_of(strip_number(part) if number else section_of(part) or part):
            self._controlled(part, number, control)
        elif ends_item(part):
            # A report heard, a vote, a signature: whose lines follow is told by the next number.
            self._closed, self._deciding, self._inner = True, bool(_DECIDED.match(part)), None
        elif self.items and (section := section_of(part)) and (section.endswith(":") or not names_term(section)):
            if section.endswith(":") or begins_with_body(section):  # «II. Отделу культуры» is whom the next items ask
                self.items[-1].texts.append(f"{section.rstrip(': ')}:")
            self._closed, self._deciding, self._inner = True, True, None
        elif number is None:
            if self._watch and self.items[-1] is self._watch and is_field(part):
                self._watch.texts.append(part)
            elif self.items and (not self._closed or (is_term_field(part) and pieces(part)[0].of)):
                self.items[-1].texts.append(part)  # «Срок пунктов 1 и 2: …» is said below the signature, too
            elif self.items and is_term_field(part):
                self._notes.append(Note(f"Не отнесено ни к одному пункту: «{_short(part)}»."))
        elif self.items and part.lstrip()[:1] in '«"' and _REWORDED.search(self.items[-1].texts[-1]):
            self.items[-1].texts.append(part)  # the words an item is to have
        else:
            self._numbered(part, number)

    def _controlled(self, part: str, number: str | None, control: Control) -> None:
        """Who watches: kept for the head where it is over all; a numbered point that says more stays an item."""
        if control.whole and control.by:
            self.control.append(control.by)
        if number is not None:
            before = len(self.items)
            self._numbered(part, number)
            if not (control.whole and control.by):
                return
            self._closed, self._deciding, self._inner = True, False, None
            self._watch = self.items[-1] if len(self.items) > before else None
            return
        if control.by and not control.whole and not self.control:
            self.control.append(control.by)
        if not (control.whole and control.by) or says_more([part]):
            self._notes.append(Note(f"Не отнесено ни к одному пункту: «{_short(part)}»."))
        self._closed, self._deciding, self._inner = True, False, None

    def _numbered(self, part: str, number: str) -> None:
        follows = self._follows(number)
        above = self.items[-1].texts[-1] if self.items else ""
        if self._inner and self._inner.has(part, above, also_main=follows, main=self._main):
            self._inner.count += 1
            self.items.append(Numbered(f"{self._inner.item}.{number}", [strip_number(part)]))
        elif follows:
            if self._last and not _is_next(self._last, number):
                words = f"После пункта {self._last} сразу идёт {number}: возможно, пункт пропущен."
                self._notes.append(Note(words, kind=NoteKind.SKIPPED))
            self._begin(part, number)
        elif self._closed and self._deciding and number in ("1", "1.1"):
            self._block += 1
            words = f"Нумерация пунктов начинается заново: дальше они названы {self._shown(number)} и так далее."
            self._notes.append(Note(words))
            self._begin(part, number)
        elif not self._closed and number == "1" and _ENDS.search(above):
            self._inner = _Inner(self.items[-1].number, part, 1)
            words = f"нумерация внутри него начинается заново, подпункты названы {self._inner.item}.1 и так далее."
            self._notes.append(Note(words, self._inner.item))
            self.items.append(Numbered(f"{self._inner.item}.1", [strip_number(part)]))
        elif not self._closed:
            self._notes.append(Note(f"к его тексту отнесено «{_short(part)}».", self.items[-1].number))
            self.items[-1].texts.append(part)
        elif names_term(part):
            self._notes.append(Note(f"Не отнесено ни к одному пункту: «{_short(part)}»."))

    def _begin(self, part: str, number: str) -> None:
        if self.items and not self._closed and self._last and len(_levels(number)) <= len(_levels(self._last)):
            texts = self.items[-1].texts
            texts[-1:] = [one for one in lead_in(texts[-1]) if one]
        self.items.append(Numbered(self._shown(number), [strip_number(part)]))
        self._last, self._main, self._inner, self._closed = number, part, None, False

    def _shown(self, number: str) -> str:
        return number if self._block == 1 else f"{roman(self._block)}.{number}"

    def _follows(self, number: str) -> bool:
        """Whether an item number can come after the last: never back; far ahead only where a sentence has ended."""
        if not self._last:
            return True
        old, new = _levels(self._last), _levels(number)
        if new <= old or len(new) > len(old) + 1:
            return False
        above = self.items[-1].texts[-1] if self.items else ""
        return self._closed or _gap(old, new) <= _JUMP or bool(_DONE.search(above)) or is_field(above)


def numbered(parts: Sequence[str], notes: list[Note]) -> tuple[list[Numbered], str]:
    """The items of a protocol's body and who watches over it. What was guessed or left aside is added to `notes`."""
    reading = _Reading(notes)
    for part in parts:
        reading.take(part)
    items = [one for one in reading.items if not _only_watches(one)]
    return [piece for one in items for piece in _lettered(one)], ", ".join(dict.fromkeys(reading.control))


def _only_watches(one: Numbered) -> bool:
    """Whether a point says nothing but who watches over the paper, which its head repeats."""
    control = control_of(one.texts[0])
    return control is not None and control.whole and bool(control.by) and not says_more(one.texts)


def first_item(parts: Sequence[str]) -> int | None:
    """Where the items begin: at the first «1.» (a protocol may have an agenda, numbered too, before «РЕШИЛИ:»).

    An edition that holds only what was changed may begin with «2.1».
    """
    decided = next((at for at, part in enumerate(parts) if _DECIDED.match(part)), 0)
    found = [(at, number) for at, part in enumerate(parts) if at >= decided and (number := item_number(part))]
    first = next((at for at, number in found if number in ("1", "1.1")), None)
    partial = any(_HEADING.match(part) for part in parts) and found and ("." in found[0][1] or first is None)
    return found[0][0] if partial else first


def _lettered(one: Numbered) -> Iterator[Numbered]:
    """Lettered parts as items of their own («2.б») where they have terms of their own, else the item as it is."""
    texts = one.texts
    starts = [at for at, text in enumerate(texts) if letter_of(text)]
    own = [
        at
        for at, end in pairwise([*starts, len(texts)])
        if names_term(texts[at])
        or any(piece.kind is Kind.TERM for piece in pieces(texts[at]))
        or any(is_term_field(text) for text in texts[at + 1 : end])
    ]
    if len(starts) < 2 or len(own) < 2:
        yield one
        return
    yield Numbered(one.number, texts[: starts[0]])
    for at, end in pairwise([*starts, len(texts)]):
        yield Numbered(f"{one.number}.{letter_of(texts[at])}", [strip_letter(texts[at]), *texts[at + 1 : end]])


def _levels(number: str) -> list[int]:
    return [int(level) for level in number.split(".")]


def _gap(old: list[int], new: list[int]) -> int:
    """How many numbers lie between two, at the first level they differ in."""
    for before, after in zip([*old, 0], new, strict=False):
        if before != after:
            return after - before
    return 1


def _is_next(before: str, number: str) -> bool:
    old, new = _levels(before), _levels(number)
    if len(new) > len(old):
        return new[-1] == 1 and (new[:-1] == old or _gap(old, new) == 1)
    return new[-1] == 1 or (new[:-1] == old[: len(new) - 1] and new[-1] - old[len(new) - 1] == 1)


def _mark_of(part: str) -> str:
    """How a number is set off: «1.» or «1)»."""
    found = _MARK.match(part)
    return found[1] if found else ""


def _in_small_letters(part: str) -> bool:
    return strip_number(part)[:1].islower()


def _names_body(part: str) -> bool:
    return begins_with_body(strip_number(part))


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:120].rsplit(" ", 1)[0] + "…"
