"""Rows of the registry: invented organizations with valid ИНН, reserved host names and telephone numbers."""

from __future__ import annotations

from audits.demo.model import PORT
from rules.model import Organization, Ownership, Sector, Subject

MUNICIPALITIES = (
    "Нагорный район",
    "Белореченский район",
    "Орлиногорский район",
    "Заречный район",
    "городской округ Верхнегорск",
    "городской округ Солнечный Дол",
)
"""Invented; the region lies nowhere, but obeys the republic's acts, since `kbr-2017` prescribes them."""

_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def inn(number: int) -> str:
    """A ten-digit ИНН of a tax office that does not exist, with the right control digit."""
    digits = f"0799{number:05d}"
    control = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 % 10
    return digits + str(control)


def phone(number: int) -> str:
    """A number of an invented exchange; the code 866 99 belongs to no town."""
    return f"+7 (86699) 4-{number:02d}-{(number * 7) % 90 + 10:02d}"


def row(
    number: int,
    slug: str,
    name: str,
    sector: Sector,
    *,
    years: tuple[int, ...] | None = (2023,),
    ownership: Ownership = Ownership.MUNICIPAL,
    host: str = "",
    site: str | None = None,
    founder: str = "",
    note: str = "",
    subject: Subject = Subject.ORGANIZATION,
) -> Organization:
    """An organization whose site is `http://HOST:PORT/` unless `site` says otherwise."""
    name_of_host = host or f"{slug}.demo.test"
    return Organization(
        id=slug,
        name=name,
        subject=subject,
        sector=sector,
        ownership=ownership,
        municipality=MUNICIPALITIES[number % len(MUNICIPALITIES)],
        inn=inn(number),
        email=f"{slug}@mail.example",
        phone=phone(number),
        site=f"http://{name_of_host}:{PORT}/" if site is None else site,
        founder_site=founder,
        bus_gov_id=agency(number),
        assessed_years=years,
        site_note=note,
    )


def agency(number: int) -> str:
    """Number of the organization's card at bus.gov.ru."""
    return str(770_000 + number * 13)
