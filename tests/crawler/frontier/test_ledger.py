"""Pages come back from the ledger as they were put into it, whether there was room for them or not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.frontier.ledger import Ledger, Shelf
from crawler.items import Link, Page

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def page(number: int) -> Page:
    links = (Link("http://school.test/", "Главная"), Link(f"http://school.test/{number}", f"Страница {number}"))
    return Page(f"http://school.test/{number}", sha256=str(number), links=links, fetched_at=AT)


@pytest.mark.parametrize("room", [0, 2, 9])
def test_pages_come_back_as_they_were(room: int) -> None:
    ledger = Ledger("http://school.test/", AT, Shelf(room))
    for number in range(4):
        ledger.add_page(page(number))
    assert ledger.site(AT).pages == tuple(page(number) for number in range(4))


def test_pages_kept_as_they_are_share_their_menu() -> None:
    ledger = Ledger("http://school.test/", AT, Shelf(9))
    ledger.add_page(page(1))
    ledger.add_page(page(2))
    first, second = ledger.site(AT).pages
    assert first.links[0] is second.links[0]


def test_a_closed_ledger_gives_its_room_back() -> None:
    shelf = Shelf(1)
    ledger = Ledger("http://school.test/", AT, shelf)
    ledger.add_page(page(1))
    ledger.add_page(page(2))
    assert shelf.is_full
    ledger.close()
    assert not shelf.is_full
