"""Meetings are told by a day and by what was decided on it, whatever the record of them is called."""

from __future__ import annotations

from datetime import date

import pytest

from rules.authority.meetings import recorded_meetings, told_meeting
from rules.model import Outcome
from tests.rules.authority.test_layouts import nok

ON = date(2026, 11, 20)
CHRONICLE = (
    "Встреча первая, 25 марта 2025 года",
    "Присутствовали все пять членов. Решили смотреть 24 организации.",
    "Встреча вторая, 4 декабря 2025 года",
    "Заслушали отчёт. Постановили: результаты утвердить.",
)
EXTRACT = (
    "Выписка из решения совета общественности",
    "Липовый Бор, 29 мая 2026 года. Присутствовали 5 человек.",
    "СЛУШАЛИ: о списке организаций. РЕШИЛИ: включить шесть. Голосовали единогласно.",
)
TABLE = ("Когда | О чём | Чем кончилось", "30.01.2025 | список | единогласно", "11.12.2025 | итоги | утверждены")


@pytest.mark.parametrize("lines", [CHRONICLE, EXTRACT, TABLE, ("22 апреля они встретились и приняли список.",)])
def test_a_meeting_is_told_by_its_day_and_what_was_decided(lines: tuple[str, ...]) -> None:
    assert told_meeting(lines, ON) in lines


@pytest.mark.parametrize(
    "line",
    [
        "Совет создан приказом от 15.05.2018 № 88",
        "Заседание состоится 14.12.2025, рассмотрим итоги.",
        "План: 14 марта 2026 — рассмотреть итоги и утвердить перечень",
        "12.11.2024 — вручены медали труженикам тыла.",
        "14 декабря 2027 года собрались и решили",
        "Решили и утвердили единогласно.",
    ],
)
def test_acts_intentions_and_other_days_are_no_meeting(line: str) -> None:
    assert told_meeting((line,), ON) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("Выписка 1 (12.03.2025)", "Выписка 2 (04.12.2025)"),
        ("Запись № 1, 11.03.2025", "Запись № 2, 04.12.2025"),
    ],
)
def test_two_numbered_days_may_be_meetings_where_they_are_a_councils_own(lines: tuple[str, ...]) -> None:
    assert lines[0].startswith(told_meeting(lines, ON, councils=True) or "nothing")
    assert told_meeting(lines, ON) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("Выписка 1 (12.03.2025)",),
        ("№ 1 от 11.03.2025", "№ 2 от 04.12.2025"),  # contracts and orders are numbered, too
        ("1 | 12.03.2025 | 5000", "2 | 04.12.2025 | 7000"),
        ("Собрание 1, 12.03.2025 – перенесено", "Собрание 2, 04.12.2025 – отменено"),
        ("Выписка 1 (12.03.2025)", "Выставка открыта 04.12.2025"),
        ("Выписка 1 (12.03.2027)", "Выписка 2 (04.12.2027)"),
        ("Приказ № 1 от 11.03.2025", "Приказ № 2 от 04.12.2025"),
        ("№ 112 от 11.03.2025", "№ 118 от 04.12.2025"),  # acts have larger numbers than meetings
        ("Автобус 1 (12.03.2025)", "Автобус 2 (04.12.2025)"),
        ("Приказы: № 1 от 11.03.2025 – состав; № 2 от 04.12.2025 – график",),
        ("Выставка открыта 12.03.2025", "Концерт прошёл 04.12.2025"),
    ],
)
def test_one_day_acts_and_days_without_numbers_are_no_meetings_of_a_council(lines: tuple[str, ...]) -> None:
    assert told_meeting(lines, ON, councils=True) == ""


def test_a_record_is_several_meetings_or_one_whole() -> None:
    assert len(recorded_meetings(CHRONICLE, ON, paper=False)) == 2
    assert recorded_meetings(EXTRACT, ON, paper=True) == (EXTRACT[1],)
    assert recorded_meetings(EXTRACT, ON, paper=False) == ()
    assert recorded_meetings(("Совет собрался 22.04.2025.",), ON, paper=True) == ()
    prose = ("Сходились дважды. 3 марта 2025 года список приняли. 8 декабря 2025 года слушали отдел, итоги утвердили.",)
    assert len(recorded_meetings(prose, ON, paper=False)) == 2
    assert (
        recorded_meetings(("3 марта 2025 года приняли закон. 8 декабря 2025 года — праздник.",), ON, paper=False) == ()
    )


