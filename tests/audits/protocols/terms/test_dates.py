"""The same dates are terms in a «Срок: …» and in a sentence."""

from __future__ import annotations

import pytest

from audits.protocols.model import Item
from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ\nот 20 января 2026 г. № 4\n\nРЕШИЛИ:\n"
DATES = {
    "до 1 марта 2026 года": "2026-03-01",
    "до 1 марта 2026-го года": "2026-03-01",
    "до 1 марта сего года": "2026-03-01",
    "до 1 марта этого года": "2026-03-01",
    "до 1 марта с.г.": "2026-03-01",
    "до 1 марта текущего календарного года": "2026-03-01",
    "до 1 марта будущего года": "2027-03-01",
    "до 1 марта следующего календарного года": "2027-03-01",
    "до 01.04.2026": "2026-04-01",
    "до 01.04.26": "2026-04-01",
    "до 01.04": "2026-04-01",
    "до 01/04/2026": "2026-04-01",
    "до 01-04-2026": "2026-04-01",
    "до 2026-04-01": "2026-04-01",
    "до конца 2026 года": "2026-12-31",
    "до конца года": "2026-12-31",
    "до конца текущего года": "2026-12-31",
    "до конца следующего года": "2027-12-31",
    "до конца будущего года": "2027-12-31",
    "к концу следующего года": "2027-12-31",
    "в конце следующего года": "2027-12-31",
    "до конца марта будущего года": "2027-03-31",
    "до конца третьего квартала": "2026-09-30",
    "в марте следующего года": "2027-03-31",
    "во II квартале будущего года": "2027-06-30",
    "ко второй декаде марта 2026 года": "2026-03-20",
    "до третьей декады марта": "2026-03-31",
    "во второй декаде марта": "2026-03-20",
    "до последнего рабочего дня мая 2026 года": "2026-05-29",
    "до последнего дня марта будущего года": "2027-03-31",
    "к началу 2026/2027 учебного года": "2026-09-01",
    "до конца учебного года": "2026-05-31",
    "до Нового года": "2026-12-31",
    "к майским праздникам": "2026-04-30",
}
UNREAD = ("ежемесячно на второй рабочий день", "ежеквартально до пятого рабочего дня")


def _item(said: str) -> Item:
    (item,) = parse_protocol(f"{HEAD}1. {said}\n").items
    return item


@pytest.mark.parametrize("words", DATES)
def test_a_date_is_one_in_a_field_and_in_a_sentence(words: str) -> None:
    field = _item(f"Отделу культуры сдать план.\nСрок: {words}.")
    before = _item(f"Отделу культуры {words} сдать план.")
    after = _item(f"Отделу культуры сдать план {words}.")
    dues = [[str(term.due) for term in item.terms] for item in (field, before, after)]
    assert dues == [[DATES[words]]] * 3
    assert {item.responsible for item in (field, before, after)} == {("отдел культуры",)}
    assert not any("не сочтена" in note.words for note in parse_protocol(f"{HEAD}1. Сдать план {words}.\n").noted)


@pytest.mark.parametrize("words", UNREAD)
def test_a_numbered_workday_is_reckoned_nowhere(words: str) -> None:
    field = _item(f"Отделу культуры сдавать план.\nСрок: {words}.")
    said = _item(f"Отделу культуры {words} сдавать план.")
    notes = [[(term.due, term.recurrence, term.note) for term in item.terms] for item in (field, said)]
    assert notes[0] == notes[1]
    assert notes[0][0][2] == "день, названный номером рабочего дня, не вычисляется"


@pytest.mark.parametrize(
    "spoken",
    [
        "по плану от 01/04/2026",
        "на основании отчёта за вторую декаду марта 2026 года",
        "о сайтах, открытых 2025-04-01",
        "в конце года",
    ],
)
def test_a_date_that_is_only_spoken_of_is_no_term(spoken: str) -> None:
    assert _item(f"Отделу культуры сдать сводку {spoken}.").terms == ()
