"""A page put together from the files that its own scripts name."""

from __future__ import annotations

from collections.abc import Callable

from crawler.answers.received import Answer
from crawler.items import Page
from crawler.network.fetch import Fetcher
from crawler.pages.fragments import MAX_FRAGMENTS, MAX_SCRIPT, fragments_in, scripts_of, with_fragments


async def put_together(page: Page, body: bytes, fetcher: Fetcher, allowed: Callable[[str], bool]) -> Page:
    """Look into a page's scripts, in its body and on its own host, for the files its head, menu or foot are kept in.

    What is there becomes a frame of the page, to be read as part of it.
    """

    async def those_there(addresses: tuple[str, ...], maximum: int | None = None) -> list[Answer]:
        answers = [await fetcher.fetch(one, maximum=maximum, allowed=allowed, tries=1) for one in addresses]
        return [answer for answer in answers if isinstance(answer, Answer)]

    codes = [body, *(one.body for one in await those_there(scripts_of(body, page.url), MAX_SCRIPT))]
    named = (url for code in codes for url in fragments_in(code.decode("utf-8", "replace"), page.url))
    there = await those_there(tuple(dict.fromkeys(named))[:MAX_FRAGMENTS])
    return with_fragments(page, (answer.requested_url for answer in there))
