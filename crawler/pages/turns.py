"""Whose answer is read next: that of the visit which began first.

Reading a page takes the processor, and a worker has one. First come, first served would carry all visits forward
together, each holding what it has read so far. Oldest first lets a visit end as soon as it can: only a few hold many
pages at any time, and while the processor is not the bottleneck nobody waits at all.
"""

from __future__ import annotations

import asyncio
import heapq
from itertools import count

# From the end of one turn to its next one a visit needs fourteen rounds of the event loop, to send a request and to
# come by its answer. Did each of them give a page to somebody else, fourteen visits would go forward together.
_ROUNDS = 16


class Turns:
    """Hands out turns, with some rounds of the event loop in between, so that the network is looked after."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._called = False

    async def turn(self, age: int) -> None:
        """Wait until no visit with a lower `age` wants a turn; returns soon if nobody else does."""
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (age, next(self._numbers), mine))
        self._call()
        await mine

    def _call(self) -> None:
        if not self._called and self._waiting:
            self._called = True
            asyncio.get_running_loop().call_soon(self._next, _ROUNDS)

    def _next(self, rounds: int) -> None:
        if rounds:
            asyncio.get_running_loop().call_soon(self._next, rounds - 1)
            return
        self._called = False
        while self._waiting:
            *_, waiter = heapq.heappop(self._waiting)
            if not waiter.done():  # a visit that was cut waits no longer
                waiter.set_result(None)
                break
        self._call()
