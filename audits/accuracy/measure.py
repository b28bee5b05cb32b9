"""Audit a labelled corpus on loopback and hold the verdicts against the labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from audits.accuracy.archive import opened
from audits.accuracy.corpus import YEARLY, LabelledSite, load_corpus
from audits.accuracy.score import Verdict, compare
from audits.accuracy.server import serve
from audits.model import AuditOptions, AuditResult, Budget, ShardSpec
from audits.store import pack
from audits.workers.shard import WorkerLine, run_shard
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Finding, Outcome


class Measurement(msgspec.Struct, frozen=True):
    """What a corpus audit gave: the sites, one result each, and every verdict on an expectation."""

    sites: tuple[LabelledSite, ...]
    results: tuple[AuditResult, ...]
    verdicts: tuple[Verdict, ...]
    addresses: dict[str, str]


def accuracy(
    corpus: Path, *, on: date, split: str | None = None, render: str = "auto", methodology: str = "kbr-2017"
) -> Measurement:
    """Serve `corpus` (a folder, or one packed as `.tar.xz`) on loopback, audit every capture, compare with the labels.

    Raises:
        CorpusError: the corpus could not be read.
    """
    with opened(corpus) as folder:
        return _measured(load_corpus(folder, split), on, render, methodology)


def _measured(sites: Sequence[LabelledSite], on: date, render: str, methodology: str) -> Measurement:
    hosts = {site.slug: _host(site.slug) for site in sites}
    with serve({hosts[site.slug]: site.folder for site in sites}) as port:
        addresses = {site.slug: f"http://{hosts[site.slug]}:{port}/{site.home_path}" for site in sites}
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
            site.slug, _asked(site, options), _findings(site, by_id.get(site.slug), addresses, options)
        )
    ]
    return Measurement(tuple(sites), tuple(results), tuple(verdicts), addresses)


def _asked(site: LabelledSite, options: AuditOptions) -> dict[str, Outcome]:
    """The expectations without those of rules that the methodology has and does not ask of such a subject."""
    methodology = load_methodology(options.methodology)
    asked = {rule.id for rule in methodology.rules_for(site.subject)}
    others = {rule.id for rule in methodology.rules} - asked
    return {rule: outcome for rule, outcome in site.expected.items() if rule not in others}


def _findings(
    site: LabelledSite, result: AuditResult | None, addresses: dict[str, str], options: AuditOptions
) -> list[Finding]:
    """The audit's findings; rules whose label names years are judged again, from the same facts, by those years."""
    if result is None:
        return []
    findings = {finding.rule: finding for finding in result.judgement.findings}
    if result.judged:
        methodology = load_methodology(options.methodology)
        for rule in site.expected:
            if rule in YEARLY and rule in findings:
                organization = site.organization(addresses[site.slug], rule)
                judgement = evaluate(methodology, organization, result.facts, options.on)
                findings[rule] = next(each for each in judgement.findings if each.rule == rule)
    return list(findings.values())


def _audit(sites: Sequence[LabelledSite], addresses: dict[str, str], options: AuditOptions) -> list[AuditResult]:
    spec = ShardSpec(
        run="accuracy",
        organizations=tuple(site.organization(addresses[site.slug]) for site in sites),
        options=options,
    )
    lines = [msgspec.json.decode(line, type=WorkerLine) for line in run_shard(msgspec.to_builtins(spec))["lines"]]
    return [pack.opened(line.result) for line in lines if line.result is not None]


def _host(slug: str) -> str:
    return f"{slug}.corpus.test"
