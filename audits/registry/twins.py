"""What two rows of a registry share that only one organization can have: a code, an own site with an ИНН, a card."""

from __future__ import annotations

from urllib.parse import urlsplit

from audits.registry.model import Remark, Severity
from rules.authority.names import words_of
from rules.model import Organization

_TWICE = "тот же ИНН и тот же сайт, что"
_WHOSE_WHY = "По ИНН ищется карточка на bus.gov.ru; проверьте, чей он"
_WHOSE_CARD = "Карточка принадлежит одной организации; проверьте, чей это номер"
_TWICE_WHY = "Если это одна организация, уберите одну из строк: иначе её недостатки посчитают и напишут о них дважды"


class Met:
    """The organizations of a registry met so far, with the place of each in words: «в строке 3»."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._sites: dict[tuple[str, str], str] = {}
        self._bearers: dict[str, tuple[str, str]] = {}
        self._cards: dict[str, str] = {}

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
        return doubts


def _own_site(organization: Organization) -> tuple[str, str] | None:
    """What two rows about one organization have in common; None where either is unknown."""
    parts = urlsplit(organization.site)
    if not organization.inn or not parts.hostname:
        return None
    return organization.inn, f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
