"""The head of a protocol: its date and number, the body that issued it, what it was about, who took the chair."""

from __future__ import annotations

import re
from datetime import date

from audits.protocols.bodies import persons_in
from audits.protocols.mentions import unquoted
from audits.protocols.months import month_of
from audits.protocols.text import ends_item

_DATE = re.compile(
    r"\b(?:от\s+)?[«\"]?(\d{1,2})[»\"]?\s+(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"\s+(\d{4})|\b(\d{1,2})\.(\d{1,2})\.(\d{4})",
    re.I,
)
_NUMBER = re.compile(r"(?:^|\s)(?:№|N)\s*([\w/-]+)\s*(?:$|от\b)", re.I)
_NUMBERED = re.compile(r"\s*протокол\s+(?:№|N)\s*([\w/-]+)", re.I)
_CHAIR = re.compile(
    r"^\s*(?:председательств\w+|председатель\s*:|вел[аи]?\s+(?:совещание|заседание)\s*:)\s*:?\s*(.*)$", re.I
)


def date_and_number(header: list[str]) -> tuple[date | None, str]:
    """The protocol's own date and number: the last date line of the header that stands alone, and a «№ 3» near it."""
    on, number = None, ""
    for part in header:
        match = _DATE.search(unquoted(part))
        if match and len(part) < 60 and on is None:
            on = _as_date(match)
        if not number and (found := (_NUMBER.search(part) if len(part) < 60 else None) or _NUMBERED.match(part)):
            number = found[1]
    return on, number


def _as_date(match: re.Match[str]) -> date | None:
    try:
        if match[4]:
            return date(int(match[6]), int(match[5]), int(match[4]))
        return date(int(match[3]), month_of(match[2]), int(match[1]))
    except ValueError:
        return None


def chair_of(header: list[str]) -> str:
    """Who took the chair; empty where the header does not say."""
    for index, part in enumerate(header):
        if match := _CHAIR.match(part):
            rest = match[1].strip() or (header[index + 1] if index + 1 < len(header) else "")
            names = persons_in(rest)
            return names[0] if names else rest[:100]
    return ""


def title_of(header: list[str]) -> str:
    """What the meeting was about: the text between «ПРОТОКОЛ» and the date, the chair or those present.

    What stands before «ПРОТОКОЛ» is the letterhead of the body that issued it.
    """
    title: list[str] = []
    for part in header[_heading(header) :]:
        words = re.sub(r"^протокол\b\s*(?:(?:№|N)\s*[\w/-]+\s*)?", "", part, flags=re.I).strip()
        if not words:
            continue
        if _own_line(words):
            if title:
                break
        elif _CHAIR.match(words) or ends_item(words):
            break
        else:
            title.append(words)
    return " ".join(title)[:500]


def issuer_of(header: list[str]) -> str:
    """The letterhead: what stands above «ПРОТОКОЛ», without its date line."""
    above = [part for part in header[: _heading(header)] if not _own_line(part)]
    return " ".join(above)[:300]


def _heading(header: list[str]) -> int:
    """Where «ПРОТОКОЛ» stands; 0 where it does not."""
    return next((at for at, part in enumerate(header) if re.match(r"протокол\b", part, re.I)), 0)


def _own_line(part: str) -> bool:
    """Whether a line holds the protocol's own date or number."""
    return len(part) < 60 and bool(_DATE.search(unquoted(part)) or _NUMBER.search(part))
