"""Load the catalogue: roles, rules, methodologies, known hosts.

Strict on purpose: an unknown key, an unknown check, a misspelt option, a bad pattern or a reference to
something that does not exist stops the loading and names file and key. A rule that silently does nothing
would look like a region without deficiencies.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

import rules.checks.library
from crawler.advisor import Fetch
from rules.addresses.known import load_hosts
from rules.catalog_model import (
    PAGE_FIELDS,
    SMELL_FIELDS,
    Lexicon,
    Messages,
    Methodology,
    Role,
    Rule,
    Signal,
)
from rules.checks.registry import CHECKS
from rules.data_files import YAMLError, read_yaml
from rules.errors import CatalogError, UnknownMethodologyError
from rules.language.ways import ways_of
from rules.lexicon.word_lists import load_all
from rules.model import Sector, Severity, Subject

assert rules.checks.library  # importing it registers the checks

ROOT = Path(__file__).resolve().parent
DATA = ROOT.parent / "data"


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    """Base of what may stand in our files: anything else is an error."""


class _SignalFile(_Strict, rename={"fields": "in"}):
    fields: list[str]
    pattern: str | list[str]
    weight: float
    says: str = ""
    times: int = 1
    per_thousand: float = 0.0
    group: str = ""


class _RoleFile(_Strict):
    id: str
    title: str
    threshold: float = 0.5
    fetch: Fetch = Fetch.PAGE
    gate: str = ""
    signals: list[_SignalFile] = []
    smell: list[_SignalFile] = []


class _CheckFile(_Strict):
    name: str
    options: dict[str, Any] = {}


class _MessagesFile(_Strict):
    passed: str
    failed: str
    inconclusive: str
    inapplicable: str = Messages.__struct_defaults__[-1]


class _RuleFile(_Strict):
    id: str
    title: str
    question: str
    requirement: str
    severity: Severity
    check: _CheckFile
    messages: _MessagesFile
    remedy: str
    subject: Subject = Subject.ORGANIZATION
    duty: Subject | None = None
    about: str = "content"
    roles: list[str] = []
    requires: list[str] = []
    judges_rest: bool = False
    sectors: list[Sector] = []
    needs_assessment: bool = False
    coverage: str = "site"
    assumptions: list[str] = []
    examples: dict[str, list[dict[str, Any]]] = {}


class _MethodologyFile(_Strict):
    id: str
    title: str
    rules: list[str]


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except YAMLError as error:
        raise CatalogError(path.name, "весь файл", f"это не YAML ({error})") from error


def _convert(path: Path, shape: type[Any]) -> Any:
    try:
        return msgspec.convert(_read(path), shape)
    except msgspec.ValidationError as error:
        problem, _, key = str(error).partition(" - at ")
        raise CatalogError(path.name, key.strip("`") or "$", problem) from error


def _signals(path: Path, key: str, items: list[_SignalFile], allowed: frozenset[str]) -> tuple[Signal, ...]:
    found = []
    for index, item in enumerate(items):
        where = f"{key}[{index}]"
        unknown = sorted(set(item.fields) - allowed)
        if unknown or not item.fields:
            raise CatalogError(path.name, f"{where}.in", f"неизвестные поля {unknown}; бывают {sorted(allowed)}")
        pattern = item.pattern if isinstance(item.pattern, str) else "|".join(f"(?:{one})" for one in item.pattern)
        if pattern != pattern.lower() and not re.search(r"\\[A-Z]", pattern):
            raise CatalogError(path.name, f"{where}.pattern", "образец пишется строчными буквами")
        says = item.says or pattern
        regex = _compile(path, f"{where}.pattern", pattern)
        found.append(
            Signal(
                tuple(item.fields), regex, ways_of(regex), item.weight, says, item.times, item.per_thousand, item.group
            )
        )
    return tuple(found)


def _compile(path: Path, key: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise CatalogError(path.name, key, f"негодное регулярное выражение ({error})") from error


def load_role(path: Path) -> Role:
    """One role file. Raises `CatalogError`."""
    raw: _RoleFile = _convert(path, _RoleFile)
    if raw.id != path.stem:
        raise CatalogError(path.name, "id", f"«{raw.id}» не совпадает с именем файла")
    return Role(
        id=raw.id,
        title=raw.title,
        threshold=raw.threshold,
        signals=_signals(path, "signals", raw.signals, PAGE_FIELDS),
        smell=_signals(path, "smell", raw.smell, SMELL_FIELDS),
        fetch=raw.fetch,
        gate=_compile(path, "gate", raw.gate) if raw.gate else None,
    )


def load_rule(path: Path, roles: frozenset[str]) -> Rule:
    """One rule file, its check bound to validated options. Raises `CatalogError`."""
    raw: _RuleFile = _convert(path, _RuleFile)
    if raw.id != path.stem:
        raise CatalogError(path.name, "id", f"«{raw.id}» не совпадает с именем файла")
    if raw.about not in {"site", "content", "card"}:
        raise CatalogError(path.name, "about", f"«{raw.about}»: бывает site, content, card")
    if raw.coverage not in {"site", "home"}:
        raise CatalogError(path.name, "coverage", f"«{raw.coverage}»: бывает site, home")
    unknown = sorted(set(raw.roles) - roles)
    if unknown:
        raise CatalogError(path.name, "roles", f"неизвестные роли {unknown}")
    registered = CHECKS.get(raw.check.name)
    if registered is None:
        raise CatalogError(path.name, "check.name", f"проверки «{raw.check.name}» нет; есть {sorted(CHECKS)}")
    try:
        options = msgspec.convert(raw.check.options, registered.options)
    except msgspec.ValidationError as error:
        raise CatalogError(path.name, "check.options", str(error)) from error
    bad = sorted(set(raw.examples) - {"passed", "failed", "inconclusive", "inapplicable"})
    if bad:
        raise CatalogError(path.name, "examples", f"неизвестные исходы {bad}")
    return Rule(
        id=raw.id,
        family=path.parent.name,
        title=raw.title,
        question=raw.question,
        requirement=raw.requirement,
        severity=raw.severity,
        subject=raw.subject,
        about=raw.about,
        roles=tuple(raw.roles),
        requires=tuple(raw.requires),
        sectors=tuple(raw.sectors),
        needs_assessment=raw.needs_assessment,
        coverage=raw.coverage,
        check=raw.check.name,
        options=options,
        run=partial(_run, registered.function, options),
        messages=msgspec.convert(msgspec.to_builtins(raw.messages), Messages),
        remedy=raw.remedy,
        assumptions=tuple(raw.assumptions),
        examples=tuple((outcome, tuple(items)) for outcome, items in raw.examples.items()),
        judges_rest=raw.judges_rest,
        duty=raw.duty,
    )


def _run(function: Any, options: Any, view: Any) -> Any:
    return function(view, options)


def load_lexicon(catalog: Path | None = None, data: Path = DATA) -> Lexicon:
    """All roles of the catalogue and all tables of known hosts. Raises `CatalogError`, `ReferenceDataError`."""
    load_all()  # the word lists stay where checks use them; a broken one must stop the program here
    folder = (catalog or ROOT / "catalog") / "roles"
    roles = {role.id: role for role in map(load_role, sorted(folder.glob("*.yml")))}
    hosts = {path.stem: load_hosts(path) for path in sorted((data / "hosts").glob("*.yml"))}
    return Lexicon(roles=roles, hosts=hosts)


def _ordered(path: Path, chosen: dict[str, Rule]) -> tuple[Rule, ...]:
    """Rules in their methodology's order, each after those it requires."""
    done: dict[str, Rule] = {}

    def add(id: str, trail: tuple[str, ...]) -> None:
        if id in trail:
            raise CatalogError(path.name, "rules", f"правила требуют друг друга по кругу: {' → '.join((*trail, id))}")
        if id in done:
            return
        for required in chosen[id].requires:
            if required not in chosen:
                raise CatalogError(f"{id}.yml", "requires", f"правила «{required}» нет в методике {path.stem}")
            add(required, (*trail, id))
        done[id] = chosen[id]

    for id in chosen:
        add(id, ())
    return tuple(done.values())


