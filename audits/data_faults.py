"""What is wrong with a data file that a person wrote, in Russian: the libraries that read it speak English only."""

from __future__ import annotations

import re

from audits.refusals import because

_KINDS = {
    "object": "поля с именами",
    "array": "список",
    "str": "текст",
    "int": "число",
    "float": "число",
    "bool": "да или нет",
    "date": "дата ГГГГ-ММ-ДД",
    "null": "пустое место",
}
_SHAPES = (
    (re.compile(r"Object missing required field `(.+?)`"), "нет поля «{0}»"),
    (re.compile(r"Object contains unknown field `(.+?)`"), "поля «{0}» быть не должно: проверьте имя"),
    (re.compile(r"Invalid enum value '(.+?)'"), "значения «{0}» быть не может"),
    (re.compile(r"Invalid (?:RFC3339|ISO8601) encoded date"), "дата записывается как ГГГГ-ММ-ДД"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "должно стоять: {0}; стоит: {1}"),
)
_WHERE = re.compile(r" - at `(?:key in )?\$\.?(.*?)`$")


def fault_of(error: Exception) -> str:
    """The fault as a clause, with its place; the library's own words for one we have none for."""
    if isinstance(error, OSError):
        return because(error)
    if isinstance(error, UnicodeDecodeError):
        return "файл не в UTF-8; сохраните его в этой кодировке"
    mark = getattr(error, "problem_mark", None)  # of YAML
    if mark is not None:
        return f"строка {mark.line + 1}: это не YAML; проверьте отступы, скобки и кавычки вокруг строки"
    said = str(error)
    place = _WHERE.search(said)
    path = place[1].replace("[...]", "").strip(".") if place else ""
    where = f" (в {path.replace('.', ' → ')})" if path else ""
    for shape, words in _SHAPES:
        if found := shape.match(said):
            return words.format(*(_named(one) for one in found.groups())) + where
    return said


def _named(word: str) -> str:
    return " или ".join(_KINDS.get(one.strip(), one.strip()) for one in word.split("|"))
