"""What a person meets first: messages that name the cause, in Russian, and hints that can be typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from audits.cli import COMMANDS, main
from audits.commands.config import load_config
from audits.commands.stored import near_codes
from audits.errors import InputError
from audits.findings.lines import finding_lines
from audits.model import AuditOptions
from audits.registry import importing
from audits.registry.importing import import_registry
from audits.store import Store
from crawler.items import Reason
from rules.model import Finding, Organization, Outcome

Nok = Callable[..., Result]
REGISTRY = "id,name\ns1,Школа № 1\n"


def test_a_registry_that_cannot_be_written_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "reg.csv"
    source.write_text(REGISTRY, "utf-8")

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(importing.tempfile, "mkstemp", refuse)
    with pytest.raises(InputError, match=r"Реестр не занесён: .*: нет права") as caught:
        import_registry(source, tmp_path / "my.db.registry.csv", merge=False)
    assert "-o ФАЙЛ" in caught.value.hint


def test_evaluate_names_a_run_as_it_takes_one(nok: Nok, tmp_path: Path) -> None:
    path = tmp_path / "begun.db"
    with Store.open(path) as store:
        begun = store.begin_run([Organization(id="a", name="А")], AuditOptions()).id
    assert f"nok evaluate {begun}" in nok("evaluate", "--db", path).stderr
    assert f"--run {begun}" in nok("show", "s1", "--db", path).stderr


def test_a_code_typed_in_capitals_is_recognised_and_chance_likeness_is_not() -> None:
    assert near_codes("S7", ["s7", "nosite"]) == ["s7"]
    assert near_codes("nope", ["s7", "nosite"]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("db = x\n", "строка 1, знак 6: значение записано неверно"),
        ('db = "a"\ndb = "b"\n', "это имя уже встречалось"),
        ("db\n", "строка 1, знак 3: после имени нет знака «=»"),
        ('db = "a" b\n', "после значения стоит лишнее"),
        ("canaries = [", "недопустимо|значение|конце файла|не закрыта"),
    ],
)
def test_slips_in_settings_are_told_in_russian(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "nok.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        load_config(path)


def test_a_browser_that_is_named_and_cannot_be_run_is_told_of(nok: Nok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOK_CHROMIUM", "/nope")
    how = ("http://127.0.0.1:9/", "--bus-gov-url", "http://127.0.0.1:9", "--allow-private-networks")
    assert "NOK_CHROMIUM=/nope — такого исполняемого файла нет" in nok("check", *how).stderr
    assert "NOK_CHROMIUM" not in nok("check", *how, "--render", "never").stderr


def test_a_machine_without_a_browser_is_told_of_once(nok: Nok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.browser.installed.installed_browser", lambda: None)
    how = ("http://127.0.0.1:9/", "--bus-gov-url", "http://127.0.0.1:9", "--allow-private-networks")
    assert nok("check", *how).stderr.count("Браузер не найден") == 1
    assert "Браузер" not in nok("check", *how, "--render", "never").stderr


def test_no_letters_are_not_called_written_letters(nok: Nok, db: Path) -> None:
    args = ("export", "deficiencies", "--db", db, "--format", "docx", "--new-since", "2199-01-01", "-o")
    assert "не подошёл ни один недостаток" in nok(*args, "letters/").stderr
    said = nok(*args, "letters-of-may").stderr
    assert said.count("недостаток") == 1
    assert "без расширения" in said
    assert "-o letters-of-may/" in said


def test_a_template_that_is_not_there_is_said_to_be_missing(nok: Nok, db: Path) -> None:
    args = ("export", "deficiencies", "--db", db, "--format", "docx", "-o", "l/", "--template")
    assert "шаблон none.docx: такого файла нет" in nok(*args, "none.docx").stderr
    Path("text.docx").write_text("не Word", "utf-8")
    assert "это не документ Word" in nok(*args, "text.docx").stderr


def test_every_group_that_says_the_same_is_told_once() -> None:
    def unsure(rule: str, reason: Reason, message: str) -> Finding:
        return Finding(rule, Outcome.INCONCLUSIVE, reason, message=message)

    first = [unsure(f"a{number}", Reason.TIMEOUT, "Сайт молчит.") for number in range(5)]
    second = [unsure(f"b{number}", Reason.REGISTRY_UNAVAILABLE, "Карточки нет.") for number in range(4)]
    lines = [line.text for line in finding_lines([*first, *second])]
    assert lines.count("Сайт молчит.") == lines.count("Карточки нет.") == 1
    assert "По той же причине: a1, a2, a3, a4." in lines
    assert "По той же причине: b1, b2, b3." in lines


def test_findings_for_people_name_the_organization_and_fit_a_page(nok: Nok, db: Path) -> None:
    page = nok("export", "findings", "--db", db, "--format", "html").stdout
    assert page.count('<th scope="col">') == 5
    assert "Школа № 1" in page
    assert nok("export", "findings", "--db", db, "--format", "xlsx", "-o", "f.xlsx").exit_code == 0


def test_help_names_values_in_russian_and_every_export() -> None:
    def told(command: click.Command, path: str) -> str:
        ctx = click.Context(command, info_name=path)
        texts = [command.get_help(ctx)]
        if isinstance(command, click.Group):
            inner = {name: command.get_command(ctx, name) for name in command.list_commands(ctx)}
            texts += [told(one, f"{path} {name}") for name, one in inner.items() if one is not None]
        return "\n".join(texts)

    every = told(main, "nok")
    assert len(COMMANDS) > 10
    for word in ("INTEGER", "TEXT", "FILENAME", "DIRECTORY", " RANGE"):
        assert word not in every
    assert "overview, evidence или runs" in " ".join(every.split())
