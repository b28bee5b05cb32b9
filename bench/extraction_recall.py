"""Recall of phones and e-mails against the labels of a corpus.

    python -m bench.extraction_recall CORPUS_DIR

The corpus is a directory with `labels.json` and `sites/<slug>/…` as described in its own README. Prints, per
label, how many labelled values were found on any page of the site, and every miss. Exit code 1 when there is one.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from crawler.extract import extract_page
from crawler.items import Page

PAGES = (".html", ".htm", ".php", ".aspx", ".shtml")


def pages_of(site: Path) -> list[Page]:
    """Every page of a captured site, extracted."""
    files = sorted(path for path in site.rglob("*") if path.suffix.lower() in PAGES and path.is_file())
    return [extract_page(path.read_bytes(), url=f"http://{site.name}.test/{path.relative_to(site)}") for path in files]


def national(phone: str) -> str:
    """Digits without the trunk or country prefix, so that spellings of one number compare equal."""
    digits = re.sub(r"\D", "", phone)
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits


def main(corpus: Path) -> int:
    labels: dict[str, dict[str, Any]] = json.loads((corpus / "labels.json").read_text(encoding="utf-8"))
    wanted = {"phones": 0, "emails": 0}
    found = {"phones": 0, "emails": 0}
    misses: list[str] = []
    count, started = 0, time.process_time()
    for slug, label in sorted(labels.items()):
        site = corpus / "sites" / slug
        pages = pages_of(site)
        count += len(pages)
        known = {
            "phones": {national(phone) for page in pages for phone in page.phones},
            "emails": {email.lower() for page in pages for email in page.emails},
        }
        for kind in wanted:
            for value in label.get(kind, ()):
                bare = value.split(" (sample)")[0]
                key = national(bare) if kind == "phones" else bare.lower()
                wanted[kind] += 1
                if key in known[kind]:
                    found[kind] += 1
                else:
                    misses.append(f"{slug}: {kind[:-1]} {value}")
    spent = time.process_time() - started
    for kind, total in wanted.items():
        print(f"{kind}: {found[kind]} of {total}")
    for miss in misses:
        print("missed", miss)
    print(f"{count} pages, {spent:.1f} s CPU, {spent / max(count, 1) * 1000:.2f} ms a page")
    return 1 if misses else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Nothing was measured: name the corpus directory, as in `python -m bench.extraction_recall DIR`.")
    sys.exit(main(Path(sys.argv[1])))
