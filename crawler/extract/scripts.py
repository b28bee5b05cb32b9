"""What the code of a page's own scripts names: comments and switched-off parts do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.signatures import Signature, Signatures

_COMMENT = re.compile(r"/\*.*?\*/|(?:^|[\s;{}])//[^\n]*", re.DOTALL)
_DEAD = re.compile(r"if\s*\(\s*(?:0|false)\s*\)\s*\{[^{}]*\}")
_KEPT = 20_000  # characters of a script that is remembered

Named = tuple[tuple[Signature, str], ...]


def named_in(code: str, signatures: Signatures) -> Named:
    """Components whose trace stands in live code, each with the detail that tells this instance."""
    return _remembered(code, signatures) if len(code) <= _KEPT else _named(code, signatures)


def _named(code: str, signatures: Signatures) -> Named:
    known = [(literal, signature) for literal, signature in signatures.inline if literal in code]
    if not known:
        return ()
    bare = _DEAD.sub("", _COMMENT.sub(" ", code.replace("://", ":\u2044\u2044"))).replace("\u2044\u2044", "//")
    return tuple([(one, signatures.detail_in(one, bare)) for literal, one in known if literal in bare])


_remembered = lru_cache(maxsize=256)(_named)  # the scripts of a site are the same on all of its pages
