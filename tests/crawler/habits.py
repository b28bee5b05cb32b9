"""How servers speak of what has changed: those that keep their word, and those that do not."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import replace

from tests.crawler.servers import Reply

OLD = "Mon, 02 Nov 2026 08:00:00 GMT"
_numbers = itertools.count()


def _with(reply: Reply, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return replace(reply, headers={**reply.headers, **named})


def _tag(reply: Reply) -> str:
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    return f'"{hashlib.sha256(body).hexdigest()[:12]}"'


def honest(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """A tag for every body, 304 for the same one."""
    if reply.status != 200 or reply.fault or reply.raw:
        return reply
    told = _with(reply, ETag=_tag(reply))
    return replace(told, status=304, body=b"") if asked.get("if-none-match") == _tag(reply) else told


def dated(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """No tags: a date that changes with the body."""
    if reply.status != 200:
        return reply
    day = 1 + int(_tag(reply)[1:4], 16) % 20
    changed = f"Sun, {day:02} Nov 2020 08:00:00 GMT"
    told = _with(reply, Last_Modified=changed, Date="Wed, 25 Nov 2026 08:00:00 GMT")
    return replace(told, status=304, body=b"") if asked.get("if-modified-since") == changed else told


def silent(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """No validators at all."""
    return reply


def restless(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """Another tag every time, for the same body."""
    return _with(reply, ETag=f'"{next(_numbers)}"')


def always_unchanged(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """304 to whoever asks for changes, whatever the tag."""
    asks = "if-none-match" in asked or "if-modified-since" in asked
    return replace(reply, status=304, body=b"") if asks else _with(reply, ETag=_tag(reply))


def one_tag(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """The same tag for every version, and the body with it."""
    return _with(reply, ETag='"1"') if reply.status == 200 else reply


def one_tag_believed(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """The same tag for every version, and 304 to whoever sends it."""
    if reply.status != 200:
        return reply
    told = _with(reply, ETag='"1"', Last_Modified=OLD)
    return replace(told, status=304, body=b"") if asked.get("if-none-match") == '"1"' else told
