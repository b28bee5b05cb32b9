"""Whatever a site serves, the engine answers, and never decides without proof."""

from __future__ import annotations

import gc
import weakref

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import (
    Block,
    BlockKind,
    Coverage,
    Facts,
    Failure,
    Field,
    FieldKind,
    Form,
    Frame,
    Link,
    Page,
    Reason,
    Region,
    Site,
)
from rules.evaluate import evaluate, nose, open_roles
from rules.load import load_methodology
from rules.model import Organization, Outcome, Sector, Subject
from rules.site.memory import Reading
from tests.rules.sites import BASE, ON, heading
from tests.rules.sites import page as page_of
from tests.rules.sites import site as of_pages

KBR = load_methodology("kbr-2017")
PHRASES = [
    "",
    "Независимая оценка качества",
    "НОКО",
    "ВСОКО",
    "Обратная связь",
    "Опрос о качестве услуг",
    "Версия для слабовидящих",
    "Отчёт оператора о независимой оценке качества 2022",
    "План по устранению недостатков на 2023 год",
    "256-ФЗ от 21.07.2014",
    "Результаты опроса за III квартал 2026 года",
    "Общественный совет по независимой оценке качества",
    "Состав общественного совета: Иванова Мария Петровна, Орлов Пётр Сергеевич, Кудаев Р. А.",
    "Организация-оператор — ООО «Опрос», контракт от 12.02.2025 № 18",
    "Перечень организаций, подлежащих независимой оценке в 2026 году:",
    "Школа № 1 | 92,4",
    "\u202eкод",
    "=1+1",
    "😀",
    "<script>",
    "Питание",
    "х" * 500,
]
URLS = [
    BASE + "/",
    BASE + "/nok",
    BASE + "/f/plan-2023.pdf",
    "https://bus.gov.ru/",
    "https://forms.yandex.ru/u/1/",
    "mailto:a@b.test",
    "javascript:void(0)",
    "http://[",
    "https://bus.gov.ru/qrcode/rate/1",
    "tel:+7",
    "",
    "https://clck.ru/x",
    BASE + "/#tab",
]
text = st.sampled_from(PHRASES)
url = st.sampled_from(URLS)
block = st.builds(
    Block, st.sampled_from(BlockKind), text, st.integers(0, 6), st.sampled_from(Region), st.integers(-1, 4)
)
link = st.builds(
    Link,
    url,
    text,
    text,
    region=st.sampled_from(Region),
    level=st.integers(0, 4),
    block=st.integers(-1, 6),
    section=st.integers(-1, 6),
)
field = st.builds(Field, st.sampled_from(FieldKind), label=text, options=st.sampled_from([(), ("да", "нет")]))
form = st.builds(Form, fields=st.lists(field, max_size=5).map(tuple), heading=text)
page = st.builds(
    Page,
    url=st.sampled_from([BASE + "/", BASE + "/nok", BASE + "/a", "https://forms.yandex.ru/u/1/"]),
    status=st.sampled_from([200, 200, 500]),
    title=text,
    blocks=st.lists(block, max_size=6).map(tuple),
    links=st.lists(link, max_size=6).map(tuple),
    forms=st.lists(form, max_size=2).map(tuple),
    frames=st.lists(st.builds(Frame, url), max_size=1).map(tuple),
    needs_script=st.booleans(),
    external=st.booleans(),
)
failure = st.builds(Failure, url, st.sampled_from(Reason), link_text=text)
site = st.builds(
    Site,
    start_url=st.just(BASE + "/"),
    pages=st.lists(page, max_size=4).map(tuple),
    failures=st.lists(failure, max_size=2).map(tuple),
    coverage=st.builds(
        Coverage,
        complete=st.booleans(),
        home_read=st.booleans(),
        navigation_read=st.booleans(),
        sitemap_read=st.booleans(),
    ),
    refusal=st.sampled_from([None, None, None, *Reason]),
)
organization = st.builds(
    Organization,
    id=st.just("a"),
    subject=st.sampled_from(Subject),
    site=st.sampled_from([BASE + "/", ""]),
    sector=st.sampled_from([None, *Sector]),
    assessed_years=st.sampled_from([None, (), (2022,)]),
)


