"""One item of a protocol: whom it instructs, what to do and by when, from its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from audits.protocols.items.assigned import is_own
from audits.protocols.items.bare import bare_terms
from audits.protocols.items.begun import begun
from audits.protocols.items.informative import is_informative
from audits.protocols.items.loose import loose_dates, unread
from audits.protocols.items.withdrawn import ends_others, is_withdrawn
from audits.protocols.model import Item, Term
from audits.protocols.notes import Note, NoteKind
from audits.protocols.paper.control import control_of
from audits.protocols.paper.fields import Kind, Piece, pieces, prose_of
from audits.protocols.people.bodies import (
    Addressees,
    answering,
    first_verb,
    is_among,
    persons_in,
    read_addressees,
    read_named,
)
from audits.protocols.terms.counted import of_this
from audits.protocols.terms.inline import inline_terms, without_terms
from audits.protocols.terms.mentions import unquoted
from audits.protocols.terms.reading import doubt, guessed_year, is_always, is_closing, read_terms, without_day
from audits.protocols.words.verbs import ASIDE

_ASIDE = re.compile(  # what an item speaks of, not what it asks for: «оценка, которая проводится ежегодно»
    rf"(?:^|[,(])(?=[^,(]*{ASIDE})[^,(]*$", re.I
)
_EVENT_TERM = re.compile(r"\bстрого\s+(?:до|после)\s+[^.;]+", re.I)
_AMENDS = re.compile(
    r"\b(?:изложить|читать)\s+в\s+(?:(?:новой|следующей|прилагаемой)\s+)*редакции|\bвнести\s+(?:\S+\s+){0,3}изменени[еяй]\s+в\s+(?:протокол|пункт|подпункт|поручени|приказ|распоряжени|решени)"
    r"|\bвнести\s+в\s+(?:протокол|пункт|подпункт|поручени|приказ|распоряжени|решени)\S*(?:\s+\S+){0,8}\s+изменени"
    r"|\bслова\b.{1,200}\bзаменить\b|\bсрок[а-я]*\b.{0,160}\b(?:продлить|перенести|установить\s+до)\b"
    r"|^\s*срок[а-я]*(?:\s+исполнения)?\s+(?:поручени|пункт|подпункт)[а-я]*\s+\d"
    r"|\b(?:продлить|перенести)\s+срок|\b(?:снять\s+с\s+контроля|признать\s+утратившим)",
    re.I,
)
_REPLACED = re.compile(r"\bслова\s+«[^»]*»", re.I)  # «слова «до 1 апреля» заменить …»: no term any more
_DATIVE = re.compile(
    r"[А-ЯЁ][\w-]*(?:[уюиы]|(?<![еоиы])е|[аяыи]м|[ое]й|[ое]му)\b"
)  # how words that name somebody may end
_TELL = r"(?:доложить|сообщить|(?:про)?информировать|отчитаться|уведомить)"
_OF_IT = (
    r"об?о?\s+(?:результат|итог|исполнени|выполнени|ход[еу]\b|принят[а-я]+\s+мер|проделанн|провед[её]нн[а-я]+\s+работ)"
)
_REPORTS = re.compile(rf"(?:^|[.;!]\s+)(?:{_OF_IT}[^.;!]*\b{_TELL}\b|{_TELL}\b[^.;!]*\b{_OF_IT})[^.;!]*$", re.I)
_REFERENCE = re.compile(r"\(\s*(?:п|пункт|пп|пункты)\.?\s*(\d+)(?:\s*[-–,и]\s*(\d+))?\s+приложения", re.I)


def read_item(
    number: str,
    texts: list[str],
    parent: bool,
    on: date | None,
    inherited: tuple[str, ...],
    *,
    covered: bool,
    kind: str = "",
) -> tuple[Item, list[Note]]:
    """Read an item, and what was not understood in it.

    `inherited`: the bodies of the item above; `covered`: that one has a term; `parent`: it has parts; `kind`: what the
    paper is, where it is no protocol (`papers.kind_of`).
    """
    written = list(_own_parts(number, texts))
    parts = [msgspec.structs.replace(part, text=of_this(part.text, kind)) for part in written]
    prose = prose_of(parts)
    control = control_of(prose)
    addressees = Addressees() if control else read_addressees(without_terms(prose))
    who = [control.by] if control and control.by else list(addressees.bodies)
    notes: list[Note] = []
    if not who and addressees.partners:
        who = [*inherited, *addressees.partners]
    for part in parts:
        if part.kind is Kind.WHO:
            names, rest = read_named(part.text)
            who.extend(names)
            notes.extend(Note(f"«{words}» не отнесено к исполнителям.", number) for words in rest)
    gone = is_withdrawn(" ".join(texts)) or ends_others(prose)
    informative = is_informative(prose) or gone
    read, said = _terms(number, parts, on, parent=parent, informative=informative)
    terms = begun(read, prose, on)
    said += [Note(words, number) for term in terms if term not in read and (words := doubt(term))]
    notes.extend(() if gone else said)
    events = [
        Term(text=match[0].strip(), note="привязан к событию, не к дате") for match in _EVENT_TERM.finditer(prose)
    ]
    if events and not terms and not informative:
        notes.append(Note(f"срок «{events[0].text}» привязан к событию, даты нет.", number))
    terms += events
    if gone and terms:
        given = ", ".join(f"«{term.text}»" for term in terms)
        notes.append(Note(f"поручение снято, срок {given} не ведётся.", number))
        terms = []
    taken = [term.text for term in terms]  # «25 марта», a term though nothing before it says so
    loose = [
        words
        for words in loose_dates(parts, terms, on)
        if not any(text.endswith(words) for text in taken) and not any(words.rstrip(".") in note.words for note in said)
    ]
    asked = not (parent or informative)
    if asked and not terms and not covered:
        terms = _passed(prose, on)
        loose = [words for words in loose if not any(words.rstrip(".") in term.text for term in terms)]
        given = ", ".join(f"«{term.text}»" for term in terms)
        words = f"срок {given} раньше даты протокола, он не ведётся." if terms else "срок не указан."
        notes.append(Note(words, number, NoteKind.NO_TERM))
    if loose:
        notes.append(Note(f"дата в тексте ({', '.join(loose)}) сроком не сочтена.", number, NoteKind.LOOSE_DATE))
    if asked and not (who or inherited):
        notes.append(Note(_nobody(without_terms(prose)), number, NoteKind.NOBODY))
    if amends(prose):
        words = "меняет прежнее поручение: сам протокол, который он меняет, не изменён."
        notes.append(Note(words, number, NoteKind.AMENDS, subject=True))
    item = Item(
        number=number,
        text=prose_of(written).strip().rstrip("–—- "),
        terms=tuple(terms),
        responsible=tuple(dict.fromkeys(who)) or inherited,
        persons=_persons(addressees, parts, who),
        parent=parent,
        references=tuple(int(n) for match in _REFERENCE.finditer(prose) for n in match.groups() if n),
        void=informative,
    )
    return item, notes


def _own_parts(number: str, texts: Sequence[str]) -> Iterator[Piece]:
    """The parts of an item without terms of others; an item that begins with one asks for nothing but that."""
    for at, text in enumerate(texts):
        found = pieces(text)
        if at == 0 and found and not is_own(found[0], number):
            yield Piece(Kind.PROSE, text)
        else:
            yield from (piece for piece in found if is_own(piece, number))


def _persons(addressees: Addressees, parts: Sequence[Piece], who: Sequence[str]) -> tuple[str, ...]:
    """Persons named beside the bodies that answer, in brackets or in a field."""
    fields = " ".join(answering(part.text) for part in parts if part.kind is Kind.WHO)
    named = (*addressees.persons, *persons_in(fields))
    return tuple(dict.fromkeys(name for name in named if not is_among(name, who)))


def _terms(
    number: str, parts: Sequence[Piece], on: date | None, *, parent: bool, informative: bool
) -> tuple[list[Term], list[Note]]:
    """The terms of an item, and what to say about them: a «Срок: …» holds before what the sentences name.

    But for a sentence that asks to be told of what came of it: that is due on a day of its own.
    """
    given: list[Term] = []
    notes: list[Note] = []
    for part in parts:
        if part.kind is Kind.TERM:
            read = read_terms(part.text, signed=on)
            given.extend(read)
            notes.extend(Note(f"срок «{words}» не понят.", number) for words in unread(part.text, read, on))
    named = [] if informative else _named(prose_of(parts), on)
    if given:
        prose = unquoted(prose_of(parts))
        known = {term.due for term in given}
        given += [term for term in named if term.due and term.due not in known and _asks_for_report(term, prose)]
        notes.extend(_passed_over(number, given, named))
    else:
        # A parent that only says how often («Ежемесячно:») leaves it to its sub-items.
        given = [term for term in named if not parent or (term.due and not is_closing(term))]
        if not (given or parent or informative or amends(prose_of(parts))):
            given = bare_terms(prose_of(parts), on)
    notes.extend(Note(words, number) for term in given if (words := doubt(term) or guessed_year(term, on)))
    if given and all(map(is_always, given)) and not informative:
        notes.append(Note(f"срок «{given[0].text}» — без даты.", number))
    return given, notes


def amends(prose: str) -> bool:
    """Whether an item changes what another one said: «Пункт 2 изложить в новой редакции», «срок продлить до …»."""
    return _AMENDS.search(prose) is not None


def _named(prose: str, on: date | None) -> list[Term]:
    """Terms in sentences. A single day before the protocol is none: «сайты, созданные до 1 января 2020 года»."""
    found = [term for term in _read(prose, on) if not _is_past(term, on)]
    only = not any(term.due and not is_closing(term) for term in found)
    kept = (term if not is_closing(term) or (only and _asks(term, prose)) else without_day(term) for term in found)
    return list(dict.fromkeys(kept))


def _passed(prose: str, on: date | None) -> list[Term]:
    """Days before the protocol by which something is to be done, as terms without one: nobody can keep them."""
    past = [term for term in _read(prose, on) if _is_past(term, on) and _asks(term, prose)]
    return [Term(term.text, note="раньше даты протокола") for term in past]


def _read(prose: str, on: date | None) -> list[Term]:
    return [term for words in inline_terms(_REPLACED.sub("слова", prose)) for term in read_terms(words, signed=on)]


def _is_past(term: Term, on: date | None) -> bool:
    return term.due is not None and on is not None and term.due < on and term.recurrence is None


def _asks(term: Term, prose: str) -> bool:
    """Whether how often belongs to what is to be done."""
    before = unquoted(prose).partition(term.text)[0]
    return _ASIDE.search(before) is None


def _asks_for_report(term: Term, prose: str) -> bool:
    """Whether a term stands in a sentence of its own on reporting: «О результатах доложить до 20 декабря»."""
    at = prose.find(term.text)
    return at >= 0 and _REPORTS.search(prose[:at]) is not None


def _nobody(prose: str) -> str:
    """Who is meant is not told, or not understood: words before the verb may name somebody."""
    verb = first_verb(prose)
    before = prose[: verb or 0].strip(" ,;:–—-")
    if _DATIVE.match(before) and len(before) < 200:
        return f"не понято, кому поручено: «{before}»."
    return "не указано, кому поручено."


def _passed_over(number: str, terms: list[Term], named: list[Term]) -> list[Note]:
    """A «Срок: …» holds; another date in the sentences is said, not followed."""
    known = {term.due for term in terms}
    return [
        Note(f"в тексте назван ещё срок «{term.text}»; взят тот, что в поле «Срок».", number)
        for term in named
        if term.due is not None and term.due not in known
    ]
