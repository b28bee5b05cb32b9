"""Which link next, when to stop, and how much of the site was seen. Pure and deterministic.

The frontier knows addresses and scores, nothing of the network. Equal input gives equal order: ties are broken by
depth, then by the place among the home page's links, then by address.
"""

from __future__ import annotations

import heapq
import re
from enum import StrEnum

import msgspec

from crawler import urls
from crawler.addresses import page_key
from crawler.advisor import Fetch
from crawler.answers.failures import CONCLUSIVE
from crawler.items import Coverage, Reason, Step, Unread

STRONG = 0.5  # links that smell like this are read before anything else is asked
FAINT = 0.15  # below this a link says nothing about what we look for

_FEW = 60  # pages a home page leads to: all of them are tried before anything is called missing
_SMALL = 40  # pages of a site that is read whole before anything is called missing on it
_ALIKE = 5  # addresses that seem not to be found, before their likeness may be the fault
NOWHERE = 1_000_000  # place of links that the home page does not have
_MAX_DEPTH = 12  # clicks from home for links without smell
_MAX_LENGTH = 1500  # characters of an address
_PER_VARIANT = 80  # addresses without smell that differ in the values of their query only
_PER_ARCHIVE = 20  # … or in the digits of a dated path only
_DIGITS = re.compile(r"\d+")
_DATED = re.compile(r"(?:19|20)\d\d(?:[/_-]\d{1,2}){0,2}")
_CALENDAR = re.compile(r"calend|kalend|(^|[?&])(date|day|month|year|mon|god|den)=|/archive/|/arhiv/", re.IGNORECASE)
_POINTLESS = re.compile(
    r"/wp-(login|admin|json)|/xmlrpc\.php|/bitrix/(redirect|rk|admin)|/(login|logout|register|signin|signup)(\.php|/|$)|"
    r"[?&](logout|login|register|print|replytocom|share|add-to-cart|action=(login|logout|register))\b|/feed/?$|/trackback/",
    re.IGNORECASE,
)


