"""What an import brings, in the columns of the registry file: from open data, or from another registry."""

from __future__ import annotations

import re

import msgspec

from audits.registry import cells
from audits.registry.model import Remark, Severity
from audits.registry.opendata import Institution
from audits.registry.sectors import guess_sector
from audits.registry.site import read_site
from crawler.inn import inn_is_valid
from rules.model import Ownership, Subject

GUESSED = ("sector",)
"""Columns of open data that are guessed: they fill an empty cell and never contradict a person's."""

_OKFS = {"12": Ownership.STATE, "13": Ownership.STATE, "14": Ownership.MUNICIPAL}
_MUNICIPAL = re.compile(r"администраци|муниципал|городск\w+ округ|сельск\w+ поселени|управлени\w+ образовани", re.I)
_STATE = re.compile(r"министерств|республик[аи]\b|област[ьи]\b|федеральн|департамент", re.I)


class Incoming(msgspec.Struct, frozen=True):
    """One organization of a source. `values`: column → text, only what the source says; `doubts`: about its cells."""

    values: dict[str, str]
    guessed: tuple[str, ...] = ()
    doubts: tuple[Remark, ...] = ()
    called: str = ""  # what a person finds it by in the source: its name, else a number

    @property
    def inn(self) -> str:
        return self.values.get("inn", "")

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The doubts, each with whom it is about."""
        return tuple(Remark(f"{self.called}: {doubt.message}", doubt.severity) for doubt in self.doubts)


def incoming_of(one: Institution) -> Incoming:
    """An institution of open data as a registry row: addresses understood, sector guessed and marked as a guess."""
    doubts: list[Remark] = []
    name = one.short_name or one.full_name
    guess = guess_sector((one.short_name, one.full_name), one.okveds)
    inn = one.inn if inn_is_valid(one.inn) else ""
    if one.inn and not inn:
        doubts.append(Remark(f"не сходится контрольная сумма ИНН {one.inn}", Severity.ERROR))
    if not name:
        doubts.append(Remark("нет наименования", Severity.ERROR))
    site = read_site(one.site)
    email, email_remarks = cells.read_email(one.email)
    phone, phone_remarks = cells.read_phone(one.phone)
    cells_read = (*site.remarks, *email_remarks, *phone_remarks)
    doubts += [Remark(doubt.message, Severity.WARNING) for doubt in cells_read]
    ownership = ownership_of(one)
    values = {
        "id": one.reg_num or inn,
        "name": name,
        "subject": Subject.ORGANIZATION.value,
        "sector": guess.sector.value if guess.sector else "",
        "ownership": ownership.value if ownership else "",
        "municipality": municipality_of(one, ownership),
        "inn": inn,
        "email": email,
        "phone": phone,
        "site": site.url or site.note,
        "ogrn": one.ogrn,
        "sector_note": guess.why,
    }
    return Incoming(values, GUESSED, tuple(doubts), name or one.reg_num or one.inn)


def ownership_of(one: Institution) -> Ownership | None:
    """From the form of ownership, else from the level of the public-law entity, else from who founded it."""
    if found := _OKFS.get(one.okfs):
        return found
    if re.fullmatch(r"\d{8}(?:\d{3})?", one.public_body_oktmo):
        return Ownership.STATE if one.public_body_oktmo[2:8] == "000000" else Ownership.MUNICIPAL
    for text in (one.public_body, *one.founders, one.full_name):
        if _MUNICIPAL.search(text):
            return Ownership.MUNICIPAL
        if _STATE.search(text):
            return Ownership.STATE
    return None


def municipality_of(one: Institution, ownership: Ownership | None) -> str:
    """The municipality: the public-law entity of a municipal institution, else where a state one stands."""
    if ownership is Ownership.MUNICIPAL and one.public_body:
        return one.public_body
    return one.district or one.locality
