"""Load `data/accessibility.yml`: how switches of the version for visually impaired people look."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from crawler.data_files import DataFileError, YAMLError, read_yaml

PATH = Path(__file__).resolve().parents[2] / "data" / "accessibility.yml"


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to press in a settings panel that opened."""

    selectors: tuple[str, ...]
    texts: tuple[str, ...]


class AccessibilityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Wordings and markup, in order of trust."""

    texts: tuple[str, ...]
    exact: tuple[str, ...]
    signs: tuple[str, ...]
    choices: tuple[str, ...]
    back: tuple[str, ...]
    selectors: tuple[str, ...]
    links: tuple[str, ...]
    panel: Panel
    promised: tuple[str, ...]
    never: tuple[str, ...]


class AccessibilityWordsError(DataFileError):
    """The file cannot be used; says where and why."""

    def __init__(self, path: Path, why: object) -> None:
        super().__init__(f"Признаки версии для слабовидящих не загружены: {path.name}: {why}. Исправьте файл в data/.")


@functools.cache
def load_accessibility_words(path: Path = PATH) -> AccessibilityWords:
    """Read and check the file. Raises `AccessibilityWordsError`."""
    try:
        return msgspec.convert(read_yaml(path), AccessibilityWords)
    except (OSError, YAMLError, msgspec.ValidationError) as error:
        raise AccessibilityWordsError(path, error) from error
