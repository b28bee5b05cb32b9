"""What is an infinitive, and that every verb ends the name of whom an item asks."""

from __future__ import annotations

import re
from datetime import date

import pytest

from audits.protocols.parse import parse_protocol
from audits.protocols.words.verbs import INFINITIVE, PARTICIPLE

HEAD = "ПРОТОКОЛ\nот 20 января 2026 г. № 4\n\nРЕШИЛИ:\n"
VERBS = (
    "привлечь", "приобрести", "пресечь", "помочь", "вывезти", "извлечь", "уберечь", "соблюсти", "подвезти", "вовлечь",
    "изобрести", "достичь", "истечь", "влезть", "учесть", "предпочесть", "попасть", "разместить", "обойтись", "найти",
    "произвести", "возрасти", "спасти", "увлечься", "подмести", "иметь", "закрыть", "вернуть", "бороться", "взять",
)  # fmt: skip
NO_VERBS = (
    "печать", "роспечать", "библионочь", "двести", "очередь", "пять", "десять", "двадцать", "пятнадцать",
    "память", "сеть", "соцсеть", "треть", "путь", "суть", "хоть", "вплоть", "речь", "ночь", "дочь", "прочь", "помощь",
    "честь", "область", "области", "деятельности", "шести", "совести", "новости", "власти", "страсти", "части", "сети",
    "десяти",
)  # fmt: skip


@pytest.mark.parametrize("word", VERBS)
def test_an_infinitive_ends_whom_an_item_asks_and_keeps_its_day(word: str) -> None:
    text = f"{HEAD}1. Министерству культуры {word} экспертов 25 марта 2026 г.\n"
    (item,) = parse_protocol(text).items
    assert item.responsible == ("Министерство культуры",)
    assert [term.due for term in item.terms] == [date(2026, 3, 25)]


@pytest.mark.parametrize("word", NO_VERBS)
def test_a_word_that_ends_like_one_is_none(word: str) -> None:
    assert not re.search(INFINITIVE, word, re.I)


def test_a_noun_that_ends_like_a_verb_is_a_part_of_the_name() -> None:
    (item,) = parse_protocol(
        f"{HEAD}1. Управлению по связям с печатью и делам части городов {VERBS[0]} экспертов.\n"
    ).items
    assert item.responsible == ("Управление по связям с печатью и делам части городов",)


def test_items_below_inherit_whom_the_sentence_above_them_asks_without_its_verb() -> None:
    text = (
        f"{HEAD}Главам администраций привлечь:\n1. Экспертов до 1 мая 2026 года.\n2. Волонтёров до 1 июня 2026 года.\n"
    )
    assert {item.responsible for item in parse_protocol(text).items} == {("главы администраций",)}


def test_a_verb_is_no_signature() -> None:
    text = f"{HEAD}1. Отделу культуры представить план.\n\nПредседатель комитета обязан привлечь И.И. Петрова\n"
    (item,) = parse_protocol(text).items
    assert "привлечь" in item.text


@pytest.mark.parametrize("word", ["созданных", "открытого", "принятой", "проводимая", "рассматриваемые"])
def test_a_participle(word: str) -> None:
    assert re.search(PARTICIPLE, word)


@pytest.mark.parametrize("word", ["системой", "зимой", "необходимые", "независимая", "темой", "всеми"])
def test_no_participle(word: str) -> None:
    assert not re.search(PARTICIPLE, word)
