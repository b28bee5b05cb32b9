"""What the rules test: requirement ids → source, place in it and what it demands, for letters and tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from rules.data_files import YAMLError, read_yaml
from rules.errors import RulesError

_FILE = Path(__file__).resolve().parent.parent / "data" / "requirements.yml"


class RequirementsError(RulesError):
    """`data/requirements.yml` could not be read; the message names file and key."""


class Requirement(msgspec.Struct, frozen=True):
    """One demand of a norm, in our own words.

    `binds`: False for what another region's document asks: it binds nobody here; `binding`: ids of what does.
    """

    id: str
    source: str
    paragraph: str
    text: str
    binds: bool = True
    binding: tuple[str, ...] = ()


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    paragraph: str
    text: str
    binding: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checked: date
    sources: dict[str, str]
    requirements: dict[str, _Entry]
    practice: tuple[str, ...] = ()


@cache
def load_requirements(path: Path = _FILE) -> Mapping[str, Requirement]:
    """All requirements by id.

    Raises:
        RequirementsError: the file is missing, malformed, or names a source it does not declare.
    """
    try:
        file = msgspec.convert(read_yaml(path), _File)
        for id in {id for entry in file.requirements.values() for id in entry.binding} - set(file.requirements):
            raise RequirementsError(f"Требования не прочитаны: {path}: кода «{id}» (binding) нет. Исправьте файл.")
        return {
            id: Requirement(
                *(id, file.sources[entry.source], entry.paragraph, entry.text),
                binds=entry.source not in file.practice,
                binding=entry.binding,
            )
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
    return [place for place in places if not any(other.startswith((f"{place},", f"{place};")) for other in places)]


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


def binding(ids: str) -> str:
    """Of requirement ids those that bind an organization here: what may be cited to it as a requirement.

    For what another region's document asks, its own binding ids, if any. An unknown id stays.
    """
    known = load_requirements()
    found: dict[str, None] = {}
    for id in ids.split():
        requirement = known.get(id)
        found |= dict.fromkeys((id,) if requirement is None or requirement.binds else requirement.binding)
    return " ".join(found)


def demand_on(ids: str) -> str:
    """What an organization is told is demanded of it; without a norm that binds it, that it is recommended."""
    told = demand(binding(ids))
    if told or not (wished := demand(ids)):
        return told
    return f"Рекомендация: {wished[0].lower()}{wished[1:]}"
