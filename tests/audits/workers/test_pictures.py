"""Pictures as evidence: of which pages, when again, how many are kept, and where they are shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from audits.engine import audit
from audits.model import AuditOptions, Budget, Pictured, Shot
from audits.store import Store
from audits.store.pictures import MOST
from audits.workers.pictures import RENEW_DAYS, content_of, wishes
from crawler.browser.finding import find_browser
from crawler.items import Block, BlockKind, Page, Picture, Site
from rules.model import Evidence, Finding, Organization, Outcome, Severity
from tests.audits.conftest import Nok
from tests.audits.samples import DAY, NIGHT, organization, result
from tests.audits.stored import asked
from tests.crawler.loopback import loopback

HOME = "http://a.test/"


def page(path: str = "", text: str = "Расписание", **more: object) -> Page:
    return Page(HOME + path, blocks=(Block(BlockKind.PARAGRAPH, text),), **more)  # type: ignore[arg-type]


def finding(rule: str, outcome: Outcome, *paths: str, severity: Severity = Severity.SERIOUS) -> Finding:
    quotes = tuple(Evidence(HOME + path, "цитата", "//p") for path in paths)
    return Finding(rule, outcome, severity=severity, evidence=quotes)


SITE = Site(HOME, HOME, (page(), page("nok"), page("poll"), page("docs"), page("elsewhere", external=True)))


def aims(findings: list[Finding], *known: Pictured, on: date = DAY, limit: int = 3, site: Site = SITE) -> list[str]:
    return [one.aim.url.removeprefix(HOME) for one in wishes(findings, site, known, on, limit=limit)]


def test_the_home_page_first_then_what_the_verdicts_rest_on_by_weight() -> None:
    findings = [
        finding("a", Outcome.PASSED, "nok", severity=Severity.CRITICAL),
        finding("b", Outcome.PASSED, "docs"),
        finding("c", Outcome.INCONCLUSIVE, "poll"),
        finding("d", Outcome.FAILED, "docs#part", "plan.pdf", "elsewhere"),
    ]
    assert aims(findings, limit=8) == ["", "docs", "poll", "nok"]
    assert aims(findings, limit=2) == ["", "docs"]
    assert aims([]) == [""]
    assert wishes(findings, SITE, (), DAY, limit=2)[1].aim.pointer == "//p"
    assert wishes(findings, Site(HOME), (), DAY, limit=2) == []


def test_a_good_picture_is_not_taken_again() -> None:
    findings = [finding("d", Outcome.FAILED, "docs")]
    known = [Pictured(one.aim.url, one.content, one.basis, DAY) for one in wishes(findings, SITE, (), DAY, limit=3)]
    assert aims(findings, *known) == []
    news = Site(HOME, HOME, (page(text="Новость дня"), *SITE.pages[1:]))
    soon, later = (DAY + timedelta(days=days) for days in (1, RENEW_DAYS))
    assert aims(findings, *known, site=news, on=soon) == []
    assert aims(findings, *known, site=news, on=later) == [""]
    mended = [finding("d", Outcome.PASSED, "docs", severity=Severity.CRITICAL)]
    rebuilt = Site(HOME, HOME, (SITE.pages[0], SITE.pages[1], SITE.pages[2], page("docs", "Всё размещено")))
    assert aims(mended, *known, site=rebuilt, on=soon) == ["docs"]


def test_content_is_what_is_read_not_the_bytes() -> None:
    assert content_of(page(sha256="aa")) == content_of(page(sha256="bb"))
    assert content_of(page(text="a")) != content_of(page(text="b"))


CLOCK = [NIGHT]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db", now=lambda: CLOCK[0]) as opened:
        yield opened


def shot(path: str, body: bytes, position: int = 0) -> Shot:
    return Shot(Picture(f"http://org-1.test/{path}", body, 960, 675, CLOCK[0]), "c", "b", position)


def night(store: Store, number: int, outcome: Outcome, *shots: tuple[str, bytes]) -> str:
    CLOCK[0] = NIGHT + timedelta(days=number)
    run = store.begin_run([organization(1)], AuditOptions(on=DAY + timedelta(days=number)))
    judged = result(1, CLOCK[0], {"a": outcome})
    pictures = tuple(shot(path, body, position) for position, (path, body) in enumerate(shots))
    store.record(run.id, msgspec.structs.replace(judged, pictures=pictures))
    return store.finish_run(run.id).id


def kept(store: Store) -> int:
    return int(asked(store, "SELECT count(*) FROM pictures")[0][0])


def test_of_one_page_the_first_since_a_deficiency_and_the_latest_are_kept(store: Store) -> None:
    bodies = [bytes([number]) * 99 for number in range(6)]
    outcomes = [Outcome.PASSED, *[Outcome.FAILED] * 4]
    runs = [night(store, n, outcome, ("0", bodies[n])) for n, outcome in enumerate(outcomes)]
    assert kept(store) == 2
    assert [one.sha256 for one in store.pictures(runs[2])] == [sha256(bodies[1]).hexdigest()]
    assert [one.run for one in store.pictures(runs[4])] == [runs[4]]
    assert store.snapshot(sha256(bodies[1]).hexdigest()) == bodies[1]
    assert store.snapshot(sha256(bodies[0]).hexdigest()) is None
    assert store.snapshot(sha256(bodies[2]).hexdigest()) is None
    night(store, 5, Outcome.PASSED, ("0", bodies[5]))
    assert kept(store) == 1
    assert store.integrity_check() == []


def test_one_body_is_stored_once_and_an_organization_has_few_pictures(store: Store) -> None:
    night(store, 0, Outcome.PASSED, *((str(number), b"same") for number in range(MOST + 4)))
    assert kept(store) == MOST
    assert len(store.pictured()["org-1"]) == MOST
    assert asked(store, "SELECT count(*) FROM blobs WHERE sha256 = ?", sha256(b"same").digest()) == [(1,)]


def test_old_pictures_are_forgotten_unless_a_deficiency_stands(store: Store) -> None:
    night(store, 0, Outcome.FAILED, ("0", b"bad"))
    night(store, 1, Outcome.FAILED)
    store.forget(DAY + timedelta(days=9))
    assert kept(store) == 1
    night(store, 2, Outcome.PASSED)
    dropped = store.forget(DAY + timedelta(days=9))
    assert kept(store) == 0
    assert dropped.bodies >= 1
    assert store.integrity_check() == []


PAGES = {
    "/": "<title>Школа</title><a href=/nok>Независимая оценка качества</a>"
    + "<p>О школе: уроки, кружки, люди.</p>" * 9,
    "/nok": "<title>Независимая оценка качества</title><h1>Независимая оценка качества</h1><p>Сведений пока нет.</p>",
}


@pytest.mark.browser
def test_a_night_takes_pictures_once_and_they_are_in_report_and_package(nok: Nok, tmp_path: Path) -> None:
    if find_browser() is None:
        pytest.skip("no browser: set NOK_CHROMIUM")
    with loopback(PAGES) as served, Store.open(tmp_path / "nok.db") as store:
        school = Organization("s1", "Школа", site=served.url + "/")
        budget = Budget(seconds=60, requests=20)
        options = AuditOptions(on=DAY, allow_private=True, budget=budget, retries=0, timeout=5, pictures=2)
        first = audit([school], options, store, workers=1, waves=0)
        taken = store.pictures(first.id)
        assert [one.url for one in taken][:1] == [served.url + "/"]
        assert 1 <= len(taken) <= 2
        second = audit([school], options, store, workers=1, waves=0)
        assert {one.run for one in store.pictures(second.id)} == {first.id}
        assert store.snapshot(taken[0].sha256) is not None
    db = tmp_path / "nok.db"
    assert nok("export", "evidence", "s1", "--db", db, "-o", tmp_path / "s1.zip").exit_code == 0
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "s1.zip").read_bytes()))
    assert sha256(archive.read("pictures/1.webp")).hexdigest() == taken[0].sha256
    assert 'src="pictures/1.webp"' in archive.read("index.html").decode()
