"""How people write the name of the assessment: `data/wordings/assessment.yml`, one form once, a few named strengths.

Patterns name a strength in braces: `compiled(r"план\\w* .{0,40}{mentioned}")`. Which one fits depends on what else the
text has said by then; what each covers, and what is called alike, stands beside it in the file.
"""

from __future__ import annotations

import re
from functools import cache

from rules.lexicon.word_lists import assessment_names, expanded


def spelt(pattern: str) -> str:
    """`pattern` with the strengths it names written out."""
    return expanded(pattern, assessment_names())


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern` with the strengths it names, to search normalised texts with; with `re.IGNORECASE` raw ones."""
    return re.compile(spelt(pattern), flags)
