"""The report as files: whole, consistent, escaped, and without anything from elsewhere."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from audits.model import AuditOptions, AuditResult
from audits.report.charts import trend_chart
from audits.report.names import page_name
from audits.report.pages import heat, link
from audits.report.shots import Shown, chosen
from audits.store import Store, StoredPicture
from rules.model import Evidence, Finding, Judgement, Organization, Outcome, Sector, Severity
from tests.audits.conftest import Nok
from tests.audits.stored import ON, fill

HOSTILE = "<script>alert(1)</script>\"'&\u202e\x1b[31m"
VOID = {"meta", "link", "input", "br", "img", "line", "rect", "path"}


class Checker(HTMLParser):
    """Collects links and ids; notes tags that do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in ("link", "script", "img", "iframe"):
            self.loaded.append(given.get("href") or given.get("src") or "")
        if any(name.startswith("on") for name in given):
            self.wrong.append(f"handler on {tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def checked(path: Path) -> Checker:
    checker = Checker()
    checker.feed(path.read_text("utf-8"))
    checker.close()
    return checker


@pytest.fixture
def written(nok: Nok, tmp_path: Path) -> Path:
    fill(tmp_path / "nok.db", nights=2)
    with Store.open(tmp_path / "nok.db") as store:
        hostile = Organization(
            "..\\/Evil", HOSTILE, municipality=HOSTILE, sector=Sector.SPORT, site="javascript:alert(1)"
        )
        run = store.begin_run([hostile, Organization("pending", "Не дошли")], AuditOptions(on=ON))
        quote = Evidence("javascript:alert(2)", HOSTILE)
        bad = Finding("poll-works", Outcome.FAILED, None, Severity.MINOR, HOSTILE, (HOSTILE,), evidence=(quote,))
        store.record(run.id, AuditResult(hostile.id, True, Judgement("kbr-2017", ON, (bad,))))
        store.finish_run(run.id)
    done = nok("report", "--db", tmp_path / "nok.db", "-o", tmp_path / "report", "--run", "2026-11-21")
    assert done.exit_code == 0, done.output
    done = nok("report", "--db", tmp_path / "nok.db", "-o", tmp_path / "hostile")
    assert done.exit_code == 0, done.output
    return tmp_path


def test_every_page_nests_and_every_inner_link_leads_somewhere(written: Path) -> None:
    for root in (written / "report", written / "hostile"):
        pages = {path: checked(path) for path in root.rglob("*.html")}
        assert len(pages) > 15
        for path, page in pages.items():
            assert page.wrong == [], path
            assert page.open == [], path
            assert len(page.ids) == len(set(page.ids)), path
            for href in [*page.links, *page.loaded]:
                if href.startswith(("http://", "https://", "data:,")):
                    assert href not in page.loaded or href == "data:,", "a page must load nothing from elsewhere"
                    continue
                file, fragment = urldefrag(href)
                target = (path.parent / unquote(file)).resolve() if file else path
                assert target.is_file(), f"{path}: {href}"
                assert not fragment or fragment in pages[target].ids, f"{path}: {href}"


def test_foreign_text_never_becomes_markup_or_an_address(written: Path) -> None:
    for path in (written / "hostile").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert not re.search(r'href="javascript', text)
    (evil,) = (written / "hostile" / "org").glob("evil-*.html")
    assert "&lt;script&gt;alert(1)" in evil.read_text("utf-8")


def test_an_organization_page_tells_all_that_is_known(written: Path) -> None:
    text = (written / "report/org/s1.html").read_text("utf-8")
    for expected in (
        "Школа № 1 имени =Формулы",
        "Страницы НОК нет.",
        "Прочитано страниц сайта: 2",
        "Что сделать: ",
        "проверка «я не робот»",
        "преграда между нами и сайтом",
        "Ведёт на главную bus.gov.ru",
        "было «недостаток», стало «правило больше не действует»",
        "Прочитан</dt><dd>20.11.2026 в 21:00 UTC",
    ):
        assert expected in text, expected


def test_numbers_of_the_overview(written: Path) -> None:
    text = (written / "report/index.html").read_text("utf-8")
    assert "Проверено 2 из 3 организаций" in text
    assert re.search(r"<dt>Недостатков</dt><dd>2<", text)
    assert '<svg class="chart"' in text
    assert 'role="img"' in text
    assert "Числа по запускам" in text
    assert "не проверена" in (written / "report/organizations.html").read_text("utf-8")
    undecided = (written / "report/undecided.html").read_text("utf-8")
    assert "у проверяющего не было сети" in undecided
    assert "Поликлиника «Луч»" in undecided


def test_pictures_fit_into_the_room_there_is(written: Path, nok: Nok) -> None:
    assert len(list((written / "report/picture").iterdir())) == 1  # both pages look alike: one file
    done = nok("report", "--db", written / "nok.db", "-o", written / "report", "--run", "2026-11-21", "--pictures", "0")
    assert list((written / "report/picture").iterdir()) == []
    assert "Не вошло снимков: 2" in done.stderr
    assert "не вошло — 2" in (written / "report/index.html").read_text("utf-8")


def test_everybody_gets_a_first_picture_before_anybody_a_second() -> None:
    def picture(code: str, position: int, weight: int = 0, size: int = 10) -> Shown:
        stored = StoredPicture(code, f"http://{code}/{position}", "r", None, position, 1, 1, size, "00")
        return Shown(stored, "имя", code, weight)

    pictures = [picture("a", 0), picture("a", 1), picture("b", 0, 1), picture("b", 1, 1), picture("c", 0, size=11)]
    assert chosen(pictures, 30) == ([pictures[2], pictures[0]], 3)
    assert chosen(pictures, 99)[1] == 0
    assert chosen(pictures, 0) == ([], 5)


def test_a_report_replaces_a_report_and_nothing_else(written: Path, nok: Nok) -> None:
    stale = written / "report/org/gone.html"
    stale.write_text("")
    assert nok("report", "--db", written / "nok.db", "-o", written / "report").exit_code == 0
    assert not stale.exists()
    papers = written / "papers"
    papers.mkdir()
    (papers / "thesis.txt").write_text("years of work")
    done = nok("report", "--db", written / "nok.db", "-o", papers)
    assert done.exit_code == 2
    assert "лежит не отчёт" in done.stderr
    assert (papers / "thesis.txt").read_text() == "years of work"
    assert nok("report", "--db", written / "nok.db", "-o", papers / "thesis.txt").exit_code == 2


@pytest.mark.parametrize("id", ["A1", "a/b", "..", "con", "nul.x", "школа", "", "x" * 200, "index", "a."])
def test_file_names_are_safe_and_do_not_meet(id: str) -> None:
    name = page_name(id)
    assert re.fullmatch(r"[a-z0-9_-]{1,80}", name)
    assert name != page_name(id.lower() + "x")
    assert page_name("a1") == "a1"
    assert page_name("A1") != "a1"


def test_shares_and_links() -> None:
    assert [heat(share) for share in (None, 0.0, 0.01, 0.5, 1.0)] == ["hx", "h0", "h1", "h3", "h5"]
    assert link("https://a.example/x?y=<&z", "https://a.example/") == (
        '<a href="https://a.example/x?y=&lt;&amp;z">/x?y=&lt;&amp;z</a>'
    )
    assert link("data:text/html,x") == "data:text/html,x"


def test_days_of_a_chart_are_written_whole_and_its_edges_leave_room_for_them() -> None:
    days = [date(2026, 11, 20) + timedelta(days=number) for number in range(4)]
    drawn = str(trend_chart([("недостатки", [(day, 3) for day in days])], "по дням"))
    assert [label for label in re.findall(r">([\d.]+)<", drawn) if "." in label] == ["20.11", "21.11", "22.11", "23.11"]
    width = float(re.findall(r'viewBox="0 -\d+ (\d+) ', drawn)[0])
    last = max(float(x) for x in re.findall(r"translate\((\d+(?:\.\d+)?)", drawn))
    assert last < 760 < width
