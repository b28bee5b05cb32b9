"""Which addresses name files: one table, asked by the crawl and by the rules."""

from __future__ import annotations

import pytest

from crawler.addresses import DOCUMENT_ENDINGS, FILE_ENDINGS, PAPER_ENDINGS, is_file, is_paper


@pytest.mark.parametrize("ending", sorted(FILE_ENDINGS))
def test_a_file_is_told_by_its_ending(ending: str) -> None:
    assert is_file(f"https://a.test/f/x.{ending}")
    assert is_file(f"https://a.test/f/x.{ending.upper()}?v=1#page=2")
    assert is_file(f"x.{ending}")
    assert not is_file(f"https://a.test/{ending}/")
    assert not is_file(f"https://a.{ending}")  # the last letters of a host are no ending
    assert not is_file(f"https://a.{ending}/")
    assert not is_file(f"https://a.test/show?file=x.{ending}")


@pytest.mark.parametrize(
    "url", ["https://a.test/index.php", "https://a.test/o-nas.html", "https://a.test/plan.2023", "", "https://a.test"]
)
def test_a_page_is_no_file(url: str) -> None:
    assert not is_file(url)


@pytest.mark.parametrize("ending", ["docm", "xlsm", "pps", "odp", "gz", "djvu", "dotx", "csv", "png"])
def test_a_paper_is_one_for_everybody(ending: str) -> None:
    assert is_paper(f"https://a.test/plan.{ending}")


@pytest.mark.parametrize("ending", ["sig", "p7s", "mp4", "css", "rss"])
def test_a_signature_kept_apart_or_a_film_is_a_file_but_nothing_to_read(ending: str) -> None:
    assert is_file(f"https://a.test/plan.pdf.{ending}")
    assert not is_paper(f"https://a.test/plan.pdf.{ending}")


def test_documents_and_pictures_are_papers_and_papers_are_files() -> None:
    assert DOCUMENT_ENDINGS < PAPER_ENDINGS < FILE_ENDINGS
