"""Cards at bus.gov.ru beside the site audit: one worker process, one card after another, verdicts completed in place.

A site is judged when it has been read, without waiting; when its card arrives, the organization is judged again from
the stored facts and the card, in the same run and the same row of the ledger. A service that is away costs nothing: the
worker gives it up after three silences and answers for the rest at once. A worker that dies is started anew, twice at
most; what it was busy with is asked again last.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from audits.model import AuditOptions
from crawler.items import Card, Reason, Site
from rules.checks.links.bus_link import agency_of, is_bus_gov
from rules.load import load_methodology
from rules.model import Organization, Subject

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "audits.workers.leash", "crawler.bus_gov.worker")
STRANGERS = 3  # cards of others looked up for one site's links
RESTARTS = 2  # of a worker that died; then the rest is unavailable
_LINKED = "№"  # begins the id of a job that only asks whose card it is

OnProcess = Callable[["subprocess.Popen[bytes]"], None]


class _Line(msgspec.Struct):
    id: str
    card: Card


_LINES = msgspec.json.Decoder(_Line)  # described before there are threads: see `audits.workers.shard`


def numbers_linked(organization: Organization, site: Site) -> tuple[str, ...]:
    """Numbers of others' cards a site links to, the first few."""
    addresses = dict.fromkeys([link.url for page in site.pages for link in page.links])  # menus repeat on every page
    numbers = dict.fromkeys(
        number
        for url in addresses
        if is_bus_gov(url) and (number := agency_of(url)) and number != organization.bus_gov_id
    )
    return tuple(numbers)[:STRANGERS]


