"""What kind of paper is read: an order, a decision. «Со дня подписания приказа» is its own day only in an order.

The names of papers are kept here, for all that reads protocols: sources of patterns, alternatives without groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ORDERS = r"приказ|распоряжени|постановлени"
DECISIONS = rf"{ORDERS}|решени"
LAWS = r"указ|закон"
CONTRACTS = r"договор|контракт|соглашени"
NAMED_THIS = rf"протокол|{DECISIONS}|письм|поручени|перечн|указани|документ"  # «настоящего протокола»
NAMES = r"протокол|приказ|решение|распоряжение|постановление"  # as they stand in a heading
HEADINGS = rf"протокол\s+поручений|{NAMES}|перечень\s+(?:поручений|решений|указаний)|поручения"
HEARD = r"слушали|выступили"
DECIDED = r"решили|постановили"
PARTS = rf"присутствовали|приглаш[её]нн?ые|повестка(?:\s+дня)?|{HEARD}"  # of minutes, before what was decided
_HEADING = re.compile(rf"^\W*(?P<kind>{DECISIONS})[ея]?\b(?!\s+(?:от\s+\d[^№]*\s)?о\b)", re.I)
_INSIDE = re.compile(rf"\b(?P<kind>{DECISIONS.upper()})Е?\b")  # below the letterhead, in one paragraph
_SPACED = re.compile(r"\b(?:[А-ЯЁ]\s){4,}[А-ЯЁ]\b")
_VERBS = {
    "приказ": r"\bприказываю\b",
    "распоряжени": r"\bраспоряжаюсь\b|\bобязываю\b",
    "постановлени": r"\bпостановля(?:ю|ет)\b",
    "решени": r"\b(?:комиссия|совет|коллегия)\b.{0,300}\bрешил[аи]?\b",
}


def kind_of(header: Sequence[str]) -> str:
    """The kind of a paper by its heading, else by its words of command; empty for a protocol or a letter."""
    lines = [_SPACED.sub(lambda found: found[0].replace(" ", ""), part) for part in header]
    if any(re.match(r"\W*протокол\b", line, re.I) or re.search(r"\bПРОТОКОЛ\b", line) for line in lines):
        return ""
    for line in lines:
        if found := _HEADING.match(line) or _INSIDE.search(line):
            return found["kind"].lower()
    return next((kind for kind, verb in _VERBS.items() if any(re.search(verb, line, re.I) for line in lines)), "")
