"""ИНН: the taxpayer number, whose last digits are a checksum (order of the Tax Service on ИНН, 10 or 12 digits)."""

from __future__ import annotations

_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_ELEVEN = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_TWELVE = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _check(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return str(total % 11 % 10)


def inn_is_valid(inn: str) -> bool:
    """Whether `inn` has 10 or 12 digits and its checksum holds."""
    if not inn.isascii() or not inn.isdigit() or not inn.strip("0"):
        return False
    if len(inn) == 10:
        return inn[9] == _check(inn, _TEN)
    return len(inn) == 12 and inn[10] == _check(inn, _ELEVEN) and inn[11] == _check(inn, _TWELVE)
