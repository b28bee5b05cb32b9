"""What class attributes say of an element, as bits: told once for each spelling, since every page repeats them."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.tags import CONCEALED, OPENING


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT: Final = 16_384  # spellings that are remembered
_TITLE: Final = re.compile(
    r"(?:^|[ _-])(?:(?:accordion|spoiler|spoil|toggle|faq|acc|collapse|collapsible|ui-accordion|su-spoiler|sp|expand"
    r"|elementor-tab)[_-]*(?:title|header|head|heading|name|question|button|btn|trigger|link|caption|top)|spoilerhead|accordion|"
    r"collapsible|faq-q|question|ui-accordion-header)(?:$|[ _-])"
)
_HIDING: Final = _words(
    "modal collapse tab-pane offcanvas popup d-none hidden hystmodal mfp-hide fancybox-hidden"
    " popup-window remodal uk-modal uk-offcanvas reveal-modal modal-window dialog t-popup"
    " panel-collapse accordion-collapse hide"
)
_SHOWN: Final = _words(
    "show in active navbar-collapse d-sm-block d-md-block d-lg-block d-xl-block d-md-flex d-lg-flex"
    " d-xl-flex d-sm-flex d-sm-inline d-md-inline d-lg-inline d-sm-inline-block d-md-inline-block"
    " d-lg-inline-block"
)
_KNOWN: Final[dict[str, int]] = {}


def told_by(names: str) -> int:
    """CONCEALED, OPENING, both or nothing, for a class attribute as it is written."""
    told = _KNOWN.get(names)
    if told is None:
        if len(_KNOWN) >= _KEPT:
            _KNOWN.clear()
        told = _KNOWN[names] = _read(names.lower())
    return told


def _read(names: str) -> int:
    words = frozenset(names.split())
    concealed = CONCEALED if words & _HIDING and not words & _SHOWN else 0
    return concealed | (OPENING if _TITLE.search(names) else 0)