def methodologies(root: Path = ROOT) -> tuple[str, ...]:
    """Names of the installed methodologies."""
    return tuple(sorted(path.stem for path in (root / "methodologies").glob("*.yml")))


def load_methodology_file(path: Path, catalog: Path | None = None) -> Methodology:
    """A methodology with everything it refers to. Raises `CatalogError`."""
    catalog = catalog or ROOT / "catalog"
    raw: _MethodologyFile = _convert(path, _MethodologyFile)
    if raw.id != path.stem:
        raise CatalogError(path.name, "id", f"«{raw.id}» не совпадает с именем файла")
    lexicon = load_lexicon(catalog)
    files = {file.stem: file for file in catalog.glob("*/*.yml") if file.parent.name != "roles"}
    chosen: dict[str, Rule] = {}
    for index, id in enumerate(raw.rules):
        if id not in files:
            raise CatalogError(path.name, f"rules[{index}]", f"файла правила «{id}» нет")
        if id in chosen:
            raise CatalogError(path.name, f"rules[{index}]", f"правило «{id}» названо дважды")
        chosen[id] = load_rule(files[id], frozenset(lexicon.roles))
    return Methodology(id=raw.id, title=raw.title, rules=_ordered(path, chosen), lexicon=lexicon)


@cache
def load_methodology(id: str = "kbr-2017") -> Methodology:
    """The installed methodology of this name, loaded once. Raises `UnknownMethodologyError`, `CatalogError`."""
    path = ROOT / "methodologies" / f"{id}.yml"
    if id not in methodologies():
        raise UnknownMethodologyError(id, methodologies())
    return load_methodology_file(path)
