"""Under what rules a verdict was given: a version of every rule, and of all that judges."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import rules as rules_package
from rules.load import load_methodology


def rule_versions(methodology: str) -> dict[str, str]:
    """Version hash of every rule: its file, and all the code and data that judge.

    A release that changes the judging code changes every version. That is meant: a verdict that changed on
    such a night may be the program's doing, and must not be presented as the organization's.
    """
    versions = {}
    judging = _judging()
    for rule in load_methodology(methodology).rules:
        told = {
            field: getattr(rule, field)
            for field in rule.__struct_fields__
            if field not in ("run", "examples", "assumptions")
        }
        body = msgspec.json.encode([told, judging], enc_hook=_plain, order="deterministic")
        versions[rule.id] = hashlib.blake2b(body, digest_size=6).hexdigest()
    return versions


def _plain(value: Any) -> Any:
    return value.pattern if isinstance(value, re.Pattern) else repr(type(value))


@cache
def _judging() -> str:
    return judging_version(Path(rules_package.__file__).resolve().parent.parent)


def judging_version(root: Path) -> str:
    """Hash of everything under `root` that all rules share: the judging code, every role, the data they read.

    Every role, not those a rule names: what a check asks besides (is this page news?) stands in its code alone.
    """
    read = ("acts", "hosts", "plans", "questionnaires", "wordings")
    found = [
        root / "crawler" / "items.py",
        root / "crawler" / "addresses.py",
        *(root / "rules").rglob("*.py"),
        *(root / "rules" / "catalog" / "roles").glob("*.yml"),
        *(path for folder in read for path in (root / "data" / folder).rglob("*.yml")),
    ]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(found):
        body = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(body)}\n".encode() + body)
    return digest.hexdigest()
