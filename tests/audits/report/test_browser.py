"""The report in a real browser: axe-core finds nothing, search and sorting work, and so does a page without script."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from audits.cli import main
from audits.report.names import page_name
from tests.audits.stored import fill

pytestmark = pytest.mark.browser
AXE = "axe-core@4.14.1"
HTML_VALIDATE = "html-validate@9.7.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report")
    fill(root / "nok.db", nights=3)
    done = CliRunner().invoke(main, ["report", "--db", str(root / "nok.db"), "-o", str(root / "report")])
    assert done.exit_code == 0, done.output
    package = root / "s1.zip"
    done = CliRunner().invoke(main, ["export", "evidence", "s1", "--db", str(root / "nok.db"), "-o", str(package)])
    assert done.exit_code == 0, done.output
    zipfile.ZipFile(package).extractall(root / "report" / "evidence")
    return root / "report"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = (os.environ.get("NOK_CHROMIUM"), "chromium-headless-shell", "chromium")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser: set NOK_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def fetched(pytestconfig: pytest.Config, package: str, file: str) -> Path:
    """A file of an npm package, fetched once and kept in pytest's cache. Used by tests only.

    Without npm the tests go on and say what was not checked (`-rs`; `.ci/run` repeats it at its end).
    """
    assert pytestconfig.cache is not None
    place = pytestconfig.cache.mkdir(package.replace("@", "-"))
    found = place / "node_modules" / package.split("@")[0] / file
    if not found.is_file():
        if shutil.which("npm") is None:
            pytest.skip(f"the report is not checked by {package}: there is no npm")
        command = ["npm", "install", "--prefix", str(place), "--no-audit", "--no-fund", "--silent", package]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=100)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"the report is not checked by {package}: npm could not fetch it ({error})")
    return found


@pytest.fixture(scope="module")
def axe(pytestconfig: pytest.Config) -> str:
    """The source of axe-core (MPL-2.0)."""
    return fetched(pytestconfig, AXE, "axe.min.js").read_text("utf-8")


PAGES = [
    "index.html",
    "organizations.html",
    "rules.html",
    "places.html",
    "undecided.html",
    "changes.html",
    "org/s1.html",
    "org/c2.html",
    "rule/nok-page-published.html",
    "sector/education.html",
    f"place/{page_name('Верхнегорский район')}.html",
    "evidence/index.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(report: Path, browser: Browser, axe: str, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme)
    for name in PAGES:
        page.goto((report / name).as_uri())
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, preload: false})", RULES)
        assert [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]] == [], name
    page.close()


def test_every_page_is_valid_html(report: Path, pytestconfig: pytest.Config) -> None:
    """By html-validate (MIT): what a tag may contain and carry, which a parser alone does not say."""
    checker = fetched(pytestconfig, HTML_VALIDATE, "bin/html-validate.mjs")
    rules = report / "htmlvalidate.json"
    rules.write_text('{"root": true, "extends": ["html-validate:standard"]}')
    pages = sorted(str(path) for path in report.rglob("*.html"))
    assert len(pages) > 40
    command = ["node", str(checker), "--config", str(rules), "--formatter", "text", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_pictures_are_shown_and_lead_to_their_files(report: Path, browser: Browser) -> None:
    page = browser.new_page()
    for name in ("org/s1.html", "evidence/index.html"):
        page.goto((report / name).as_uri())
        images = page.locator("a > img")
        assert images.count() == 2, name
        for image in images.all():
            image.scroll_into_view_if_needed()
            assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
            target = image.evaluate("image => image.parentElement.href")
            assert target == image.evaluate("image => image.src")
    page.close()


def test_it_prints_on_a4_without_what_only_a_screen_needs(report: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 718, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print")
    for name in PAGES:
        page.goto((report / name).as_uri())
        assert not page.get_by_role("navigation").or_(page.get_by_role("searchbox")).first.is_visible(), name
        assert page.evaluate("document.documentElement.scrollWidth") <= 718, name
    page.close()


def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(report: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in PAGES:
        page.goto((report / name).as_uri(), wait_until="networkidle")  # leaving sooner would let a lazy picture down
    assert errors == []
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    page.close()


def test_search_and_sorting(report: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((report / "organizations.html").as_uri())
    shown = "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).map(row => row.cells[0].textContent)"
    page.get_by_label("Найти организацию").fill("прилесный луч")
    page.wait_for_timeout(300)
    assert page.evaluate(shown) == ["Поликлиника «Луч»"]
    assert page.get_by_role("status").inner_text() == "Показано: 1 из 3"
    page.get_by_label("Найти организацию").fill("")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Недостатков").click()
    assert page.evaluate(shown)[0] in ("Школа № 1 имени =Формулы", "Библиотека")
    assert page.evaluate(shown)[-1] == "Поликлиника «Луч»"
    page.get_by_role("button", name="Организация").press("Enter")
    assert page.evaluate(shown) == ["Библиотека", "Поликлиника «Луч»", "Школа № 1 имени =Формулы"]
    page.close()


def test_without_script_the_lists_are_whole_and_no_dead_control_is_shown(report: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "organizations.html").as_uri())
    assert page.locator("tbody tr").count() == 3
    assert not page.get_by_label("Найти организацию").is_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(report: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "К содержанию"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.close()


def test_a_telephone_needs_no_sideways_scrolling(report: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for name in PAGES:
        page.goto((report / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.close()
