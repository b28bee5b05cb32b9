"""Pictures in the report: as many as there is room for when the pages are written, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment

from audits.store import Store, StoredPicture

WHOLE = 30_000_000  # bytes of a report, pictures and all, unless more room is given: it is sent and copied
PLACE = "<!--shots-->"  # stands in every page of an organization; what comes from sites is escaped and cannot hold it


class Shown(msgspec.Struct, frozen=True):
    """A picture with what to call it and the organization's page it belongs to."""

    picture: StoredPicture
    name: str
    page: str  # file name without ending
    weight: int = 0  # of the organization: its deficiencies

    @property
    def file(self) -> str:
        """The picture's file: pages that look alike share one."""
        return f"{self.picture.sha256[:20]}.webp"


def chosen(pictures: Iterable[Shown], room: int) -> tuple[list[Shown], int]:
    """The pictures that fit into `room` bytes, and how many do not.

    Everybody's first picture goes before anybody's second, and those with more deficiencies go first.
    """
    ordered = sorted(pictures, key=lambda one: (one.picture.position > 0, -one.weight, one.picture.position))
    taken: list[Shown] = []
    for one in ordered:
        room -= one.picture.size
        if room < 0:
            break
        taken.append(one)
    return taken, len(ordered) - len(taken)


def put_shots(store: Store, env: Environment, directory: Path, pictures: Sequence[Shown], room: int | None) -> int:
    """Write pictures and show each on its organization's page; returns how many there was no room for."""
    if room is None:
        room = WHOLE - sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    taken, left_out = chosen(pictures, room)
    files: dict[str, list[Shown]] = {}
    for one in sorted(taken, key=lambda one: one.picture.position):
        body = store.snapshot(one.picture.sha256)
        if body is not None:
            (directory / "picture" / one.file).write_bytes(body)
            files.setdefault(one.page, []).append(one)
    template = env.get_template("shots.html")
    for page, shots in files.items():
        path = directory / "org" / f"{page}.html"
        text = path.read_text("utf-8").replace(PLACE, template.render(shots=shots), 1)
        path.write_text(text, encoding="utf-8")
    return left_out
