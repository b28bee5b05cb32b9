"""What is kept of a check's bug: its words and its place. Pure; who runs the rules writes it to a log."""

from __future__ import annotations

import traceback
from typing import Any

_FRAMES = 5  # innermost calls that are kept
_WORDS = 300  # characters: an error may quote a whole page


def fault(error: BaseException) -> dict[str, Any]:
    """Details of an answer that an error stands for: «error» its type and words, «where» the calls, outermost first.

    A call is «rules.checks.plans.published:57 plans_published»: module, line, function; no path of the machine it
    ran on.
    """
    calls = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return {"error": f"{type(error).__name__}: {error}"[:_WORDS], "where": calls[-_FRAMES:]}
