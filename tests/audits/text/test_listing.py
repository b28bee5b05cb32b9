"""Long enumerations become lists; short ones and years stay in their sentence."""

from __future__ import annotations

from audits.text.listing import Listed, listed

ACTS = ["Указ Президента РФ от 07.05.2012 № 597 «О мероприятиях»"] * 3


def test_a_long_enumeration_is_taken_out_of_its_sentence() -> None:
    said = listed(f"Нет актов: {', '.join(ACTS)}.", {"positions": [1, 2, 3], "missing": ACTS})
    assert said == Listed("Нет актов:", tuple(ACTS))
    assert str(said).splitlines() == ["Нет актов:", f"1) {ACTS[0]};", f"2) {ACTS[0]};", f"3) {ACTS[0]}."]


def test_what_reads_well_stays_as_it_is() -> None:
    for message, value in (
        ("Нет за 2019, 2022.", [2019, 2022]),
        ("Нет: а, б.", ["а", "б"]),
        (f"Нет: {ACTS[0]}.", ACTS[:1]),
        ("Нет актов.", ACTS),
        (f"Нет: {', '.join(ACTS)}, а прочее есть.", ACTS),
    ):
        assert str(listed(message, {"missing": value})) == message
