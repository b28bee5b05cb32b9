"""What an authority publishes, held against what is known of its organizations otherwise. Remarks, never a verdict.

Norm: MT-3.4 (the list is checked against the registry), MT-3.8 (results of the last finished year). A name or a column
may be misread by us, and the registry may be behind: a difference is something to look at, not a shortcoming.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rules.authority.names import Match, match
from rules.authority.reading import Rated
from rules.model import Subordinate, Value

NAMED = 10  # names in details, and three of them in a remark
TOLERANCE = 0.1  # points: two places are rounded, sometimes twice
SYSTEMATIC = 4  # compared scores from which on "most differ" means that we read another column


class Comparison(Value, frozen=True):
    """Sentences for the reader (Russian), and the values they rest on."""

    remarks: tuple[str, ...]
    details: dict[str, Any]


NOTHING = Comparison((), {})


def compare_list(names: Sequence[str], years: Iterable[int], circle: Sequence[Subordinate]) -> Comparison:
    """A list of organizations to be assessed beside the registry: whom it names, and whom it leaves out."""
    if not circle or not names:
        return NOTHING
    found = match(names, circle)
    listed = {one.organization.id for one in found.sure}
    year = max(years, default=0)
    assessed = [one for one in circle if year in (one.assessed_years or ())]
    missing = [one for one in assessed if one.id not in listed]
    unassessed = [one.organization for one in found.sure if _was_left_out(one.organization, year)] if assessed else []
    told = {
        "registry": len(circle),
        "matched": len(found.sure),
        "unclear": len(found.several),
        "unknown": _few(found.none),
        "missing": _few(one.name for one in missing),
        "unassessed": _few(one.name for one in unassessed),
    }
    if len(found.sure) * 2 < len(names):
        remark = f"С реестром перечень сверить не удалось: узнаны {len(found.sure)} из {len(names)} наименований."
        return Comparison((remark,), {"compared": told})
    remarks = []
    if found.none:
        remarks.append(f"В реестре не найдены организации из перечня: {_told(found.none)}.")
    if missing and not found.several:
        who = _told([one.name for one in missing])
        remarks.append(f"По реестру оцениваются в {year} году, но в перечне не найдены: {who}.")
    if unassessed:
        who = _told([one.name for one in unassessed])
        remarks.append(f"Есть в перечне {year} года, но по реестру в этом году не оценивались: {who}.")
    return Comparison(tuple(remarks), {"compared": told})


def _was_left_out(one: Subordinate, year: int) -> bool:
    """Whether the registry knows this organization's years, later ones among them, and the list's is none of them."""
    years = one.assessed_years
    return bool(years) and year not in (years or ()) and max(years or (0,)) > year


def compare_scores(rated: Sequence[Rated], year: int, circle: Sequence[Subordinate]) -> Comparison:
    """Published scores beside those on the cards at bus.gov.ru, of the same year and organization."""
    known = [one for one in circle if year in one.totals]
    if not known or not rated:
        return NOTHING
    values = {one.name: one.score for one in rated}
    # the whole circle takes part: a name that also fits an organization without a card is no sure match
    sure = [one for one in match(values, circle).sure if year in one.organization.totals]
    apart = [one for one in sure if abs(values[one.line] - one.organization.totals[year]) > TOLERANCE]
    if not sure:
        return NOTHING
    told = {"year": year, "cards": len(known), "matched": len(sure), "agree": len(sure) - len(apart),
            "differ": [_difference(one, values, year) for one in apart[:NAMED]]}  # fmt: skip
    if not apart:
        return Comparison((), {"compared": told})
    if len(sure) >= SYSTEMATIC and len(apart) * 2 > len(sure):
        remark = (
            f"Баллы за {year} год у {len(apart)} из {len(sure)} организаций не совпадают с карточками bus.gov.ru; "
            f"возможно, это другой показатель: {_difference(apart[0], values, year)}."
        )
        return Comparison((remark,), {"compared": told})
    shown = "; ".join(_difference(one, values, year) for one in apart[:3])
    how_many = f"{len(apart)} из {len(sure)} сверенных"
    remark = f"Баллы за {year} год расходятся с карточками bus.gov.ru ({how_many}): {shown}."
    return Comparison((remark,), {"compared": told})


def _difference(one: Match, values: dict[str, float], year: int) -> str:
    site, card = values[one.line], one.organization.totals[year]
    return f"{one.organization.name} — {_number(site)}, на карточке {_number(card)}"


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _few(names: Iterable[str]) -> list[str]:
    return list(names)[:NAMED]


def _told(names: Sequence[str]) -> str:
    shown = "; ".join(name if len(name) <= 90 else name[:87] + "…" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} и ещё {len(names) - 3}"
