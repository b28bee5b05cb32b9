"""Where checks announce themselves. A check is pure: a view and its options in, an answer out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from rules.model import Answer, Value

if TYPE_CHECKING:
    from rules.view import SiteView


class NoOptions(Value, frozen=True, forbid_unknown_fields=True):
    """Options of a check that has none."""


class Check(msgspec.Struct, frozen=True):
    """A registered check and the type its options are validated against."""

    name: str
    options: type[Value]
    function: Callable[[SiteView, Any], Answer]


CHECKS: dict[str, Check] = {}
Options = TypeVar("Options", bound=Value)


def check(
    name: str, options: type[Options]
) -> Callable[[Callable[[SiteView, Options], Answer]], Callable[[SiteView, Options], Answer]]:
    """Register the decorated function as the check `name`. Raises ValueError when the name is taken."""

    def register(function: Callable[[SiteView, Options], Answer]) -> Callable[[SiteView, Options], Answer]:
        if name in CHECKS:
            raise ValueError(f"check {name!r} is registered twice")
        CHECKS[name] = Check(name, options, function)
        return function

    return register
