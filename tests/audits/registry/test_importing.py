"""Importing registries: open data of bus.gov.ru, and merging without losing what a person wrote."""

from __future__ import annotations

import csv
import errno
import tempfile
from pathlib import Path

import pytest

from audits.cli import main
from audits.registry import load_registry
from audits.registry.importing import import_registry
from audits.registry.merge import Change, ChangeKind
from audits.registry.opendata import Okved, OpenDataError, is_open_data, reading_open_data
from audits.registry.sectors import guess_sector
from rules.model import Ownership, Sector
from tests.audits.conftest import Nok
from tests.audits.open_data import archive, document, position

HEADINGS = "id,name,inn,site,email,assessed_years,Куратор"


def inn(nine: str) -> str:
    """A ten-digit ИНН with a right check digit."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return nine + str(sum(int(a) * b for a, b in zip(nine, weights, strict=True)) % 11 % 10)


SCHOOL, HOSPITAL, LIBRARY = inn("070600001"), inn("070700001"), inn("070800001")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    old = position("11", "МБОУ «СОШ № 1» с. Зелёное", inn=SCHOOL, changed="2019-05-05T10:00:00+03:00", www="нет")
    new = position(
        "11", "МБОУ «СОШ № 1» с. Зелёное", inn=SCHOOL, changed="2025-05-05T10:00:00", www=" www.школа1.рф ", nested=True
    )
    hospital = position(
        "12", "ГБУЗ «Районная больница»", inn=HOSPITAL, okved="86.10", okfs="13", email="crb@example.ru",
        phone="8 (86634) 2-11-22", activity="Деятельность больничных организаций",
    )  # fmt: skip
    return archive(tmp_path / "data.xml.zip", document(new, hospital), document(old))


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def imported(source: Path, target: Path, **options: object) -> list[Change]:
    told: list[Change] = []
    import_registry(source, target, merge=True, tell=told.append, **options)  # type: ignore[arg-type]
    return told


def test_the_newest_version_of_each_institution_counts(source: Path) -> None:
    with reading_open_data(source) as data:
        assert (data.records, [one.reg_num for one in data]) == (3, ["11", "12"])
        school, hospital = data
        assert (school.site, school.inn, school.district, school.locality) == (
            "www.школа1.рф", SCHOOL, "Баксанский район", "Зелёное",
        )  # fmt: skip
        assert hospital.okveds == (Okved("86.10", "Деятельность больничных организаций", True),)


def test_open_data_serve_as_a_registry_and_are_imported_the_same(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "registry.csv"
    told = imported(source, target)
    assert [change.kind for change in told] == [ChangeKind.ADDED, ChangeKind.ADDED]
    row = rows(target)["12"]
    assert (row["sector"], row["sector_note"]) == ("health", "догадка по наименованию и ОКВЭД 86.10")
    report = load_registry(target)
    assert not report.errors
    school, hospital = report.organizations
    assert school.site == "http://www.xn--1-7sb3aeo2d.xn--p1ai/"
    assert (school.sector, school.ownership) == (Sector.EDUCATION, Ownership.MUNICIPAL)
    assert (hospital.ownership, hospital.municipality) == (Ownership.STATE, "Баксанский район")
    assert load_registry(source).organizations == report.organizations


def test_a_plain_xml_file_is_read_whatever_its_namespaces(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(document(position("5", "Музей", inn=LIBRARY)).replace(b"types/1", b"types/9"))
    with reading_open_data(path) as data:
        assert [one.inn for one in data] == [LIBRARY]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("школа.рф", "http://xn--80atdl2c.xn--p1ai/"),
        ("-", "-"),
        ("нет", "нет"),
        ("school@example.ru", "school@example.ru"),
        ("http:// school.example.ru", "http://school.example.ru/"),
        ("old.example.ru; new.example.ru", "http://old.example.ru/"),
        ("https://vk.com/school1", "https://vk.com/school1"),
    ],
)
def test_addresses_are_normalised(tmp_path: Path, site: str, expected: str) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(document(position("5", "Школа", inn=SCHOOL, www=site)))
    imported(path, tmp_path / "r.csv")
    assert rows(tmp_path / "r.csv")["5"]["site"] == expected


def test_an_address_that_many_share_is_asked_about(tmp_path: Path) -> None:
    many = [
        position(str(n), f"Школа № {n}", www="http://uo-baksan.example.ru" if n < 4 else f"s{n}.ru") for n in range(6)
    ]
    target = tmp_path / "registry.csv"
    report = import_registry(archive(tmp_path / "a.zip", document(*many)), target, merge=False)
    assert [remark for remark in report.remarks if "портал учредителя" in remark] == report.remarks
    assert "uo-baksan.example.ru/ указан у 4 организаций" in report.remarks[0]
    assert rows(target)["1"]["site"] == "http://uo-baksan.example.ru/"  # a guess of ours changes nothing


def test_a_merge_keeps_columns_and_corrections_made_by_hand(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "registry.csv"
    target.write_text(
        f"Реестр района\n{HEADINGS}\n"
        f"s1,МБОУ СОШ № 1 с. Зелёное,{SCHOOL},https://other.example.ru,,2019 2022,Петрова\n"
        f"l1,Библиотека,{LIBRARY},http://lib.example.ru,,-,Сидорова\n",
        "utf-8",
    )
    told = imported(source, target)
    found = {(change.kind, change.id, change.column) for change in told}
    assert (ChangeKind.CONFLICT, "s1", "site") in found
    assert (ChangeKind.GONE, "l1", "") in found
    assert (ChangeKind.ADDED, "12", "") in found
    assert (ChangeKind.CHANGED, "s1", "sector") in found
    text = target.read_text("utf-8").splitlines()
    assert text[0].startswith("Реестр района")
    merged = {row["id"]: row for row in csv.DictReader(text[1:])}
    assert set(merged) == {"s1", "l1", "12"}
    assert merged["s1"]["site"] == "https://other.example.ru"
    assert (merged["s1"]["Куратор"], merged["s1"]["assessed_years"]) == ("Петрова", "2019 2022")
    assert merged["l1"]["site"] == "http://lib.example.ru"


def test_a_second_import_changes_nothing_and_reports_nothing(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "registry.csv"
    imported(source, target)
    before = target.read_bytes()
    assert imported(source, target) == []
    assert target.read_bytes() == before


def test_what_the_source_changed_follows_and_what_a_person_changed_stays(tmp_path: Path) -> None:
    target = tmp_path / "registry.csv"

    def publish(site: str, email: str) -> list[Change]:
        path = tmp_path / "one.xml"
        path.write_bytes(document(position("5", "Школа № 5", inn=SCHOOL, www=site, email=email)))
        return imported(path, target)

    publish("old.example.ru", "a@example.ru")
    target.write_text(target.read_text("utf-8").replace("a@example.ru", "mine@example.ru"), "utf-8")
    told = publish("new.example.ru", "a@example.ru")
    assert [(one.kind, one.column, one.says) for one in told] == [
        (ChangeKind.CHANGED, "site", "http://new.example.ru/")
    ]
    assert rows(target)["5"]["email"] == "mine@example.ru"
    told = publish("new.example.ru", "b@example.ru")
    assert [(one.kind, one.column) for one in told] == [(ChangeKind.CONFLICT, "email")]
    assert rows(target)["5"]["email"] == "mine@example.ru"


def test_a_branch_is_not_its_parent_organization(tmp_path: Path) -> None:
    target = tmp_path / "registry.csv"
    target.write_text(f"id,name,inn\nhead,Школа № 1,{SCHOOL}\n", "utf-8")
    path = tmp_path / "two.xml"
    path.write_bytes(
        document(
            position("7", "Филиал школы № 1", inn=SCHOOL), position("8", "Школа № 1", inn=SCHOOL, www="s1.example.ru")
        )
    )
    imported(path, target)
    assert rows(target)["head"]["site"] == "http://s1.example.ru/"
    assert rows(target)["7"]["name"] == "Филиал школы № 1"


def test_only_the_region_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    path.write_bytes(document(position("1", "Школа А"), position("2", "Школа Б", oktmo="45000000")))
    imported(path, tmp_path / "r.csv", oktmo="83")
    assert set(rows(tmp_path / "r.csv")) == {"1"}
    with pytest.raises(OpenDataError, match="ОКТМО 99"):
        imported(path, tmp_path / "r.csv", oktmo="99")


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    whole = document(position("1", "Школа А"), position("2", "Школа Б"))
    path = archive(tmp_path / "d.zip", whole[: whole.index(b"<ns2:regNum>2") + 5], document(position("3", "Школа В")))
    with reading_open_data(path) as data:
        assert [one.reg_num for one in data] == ["1", "3"]
        assert len(data.remarks) == 1


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = document(position("1", "Школа &x;")).replace(b"&amp;x;", b"&x;").replace(
        b"?>", b'?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1
    )  # fmt: skip
    path = tmp_path / "x.xml"
    path.write_bytes(bomb)
    with reading_open_data(path) as data:
        assert [one.full_name for one in data] == ["Школа"]


def test_other_xml_and_html_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text("<root><a/></root>", "utf-8")
    with pytest.raises(OpenDataError, match="нет записей"), reading_open_data(path):
        pass
    path.write_text("<!DOCTYPE html><html><body>Ошибка</body></html>", "utf-8")
    assert not is_open_data(path)


@pytest.mark.parametrize(
    ("name", "code", "activity", "sector"),
    [
        ("МБОУ «СОШ № 9»", "85.14", "Образование среднее общее", Sector.EDUCATION),
        ("МБУ ДО «ДЮСШ»", "85.41.1", "Образование в области спорта", Sector.SPORT),
        ("ГБУЗ «ЦРБ»", "85.11.1", "Деятельность больничных учреждений", Sector.HEALTH),
        ("ГБПОУ «Медицинский колледж»", "85.21", "", Sector.EDUCATION),
        ("ГКУ «КЦСОН»", "88.10", "", Sector.SOCIAL),
        ("Дом-интернат для престарелых", "87.30", "", Sector.SOCIAL),
        ("МКУК «СДК с. Зелёное»", "90.04", "", Sector.CULTURE),
        ("МКУ «Сделай сам»", "91.01", "", Sector.CULTURE),
        ("МКУ «Служба заказчика»", "71.12", "", None),
    ],
)
def test_sectors_are_guessed(name: str, code: str, activity: str, sector: Sector | None) -> None:
    guess = guess_sector((name,), (Okved(code, activity, True),))
    assert guess.sector is sector
    assert "догадк" in guess.why


def test_the_command_tells_what_changed(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, changes = tmp_path / "registry.csv", tmp_path / "changes.csv"
    target.write_text(f"id,name,inn,site\ns1,Школа № 1,{SCHOOL},other.example.ru\n", "utf-8")
    with pytest.raises(SystemExit, match="0"):
        main(["registry", "import", str(source), "--into", str(target), "--changes", str(changes)])
    said = capsys.readouterr().out
    assert "Противоречат источнику (оставлено как в реестре): 2" in said
    assert "Добавлены: 1" in said
    assert len(changes.read_text("utf-8").splitlines()) > 4


def test_a_check_of_open_data_doubts_what_an_import_doubts(tmp_path: Path) -> None:
    several = position("11", "МБОУ «СОШ № 1»", inn=SCHOOL, www="a.example; b.example", email="a@b.ru, c@d.ru")
    path = archive(tmp_path / "data.zip", document(several, position("12", "МБОУ «СОШ № 2»", inn="0700000000")))
    report = load_registry(path)
    imported_report = import_registry(path, tmp_path / "registry.csv", merge=False)
    said = [str(one) for one in report.problems]
    *remarks, nowhere = imported_report.remarks
    assert "нет адреса сайта: 1 («МБОУ «СОШ № 2»»)" in nowhere
    for remark in remarks:
        who, _, doubt = remark.removeprefix("ошибка: ").partition(": ")
        assert [one for one in said if who in one and doubt in one]
    assert len([one for one in report.problems if one.line == 1]) >= 1
    assert [one.line for one in report.errors] == [2]


def test_each_doubt_of_open_data_is_told_once_and_by_name(tmp_path: Path) -> None:
    rows = [position(str(number), f"Библиотека № {number}", inn=SCHOOL, www="mail@sad.ru") for number in range(1, 81)]
    report = load_registry(archive(tmp_path / "data.zip", document(*rows)))
    told = [str(one) for one in report.problems if "адрес электронной почты" in one.message]
    assert len(told) == len(set(told)) == 80
    assert told[2].startswith("запись № 3 («Библиотека № 3»): ")
    assert not [one for one in map(str, report.problems) if "строк" in one]


def test_what_an_import_leaves_behind_is_told(tmp_path: Path, nok: Nok) -> None:
    (tmp_path / "source.csv").write_text(f"{HEADINGS}\n1,Школа,,,,,\n", "utf-8")
    done = nok("registry", "import", "source.csv", "-o", "new.csv")
    assert "new.csv.source.csv" in done.stderr
    assert "nok audit --registry new.csv" in done.stderr
    assert (tmp_path / "new.csv.source.csv").is_file()


KEPT = "nok.db.registry.csv"


def test_what_is_kept_for_the_database_is_merged_whatever_the_source_was(tmp_path: Path, nok: Nok) -> None:
    source, kept = tmp_path / "source.csv", tmp_path / KEPT
    source.write_text("id,name,site\n1,Школа № 1,old.example.ru\n2,Школа № 2,two.example.ru\n", "utf-8")
    assert nok("registry", "import", "source.csv", "--db", "nok.db").exit_code == 0
    kept.write_text(kept.read_text("utf-8").replace("old.example.ru", "mine.example.ru"), "utf-8")
    source.write_text("id,name,site\n1,Школа № 1,old.example.ru\n3,Школа № 3,three.example.ru\n", "utf-8")
    done = nok("registry", "import", "source.csv", "--db", "nok.db", "--changes", "changes.csv")
    assert done.exit_code == 0
    assert "Добавлены: 1" in done.stdout
    assert "Нет в источнике (оставлены): 1" in done.stdout
    assert {id: row["site"] for id, row in rows(kept).items()} == {
        "1": "http://mine.example.ru/", "2": "http://two.example.ru/", "3": "http://three.example.ru/",
    }  # fmt: skip
    again = nok("registry", "import", "source.csv", "--db", "nok.db")
    assert "Добавлены" not in again.stdout
    assert "Изменены" not in again.stdout


def test_the_kept_registry_is_written_anew_only_when_told_to(tmp_path: Path, nok: Nok) -> None:
    source, kept = tmp_path / "source.csv", tmp_path / KEPT
    source.write_text("id,name,site\n1,Школа № 1,old.example.ru\n2,Школа № 2,two.example.ru\n", "utf-8")
    nok("registry", "import", "source.csv", "--db", "nok.db")
    source.write_text("id,name,site\n1,Школа № 1,new.example.ru\n", "utf-8")
    done = nok("registry", "import", "source.csv", "--db", "nok.db", "--replace")
    assert f"Прежний реестр заменён: {KEPT}" in done.stderr
    assert {id: row["site"] for id, row in rows(kept).items()} == {"1": "http://new.example.ru/"}
    refused = nok("registry", "import", "source.csv", "--into", "other.csv", "--replace")
    assert refused.exit_code == 2
    assert "--replace не сочетается с --into" in refused.stderr


def test_an_unreadable_registry_to_merge_into_is_blamed_by_its_own_name(tmp_path: Path, nok: Nok) -> None:
    (tmp_path / "source.csv").write_text("id,name\n1,Школа № 1\n", "utf-8")
    nok("registry", "import", "source.csv", "--db", "nok.db")
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + bytes(4000))
    done = nok("registry", "import", "source.csv", "--into", "a.db")
    assert done.exit_code == 2
    assert "не прочитан тот, куда вливать, — a.db" in done.stderr
    assert "registry check source.csv" not in done.stderr


def test_a_filter_of_open_data_is_refused_for_a_table(tmp_path: Path, nok: Nok) -> None:
    (tmp_path / "source.csv").write_text("id,name\n1,Школа № 1\n", "utf-8")
    done = nok("registry", "import", "source.csv", "--oktmo", "83", "--db", "nok.db")
    assert done.exit_code == 2
    assert "--oktmo отбирает записи открытых данных" in done.stderr
    assert not (tmp_path / KEPT).exists()


def test_a_directory_that_takes_no_file_is_named(nok: Nok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, "denied")

    (tmp_path / "source.csv").write_text("id,name\n1,Школа № 1\n", "utf-8")
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    done = nok("registry", "import", "source.csv", "--db", "nok.db")
    assert done.exit_code == 2
    assert f"в каталог {tmp_path} не записать {KEPT}.source.csv: нет права." in done.stderr
