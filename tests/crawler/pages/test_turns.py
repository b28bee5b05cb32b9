"""The oldest visit's answer is read first, and nobody waits for a visit that is gone."""

import asyncio

from crawler.pages.turns import Turns


def order_of(*ages: int, cancel: int | None = None) -> list[int]:
    """In which order visits of these ages get the turns they all ask for at once."""
    served: list[int] = []

    async def visit(turns: Turns, age: int) -> None:
        await turns.turn(age)
        served.append(age)

    async def run() -> None:
        turns = Turns()
        tasks = [asyncio.create_task(visit(turns, age)) for age in ages]
        if cancel is not None:
            await asyncio.sleep(0)
            tasks[ages.index(cancel)].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(run())
    return served


def test_the_oldest_comes_first() -> None:
    assert order_of(3, 1, 2) == [1, 2, 3]


def test_of_one_visit_the_first_answer_comes_first() -> None:
    assert order_of(2, 1, 1, 2) == [1, 1, 2, 2]


def test_a_cut_visit_holds_nobody_up() -> None:
    assert order_of(3, 1, 2, cancel=1) == [2, 3]


def test_the_loop_turns_between_two_reads() -> None:
    rounds: list[str] = []

    async def run() -> None:
        turns = Turns()

        async def network() -> None:
            for _ in range(64):
                rounds.append("network")
                await asyncio.sleep(0)

        async def visit(age: int) -> None:
            await turns.turn(age)
            rounds.append("read")

        await asyncio.gather(visit(1), visit(2), network())

    asyncio.run(run())
    first = rounds.index("read")
    assert "network" in rounds[first : rounds.index("read", first + 1)]


def test_a_visit_whose_next_answer_comes_soon_goes_on_before_younger_ones() -> None:
    served: list[int] = []

    async def run() -> None:
        turns = Turns()

        async def visit(age: int) -> None:
            for _ in range(3):
                await turns.turn(age)
                served.append(age)
                for _ in range(13):  # rounds that a request and its answer take
                    await asyncio.sleep(0)

        await asyncio.gather(*(visit(age) for age in (1, 2, 3)))

    asyncio.run(run())
    assert served == [1, 1, 1, 2, 2, 2, 3, 3, 3]
