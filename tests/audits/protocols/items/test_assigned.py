"""A term said for items by their numbers is theirs; what it contradicts is told, and nothing becomes an empty item."""

from __future__ import annotations

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ № 12\nот 8 ноября 2026 г.\nРЕШИЛИ:\n"


def terms(text: str) -> dict[str, list[str]]:
    return {item.number: [str(term.due) for term in item.terms] for item in parse_protocol(HEAD + text).items}


def test_items_without_a_term_get_it() -> None:
    text = "1. Отделу сайтов:\n1.1. Провести опрос.\n1.2. Сверить списки.\n2. Отделу учёта разместить план.\n"
    for said in (
        "3. Срок исполнения пунктов 1.1 и 2: до 5 марта 2027 года.",
        "Срок исполнения пунктов 1.1, 2 – 5 марта 2027 г.",
        "3. Срок исполнения пп. 1.1 и 2 настоящего протокола – 5 марта 2027 г.",
    ):
        found = terms(text + said)
        assert (found["1.1"], found["1.2"], found["2"]) == (["2027-03-05"], [], ["2027-03-05"])
        assert found.get("3", []) == []
    protocol = parse_protocol(HEAD + text + "3. Срок исполнения пунктов 1.1 и 2: до 5 марта 2027 года.")
    assert protocol.items[-1].text == "Срок исполнения пунктов 1.1 и 2: до 5 марта 2027 года."
    assert protocol.notes == (
        "Пункт 1.2: срок не указан.",
        "Пункт 3 называет срок пунктов 1.1, 2: он записан у них.",
    )


def test_a_term_for_an_item_with_parts_is_that_of_its_parts() -> None:
    text = "1. Отделу сайтов:\n1.1. Провести опрос.\n1.2. Сверить списки.\n2. Срок исполнения пункта 1: 5 марта 2027 г."
    assert terms(text) == {"1": [], "1.1": ["2027-03-05"], "1.2": ["2027-03-05"], "2": []}
    assert len(parse_protocol(HEAD + text).notes) == 1


def test_a_second_term_is_told_and_changes_nothing_by_itself() -> None:
    protocol = parse_protocol(
        HEAD + "1. Отделу сайтов провести опрос. Срок: 1 декабря 2026 г.\n"
        "2. Срок исполнения пунктов 1 и 7 — продлить до 1 марта 2027 года.\n"
        "3. Срок исполнения пункта 1: до 5 марта 2027 года.\n"
    )
    assert all(item.text for item in protocol.items)
    assert [str(term.due) for item in protocol.items for term in item.terms] == [
        "2026-12-01",
        "2027-03-01",
        "2027-03-05",
    ]
    said = "\n".join(protocol.notes)
    assert "Пункт 2 меняет прежнее поручение" in said
    assert "Пункт 3 меняет прежнее поручение" not in said  # no other paper's, but item 1's
    assert "Пункт 3 называет срок пункта 1 — 05.03.2027, а у него свой — 01.12.2026: проверьте, какой верен." in said
    assert "Пункт 3: не указано, кому поручено" not in said
    assert protocol.items[2].responsible == protocol.items[0].responsible == ("отдел сайтов",)
    assert "Пункт 2 называет срок пункта 1 — 01.03.2027, а у него свой — 01.12.2026: проверьте, какой верен." in said
    assert "Пункт 2 называет срок пункта 7 (01.03.2027), которого в протоколе нет." in said


def test_a_term_below_its_own_item_stays_there() -> None:
    assert terms("1. Отделу сайтов провести опрос.\nСрок исполнения пункта 1: 1 мая 2027 г.") == {"1": ["2027-05-01"]}
    assert terms(
        "1. Отделу сайтов провести опрос.\n2. Отделу учёта ждать.\nСрок исполнения пунктов 1–2: 1 мая 2027 г."
    ) == {
        "1": ["2027-05-01"],
        "2": ["2027-05-01"],
    }


def test_a_number_means_the_item_of_its_own_list() -> None:
    text = (
        "1. Отделу сайтов ждать.\nРЕШИЛИ:\n1. Отделу учёта разместить план.\n2. Срок исполнения пункта 1: 1 мая 2027 г."
    )
    assert terms(text) == {"1": [], "II.1": ["2027-05-01"], "II.2": []}


def test_a_date_beside_a_missing_term_stays_said() -> None:
    text = "1. Отделу сайтов сверить списки (15 января 2027 г.).\n2. Срок исполнения пункта 1: 1 мая 2027 г."
    assert "Пункт 1: дата в тексте (15 января 2027 г.) сроком не сочтена." in parse_protocol(HEAD + text).notes
