"""What two rows of a registry share that only one organization can have: a code, an own site with an ИНН, a card."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from audits.registry.model import Remark, Severity
from rules.authority.names import words_of
from rules.model import Organization, Subject

_TWICE = "тот же ИНН и тот же сайт, что"
_WHOSE_WHY = "По ИНН ищется карточка на bus.gov.ru; проверьте, чей он"
_WHOSE_CARD = "Карточка принадлежит одной организации; проверьте, чей это номер"
_TWICE_WHY = "Если это одна организация, уберите одну из строк: иначе её недостатки посчитают и напишут о них дважды"
_INN_OF_SEVERAL = "один ИНН в нескольких строках"
_INN_WHY = "у филиалов так и бывает; если организации разные, проверьте ИНН: по нему ищется карточка на bus.gov.ru"
_SITE_OF_SEVERAL = "один адрес сайта в нескольких строках"
_SITE_WHY = (
    "у каждой из них проверяется один и тот же сайт; если он не общий на всех (филиалы), проверьте адреса: "
    "его недостатки припишут каждой"
)
_NAMED, _PLACES = 3, 5  # values told by name, places told of each


class Met:
    """The organizations of a registry met so far, with the place of each in words: «в строке 3»."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._sites: dict[tuple[str, str, str], str] = {}
        self._bearers: dict[str, tuple[str, str]] = {}
        self._cards: dict[str, str] = {}
        self._by_inn: dict[str, list[str]] = {}
        self._by_site: dict[str, list[str]] = {}

    def repeated_code(self, code: str) -> Remark | None:
        """What is to be said of a code that has a bearer."""
        first = self._codes.get(code)
        if first is None:
            return None
        return Remark(f"код повторяется, он уже стоит {first}; строка не взята. Дайте другой код", Severity.ERROR)

    def add(self, one: Organization, place: str) -> list[tuple[str, Remark]]:
        """Remember an organization; doubts whether it was met under another code, by column."""
        doubts: list[tuple[str, Remark]] = []
        self._codes[one.id] = place
        if (twin := _own_site(one)) is not None:
            first = self._sites.setdefault(twin, place)
            if first != place:
                doubts.append(("inn", Remark(f"{_TWICE} {first}. {_TWICE_WHY}")))
        if one.inn:
            first, name = self._bearers.setdefault(one.inn, (place, one.name))
            if first != place and not words_of(name) & words_of(one.name):
                doubts.append(("inn", Remark(f"тот же ИНН, что {first} («{name}»): похоже, чужой. {_WHOSE_WHY}")))
        if one.bus_gov_id:
            first = self._cards.setdefault(one.bus_gov_id, place)
            if first != place:
                said = f"тот же номер карточки bus.gov.ru, что {first}. {_WHOSE_CARD}"
                doubts.append(("bus_gov_id", Remark(said)))
        if one.subject is Subject.ORGANIZATION and not doubts:  # a body has a row for each sector it answers for
            for value, bearers in ((one.inn, self._by_inn), (_site_of(one), self._by_site)):
                if value:
                    bearers.setdefault(value, []).append(place)
        return doubts

    def shared(self) -> Iterator[Remark]:
        """What is to be said of the whole: numbers and addresses that several organizations bear, each told once.

        No row is doubted for it: branches have their head's number, and often its site.
        """
        for what, bearers, why in (
            (_INN_OF_SEVERAL, self._by_inn, _INN_WHY),
            (_SITE_OF_SEVERAL, self._by_site, _SITE_WHY),
        ):
            several = {value: places for value, places in bearers.items() if len(places) > 1}
            told = [f"{value} ({_listed(places, _PLACES)})" for value, places in several.items()]
            if told:
                yield Remark(f"{what}: {_listed(told, _NAMED)}; {why}")


def _listed(words: list[str], most: int) -> str:
    left = len(words) - most
    return ", ".join(words[:most]) + (f" и ещё {left}" if left > 0 else "")


def _own_site(organization: Organization) -> tuple[str, str, str] | None:
    """What two rows about one organization have in common; None where either is unknown.

    A body that answers for several sectors has a row for each.
    """
    site = _site_of(organization)
    sector = organization.sector if organization.subject is Subject.AUTHORITY else None
    return (organization.inn, site, sector or "") if organization.inn and site else None


def _site_of(organization: Organization) -> str:
    """A site by its address, without what may be written otherwise; empty where none is known."""
    parts = urlsplit(organization.site)
    if not parts.hostname:
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
