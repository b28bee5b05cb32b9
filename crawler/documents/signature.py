"""Marks of an electronic signature in a document's text.

The stamp prescribed for copies of signed documents reads «Документ подписан электронной подписью», with number of
the certificate, its owner and its term (приказ Минкомсвязи, ГОСТ Р 7.0.97-2016, п. 5.23).
"""

from __future__ import annotations

import re

_MARK = re.compile(
    r"(?:документ\s+)?подписан[оа]?\s+(?:усиленной\s+)?(?:квалифицированной\s+)?(?:простой\s+)?"
    r"(?:электронн\w+(?:\s+цифров\w+)?\s+подпис\w+|эп\b|эцп\b|кэп\b|укэп\b|пэп\b)",
    re.IGNORECASE,
)
_DETAILS = re.compile(r"сертификат|владелец|действител|подписант|ф\.?\s?и\.?\s?о|должност|дата\s+подпис", re.IGNORECASE)
MAX_CHARS = 400


def signature_mark(text: str) -> str:
    """The mark with the lines that belong to it, on one line; empty when there is none."""
    found = _MARK.search(text)
    if found is None:
        return ""
    start = text.rfind("\n", 0, found.start()) + 1
    lines = text[start : start + 3 * MAX_CHARS].split("\n")
    kept = [lines[0]]
    for line in lines[1:8]:
        if not _DETAILS.search(line):
            if len(kept) > 1:
                break
            continue
        kept.append(line)
    return " ".join(" ".join(kept).split())[:MAX_CHARS]
