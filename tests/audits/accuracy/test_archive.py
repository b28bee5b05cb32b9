"""A corpus packed in one file is read as the folder it was made of; anything else in it is refused."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from audits.accuracy.archive import opened
from audits.accuracy.corpus import CorpusError, load_corpus

SITES = b'[{"slug": "a", "title": "\xd0\x90", "kind": "culture", "capture": "site"}]'
LABELS = b'{"a": {"rules": {"poll-published": "failed"}}}'


def packed(path: Path, **files: bytes) -> Path:
    with tarfile.open(path, "w:xz") as archive:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return path


def test_a_packed_corpus_is_read_and_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {"sites.json": SITES, "labels.json": LABELS, "sites/a/index.html": b"<p>A</p>"}
    with opened(packed(tmp_path / "set.tar.xz", **files)) as folder:
        (site,) = load_corpus(folder)
        assert (site.slug, site.folder.joinpath("index.html").read_bytes()) == ("a", b"<p>A</p>")
    assert not folder.exists()


def test_a_folder_is_itself(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        assert folder == tmp_path


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.html", "sites/../../up.html"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="не обычный файл"), opened(packed(tmp_path / "set.tar.xz", **{name: b"x"})):
        pass
    assert not (tmp_path / "up.html").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "set.tar.xz", "w:xz") as archive:
        link = tarfile.TarInfo("sites.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(CorpusError, match="не обычный файл"), opened(tmp_path / "set.tar.xz"):
        pass


@pytest.mark.parametrize("cut", [0, 40])
def test_what_is_no_archive_is_named(tmp_path: Path, cut: int) -> None:
    whole = packed(tmp_path / "set.tar.xz", **{"sites.json": SITES * 50})
    (tmp_path / "bad.tar.xz").write_bytes(whole.read_bytes()[:cut] or b"not packed")
    with pytest.raises(CorpusError, match=r"bad\.tar\.xz"), opened(tmp_path / "bad.tar.xz"):
        pass
