"""Struck-through words and footnotes: what a reader of the paper sees, from a word processor or in Markdown."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from audits.protocols.model import Protocol
from audits.protocols.paper.asides import struck_words, without_struck
from audits.protocols.parse import parse_protocol
from audits.protocols.read import read_protocol

HEAD = "ПРОТОКОЛ № 3\nсовещания о сайтах\nот 3 марта 2026 г.\n\n"


def dates(protocol: Protocol) -> dict[str, list[str]]:
    return {item.number: [str(term.due) for term in item.terms] for item in protocol.items}


def test_a_term_struck_through_is_none() -> None:
    found = parse_protocol(f"{HEAD}1. Отделу сайтов открыть раздел. Срок – ~~1 апреля 2026 г.~~ 5 мая 2026 г.\n")
    assert dates(found) == {"1": ["2026-05-05"]}
    assert "Зачёркнутое в файле не читается: «1 апреля 2026 г.»." in found.notes


def test_an_item_struck_through_keeps_its_number() -> None:
    text = "1. Отделу сайтов ждать до 1 мая 2026 г.\n{}\n3. Отделу планов ждать до 2 мая 2026 г.\n"
    for second in ("~~2. Отделу сайтов ждать до 3 мая 2026 г.~~", "2. ~~Отделу сайтов ждать до 3 мая 2026 г.~~"):
        found = parse_protocol(HEAD + text.format(second))
        assert dates(found) == {"1": ["2026-05-01"], "2": [], "3": ["2026-05-02"]}
        assert not any("возможно, пункт пропущен" in note for note in found.notes)
        assert any(note.startswith("Зачёркнутое") and "до 3 мая" in note for note in found.notes)


def test_tildes_that_strike_nothing_out_stay() -> None:
    assert without_struck("план ~~ 5 и ~ 6") == "план ~~ 5 и ~ 6"
    assert struck_words("план ~~ 5 и ~ 6") == []


NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{}</w:footnotes>"""
NOTE = """<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p></w:footnote>"""


def noted(*paragraphs: tuple[str, str], struck: str = "") -> bytes:
    """A DOCX of paragraphs with the footnote of each; `struck`: words of them that are struck through."""
    document = docx.Document()
    for line in HEAD.strip().split("\n"):
        document.add_paragraph(line)
    for text, note in paragraphs:
        before, here, after = text.partition(struck) if struck and struck in text else (text, "", "")
        paragraph = document.add_paragraph(before)
        if here:
            paragraph.add_run(here).font.strike = True
            paragraph.add_run(after)
        if note:
            paragraph.add_run("СНОСКА")
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    texts = [note for _, note in paragraphs if note]
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as copy:
        for info in source.infolist():
            data = source.read(info).decode("utf-8", "surrogateescape")
            if info.filename == "word/document.xml":
                for number in range(1, len(texts) + 1):
                    data = data.replace("<w:t>СНОСКА</w:t>", f'<w:footnoteReference w:id="{number}"/>', 1)
            copy.writestr(info.filename, data.encode("utf-8", "surrogateescape"))
        notes = "".join(NOTE.format(number, text) for number, text in enumerate(texts, 1))
        copy.writestr("word/footnotes.xml", NOTES.format(notes))
    return out.getvalue()


def test_a_footnote_of_a_word_processor_holds_the_term(tmp_path: Path) -> None:
    (tmp_path / "p.docx").write_bytes(
        noted(
            ("1. Отделу сайтов открыть раздел", "Срок исполнения – 1 апреля 2026 г."),
            ("2. Отделу планов составить план", "Не позднее 2 апреля 2026 г."),
            ("3. Отделу кадров обучить работников до 3 апреля 2026 г.", "Для школ – до 1 июня 2026 г."),
            ("4. Отделу опросов принять анкету", "Утверждена приказом от 1 марта 2025 г."),
            ("5. Отделу сайтов ждать до 5 апреля 2026 г.", ""),
        )
    )
    found = read_protocol(tmp_path / "p.docx")
    assert dates(found) == {
        "1": ["2026-04-01"],
        "2": ["2026-04-02"],
        "3": ["2026-04-03"],
        "4": [],
        "5": ["2026-04-05"],
    }
    assert "Пункт 3: дата в сноске сроком не сочтена: «сноска: Для школ – до 1 июня 2026 г»." in found.notes
    assert found.items[3].text.endswith("(сноска: Утверждена приказом от 1 марта 2025 г)")
    assert [note for note in found.notes if "сноск" in note and not note.startswith("Пункт 3")] == []


def test_struck_through_words_of_a_word_processor(tmp_path: Path) -> None:
    text = "1. Отделу сайтов открыть раздел. Срок – 1 апреля 2026 г. 5 мая 2026 г."
    (tmp_path / "p.docx").write_bytes(noted((text, ""), struck="1 апреля 2026 г."))
    assert dates(read_protocol(tmp_path / "p.docx")) == {"1": ["2026-05-05"]}


@pytest.mark.parametrize(("mark", "defined"), [("[^1]", "[^1]:"), ("¹", "¹")])
def test_a_footnote_in_a_text(mark: str, defined: str) -> None:
    found = parse_protocol(
        f"{HEAD}1. Отделу сайтов открыть раздел{mark}.\n\n2. Отделу планов ждать до 2 мая 2026 г.\n\n"
        f"{defined} Срок – до 1 апреля 2026 г.\n"
    )
    assert dates(found) == {"1": ["2026-04-01"], "2": ["2026-05-02"]}


def test_a_footnote_in_a_table() -> None:
    found = parse_protocol(
        f"{HEAD}| № | Поручение | Срок | Исполнитель |\n|---|---|---|---|\n"
        "| 1 | Открыть раздел[^а] | | Отдел сайтов |\n\n[^а]: До 1 апреля 2026 г.\n"
    )
    assert dates(found) == {"1": ["2026-04-01"]}
    assert found.items[0].responsible == ("Отдел сайтов",)


def test_a_note_nothing_refers_to_stays_in_the_text() -> None:
    found = parse_protocol(f"{HEAD}1. Отделу сайтов построить 15 м² стендов до 1 мая 2026 г.\n")
    assert "15 м² стендов" in found.items[0].text


def test_signs_of_html_are_letters() -> None:
    found = parse_protocol(
        "# Поручения\n\n**№ 5-р**&nbsp;&nbsp;**6 октября 2025 г.**\n\n1. Отделу сайтов ждать до 17 октября.\n"
    )
    assert (found.id, dates(found)) == ("2025-10-06-5-р", {"1": ["2025-10-17"]})
