"""Charts as SVG, made when the report is made.

By leather: MIT, pure Python without dependencies of its own (a wheel of 30 KB), and its colours are plain strings, so
that they can be CSS variables which follow the light or dark theme. pygal is LGPL, matplotlib weighs 50 MB and draws
letters as paths. Every chart stands beside a table with the same numbers: it is a picture, never the only source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

import leather
from leather import theme
from markupsafe import Markup

theme.background_color = "none"
theme.margin = 0.01
theme.tick_color = "var(--line)"
theme.zero_color = "var(--mute)"
theme.label_color = theme.legend_color = theme.title_color = theme.axis_title_color = "var(--ink)"
theme.tick_font_family = theme.legend_font_family = theme.title_font_family = "inherit"
theme.tick_font_size = theme.legend_font_size = 12
theme.tick_font_char_width = theme.legend_font_char_width = 7.6  # wide letters of wide fonts: a label must not be cut

_OPENING = re.compile(r'<svg width="(\d+)" height="(\d+)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")
_LONG = re.compile(r"(\d+\.\d)\d+")
_HALF_LABEL = 24  # pixels: the last day's label stands in the middle under the chart's very edge
_HALF_LEGEND = 8  # and the legend on its upper one


def trend_chart(lines: Sequence[tuple[str, Sequence[tuple[date, int]]]], said: str) -> Markup:
    """Lines over days, told apart by colour and by dashes. `said` is what a screen reader says instead."""
    chart = leather.Chart()
    dashes = ("none", "6 4", "2 3")
    for number, (name, points) in enumerate(lines):
        chart.add_line(
            [(float(day.toordinal()), float(count)) for day, count in points],
            name=name,
            stroke_color=f"var(--series-{number + 1})",
            stroke_dasharray=dashes[number % len(dashes)],
            width=2.5,
        )
    highest = max((count for _, points in lines for _, count in points), default=0)
    chart.add_y_scale(0, max(highest * 1.1, 1))
    days = sorted({day for _, points in lines for day, _ in points})
    # days as numbers with ticks of our own: leather's scale for dates would put ticks between nights
    chart.add_x_scale(float(days[0].toordinal()), float(days[-1].toordinal()))
    chart.add_x_axis(ticks=[float(day.toordinal()) for day in _some(days)], tick_formatter=_day)
    chart.add_y_axis(tick_formatter=_whole)
    return _inline(chart.to_svg(width=760, height=260), said)


def bar_chart(bars: Sequence[tuple[str, int]], said: str) -> Markup:
    """Horizontal bars, the first on top."""
    chart = leather.Chart()
    chart.add_bars([(float(count), name) for name, count in bars], fill_color="var(--series-1)")
    chart.add_x_scale(0, max([count for _, count in bars] + [1]))
    chart.add_x_axis(tick_formatter=_whole)
    return _inline(chart.to_svg(width=760, height=70 + 26 * len(bars)), said)


def _some(days: Sequence[date], most: int = 8) -> list[date]:
    """At most `most` of the days, evenly spread, the first and the last among them."""
    if len(days) <= most:
        return list(days)
    return [days[round(number * (len(days) - 1) / (most - 1))] for number in range(most)]


def _day(value: float, index: int, total: int) -> str:
    return f"{date.fromordinal(int(value)):%d.%m}"


def _whole(value: float, index: int, total: int) -> str:
    return f"{float(value):.0f}" if float(value).is_integer() else ""


def _inline(svg: str, said: str) -> Markup:
    """As part of a page: scales with it, and is one picture with a name to a screen reader."""
    svg = _TAG.sub(lambda tag: _LONG.sub(r"\1", tag.group()), svg)  # coordinates, not what is written

    def opening(size: re.Match[str]) -> str:
        box = f"0 -{_HALF_LEGEND} {int(size.group(1)) + _HALF_LABEL} {int(size.group(2)) + _HALF_LEGEND}"
        return f'<svg class="chart" viewBox="{box}" role="img" aria-label="{escape(said)}">'

    return Markup(_OPENING.sub(opening, svg))  # leather escapes labels; `said` is escaped here