@settings(max_examples=250, deadline=None)
@given(site, organization)
def test_every_rule_is_answered_with_proof_or_a_reason(site: Site, organization: Organization) -> None:
    judged = evaluate(KBR, organization, Facts(site=site), ON)
    assert [finding.rule for finding in judged.findings] == [rule.id for rule in KBR.rules_for(organization.subject)]
    readable = site.refusal is None and site.home is not None
    for finding in judged.findings:
        undecided = finding.outcome in {Outcome.INCONCLUSIVE, Outcome.UNTESTED}
        assert (finding.reason is not None) == undecided
        assert finding.message
        told = {site.refusal, *(failure.reason for failure in site.failures)}
        assert finding.reason is not Reason.INTERNAL_ERROR or Reason.INTERNAL_ERROR in told
        rule = KBR.rule(finding.rule)
        assert rule is not None
        if finding.outcome is Outcome.PASSED:
            assert finding.evidence
            assert readable
        if finding.outcome is Outcome.FAILED and rule.about == "content":
            assert readable
            seen = site.coverage
            enough = seen.complete or (seen.home_read and seen.navigation_read and seen.sitemap_read)
            assert finding.evidence or enough or rule.coverage == "home" or finding.details
    assert open_roles(KBR, organization, Facts(site=site), ON) <= set(KBR.lexicon.roles)


@settings(max_examples=150, deadline=None)
@given(site, organization)
def test_a_site_judged_while_it_grows_is_judged_as_at_once(site: Site, organization: Organization) -> None:
    kept = Reading()
    for count in range(len(site.pages) + 1):
        for coverage in (Coverage(), site.coverage):
            grown = Facts(site=msgspec.structs.replace(site, pages=site.pages[:count], coverage=coverage))
            assert evaluate(KBR, organization, grown, ON, kept) == evaluate(KBR, organization, grown, ON)


def test_a_judgement_leaves_nothing_for_the_collector() -> None:
    """Pages of a hundred sites would stay in memory until it comes, and it seldom does."""
    gc.collect()
    gc.disable()
    try:
        kept = weakref.ref(reading := Reading())
        long = (page_of("/", "Школа"), *(page_of(f"/{n}", "Оценка качества", heading("НОКО")) for n in range(5)))
        evaluate(KBR, Organization("a", site=BASE + "/"), Facts(site=of_pages(*long)), ON, reading)
        texts = weakref.ref(reading.texts(long, nose(KBR)))
        del reading
        assert kept() is None
        assert texts() is None
    finally:
        gc.enable()


CONTENT = [rule.id for rule in KBR.rules_for(Subject.ORGANIZATION) if rule.about == "content"]
UNREADABLE = st.sampled_from([reason for reason in Reason if reason is not Reason.DNS_FAILURE])


@settings(max_examples=60, deadline=None)
@given(UNREADABLE, st.sampled_from(list(Sector)), st.sampled_from([None, (2022,)]))
def test_a_site_nobody_could_read_decides_nothing_about_its_contents(
    reason: Reason, sector: Sector, years: tuple[int, ...] | None
) -> None:
    walled = Site(start_url=BASE + "/", refusal=reason)
    org = Organization("a", site=BASE + "/", sector=sector, assessed_years=years)
    findings = {one.rule: one.outcome for one in evaluate(KBR, org, Facts(site=walled), ON).findings}
    assert {findings[rule] for rule in CONTENT} <= {Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE}


SHOWS_NOTHING = st.builds(
    Page,
    url=st.just(BASE + "/"),
    title=text,
    images=st.lists(st.sampled_from(["Обратная связь", "nok.png", "Опрос о качестве услуг"]), max_size=3).map(tuple),
    needs_script=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(SHOWS_NOTHING, st.booleans(), st.sampled_from(list(Sector)))
def test_an_empty_page_or_words_in_a_picture_decide_nothing(page: Page, complete: bool, sector: Sector) -> None:
    bare = Site(BASE + "/", pages=(page,), coverage=Coverage(complete=complete, home_read=True))
    org = Organization("a", site=BASE + "/", sector=sector)
    findings = {one.rule: one.outcome for one in evaluate(KBR, org, Facts(site=bare), ON).findings}
    assert {findings[rule] for rule in CONTENT} <= {Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([Reason.HTTP_5XX, Reason.TIMEOUT, Reason.BOT_WALL, Reason.NO_OCR]), st.sampled_from(CONTENT))
def test_a_page_that_smells_and_was_not_had_keeps_absence_open(reason: Reason, id: str) -> None:
    rule = KBR.rule(id)
    assert rule is not None
    home = Page(BASE + "/", blocks=(Block(BlockKind.PARAGRAPH, "Сад"),), links=(Link(BASE + "/x", "Разное"),))
    lost = Failure(BASE + "/x", reason, score=0.9, roles=rule.roles)
    seen = Site(BASE + "/", pages=(home,), failures=(lost,), coverage=Coverage(complete=True, home_read=True))
    org = Organization("a", site=BASE + "/", sector=Sector.HEALTH, assessed_years=(2022,), phone="8(86638)2-11-22")
    finding = next(one for one in evaluate(KBR, org, Facts(site=seen), ON).findings if one.rule == id)
    assert finding.outcome is not Outcome.FAILED or rule.coverage == "home" or not rule.roles
