"""Tables of any width: what a row holds is on the screen, whole, however narrow the screen is."""

from __future__ import annotations

import pytest
from rich.text import Text

from audits.console import Terminal
from audits.text.grid import Rows
from audits.text.lines import Grid

RULE = "authority-council-members-published"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    width = int(request.param)
    monkeypatch.setenv("COLUMNS", str(width))
    return width


def rows() -> Rows:
    made = Rows("запуск", "методика", ">проверено", "~примечание")
    made.add_row("2026-11-27-8", "kbr-2017", "11 из 11", "")
    made.add_row("2026-11-27-7", "kbr-2017", "6 из 11", "продолжить: nok audit --resume")
    return made


@pytest.mark.parametrize("narrow", range(25, 140, 7), indirect=True)
def test_no_column_and_no_code_is_lost(narrow: int, capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().show(rows())
    shown = capsys.readouterr().out
    for word in ("запуск", "методика", "проверено", "примечание", "2026-11-27-8", "kbr-2017", "11 из 11", "--resume"):
        assert word in shown
    assert max(map(len, shown.splitlines())) <= narrow


@pytest.mark.parametrize("narrow", [30], indirect=True)
def test_where_the_columns_have_no_room_a_row_is_told_as_names_and_values(
    narrow: int, capsys: pytest.CaptureFixture[str]
) -> None:
    Terminal().show(rows())
    assert capsys.readouterr().out.splitlines() == [
        "запуск: 2026-11-27-8",
        "  методика: kbr-2017",
        "  проверено: 11 из 11",
        "",
        "запуск: 2026-11-27-7",
        "  методика: kbr-2017",
        "  проверено: 6 из 11",
        "  примечание: продолжить:",
        "    nok audit --resume",
    ]


@pytest.mark.parametrize("narrow", [60], indirect=True)
def test_a_code_below_a_title_is_never_cut(narrow: int, capsys: pytest.CaptureFixture[str]) -> None:
    made = Rows("~организация", "~о чём", ">недостатков")
    made.add_row(Text("Министерство\nmin"), Text.assemble("Состав совета\n", (RULE, "dim")), "3")
    Terminal().show(made)
    lines = capsys.readouterr().out.splitlines()
    assert f"  {RULE}" in lines
    assert lines[0] == "организация: Министерство"
    assert "min" in lines[1]


@pytest.mark.parametrize("narrow", [20], indirect=True)
def test_a_word_longer_than_the_line_stays_whole(narrow: int, capsys: pytest.CaptureFixture[str]) -> None:
    made = Rows("правило", "организаций")
    made.add_row(RULE, "12")
    Terminal().show(made)
    assert RULE in capsys.readouterr().out


@pytest.mark.parametrize("narrow", [80, 44], indirect=True)
def test_lines_may_hold_a_grid_and_what_stands_in_it_steers_no_terminal(
    narrow: int, capsys: pytest.CaptureFixture[str]
) -> None:
    Terminal().lines([Grid(("сфера", ">органов"), (("куль\x1b[2Jтура", "4"),))])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "куль[2Jтура" in shown
