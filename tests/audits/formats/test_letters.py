"""Letters, opened again: every deficiency with its remedy, right forms, foreign text as text."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn

from audits.findings.deficiency_list import UNBOUND, DeficiencyRow
from audits.formats.cells import readable
from audits.formats.letters import LetterError, write_bundle, write_index, write_letters
from audits.text.listing import listed
from audits.text.russian import counted, genitive_place, long_date
from rules.model import Evidence, Ownership, Subject
from tests.audits.formats.test_xlsx import row

ON = date(2026, 11, 20)
SEEN = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for line in table.rows for cell in line.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_letter_names_each_deficiency_its_norm_remedy_and_term() -> None:
    rows = [row(due=date(2026, 12, 1)), row(rule="poll-published", message="Опроса нет.", remedy="Разместить опрос.")]
    (letter,) = write_letters(rows, on=ON)
    text = text_of(letter.content)
    for expected in ("Страницы нет.", "Создать страницу.", "Опроса нет.", "Разместить опрос.", "п. 2.2", "01.12.2026"):
        assert expected in text
    assert "выявлено 2 недостатка" in text
    assert "срок по которым истёк, незамедлительно" in text
    assert "{{" not in text
    assert "{%" not in text
    assert (letter.organizations, letter.deficiencies) == (1, 2)


def test_one_letter_a_municipality_groups_organizations() -> None:
    rows = [row(), row(organization="sh-2", name="Школа № 2"), row(organization="sh-3", municipality="Речной район")]
    letters = write_letters(rows, on=ON, by="municipality")
    assert [(letter.addressee, letter.organizations) for letter in letters] == [
        ("Лесной район", 2),
        ("Речной район", 1),
    ]
    assert len(Document(io.BytesIO(letters[0].content)).tables) == 1 + 2  # the head, then one an organization
    assert len({letter.file_name for letter in letters}) == 2


def test_a_letter_is_as_of_the_day_its_findings_were_confirmed() -> None:
    november = row(confirmed=date(2026, 11, 20), due=None)
    text = text_of(write_letters([november], on=date(2027, 3, 1))[0].content)
    assert "по состоянию на 20 ноября 2026 г." in text
    assert "2027" not in text
    assert "подтверждено" not in text, "said by the opening already"


def test_what_a_later_night_could_not_see_says_when_it_was_confirmed() -> None:
    rows = [
        row(confirmed=date(2026, 11, 21)),
        row(rule="b", confirmed=date(2026, 11, 20), retested=False),
        row(rule="c", confirmed=date(2026, 11, 19)),
    ]
    text = text_of(write_letters(rows, on=ON)[0].content)
    assert "по состоянию на 21 ноября 2026 г." in text
    assert "Последний раз подтверждено 20.11.2026, при более поздней проверке установить не удалось." in text
    assert "Последний раз подтверждено 19.11.2026." in text
    alone = text_of(write_letters(rows[1:2], on=ON)[0].content)
    assert "по состоянию на 20 ноября 2026 г." in alone
    assert "при более поздней проверке установить не удалось" in alone


def test_letters_are_numbered_as_people_count() -> None:
    rows = [row(organization=f"s{number}", name=f"Школа № {number}") for number in (10, 2, 1)]
    assert [letter.file_name for letter in write_letters(rows, on=ON)] == [
        "001-Школа-1.docx", "002-Школа-2.docx", "003-Школа-10.docx",
    ]  # fmt: skip


def test_what_was_read_is_told_by_what_the_rule_is_about() -> None:
    home = row(pages_read=("https://sh1.example/",), whole_site=False)
    text = text_of(write_letters([home], on=ON)[0].content)
    assert "Проверена главная страница: https://sh1.example/." in text
    assert "Прочитано" not in text
    seen = row(evidence=(Evidence(url="https://sh1.example/nok"),), confirmed=ON, checked=date(2026, 11, 26))
    assert "https://sh1.example/nok, проверено 26.11.2026." in text_of(write_letters([seen], on=ON)[0].content)


def test_evidence_and_absence_are_said() -> None:
    seen = row(evidence=(Evidence(url="https://sh1.example/nok"),))
    assert "https://sh1.example/nok" in text_of(write_letters([seen], on=ON)[0].content)
    absent = row(pages_read=("a", "b", "c"))
    letter = text_of(write_letters([absent], on=ON)[0].content)
    assert "Прочитано страниц сайта: 3" in letter
    assert "полностью" not in letter, "pages a rule is about may be the home page alone"


def test_foreign_text_stays_text() -> None:
    hostile = row(name="<w:p>&«{{ 7*7 }}»\x00", message="{% for x in y %}</w:t>")
    text = text_of(write_letters([hostile], on=ON)[0].content)
    assert "<w:p>&«{{ 7*7 }}»" in text
    assert "{% for x in y %}</w:t>" in text


def test_the_index_lists_every_letter() -> None:
    letters = write_letters([row(), row(organization="b", name="Библиотека")], on=ON)
    text = text_of(write_index(letters, on=ON))
    assert all(letter.file_name in text and letter.addressee in text for letter in letters)


def test_terms_are_asked_for_as_they_are() -> None:
    def asked(*dues: date | None) -> str:
        rows = [row(rule=str(number), due=due) for number, due in enumerate(dues)]
        return text_of(write_letters(rows, on=ON)[0].content)

    assert "в срок до ____________ 20___ г." in asked(None)
    assert "недостаток в срок до 1 декабря 2026 г. и сообщить" in asked(date(2026, 12, 1))
    assert "в сроки, указанные в таблице, и сообщить" in asked(date(2026, 12, 1), date(2027, 1, 1))
    assert "срок по которым истёк, незамедлительно" in asked(date(2026, 11, 1), date(2027, 1, 1))
    assert "выявлен 1 недостаток." in asked(None)


def test_a_municipality_answers_for_its_own_only() -> None:
    rows = [
        row(ownership=Ownership.MUNICIPAL),
        row(organization="h", name="ГБУЗ «Больница»", ownership=Ownership.STATE),
        row(organization="m", name="Министерство культуры", subject=Subject.AUTHORITY),
        row(organization="n", name="Школа", municipality=""),
    ]
    texts = [text_of(letter.content) for letter in write_letters(rows, on=ON, by="municipality")]
    assert [next(who for who in ADDRESSEES if who in text) for text in texts] == list(ADDRESSEES)


ADDRESSEES = (
    "Руководителю ГБУЗ «Больница»",
    "Главе местной администрации Лесного района",
    "Руководителю Министерства культуры",
    "Руководителю: Школа",
)


def test_an_address_is_written_as_it_is_read() -> None:
    quoted = row(evidence=(Evidence(url="http://a.test/%D0%BE%D1%86%D0%B5%D0%BD%D0%BA%D0%B0", fetched_at=SEEN),))
    text = text_of(write_letters([quoted], on=ON)[0].content)
    assert "Страница: http://a.test/оценка, проверено 21.11.2026 в 00:30 (МСК)" in text
    assert readable("http://a.test/%FF%20x") == "http://a.test/%FF%20x"


def test_the_bundle_counts_pages_letter_by_letter() -> None:
    document = Document(io.BytesIO(write_bundle(write_letters([row(), row(organization="b", name="Б")], on=ON), on=ON)))
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1"]


def template_with(path: Path, *paragraphs: str) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_ministry_brings_its_own_template(tmp_path: Path) -> None:
    own = template_with(
        tmp_path / "own.docx",
        "МИНИСТЕРСТВО ТРУДА",
        "{{ addressee }}",
        "{% for o in organizations %}{{ o.name }}: {% for r in o.rows %}{{ r.message }} {% endfor %}{% endfor %}",
    )
    (letter,) = write_letters([row()], on=ON, template=own)
    assert text_of(letter.content).splitlines() == [
        "МИНИСТЕРСТВО ТРУДА",
        "Руководителю: Школа № 1",
        "Школа № 1: Страницы нет. ",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ adressee }} {{ organizations }}", "нет такого поля: adressee; есть: addressee"),
        ("{% for o in organizations %}{{ o.nmae }}{% endfor %}", "поле записано с ошибкой: .*nmae"),
        ("{% for o in organizations %}", "поле записано с ошибкой"),
        ("Просто письмо", "нет таблицы недостатков"),
    ],
)
def test_a_slip_in_a_template_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LetterError, match=said):
        write_letters([row()], on=ON, template=template_with(tmp_path / "slip.docx", text))


def test_a_bad_template_is_said(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="шаблон"):
        write_letters([row()], on=ON, template=tmp_path / "none.docx")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a document")
    with pytest.raises(LetterError):
        write_letters([row()], on=ON, template=broken)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 недостатков"),
        (1, "1 недостаток"),
        (3, "3 недостатка"),
        (5, "5 недостатков"),
        (11, "11 недостатков"),
        (21, "21 недостаток"),
        (112, "112 недостатков"),
    ],
)
def test_numbers_agree_with_nouns(count: int, said: str) -> None:
    assert counted(count, "недостаток", "недостатка", "недостатков") == said


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Лесной район", "Лесного района"),
        ("Баксанский муниципальный район", "Баксанского муниципального района"),
        ("Верхний округ", "Верхнего округа"),
        ("городской округ Солнечный Дол", "городского округа Солнечный Дол"),
        ("сельское поселение Нижний Дол", "сельского поселения Нижний Дол"),
        ("Городское поселение Солнечный", "Городского поселения Солнечный"),
        ("муниципальное образование «Речное»", "муниципального образования «Речное»"),
        ("г.о. Солнечный Дол", "г.о. Солнечный Дол"),
        ("Лесной р-н", "Лесного р-на"),
        ("сельское поселение", None),
        ("г. Нальчик", None),
        ("Село Речное", None),
        ("Лесной", None),
    ],
)
def test_places_are_declined_only_without_doubt(name: str, genitive: str | None) -> None:
    assert genitive_place(name) == genitive


def test_dates_in_words() -> None:
    assert long_date(date(2017, 6, 15)) == "15 июня 2017 г."


NO_CARD = {"about": "card", "cause": "no-card", "message": "Карточки организации на bus.gov.ru нет."}


def test_a_letter_speaks_of_checking_only_what_was_looked_at() -> None:
    def subject(*rows: DeficiencyRow) -> str:
        return text_of(write_letters(rows, on=ON)[0].content).split("\n")[0].partition("при проверке ")[2]

    content, card = row(), row(rule="bus-card-has-site", about="card")
    nowhere = row(rule="official-site-works", about="site", site="")
    assert subject(content) == "официального сайта"
    assert subject(card) == "карточки организации на bus.gov.ru"
    assert subject(nowhere) == "наличия официального сайта"
    assert subject(msgspec.structs.replace(nowhere, site="http://gone.example/")) == "официального сайта"
    assert subject(content, card) == "официального сайта и карточки организации на bus.gov.ru"
    silent = text_of(write_letters([card], on=ON)[0].content)
    assert "проверке официального сайта" not in silent
    assert "прочитанных страниц" not in silent


def test_what_the_authority_in_charge_has_to_do_is_asked_of_it() -> None:
    scores = row(rule="bus-scores-published", message="Баллов нет.", about="card", duty=Subject.AUTHORITY)
    other = msgspec.structs.replace(scores, organization="sh-2", name="Школа № 2")
    for by in ("organization", "municipality"):
        letters = {one.addressee: one for one in write_letters([row(), scores, other], on=ON, by=by)}
        mine = letters.pop("Уполномоченный орган (образование)")
        assert mine.organizations == 2
        text = text_of(mine.content)
        assert "В уполномоченный орган (образование)" in text
        assert "карточек организаций на bus.gov.ru" in text
        (to_others,) = letters.values()
        assert "Баллов нет." not in text_of(to_others.content)


def test_a_search_that_found_nothing_is_no_page() -> None:
    api = Evidence(url="https://bus.gov.ru/public-rest/api/agency?searchString=1")
    text = text_of(write_letters([row(evidence=(api,), checked=ON, **NO_CARD)], on=ON)[0].content)
    assert "Карточки организации на bus.gov.ru нет.\nПроверено 20.11.2026." in text
    assert "searchString" not in text


def test_recommendations_are_not_called_deficiencies_to_be_put_right() -> None:
    one = row(binds=False, due=None, citation=UNBOUND)
    text = text_of(write_letters([one], on=ON)[0].content)
    assert text.startswith("О рекомендациях по результатам проверки официального сайта\n")
    assert "официального сайта на полноту сведений о независимой оценке" in text
    assert "подготовлена 1 рекомендация." in text
    assert "Прошу рассмотреть рекомендацию и сообщить" in text
    assert "Страница создана\nПрактика независимой оценки, обязательной нормы методика не называет." in text
    for word in ("устранить", "недостат", "соответствие", "Основание"):
        assert word not in text
    two = text_of(write_letters([one, row(rule="other", due=None)], on=ON)[0].content)
    assert two.startswith("О недостатке, выявленном при проверке")
    assert "выявлен 1 недостаток, подготовлена 1 рекомендация." in two
    assert "Прошу устранить недостаток, рассмотреть рекомендацию и сообщить" in two


def test_the_register_counts_recommendations_apart() -> None:
    rows = [row(), row(rule="other"), row(rule="third", binds=False, due=None, citation=UNBOUND)]
    (letter,) = made = write_letters(rows, on=ON)
    assert (letter.deficiencies, letter.recommendations) == (2, 1)
    assert "Всего: 1 письмо, 2 недостатка, 1 рекомендация." in text_of(write_index(made, on=ON))


def test_one_deficiency_is_spoken_of_as_one() -> None:
    text = text_of(write_letters([row(due=None)], on=ON)[0].content)
    assert text.startswith("О недостатке, выявленном при проверке официального сайта\n")
    assert "Прошу устранить недостаток и сообщить" in text
    past = text_of(write_letters([row(due=date(2026, 11, 1))], on=ON)[0].content)
    assert "Прошу устранить недостаток, срок по которому истёк, незамедлительно и сообщить о принятых мерах." in past


def test_presence_is_checked_and_conforms_to_nothing() -> None:
    nowhere = row(rule="official-site-works", about="site", site="")
    alone = text_of(write_letters([nowhere], on=ON)[0].content)
    assert "По результатам проверки наличия официального сайта по состоянию на" in alone
    both = [nowhere, row(organization="sh-2", name="Школа № 2")]
    text = text_of(write_letters(both, on=ON, by="municipality")[0].content)
    assert "при проверке наличия и содержания официальных сайтов организаций\n" in text
    assert (
        "проверки наличия официальных сайтов организаций и соответствия размещённых на них сведений требованиям" in text
    )
    card = row(rule="bus-card-has-site", about="card", organization="sh-2")
    text = text_of(write_letters([nowhere, card], on=ON, by="municipality")[0].content)
    assert "проверке наличия официальных сайтов организаций и карточек организаций на bus.gov.ru" in text


def test_a_long_enumeration_is_a_numbered_list() -> None:
    acts = [f"Федеральный закон от 0{day}.07.2014 № {day}-ФЗ «О качестве условий»" for day in range(1, 5)]
    said = str(listed(f"Нет актов: {', '.join(acts)}.", {"missing": acts}))
    text = text_of(write_letters([row(laid_out=said)], on=ON)[0].content)
    assert f"Нет актов:\n1) {acts[0]};\n2) {acts[1]};\n" in text
    assert f"4) {acts[3]}.\n" in text
