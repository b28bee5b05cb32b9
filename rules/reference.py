"""Reads the reference data under `data/` (acts, phrases, questionnaires) into frozen types, strictly.

The only effect here is reading the files shipped with the program. An unknown key, a wrong type or a reference to an
act that is not there is an error at loading, with the file named, not a silent gap in an audit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rules.data_files import YAMLError, read_yaml
from rules.errors import RulesError

DATA = Path(__file__).resolve().parent.parent / "data"


class ReferenceDataError(RulesError, ValueError):
    """A data file could not be understood; the message says which, why, and what to correct."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what data files contain: a misspelt key is an error."""


_T = TypeVar("_T")


def read_data(path: Path, kind: type[_T]) -> _T:
    """The data file at `path` as `kind`; raises `ReferenceDataError` naming the file and the fault."""
    try:
        raw: Any = read_yaml(path)
        return msgspec.convert(raw, kind)
    except (OSError, YAMLError, msgspec.ValidationError) as error:
        raise ReferenceDataError(f"Справочник {path.name} не прочитан: {error}. Исправьте файл {path}.") from error
