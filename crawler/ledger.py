"""What a visit has seen so far, and the `Site` made of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from crawler.fetch import Answer
from crawler.frontier import Candidate
from crawler.items import AccessibleVersion, Certificate, Document, Failure, Page, Site


class Ledger:
    """Facts in the order they were observed. One per visit."""

    def __init__(self, start_url: str, started_at: datetime) -> None:
        self.start_url = start_url
        self.home_url = ""
        self.redirected_from = ""
        self.certificate: Certificate | None = None
        self.accessible = AccessibleVersion()
        self.refusal: Failure | None = None
        self.soft_404 = ""
        self.snapshots: dict[str, bytes] = {}
        self._started_at = started_at
        self._pages: list[Page] = []
        self._external: list[Page] = []
        self._documents: list[Document] = []
        self._failures: list[Failure] = []
        self._hashes: set[str] = set()

    @property
    def pages(self) -> int:
        """How many pages were read."""
        return len(self._pages) + len(self._external)

    @property
    def home(self) -> Page | None:
        """The home page, once it was read."""
        return self._pages[0] if self._pages else None

    def has(self, page: Page) -> bool:
        """Whether the very same body was read before, under another address."""
        return page.sha256 in self._hashes

    def add_page(self, page: Page) -> None:
        """Record a page; external ones are kept apart, so that the home page stays first."""
        self._hashes.add(page.sha256)
        (self._external if page.external else self._pages).append(page)

    def add_documents(self, documents: tuple[Document, ...], answer: Answer, candidate: Candidate) -> None:
        """Record an opened file (an archive gives several), and the link it was found by."""
        for one in documents:
            self._documents.append(
                msgspec.structs.replace(
                    one,
                    status=answer.status,
                    fetched_at=answer.at,
                    link_text=candidate.text,
                    found_on=candidate.found_on,
                )
            )

    def add_failure(self, failure: Failure, candidate: Candidate | None = None) -> None:
        """Record what was not observed, and by which link it was asked for."""
        if candidate is not None:
            failure = msgspec.structs.replace(
                failure,
                url=candidate.url,
                found_on=candidate.found_on,
                link_text=candidate.text[:200],
                score=candidate.score,
                roles=candidate.roles,
                kind=candidate.fetch.value,
            )
        self._failures.append(failure)

    def refuse(self, failure: Failure) -> None:
        """Record why nothing at all could be read."""
        self.refusal = failure
        self._failures.append(failure)

    def site(self, finished_at: datetime, **rest: Any) -> Site:
        """Everything observed so far; `rest` are the fields the ledger does not know (coverage, browser)."""
        return Site(
            start_url=self.start_url,
            home_url=self.home_url,
            pages=(*self._pages, *self._external),
            documents=tuple(self._documents),
            failures=tuple(self._failures),
            certificate=self.certificate,
            accessible=self.accessible,
            soft_404=self.soft_404,
            refusal=self.refusal.reason if self.refusal else None,
            refusal_detail=self.refusal.detail if self.refusal else "",
            redirected_from=self.redirected_from,
            started_at=self._started_at,
            finished_at=finished_at,
            **rest,
        )
