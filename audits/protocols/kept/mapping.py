"""Which rules prove which item of a protocol: `data/protocols/<protocol id>.yml`, editable by the ministry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from audits.data_faults import fault_of
from audits.errors import ToldError
from crawler.data_files import YAMLError, read_yaml
from rules.model import Subject

FOLDER = Path(__file__).resolve().parents[3] / "data" / "protocols"


class MappingError(ToldError):
    """A mapping file could not be read; the message names file and key."""


class Measure(StrEnum):
    PASSED = "passed"  # met where all applicable rules passed
    JUDGED = "judged"  # met where all applicable rules were looked at: monitoring items


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What proves an item. No rules: a person ticks it.

    `after`: the item whose fulfilment this one watches; who looked before that was due has not watched it.
    """

    rules: tuple[str, ...] = ()
    measure: Measure = Measure.PASSED
    after: str = ""
    subject: Subject = Subject.ORGANIZATION


class ProofMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    protocol: str
    source: str
    checked: date
    items: Mapping[str, Proof]

    def proof(self, item: str) -> Proof:
        return self.items.get(item, Proof())


def load_mapping(protocol: str, folder: Path = FOLDER) -> ProofMapping | None:
    """The mapping of a protocol, or None when nobody has written one (all its items are ticked by hand then).

    Raises:
        MappingError: the file exists but is not of the expected shape.
    """
    path = folder / f"{protocol.replace('/', '-')}.yml"
    return read_mapping(path) if path.is_file() else None


def read_mapping(path: Path) -> ProofMapping:
    """A mapping from a file of one's own. Raises `MappingError`."""
    try:
        return msgspec.convert(read_yaml(path), ProofMapping)
    except (OSError, UnicodeDecodeError, YAMLError, msgspec.ValidationError) as error:
        raise MappingError(
            f"Привязка пунктов протокола к правилам не прочитана: {path}: {fault_of(error)}. Исправьте файл; образец — "
            "data/protocols/2017-06-02-3.yml."
        ) from error
