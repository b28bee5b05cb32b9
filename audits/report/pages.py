"""Templates and what they may call. Everything is escaped unless it is our own SVG."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from audits.console import clean
from audits.text.localtime import local_day
from audits.text.russian import counted, plural

HERE = Path(__file__).resolve().parent
ASSETS = HERE / "assets"
LONGEST = 120  # of an address as it is shown


def environment() -> Environment:
    """The templates, with filters for Russian and for text that came from sites."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters |= {"day": _day, "link": link, "percent": percent, "heat": heat}
    made.globals |= {"counted": counted, "plural": plural}
    return made


def _finalize(value: Any) -> Any:
    """Whatever a page prints is free of control and direction-changing characters."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clean(value)


def _day(value: date | datetime | None) -> str:
    return f"{local_day(value):%d.%m.%Y}" if value else "—"


def link(url: str, site: str = "", said: str = "") -> Markup:
    """A foreign address: a link when a browser may safely follow it, else text.

    `said` is what was read there, else the address is shown: on the site itself, its path. No `rel` is needed: the
    pages send no referrer, and nobody indexes them.
    """
    url = clean(url)
    if not url.startswith(("http://", "https://")):
        return escape(url)
    if said:
        return Markup('<a href="{}">{}</a>').format(url, clean(said))
    root = "/".join(site.split("/")[:3]) + "/"
    shown = url[len(root) - 1 :] if url.startswith(root) and len(url) > len(root) else url
    return Markup('<a href="{}">{}</a>').format(url, shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…")


def percent(share: float | None) -> str:
    """«37 %», or a dash when there is nothing to take a share of."""
    return f"{share * 100:.0f} %" if share is not None else "—"


def heat(share: float | None) -> str:
    """The class of a heat map's cell: h0 (nothing wrong) … h5 (everything); no class when nothing is known."""
    if share is None:
        return "hx"
    return f"h{0 if share == 0 else min(1 + int(share * 5), 5)}"
