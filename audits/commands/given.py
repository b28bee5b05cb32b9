"""What a person typed, turned into what the registry would say; InputError names what is wrong with it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

import idna

from audits.errors import InputError
from crawler.inn import inn_is_valid

HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?|\[[0-9a-f:.]+\]")


def site_address(text: str) -> str:
    """An absolute http(s) address with a punycode host, from an address or a bare host name."""
    typed = text.strip()
    hint = "Нужен адрес сайта, например https://school.example или школа.рф."
    try:
        parts = urlsplit(typed if "://" in typed else f"http://{typed}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(f"Проверка не начата: «{typed}» — не адрес сайта.", hint) from error
    if not parts.scheme:
        raise InputError(f"Проверка не начата: «{typed}» — не адрес сайта.", hint)
    if parts.scheme.lower() not in ("http", "https"):
        raise InputError(f"Проверка не начата: адреса вида {parts.scheme}: не проверяются.", hint)
    if parts.username or parts.password:
        raise InputError("Проверка не начата: в адресе указаны имя или пароль.", "Уберите их: сайт читается открыто.")
    try:
        ascii_host = f"[{host}]" if ":" in host else idna.encode(host, uts46=True).decode() if host else ""
    except idna.IDNAError:
        ascii_host = host.lower() if host.isascii() else ""
    if not HOST.fullmatch(ascii_host):
        raise InputError(f"Проверка не начата: «{typed}» — не адрес сайта.", hint)
    netloc = ascii_host if port is None else f"{ascii_host}:{port}"
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


def checked_inn(text: str) -> str:
    """An ИНН of ten digits, or of twelve as a person's, with right check digits; or an empty string."""
    inn = text.strip()
    if not inn:
        return ""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", inn):
        raise InputError(f"Проверка не начата: ИНН «{inn}» — не 10 и не 12 цифр.", "Укажите ИНН организации.")
    if not inn_is_valid(inn):
        raise InputError(f"Проверка не начата: у ИНН «{inn}» не сходится контрольная цифра.", "Проверьте номер.")
    return inn


def parse_years(text: str) -> tuple[int, ...] | None:
    """Years of assessment: None unknown, () never assessed."""
    typed = text.strip()
    if not typed:
        return None
    if typed in ("-", "–", "—"):
        return ()
    years = re.split(r"[\s,;]+", typed)
    if not all(re.fullmatch(r"20[0-9]{2}", year) for year in years):
        raise InputError(f"Проверка не начата: годы оценки «{typed}» не разобраны.", "Пример: «2019 2022» или «-».")
    return tuple(sorted({int(year) for year in years}))
