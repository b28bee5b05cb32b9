"""What the rules test: requirement ids → source, place in it and what it demands, for letters and tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from rules.data_files import YAMLError, read_yaml

_FILE = Path(__file__).resolve().parent.parent / "data" / "requirements.yml"


class RequirementsError(Exception):
    """`data/requirements.yml` could not be read; the message names file and key."""


class Requirement(msgspec.Struct, frozen=True):
    """One demand of a norm, in our own words."""

    id: str
    source: str
    paragraph: str
    text: str


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    paragraph: str
    text: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checked: date
    sources: dict[str, str]
    requirements: dict[str, _Entry]


@cache
def load_requirements(path: Path = _FILE) -> Mapping[str, Requirement]:
    """All requirements by id.

    Raises:
        RequirementsError: the file is missing, malformed, or names a source it does not declare.
    """
    try:
        file = msgspec.convert(read_yaml(path), _File)
        return {
            id: Requirement(id, file.sources[entry.source], entry.paragraph, entry.text)
            for id, entry in file.requirements.items()
        }
    except KeyError as error:
        raise RequirementsError(f"Требования не прочитаны: {path}: источник {error} не описан в sources.") from error
    except (OSError, YAMLError, msgspec.ValidationError) as error:
        raise RequirementsError(f"Требования не прочитаны: {path}: {error}. Исправьте файл.") from error


def cite(ids: str) -> str:
    """A citation of one or several requirement ids ("KBR-2.2a KBR-A1-02"): places joined, grouped by source."""
    known = load_requirements()
    places: dict[str, list[str]] = {}
    for id in ids.split():
        requirement = known.get(id)
        if requirement is None:
            places.setdefault("", []).append(id)
        elif requirement.paragraph not in places.setdefault(requirement.source, []):
            places[requirement.source].append(requirement.paragraph)
    return "; ".join(
        ", ".join(_ranged(_narrowest(each))) + (f" ({source})" if source else "") for source, each in places.items()
    )


def _narrowest(places: list[str]) -> list[str]:
    """Without places that another one names more exactly («приложение, п. 1» beside «приложение, п. 1, планы»)."""
    return [place for place in places if not any(other.startswith(f"{place},") for other in places)]


def _ranged(places: list[str]) -> list[str]:
    """Positions of one list that follow each other, as «поз. 1–8»."""
    ranged: list[str] = []
    for place in places:
        start, _, position = place.rpartition(", поз. ")
        before, _, last = (ranged[-1] if ranged else "").rpartition(", поз. ")
        first, _, end = last.partition("–")
        if start and before == start and position.isdigit() and (end or first) == str(int(position) - 1):
            ranged[-1] = f"{start}, поз. {first}–{position}"
        else:
            ranged.append(place)
    return ranged


def demand(ids: str) -> str:
    """What the first known of the requirement ids demands; empty when none is known."""
    known = load_requirements()
    return next((known[id].text for id in ids.split() if id in known), "")