class State(StrEnum):
    """What became of a known address."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class Candidate(msgspec.Struct, frozen=True):
    """A link that could be followed. `url` is normalised and has no fragment."""

    url: str
    score: float = 0.0
    roles: tuple[str, ...] = ()
    fetch: Fetch = Fetch.PAGE
    depth: int = 1
    place: int = NOWHERE  # position among the links of the home page
    text: str = ""
    found_on: str = ""
    click_path: tuple[Step, ...] = ()
    essential: bool = False  # part of the navigation or a frame of a page: absence needs it
    part_of_home: bool = False  # a frame of the home page: what it calls a menu is the site's

    @property
    def smells(self) -> bool:
        """Whether absence may not be concluded before this was read."""
        return self.score >= FAINT and self.fetch is not Fetch.EXTERNAL


class _Known(msgspec.Struct):
    candidate: Candidate
    state: State = State.WAITING
    reason: Reason | None = None


class Frontier:
    """Known addresses of one site, best first."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._heap: list[tuple[float, bool, int, int, str, str]] = []
        self._variants: dict[str, int] = {}
        self._pages = 0  # of the site, as far as known
        self._at_home = 0  # of them those its home page leads to

    def add(self, candidate: Candidate) -> bool:
        """Take note of a link; False when it brings nothing new or looks like a part of an endless space.

        A known address that turns up again with a better smell, or as a part of the navigation, is moved up.
        """
        name = page_key(candidate.url)
        known = self._known.get(name)
        if known is not None:
            return self._improve(name, known, candidate)
        if not candidate.smells and not candidate.essential and self._is_trap(candidate):
            return False
        self._known[name] = _Known(candidate)
        self._pages += candidate.fetch is Fetch.PAGE
        self._at_home += candidate.place != NOWHERE and candidate.fetch is Fetch.PAGE
        self._push(name, candidate)
        return True

    def pop(self) -> Candidate | None:
        """The most promising waiting link; None when nothing waits. It stays `waiting` until it is settled."""
        while self._heap:
            entry = heapq.heappop(self._heap)
            known = self._known[entry[-1]]
            if known.state is State.WAITING and entry == self._entry(entry[-1], known.candidate):
                return known.candidate
        return None

    def peek(self) -> Candidate | None:
        """The most promising waiting link, which stays in line."""
        candidate = self.pop()
        if candidate is not None:
            self._push(page_key(candidate.url), candidate)
        return candidate

    def settle(self, url: str, reason: Reason | None = None) -> None:
        """Record that an address was read (no reason) or why it was not. Unknown addresses become known."""
        name = page_key(url)
        known = self._known.setdefault(name, _Known(Candidate(url)))
        if known.state is State.READ:
            return
        known.state, known.reason = (State.READ, None) if reason is None else (State.FAILED, reason)

    def is_settled(self, url: str) -> bool:
        """Whether an address was read or has failed."""
        known = self._known.get(page_key(url))
        return known is not None and known.state is not State.WAITING

    def owes(self, candidate: Candidate) -> bool:
        """Whether absence waits for a link that is no part of the navigation: the home page leads there, and to so few
        pages that all may be tried, or the whole site is small. One that cannot be read keeps nothing open."""
        few = self._pages <= _SMALL or (candidate.place != NOWHERE and self._at_home <= _FEW)
        return candidate.fetch is Fetch.PAGE and few

    @property
    def navigation_read(self) -> bool:
        """Whether every essential link was read, is conclusively dead, or is a door to a private part of the site, and
        no link that is owed waits.

        A menu's «Войти» leads to nothing a visitor could see. Where many links end at a login, the login is a wall.
        """
        if any(known.state is State.WAITING and self.owes(known.candidate) for known in self._known.values()):
            return False
        essential = [known for known in self._known.values() if known.candidate.essential]
        doors = [known for known in essential if _is_door(known)]
        if len(doors) > max(1, len(essential) // 10):
            doors = []
        dead = self._dead
        return all(_is_conclusive(known, dead) or known in doors for known in essential)

    @property
    def smelling_read(self) -> bool:
        """Whether every link that smells was read or is conclusively dead."""
        dead = self._dead
        return all(_is_conclusive(known, dead) for known in self._known.values() if known.candidate.smells)

    @property
    def _dead(self) -> frozenset[Reason]:
        """Reasons after which nothing is to be had at an address.

        Where most of a site's own links seem to end at «not found» with status 200, it is the likeness that errs: such
        a host answers everything alike.
        """
        settled = [known for known in self._known.values() if known.candidate.fetch is Fetch.PAGE]
        soft = sum(known.reason is Reason.SOFT_404 for known in settled)
        read = sum(known.state is State.READ for known in settled)
        return CONCLUSIVE - {Reason.SOFT_404} if soft >= _ALIKE and soft > read else CONCLUSIVE

    def unread(self, waiting: Reason, limit: int = 200) -> tuple[tuple[Unread, ...], int]:
        """The best links not read, with the reason (`waiting` for those never asked for), and how many there are."""
        dead = self._dead
        open_ = [
            (self._entry(name, known.candidate), known)
            for name, known in self._known.items()
            if not _is_conclusive(known, dead)
        ]
        open_.sort(key=lambda pair: pair[0])
        best = tuple(
            Unread(
                url=known.candidate.url,
                reason=known.reason or waiting,
                text=known.candidate.text[:200],
                score=known.candidate.score,
                roles=known.candidate.roles,
            )
            for _, known in open_[:limit]
        )
        return best, len(open_)

    def _improve(self, name: str, known: _Known, candidate: Candidate) -> bool:
        old = known.candidate
        better = candidate.score > old.score
        if not better and candidate.essential <= old.essential and candidate.part_of_home <= old.part_of_home:
            return False
        lead = candidate if better else old
        known.candidate = msgspec.structs.replace(
            lead,
            url=old.url,
            score=max(candidate.score, old.score),
            roles=tuple(dict.fromkeys((*old.roles, *candidate.roles))),
            place=min(old.place, candidate.place),
            depth=min(old.depth, candidate.depth),
            essential=old.essential or candidate.essential,
            part_of_home=old.part_of_home or candidate.part_of_home,
        )
        if known.state is State.WAITING:
            self._push(name, known.candidate)
        return better

    def _push(self, name: str, candidate: Candidate) -> None:
        heapq.heappush(self._heap, self._entry(name, candidate))

    @staticmethod
    def _entry(name: str, one: Candidate) -> tuple[float, bool, int, int, str, str]:
        # What has no smell is read navigation first: absence needs it.
        score = one.score if one.score >= FAINT else 0.0
        return (-score, not one.essential, one.depth, one.place, one.url, name)

    def _is_trap(self, candidate: Candidate) -> bool:
        if candidate.depth > _MAX_DEPTH or len(candidate.url) > _MAX_LENGTH or _POINTLESS.search(candidate.url):
            return True
        parts = urls.split(candidate.url)
        segments = parts.path.split("/")
        if len(segments) > 8 and len(set(segments)) <= len(segments) // 2:
            return True  # /a/b/a/b/a/b: a relative link without its slash
        dated = bool(_CALENDAR.search(candidate.url) or _DATED.search(parts.path))
        if not parts.query and not dated:
            return False
        names = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&")))
        pattern = (_DIGITS.sub("#", parts.path) if dated else parts.path) + "?" + names
        self._variants[pattern] = count = self._variants.get(pattern, 0) + 1
        return count > (_PER_ARCHIVE if dated else _PER_VARIANT)


def _is_conclusive(known: _Known, dead: frozenset[Reason]) -> bool:
    return known.state is State.READ or known.reason in dead


def _is_door(known: _Known) -> bool:
    """Whether a link without smell turned out to ask for a login."""
    return not known.candidate.smells and known.reason in {Reason.LOGIN_REQUIRED, Reason.HTTP_401}


def coverage(
    frontier: Frontier,
    *,
    home_read: bool,
    shell: bool,
    sitemap_read: bool,
    stopped: str,
    spent: tuple[int, int, int, float],
) -> Coverage:
    """Sum up a visit. `shell`: the home page is empty without a browser; `spent`: pages, requests, bytes, seconds."""
    waiting = {"budget": Reason.BUDGET_EXHAUSTED, "failed": Reason.NOT_REACHED}.get(stopped, Reason.NOT_REACHED)
    unread, count = frontier.unread(waiting)
    pages, requests, received, seconds = spent
    navigation = home_read and not shell and frontier.navigation_read
    smelling = home_read and frontier.smelling_read
    return Coverage(
        complete=home_read and navigation and sitemap_read and smelling,
        home_read=home_read,
        navigation_read=navigation,
        sitemap_read=sitemap_read,
        smelling_read=smelling,
        stopped=stopped,
        pages=pages,
        requests=requests,
        bytes=received,
        seconds=round(seconds, 3),
        unread=unread,
        unread_count=count,
    )
