"""Phones, e-mail addresses and ИНН as they are written on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from crawler.inn import inn_is_valid

_PHONE: Final = re.compile(
    r"(?=[+(\d])(?<![\d.,/№-])(?<!\d )"
    r"(?:(?:\+[ ]?7|\b8)[ \u00a0.(–—-]*)?"
    r"(?:\([ ]*\d{3,5}[ ]*\)|(?<=[ (.–—-])\d{3,5}|(?<=[78])\d{3,5}|(?<!\d)\d{3,5})"
    r"[ \u00a0)–—-]*\d{1,3}(?:[ \u00a0–—.-]{0,3}\d{1,3}){1,4}"
    r"(?![\d/]|[.,]\d)"
)
# What phones are written with, long enough for one: the pattern above is tried inside such runs only.
_RUN: Final = re.compile(r"[+(0-9][0-9 ()\u00a0.–—-]{8,}")
_MASK: Final = bytes(chr(code) in "+(0123456789 )\u00a0.-" for code in range(256))  # its characters; dashes are one
_LEAST: Final = b"\1" * 9
_LEAD: Final = 60  # characters before a number that tell what it is
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_][A-Za-z0-9_.+-]{0,63}@(?:[A-Za-zА-Яа-я0-9-]{1,63}\.)+[A-Za-zА-Яа-я]{2,18}(?![\w@])"
)
_EMAIL_SPELT: Final = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9_.+-]{1,64})\s*(?:\[\s*(?:at|@|собака|эт)\s*\]|\(\s*(?:at|@|собака|эт)\s*\)|\{at\})\s*"
    r"([A-Za-z0-9-]+(?:(?:\.|\s*[\[(](?:dot|точка)[\])]\s*)[A-Za-z0-9-]+)*(?:\.|\s*[\[(](?:dot|точка)[\])]\s*)[A-Za-z]{2,18})",
    re.IGNORECASE,
)
_SPELT: Final = re.compile(r"[\[({]\s*(?i:at|@|собака|эт)\s*[\])}]")
_NEVER_SPELT: Final = frozenset("0123456789bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ«+№")
_INN: Final = re.compile(r"ИНН(?:\s*/\s*КПП)?\D{0,12}(\d{10}(?:\d{2})?)(?!\d)", re.IGNORECASE)
_BARE_INN: Final = re.compile(r"(?=\d{10})(?<![\d./-])(\d{10})(?:\s*/\s*\d{9})(?!\d)")
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|css|js)$", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"(?:ИНН|КПП|ОГРН|ОКПО|БИК|ОКТМО|ОКАТО|р/с|к/с|л/с|счет|счёт|сч\.|№|л/сч|снилс|ул\.|д\.)[\s:№]*$", re.IGNORECASE
)
_DATE: Final = re.compile(r"^\s*(?:\d{1,2}[.\s-]){2}(?:19|20)\d\d|^(?:19|20)\d\d\s*[-–—.]\s*(?:19|20)?\d\d")
_GROUPED: Final = re.compile(r"^(?:\+7|8)[ (-]{1,3}\d{3}[ )-]{1,3}\d{3}[ -]\d\d[ -]\d\d$")
_HINT: Final = re.compile(r"(?:тел|факс|phone|прием|приём|директор|горяч|звон|вахта|секретар|моб)", re.IGNORECASE)


def phones(text: str) -> list[str]:
    """Telephone numbers in running text, as written, in order; a number without a code needs a hint beside it."""
    found: list[str] = []
    for run in _runs(text):
        start = run.start()
        before = min(start, _LEAD)
        found.extend(_in_run(text[start - before : run.end() + 2], before))  # two more: what must not follow a number
    return found


def _runs(text: str) -> Iterator[re.Match[str]]:
    """All matches of `_RUN`. Most text has none, and a mask of bytes is searched many times as fast as text is."""
    mask = text.replace("–", "-").replace("—", "-").encode("latin-1", "replace").translate(_MASK)
    start = mask.find(_LEAST)
    while start >= 0:
        end = mask.find(b"\0", start)
        yield from _RUN.finditer(text, start, end if end >= 0 else len(text))
        start = mask.find(_LEAST, end) if end >= 0 else -1


@lru_cache(maxsize=2_048)
def _in_run(text: str, start: int) -> tuple[str, ...]:
    """Numbers from `start` on; what stands before only tells what they are. The head of a site is on all its pages."""
    found: list[str] = []
    for match in _PHONE.finditer(text, start):
        written = match.group().strip(" .–—-\u00a0")
        if _is_phone(written, text[max(0, match.start() - _LEAD) : match.start()]):
            found.append(written)
    return tuple(found)


def _is_phone(written: str, before: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if _BEFORE.search(before) or _DATE.match(written):
        return False
    full = len(digits) == 11 and digits[0] in "78"
    coded = len(digits) in (9, 10) and "(" in written
    if full and _GROUPED.match(written):
        return True
    if full:
        return (
            (digits[1] in "3489" and (written[0] in "+8" or "(" in written) and not re.fullmatch(r"\d{11}", written))
            or (written.isdigit() and digits[0] == "8" and digits[1] in "3489")
            or written.startswith("+")
        )
    if coded:
        return digits[0] in "03489"  # no code begins with 1, 2 or 5: that is a year or a number of a paper
    if len(digits) == 10 and re.search(r"[\s-]", written):
        return digits[0] in "3489" and bool(re.search(r"\d[-–—]\d\d", written) or _HINT.search(before))
    return False


def emails(text: str) -> list[str]:
    """E-mail addresses in running text, plain or spelt «info [at] example.ru»."""
    found = []
    position, done = text.find("@"), 0
    while position >= 0:
        # the pattern is tried around each "@" only: it is slow on running text
        match = _EMAIL.search(text, max(done, position - 66), min(len(text), position + 200))
        if match:
            found.append(match.group())
            done = match.end()
        position = text.find("@", max(position + 1, done))
    for match in _EMAIL_SPELT.finditer(text) if _is_spelt(text) else ():
        domain = re.sub(r"\s*[\[(](?:dot|точка)[\])]\s*", ".", match.group(2), flags=re.IGNORECASE)
        found.append(f"{match.group(1)}@{domain}")
    return [address for address in found if not _PICTURE.search(address)]


def _is_spelt(text: str) -> bool:
    for bracket in "[({":
        position = text.find(bracket)
        while position >= 0:
            # most brackets hold something else, as their first character tells at once
            if text[position + 1 : position + 2] not in _NEVER_SPELT and _SPELT.match(text, position):
                return True
            position = text.find(bracket, position + 1)
    return False


def protected_email(encoded: str) -> str:
    """The address behind Cloudflare's `data-cfemail`; empty when it is none."""
    try:
        data = bytes.fromhex(encoded)
    except ValueError:
        return ""
    text = bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if len(data) > 3 else ""
    return text if _EMAIL.fullmatch(text) else ""


def inns(text: str) -> list[str]:
    """ИНН (taxpayer numbers) with a valid checksum that are called so, or stand as «ИНН/КПП» pairs do."""
    found = [m.group(1) for m in _INN.finditer(text)] if "ИНН" in text else []
    if "/" in text:
        found += [m.group(1) for m in _BARE_INN.finditer(text)]
    return [number for number in found if inn_is_valid(number)]
