"""Which role a page or a section plays, and what a link smells of. One lexicon serves both.

Every answer explains itself: a score comes with the signals that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from crawler.addresses import is_file, is_paper
from crawler.advisor import Fetch, Smell
from crawler.items import BlockKind, Link, Page, Region
from rules.addresses.known import is_listed
from rules.language.ways import Way, are_met
from rules.language.wording import file_name_of, host_of, normal, words_of_path
from rules.lexicon.assessment import compiled
from rules.lexicon.signals import Lexicon, Role, Sign, Signal
from rules.lexicon.subjects import COUNCIL, FOR_NOK, NOK
from rules.model import Value
from rules.site.fields import Fields
from rules.site.labels import said_of

# The name alone, or with what belongs to it: «независимая оценка знаний» is another page's name.
_DEVOTED = compiled(
    r"{named}(?: (?:качеств|уровня|услови|деятельност|работы|в |во |наш|учрежд|организ)|[^а-я]*$)"
    r"|{abbreviated}"
    r"|^(?:оценк\w*|оцените) качеств[оа] (?:услов|оказ|предоставл|услуг|работ|деятельн)"
    r"|^(?:о )?качеств[ое] (?:\w+ )?услуг$"
)
_COUNCILS_PAPERS = re.compile(r"(?:документы|состав|члены|заседания|протоколы|положение о) совет|^заседания\W*$")
_IN_TEXT = compiled(r"{full}|совет\w* " + FOR_NOK)
_BETWEEN_NAMES = re.compile(r"\s+[-–—|/»:·•]+\s+")  # titles put the page's name beside the site's


class Classified(Value, frozen=True):
    """A score in 0…1 for one role, with what spoke for and against."""

    role: str
    score: float
    accepted: bool
    signs: tuple[Sign, ...]


def _count(signal: Signal, ways: tuple[Way, ...], texts: Iterable[str]) -> int:
    if signal.times == 1 and not signal.per_thousand:
        return int(any(are_met(ways, text) for text in texts if text))
    return sum(len(signal.regex.findall(text)) for text in texts if text)


def _left(signal: Signal, name: str, fields: Mapping[str, tuple[str, ...]]) -> tuple[Way, ...]:
    """Ways in which the signal's pattern may occur in a field: most signals of most pages have none."""
    ways = signal.ways
    if not isinstance(fields, Fields):
        return ways.each if any(map(ways.may_be_met, fields.get(name, ()))) else ()
    left, hint = ways.each, fields.hint(name)
    if hint is not None:  # which mostly leaves none: then no field is made
        if ways.stems and not hint(ways.stems):
            return ()
        left = tuple([way for way in left if all(map(hint, way.needs))])
    if not left or (ways.stems and not fields.may_hold(name, (ways.stems,))):
        return ()
    return tuple([way for way in left if fields.may_hold(name, way.needs)])


def _holds(signal: Signal, fields: Mapping[str, tuple[str, ...]]) -> str:
    for name in signal.fields:
        ways = _left(signal, name, fields)
        if not ways:
            continue
        texts = fields.get(name, ())
        found = _count(signal, ways, texts)
        if found < signal.times:
            continue
        length = sum(map(len, texts))
        if signal.per_thousand and found * 1000 / max(length, 1) < signal.per_thousand:
            continue
        return name
    return ""


def classify(role: Role, fields: Mapping[str, tuple[str, ...]]) -> Classified:
    """Score normalised `fields` (title, heading, text, …) against a role's signals."""
    best: dict[str, float] = {}
    total = 0.0
    said: list[Sign] = []
    for signal in role.signals:
        where = _holds(signal, fields)
        if not where:
            continue
        said.append(Sign(signal.weight, signal.says, where))
        if signal.group:
            kept = best.get(signal.group, 0.0)
            if abs(signal.weight) > abs(kept):
                total += signal.weight - kept
                best[signal.group] = signal.weight
        else:
            total += signal.weight
    if said and role.gate is not None and not _passes(role.gate, fields):
        return Classified(role.id, 0.0, False, ())
    score = round(min(max(total, 0.0), 1.0), 3)
    return Classified(role.id, score, score >= role.threshold, tuple(said))


def may_be_accepted(role: Role, fields: Fields) -> bool:
    """False only where `classify` would not accept, whatever stands in the fields that are dear to make."""
    most = 0.0
    for signal in role.signals:
        if signal.weight > 0 and (any(map(fields.is_dear, signal.fields)) or _holds(signal, fields)):
            most += signal.weight
    return round(min(most, 1.0), 3) >= role.threshold


def _passes(gate: re.Pattern[str], fields: Mapping[str, tuple[str, ...]]) -> bool:
    return any(gate.search(text) for texts in fields.values() for text in texts)


def leads_to_file(url: str) -> bool:
    """Whether an address is that of a file to be read, on the site or kept in a cloud."""
    return is_paper(url) or is_listed(url, "clouds")


