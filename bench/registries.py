"""How far registries are read right: files as clerks make them, with what a person read in them.

    python -m bench.registries bench/sets/registries-1.tar.xz [--show]

A set (a folder, or one packed) holds files and `expected.json`: file → {"readable", "organizations": [{"line", "id",
…}], "dropped": [{"line"}], "complaints": [{"line", "column"}], "doubtful": [{"line", "column"}]}. Counted are fields of
organizations, rows that are missing or should not be there, and faults nobody was told of. Where two readings exist
(`doubtful`) nothing is counted. `--show` lists what differs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import idna

from audits.registry.load import load_registry
from audits.registry.model import RegistryReport
from bench.labelled import report
from rules.model import Organization

ON = date(2026, 11, 20)
PLACES = frozenset({"site", "founder_site"})
FIELDS = PLACES | {
    "name", "subject", "sector", "ownership", "municipality", "inn", "email", "phone_digits", "bus_gov_id",
    "assessed_years",
}  # fmt: skip
LINES = (
    "field right",
    "field wrong",
    "row missing",
    "row too many",
    "untold",
    "refused rightly",
    "read in spite",
)


def compared(folder: Path) -> Iterator[tuple[str, str, str]]:
    """What comes of every field, row and fault: one of `LINES`, the file, what differs."""
    for name, wanted in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items():
        report = load_registry(folder / name, ON)
        if not wanted.get("readable", True):
            yield "read in spite" if report.organizations else "refused rightly", name, ""
            continue
        yield from _rows(name, wanted, report)
        told = {problem.line for problem in report.problems}
        for fault in (*wanted.get("dropped", ()), *wanted.get("complaints", ())):
            if not told & {fault["line"], fault.get("editor_line")}:
                yield "untold", name, f"line {fault['line']}: {fault['why']}"


def _rows(name: str, wanted: dict[str, Any], report: RegistryReport) -> Iterator[tuple[str, str, str]]:
    read = {one.id: one for one in report.organizations}
    named = {one.name: one for one in report.organizations}
    open_rows = sum("column" not in one for one in wanted.get("doubtful", ()))
    for row in wanted["organizations"]:
        found = read.get(row["id"]) if "id" in row else named.get(row.get("name", ""))
        if found is None:
            yield "row missing", name, f"line {row['line']}"
            continue
        for field in FIELDS & row.keys():
            expected, got = _plain(_spelt(field, row[field])), _plain(_value(found, field))
            same = expected == got
            yield (
                "field right" if same else "field wrong",
                name,
                f"line {row['line']}, {field}: {expected!r}, read: {got!r}",
            )
    if (surplus := len(read) - len(wanted["organizations"]) - open_rows) > 0:
        yield from (("row too many", name, "") for _ in range(surplus))


def _value(one: Organization, field: str) -> Any:
    if field in PLACES:
        return urlsplit(getattr(one, field)).hostname or ""
    if field == "phone_digits":
        return re.sub(r"\D", "", one.phone)[-10:]
    if field == "assessed_years":
        return "never" if one.assessed_years == () else one.assessed_years
    return getattr(one, field)


def _spelt(field: str, value: Any) -> Any:
    """An expected value as the program spells it: ten digits of a telephone, hosts in ASCII."""
    if field == "phone_digits":
        return str(value)[-10:]
    return idna.encode(value, uts46=True).decode() if field in PLACES and value else value


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(value)
    return str(value).lower() if value else ""


def main() -> int:
    """Compare and print."""
    return report(__doc__ or "", _shown, LINES, ("field right", "refused rightly"), ("fields", LINES[:2]))


def _shown(folder: Path) -> Iterator[tuple[str, str]]:
    return ((kind, f"{name}: {what}") for kind, name, what in compared(folder))


if __name__ == "__main__":
    raise SystemExit(main())
