"""What kind of address a site address is: social networks and messengers are not an official site of one's own."""

from __future__ import annotations

from rules.wording import host_of

_SOCIAL = frozenset(
    {
        "vk.com", "m.vk.com", "vk.ru", "ok.ru", "m.ok.ru", "t.me", "instagram.com", "facebook.com", "youtube.com",
        "rutube.ru", "dzen.ru", "vkvideo.ru", "max.ru", "twitter.com", "x.com",
    }
)  # fmt: skip


def is_social(url: str) -> bool:
    """Whether an address is a page in a social network or messenger."""
    return host_of(url) in _SOCIAL
