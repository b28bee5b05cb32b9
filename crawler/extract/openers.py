"""Words on controls that bring up a form or a poll when they are pressed."""

from __future__ import annotations

import re
from typing import Final

# Read by Python and by browsers, for whom `\b` and `\w` know no Cyrillic letters.
APPEAL: Final = (
    r"обращени|вопрос|(?<![а-яё])нап(?:ис|иш)|жалоб|обратн[а-яё]+ связ|(?<![а-яё])связ(?:аться|ь с)|(?<![а-яё])отзыв"
    r"|предложени|сообщени|при[её]мн(?:ая|ую|ой)"
)
POLL: Final = r"опрос|анкет|голосова|(?<![а-яё])оцени"
START: Final = r"^[^а-яё]*(?:начать|приступить|старт(?![а-яё])|пройти|участвовать|принять участие)"
_ANY: Final = re.compile(f"{APPEAL}|{POLL}|{START}", re.IGNORECASE)
MAX_OPENERS: Final = 8  # of a page
MAX_LABEL: Final = 60  # characters


def promises(label: str) -> bool:
    """Whether a control that leads nowhere by itself promises something to fill in."""
    return 2 < len(label) <= MAX_LABEL and _ANY.search(label) is not None
