"""Pictures cost what time is left, and never anything else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from crawler.advisor import Aim
from crawler.items import Picture
from crawler.pages.pictures import take_pictures

NOW = datetime(2026, 11, 20, tzinfo=UTC)


class Camera:
    """Answers by the address: a picture, nothing, silence, or an error."""

    async def photograph(self, url: str, *, pointer: str, allow_private: bool, timeout: float) -> Picture | None:
        if "slow" in url:
            await asyncio.sleep(60)
        if "broken" in url:
            raise RuntimeError("no picture today")
        return None if "wall" in url else Picture(url, pointer.encode(), 1, 1)


def taken(*aims: Aim, seconds: float = 5.0) -> list[Picture]:
    kept: list[Picture] = []
    pictures = take_pictures(Camera(), aims, kept.append, seconds=seconds, now=lambda: NOW, allow_private=False)
    asyncio.run(pictures)
    return kept


def test_pictures_are_handed_over_in_their_order_with_their_time() -> None:
    assert taken(Aim("a", "//p"), Aim("wall"), Aim("b")) == [
        Picture("a", b"//p", 1, 1, NOW),
        Picture("b", b"", 1, 1, NOW),
    ]


def test_what_is_late_or_broken_costs_the_rest_and_nothing_else() -> None:
    assert [one.url for one in taken(Aim("a"), Aim("slow"), Aim("b"), seconds=0.2)] == ["a"]
    assert [one.url for one in taken(Aim("a"), Aim("broken"), Aim("b"))] == ["a"]
