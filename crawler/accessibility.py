"""Does the version for visually impaired people have an effect?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import AccessibleVersion

if TYPE_CHECKING:
    from crawler.render import Renderer


async def try_accessible(
    renderer: Renderer, url: str, *, allow_private: bool = False, timeout: float = 40.0, user_agent: str | None = None
) -> AccessibleVersion:
    """Find the control, use it, compare."""
    return AccessibleVersion()
