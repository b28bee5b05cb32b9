"""What a night is held against: the night before it, as people were told of it.

Not the run before its own: between two nights somebody may have audited an organization or two, and a night may be
spent again. Whatever was found since people were last told has to be told, with its letters, by the next night.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from audits.model import Run
from audits.store import Night


def run_before(nights: Sequence[Night], runs: Sequence[Run], day: date, run: Run) -> Run | None:
    """The run a night is compared with; None for the first one. `runs`: all, oldest first; `run`: the night's own.

    Where no night went before, the last finished run does that is not this very night's, spent before.
    """
    finished = {one.id: one for one in runs if one.state == "finished" and not one.replay_of}
    nights = sorted(nights, key=lambda one: one.day)
    told = [finished[one.run] for one in nights if one.day < day and one.run in finished]
    if same := [one for one in told if one.methodology == run.methodology]:
        return same[-1]
    earlier = [one for one in runs[: [one.id for one in runs].index(run.id)] if one.id in finished]
    others = [one for one in earlier if one.on != day or one.options.get("partial")]
    same = [one for one in others if one.methodology == run.methodology] or others
    return same[-1] if same else None


def runs_since(runs: Sequence[Run], before: Run | None, run: Run) -> frozenset[str]:
    """The night's own run and those since the one it is compared with: what they found was not told yet."""
    names = [one.id for one in runs]
    start = names.index(before.id) + 1 if before is not None else 0
    return frozenset(names[start : names.index(run.id) + 1])
