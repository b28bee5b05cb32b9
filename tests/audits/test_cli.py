"""The command line from outside: streams, exit codes, and Russian sentences instead of tracebacks."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shlex
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audits.cli import COMMANDS, main
from audits.model import AuditOptions, ExitCode
from audits.registry import load_registry
from audits.store import Store, StoreError
from crawler.answers.failures import RedirectLoopError
from crawler.answers.known_hosts import KnownHostsError
from crawler.items import Reason
from rules.model import Organization
from rules.reference import ReferenceDataError
from tests.audits.stored import fill

Nok = Callable[..., Result]
ENGLISH = re.compile(r"(?i)\b(usage|options|args|commands|show th|error|missing|invalid|no such|try|default)\b")


def shell(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "audits.cli", *args],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(root), **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS], ["registry", "check"], ["bench", "accuracy"]])
def test_help_is_russian_and_on_stdout(nok: Nok, command: list[str]) -> None:
    result = nok(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Использование: nok")
    assert not result.stderr
    assert not ENGLISH.search(re.sub(r"--\S+", "", result.stdout)), result.stdout


BAD: list[tuple[list[str], str]] = [
    (["chek"], "Нет такой команды: chek. Возможно, 'check'?"),
    (["check"], "Не указан аргумент 'АДРЕС'"),
    (["check", "ftp://x.example"], "адреса вида ftp: не проверяются"),
    (["check", "a.example", "b.example"], "Лишние аргументы: b.example"),
    (["check", "--sektor", "x", "a.example"], "Нет такого параметра: --sektor. Возможно, '--sector'?"),
    (["check", "--sector", "army", "a.example"], "не из допустимых"),
    (["check", "--inn", "123", "a.example"], "не 10 и не 12 цифр"),
    (["check", "--on", "20.11.2026", "a.example"], "не дата вида ГГГГ-ММ-ДД"),
    (["check", "--on", "2026-02-30", "a.example"], "не дата вида ГГГГ-ММ-ДД"),
    (["check", "--on"], "нужно значение"),
    (["check", "--methodology", "kbr-1917", "a.example"], "Методика «kbr-1917» не найдена"),
    (["check", "--explain", "acts-publishd", "a.example"], "нет правила «acts-publishd»"),
    (["check", "--bus-gov-url", "bus", "a.example"], "не адрес"),
    (["check", "--resolve", "a.example", "a.example"], "--resolve «a.example» не разобран"),
    (["check", "--assessed-years", "давно", "a.example"], "годы оценки «давно» не разобраны"),
    (["check", "--config", "none.toml", "a.example"], "Настройки не прочитаны"),
    (["audit"], "не указан реестр"),
    (["audit", "--registry", "none.csv"], "реестр none.csv не прочитан: файл не найден"),
    (["audit", "--workers", "0"], "вне допустимых границ"),
    (["audit", "--workers", "many"], "не число"),
    (["audit", "--resume"], "Продолжать нечего"),
    (["audit", "x", "--resume"], "Запуск не продолжен"),
    (["rules", "nonsense"], "нет правила «nonsense»"),
    (["check", "ht!tp://x"], "«ht!tp://x» — не адрес сайта"),
    (["runs", "--db", "."], "База не открыта: . — каталог"),
    (["audit", "--db", "."], "База не открыта: . — каталог"),
    (["show", "s1"], "не найдена"),
    (["show", "s1", "--db", "."], "каталог"),
    (["runs"], "не найдена"),
    (["export", "findings"], "не найдена"),
    (["export", "everything"], "Нет такой команды"),
    (["waive", "s1", "acts-published", "--until", "2099-01-01", "--by", "я"], "Не указан параметр '--reason'"),
    (["registry", "check", "none.csv"], "реестр не прочитан"),
]


@pytest.mark.parametrize(("args", "said"), BAD, ids=[" ".join(args) for args, _ in BAD])
def test_bad_input_is_one_russian_message_and_exit_2(nok: Nok, args: list[str], said: str) -> None:
    result = nok(*args)
    assert result.exit_code == ExitCode.NOTHING_AUDITED
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.stdout == "" or args[0] == "registry"


BAD_WITH_DATA: list[tuple[list[str], str]] = [
    (["show", "nobody"], "Организации «nobody» нет в запуске 2026-11-21"),
    (["show", "s1", "--run", "1999"], "Запуска 1999 в базе"),
    (["explain", "s1", "acts"], "По правилу «acts»"),
    (["waive", "nobody", "acts-published", "--reason", "р", "--until", "2099-01-01", "--by", "я"], "«nobody»"),
    (["waive", "s1", "acts-published", "--reason", " ", "--until", "2099-01-01", "--by", "я"], "не указано основание"),
    (["waive", "s1", "acts-published", "--reason", "р", "--until", "2001-01-01", "--by", "я"], "уже прошёл"),
    (["export", "findings", "--bom"], "только для CSV"),
    (["export", "findings", "-o", "."], "каталог"),
    (["export", "findings", "-o", "/proc/none/x"], "Выгрузка не записана"),
]


@pytest.mark.parametrize(("args", "said"), BAD_WITH_DATA, ids=[" ".join(args) for args, _ in BAD_WITH_DATA])
def test_bad_questions_to_a_good_database(nok: Nok, db: Path, args: list[str], said: str) -> None:
    result = nok(*args, "--db", db)
    assert result.exit_code == ExitCode.NOTHING_AUDITED
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("body", [b"", b"not a database, really not", b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_file_that_is_no_database(nok: Nok, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(body)
    result = nok("runs", "--db", path)
    assert result.exit_code == ExitCode.NOTHING_AUDITED
    assert result.stderr.startswith("Ошибка: ")


def test_verbose_shows_where_an_error_came_from(nok: Nok) -> None:
    assert "Traceback" in nok("check", "ftp://x.example", "-v").stderr
    assert "Traceback" in nok("-v", "check", "ftp://x.example").stderr


def test_an_unforeseen_error_is_a_message_too(nok: Nok, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("cog slipped")

    monkeypatch.setattr("rules.load.load_methodology", broken)
    result = nok("rules")
    assert result.exit_code == ExitCode.NOTHING_AUDITED
    assert "внутренней ошибки: RuntimeError: cog slipped" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("База занята. Повторите позже."), True),
        (ReferenceDataError("Справочник acts.yml не прочитан."), True),
        (KnownHostsError("Файл known_hosts.yml не прочитан."), True),
        (RedirectLoopError("redirects lead back"), False),  # ours, and yet nothing a person could make sense of
    ],
)
def test_only_what_speaks_to_a_person_is_shown_as_it_stands(
    nok: Nok, monkeypatch: pytest.MonkeyPatch, error: Exception, told: bool
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("rules.load.load_methodology", broken)
    said = nok("rules").stderr
    assert str(error) in said
    assert ("внутренней ошибки" not in said) is told


def test_ctrl_c_ends_quietly(nok: Nok, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rules.load.load_methodology", interrupted)
    result = nok("rules")
    assert result.exit_code == 130
    assert "Прервано" in result.stderr


def test_an_empty_file_is_no_database_and_stays_empty(nok: Nok, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for command in ("runs", "show s1", "export findings", "serve", "deadlines"):
        done = nok(*command.split(), "--db", empty)
        assert (done.exit_code, empty.stat().st_size) == (2, 0), command
        assert "файл пуст" in done.stderr


def test_directories_made_for_a_typed_path_are_told(nok: Nok, db: Path, tmp_path: Path) -> None:
    done = nok("export", "findings", "--db", db, "-o", "new/deep/x.jsonl")
    assert "Создан каталог: new\n" in done.stderr
    assert "Создан каталог" not in nok("export", "findings", "--db", db, "-o", "new/deep/x.jsonl").stderr
    assert "Создан каталог: copies\n" in nok("backup", "--db", db, "copies/x.db").stderr
    assert "Создан каталог" not in nok("runs", "--db", tmp_path / "no/such.db").stderr
    assert not (tmp_path / "no").exists()


def test_a_copy_that_cannot_be_written_names_the_copy(nok: Nok, db: Path) -> None:
    done = nok("backup", "--db", db, "/proc/copy.db")
    assert done.exit_code == 2
    assert "Копия /proc/copy.db не записана" in done.stderr
    assert "--db" not in done.stderr


def test_a_database_that_cannot_be_opened_begins_no_run(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("id,name,site\na,А,нет\n")
    done = nok("audit", "--registry", "r.csv", "--db", "/proc/nok.db")
    assert done.exit_code == 2
    assert "Запуск не начат. База /proc/nok.db не открыта" in done.stderr


def test_no_letters_is_said_once_and_a_word_file_without_its_ending_too(nok: Nok, db: Path, tmp_path: Path) -> None:
    done = nok("export", "deficiencies", "--format", "docx", "--severity", "minor", "-o", "letters", "--db", db)
    assert "не подошёл ни один недостаток, писем нет. Так и сказано в файле letters." in done.stderr
    assert "letters — файл Word без расширения" in done.stderr
    (tmp_path / "folder").mkdir()
    done = nok("export", "deficiencies", "--format", "docx", "--severity", "minor", "-o", "folder", "--db", db)
    assert done.stderr.count("\n") == 1


def test_a_registry_that_is_not_there_is_said_once(nok: Nok) -> None:
    done = nok("audit", "--registry", "none.csv")
    assert "Запуск не начат: реестр none.csv не прочитан: файл не найден" in done.stderr
    assert "годной строки" not in done.stderr


def test_an_empty_site_cell_is_doubted_and_refused_rows_are_told_at_the_end(nok: Nok, tmp_path: Path) -> None:
    rows = "id,name,subject,sector,inn,site\na,А,,education,0700013711,\nb,Б,,education,,нет\n,В,,education,,c.ru\n"
    (tmp_path / "r.csv").write_text(rows)
    checked = nok("registry", "check", "r.csv")
    assert "строка 2, колонка «site»: адрес сайта не указан" in " ".join(checked.stdout.split())
    assert "(организация a, значение «0700013711»)" in " ".join(checked.stdout.split())
    assert checked.stdout.count("адрес сайта не указан") == 1, "«нет» is an answer"
    imported = nok("registry", "import", "r.csv", "--db", "nok.db")
    assert "отклонено строк — 1" in imported.stdout
    assert "строка 2, колонка «site»: адрес сайта не указан" in imported.stderr
    done = nok("audit", "--registry", "r.csv", "--db", "nok.db", "--bus-gov-url", "http://127.0.0.1:9")
    assert done.stderr.endswith("не удалось прочитать: 1. Разбор: nok registry check r.csv\n")


def test_flag_beats_environment_beats_file(nok: Nok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nok.toml").write_text('db = "from-file.db"\n')
    assert "from-file.db" in nok("runs").stderr
    monkeypatch.setenv("NOK_DB", "from-env.db")
    assert "from-env.db" in nok("runs").stderr
    assert "from-flag.db" in nok("runs", "--db", "from-flag.db").stderr


def test_a_wrong_setting_names_file_and_key(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "nok.toml").write_text("wrokers = 2\n")
    result = nok("rules")
    assert result.exit_code == ExitCode.NOTHING_AUDITED
    assert "nok.toml: неизвестный ключ «wrokers»" in result.stderr
    assert "«workers»" in result.stderr


def test_config_may_stand_before_or_after_the_command(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('db = "other.db"\n')
    assert "other.db" in nok("runs", "--config", "other.toml").stderr
    assert "other.db" in nok("--config", "other.toml", "runs").stderr


def test_runs_as_a_table_and_as_json(nok: Nok, db: Path) -> None:
    assert "2026-11-21" in nok("runs", "--db", db).stdout
    listed = json.loads(nok("runs", "--db", db, "--format", "json").stdout)
    assert [run["id"] for run in listed] == ["2026-11-21", "2026-11-20"]
    rows = nok("export", "runs", "--db", db).stdout.splitlines()
    assert [json.loads(row)["id"] for row in rows] == ["2026-11-21", "2026-11-20"]


def test_a_run_whose_process_is_gone_does_not_go_on_for_ever(nok: Nok, tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    with Store.open(path) as store, store.exclusive():
        begun = store.begin_run([Organization(id="a", name="А")], AuditOptions())
        (going,) = json.loads(nok("runs", "--db", path, "--format", "json").stdout)
        assert going["state"] == "running"
        assert f"Запуск {begun.id} ещё идёт" in nok("show", "a", "--db", path).stderr
    (dead,) = json.loads(nok("runs", "--db", path, "--format", "json").stdout)  # killed: the lock is free
    assert dead["state"] == "interrupted"
    assert "--resume" in dead["note"]
    assert "прерван" in nok("runs", "--db", path).stdout
    for args in (["show", "a"], ["export", "findings"]):
        refused = nok(*args, "--db", path)
        assert refused.exit_code == 2
        assert f"Запуск {begun.id} прерван" in refused.stderr
        assert "nok audit --resume" in refused.stderr
    with Store.open(path) as store:
        assert store.runs()[0].state == "running", "looking changes nothing"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,Школа А\nc,Школа В\nd,Школа Г\n", "новых строк — 2, исчезло — 1"),
        ("a,Школа А,2022\nb,Школа Б\n", "изменено — 1"),
        ("a,Школа А\nb,Школа Б\n", ""),  # as it was: nothing to say
        ("b,Школа Б\na,Школа А,\n", ""),  # written in another order
    ],
)
def test_a_run_that_goes_on_says_that_a_changed_registry_is_not_used(
    nok: Nok, tmp_path: Path, rows: str, said: str
) -> None:
    registry, path = tmp_path / "registry.csv", tmp_path / "nok.db"
    head = "id,name,assessed_years\n"
    registry.write_text(f"{head}a,Школа А\nb,Школа Б\n", "utf-8")
    with Store.open(path) as store:
        store.begin_run(load_registry(registry).organizations, AuditOptions(), registry=str(registry))
    registry.write_text(head + rows, "utf-8")
    done = nok("audit", "--resume", "--registry", registry, "--db", path, "--render", "never", "--no-progress")
    exported = nok("export", "organizations", "--db", path).stdout.splitlines()
    assert [json.loads(row)["id"] for row in exported] == ["a", "b"]
    told = "запуск продолжен по прежнему" in done.stderr.replace("\n", " ")
    assert (told, said in done.stderr.replace("\n", " ")) == (bool(said), True)


def test_asking_whether_somebody_writes_does_not_keep_a_writer_out(tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    with Store.open(path) as store:
        with store.exclusive():
            pass
        with path.with_name("nok.db.lock").open("rb") as asking:
            fcntl.flock(asking, fcntl.LOCK_SH)
            threading.Timer(0.15, fcntl.flock, (asking, fcntl.LOCK_UN)).start()
            with store.exclusive():
                assert store.is_written()
        assert not store.is_written()


def test_a_waiver_is_kept(nok: Nok, db: Path) -> None:
    args = (
        "waive",
        "s1",
        "nok-page-published",
        "--reason",
        "сайт переезжает",
        "--until",
        "2099-01-01",
        "--by",
        "Отдел",
    )
    done = nok(*args, "--db", db, "--format", "json")
    assert done.exit_code == 0
    assert "Недостатка по правилу" not in done.stderr
    assert json.loads(done.stdout)["state"] == "holds"
    with Store.open(db) as store:
        assert [waiver.reason for waiver in store.waivers()] == ["сайт переезжает"]
    rows = [json.loads(line) for line in nok("export", "deficiencies", "--db", db).stdout.splitlines()]
    assert {row["state"] for row in rows if row["rule"] == "nok-page-published"} == {"waived"}
    excused = "Исключение до 01.01.2099: сайт переезжает (Отдел)."
    shown = nok("show", "s1", "--db", db).stdout
    assert excused in shown
    assert "из них под исключением: 1)" in shown
    assert excused in nok("explain", "s1", "nok-page-published", "--db", db).stdout
    told = {row["rule"]: row["waiver"] for row in json.loads(nok("show", "s1", "--db", db, "--format", "json").stdout)}
    assert told["nok-page-published"] == {"reason": "сайт переезжает", "author": "Отдел", "until": "2099-01-01"}
    assert [rule for rule, waiver in told.items() if waiver] == ["nok-page-published"]


def test_a_waiver_of_what_is_in_order_says_so(nok: Nok, tmp_path: Path) -> None:
    fill(tmp_path / "own.db")
    why = ("--reason", "сайт переезжает", "--until", "2099-01-01", "--by", "Отдел")
    done = nok("waive", "s1", "official-site-works", *why, "--db", tmp_path / "own.db")
    assert done.exit_code == 0
    assert "Недостатка по правилу official-site-works у s1" in done.stderr
    assert "(выполнено)" in done.stderr


def test_data_on_stdout_talk_on_stderr(db: Path, tmp_path: Path) -> None:
    done = shell("export", "findings", "--db", str(db), "-o", "out/findings.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Записано" in done.stderr
    assert (tmp_path / "out/findings.jsonl").read_text("utf-8").count("\n") == 8 - 1
    quiet = shell("export", "findings", "--db", str(db), "-o", "again.jsonl", "-q", cwd=tmp_path)
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_colour_only_when_wanted(db: Path, tmp_path: Path) -> None:
    plain = shell("show", "s1", "--db", str(db), cwd=tmp_path)
    assert "\x1b" not in plain.stdout
    forced = shell("show", "s1", "--db", str(db), cwd=tmp_path, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[" in forced.stdout
    refused = shell("show", "s1", "--db", str(db), cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", refused.stdout)


def test_russian_whatever_the_locale(tmp_path: Path) -> None:
    done = shell("rules", cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Методика" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("command", ["rules", "rules reasons --format json", "runs", "export findings"])
def test_a_full_disk_under_stdout_is_said(db: Path, tmp_path: Path, command: str) -> None:
    with_db = "" if command.startswith("rules") else f"--db {db}"
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m audits.cli {command} {with_db} > /dev/full"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NOK_CONFIG": ""},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == ExitCode.NOTHING_AUDITED
    said = "Ошибка: Вывод не записан: стандартный вывод: на диске кончилось место."
    assert done.stderr.splitlines()[0] == said
    assert len(done.stderr.splitlines()) == 2


def test_a_closed_pipe_is_no_error(db: Path, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for command in ("export findings", "show s1 --all", "runs", "rules"):
        with_db = "" if command == "rules" else f"--db {db}"
        script = f"{shlex.quote(sys.executable)} -m audits.cli {command} {with_db} | true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", f"for i in 1 2 3; do {script}; done"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stderr == "", command
        assert set(done.stdout.split()) <= {"0", "141"}, command


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how much a pipe holds")
def test_output_is_whole_though_the_program_was_stopped_while_writing(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "audits.cli", "rules", "--format", "markdown"],
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        pipesize=4096,
    ) as running:
        assert running.stdout is not None
        held, since = 0, time.monotonic()
        while held < 4096 and time.monotonic() - since < 30:  # until it waits for somebody to read
            time.sleep(0.05)
            held = struct.unpack("i", fcntl.ioctl(running.stdout, termios.FIONREAD, b"\0" * 4))[0]
        os.kill(running.pid, signal.SIGSTOP)
        os.kill(running.pid, signal.SIGCONT)
        time.sleep(0.1)
        told = running.stdout.read().decode()
        assert running.wait(10) == ExitCode.CLEAN
    whole = CliRunner().invoke(main, ["rules", "--format", "markdown"]).stdout
    assert told == whole


def test_no_page_text_reaches_the_terminal_as_a_command(nok: Nok, db: Path) -> None:
    shown = nok("explain", "s1", "acts-published", "--db", db, "--run", "2026-11-20").stdout
    assert "Не все акты размещены." in shown
    assert "\x1b" not in shown


def test_show_tells_how_long_a_deficiency_has_been_open(nok: Nok, db: Path) -> None:
    shown = nok("show", "s1", "--db", db).stdout
    assert "nok-page-published: открыт с 20.11.2026 (1 день)" in shown
    assert "во времени" not in nok("show", "s1", "--db", db, "--run", "2026-11-20").stdout


def test_exceptions_are_listed_and_expire_by_themselves(nok: Nok, db: Path) -> None:
    args = ["waive", "s1", "nok-page-published", "--reason", "переезд", "--by", "Отдел", "--db", db]
    assert nok(*args, "--until", "2026-12-01", "--on", "2026-11-21").exit_code == 0
    assert "действует" in nok("waive", "--list", "--on", "2026-12-01", "--db", db).stdout
    (listed,) = json.loads(nok("waive", "--list", "--on", "2026-12-02", "--format", "json", "--db", db).stdout)
    assert (listed["state"], listed["until"]) == ("expired", "2026-12-01")
    for on, state in (("2026-12-01", "waived"), ("2026-12-02", "open")):
        lines = nok("export", "deficiencies", "--on", on, "--db", db).stdout.splitlines()
        states = {one["rule"]: one["state"] for one in map(json.loads, lines) if one["organization"] == "s1"}
        assert states["nok-page-published"] == state


def test_an_exception_is_ended_before_its_day_and_a_replaced_one_is_told(nok: Nok, db: Path) -> None:
    args = ["waive", "s1", "nok-page-published", "--by", "Отдел", "--on", "2026-11-21", "--db", db]
    assert "действующего нет" in nok(*args, "--end", "--reason", "ошибка").stderr
    nok(*args, "--until", "2026-12-01", "--reason", "переезд")
    assert "Прежнее заменено: было до 01.12.2026: переезд (Отдел)" in nok(
        *args, "--until", "2027-01-01", "--reason", "ремонт"
    ).stderr.replace("\n", " ")
    assert "вместе не имеют смысла" in nok(*args, "--end", "--until", "2027-01-01", "--reason", "ошибка").stderr
    assert "Исключение прекращено" in nok(*args, "--end", "--reason", "ошибка").stderr
    lines = nok("export", "deficiencies", "--on", "2026-11-21", "--db", db).stdout.splitlines()
    states = {one["rule"]: one["state"] for one in map(json.loads, lines) if one["organization"] == "s1"}
    assert states["nok-page-published"] == "open"
    listed = json.loads(nok("waive", "--list", "--on", "2026-11-21", "--format", "json", "--db", db).stdout)
    assert [one["state"] for one in listed] == ["replaced", "replaced", "expired"]


def test_any_two_runs_compare_also_by_group(nok: Nok, db: Path) -> None:
    found = json.loads(
        nok("compare", "2026-11-21", "2026-11-20", "--by", "municipality", "--format", "json", "--db", db).stdout
    )
    assert sum(sum(group.values()) for group in found["groups"].values()) == sum(
        len(found[name]) for name in found if name != "groups"
    )
    table = nok("compare", "--by", "sector", "--db", db)
    assert table.exit_code == 0
    assert "исправлено" in table.stdout
    back = json.loads(nok("compare", "2026-11-20", "2026-11-21", "--format", "json", "--db", db).stdout)
    assert "groups" not in back


def test_the_manual_holds_the_closed_list_of_reasons(nok: Nok) -> None:
    records = json.loads(nok("rules", "reasons", "--format", "json").stdout)
    assert [one["reason"] for one in records] == [one.value for one in Reason]
    assert {one["owner"] for one in records} == {"site", "wall", "auditor"}
    assert all(one["meaning"] and one["whose"] for one in records)
    for rule in json.loads(nok("rules", "--format", "json").stdout):
        assert rule["reasons"] == [one.value for one in Reason]
    for command in (["rules"], ["rules", "reasons"], ["rules", "--format", "markdown"]):
        shown = nok(*command).stdout
        assert not [one for one in Reason if one.value not in shown]


def test_a_registry_that_is_not_there_makes_no_database(nok: Nok, tmp_path: Path) -> None:
    for args in (["audit"], ["audit", "--registry", "none.csv"], ["audit", "--resume"]):
        assert nok(*args).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_years_ahead_are_told_by_check_and_by_the_registry(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "registry.csv").write_text("id,name,assessed_years\n1,Школа,1999 2019 2099\n", "utf-8")
    for args in (["registry", "check", "registry.csv"], ["registry", "import", "registry.csv", "-o", "new.csv"]):
        done = nok(*args)
        assert "строка 2, колонка «assessed_years»: год оценки ещё не наступил: 2099;" in done.output
        assert "независимой оценки ещё не проводили: 1999;" in done.output