def test_a_journal_of_decisions_is_a_record() -> None:
    head = "№ | Дата заседания | Кто был | Что решили"
    rows = ("1 | 12.02.2026 | пятеро | список школ", "2 | 17.09.2026 | пятеро | ход опроса")
    assert recorded_meetings((head, *rows), ON, paper=False) == rows
    assert recorded_meetings((head, rows[0]), ON, paper=False) == ()
    assert recorded_meetings(("№ | Дата | Сумма", *rows), ON, paper=False) == ()


def test_a_chronicle_of_the_council_passes_with_a_remark() -> None:
    told = "".join(f"<p>{line}</p>" for line in CHRONICLE)
    finding = nok(
        f"<h2>Общественный совет по независимой оценке: о чём говорили</h2>{told}", "council-minutes-published"
    )
    assert finding.outcome is Outcome.PASSED
    assert finding.remarks == ("Протоколами не названы; размещены записи о заседаниях с решениями.",)
    assert finding.details["latest"] == "2025-12-04"


NUMBERED = [
    ("Выписка 1 (12.03.2025)", "Выписка 2 (04.12.2025)"),
    ("Решения: № 1 от 11.03.2025 – кого оценивать; № 2 от 04.12.2025 – итоги одобрены.",),
    ("Запись 1, 12.03.2025. Пятеро за.", "Запись 2, 04.12.2025. Трое за."),
]


@pytest.mark.parametrize("lines", NUMBERED)
def test_two_numbered_days_on_the_councils_own_page_are_minutes_with_a_remark(lines: tuple[str, ...]) -> None:
    told = "".join(f"<p>{line}</p>" for line in lines)
    own = nok(f"<h2>Общественный совет по независимой оценке</h2>{told}", "council-minutes-published")
    assert (own.outcome, own.details["latest"]) == (Outcome.PASSED, "2025-12-04")
    assert own.remarks
    anothers = nok(f"<h2>Молодёжный совет</h2>{told}", "council-minutes-published")
    assert anothers.outcome is not Outcome.PASSED


@pytest.mark.parametrize(
    "lines",
    [
        ("Выписка 1 (12.03.2025)",),
        ("Выписка 1 (12.03.2027)", "Выписка 2 (04.12.2027)"),
        ("Автобус 1 (12.03.2025)", "Автобус 2 (04.12.2025)"),
        ("№ 112 от 11.03.2025", "№ 118 от 04.12.2025"),
        ("Приказ № 1 от 11.03.2025", "Приказ № 2 от 04.12.2025"),
    ],
)
def test_other_days_on_the_councils_own_page_are_no_minutes(lines: tuple[str, ...]) -> None:
    told = "".join(f"<p>{line}</p>" for line in lines)
    finding = nok(f"<h2>Общественный совет по независимой оценке</h2>{told}", "council-minutes-published")
    assert finding.outcome is Outcome.FAILED, finding.message


def test_what_lies_ahead_in_the_next_line_leaves_a_meeting_what_it_was() -> None:
    met = ("Собрались 12.03.2025, решили смотреть музеи.", "Летом пройдёт следующая встреча.")
    assert told_meeting(met, ON) == met[0]
    assert told_meeting(("Соберёмся 12.03.2025, решим; встреча пройдёт летом.",), ON) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("17.01.2024 Об утверждении положения о совете", "12.02.2024 Об утверждении перечня организаций"),
        ("12.03.2025 приказом министерства утверждён состав", "14.05.2025 распоряжением утверждена форма отчёта"),
        ("12.03.2025 постановлением администрации принято положение", "14.05.2025 приказом приняты правила"),
    ],
)
def test_what_an_act_approves_no_meeting_decided(lines: tuple[str, ...]) -> None:
    assert told_meeting(lines, ON) == ""
    assert recorded_meetings(lines, ON, paper=False) == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("12.03.2025 утвердили перечень организаций", "04.12.2025 итоги утверждены"),
        (
            "12.03.2025 совет, созданный приказом министерства, утвердил перечень; пятеро за",
            "04.12.2025 одобрили итоги",
        ),
        ("12.03.2025 заслушали доклад о том, что приказом утверждён состав; голосовали за перечень единогласно",),
        ("12.03.2025 слушали: об утверждении перечня; голосовали единогласно",),
        ("12.03.2025 рассмотрели вопрос об утверждении перечня, решили утвердить",),
        ("12.03.2025 Постановили: принять перечень. Голосовали единогласно.",),
    ],
)
def test_what_a_council_approves_it_decided_whatever_acts_it_speaks_of(lines: tuple[str, ...]) -> None:
    assert told_meeting(lines, ON) == lines[0]
