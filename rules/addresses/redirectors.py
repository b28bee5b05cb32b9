"""Addresses that only pass a visitor on: «vk.com/away.php?to=…», «/bitrix/redirect.php?goto=…». Pure, nobody is asked.

Norm: KUZ-7.2 (an active link to bus.gov.ru; redirectors are opened up). Shorteners carry no address: they are followed
or remain unknown.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote

from rules.language.wording import parts_of

_SHARES = ("share", "sharer", "intent", "send")  # «share this page» carries an address too, and leads to no such page


def passed_on(url: str) -> str:
    """The address a redirector sends to; empty when this is none."""
    if "http" not in url.partition("?")[2].lower():
        return ""  # asked of every link of a site: nearly none carries an address
    parts = parts_of(url)
    if any(word in parts.path.lower() for word in _SHARES):
        return ""
    for _, value in parse_qsl(parts.query):
        inner = unquote(value) if value.lower().startswith(("http%3a", "https%3a")) else value
        if inner.lower().startswith(("http://", "https://")) and parts_of(inner).hostname != parts.hostname:
            return inner
    return ""
