"""A small database of an invented region, for tests of everything that reads one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from audits.model import AuditOptions, AuditResult, Run, Shot
from audits.store import Store
from crawler.items import Coverage, Facts, Failure, Page, Picture, Reason, Site, Step, Unread
from rules.model import (
    Candidate,
    Evidence,
    Finding,
    Judgement,
    Organization,
    Outcome,
    Sector,
    Severity,
)

DOT = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")  # a WebP of one pixel
ON = date(2026, 11, 20)
START = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
SEEN = datetime(2026, 11, 20, 21, 4, 30, tzinfo=UTC)
HOME = "http://school-1.example/"

SCHOOL = Organization(
    id="s1",
    name="Школа № 1 имени =Формулы",
    sector=Sector.EDUCATION,
    municipality="Верхнегорский район",
    site=HOME,
    assessed_years=(2019, 2022),
)
CLINIC = Organization(
    id="c2", name="Поликлиника «Луч»", sector=Sector.HEALTH, municipality="город Прилесный", site="http://luch.example/"
)
LIBRARY = Organization(id="l3", name="Библиотека", sector=Sector.CULTURE, municipality="город Прилесный")


def school_findings() -> tuple[Finding, ...]:
    """One of each outcome that an audit of a living site can give."""
    quoted = Evidence(HOME, "Независимая оценка качества", "/html/body/nav/a[3]", "ab" * 32, SEEN)
    return (
        Finding("official-site-works", Outcome.PASSED, None, Severity.CRITICAL, "Сайт отвечает.", evidence=(quoted,)),
        Finding(
            "acts-published",
            Outcome.FAILED,
            None,
            Severity.SERIOUS,
            "Не все акты размещены.\x1b[31m",
            details={"missing": ["326-ФЗ", "256-ФЗ"]},
            evidence=(quoted, Evidence(HOME + "nok", "=HYPERLINK(1)", "//p", "cd" * 32, SEEN)),
            requirement="KBR-A1-04",
            candidates=(
                Candidate(HOME + "nok", "acts", 0.91, True, ("заголовок: нормативные акты",), "Документы НОК"),
                Candidate(HOME + "docs", "acts", 0.3, False, ("ссылка: документы",)),
            ),
        ),
        Finding(
            "nok-page-published",
            Outcome.FAILED,
            None,
            Severity.CRITICAL,
            "Страницы НОК нет.",
            pages_read=(HOME, HOME + "nok"),
            requirement="KBR-A1-02",
        ),
        Finding(
            "poll-works",
            Outcome.INCONCLUSIVE,
            Reason.CAPTCHA,
            Severity.MODERATE,
            "Опрос открыть не удалось.",
        ),
        Finding(
            "bus-link-published",
            Outcome.PASSED,
            None,
            Severity.MINOR,
            "Ссылка есть.",
            remarks=("Ведёт на главную bus.gov.ru, а не на карточку.",),
            evidence=(quoted,),
        ),
        Finding("minzdrav-banner-published", Outcome.INAPPLICABLE, None, Severity.MINOR, "Не медицинская."),
    )


def school_facts() -> Facts:
    """What was read of the school's site."""
    home = Page(HOME, fetched_at=SEEN, sha256="ab" * 32, title="Школа")
    nok = Page(HOME + "nok", fetched_at=SEEN, sha256="cd" * 32, depth=1, click_path=(Step(HOME + "nok", "НОК"),))
    return Facts(
        Site(
            HOME,
            HOME,
            (home, nok),
            failures=(Failure(HOME + "poll", Reason.CAPTCHA, 200),),
            coverage=Coverage(
                True,
                True,
                True,
                True,
                True,
                "exhausted",
                2,
                5,
                12345,
                1.5,
                (Unread(HOME + "x", Reason.NOT_REACHED),),
                1,
            ),
            started_at=START,
            finished_at=SEEN,
        )
    )


SHOTS = tuple(
    Shot(Picture(HOME + path, DOT, 1, 1, SEEN), content="c", basis="b", position=position)
    for position, path in enumerate(("", "nok"))
)


def fill(path: Path, *, nights: int = 1) -> list[Run]:
    """Write `nights` runs: school judged, clinic unreachable and untested, library without a site."""
    clock = [START]

    def now() -> datetime:
        clock[0] += timedelta(seconds=1)
        return clock[0]

    runs = []
    with Store.open(path, now=now) as store:
        for night in range(nights):
            on = ON + timedelta(days=night)
            clock[0] = START + timedelta(days=night)
            run = store.begin_run([SCHOOL, CLINIC, LIBRARY], AuditOptions(on=on), registry="registry.csv")
            findings = school_findings() if night == 0 else school_findings()[:1] + school_findings()[2:]
            judged = Judgement("kbr-2017", on, findings)
            seen = AuditResult("s1", True, judged, school_facts(), started_at=START, finished_at=SEEN, pictures=SHOTS)
            store.record(run.id, seen if night == 0 else msgspec.structs.replace(seen, pictures=()))
            nothing = Finding("official-site-works", Outcome.UNTESTED, Reason.AUDITOR_OFFLINE, Severity.CRITICAL)
            untested = Judgement("kbr-2017", on, (nothing,))
            store.record(run.id, AuditResult("c2", False, untested, reason=Reason.AUDITOR_OFFLINE))
            gone = Finding("official-site-works", Outcome.FAILED, None, Severity.CRITICAL, "В реестре адрес не указан.")
            store.record(run.id, AuditResult("l3", True, Judgement("kbr-2017", on, (gone,))))
            runs.append(store.finish_run(run.id))
    return runs


def asked(store: Store, question: str, *values: object) -> list[tuple[Any, ...]]:
    """What the file of a store answers to a reader with a connection of its own."""
    with closing(sqlite3.connect(store.path)) as reader:
        return reader.execute(question, values).fetchall()
