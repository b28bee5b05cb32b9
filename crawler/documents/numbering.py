"""Numbers that a word processor draws before list paragraphs, as text: «2.1. » is in no run of a DOCX.

Only what protocols and orders use: decimal, letter and roman levels, bullets, starts and restarts (ECMA-376, 17.9).
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from crawler.documents.budget import UnreadableError
from crawler.documents.package import Package

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_STYLE_DEPTH = 10


class Level(msgspec.Struct, frozen=True):
    """One level of a list: «%1.%2.» in decimals from 1."""

    text: str = ""
    form: str = "decimal"
    start: int = 1


class Numbering:
    """Counts list paragraphs in reading order; ask `label` once for each paragraph, from first to last."""

    def __init__(self, package: Package, w: str) -> None:
        self._w = w
        self._lists: dict[str, str] = {}  # numId → abstractNumId
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}  # numId → level → where this list starts anew
        self._styles: dict[str, tuple[str | None, int | None, str]] = {}  # id → numId, level, parent
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self.unread: list[str] = []  # parts of the file that should tell of numbers and do not
        for name, read in (("word/numbering.xml", self._read_lists), ("word/styles.xml", self._read_styles)):
            if name in package.names():
                try:
                    read(package.xml(name))
                except UnreadableError:
                    self.unread.append(name)

    def label(self, paragraph: Any) -> str:
        """What stands before a paragraph («2.1. »); empty when it is in no list."""
        list_id, level = self._place(paragraph)
        if list_id in (None, "0") or list_id not in self._lists:
            return ""
        assert list_id is not None
        abstract = self._lists[list_id]
        levels = self._levels.get(abstract, {})
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in self._starts.get(list_id, {}).items():
                counts[at] = start - 1
        counts[level] = counts.get(level, levels.get(level, Level()).start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return self._drawn(levels, counts, level)

    def _drawn(self, levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        here = levels.get(level, Level(text=f"%{level + 1}."))
        if here.form == "bullet":
            return "– "

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, Level())
            return _written(counts.get(at, shown.start), shown.form)

        text = re.sub(r"%(\d)", number, here.text)
        return f"{text} " if text.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        w = self._w
        properties = paragraph.find(w + "pPr")
        if properties is None:
            return None, 0
        list_id, level = self._of(properties)
        style = properties.find(w + "pStyle")
        name = style.get(w + "val") if style is not None else None
        for _ in range(_STYLE_DEPTH):
            if name not in self._styles or (list_id is not None and level is not None):
                break
            styled_list, styled_level, parent = self._styles[name]
            list_id = styled_list if list_id is None else list_id
            level = styled_level if level is None else level
            name = parent
        return list_id, level or 0

    def _of(self, properties: Any) -> tuple[str | None, int | None]:
        w = self._w
        found = properties.find(w + "numPr")
        if found is None:
            return None, None
        list_id, level = found.find(w + "numId"), found.find(w + "ilvl")
        return (
            list_id.get(w + "val") if list_id is not None else None,
            _number(level.get(w + "val")) if level is not None else None,
        )

    def _read_lists(self, root: Any) -> None:
        w = self._w
        for abstract in root.iter(w + "abstractNum"):
            levels = {_number(one.get(w + "ilvl")) or 0: self._level(one) for one in abstract.iter(w + "lvl")}
            self._levels[abstract.get(w + "abstractNumId")] = levels
        for one in root.iter(w + "num"):
            abstract = one.find(w + "abstractNumId")
            if abstract is None:
                continue
            list_id = one.get(w + "numId")
            self._lists[list_id] = abstract.get(w + "val")
            for override in one.iter(w + "lvlOverride"):
                start = override.find(w + "startOverride")
                if start is not None:
                    at, value = _number(override.get(w + "ilvl")), _number(start.get(w + "val"))
                    self._starts.setdefault(list_id, {})[at or 0] = 1 if value is None else value

    def _level(self, level: Any) -> Level:
        w = self._w
        values = {name: level.find(w + name) for name in ("lvlText", "numFmt", "start")}
        given = {name: found.get(w + "val") for name, found in values.items() if found is not None}
        start = _number(given.get("start"))
        return Level(given.get("lvlText") or "", given.get("numFmt") or "decimal", 1 if start is None else start)

    def _read_styles(self, root: Any) -> None:
        w = self._w
        for style in root.iter(w + "style"):
            properties, parent = style.find(w + "pPr"), style.find(w + "basedOn")
            list_id, level = self._of(properties) if properties is not None else (None, None)
            name = parent.get(w + "val") if parent is not None else ""
            self._styles[style.get(w + "styleId")] = (list_id, level, name or "")


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else None


def _written(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        written, left = "", number
        for value, sign in _ROMAN:
            while left >= value:
                written, left = written + sign, left - value
        return written.upper() if form == "upperRoman" else written
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("russianLower", "russianUpper") and 0 < number <= len(_RUSSIAN):
        letter = _RUSSIAN[number - 1]
        return letter.upper() if form == "russianUpper" else letter
    return f"{number:02}" if form == "decimalZero" else str(number)
