"""How a run looks and judges: from flags and the settings' `[crawl]`; and what these may say anew of a run going on."""

from __future__ import annotations

import functools
import re
import ssl
from collections.abc import Callable, Sequence
from datetime import date
from ipaddress import ip_address
from typing import Any

import click
import idna

from audits.commands.options import ONE, typed
from audits.errors import InputError
from audits.model import AuditOptions, Budget
from audits.refusals import because
from crawler.network.authorities import authorities_in

_CONTACT = re.compile(r"https?://\S+|(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+")
JUDGED = ("methodology", "on", "allow_private_networks", "render", "bus_gov_url", "resolve")

FIELDS = {
    "allow_private_networks": "allow_private",
    "render": "render",
    "bus_gov_url": "bus_gov_url",
    "resolve": "hosts",
    "pictures": "pictures",
}
"""What may be said anew of a run that goes on: parameters, and the fields of `AuditOptions` they fill."""

CRAWL_FIELDS = {
    "seconds": "budget",
    "requests": "budget",
    "megabytes": "budget",
    "concurrent-sites": "concurrent_sites",
    "delay": "delay",
    "bus-gov-delay": "bus_gov_delay",
    "timeout": "timeout",
    "retries": "retries",
    "user-agent": "user_agent",
    "contact": "contact",
    "reread-nights": "reread",
    "ca-file": "ca_file",
}
"""The same of the settings' `[crawl]`: nowhere else can they be said."""


def judged(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how to look and judge; the command gets them as one `how: AuditOptions`."""

    @functools.wraps(command)
    def call(*args: Any, **given: Any) -> Any:
        flags = {name: given.pop(name) for name in JUDGED}
        return command(*args, how=audit_options(click.get_current_context(), **flags), **given)

    for name in reversed(("methodology", "on", "private", "render", "bus", "resolve")):
        call = ONE[name](call)
    return call


def insisted(ctx: click.Context) -> frozenset[str]:
    """Fields of the options that this command or its `[crawl]` name: they hold for a run that goes on, too."""
    crawl: dict[str, Any] = ctx.meta.get("nok.settings", {}).get("crawl", {})
    return frozenset(
        [field for name, field in FIELDS.items() if typed(ctx, name)]
        + [field for key, field in CRAWL_FIELDS.items() if key in crawl]
    )


def audit_options(
    ctx: click.Context,
    *,
    methodology: str,
    on: date | None,
    render: str,
    allow_private_networks: bool,
    bus_gov_url: str,
    resolve: Sequence[str] = (),
) -> AuditOptions:
    """The options of one run, from flags and the `[crawl]` table of the settings."""
    crawl: dict[str, Any] = ctx.meta.get("nok.settings", {}).get("crawl", {})
    if bus_gov_url and not bus_gov_url.startswith(("http://", "https://")):
        raise InputError(
            f"Проверка не начата: --bus-gov-url «{bus_gov_url}» — не адрес.", "Нужен адрес вида https://bus.gov.ru."
        )
    base = Budget()
    return AuditOptions(
        methodology=methodology,
        on=on or date.today(),
        render=render,
        allow_private=allow_private_networks,
        bus_gov_url=bus_gov_url.rstrip("/"),
        budget=Budget(
            seconds=float(crawl.get("seconds", base.seconds)),
            requests=crawl.get("requests", base.requests),
            bytes=crawl["megabytes"] * 1024 * 1024 if "megabytes" in crawl else base.bytes,
        ),
        concurrent_sites=crawl.get("concurrent-sites", AuditOptions().concurrent_sites),
        delay=float(crawl.get("delay", 0.0)),
        bus_gov_delay=float(crawl.get("bus-gov-delay", 2.0)),
        timeout=float(crawl.get("timeout", 20.0)),
        retries=crawl.get("retries", 2),
        user_agent=crawl.get("user-agent", ""),
        contact=_in_header(crawl.get("contact", "")),
        reread=crawl.get("reread-nights", AuditOptions().reread),
        ca_file=usable_authorities(crawl.get("ca-file", "")),
        hosts=dict(_host_and_address(pair) for pair in resolve),
        canaries=tuple(ctx.meta.get("nok.settings", {}).get("canaries", ())),
    )


def _in_header(contact: str) -> str:
    """A contact as it may stand in a request's header."""
    if not contact.isascii() or any(ord(sign) < 32 for sign in contact):
        raise InputError(
            f"Проверка не начата: [crawl] contact «{contact}» нельзя передать сайтам.",
            "Нужен адрес страницы или почты латиницей, например https://example.org/nok или nok@example.org.",
        )
    if contact and not _CONTACT.fullmatch(contact):
        raise InputError(
            f"Проверка не начата: [crawl] contact «{contact}» — не адрес: владельцу сайта некуда будет написать.",
            "Нужен адрес страницы или почты, например https://example.org/nok или nok@example.org.",
        )
    return contact


def usable_authorities(file: str) -> str:
    """A file of certificate authorities that can be used: otherwise every site behind them would be called faulty."""
    if not file:
        return ""
    try:
        authorities_in(file)
    except OSError as error:  # an SSLError is one, too
        why = "в нём нет сертификатов PEM" if isinstance(error, ssl.SSLError) else because(error)
        raise InputError(
            f"Проверка не начата: [crawl] ca-file: {file}: {why}.", "Нужен файл PEM с корневыми сертификатами."
        ) from error
    return file


def _host_and_address(pair: str) -> tuple[str, str]:
    host, _, address = pair.partition("=")
    try:
        return idna.encode(host.strip(), uts46=True).decode(), str(ip_address(address.strip()))
    except (idna.IDNAError, ValueError) as error:
        raise InputError(
            f"Проверка не начата: --resolve «{pair}» не разобран.", "Пример: --resolve школа.рф=192.0.2.7"
        ) from error
