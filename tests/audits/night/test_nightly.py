"""A night from end to end: killed anywhere it goes on and tells once; void nights, late hours, expired exceptions."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from audits.cli import main
from audits.engine import audit
from audits.errors import InputError
from audits.formats.letters import REGISTER
from audits.model import AuditOptions
from audits.night.exports import whole_folder
from audits.night.lock import AlreadyRunningError, only_one
from audits.night.nightly import NightPlan, Tools, expired_between, left_over, spend_night
from audits.night.notify import Sending, address_of, notify_urls, send
from audits.night.papers import Papers
from audits.run.canary import online, reachable
from audits.store import Sent, Stage, Store, Waiver
from crawler.items import Reason
from rules.model import Organization, Outcome, Sector
from tests import warm
from tests.audits.night.night_process import COMMAND, HOSTS

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    counts = tmp_path / "visits"
    counts.mkdir()
    monkeypatch.setenv("NOK_SCRIPT", str(counts))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(warm.VARIABLE, warm.ready())
    return counts


class World:
    """One database and what surrounds its nights."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[str] = []
        self.said: list[str] = []
        self.sent: list[tuple[str, str, str]] = []
        self.accepts: Callable[[str], bool] = lambda url: True
        self.network = True
        self.clock = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def log(self, event: str, sentence: str = "", **fields: Any) -> None:
        self.events.append(event)
        self.said.append(sentence)

    def send(self, url: str, title: str, body: str) -> Sending:
        if self.accepts(url):
            self.sent.append((url, title, body))
            return Sending(True)
        return Sending(False, "служба ответила кодом 401")

    def night(self, *hosts: str, day: date | None = DAY, **changes: Any) -> Any:
        organizations = [
            Organization(id=host, name=host, sector=Sector.EDUCATION, site=f"http://{host}.test/") for host in hosts
        ]
        given = {
            "day": day, "workers": 1, "pause": 0, "exports": self.folder / "exports",
            "urls": ("json://one",), "send_wait": 0, "canary_wait": 0, **changes,
        }  # fmt: skip
        tools = Tools(
            now=self.now,
            log=self.log,
            send=self.send,
            online=lambda addresses: self.network,
            sleep=lambda seconds: None,
            command=COMMAND,
        )
        with Store.open(self.folder / "nok.db", now=self.now) as store:
            return spend_night(store, lambda: organizations, NightPlan(AuditOptions(), **given), tools)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


STAGES = ["started", "audit", "visited", "audited", "exported", "before sending", "sending", "notified", "finished"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_night_killed_anywhere_goes_on_and_tells_once(tmp_path: Path, script: Path, stage: str) -> None:
    def process(stage: str) -> int:
        command = [sys.executable, str(Path(__file__).with_name("night_process.py")), str(tmp_path), stage]
        done = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode

    assert process(stage) == -9
    assert process("") == 0
    if stage == "finished":
        assert process("") == 0, "a finished night stays finished"
    told = [line.split()[0] for line in (tmp_path / "sent").read_text().splitlines()]
    # killed between writing down the intent and sending: nobody knows, so it is not repeated
    assert sorted(told) == (["json://two"] if stage == "before sending" else ["json://one", "json://two"])
    with Store.open(tmp_path / "nok.db") as store:
        (run,) = store.runs()
        assert (run.state, run.judged) == ("finished", len(HOSTS))
        assert len(list(store.ledger(run.id))) == len(HOSTS)
        assert store.nights.all()[0].stage is Stage.FINISHED
        assert store.integrity_check() == []
    visited = {path.name: path.stat().st_size for path in script.iterdir()}
    if stage in STAGES[3:]:
        assert set(visited.values()) == {1}, "what was audited is not audited again"
    assert [path.name for path in (tmp_path / "exports").iterdir()] == [DAY.isoformat()]


def papers_of(folder: Path) -> tuple[set[str], bool]:
    letters = {path.name for path in (folder / "letters").iterdir()} if (folder / "letters").is_dir() else set()
    return letters, (folder / "report/index.html").is_file()


def test_letters_tell_what_is_new_and_old_reports_make_room(world: World) -> None:
    papers = Papers(letters="new", report=True, report_days=1)
    for number, hosts in enumerate((("ok-1", "gone-2"), ("ok-1", "gone-2"), ("ok-1", "gone-2", "gone-3"))):
        world.night(*hosts, day=DAY + timedelta(days=number), papers=papers)
    folders = [world.folder / "exports" / (DAY + timedelta(days=number)).isoformat() for number in range(3)]
    assert [papers_of(folder) for folder in folders] == [
        ({REGISTER, "001-gone-2.docx", "002-ok-1.docx"}, False),
        (set(), False),
        ({REGISTER, "001-gone-3.docx"}, True),
    ]
    assert all((folder / "findings.jsonl").is_file() for folder in folders)
    assert [json.loads((folder / "night.json").read_text("utf-8"))["letters"] for folder in folders] == [2, 0, 1]
    assert "новых недостатков" in (title := (folders[2] / "message.txt").read_text("utf-8").partition("\n")[0])
    assert title.endswith(", писем 1")


def test_an_old_report_that_cannot_be_removed_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *args: object, **kwargs: object) -> None:
        if path.name == "report":
            raise PermissionError(errno.EACCES, "denied")
        removed(path, *args, **kwargs)

    removed: Any = shutil.rmtree
    papers = Papers(report=True, report_days=1)
    world.night("ok-1", papers=papers)
    monkeypatch.setattr(shutil, "rmtree", refuse)
    world.night("ok-1", day=DAY + timedelta(days=1), papers=papers)
    old = world.folder / "exports" / DAY.isoformat() / "report"
    assert [said for said in world.said if "не удалён" in said] == [
        f"Отчёт прежней ночи не удалён: {old}: нет права. Удалите его сами: он занимает место."
    ]


