"""What people read in the morning: what is new, what came back, what is overdue, and when the night proves nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from audits.changes.compare import Comparison, Pair
from audits.changes.titles import Told
from audits.deadlines.states import Deadline, State
from audits.model import Run
from audits.night.report import LISTED, NightReport, body_of, title_of
from audits.protocols.model import Recurrence
from audits.store.model import Waiver
from rules.model import Organization

DAY = date(2026, 11, 20)
RUN = Run("2026-11-20", "kbr-2017", DAY, datetime(2026, 11, 20, tzinfo=UTC), state="finished", organizations=3, judged=2, untested=1)  # fmt: skip  # noqa: E501
KNOWN = {"a": Organization("a", name="Школа № 1"), "b": Organization("b")}
TOLD = Told({"nok-page-published": "Страница НОК есть"}, {("a", "nok-page-published"): "Страницы НОК нет."})


def term(item: str, state: State, due: date = DAY) -> Deadline:
    return Deadline("p", item, due, None, (), state, (), None, "пояснение", days=(due - DAY).days)


def report(**changes: object) -> NightReport:
    given: dict[str, object] = {"day": DAY, "run": RUN, "baseline": "2026-11-19", "open_deficiencies": 7}
    return NightReport(**(given | changes))  # type: ignore[arg-type]


def test_new_and_returned_are_named() -> None:
    changes = Comparison(
        new=(Pair("a", "nok-page-published"),), reopened=(Pair("b", "x"),), not_retested=(Pair("b", "y"),)
    )
    told = report(changes=changes)
    assert title_of(told) == "НОК, ночь 20.11.2026: новых недостатков 1, вернулось 1"
    body = body_of(told, KNOWN, TOLD)
    assert "• Школа № 1: Страницы НОК нет." in body
    assert "• b: x" in body
    assert "Не удалось перепроверить: 1." in body
    assert "Проверено 2 из 3 организаций, не проверено 1." in body


def test_what_stands_from_earlier_nights_and_who_left_is_told_apart() -> None:
    changes = Comparison(registry_changed=(Pair("a", "x"), Pair("a", "y"), Pair("b", "x")))
    told = report(changes=changes, left=("a",), unconfirmed=3, silent=(("b", "время вышло"),), mute=2)
    assert title_of(told).endswith("не отвечают с этой ночи 1, исключено из реестра 1, изменилось из-за реестра 1")
    body = body_of(told, KNOWN, TOLD)
    assert "Открытых недостатков всего: 7, из них в эту ночь не перепроверены: 3." in body
    assert "Не отвечает сайтов: 2." in body
    assert "• b: время вышло" in body
    assert "• Школа № 1 (снято недостатков: 2)" in body
    assert "Вывод изменился из-за реестра — 1:\n• b: x" in body
    assert "Изменилось из-за реестра всего: 3, из них у исключённых: 2." in body


def test_a_deficiency_that_a_row_or_a_rule_brought_is_no_quiet_night() -> None:
    pair = Pair("a", "nok-page-published")
    told = report(changes=Comparison(registry_changed=(pair,), rule_changed=(Pair("b", "x"),)), letters=1)
    assert title_of(told).endswith(": изменилось из-за реестра 1, изменилось из-за правил 1, писем 1")
    found = msgspec.structs.replace(TOLD, failing=frozenset({("a", "nok-page-published")}))
    assert "из-за реестра — 1:\n• Школа № 1: есть недостаток: Страницы НОК нет." in body_of(told, KNOWN, found)
    expired = (Waiver("a", "nok-page-published", "р", "я", date(2026, 11, 19)),)
    assert title_of(report(expired=expired)).endswith(": истекло исключений 1")


def test_a_long_list_is_cut_and_says_so() -> None:
    many = tuple(Pair(f"o{number}", "x") for number in range(LISTED + 5))
    body = body_of(report(changes=Comparison(new=many)), {}, Told())
    assert body.count("• o") == LISTED
    assert "и ещё 5" in body


def test_terms_that_became_overdue_are_told_apart_from_old_ones() -> None:
    old, new = term("1", State.OVERDUE, date(2026, 1, 1)), term("2", State.REOPENED, date(2026, 11, 19))
    told = report(deadlines=(old, new, term("3", State.MET)), deadlines_before=(old, term("3", State.PARTLY_MET)))
    assert told.newly_overdue == (new,)
    assert [one.item for one in told.newly_met] == ["3"]
    assert title_of(told).endswith("без изменений; просрочено сроков 2, из них новых 1")
    body = body_of(told, {}, Told())
    assert body.index("Просрочены с прошлой ночи — 1") < body.index("Остаются просроченными — 1")
    assert "(1 день назад)" in body


def test_a_term_says_what_it_is_about_and_that_an_earlier_one_waits() -> None:
    missed = msgspec.structs.replace(
        term("3.1", State.MANUAL, date(2026, 12, 5)),
        text="Представить сводную информацию о ходе реализации планов.",
        recurrence=Recurrence.MONTHLY,
        days=15,
        missed=(date(2026, 11, 5),),
        note="не отмечено сроков: 1 (05.11.2026)",
    )
    body = body_of(report(deadlines=(missed,)), {}, Told())
    assert "Ждут отметки об исполнении — 1" in body
    about = "«Представить сводную информацию о ходе реализации планов»"
    assert f"п. 3.1 {about}: следующий срок 05.12.2026 (через 15 дней); не отмечено сроков: 1 (05.11.2026)" in body


def test_a_void_night_blames_nobody_and_says_why() -> None:
    void = report(run=msgspec.structs.replace(RUN, state="void", note="сеть не работала"))
    assert title_of(void).endswith("не засчитана")
    assert "сеть не работала" in body_of(void, {}, Told())
    assert "Новые" not in body_of(void, {}, Told())
    assert report(run=None, note="никто не отвечает").void


def test_the_first_night_and_expired_exceptions() -> None:
    told = report(baseline="", expired=(Waiver("a", "nok-page-published", "р", "я", date(2026, 11, 19)),))
    assert title_of(told) == "НОК, ночь 20.11.2026: первая, открытых недостатков 7"
    assert "Истекли исключения — 1:\n• Школа № 1: Страницы НОК нет. (до 19.11.2026)" in body_of(told, KNOWN, TOLD)


def test_what_was_mended_is_told_by_its_good_state_and_what_was_found_by_what_is_wrong() -> None:
    pair = (Pair("a", "nok-page-published"),)
    assert "Исправлено — 1:\n• Школа № 1: Страница НОК есть" in body_of(
        report(changes=Comparison(fixed=pair)), KNOWN, TOLD
    )
    for change in ("new", "reopened"):
        body = body_of(report(changes=Comparison(**{change: pair})), KNOWN, TOLD)
        assert "• Школа № 1: Страницы НОК нет." in body
        assert "Страница НОК есть" not in body
    assert TOLD.of("rule_changed", "a", "nok-page-published") == "недостаток снят: Страницы НОК нет."


def test_rules_that_say_the_same_of_one_organization_are_one_line() -> None:
    rules = ("bus-card-has-email", "bus-card-has-site", "bus-plan-published")
    told = Told({}, {("a", rule): "Карточки нет." for rule in rules})
    body = body_of(report(changes=Comparison(new=tuple(Pair("a", rule) for rule in rules))), KNOWN, told)
    assert "Новые недостатки — 3:\n• Школа № 1: Карточки нет. (по 3 правилам)\n" in body


def test_a_site_that_answers_is_not_called_silent() -> None:
    told = report(closed=(("a", "запрещено в robots.txt"),), shut=2, mute=1)
    assert title_of(told).endswith("не читаются с этой ночи 1")
    body = body_of(told, KNOWN, TOLD)
    assert "Не отвечает сайтов: 1." in body
    assert "Отвечают, но не читаются (защита, запрет для роботов, заглушка): 2." in body
    assert "Не читаются с этой ночи — 1:\n• Школа № 1: запрещено в robots.txt" in body
    assert "Не отвечают с этой ночи" not in body


def test_an_item_of_a_protocol_is_told_with_its_words() -> None:
    late = msgspec.structs.replace(term("1", State.OVERDUE), text="Разместить на сайтах отчёты операторов")
    assert "п. 1 «Разместить на сайтах отчёты операторов»: срок" in body_of(report(deadlines=(late,)), KNOWN, TOLD)
