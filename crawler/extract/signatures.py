"""Loads `data/widgets.yml`: the traces by which known components are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from crawler.data_files import DataFileError, read_yaml

PATH = Path(__file__).resolve().parent.parent.parent / "data" / "widgets.yml"

_MEMO = 50_000
_LINE_BOUND = re.compile(r"\(\?<?!|\\[AZ]")  # what could match in a line of its own, yet not among others


class SignatureError(DataFileError):
    """A signature file that cannot be used; says which entry and what to change."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One component and its traces. Empty strings and tuples match nothing."""

    name: str
    kind: str
    script: str = ""
    frame: str = ""
    link: str = ""
    action: str = ""
    field: str = ""
    text: str = ""
    words: tuple[str, ...] = ()
    detail: str = ""
    inline: str = ""
    classes: tuple[str, ...] = msgspec.field(default=(), name="class")
    ids: tuple[str, ...] = msgspec.field(default=(), name="id")


class Signatures:
    """All signatures, arranged so that a page is matched with few look-ups."""

    def __init__(self, signatures: tuple[Signature, ...]) -> None:
        self.all = signatures
        self.by_class: dict[str, Signature] = {}
        self.by_prefix: list[tuple[str, Signature]] = []
        self._by_id = {name: item for item in signatures for name in item.ids}
        self.inline = [(item.inline, item) for item in signatures if item.inline]
        self.details = {item.name: re.compile(item.detail) for item in signatures if item.detail}
        self._patterns: dict[str, list[tuple[re.Pattern[str], Signature]]] = {}
        # may be searched for in many lines at once, where one of these words stands
        self._anywhere: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
        self._alone: dict[str, list[re.Pattern[str]]] = {}  # must be searched for in every line by itself
        for trace in ("script", "frame", "link", "action", "field", "text"):
            known = [(getattr(item, trace), item) for item in signatures if getattr(item, trace)]
            self._patterns[trace] = [(re.compile(pattern), item) for pattern, item in known]
            self._anywhere[trace] = [
                (re.compile(pattern, re.MULTILINE), item.words if trace == "text" else ())
                for pattern, item in known
                if not _LINE_BOUND.search(pattern)
            ]
            self._alone[trace] = [re.compile(p) for p, _ in known if _LINE_BOUND.search(p)]
        for item in signatures:
            for name in map(str.lower, item.classes):
                if name.endswith("*"):
                    self.by_prefix.append((name[:-1], item))
                else:
                    self.by_class[name] = item
        self._memo: dict[str, dict[str, tuple[Signature, ...]]] = {
            trace: {} for trace in (*self._patterns, "class", "id")
        }
        self._silent: dict[str, set[str]] = {trace: set() for trace in self._memo}  # values that match nothing

    def matching(self, trace: str, value: str) -> tuple[Signature, ...]:
        """Signatures whose pattern for `trace` is found in the value. Memoised: menus and scripts repeat."""
        known = self._memo[trace].get(value)
        return self._matched(trace, value) if known is None else known

    def telling(self, trace: str, values: Iterable[str]) -> dict[str, tuple[Signature, ...]]:
        """Of many values those that match anything, with what they match, in no order: almost none does."""
        rest = set(values) - self._silent[trace]
        if len(rest) > 1 and trace in self._anywhere and not self._is_anywhere(trace, rest):
            self._keep(trace, dict.fromkeys(rest, ()))
            return {}
        return {value: matched for value in rest if (matched := self.matching(trace, value))}

    def detail_in(self, signature: Signature, value: str) -> str:
        """What identifies an instance of a component, where its address or code tells; else empty."""
        pattern = self.details.get(signature.name)
        match = pattern.search(value) if pattern else None
        return next((group for group in match.groups() if group), "")[:100] if match else ""

    def _is_anywhere(self, trace: str, values: set[str]) -> bool:
        """Whether any pattern is found in any value. All at once: a search costs more to begin than to go on."""
        lines = "\n".join(values)
        said = lines.lower() if trace == "text" else lines
        possible = (p for p, words in self._anywhere[trace] if not words or any(word in said for word in words))
        return any(pattern.search(lines) for pattern in possible) or any(
            pattern.search(value) for pattern in self._alone[trace] for value in values
        )

    def _matched(self, trace: str, value: str) -> tuple[Signature, ...]:
        if trace == "class":
            known = self._of_class(value)
        elif trace == "id":
            known = (self._by_id[value],) if value in self._by_id else self._of_class(value)
        else:
            known = tuple([item for pattern, item in self._patterns[trace] if pattern.search(value)])
        self._keep(trace, {value: known})
        return known

    def _keep(self, trace: str, found: dict[str, tuple[Signature, ...]]) -> None:
        memo, silent = self._memo[trace], self._silent[trace]
        if len(memo) > _MEMO:
            memo.clear()
            silent.clear()
        memo.update(found)
        silent.update(value for value, known in found.items() if not known)

    def _of_class(self, value: str) -> tuple[Signature, ...]:
        found: dict[str, Signature] = {}
        for name in value.lower().split():
            if name in self.by_class:
                found.setdefault(self.by_class[name].name, self.by_class[name])
            for prefix, item in self.by_prefix:
                if name.startswith(prefix):
                    found.setdefault(item.name, item)
        return tuple(found.values())


@cache
def load_signatures(path: Path = PATH) -> Signatures:
    """Read and check the signatures; cached for the life of the process."""
    rows: Any = read_yaml(path)
    if not isinstance(rows, list):
        raise SignatureError(f"{path.name}: компоненты не загружены: ожидается список записей «- name: …»")
    known: list[Signature] = []
    for number, row in enumerate(rows, 1):
        try:
            item = msgspec.convert(row, Signature)
            for trace in ("script", "frame", "link", "action", "field", "text", "detail"):
                re.compile(getattr(item, trace))
        except (msgspec.ValidationError, re.error) as error:
            name = row.get("name", "?") if isinstance(row, dict) else "?"
            raise SignatureError(
                f"{path.name}: запись {number} ({name}) не загружена: {error}. Исправьте ключ или выражение."
            ) from error
        known.append(item)
    return Signatures(tuple(known))
