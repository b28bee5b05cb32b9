"""`nok protocol` and `nok deadlines` from the command line, over a stored database."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from audits.cli import main
from audits.model import AuditOptions, AuditResult, ExitCode
from audits.store import Store
from rules.model import Finding, Judgement, Organization, Outcome, Severity
from tests.audits.stored import START

TEXT = """ПРОТОКОЛ
от 2 ноября 2026 г.
№ 4
1. Министерству культуры:
1.1. Создать сайты.
Срок: 1 декабря 2026 г.
1.2. Докладывать о ходе работы.
Срок: к 10 ноября 2026 г., далее – ежемесячно.
1.3. Подготовить предложения.
"""
MAPPING = """
protocol: "2026-11-02-4"
source: выдумано
checked: 2026-11-22
items:
  "1.1": {rules: [official-site-works]}
"""
Nok = Callable[..., Result]


@pytest.fixture
def nok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nok:
    monkeypatch.chdir(tmp_path)
    for name in ("NOK_DB", "NOK_CONFIG", "NOK_METHODOLOGY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "p.txt").write_text(TEXT, "utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, "utf-8")
    return lambda *args: CliRunner().invoke(main, [*map(str, args), "--db", "nok.db"])


def night(path: Path, on: date, **outcomes: Outcome) -> None:
    """One run in which `official-site-works` came out so for each organization."""
    with Store.open(path, now=lambda: datetime.combine(on, datetime.min.time(), START.tzinfo)) as store:
        run = store.begin_run([Organization(code, site="http://x.test/") for code in outcomes], AuditOptions(on=on))
        for code, outcome in outcomes.items():
            finding = Finding("official-site-works", outcome, None, Severity.CRITICAL, f"{outcome}")
            store.record(run.id, AuditResult(code, True, Judgement("kbr-2017", on, (finding,))))
        store.finish_run(run.id)


def states(nok: Nok, on: str) -> dict[str, dict[str, object]]:
    found = nok("deadlines", "--on", on, "--format", "json")
    assert found.exit_code == 0, found.output
    return {one["item"]: one for one in json.loads(found.stdout)}


def test_import_shows_what_it_understood_and_asks(nok: Nok, tmp_path: Path) -> None:
    asked = nok("protocol", "import", "p.txt")
    assert asked.exit_code == ExitCode.NOTHING_AUDITED
    assert "срок: 10.11.2026, далее ежемесячно" in asked.stdout
    assert "Пункт 1.3: срок не указан." in asked.stdout
    assert "повторите с --yes" in asked.stderr
    assert nok("protocol", "list").exit_code == ExitCode.NOTHING_AUDITED
    assert nok("protocol", "import", "p.txt", "--yes").exit_code == 0
    assert "2026-11-02-4" in nok("protocol", "list").stdout
    assert "уже записан, изменений нет." in nok("protocol", "import", "p.txt", "--yes").stderr
    (tmp_path / "p.txt").write_text(TEXT.replace("1 декабря", "5 декабря"), "utf-8")
    again = nok("protocol", "import", "p.txt", "--yes")
    assert "обновлён" in again.stderr
    assert states(nok, "2026-11-03")["1.1"]["due"] == "2026-12-05"
    shown = nok("protocol", "show", "--format", "json")
    assert [item["number"] for item in json.loads(shown.stdout)["items"]] == ["1", "1.1", "1.2", "1.3"]
    assert json.loads(shown.stdout)["notes"] == ["Пункт 1.3: срок не указан."]


def test_whom_an_item_names_is_shown_where_it_names_them_and_where_they_answer(nok: Nok) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    assert nok("protocol", "show").stdout.count("кому: Министерство культуры\n") == 4


def test_an_item_closes_itself_reopens_and_says_by_which_run(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    passed, failed = Outcome.PASSED, Outcome.FAILED
    night(tmp_path / "nok.db", date(2026, 11, 5), a=failed, b=passed)
    night(tmp_path / "nok.db", date(2026, 11, 6), a=passed, b=Outcome.INCONCLUSIVE)
    night(tmp_path / "nok.db", date(2026, 11, 8), a=passed, b=failed)
    told = {on: states(nok, on)["1.1"] for on in ("2026-11-03", "2026-11-05", "2026-11-07", "2026-11-09", "2026-12-09")}
    assert [one["state"] for one in told.values()] == ["upcoming", "partly_met", "met", "reopened", "reopened"]
    assert told["2026-11-03"]["progress"] is None
    assert told["2026-11-05"]["progress"] == {"met": 1, "of": 2}
    assert "2026-11-06" in str(told["2026-11-07"]["note"])
    assert told["2026-11-05"]["rules"] == ["official-site-works"]
    assert told["2026-11-05"]["responsible"] == ["Министерство культуры"]
    assert set(told["2026-11-05"]) == {
        "protocol", "item", "due", "recurrence", "responsible", "state", "rules", "progress", "note",
    }  # fmt: skip


def test_ticks_are_for_a_term_and_name_their_proof(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    ticked = nok("deadlines", "done", "1.2", "--note", "письмо", "--on", "2026-11-09", "--attachment", "letter.pdf")
    assert "срок 10.11.2026" in ticked.stderr
    assert states(nok, "2026-11-10")["1.2"]["state"] == "met"
    later = states(nok, "2026-12-20")["1.2"]
    assert (later["due"], later["state"]) == ("2027-01-10", "manual")
    assert "10.12.2026" in str(later["note"])
    late = nok("deadlines", "done", "1.2", "--note", "с опозданием", "--on", "2026-12-20")
    assert "срок 10.12.2026" in late.stderr
    assert "не отмечено" not in str(states(nok, "2026-12-20")["1.2"]["note"])
    assert states(nok, "2026-12-20")["1.2"]["state"] == "due_soon"
    with Store.open(tmp_path / "nok.db") as store:
        assert {tick.attachment for tick in store.obligations.ticks()} == {str(tmp_path / "letter.pdf"), ""}


def test_all_past_terms_are_ticked_at_once_when_a_person_says_so(nok: Nok) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    told = nok("deadlines", "--on", "2027-02-15").stdout
    assert "Ждёт отметки — 2" in told
    assert "следующий срок 10.03.2027, ежемесячно" in told
    unclear = nok("deadlines", "done", "1.2", "--note", "письма", "--on", "2027-02-15")
    assert "Все сразу: --all-past" in unclear.stderr
    done = nok("deadlines", "done", "1.2", "--note", "письма", "--all-past", "--on", "2027-02-15")
    assert "сроков — 4, с 10.11.2026 по 10.02.2027" in done.stderr
    assert states(nok, "2027-02-15")["1.2"]["state"] == "upcoming"
    again = nok("deadlines", "done", "1.2", "--note", "письма", "--all-past", "--on", "2027-02-15")
    assert (again.exit_code, "нет прошедших сроков без отметки" in again.stderr) == (ExitCode.NOTHING_AUDITED, True)
    both = nok("deadlines", "done", "1.2", "--note", "x", "--all-past", "--due", "2027-03-10")
    assert both.exit_code == ExitCode.NOTHING_AUDITED


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["9.9", "--note", "x"], "пункта 9.9 со сроком нет"),
        (["1.3", "--note", "x"], "пункта 1.3 со сроком нет"),
        (["1.2", "--note", " "], "чем подтверждено"),
        (["1.2", "--note", "x", "--due", "2026-11-11"], "Ближайшие: 2026-11-10"),
        (["1.2", "--note", "x", "--attachment", "none"], "файла none нет"),
        (["1.2", "--note", "x", "--protocol", "7"], "протокола «7» в базе нет"),
    ],
)
def test_a_tick_that_fits_nothing_is_refused(nok: Nok, args: list[str], said: str) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    refused = nok("deadlines", "done", *args)
    assert refused.exit_code == ExitCode.NOTHING_AUDITED
    assert said in refused.stderr


def test_every_form(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    table = nok("deadlines", "--on", "2026-11-03")
    assert "Скоро срок — 1" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80
    assert nok("deadlines", "--on", "2026-11-03", "--format", "csv").stdout.startswith("protocol,item,due")
    for command in (["deadlines"], ["export", "deadlines"]):
        for form in ("xlsx", "ics"):
            assert nok(*command, "--on", "2026-11-03", "--format", form, "-o", f"d.{form}").exit_code == 0
        sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "d.xlsx").read_bytes())).active
        assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["Пункт", "1.1", "1.2", "1.3"]
        events = Calendar.from_ical((tmp_path / "d.ics").read_bytes()).walk("VEVENT")
        assert [event["dtstart"].dt for event in events] == [date(2026, 12, 1), date(2026, 11, 10)]
        assert "rrule" in events[1]
    assert nok("export", "findings", "--format", "ics").exit_code == ExitCode.NOTHING_AUDITED


def test_a_mapping_is_checked_against_protocol_and_methodology(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(MAPPING + '  "7": {}\n', "utf-8")
    warned = nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    assert (warned.exit_code, "нет в протоколе: 7" in warned.stderr) == (0, True)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace("official-site-works", "no-such-rule"), "неизвестные правила: no-such-rule"),
        (MAPPING.replace("2026-11-02-4", "2017-06-02-3"), "составлена для протокола 2017-06-02-3"),
        ("items: 5", "не прочитана"),
    ],
)
def test_a_mapping_that_proves_nothing_is_refused(nok: Nok, tmp_path: Path, mapping: str, said: str) -> None:
    (tmp_path / "m.yml").write_text(mapping, "utf-8")
    refused = nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    assert (refused.exit_code, said in refused.stderr) == (ExitCode.NOTHING_AUDITED, True)
    assert nok("protocol", "list").exit_code == ExitCode.NOTHING_AUDITED


FIRST = "ПРОТОКОЛ\nзаседания комиссии\n\n1. Отделу культуры представить отчёт до 1 марта 2027 г.\n"
OTHER = "ПРОТОКОЛ\nрабочей группы министерства\n\n1. Отделу спорта представить доклад до 9 мая 2027 г.\n"


def test_a_different_protocol_never_takes_the_place_of_another(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "other.txt").write_text(OTHER, "utf-8")
    nok("protocol", "import", "first.txt", "--yes")
    nok("deadlines", "done", "1", "--note", "письмо", "--on", "2027-02-01")
    added = nok("protocol", "import", "other.txt", "--yes")
    assert "Под кодом без-номера записан другой протокол" in added.stderr
    found = json.loads(nok("deadlines", "--on", "2027-02-02", "--format", "json").stdout)
    assert [(one["protocol"], one["due"], one["state"]) for one in found] == [
        ("без-номера", "2027-03-01", "met"),
        ("без-номера~2", "2027-05-09", "upcoming"),
    ]
    (tmp_path / "other.txt").write_text(OTHER.replace("9 мая", "10 мая"), "utf-8")
    assert "без-номера~2 обновлён" in nok("protocol", "import", "other.txt", "--yes").stderr
    assert "без-номера уже записан, изменений нет" in nok("protocol", "import", "first.txt", "--yes").stderr
    assert len(json.loads(nok("protocol", "list", "--format", "json").stdout)) == 2


def test_a_person_may_name_the_code(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "other.txt").write_text(OTHER, "utf-8")
    assert "комиссия-1 записан" in nok("protocol", "import", "first.txt", "--yes", "--code", "комиссия-1").stderr
    assert "комиссия-1 уже записан, изменений нет" in nok("protocol", "import", "first.txt", "--yes").stderr
    assert "комиссия-1 обновлён" in nok("protocol", "import", "other.txt", "--yes", "--code", "комиссия-1").stderr
    refused = nok("protocol", "import", "first.txt", "--yes", "--code", "с пробелом")
    assert (refused.exit_code, "не годится" in refused.stderr) == (ExitCode.NOTHING_AUDITED, True)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_nothing_can_be_reckoned_from_is_named(nok: Nok, day: str) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    refused = nok("deadlines", "--on", day)
    assert (refused.exit_code, f"{day}: такой день не рассчитать" in refused.stderr) == (ExitCode.NOTHING_AUDITED, True)
    assert nok("deadlines", "--on", "2200-12-31").exit_code == 0


def test_several_terms_of_an_item_are_watched_each(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        TEXT.replace("Срок: 1 декабря 2026 г.", "Срок: до 1 мая и до 1 июня 2027 г."), "utf-8"
    )
    nok("protocol", "import", "p.txt", "--yes")
    nok("deadlines", "done", "1.1", "--note", "письмо", "--due", "2027-06-01", "--on", "2026-11-09")
    found = json.loads(nok("deadlines", "--on", "2026-11-10", "--format", "json").stdout)
    assert [(one["item"], one["due"], one["state"]) for one in found if one["item"] == "1.1"] == [
        ("1.1", "2027-05-01", "upcoming"),
        ("1.1", "2027-06-01", "met"),
    ]


def test_the_earliest_open_term_is_ticked_and_of_several_a_person_chooses(nok: Nok) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    refused = nok("deadlines", "done", "1.2", "--note", "x", "--on", "2026-12-20")
    assert refused.exit_code == ExitCode.NOTHING_AUDITED
    assert "--due: 2026-11-10, 2026-12-10." in refused.stderr
    nok("deadlines", "done", "1.2", "--note", "x", "--on", "2026-12-20", "--due", "2026-11-10")
    # the 10th of December is open, however near the 10th of January is
    assert "срок 10.12.2026" in nok("deadlines", "done", "1.2", "--note", "x", "--on", "2027-01-09").stderr
    assert "срок 10.01.2027" in nok("deadlines", "done", "1.2", "--note", "x", "--on", "2027-01-09").stderr


def test_items_without_a_date_are_told_wherever_people_look(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        TEXT + "1.4. Незамедлительно устранить ошибки.\n1.5. Сверить списки до 30 февраля 2027 г.\n"
        "1.6. Принять к сведению доклад.\n2. Срок исполнения пункта 1.2 настоящего протокола: 1 мая 2027 г.\n",
        "utf-8",
    )
    nok("protocol", "import", "p.txt", "--yes")
    told = nok("deadlines", "--on", "2026-11-03")
    assert "Без срока — 3" in told.stdout
    for words in ("п. 1.3: Подготовить предложения.", "срок не указан", "«незамедлительно»: день не назван"):
        assert words in told.stdout
    assert "даты 30.02 не бывает" in told.stdout
    assert "1.6" not in told.stdout
    for form in ("json", "jsonl", "csv", "ics"):
        found = nok("deadlines", "--on", "2026-11-03", "--format", form)
        assert "Пункты без срока сюда не входят — 3: 1.3, 1.4, 1.5. Посмотреть их: nok deadlines" in found.stderr
        assert "1.3" not in found.stdout
        assert "сюда не входят" in nok("export", "deadlines", "--on", "2026-11-03", "--format", form).stderr
    assert "сюда не входят" not in nok("deadlines", "--format", "json", "-q").stderr
    page = nok("deadlines", "--on", "2026-11-03", "--format", "html").stdout
    assert page.count(">без срока<") == 3
    nok("deadlines", "--on", "2026-11-03", "--format", "xlsx", "-o", "d.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "d.xlsx").active.iter_rows(values_only=True))
    assert [row[1] for row in rows if row[7] == "без срока"] == ["1.3", "1.4", "1.5"]


def test_what_is_ticked_already_and_what_the_paper_is_are_said_plainly(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(TEXT.replace("1 декабря", "30 февраля"), "utf-8")
    asked = nok("protocol", "import", "p.txt", "--yes")
    assert "даты 30.02 не бывает" in asked.stdout
    assert "О чём:" not in asked.stdout
    nok("deadlines", "done", "1.2", "--note", "x", "--on", "2026-11-05")
    again = nok("deadlines", "done", "1.2", "--note", "x", "--on", "2026-11-05")
    assert "у пункта 1.2 уже отмечен срок 10.11.2026." in again.stderr
    assert "если их несколько" in " ".join(nok("deadlines", "done", "--help").stdout.split())


def test_an_edition_of_some_items_keeps_the_others_and_says_which_tick_lapses(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    nok("deadlines", "done", "1.1", "--note", "письмо", "--on", "2026-11-09")
    head = TEXT[: TEXT.index("1. ")]
    (tmp_path / "p2.txt").write_text(head + "1.1. Создать сайты.\nСрок: 5 декабря 2026 г.\n", "utf-8")
    told = nok("protocol", "import", "p2.txt", "--yes")
    assert "п. 1.1 — срок 01.12.2026 → 05.12.2026" in told.stderr
    assert "нет пунктов 1, 1.2, 1.3: они оставлены" in told.stderr
    assert "Отметка п. 1.1 за 01.12.2026 больше ни к какому сроку не относится: теперь срок 05.12.2026" in told.stderr
    assert {item: one["due"] for item, one in states(nok, "2026-11-10").items()} == {
        "1.1": "2026-12-05",
        "1.2": "2026-11-10",
    }
    replaced = nok("protocol", "import", "p2.txt", "--yes", "--code", "2026-11-02-4")
    assert "п. 1.2 — убран" in replaced.stderr
    assert list(states(nok, "2026-11-10")) == ["1.1"]


def test_a_quiet_import_says_only_what_needs_a_person(nok: Nok) -> None:
    quiet = nok("protocol", "import", "p.txt", "--yes", "-q")
    assert quiet.stdout == ""
    assert "Не понято или не сходится: 1" in quiet.stderr
    assert "записан." not in quiet.stderr


@pytest.mark.parametrize("command", [("deadlines",), ("protocol", "list"), ("deadlines", "done", "1.1", "--note", "x")])
def test_a_damaged_database_is_told_as_by_every_command(nok: Nok, tmp_path: Path, command: tuple[str, ...]) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    path = tmp_path / "nok.db"
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'protocols'").fetchone()
    conn.close()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(whole)
    told = nok(*command)
    assert told.exit_code == ExitCode.NOTHING_AUDITED
    assert "файл повреждён. Восстановите его из резервной копии" in " ".join(told.stderr.split())
    assert "внутренней ошибки" not in told.stderr


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_a_directory_made_for_deadlines_is_told(nok: Nok, form: str) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    assert "Создан каталог: new" in nok("deadlines", "--format", form, "-o", f"new/d.{form}").stderr
    assert "Создан каталог" not in nok("deadlines", "--format", form, "-o", f"new/e.{form}").stderr


def test_a_protocol_imported_by_mistake_is_removed_with_its_ticks(nok: Nok) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    nok("deadlines", "done", "1.2", "--due", "2026-11-10", "--note", "письмо", "--on", "2026-11-09")
    refused = nok("protocol", "remove", "2026-11-02-4")
    assert refused.exit_code == ExitCode.NOTHING_AUDITED
    assert "не удалён: подтвердить некому" in refused.stderr
    assert "«2026» в базе нет" in nok("protocol", "remove", "2026", "--yes").stderr
    told = nok("protocol", "remove", "2026-11-02-4", "--yes")
    assert "Протокол 2026-11-02-4 удалён" in told.stderr
    assert "отметок в нём — 1" in " ".join(told.stderr.split())
    assert json.loads(nok("protocol", "list", "--format", "json").stdout) == []
    nok("protocol", "import", "p.txt", "--yes")
    assert "письмо" not in nok("deadlines", "--on", "2026-11-20").stdout


def test_a_tick_is_taken_back(nok: Nok) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    for note in ("письмо", "исправлено"):
        nok("deadlines", "done", "1.2", "--due", "2026-11-10", "--note", note, "--on", "2026-11-09")
    nok("deadlines", "done", "1.2", "--due", "2026-12-10", "--note", "второе", "--on", "2026-11-20")
    several = nok("deadlines", "undone", "1.2")
    assert several.exit_code == ExitCode.NOTHING_AUDITED
    assert "--due: 2026-11-10, 2026-12-10" in several.stderr
    told = nok("deadlines", "undone", "1.2", "--due", "2026-11-10").stderr
    assert "Отметка снята" in told
    assert "исправлено" in told
    assert "отметки за 10.11.2026 нет" in nok("deadlines", "undone", "1.2", "--due", "2026-11-10").stderr
    assert "второе" in nok("deadlines", "undone", "1.2").stderr
    assert {one["state"] for one in json.loads(nok("deadlines", "--on", "2026-11-20", "--format", "json").stdout)} == {
        "due_soon",
        "manual",
    }
    assert "у пункта 1.1 отметки нет" in nok("deadlines", "undone", "1.1").stderr


def test_a_tick_against_what_was_seen_is_warned_of_and_both_stay_in_sight(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    night(tmp_path / "nok.db", date(2026, 11, 5), a=Outcome.FAILED, b=Outcome.PASSED)
    told = nok("deadlines", "done", "1.1", "--note", "письмо", "--on", "2026-12-02")
    assert told.exit_code == ExitCode.CLEAN
    assert "Аудит говорит другое: п. 1.1 выполнен у 1 из 2" in " ".join(told.stderr.split())
    for form in ("table", "json", "jsonl", "csv", "html", "ics"):
        shown = nok("deadlines", "--on", "2026-12-03", "--format", form).stdout
        shown = shown.replace("\n ", "") if form == "ics" else shown  # long lines of a calendar are folded
        assert "по аудиту выполнено у 1 из 2" in " ".join(shown.split())
    night(tmp_path / "nok.db", date(2026, 12, 4), a=Outcome.PASSED, b=Outcome.PASSED)
    nok("deadlines", "undone", "1.1")
    assert "Аудит говорит" not in nok("deadlines", "done", "1.1", "--note", "x", "--on", "2026-12-05").stderr


def test_letters_on_what_is_ticked_are_warned_of(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    night(tmp_path / "nok.db", date(2026, 11, 5), a=Outcome.FAILED, b=Outcome.PASSED)
    letters = ("export", "deficiencies", "--format", "docx", "-o", "letters/", "--on", "2026-12-03")
    assert "отмечены исполненными" not in nok(*letters).stderr
    nok("deadlines", "done", "1.1", "--note", "письмо", "--on", "2026-12-02")
    told = " ".join(nok(*letters).stderr.split())
    assert (
        "отмечены исполненными: 2026-11-02-4 п. 1.1 (отмечено 02.12.2026: письмо; по аудиту выполнено у 1 из 2)" in told
    )
