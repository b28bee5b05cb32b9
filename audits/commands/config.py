"""`nok.toml`: what is the same in every command of one installation. A flag or the environment overrides it."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audits.errors import InputError
from audits.refusals import because

DEFAULT_PATH = Path("nok.toml")

TOP: dict[str, type] = {
    "db": str,
    "registry": str,
    "methodology": str,
    "render": str,
    "allow-private-networks": bool,
    "bus-gov-url": str,
    "workers": int,
    "pictures": int,
    "exit-zero": bool,
    "quiet": bool,
    "progress": bool,
    "canaries": list,
}

CRAWL: dict[str, type] = {
    "seconds": float,
    "requests": int,
    "megabytes": int,
    "delay": float,
    "bus-gov-delay": float,
    "timeout": float,
    "retries": int,
    "pause": float,
    "concurrent-sites": int,
    "user-agent": str,
    "contact": str,
    "reread-nights": int,
    "ca-file": str,
}

NIGHTLY: dict[str, type] = {
    "until": str,
    "canaries": list,
    "pause": float,
    "exports": str,
    "letters": str,
    "letters-to": str,
    "template": str,
    "report": bool,
    "report-days": int,
    "keep-days": int,
    "logs": str,
}

NOTIFY: dict[str, type] = {"urls-file": str}

SECTIONS: dict[str, dict[str, type]] = {"crawl": CRAWL, "nightly": NIGHTLY, "notify": NOTIFY}

BOUNDS: dict[str, tuple[float, float]] = {
    "workers": (1, 64),
    "pictures": (0, 8),
    "crawl.seconds": (1, 86_400),
    "crawl.requests": (1, 100_000),
    "crawl.megabytes": (1, 100_000),
    "crawl.delay": (0, 600),
    "crawl.bus-gov-delay": (0, 600),
    "crawl.timeout": (0.1, 600),
    "crawl.retries": (0, 10),
    "crawl.pause": (0, 86_400),
    "crawl.concurrent-sites": (1, 1000),
    "crawl.reread-nights": (1, 365),
    "nightly.pause": (0, 86_400),
    "nightly.report-days": (0, 36_500),
    "nightly.keep-days": (0, 36_500),
}
"""Between which a number makes sense, both ends included: with no site at a time a run would wait for ever."""

KIND_NAMES: dict[type, str] = {
    str: "строка в кавычках",
    bool: "true или false",
    int: "целое число",
    float: "число",
    list: 'список строк: ["…", "…"]',
}


def load_config(path: Path) -> dict[str, Any]:
    """The settings in `path`, checked key by key; keys stay as written in the file.

    Raises InputError naming file and key for a file that cannot be read, is no TOML, or says something unknown.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"Настройки не прочитаны: {path}: {because(error)}.", "Проверьте путь в --config или NOK_CONFIG."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"Настройки не прочитаны: {path} не в кодировке UTF-8.", "Сохраните файл в UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"Настройки не прочитаны: {path} — ошибка записи TOML: {_toml_error(error)}.", "Исправьте указанную строку."
        ) from error
    tables = {key: value for key, value in raw.items() if key in SECTIONS}
    _check(path, {key: value for key, value in raw.items() if key not in SECTIONS}, TOP, "")
    for name, value in tables.items():
        if not isinstance(value, dict):
            raise InputError(
                f"{path}: «{name}» должно быть разделом [{name}].", f"Напишите [{name}] отдельной строкой."
            )
        _check(path, value, SECTIONS[name], f"{name}.")
    return raw


_TOML = (
    ("Invalid value", "значение записано неверно (строки — в кавычках, да и нет — true и false)"),
    ("Expected '=' after a key", "после имени нет знака «=»"),
    ("Expected newline or end of document", "после значения стоит лишнее"),
    ("Cannot overwrite a value", "это имя уже встречалось"),
    ("Cannot declare", "этот раздел уже объявлен"),
    ("Invalid statement", "это не «имя = значение» и не [раздел]"),
    ("Unclosed", "скобка не закрыта"),
    ("Unterminated", "кавычка не закрыта"),
    ("Illegal character", "недопустимый знак"),
    ("Invalid initial character", "недопустимый знак в имени"),
    ("Expected ']'", "нет закрывающей скобки"),
)
_TOML_PLACE = re.compile(r"at line (\d+), column (\d+)")


def _toml_error(error: tomllib.TOMLDecodeError) -> str:
    """What the library says in English."""
    told = str(error)
    why = next((said for start, said in _TOML if told.startswith(start)), "запись не разобрана")
    place = _TOML_PLACE.search(told)
    where = f"строка {place[1]}, знак {place[2]}" if place else "в конце файла"
    return f"{where}: {why}"


def _check(path: Path, values: Mapping[str, Any], known: Mapping[str, type], prefix: str) -> None:
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Возможно, «{prefix}{near[0]}»." if near else f"Известные ключи: {', '.join(sorted(known))}."
            raise InputError(f"{path}: неизвестный ключ «{prefix}{key}».", hint)
        kind = known[key]
        # bool is an int in Python, but `workers = true` is a slip of the pen
        fits = isinstance(value, (int, float) if kind is float else kind) and (kind is bool or value is not True)
        if not fits or (kind is not bool and value is False):
            raise InputError(
                f"{path}: у ключа «{prefix}{key}» неподходящее значение {value!r}.", f"Нужно: {KIND_NAMES[kind]}."
            )
        low, high = BOUNDS.get(prefix + key, (-math.inf, math.inf))
        if kind in (int, float) and not low <= value <= high:  # NaN is between nothing
            raise InputError(
                f"{path}: у ключа «{prefix}{key}» недопустимое значение {value}.",
                f"Нужно: {KIND_NAMES[kind]} от {low:g} до {high:g}.",
            )
