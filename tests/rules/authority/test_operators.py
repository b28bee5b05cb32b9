"""The operator by name, and who may not be one."""

from __future__ import annotations

from time import perf_counter

import pytest

from rules.authority.contracts import operator_of_contract
from rules.authority.operators import Standing, contract_of, find_operators, may_name_operator, operators_of_rows
from rules.authority.reading import names_organization
from rules.authority.traces import tells_of_operator

NAMED, EXECUTIVE, NAMELESS = Standing.NAMED, Standing.EXECUTIVE, Standing.NAMELESS


@pytest.mark.parametrize(
    ("said", "standing", "name"),
    [
        ("Оператором на 2025 год определено ООО «Мера», контракт от 12.02.2025 № 18.", NAMED, "ООО «Мера»"),
        ("АНО «Мнение» (далее – оператор) провела опрос.", NAMED, "АНО «Мнение»"),
        ("Оператором министерством определено АНО «Мнение».", NAMED, "АНО «Мнение»"),
        ("Организация-оператор: ИП Кузин А.В., договор № 7", NAMED, "ИП Кузин А.В."),
        ("Оператором является Поозёрский институт изучения мнений", NAMED, "Поозёрский институт изучения мнений"),
        ("Организация-оператор: ГБУ «Центр оценки»", NAMED, "ГБУ «Центр оценки»"),
        ("Организация-оператор: Министерство культуры Поозёрья.", EXECUTIVE, "Министерство культуры Поозёрья"),
        ("Функции оператора возложены на департамент труда", EXECUTIVE, "департамент труда"),
        ("Оператором выбрано подведомственное учреждение.", NAMELESS, ""),
        ("Оценку учреждений в 2025 году делало ООО «Мера» по контракту 5/25 от 11.08.2025.", NAMED, "ООО «Мера»"),
    ],
)
def test_the_operator_is_told(said: str, standing: Standing, name: str) -> None:
    found = find_operators((said,))
    assert [(one.standing, one.name) for one in found] == [(standing, name)]


def test_who_was_hired_may_be_told_in_two_sentences() -> None:
    said = "Опросы и подсчёт делает нанятая организация. В 2025 году это АНО «Мера», договор № 03-25 от 28 марта."
    (found,) = find_operators(("Независимая оценка качества", said))
    assert (found.name, found.contract) == ("АНО «Мера»", "договор № 03-25")


@pytest.mark.parametrize(
    "said",
    [
        "Перечень организаций-операторов",
        "Оценка качества: Кулик Р.А. (исполнительный директор фонда «Добрые люди»)",
        "Требования к организации-оператору: наличие опыта.",
        "Оператор проводит опрос в МБОУ «Школа № 5».",
        "Оператор персональных данных: ООО «Мера»",
        "Отчёты организации-оператора рассмотрены. АО «Завод» построил мост.",
        "Организация-оператор Министерства культуры определяется по конкурсу",
    ],
)
def test_nobody_is_named(said: str) -> None:
    assert find_operators((said,)) == ()


def test_a_heading_names_what_stands_under_it() -> None:
    lines = ("Организация-оператор", "ООО «Мера»", "Государственный контракт № 7 от 01.03.2025")
    (found,) = find_operators(lines)
    assert (found.name, found.contract) == ("ООО «Мера»", "контракт № 7 от 01.03.2025")


def test_a_column_names_operators() -> None:
    rows = (
        ("Сфера", "Оператор", "Контракт"),
        ("культура", "ООО «Мера»", "№ 7 от 01.03.2025"),
        ("спорт", "Министерство спорта", ""),
    )
    first, second = operators_of_rows(rows)
    assert (first.standing, first.name, bool(first.contract)) == (NAMED, "ООО «Мера»", True)
    assert (second.standing, second.contract) == (EXECUTIVE, "")


def test_a_document_in_one_endless_line_takes_no_time() -> None:
    endless = "Отчёт оператора о проведении оценки, договор заключён. " * 4000
    started = perf_counter()
    find_operators((endless,))
    assert perf_counter() - started < 2