def test_letters_wait_when_no_site_answers_and_nobody_can_be_asked(world: World) -> None:
    papers = Papers(letters="new")
    world.night("dns-1", "dns-2", papers=papers)
    folder = world.folder / "exports" / DAY.isoformat()
    assert papers_of(folder)[0] == set()
    assert any("Письма не составлены" in said for said in world.said)
    (_, title, body) = world.sent[0]
    assert "ни один сайт не ответил" in title
    assert "контрольные адреса не заданы" in body
    again = DAY + timedelta(days=1)
    world.night("dns-1", "dns-3", day=again, papers=papers, canaries=("canary.test",))
    assert papers_of(world.folder / "exports" / again.isoformat())[0], "a canary answered: it is they"


def test_letters_stop_when_their_time_is_over_and_a_bad_template_costs_only_them(world: World) -> None:
    late = Papers(letters="all", report=True, seconds=2)  # the clock of this world goes a second at every look
    world.night("gone-1", "gone-2", "gone-3", papers=late)
    assert papers_of(world.folder / "exports" / DAY.isoformat()) == ({REGISTER, "001-gone-1.docx"}, False)
    assert world.events.count("papers") == 2
    broken = Papers(letters="all", report=True, template=world.folder / "none.docx")
    world.night("gone-1", day=DAY + timedelta(days=1), papers=broken)
    assert papers_of(world.folder / "exports" / "2026-11-21") == (set(), True)
    assert world.events.count("papers") == 3


