"""The terminal: foreign text is inert, progress says what a person wants to know, output is as reviewed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from audits.console import Board, Terminal, clean
from audits.findings.explanation import explain_lines
from audits.findings.lines import organization_lines
from audits.findings.summary import runs_table, summary
from audits.findings.totals import totals
from audits.model import AuditResult
from audits.store import Store
from audits.text.lines import Line
from crawler.items import Reason, Trace, Trail
from rules.load import load_methodology
from rules.model import Judgement
from tests.audits.stored import ON, SCHOOL, fill, school_facts, school_findings

GOLDEN = Path(__file__).parent / "golden"


def test_foreign_text_cannot_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    nasty = "a\x1b[2J\x07\u202eевил\u200b\x9b31m [bold]не разметка[/bold] :smile:"
    assert clean(nasty) == "a[2Jевил31m [bold]не разметка[/bold] :smile:"
    Terminal().lines([Line(nasty)])
    Terminal().say(nasty)
    out, err = capsys.readouterr()
    assert out.strip() == err.strip() == clean(nasty)


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_board_says_how_far_how_fast_what_is_slow_and_what_fails() -> None:
    clock = Clock()
    board = Board(200, clock=clock)
    assert board.lines() == ["Организаций: 0 из 200 0%"]
    board.start("медленная")
    clock.now = 60
    board.start("быстрая")
    for number in range(1, 51):
        board.finish("быстрая", done=number)
    board.finish("закрытая", "сервер запретил доступ (403)", done=51)
    assert board.lines() == [
        "Организаций: 51 из 200 25% · 51 в минуту · осталось около 3 мин",
        "Дольше всего: медленная (60 с)",
        "Не удалось: сервер запретил доступ (403) — 1",
    ]
    board.finish("закрытая", done=51)  # a repeat succeeded
    board.finish("медленная", done=200)
    assert board.lines() == ["Организаций: 200 из 200 100% · 200 в минуту"]


def test_no_pace_is_told_before_there_is_one() -> None:
    clock = Clock()
    board = Board(200, clock=clock)
    clock.now = 2.3
    board.finish("1", done=1)
    assert board.lines() == ["Организаций: 1 из 200 0%"]
    clock.now = 30
    board.finish("2", done=2)
    assert "осталось" not in board.lines()[0]


def test_what_an_earlier_start_has_done_is_no_pace() -> None:
    clock = Clock()
    board = Board(200, clock=clock)
    clock.now = 60
    for number in range(101, 111):
        board.finish(str(number), done=number)
    assert board.lines() == ["Организаций: 110 из 200 55% · 10 в минуту · осталось около 9 мин"]


def test_without_a_terminal_progress_is_a_few_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with Terminal().watch(Board(30, clock=clock)) as board:
        for number in range(1, 31):
            clock.now += 1
            board.finish(str(number), done=number)
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 4  # seconds 1, 11, 21 and the end
    assert err.splitlines()[-1].startswith("Организаций: 30 из 30 100%")


@pytest.mark.parametrize("made", [Terminal(quiet=True), Terminal(progress=False)])
def test_progress_can_be_switched_off(made: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with made.watch(Board(1)) as board:
        board.finish("x", done=1)
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    fill(tmp_path / "nok.db", nights=2)
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


@pytest.mark.parametrize("width", [80, 160])
def test_output_is_as_reviewed(
    width: int, store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read the difference before accepting it: NOK_ACCEPT=1 writes the files anew."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    terminal = Terminal()
    result = AuditResult("s1", True, Judgement("kbr-2017", ON, school_findings()), school_facts())
    run = store.runs()[0]
    counted = totals(store.ledger(run.id), store.findings(run.id))
    titles = {rule.id: f"О правиле {rule.id}, заголовок которого довольно длинный" for rule in _rules()}
    views = {
        "show": lambda: terminal.lines(organization_lines(result, SCHOOL)),
        "show-all": lambda: terminal.lines(organization_lines(result, SCHOOL, everything=True)),
        "explain": lambda: terminal.lines(explain_lines(result.judgement, result.facts, SCHOOL, "acts-published")),
        "summary": lambda: terminal.show(*summary(run, counted, titles)),
        "runs": lambda: terminal.show(runs_table(store.runs())),
    }
    for name, view in views.items():
        view()
        shown = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines()) + "\n"
        assert max(map(len, shown.splitlines())) <= width
        path = GOLDEN / f"{name}-{width}.txt"
        if os.environ.get("NOK_ACCEPT"):
            path.write_text(shown, "utf-8")
        assert shown == path.read_text("utf-8"), name


def test_a_count_of_one_or_none_is_told_as_a_number() -> None:
    details = {"specific": 1, "left": 0, "whole": True, "gone": False, "since": None}
    found = msgspec.structs.replace(school_findings()[1], details=details)
    told = "\n".join(
        line.text for line in explain_lines(Judgement("kbr-2017", ON, (found,)), school_facts(), SCHOOL, found.rule)
    )
    for shown in ("конкретных: 1", "left: 0", "whole: да", "gone: нет", "since: —"):
        assert shown in told


def _rules():  # type: ignore[no-untyped-def]
    return load_methodology("kbr-2017").rules


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        (Trace("http://school-1.example/sitemap.xml", status=404, reason=Reason.HTTP_404), "её на сайте нет"),
        (Trace("http://school-1.example/sitemap.xml", status=200, content_type="text/html"), "её на сайте нет"),
        (Trace("http://school-1.example/sitemap.xml", status=200, content_type="application/xml"), "да"),
    ],
)
def test_a_map_that_is_not_there_is_not_called_read(trace: Trace, said: str) -> None:
    found, facts = school_findings()[1], school_facts()
    assert facts.site is not None
    coverage = msgspec.structs.replace(facts.site.coverage, sitemap_read=True)
    site = msgspec.structs.replace(facts.site, trail=Trail(traces=(trace,)), coverage=coverage)
    judgement = Judgement("kbr-2017", ON, (found,))
    told = explain_lines(judgement, msgspec.structs.replace(facts, site=site), SCHOOL, found.rule)
    assert any(f"карта сайта — {said}, " in line.text for line in told)
