"""The demo region as a whole: its organizations, its registry file, its server, its truth."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from audits.demo.bus import bus_host
from audits.demo.model import CLOSED, PORT, Declared, Expected, Host
from audits.demo.outside import OUTSIDE
from audits.demo.server import RegionServer, Traffic, serve_hosts
from audits.demo.sites import authorities, bitrix, engines, faults, gosweb, hosted, oldweb, scripted, slips
from rules.model import Organization

DEFAULT_PORT = 8917
NO_SUCH_NAMES: Mapping[str, str] = {"propal.demo.test": f"{'net-takogo-' * 6}imeni.invalid"}
"""Names that do not exist, mapped to one that cannot: its label is too long for DNS, so nobody is asked."""

_FAMILIES = (gosweb, bitrix, hosted, engines, oldweb, scripted, slips, faults, authorities)

_COLUMNS = (
    "id", "name", "subject", "sector", "ownership", "municipality", "inn", "email", "phone", "site", "founder_site",
    "bus_gov_id", "assessed_years",
)  # fmt: skip


class DemoRegion(msgspec.Struct, frozen=True):
    """A region being served: what an audit needs to know of it."""

    port: int
    closed_port: int
    hosts: dict[str, str]  # host name → address, for `AuditOptions.hosts`; "*" keeps all other names on loopback
    organizations: tuple[Organization, ...]
    bus_gov_url: str
    traffic: Traffic


@cache
def declared() -> tuple[Declared, ...]:
    """Every organization of the region with its site, card and truth; in the registry's order."""
    return tuple(make() for family in _FAMILIES for make in family.SITES)


def organizations(port: int = DEFAULT_PORT, closed_port: int = 1) -> tuple[Organization, ...]:
    """The registry's rows as the audit sees them, for a server on `port`."""
    return tuple(
        msgspec.structs.replace(
            d.organization,
            site=_filled(d.organization.site, port, closed_port),
            founder_site=_filled(d.organization.founder_site, port, closed_port),
        )
        for d in declared()
    )


@cache
def truth() -> Mapping[tuple[str, str], Expected]:
    """What must be concluded, by organization and rule."""
    return {(d.organization.id, rule): e for d in declared() for rule, e in d.truth.items()}


def hosts() -> dict[str, Host]:
    """All hosts the region's server answers for."""
    table: dict[str, Host] = {"bus.gov.ru": bus_host(declared()), **OUTSIDE}
    table["www.bus.gov.ru"] = table["bus.gov.ru"]
    for d in declared():
        table |= d.hosts
    return table


def write_registry(path: Path, port: int = DEFAULT_PORT, closed_port: int = 1) -> None:
    """Write the registry as the CSV file an operator would have (UTF-8, `;`)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, delimiter=";")
        writer.writeheader()
        for d in declared():
            row = {name: getattr(d.organization, name) or "" for name in _COLUMNS}
            years = d.organization.assessed_years
            row["assessed_years"] = "" if years is None else " ".join(map(str, years)) or "-"
            row["site"] = _filled(d.site_cell, port, closed_port)
            row["founder_site"] = _filled(d.organization.founder_site, port, closed_port)
            writer.writerow(row)


@contextlib.contextmanager
def serve_region(port: int = 0, table: Mapping[str, Host] | None = None) -> Iterator[DemoRegion]:
    """Serve the region, or the hosts given in its place, on loopback while the block runs; port 0 takes a free one."""
    table = hosts() if table is None else table
    with serve_hosts(table, port) as server:
        yield _region(server, table)


def _region(server: RegionServer, table: Mapping[str, Host]) -> DemoRegion:
    return DemoRegion(
        port=server.port,
        closed_port=server.closed_port,
        hosts={"*": "127.0.0.1", **dict.fromkeys(table, "127.0.0.1"), **NO_SUCH_NAMES},
        organizations=organizations(server.port, server.closed_port),
        bus_gov_url=f"http://bus.gov.ru:{server.port}",
        traffic=server.traffic,
    )


def _filled(text: str, port: int, closed_port: int) -> str:
    return text.replace(PORT, str(port)).replace(CLOSED, str(closed_port))