def test_what_a_night_leaves_behind(world: World) -> None:
    world.night("ok-1", "dns-2")
    report = world.night("ok-1", "ok-2", day=DAY + timedelta(days=1))
    assert report is not None
    folder = world.folder / "exports" / "2026-11-21"
    assert {path.name for path in folder.iterdir()} == {
        "message.txt", "night.json", "findings.jsonl", "deficiencies.csv", "deficiencies.xlsx", "organizations.csv",
        "coverage.csv", "comparison.json",
    }  # fmt: skip
    lines = [json.loads(line) for line in (folder / "findings.jsonl").read_text("utf-8").splitlines()]
    assert {line["organization"] for line in lines} == {"ok-1", "ok-2"}
    assert json.loads((folder / "night.json").read_text("utf-8"))["baseline"] == "2026-11-20"
    assert (folder / "deficiencies.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    (_, first, _), (_, title, body) = world.sent
    assert "первая" in first
    assert title.startswith("НОК, ночь 21.11.2026:")
    assert "Проверено 2 из 2 организаций" in body


def test_an_unfinished_night_of_yesterday_evening_is_gone_on_with(world: World) -> None:
    world.clock = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    world.accepts = lambda url: (_ for _ in ()).throw(RuntimeError())  # dies while sending
    with pytest.raises(RuntimeError):
        world.night("ok-1", day=None)
    world.accepts = lambda url: True
    world.clock += timedelta(hours=5)
    world.night("ok-1", day=None)
    assert "continued" in world.events
    assert any("этап: уведомление" in said for said in world.said)
    world.clock += timedelta(hours=30)
    world.night("ok-1", day=None)
    with Store.open(world.folder / "nok.db") as store:
        assert [night.stage for night in store.nights.all()] == [Stage.FINISHED, Stage.FINISHED]
        assert len(store.runs()) == 2


def test_a_night_gone_on_with_after_midnight_keeps_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = datetime(2026, 11, 21).astimezone()
    with Store.open(tmp_path / "nok.db", now=lambda: midnight - timedelta(minutes=10)) as store:
        store.nights.begin(DAY)
    monkeypatch.setattr("audits.commands.nightly._now", lambda: midnight + timedelta(minutes=10))
    command = ["nightly", "--registry", str(tmp_path / "none.csv"), "--db", str(tmp_path / "nok.db")]
    CliRunner().invoke(main, command)  # ends for want of a registry, after the night was gone on with
    (log,) = (tmp_path / "nights").iterdir()
    assert log.name == "2026-11-20.jsonl"
    assert json.loads(log.read_text("utf-8").splitlines()[0])["event"] == "continued"


def test_a_finished_night_is_spent_again_only_when_asked(world: World) -> None:
    world.night("ok-1")
    assert world.night("ok-1") is None
    assert world.night("ok-1", again=True) is not None
    assert len(world.sent) == 2


def test_a_night_spent_again_tells_what_it_told_before(world: World) -> None:
    papers = Papers(letters="new")
    world.night("lost-1-a", "ok-1", papers=papers)
    first = world.night("lost-1-a", "ok-1", day=DAY + timedelta(days=1), papers=papers)
    folder = world.folder / "exports" / "2026-11-21"
    letters = papers_of(folder)
    assert letters[0] == {REGISTER, "001-lost-1-a.docx"}
    again = world.night("lost-1-a", "ok-1", day=DAY + timedelta(days=1), papers=papers, again=True)
    assert again.run.id != first.run.id
    assert (again.baseline, again.changes) == (first.baseline, first.changes)
    assert papers_of(folder) == letters
    assert world.sent[-1] == world.sent[-2]


def test_the_first_night_spent_again_stays_the_first(world: World) -> None:
    world.night("ok-1", papers=Papers(letters="new"))
    letters = papers_of(world.folder / "exports" / DAY.isoformat())
    assert world.night("ok-1", papers=Papers(letters="new"), again=True).baseline == ""
    assert "первая" in world.sent[-1][1]
    assert papers_of(world.folder / "exports" / DAY.isoformat()) == letters


def test_what_was_found_between_two_nights_is_told_by_the_next(world: World) -> None:
    world.night("lost-1-a", "ok-1", papers=Papers(letters="new"))
    lost = Organization(id="lost-1-a", name="lost-1-a", sector=Sector.EDUCATION, site="http://lost-1-a.test/")
    with Store.open(world.folder / "nok.db", now=world.now) as store:
        options = AuditOptions(on=DAY, partial=True)
        audit([lost], options, store, workers=1, command=COMMAND, now=world.now)
    night = world.night("lost-1-a", "ok-1", day=DAY + timedelta(days=1), papers=Papers(letters="new"))
    assert ("lost-1-a", "official-site-works") in {(one.organization, one.rule) for one in night.changes.new}
    letters, _ = papers_of(world.folder / "exports" / "2026-11-21")
    assert letters == {REGISTER, "001-lost-1-a.docx"}


def test_a_night_given_up_before_it_told_anything_is_told_by_the_next(world: World) -> None:
    world.night("lost-1-a", "ok-1")
    tomorrow = DAY + timedelta(days=1)
    (world.folder / "exports").rename(world.folder / "away")
    (world.folder / "exports").write_text("")  # nothing can be written: the night ends there
    with pytest.raises(InputError):
        world.night("lost-1-a", "ok-1", day=tomorrow)
    (world.folder / "exports").unlink()
    night = world.night("lost-1-a", "ok-1", day=DAY + timedelta(days=2))
    assert night.baseline == DAY.isoformat()
    assert night.changes.new


def test_without_network_nothing_is_audited_and_people_are_told(world: World) -> None:
    world.network = False
    report = world.night("ok-1", "ok-2")
    assert report.void
    assert "не засчитана" in world.sent[0][1]
    assert "сеть" in world.sent[0][2]
    assert world.events.count("waiting") == 2, "nobody must wonder what a silent night is doing"
    with Store.open(world.folder / "nok.db") as store:
        assert store.runs() == []
    world.network = True
    assert not world.night("ok-1", "ok-2", day=DAY + timedelta(days=1)).void


def test_a_message_that_is_refused_is_tried_again_and_only_that_one(world: World) -> None:
    world.accepts = lambda url: url.endswith("two")
    urls = ("json://one", "json://two")
    assert world.night("ok-1", urls=urls) is not None
    said = world.said[world.events.index("unsent")]
    assert "(№ 1 из 2) не отправлено: служба ответила кодом 401." in said
    assert "json://" not in said
    with Store.open(world.folder / "nok.db") as store:
        (night,) = store.nights.all()
        assert night.stage is Stage.EXPORTED
        assert sorted(night.notified.values()) == [Sent.FAILED, Sent.SENT]
    world.accepts = lambda url: True
    world.night("ok-1", urls=urls)
    assert [url for url, _, _ in world.sent] == ["json://two", "json://one"]


def test_a_night_in_which_most_sites_fall_silent_does_not_count(world: World) -> None:
    hosts = ("fade-1-a", "fade-1-b", "fade-1-c", "fade-1-d", "fade-1-e", "ok-1")
    assert not world.night(*hosts).void
    night = world.night(*hosts, day=DAY + timedelta(days=1))
    assert night.void
    assert "не отвечают 5 из 6 сайтов, отвечавших в прошлый раз" in world.sent[-1][2]
    with Store.open(world.folder / "nok.db") as store:
        assert store.answers(night.run.id) == {
            host: None if host == "ok-1" else Reason.CONNECTION_RESET for host in hosts
        }


def test_sites_that_fall_silent_are_named_once(world: World) -> None:
    hosts = ("fade-1-a", "ok-1", "ok-2")
    for number in range(3):
        world.night(*hosts, day=DAY + timedelta(days=number))
    (_, _, first), (_, title, second), (_, later, third) = world.sent
    assert "Не отвечает сайтов" not in first
    assert "не отвечают с этой ночи 1" in title
    assert "Не отвечают с этой ночи — 1:\n• fade-1-a: " in second
    assert later.endswith("без изменений")
    assert "Не отвечает сайтов: 1." in third
    assert "с этой ночи" not in third


def test_who_left_the_registry_is_named_once_and_gets_no_letter(world: World) -> None:
    papers = Papers(letters="all")
    for number, hosts in enumerate((("ok-1", "ok-2"), ("ok-1",), ("ok-1",))):
        report = world.night(*hosts, day=DAY + timedelta(days=number), papers=papers)
    titles, bodies = [title for _, title, _ in world.sent], [body for _, _, body in world.sent]
    assert "исключено из реестра 1" in titles[1]
    assert re.search(r"Исключены из реестра — 1:\n• ok-2 \(снято недостатков: \d+\)", bodies[1])
    assert "реестра" not in bodies[2]
    assert papers_of(world.folder / "exports" / "2026-11-21")[0] == {REGISTER, "001-ok-1.docx"}
    with Store.open(world.folder / "nok.db") as store:
        failed = [one for one in store.findings(report.run.id) if one.outcome is Outcome.FAILED]
    assert report.open_deficiencies == len(failed) > 0


def test_what_there_was_no_time_for_is_untested_and_goes_first_next_night(world: World, script: Path) -> None:
    soon = (world.clock.astimezone() + timedelta(minutes=1)).time()

    def now() -> datetime:  # the hour strikes after the run has begun and before anybody is visited
        world.clock += timedelta(seconds=25)
        return world.clock

    patient, world.now = world.now, now  # type: ignore[method-assign]
    report = world.night("ok-1", "ok-2", until=soon)
    assert (report.run.state, report.run.untested) == ("finished", 2)
    assert not list(script.iterdir())
    with Store.open(world.folder / "nok.db") as store:
        assert {finding.outcome for finding in store.findings(report.run.id)} == {Outcome.UNTESTED}
        assert left_over(store, report.run) == {"ok-1", "ok-2"}
    world.now = patient  # type: ignore[method-assign]
    assert world.night("ok-1", "ok-2", day=DAY + timedelta(days=1), until=soon).run.untested == 0


def test_expired_exceptions_are_told_once() -> None:
    def waiver(rule: str, until: date) -> Waiver:
        return Waiver("o", rule, "р", "я", until)

    waivers = [waiver("a", DAY), waiver("b", DAY), waiver("b", DAY + timedelta(9)), waiver("c", DAY - timedelta(3))]
    tomorrow = DAY + timedelta(days=1)
    assert [one.rule for one in expired_between(waivers, DAY, tomorrow)] == ["a"]
    assert expired_between(waivers, tomorrow, tomorrow + timedelta(days=1)) == ()
    ended = [waiver("d", DAY + timedelta(9)), waiver("d", DAY)]  # by a later one, before its time
    assert [one.until for one in expired_between(ended, DAY, tomorrow)] == [DAY]


def test_one_night_at_a_time(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 1, 5)
    again = only_one(tmp_path / "lock", now=now)
    with (
        only_one(tmp_path / "lock", now=now),
        pytest.raises(AlreadyRunningError, match=f"процесс {os.getpid()}, с 20.11"),
    ):
        again.__enter__()
    with only_one(tmp_path / "lock", now=now):
        pass


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out" / "2026-11-20"
    with pytest.raises(InputError), whole_folder(target) as folder:
        (folder / "none" / "a").write_text("1")
    assert not target.exists()
    for text in ("1", "2"):
        with whole_folder(target) as folder:
            (folder / "a").write_text(text)
    assert (target / "a").read_text() == "2"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        whole_folder(tmp_path / "file" / "x").__enter__()


def test_addresses_come_from_the_environment_or_a_private_file(tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text("# почта\nmailto://u:p@example.org\n\njson://127.0.0.1:9/x\n")
    file.chmod(0o600)
    found = notify_urls({"NOK_NOTIFY_URLS": "tgram://a/b, json://127.0.0.1:9/x\nntfy://c"}, file)
    assert found == ("tgram://a/b", "json://127.0.0.1:9/x", "ntfy://c", "mailto://u:p@example.org")
    assert notify_urls({}, None) == ()
    file.chmod(0o640)
    with pytest.raises(InputError, match="могут прочесть другие"):
        notify_urls({}, file)
    with pytest.raises(InputError, match="не прочитаны"):
        notify_urls({}, tmp_path / "none")
    with pytest.raises(InputError, match="не адрес"):
        notify_urls({"NOK_NOTIFY_URLS": "admin@example.org"}, None)
    assert "p@" not in address_of("mailto://u:p@example.org")


def test_a_message_really_arrives(tmp_path: Path) -> None:
    pytest.importorskip("apprise")
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    received: list[dict[str, Any]] = []
    codes = [200]

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(msgspec.json.decode(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(codes[-1])
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert send(f"json://127.0.0.1:{server.server_port}/", "Заголовок", "Текст • один\nвторой").accepted
        assert reachable(f"http://127.0.0.1:{server.server_port}")
        assert online([f"http://127.0.0.1:{server.server_port}", "127.0.0.1:9"])
        codes.append(401)
        refused = send(f"json://user:secret@127.0.0.1:{server.server_port}/", "Заголовок", "Текст")
    finally:
        server.shutdown()
        server.server_close()
    assert refused == Sending(False, "служба ответила кодом 401")
    assert (received[0]["title"], received[0]["message"]) == ("Заголовок", "Текст • один\nвторой")
    assert not online([f"127.0.0.1:{server.server_port}"])
    assert online([])
    assert not send("nonsense", "a", "b").accepted


def test_why_a_message_was_not_sent_names_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    apprise = pytest.importorskip("apprise")

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("json://user:secret@example.org")

    assert send("json://user:secret@127.0.0.1:9/", "а", "б") == Sending(False, "со службой нет связи")
    assert send("bogus://user:secret@example.org", "а", "б").why.startswith("адрес не разобран")
    monkeypatch.setattr(apprise.Apprise, "notify", broken)
    assert send("json://user:secret@127.0.0.1:9/", "а", "б") == Sending(False, "сбой при отправке (RuntimeError)")
