"""The short way through a site that has not changed: every address of the last visit is asked again, in its order.

If every answer is what it was, an ordinary visit would read the same bodies in the same order and end with the same
facts; so they are taken as they stand. At the first difference the ordinary visit takes over, and what was answered
already is not asked for twice.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from crawler import urls
from crawler.answers import soft404
from crawler.items import Failure, Trace
from crawler.memory.last_visit import LyingServerError, Memory
from crawler.memory.traces import is_same
from crawler.network.fetch import Fetcher, Purse
from crawler.visit.guides import Guides


class Revisit:
    """One site asked again. Used after its home page was received and read."""

    def __init__(self, memory: Memory, fetcher: Fetcher, guides: Guides, purse: Purse) -> None:
        self._memory = memory
        self._fetcher = fetcher
        self._guides = guides
        self._purse = purse
        self._begun = len(fetcher.trail)
        self._hosts = guides.known()

    async def test(self, home_url: str) -> None:
        """Find out whether the server can be believed, before it is: an address that never was, a page we know."""
        memory, allow = self._memory, self._guides.allow
        if not memory.conditional:
            return
        invented = soft404.probe_url(home_url)
        if allow(invented) and not self._purse.is_empty and await self._fetcher.is_fooled(invented) is not False:
            memory.distrust()  # also where it is not known: what has not changed is only read once more
            return
        if memory.sample and allow(memory.sample):
            try:
                self._fetcher.kept[memory.sample] = await self._fetcher.fetch(memory.sample, allowed=allow)
            except LyingServerError:
                return  # nothing was taken on trust yet
            finally:
                self._fetcher.trail.pop()

    async def is_unchanged(self) -> bool:
        """Whether everything is as it was; if not, the ordinary visit may go on from where it was."""
        before, trail = self._memory.traces, self._fetcher.trail
        if not self._memory.whole or len(before) < self._begun or not all(map(is_same, before, trail)):
            return False
        for trace in before[self._begun :]:
            await self._ask_again(trace)
            if self._purse.is_empty or not is_same(trace, trail[-1]):
                self.give_up()
                return False
        return True

    def give_up(self) -> None:
        """Leave the way free for the ordinary visit: it asks for itself, and is given what was answered already."""
        del self._fetcher.trail[self._begun :]
        self._guides.forget(self._guides.known() - self._hosts)

    async def _ask_again(self, trace: Trace) -> None:
        url = trace.url
        if urlsplit(url).path == "/robots.txt" and urls.split(url).site not in self._guides.known():
            await self._guides.learn(url)
            return
        answer = await self._fetcher.fetch(url, maximum=trace.limit or None, allowed=self._guides.allow)
        if not isinstance(answer, Failure) and self._memory.kind_of(answer):
            answer = msgspec.structs.replace(answer, body=b"", unsent=True)  # what it says is remembered
        self._fetcher.kept[url] = answer
