"""Sites are whole: every page reachable by links, every file there, every encoding what the declaration says."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import urljoin, urlsplit

import docx
import pypdfium2
import pytest
from lxml import html

from audits.demo.model import Declared, Request
from audits.demo.region import declared
from audits.demo.server import NOT_FOUND

WHOLE = [site for site in declared() if site.expected_pages]
LINKED = [site for site in WHOLE if site.technology not in ("SPA (React)", "меню скриптом", "frameset")]


def _host(site: Declared) -> str:
    return next(iter(site.hosts))


def _links(site: Declared, path: str) -> set[str]:
    reply = site.hosts[_host(site)](Request(path))
    if reply.status != 200 or "html" not in reply.content_type:
        return set()
    tree = html.fromstring(reply.data.decode("utf-8", "replace"))
    found = set()
    for link in tree.iter("a"):
        target = urlsplit(urljoin(f"http://{_host(site)}{path}", link.get("href", "")))
        if target.hostname == _host(site):
            found.add(target.path + (f"?{target.query}" if target.query else ""))
    return found


@pytest.mark.parametrize("site", LINKED, ids=lambda site: site.organization.id)
def test_every_page_and_file_is_reached_from_home(site: Declared) -> None:
    home = urlsplit(site.organization.site).path or "/"
    seen, queue = {home}, [home]
    while queue:
        for target in _links(site, queue.pop()) - seen:
            seen.add(target)
            queue.append(target)
    wanted = {path for path in site.expected_pages if path.startswith(home) or "/netcat_files/" in path}
    assert wanted <= seen, wanted - seen


@pytest.mark.parametrize("site", WHOLE, ids=lambda site: site.organization.id)
def test_no_link_of_the_menu_or_text_is_dead(site: Declared) -> None:
    answer = site.hosts[_host(site)]
    known_dead = {"/search", "/sitemap", "/index/sub/", "/nezavisimaya-otsenka/", "/img/eye.png"}
    for path in site.expected_pages:
        for target in _links(site, path):
            if target.partition("?")[0] not in known_dead:
                assert answer(Request(target)) is not NOT_FOUND, (path, target)


@pytest.mark.parametrize("site", WHOLE, ids=lambda site: site.organization.id)
def test_no_symbolic_link_is_left(site: Declared) -> None:
    for path in site.expected_pages:
        reply = site.hosts[_host(site)](Request(path))
        if "html" in reply.content_type:
            assert not re.search(rb"""(href|src|action)=["']@(?!@)""", reply.data), path


@pytest.mark.parametrize("site", WHOLE, ids=lambda site: site.organization.id)
def test_files_are_of_the_format_their_names_promise(site: Declared) -> None:
    for path in site.expected_pages:
        data = site.hosts[_host(site)](Request(path)).data
        if path.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(data)) >= 1
        elif path.endswith(".docx"):
            assert docx.Document(io.BytesIO(data)).paragraphs
        elif path.endswith((".zip", ".xlsx")):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


@pytest.mark.parametrize(
    ("organization", "encoding"),
    [("tabib", "cp1251"), ("dshi", "cp1251"), ("fizkultura", "koi8-r"), ("skazka", "utf-8")],
)
def test_bytes_are_in_the_declared_encoding(organization: str, encoding: str) -> None:
    site = next(site for site in declared() if site.organization.id == organization)
    data = site.hosts[_host(site)](Request("/")).data
    assert "Добро пожаловать на официальный сайт" in data.decode(encoding)
    if encoding != "utf-8":
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


def test_an_encoding_is_lied_about() -> None:
    site = next(site for site in declared() if site.organization.id == "dshi")
    reply = site.hosts[_host(site)](Request("/"))
    assert reply.content_type.endswith("utf-8")
    assert b"charset" not in reply.data


def test_same_title_on_all_pages() -> None:
    site = next(site for site in declared() if site.organization.id == "roddom")
    pages = [
        site.hosts[_host(site)](Request(path)).data.decode("cp1251") for path in site.expected_pages if ".htm" in path
    ]
    assert len({re.search("<TITLE>(.*?)</TITLE>", text)[1] for text in pages}) == 1  # type: ignore[index]
