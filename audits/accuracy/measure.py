"""Audit a labelled corpus on loopback and hold the verdicts against the labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

import msgspec

from audits.accuracy.corpus import LabelledSite, load_corpus
from audits.accuracy.score import Verdict, compare
from audits.accuracy.server import serve
from audits.model import AuditOptions, AuditResult, Budget, ShardSpec
from audits.shard import Line, run_shard


class Measurement(msgspec.Struct, frozen=True):
    """What a corpus audit gave: the sites, one result each, and every verdict on an expectation."""

    sites: tuple[LabelledSite, ...]
    results: tuple[AuditResult, ...]
    verdicts: tuple[Verdict, ...]
    addresses: dict[str, str]


def accuracy(
    corpus: Path, *, on: date, split: str | None = None, render: str = "auto", methodology: str = "kbr-2017"
) -> Measurement:
    """Serve `corpus` on loopback, audit every capture and compare with its labels.

    Raises:
        CorpusError: the corpus could not be read.
    """
    sites = load_corpus(corpus, split)
    hosts = {site.slug: _host(site.slug) for site in sites}
    with serve({hosts[site.slug]: site.folder for site in sites}) as port:
        addresses = {site.slug: f"http://{hosts[site.slug]}:{port}/{_home_path(site)}" for site in sites}
        options = AuditOptions(
            methodology=methodology,
            on=on,
            render=render,
            allow_private=True,
            budget=Budget(seconds=600, requests=2000),
            hosts=dict.fromkeys(hosts.values(), "127.0.0.1"),
        )
        results = _audit(sites, addresses, options)
    by_id = {result.organization: result for result in results}
    verdicts = [
        verdict
        for site in sites
        for verdict in compare(
            site.slug, site.expected, by_id[site.slug].judgement.findings if site.slug in by_id else ()
        )
    ]
    return Measurement(sites, tuple(results), tuple(verdicts), addresses)


def _audit(sites: Sequence[LabelledSite], addresses: dict[str, str], options: AuditOptions) -> list[AuditResult]:
    spec = ShardSpec(
        run="accuracy",
        organizations=tuple(site.organization(addresses[site.slug]) for site in sites),
        options=options,
    )
    lines = [msgspec.json.decode(line, type=Line) for line in run_shard(msgspec.to_builtins(spec))["lines"]]
    return [result for line in lines if (result := line.whole()) is not None]


def _host(slug: str) -> str:
    return f"{slug}.corpus.test"


def _home_path(site: LabelledSite) -> str:
    """The entry page's path; a plain `index.html` is what the bare address serves anyway."""
    return "" if site.home == "index.html" else quote(site.home)