class Nose:
    """Smells links. Memoised per distinct wording: menus repeat on every page of a site."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._smelling = _Smelling(lexicon)
        self._of_councils = "council" in lexicon.roles  # a body in charge: its sections are deep, its papers many
        self._spoken: tuple[Page | None, str] = (None, "")
        self._smell = lru_cache(maxsize=65536)(self._compute)

    def __call__(self, link: Link, page: Page) -> Smell:
        """The smell of a link standing on `page`: best role's score, all roles, and how to follow it."""
        text = link.text if link.block < 0 else said_of(link, page) if link.text else ""
        context = page.heading_of(link.section) if link.section >= 0 else ""
        inside = host_of(link.url) == host_of(page.url)
        # a list of links alone is a menu: below the top of the site it is the section's own («Материалы 2025 года»)
        own = link.region is Region.CONTENT or (link.region is Region.MENU and page.depth > 0)
        parent = self._devoted(page) if own else ""
        return self._smell(link.url, text, link.alt, link.title, link.image, context, inside, parent)

    def classify(self, role: str, fields: Mapping[str, tuple[str, ...]]) -> Classified:
        """`classify` by the name of the role."""
        return classify(self.lexicon.roles[role], fields)

    def _devoted(self, page: Page) -> str:
        """What a page calls itself if it is the assessment's; its links then matter whatever they are called.

        On the site of a body in charge the same goes for the council's pages, and for what lies below either.
        """
        headings = (b.text for b in page.blocks if b.kind is BlockKind.HEADING and b.region is Region.CONTENT)
        names = [next(headings, ""), *_BETWEEN_NAMES.split(page.title)]
        if self._of_councils:
            names += [*page.breadcrumbs, *(step.text for step in page.click_path)]
            names.append(self._spoken_of(page))
        said = [(name, normal(name)) for name in names if 0 < len(name) <= 200]
        wanted = (COUNCIL, NOK, _DEVOTED, _COUNCILS_PAPERS) if self._of_councils else (_DEVOTED,)
        return next((name for words in wanted for name, plain in said if words.search(plain)), "")

    def _spoken_of(self, page: Page) -> str:
        """What a paragraph of a page names, the assessment or its council; remembered for the page asked of last."""
        if self._spoken[0] is not page:  # two visits may find different pages at one address
            texts = (b.text[:400] for b in page.blocks if b.region is Region.CONTENT and b.kind is not BlockKind.ITEM)
            told = (match.group() for match in map(_IN_TEXT.search, map(normal, texts)) if match)
            self._spoken = (page, next(told, ""))
        return self._spoken[1]

    def wording(self, url: str, text: str) -> Smell:
        """The smell of an address and a label alone, as a failure or an unread link keeps them."""
        return self._smell(url, text, "", "", "", "", True, "")

    def _compute(
        self, url: str, text: str, alt: str, title: str, image: str, context: str, inside: bool, parent: str
    ) -> Smell:
        fields = {
            "label": tuple(normal(one) for one in (text, alt, title) if one),
            "image": (words_of_path(image),) if image else (),
            "path": (words_of_path(url),),
            "file_name": (file_name_of(url),),
            "host": (host_of(url),),
            "context": (normal(context),) if context else (),
            "parent": (normal(parent),) if parent else (),
        }
        scores: dict[str, float] = {}
        for role, signals in self._smelling.possible(fields):
            if not _reachable(role, url, inside):
                continue
            positive, negative = 0.0, 0.0
            for signal in signals:
                if _holds(signal, fields):
                    if signal.weight > 0:
                        positive = max(positive, signal.weight)
                    else:
                        negative = min(negative, signal.weight)
            score = round(positive + negative, 3)
            if positive and score > 0:
                scores[role.id] = min(score, 1.0)
        ranked = tuple(sorted(scores, key=lambda id: (-scores[id], id)))
        return Smell(scores[ranked[0]] if ranked else 0.0, ranked, _fetch(url, inside, bool(ranked)))


class _Smelling:
    """Which smells of a lexicon a link may have at all: all pieces of words are looked for once, not by each signal."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._signals = [(role, signal) for role in lexicon.roles.values() for signal in role.smell]
        self._told: dict[str, dict[str, set[int]]] = {}  # field → piece → signals that it may be met by
        for number, (_, signal) in enumerate(self._signals):
            for name in signal.fields:
                for stem in signal.ways.stems or ("",):
                    self._told.setdefault(name, {}).setdefault(stem, set()).add(number)

    def possible(self, fields: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Role, list[Signal]]]:
        """Roles with those of their signals that may hold."""
        found: set[int] = set()
        for name, texts in fields.items():
            text = "\n".join(texts)
            for stem, numbers in self._told.get(name, {}).items() if text else ():
                if stem in text:
                    found |= numbers
        for role, signals in groupby([self._signals[number] for number in sorted(found)], itemgetter(0)):
            yield role, [signal for _, signal in signals]


def _reachable(role: Role, url: str, inside: bool) -> bool:
    """Whether a thing of this role can be what the address names: a file is a document, a foreign page a poll."""
    if is_file(url):
        return role.fetch is Fetch.DOCUMENT and is_paper(url)
    return inside or role.fetch is Fetch.EXTERNAL


def _fetch(url: str, inside: bool, wanted: bool) -> Fetch:
    """How to follow a link: pages of the site freely, documents and foreign pages only for a role that wants them."""
    if not url.lower().startswith(("http://", "https://")):
        return Fetch.NO
    if is_file(url):
        return Fetch.DOCUMENT if wanted else Fetch.NO
    if inside:
        return Fetch.PAGE
    return Fetch.EXTERNAL if wanted else Fetch.NO