def test_a_contracts_number_may_stand_without_a_sign() -> None:
    assert contract_of("работу делало ООО «Мера» по контракту 5/25 от 11.08.2025") == "контракту 5/25 от 11.08.2025"
    assert contract_of("контракту 5 лет от заключения") == ""


def test_a_column_may_be_headed_by_a_question() -> None:
    rows = (("Год", "Перечень", "Кто собирал информацию"), ("2023", "скачать", "ООО «Мера», ГК № 15 от 19.05.2023"))
    (found,) = operators_of_rows(rows)
    assert found.name.startswith("ООО «Мера»")


@pytest.mark.parametrize("short", ["к-т № 14 от 02.03.2026", "МК № 14 от 02.03.2026", "дог. № 14 от 02.03.2026"])
def test_a_contract_may_be_abbreviated_before_its_number(short: str) -> None:
    (found,) = find_operators((f"Сбор и обобщение информации: ООО «Мера» ({short}).",))
    assert (found.standing, found.name, found.contract) == (NAMED, "ООО «Мера»", short)


@pytest.mark.parametrize("other", ["пр-т № 14 от 02.03.2026", "БМК № 14 от 02.03.2026", "к-т культуры", "МК «Дружба»"])
def test_what_only_ends_like_an_abbreviated_contract_is_none(other: str) -> None:
    assert contract_of(f"ООО «Мера» ({other})") == ""


def test_a_numbered_point_names_the_operator_in_its_next_sentence() -> None:
    (found,) = find_operators(("3. Оператор. ИП Кузин А.В., договор № 3 от 02.03.2026",))
    assert (found.standing, found.name, found.contract) == (NAMED, "ИП Кузин А.В.", "договор № 3 от 02.03.2026")
    assert find_operators(("3. Оператор. Выбран по закону.",)) == ()
    assert find_operators(("3. Оператор ищет кабинет. ИП Кузин А.В. чинит крышу.",)) == ()


@pytest.mark.parametrize("label", ["Исполнитель", "Кто опрашивал посетителей", "Организация, проводящая сбор мнений"])
def test_a_label_a_firm_and_its_contract_stand_line_by_line(label: str) -> None:
    lines = ("Независимая оценка качества", label, "ООО «Мера»", "Муниципальный контракт № 7-К", "от 01.03.2025")
    assert any(map(may_name_operator, lines))
    (found,) = find_operators(lines)
    assert (found.name, "№ 7-К" in found.contract, "01.03.2025" in found.contract) == ("ООО «Мера»", True, True)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ремонт клуба", "Исполнитель", "ООО «Мера»", "Муниципальный контракт № 7-К от 01.03.2025"),
        ("Независимая оценка качества", "Партнёр", "ООО «Мера»", "Муниципальный контракт № 7-К от 01.03.2025"),
        ("Независимая оценка качества", "Исполнитель", "ООО «Мера»", "Приказ № 7 от 01.03.2025"),
        ("Независимая оценка качества", "Исполнитель", "ООО «Мера»", "Контракт № 7 от 01.03.2025 на ремонт"),
    ],
)
def test_a_firm_in_a_line_of_its_own_may_be_anybody(lines: tuple[str, ...]) -> None:
    assert find_operators(lines) == ()


def test_number_and_day_of_a_contract_may_have_rows_of_their_own() -> None:
    rows = (
        ("Оператор", "ООО «Мера»"), ("Контракт", "№ 7-К"), ("Цена", "90 000 руб."), ("Подписан", "01.03.2025"),
    )  # fmt: skip
    (found,) = operators_of_rows(rows)
    assert ("№ 7-К" in found.contract, "01.03.2025" in found.contract) == (True, True)
    other = (("Оператор", "ООО «Мера»"), ("Цена", "90 000 руб."), ("Анкетирование до", "01.03.2025"))
    assert operators_of_rows(other)[0].contract == ""


_ABOUT_FIRM = ("ИНН 0000000000", "Адрес: Поозёрск, ул. Садовая, 4", "Телефон: 00-00-00", "Почта: mera@poozer.example")


