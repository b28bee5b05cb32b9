"""Click speaks Russian: a table for its own sentences, given to it through the hook it already uses, gettext.

Click asks `gettext` for every sentence of its own. A compiled catalogue would have to be chosen by the
locale of the machine; our messages are Russian whatever the locale is, so the two look-ups behind
`gettext.gettext` and `gettext.ngettext` are answered from this table and everything unknown passes through.
"""

from __future__ import annotations

import gettext

SENTENCES: dict[str, str] = {
    "Options": "Параметры",
    "Commands": "Команды",
    "Positional arguments": "Аргументы",
    "Usage:": "Использование:",
    "Show this message and exit.": "Показать эту справку и выйти.",
    "Show the version and exit.": "Показать версию и выйти.",
    "%(prog)s, version %(version)s": "%(prog)s, версия %(version)s",
    "Error: {message}": "Ошибка: {message}",
    "Aborted!": "Прервано.",
    "Try '{command} {option}' for help.": "Справка: {command} {option}",
    "Invalid value: {message}": "Недопустимое значение: {message}",
    "Invalid value for {param_hint}: {message}": "Недопустимое значение для {param_hint}: {message}",
    "Missing argument": "Не указан аргумент",
    "Missing option": "Не указан параметр",
    "Missing parameter": "Не указан параметр",
    "Missing {param_type}": "Не указано: {param_type}",
    "Missing parameter: {param_name}": "Не указан параметр {param_name}",
    "Missing command.": "Не указана команда.",
    "No such option {name!r}.": "Нет такого параметра: {name}.",
    "No such command {name!r}.": "Нет такой команды: {name}.",
    "Choose from:\n\t{choices}": "Возможные значения:\n\t{choices}",
    "Choice({choices})": "Выбор({choices})",
    "{value!r} is not a valid {number_type}.": "{value!r} — не число.",
    "{value} is not in the range {range}.": "{value} вне допустимых границ {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} — не да/нет. Допустимые значения: {states}"
    ),
    "{value!r} is not a valid UUID.": "{value!r} — не UUID.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} не существует.",
    "{name} {filename!r} is a file.": "{name} {filename!r} — файл, а нужен каталог.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} — каталог, а нужен файл.",
    "{name} {filename!r} is not readable.": "{name} {filename!r}: нет права на чтение.",
    "{name} {filename!r} is not writable.": "{name} {filename!r}: нет права на запись.",
    "{name} {filename!r} is not executable.": "{name} {filename!r}: нет права на выполнение.",
    "file": "файл",
    "directory": "каталог",
    "path": "путь",
    "Could not open file {filename!r}: {message}": "Не удалось открыть файл {filename!r}: {message}",
    "unknown error": "неизвестная ошибка",
    "Option {name!r} does not take a value.": "Параметр {name} не принимает значения.",
    "Argument {name!r} takes {nargs} values.": "Аргумент {name} требует значений: {nargs}.",
    "env var: {var}": "переменная среды: {var}",
    "default: {default}": "по умолчанию: {default}",
    "(dynamic)": "(вычисляется)",
    "required": "обязательно",
}

PLURALS: dict[str, str] = {
    "Did you mean {possibility}?": "Возможно, {possibility}?",
    "Got unexpected extra argument ({args})": "Лишние аргументы: {args}",
    "Option {name!r} requires an argument.": "Параметру {name} нужно значение.",
    "{value!r} is not {choice}.": "{value!r} — не из допустимых: {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} не похоже на дату вида {formats}.",
    "Takes {nargs} values but 1 was given.": "Нужно значений: {nargs}, дано: {len}.",
}
"""By their singular English form. Every Russian sentence here is worded so that it fits any number."""


def _one(domain: str, message: str) -> str:
    return SENTENCES.get(message, message)


def _many(domain: str, msgid1: str, msgid2: str, n: int) -> str:
    return PLURALS.get(msgid1, msgid1 if n == 1 else msgid2)


def speak_russian() -> None:
    """Give click its Russian sentences. Idempotent; changes what `gettext` answers in this process only."""
    gettext.dgettext = _one
    gettext.dngettext = _many
