"""Advisors for tests, made from a job's context by dotted path, as the worker does it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.addresses import is_file
from crawler.advisor import Advisor, Aim, Fetch, Smell
from crawler.items import Coverage, Document, Link, Page, Picture, Reason, Site


class ByWords:
    """Smells of what the context says: {"words": {"нок": 0.9}, "until": "text of a page that settles everything"}."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._words: dict[str, float] = context.get("words", {})
        self._until: str = context.get("until", "")
        self._pictures: str = context.get("pictures", "")
        self._missing: bool | str = context.get("missing", True)  # "still": also when everything is settled
        self._wanted: Sequence[str] = context.get("wanted", ())
        self.pictures: list[Picture] = []
        self.asked = 0
        self.weighed: list[str] = []

    def smell(self, link: Link, page: Page) -> Smell:
        """Score by the words of the label and the address."""
        self.weighed.append(link.url)
        text = f"{link.label} {link.url}".lower()
        score = max((score for word, score in self._words.items() if word in text), default=0.0)
        kind = Fetch.PAGE
        if score and is_file(link.url):
            kind = Fetch.DOCUMENT
        elif score and "poll." in link.url:
            kind = Fetch.EXTERNAL
        return Smell(score, ("nok-page",) if score else (), kind)

    def observe(self, page: Page) -> None:
        """Fail where a test asks for it."""
        if page.title == "Разбить советника":
            raise RuntimeError("boom")

    def may_be_settled(self, coverage: Coverage, documents: int) -> bool:
        """Always worth asking."""
        return True

    def open_roles(self, site: Site) -> frozenset[str]:
        """Open until a page has the awaited title."""
        self.asked += 1
        settled = self._until and any(page.title == self._until for page in site.pages)
        return frozenset() if settled else frozenset({"nok-page"})

    def calls_missing(self, site: Site) -> bool:
        """As long as something is open, or always."""
        return self._missing == "still" or bool(self._missing and self.open_roles(site))

    def wanted(self) -> Sequence[str]:
        """What the context asks for by address."""
        return self._wanted

    def wants_snapshot(self, page: Page) -> bool:
        """Pages that say so."""
        return "снимок" in page.title.lower()

    def wants_pictures(self, site: Site) -> Sequence[Aim]:
        """Every page that was read, when the context asks for pictures."""
        if self._pictures == "break":
            raise RuntimeError("no wish today")
        return [Aim(page.url) for page in site.pages] if self._pictures else []

    def keep_picture(self, picture: Picture) -> None:
        """Remember it."""
        self.pictures.append(picture)


def make(context: dict[str, Any]) -> Advisor:
    """The advisor of one site."""
    if context.get("fail") == "advisor":
        raise RuntimeError("no advisor today")
    return ByWords(context)


class Remembered:
    """`crawler.memory.last_visit.Recollection` over the file a test has written: facts as MessagePack."""

    def __init__(self, path: str, revisits: int, *, settled: bool) -> None:
        self.revisits = revisits
        self.settled = settled
        self._path = path

    def read(self) -> bytes:
        """The facts."""
        return Path(self._path).read_bytes()


def recall(context: dict[str, Any]) -> Remembered | None:
    """What the context says is remembered: {"memory": path, "revisits": 0, "settled": false}."""
    if context.get("fail") == "memory":
        raise RuntimeError("no memory today")
    path = context.get("memory")
    told = (context.get("revisits", 0), context.get("settled", False))
    return Remembered(path, told[0], settled=told[1]) if path else None


def sink(
    site_id: str, context: dict[str, Any], site: Site, advisor: Advisor, snapshots: dict[str, bytes]
) -> bytes | None:
    """A line with what the sink was given."""
    if context.get("fail") == "sink":
        raise RuntimeError("no sink today")
    if context.get("fail") == "silent":
        return None
    told = {
        "id": site_id,
        "context": context,
        "pages": [page.url for page in site.pages],
        "asked": getattr(advisor, "asked", -1),
        "weighed": len(getattr(advisor, "weighed", ())),
        "snapshots": {sha: len(body) for sha, body in snapshots.items()},
    }
    return json.dumps(told, ensure_ascii=False).encode()


def read_document(body: bytes, *, url: str, content_type: str = "", file_name: str = "") -> tuple[Any, ...]:
    """A reader of documents that tells what it was given."""
    text = f"{file_name}|{content_type}|{len(body)}"
    sha256 = hashlib.sha256(body).hexdigest()
    if b"blurred" in body:
        return (Document(url=url, format="test", reason=Reason.NO_OCR, size=len(body), sha256=sha256),)
    return (Document(url=url, format="test", text=text, size=len(body), sha256=sha256),)