@pytest.mark.parametrize("told", [("Оператор", "ООО «Мера»"), ("Оператор: ООО «Мера»",)])
def test_a_contract_may_stand_below_all_that_is_told_of_a_firm(told: tuple[str, ...]) -> None:
    lines = ("Независимая оценка качества", *told, *_ABOUT_FIRM, "Контракт № 7 от 01.03.2025")
    assert "контракт № 7 от 01.03.2025" in [one.contract.lower() for one in find_operators(lines)]


@pytest.mark.parametrize(
    "below",
    [
        ("ООО «Вес», контракт № 7 от 01.03.2025",),
        ("Оператор в 2026 году ещё не выбран", "Контракт № 7 от 01.03.2025"),
        ("Уборка помещений", "Контракт № 7 от 01.03.2025"),
        ("Контракт будет заключён в марте", "Приказ № 7 от 01.03.2025"),
    ],
)
def test_a_contract_below_that_is_another_matters_is_not_the_operators(below: tuple[str, ...]) -> None:
    lines = ("Независимая оценка качества", "Оператор: ООО «Мера»", *_ABOUT_FIRM, *below)
    assert {one.contract for one in find_operators(lines) if "Мера" in one.name} == {""}


def test_in_a_register_of_contracts_it_is_who_was_hired_for_the_assessment() -> None:
    rows = (
        ("Услуга", "Победитель", "Контракт"),
        ("Обслуживание лифта", "ООО «Подъём»", "от 15.01.2026 № 4"),
        ("Независимая оценка качества: сбор и обобщение информации", "ООО «Мера»", "от 22.06.2026 № 74-ОК"),
        ("Питание школьников", "ООО «Обед»", "от 20.08.2026 № 90"),
    )
    (found,) = operators_of_rows(rows)
    assert found.name == "ООО «Мера»"
    assert "№ 74-ОК" in found.contract
    assert operators_of_rows(rows[:2]) == ()


@pytest.mark.parametrize("form", ["ООО", "НАО", "АНО", "ЧУ", "МОО"])
def test_a_firm_is_one_in_whatever_form(form: str) -> None:
    assert tells_of_operator(f"Сбор информации о качестве услуг провело {form} «Мера»", about=True)
    (operator,) = find_operators((f"Оператор: {form} «Мера», договор от 12.02.2025 № 18",))
    assert (operator.name, operator.standing) == (f"{form} «Мера»", Standing.NAMED)
    assert names_organization(f"{form} «Мера»")


def test_a_region_is_no_firm() -> None:
    assert not names_organization("Ненецкий АО")


CONTRACT = """МУНИЦИПАЛЬНЫЙ КОНТРАКТ № {number}
город Лесной, 17 марта 2025 года
Управление культуры города Лесного, именуемое «Заказчик», в лице начальника, и {party}, именуемое в дальнейшем
«Исполнитель», заключили контракт о нижеследующем.
1. Исполнитель {task}.
"""
TASK = "собирает и передаёт сведения: сбор и обобщение информации о качестве условий оказания услуг"


def contract(number: str = "88-К/25", party: str = "ООО «Ракурс»", task: str = TASK) -> list[str]:
    return CONTRACT.format(number=number, party=party, task=task).replace("дальнейшем\n", "дальнейшем ").splitlines()


def test_a_contracts_own_preamble_names_the_operator() -> None:
    found = operator_of_contract(contract())
    assert found is not None
    assert (found.standing, found.name, found.contract) == (
        Standing.NAMED, "ООО «Ракурс»", "контракт № 88-К/25 от 17.03.2025",
    )  # fmt: skip


def test_a_contract_on_something_else_or_with_nobody_names_none() -> None:
    assert operator_of_contract(contract(task="поставляет бумагу")) is None
    assert operator_of_contract(contract(party="______________")) is None
    assert (
        operator_of_contract(["Отчёт о сборе и обобщении информации", "ООО «Ракурс», именуемое «Исполнитель»"]) is None
    )
