"""Named errors of the judging package. Messages say what did not happen, why, and what to do next."""

from __future__ import annotations


class RulesError(Exception):
    """Base of everything this package raises on purpose."""


class CatalogError(RulesError):
    """A file of the catalogue is wrong; the methodology was not loaded."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"Методика не загружена: файл {file}, ключ «{key}»: {problem}. Исправьте файл и повторите.")
        self.file = file
        self.key = key
        self.problem = problem


class UnknownMethodologyError(RulesError):
    """No methodology of this name is installed."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Методика «{name}» не найдена. Известные методики: {', '.join(known)}.")
        self.name = name
