"""How far obligations are read right from protocols, orders, minutes and letters whose terms a person wrote down.

    python -m bench.protocols bench/sets/protocols-1.tar.xz [--show]

A set (a folder, or one packed) holds documents and `expected.json`: file → {"date", "number", "items": [{"item", "due",
"recurrence", "responsible"}], "undated": […], "doubtful": {item: why}}; an item with several terms stands there several
times. Counted are the terms of items nobody doubts: right (day and recurrence), another day, or not there; obligations
that should not be; and, of the right terms, whether everybody responsible is named. `--show` lists what differs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from audits.deadlines.states import Deadline, deadlines
from audits.protocols.parse import ProtocolError
from audits.protocols.read import read_protocol
from bench.labelled import report

STEM = 5  # letters by which words of names are compared: cases differ
LINES = ("right", "another day", "missing", "unread document", "not asked for", "responsible told", "doubted")


def compared(folder: Path) -> Iterator[tuple[str, str, str]]:
    """What comes of every term expected or found: one of `LINES`, the file, what differs."""
    for name, wanted in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items():
        doubtful = set(wanted.get("doubtful", ()))
        terms = [one for one in wanted["items"] if one["item"] not in doubtful]
        yield from (("doubted", name, one["item"]) for one in wanted["items"] if one["item"] in doubtful)
        try:
            protocol = read_protocol(folder / name)
        except ProtocolError as error:
            yield from (("unread document", name, f"{one['item']}: {error}") for one in terms)
            continue
        found = deadlines(protocol, None, {}, (), date.fromisoformat(wanted["date"]))
        yield from _terms(name, terms, found)
        asked = {one["item"] for one in wanted["items"]} | doubtful
        yield from (
            ("not asked for", name, f"{one.item}: {one.due}")
            for one in found
            if one.item not in asked and one.item not in wanted.get("withdrawn", ())
        )


def _terms(name: str, terms: Sequence[dict[str, Any]], found: Sequence[Deadline]) -> Iterator[tuple[str, str, str]]:
    for one in terms:
        mine = [deadline for deadline in found if deadline.item == one["item"]]
        same = [
            deadline for deadline in mine if (str(deadline.due), deadline.recurrence) == (one["due"], one["recurrence"])
        ]
        said = f"{one['item']}: {one['due']} {one['recurrence'] or ''}".strip()
        if not same:
            got = ", ".join(f"{deadline.due} {deadline.recurrence or ''}".strip() for deadline in mine)
            yield "another day" if mine else "missing", name, f"{said}, read: {got or 'nothing'}"
            continue
        yield "right", name, said
        if _words(one["responsible"]) <= _words(same[0].responsible):
            yield "responsible told", name, said


def _words(names: Sequence[str]) -> set[str]:
    return {word[:STEM] for name in names for word in re.findall(r"[а-яёa-z]{4,}", name.lower())}


def main() -> int:
    """Compare and print."""
    fine = ("right", "responsible told", "doubted")
    return report(__doc__ or "", _shown, LINES, fine, ("terms", LINES[:4]))


def _shown(folder: Path) -> Iterator[tuple[str, str]]:
    return ((kind, f"{name}: {what}") for kind, name, what in compared(folder))


if __name__ == "__main__":
    raise SystemExit(main())