class CardWork:
    """The cards of one run. Not for several threads; the worker's answers wait in a queue."""

    def __init__(
        self,
        organizations: Iterable[Organization],
        options: AuditOptions,
        *,
        on_process: OnProcess | None = None,
        command: Sequence[str] = COMMAND,
        known_inn: str = "",
    ) -> None:
        """`known_inn`: of somebody whose card this run has seen; "no card" is believed of a search that works."""
        self._options = options
        self._known_inn = known_inn
        self._command = tuple(command)
        self._on_process = on_process
        self._by_number = {one.bus_gov_id: one for one in organizations if one.bus_gov_id}
        self._cards: dict[str, Card] = {}
        self._strangers: dict[str, Card] = {}  # cards others link to, by number
        self._linking: dict[str, set[str]] = {}  # number of a card asked for → organizations that link to it
        self._links: dict[str, tuple[str, ...]] = {}  # organization → numbers its site links to
        self._waiting: dict[str, bytes] = {}  # jobs without an answer by id, in the order they were asked
        self._answers: queue.SimpleQueue[_Line | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._closed = False
        self._deaths = 0
        self._fresh: list[str] = []
        self._jobs: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def begin(self, organizations: Iterable[Organization]) -> None:
        """Ask for the cards of these organizations; nothing is asked when cards are off or nothing is known of any."""
        rules = load_methodology(self._options.methodology).rules
        if not self._options.bus_gov_url or not any(rule.about == "card" for rule in rules):
            return
        for one in organizations:
            if one.subject is Subject.ORGANIZATION and (one.inn or one.bus_gov_id):
                assessed = one.assessed_years != ()  # else nothing is looked for in scores and tabs
                whose = {"inn": one.inn, "agency_id": one.bus_gov_id, "name": one.name, "site": one.site}
                self._ask({"id": one.id, "scores": assessed, "page": assessed, **whose})

    def card(self, organization: str) -> Card | None:
        """The card of an organization, once it is there."""
        self._collect()
        return self._cards.get(organization)

    def linked(self, organization: Organization, site: Site | None) -> tuple[Card, ...]:
        """Cards of others that the site links to, as far as they are known; the rest is asked for."""
        if site is not None and organization.id not in self._links:
            self.note_links(organization, numbers_linked(organization, site))
        found = []
        for number in self._links.get(organization.id, ()):
            card = self._stranger(number)
            if card is None:
                self._linking.setdefault(number, set()).add(organization.id)
            elif card.found:
                found.append(card)
        return tuple(found)

    def note_links(self, organization: Organization, numbers: tuple[str, ...]) -> None:
        """Take note of whose cards a site links to."""
        self._links.setdefault(organization.id, numbers)

    def _stranger(self, number: str) -> Card | None:
        known = self._by_number.get(number)
        own = self._cards.get(known.id) if known is not None else None
        if known is not None and not (own is not None and own.misnumbered):
            return Card(agency_id=number, found=True, name=known.name, inn=known.inn)
        if self._process is not None and number not in self._strangers and _LINKED + number not in self._waiting:
            self._ask({"id": _LINKED + number, "agency_id": number, "scores": False, "page": False})
        return self._strangers.get(number)

    def arrived(self, *, wait: float = 0.0) -> list[str]:
        """Organizations about which something new is known since the last call; waits for the first answer."""
        self._collect(wait)
        fresh, self._fresh = self._fresh, []
        return list(dict.fromkeys(fresh))

    @property
    def left(self) -> int:
        """How many organizations still wait for their card."""
        return sum(not id.startswith(_LINKED) for id in self._waiting)

    @property
    def pending(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._waiting)

    def close(self) -> None:
        """Nothing more will be asked: the worker ends when it has answered all."""
        self._closed = True
        self._jobs.put(None)

    def give_up(self, detail: str, reason: Reason = Reason.REGISTRY_UNAVAILABLE) -> None:
        """End the worker; what has no answer is unavailable, for this reason."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._fresh += self._lost(detail, reason)

    def _lost(self, detail: str, reason: Reason) -> list[str]:
        lost = sorted(id for id in self._waiting if not id.startswith(_LINKED))
        for id in lost:
            self._cards[id] = Card(url=self._options.bus_gov_url, reason=reason, detail=detail)
        self._waiting.clear()
        return lost

    def _ask(self, job: Mapping[str, Any]) -> None:
        self._waiting[job["id"]] = msgspec.json.encode(job) + b"\n"
        if self._process is None:
            self._start()
        self._jobs.put(self._waiting[job["id"]])

    def _start(self) -> None:
        process = subprocess.Popen(
            [*self._command, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parent.parent,
            start_new_session=True,
        )
        self._process = process
        if self._on_process is not None:
            self._on_process(process)
        options = self._options
        settings = {
            "base_url": options.bus_gov_url,
            "pace": {"delay": options.bus_gov_delay, "timeout": options.timeout},
            "allow_private": options.allow_private,
            "hosts": options.hosts,
            "user_agent": options.user_agent,
            "contact": options.contact,
            "render": options.render,
            "ca_file": options.ca_file,
            "known_inn": self._known_inn,
        }
        self._jobs.put(msgspec.json.encode(settings) + b"\n")
        threading.Thread(target=self._talk, args=(process, self._jobs), name="cards", daemon=True).start()
        threading.Thread(target=self._listen, args=(process,), name="cards", daemon=True).start()

    def _start_again(self) -> None:
        """Another worker for what has no answer; what the dead one had in hand comes last."""
        in_hand = next(iter(self._waiting))
        self._waiting[in_hand] = self._waiting.pop(in_hand)
        self._jobs.put(None)  # ends the thread that talked to the dead one
        self._jobs = queue.SimpleQueue()
        self._start()
        for job in self._waiting.values():
            self._jobs.put(job)
        if self._closed:
            self._jobs.put(None)

    def _talk(self, process: subprocess.Popen[bytes], jobs: queue.SimpleQueue[bytes | None]) -> None:
        """Hand jobs over as fast as the worker takes them; a worker that is gone is found out by `_listen`."""
        assert process.stdin is not None
        with contextlib.suppress(OSError), process.stdin as out:
            while (line := jobs.get()) is not None:
                out.write(line)
                out.flush()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for raw in process.stdout:
            try:
                self._answers.put(_LINES.decode(raw))
            except msgspec.DecodeError:
                logger.warning("Процесс карточек bus.gov.ru написал не то, что должен: %.200r", raw)
        self._answers.put(None)

    def _collect(self, wait: float = 0.0) -> None:
        until = time.monotonic() + wait
        while self._waiting:
            left = until - time.monotonic()
            try:
                line = self._answers.get(timeout=left) if left > 0 and not self._fresh else self._answers.get_nowait()
            except queue.Empty:
                return
            if line is None:
                code = self._process.wait() if self._process is not None else 0
                self._deaths += 1
                if code and self._deaths <= RESTARTS:
                    logger.warning("Процесс карточек bus.gov.ru прервался (код %s) и начат заново", code)
                    self._start_again()
                    continue
                self._ended = True
                self._fresh += self._lost(f"процесс карточек прервался (код {code})", Reason.REGISTRY_UNAVAILABLE)
                return
            self._waiting.pop(line.id, None)
            if line.id.startswith(_LINKED):
                number = line.id.removeprefix(_LINKED)
                brief = Card(agency_id=number, found=line.card.found, name=line.card.name, inn=line.card.inn)
                self._strangers[number] = brief
                self._fresh += sorted(self._linking.pop(number, ())) if brief.found else []
            else:
                self._cards[line.id] = line.card
                self._known_inn = self._known_inn or (line.card.inn if line.card.found else "")
                self._fresh.append(line.id)
