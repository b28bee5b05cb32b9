"""Captures are served as they were, and nothing outside them."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from audits.accuracy.server import find_file, serve


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "раздел").mkdir(parents=True)
    (folder / "index.html").write_bytes("Привет".encode("cp1251"))
    (folder / "раздел" / "index.html").write_text("x", encoding="utf-8")
    (folder / "стр 1.php").write_text("y", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("no", encoding="utf-8")
    return folder


def test_names_files_and_folders(root: Path) -> None:
    assert find_file(root, "/") == root / "index.html"
    assert find_file(root, "/%D1%80%D0%B0%D0%B7%D0%B4%D0%B5%D0%BB/") == root / "раздел" / "index.html"
    assert find_file(root, "/стр%201.php") == root / "стр 1.php"


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/none.html", "/раздел/none"])
def test_refuses_what_is_not_inside(root: Path, path: str) -> None:
    assert find_file(root, path) is None


def test_serves_bytes_by_host(root: Path) -> None:
    with serve({"one.test": root}) as port:

        def get(host: str, path: str) -> tuple[int, str | None, bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read()

        assert get("one.test", "/") == (200, "text/html", "Привет".encode("cp1251"))
        assert get("one.test", "/%D1%81%D1%82%D1%80%201.php")[1] == "text/html"
        assert get("one.test", "/missing")[0] == 404
        assert get("other.test", "/")[0] == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript"),
        ("a.json", "application/json"),
        ("a.JSP", "text/html"),
        ("a.xyz", "application/octet-stream"),
    ],
)
def test_a_browser_is_told_what_a_file_is(root: Path, name: str, kind: str) -> None:
    (root / name).write_text("1", encoding="utf-8")
    with serve({"one.test": root}) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", f"/{name}", headers={"Host": "one.test"})
        assert connection.getresponse().getheader("Content-Type") == kind
