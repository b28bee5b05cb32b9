"""A run that goes on is one run: what it was begun with holds to its end, unless a person says otherwise now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from audits.model import AuditOptions, Run
from rules.model import Organization

TOLD = 3  # hosts named one by one


def as_begun(run: Run, asked: AuditOptions, insisted: Collection[str] = ()) -> AuditOptions:
    """The options of an unfinished run, with those fields of `asked` that were named anew.

    Hosts named anew join those the run knows. A database of an older version lacks some options: then defaults hold.
    """
    begun = msgspec.convert(run.options, AuditOptions)
    named = {name: getattr(asked, name) for name in insisted}
    if "hosts" in named:
        named["hosts"] = {**begun.hosts, **asked.hosts}
    named["canaries"] = asked.canaries or begun.canaries
    return msgspec.structs.replace(begun, methodology=run.methodology, on=run.on, **named)


def kept(begun: AuditOptions, asked: AuditOptions) -> Iterator[str]:
    """What a run goes on with though this command does not say it, as it is typed."""
    if begun.allow_private and not asked.allow_private:
        yield "--allow-private-networks"
    if begun.render != asked.render:
        yield f"--render {begun.render}"
    if begun.bus_gov_url != asked.bus_gov_url:
        yield f"--bus-gov-url {begun.bus_gov_url}"
    hosts = [f"{host}={address}" for host, address in begun.hosts.items() if asked.hosts.get(host) != address]
    for one in hosts[:TOLD]:
        yield f"--resolve {one}"
    if len(hosts) > TOLD:
        yield f"… и ещё --resolve: {len(hosts) - TOLD}"


def changed_since(begun: Iterable[Organization], registry: Iterable[Organization], *, whole: bool) -> Iterator[str]:
    """How a registry differs from what a run was begun with, as it is told. `whole`: the run is over all of it."""
    known, now = ({one.id: one for one in rows} for rows in (begun, registry))
    told = (
        ("новых строк", now.keys() - known.keys() if whole else ()),
        ("исчезло", known.keys() - now.keys()),
        ("изменено", [code for code in known.keys() & now.keys() if known[code] != now[code]]),
    )
    yield from (f"{what} — {len(codes)}" for what, codes in told if codes)
