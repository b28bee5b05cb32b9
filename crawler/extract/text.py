"""Cleaning of text that comes from a page: it is hostile until it went through `clean`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# C0/C1 controls, soft hyphen, zero-width and bidirectional marks, BOM, surrogates, noncharacters, interlinear marks.
_UNWANTED: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    r"\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)

_is_normalized: Final = unicodedata.is_normalized


def clean(text: str) -> str:
    """NFC, white space collapsed to single spaces, control and direction characters removed."""
    if text.isprintable():  # the quick test: nothing unwanted is printable, nor any white space but the plain one
        text = " ".join(text.split()) if "  " in text else text.strip(" ")
    else:
        text = " ".join(text.split())
        if not text.isprintable():
            text = " ".join(_UNWANTED.sub("", text).split())
    if not text.isascii() and not _is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


@lru_cache(maxsize=32_768)
def clean_label(text: str) -> str:
    """`clean` for names of links: menus repeat on every page of a site."""
    return clean(text)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where there is one."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"
