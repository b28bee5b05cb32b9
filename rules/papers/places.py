"""Whose a body is that agreed to a plan: of the organization's own region and district, or of others.

Norm: protocol of 02.06.2017 № 3, annex 1 and item 3.4: the plan is agreed by the minister or by the head of the body of
local self-government, those the organization belongs to. A region's government is known by the region's name, a head by
the name of the district. Inner districts of a town, towns and settlements of a district have heads of their own: only
districts are held against districts, and towns' circuits against towns'. What is not named plainly is nobody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.acts.bodies import names, regions_in
from rules.model import Organization, Value
from rules.papers.stamps import Signer, Stamp

_MUNICIPAL = frozenset({Signer.HEAD_OF_ADMINISTRATION, Signer.MUNICIPAL_DEPARTMENT})
_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*"
_DISTRICT = re.compile(
    rf"\b({_NAME})\s+(муниципальн\w+\s+(?:район|округ)|район|р-н|МР\b|МО\b)|\b(?:МР|район)\s+[«\"]?({_NAME})"
)
_CIRCUIT = re.compile(
    rf"(?:\bг\.?\s?о\.?|\bГО\b|\bгородск\w+\s+округ\w*)\s*[-–—]?\s*[«\"]?(?:(?:город\w*|г\.)\s*)?[«\"]?({_NAME})"
    rf"|\b({_NAME})\s+городск\w+\s+округ"
)
_CAPITALS = re.compile(r"\b[А-ЯЁ]{4,}(?:-[А-ЯЁ]{3,})*\b")
_KINDS = re.compile(r"(?i)^(?:муниципальн|городск|район|округ|администрац|местн|глав)")
_STEM = 4  # letters of a name: «Урванский», «Урванского»
_REPUBLICS = frozenset(
    re.findall(
        r"\w+",
        "адыге алтай башко бурят дагес ингуш кабар калмы карач карел коми крым марий мордо саха север татар тыва удмур "
        "хакас чечен чуваш",
    )
)
_OWN_REGION = {"07": "кабар"}  # first digits of a taxpayer's number: the region that registered it


class _Unit(Value, frozen=True):
    """A municipality named in a text, by the stem of its name."""

    stem: str
    circuit: bool  # of a town
    plain: bool  # «муниципальный», not an inner district of a town


def of_another_region(body: str, organization: Organization, texts: Iterable[str]) -> bool:
    """Whether a body's region is named, and not on the organization's pages (`texts`), which name another."""
    named = {region for region in regions_in(body) if _is_region(region, body)}
    if not named:
        return False
    registered = {_OWN_REGION[organization.inn[:2]]} if organization.inn[:2] in _OWN_REGION else set[str]()
    if named & registered:
        return False
    said = [organization.name, organization.municipality, *texts]
    if any(names(text, region) for text in said for region in named):
        return False
    return bool(registered) or any(regions_in(text) for text in said)


def _is_region(region: str, text: str) -> bool:
    """Whether what follows «Республики» is a republic's name, and not the next line."""
    told = rf"(?i)\b{region}[\w-]*(?:ой|ого)\s+(?:респ|област|кра[яй]|автоном)"
    return region in _REPUBLICS or re.search(told, text) is not None


def of_another_municipality(stamp: Stamp, organization: Organization) -> bool:
    """Whether a municipality's body is of a district, or a town's circuit, that the registry's row is not of."""
    if stamp.signer not in _MUNICIPAL:
        return False
    named, own = _units(stamp.body), _units(organization.municipality)
    known = f"{organization.municipality} {organization.name}".casefold().replace("ё", "е")
    if not named or not own or any(one.stem in known for one in named):
        return False
    said = stamp.body.casefold().replace("ё", "е")
    return not any(one.stem in said for one in own) and any(_alike(one, other) for one in named for other in own)


def _alike(named: _Unit, own: _Unit) -> bool:
    """Whether two municipalities are of a kind of which only one is an organization's own."""
    if named.circuit == own.circuit:
        return True
    district = own if named.circuit else named
    return district.plain


def _units(text: str) -> tuple[_Unit, ...]:
    plain = _CAPITALS.sub(lambda word: _lowered(word.group()), text)
    districts = ((match[1] or match[3], match[2] or "МР") for match in _DISTRICT.finditer(plain))
    circuits = (match[1] or match[2] for match in _CIRCUIT.finditer(plain))
    units = [_Unit(_stem(name), False, kind[:2] in {"му", "МР", "МО"}) for name, kind in districts if _is_name(name)]
    return (*units, *(_Unit(_stem(name), True, True) for name in circuits if _is_name(name)))


def _lowered(word: str) -> str:
    return word.lower() if _KINDS.match(word) else word.title()


def _is_name(name: str) -> bool:
    return len(name) >= _STEM and _KINDS.match(name) is None


def _stem(name: str) -> str:
    return name.casefold().replace("ё", "е")[:_STEM]
