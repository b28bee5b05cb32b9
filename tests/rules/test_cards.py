"""Rules about the card at bus.gov.ru, and about links to other people's cards."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from crawler.items import Attachment, Block, BlockKind, Card, Coverage, Facts, Link, Page, Reason, Score, Site, Unread
from rules.addresses.typed import says_none, written_hosts
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Finding, Organization, Outcome
from tests.rules.sites import ON

KBR = load_methodology("kbr-2017")
CARD = Card(
    url="http://bus.test/info-card/7", agency_id="7", found=True, inn="0700000001", website="sad.test",
    email="a@sad.test", scores=(), attachments=(), tabs=("plan", "proposal", "result"), sha256="ab" * 32,
)  # fmt: skip
SITE = Site("http://sad.test/", "http://sad.test/", (Page("http://sad.test/", title="Сад"),), coverage=Coverage(True))
SAD = Organization("a", site="http://sad.test/", inn="0700000001", bus_gov_id="7", assessed_years=(2019, 2022))


def judge(
    rule: str, card: Card | None = CARD, site: Site | None = SITE, organization: Organization = SAD, **rest: Any
) -> Finding:
    facts = Facts(site=site, card=card, **rest)
    return next(one for one in evaluate(KBR, organization, facts, ON).findings if one.rule == rule)


def changed(**changes: Any) -> Card:
    return msgspec.structs.replace(CARD, **changes)


@pytest.mark.parametrize(
    ("website", "own", "expected"),
    [
        ("sad.test", "http://sad.test/", Outcome.PASSED),
        ("HTTPS://WWW.SAD.TEST/index.php", "http://sad.test/", Outcome.PASSED),
        ("http:\\\\sad.test", "http://sad.test/", Outcome.PASSED),
        ("сад.рф", "http://xn--80ai1b.xn--p1ai/", Outcome.PASSED),
        ("http://www.xn--80ai1b.xn--p1ai", "http://xn--80ai1b.xn--p1ai/", Outcome.PASSED),
        ("vk.com/sad; sad.test", "http://sad.test/", Outcome.PASSED),
        ("old-sad.test", "http://sad.test/", Outcome.FAILED),
        ("sad.test.evil.test", "http://sad.test/", Outcome.FAILED),
        ("portal.test/sad-2", "http://portal.test/sad-1/", Outcome.INCONCLUSIVE),
        ("portal.test/sad-1", "http://portal.test/sad-1/", Outcome.PASSED),
        (" — ", "http://sad.test/", Outcome.FAILED),
        ("Нет", "http://sad.test/", Outcome.FAILED),
        ("sad@mail.test", "http://sad.test/", Outcome.FAILED),
    ],
)
def test_the_card_names_this_very_site(website: str, own: str, expected: Outcome) -> None:
    site = Site(own, own, (Page(own),), coverage=Coverage(True))
    found = judge("bus-card-has-site", changed(website=website), site, msgspec.structs.replace(SAD, site=own))
    assert found.outcome is expected
    assert found.evidence


def test_a_blank_in_the_cards_address_makes_it_no_other_site() -> None:
    site = Site("http://my-sad.test/", "http://my-sad.test/", (Page("http://my-sad.test/"),), coverage=Coverage(True))
    own = msgspec.structs.replace(SAD, site="http://my-sad.test/")
    found = judge("bus-card-has-site", changed(website="http://my -sad.test"), site, own)
    assert (found.outcome, found.remarks) == (Outcome.PASSED, ("Адрес сайта на карточке записан с пробелом.",))


def test_an_address_that_redirects_to_the_site_is_the_site() -> None:
    site = msgspec.structs.replace(SITE, start_url="http://old.test/", redirected_from="http://old.test/")
    assert judge("bus-card-has-site", changed(website="old.test"), site).outcome is Outcome.PASSED
    assert judge("bus-card-has-site", changed(website="sad.test"), site).outcome is Outcome.PASSED


def test_a_site_that_could_not_be_read_accuses_nobody_of_another_address() -> None:
    away = Site("http://sad.test/", refusal=Reason.TIMEOUT)
    found = judge("bus-card-has-site", changed(website="other.test"), away)
    assert (found.outcome, found.reason) == (Outcome.INCONCLUSIVE, Reason.TIMEOUT)
    assert judge("bus-card-has-site", CARD, away).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "rule", ["bus-card-has-site", "bus-card-has-email", "bus-scores-published", "bus-plan-published"]
)
def test_what_was_not_had_is_not_judged(rule: str) -> None:
    away = judge(rule, Card(reason=Reason.REGISTRY_UNAVAILABLE, detail="ответ 500"))
    assert (away.outcome, away.reason) == (Outcome.INCONCLUSIVE, Reason.REGISTRY_UNAVAILABLE)
    assert "ответ 500" in away.message
    assert judge(rule, None).outcome is Outcome.UNTESTED
    nowhere = judge(rule, Card(found=False, detail="поиск не нашёл"))
    # KBR-2.2e: «INC: карточка не найдена»; that there is none is told once, of the site
    assert nowhere.outcome is (Outcome.FAILED if rule == "bus-card-has-site" else Outcome.INCONCLUSIVE)
    assert "поиск не нашёл" in nowhere.message


def test_an_email_that_nobody_else_names_is_remarked_on() -> None:
    known = msgspec.structs.replace(SAD, email="b@sad.test")
    assert judge("bus-card-has-email", organization=known).remarks
    assert not judge("bus-card-has-email").remarks


@pytest.mark.parametrize("rule", ["bus-card-has-site", "bus-card-has-email", "bus-scores-published"])
def test_a_card_of_another_name_proves_nothing(rule: str) -> None:
    museum = msgspec.structs.replace(SAD, name="МКУК «Музей боевой славы»")
    school = judge(rule, changed(name="МКОУ «Средняя школа № 1»"), organization=museum)
    assert (school.outcome, school.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert "Средняя школа № 1" in school.message
    branch = changed(name="МКОУ «Средняя школа № 1»", branch=True)  # bears its head's name
    assert judge(rule, branch, organization=museum).reason is not Reason.AMBIGUOUS


@pytest.mark.parametrize(
    ("leads", "outcome"),
    [
        ("http://www.sad.test/index.html", Outcome.PASSED),
        ("http://sale.test/", Outcome.FAILED),
        ("", Outcome.FAILED),
    ],
)
def test_an_old_address_on_the_card_counts_if_it_leads_to_the_site(leads: str, outcome: Outcome) -> None:
    found = judge("bus-card-has-site", changed(website="http://old-sad.test/", website_leads=leads))
    assert found.outcome is outcome
    assert bool(found.remarks) is (outcome is Outcome.PASSED)


@pytest.mark.parametrize(
    ("short", "own", "doubted"),
    [
        ("ГКУ «РЦР»", "ГКУ «Республиканский центр реабилитации»", False),
        ("МКУК «ЦБС»", "Муниципальное казённое учреждение «Централизованная библиотечная система»", False),
        ("МКУ «ДДТ»", "МКУ «Республиканский центр реабилитации»", True),
        ("ГКУ", "ГКУ «Горный камень удачи»", False),  # says nothing at all: no name to doubt
    ],
)
def test_a_card_named_in_initials(short: str, own: str, doubted: bool) -> None:
    found = judge("bus-card-has-site", changed(name=short), organization=msgspec.structs.replace(SAD, name=own))
    assert (found.reason is Reason.AMBIGUOUS) is doubted


def entries(kind: str, *texts: str) -> Card:
    return changed(attachments=tuple(Attachment(kind, None, text) for text in texts))


def test_scores_of_earlier_years_come_from_the_page() -> None:
    latest = changed(scores=(Score(2022, values={"openness": 90.0}),))
    assert judge("bus-scores-published", latest).details["missing"] == [2019]
    whole = msgspec.structs.replace(latest, attachments=(Attachment("result", 2019, "2019 год. Оценка: 87,1 балла"),))
    assert judge("bus-scores-published", whole).outcome is Outcome.PASSED
    unseen = msgspec.structs.replace(latest, tabs=(), tabs_reason=Reason.SCRIPT_REQUIRED)
    assert judge("bus-scores-published", unseen).reason is Reason.SCRIPT_REQUIRED


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("План на 2020 год", "План на 2023 год"), None),
        (("План по результатам оценки 2019 года", "План на 2023 год"), None),
        (("План на 2020 год",), [2023]),
        ((), [2020, 2023]),
    ],
)
def test_a_plan_for_the_year_after_every_assessed_one(texts: tuple[str, ...], missing: list[int] | None) -> None:
    found = judge("bus-plan-published", entries("plan", *texts))
    assert found.outcome is (Outcome.PASSED if missing is None else Outcome.FAILED)
    assert found.details.get("missing") == missing


@pytest.mark.parametrize("kind", ["scores", "proposals", "plan"])
def test_what_a_year_brings_is_missing_on_the_card_when_the_year_is_over(kind: str) -> None:
    for year, outcome in ((ON.year, Outcome.INCONCLUSIVE), (ON.year - 1, Outcome.FAILED)):
        assessed = msgspec.structs.replace(SAD, assessed_years=(year,))
        found = judge(f"bus-{kind}-published", CARD, organization=assessed)
        assert found.outcome is outcome
        assert ("ещё не закончился" in found.message) is (outcome is Outcome.INCONCLUSIVE)


def test_unknown_years_are_settled_only_by_what_the_card_shows() -> None:
    unknown = msgspec.structs.replace(SAD, assessed_years=None)
    assert judge("bus-proposals-published", organization=unknown).reason is Reason.YEARS_UNKNOWN
    shown = judge("bus-proposals-published", entries("proposal", "Предложения за 2022 год"), organization=unknown)
    assert shown.outcome is Outcome.PASSED
    assert shown.remarks
    never = msgspec.structs.replace(SAD, assessed_years=())
    assert judge("bus-proposals-published", organization=never).outcome is Outcome.INAPPLICABLE


def linking(*urls: str) -> Site:
    links = tuple(Link(url, "Оценить") for url in urls)
    return msgspec.structs.replace(SITE, pages=(Page("http://sad.test/", links=links),))


OTHER = Card(agency_id="9", found=True, name="Школа № 9", inn="0700000099")
BRANCH = Card(agency_id="8", found=True, name="Филиал", inn="0700000001")


@pytest.mark.parametrize(
    ("urls", "linked", "expected", "kind"),
    [
        (("https://bus.gov.ru/info-card/7",), (), Outcome.PASSED, "card"),
        (("https://bus.gov.ru/pub/agency/9/plans",), (OTHER,), Outcome.FAILED, "foreign"),
        (("https://bus.gov.ru/info-card/9",), (OTHER,), Outcome.FAILED, "foreign"),
        (("https://bus.gov.ru/qrcode/rate/5?agencyId=9",), (OTHER,), Outcome.FAILED, "foreign"),
        (("https://bus.gov.ru/info-card/9", "https://bus.gov.ru/"), (OTHER,), Outcome.PASSED, "root"),
        (("https://bus.gov.ru/info-card/9",), (), Outcome.PASSED, "unknown"),
        (("https://bus.gov.ru/info-card/8",), (BRANCH,), Outcome.PASSED, "card"),
        (("https://bus.gov.ru/qrcode/rate/9",), (OTHER,), Outcome.PASSED, "rate"),
    ],
)
def test_whose_card_a_link_leads_to(
    urls: tuple[str, ...], linked: tuple[Card, ...], expected: Outcome, kind: str
) -> None:
    found = judge("bus-link-published", site=linking(*urls), linked_cards=linked)
    assert (found.outcome, found.details["kind"]) == (expected, kind)
    assert bool(found.remarks) is (kind in ("unknown", "root"))
    if kind == "foreign":
        assert "Школа № 9" in found.message


@pytest.mark.parametrize("website", ["http://sad.test#main", "http://sad.test?id=1", "sad.test:8080?id=1#main"])
def test_an_address_with_an_anchor_or_a_query_is_the_sites(website: str) -> None:
    assert judge("bus-card-has-site", changed(website=website)).outcome is Outcome.PASSED


def test_written_addresses() -> None:
    assert written_hosts("http: //www.sad.test/, школа.рф") == (("sad.test", ""), ("xn--80atdl2c.xn--p1ai", ""))
    assert [host for host, _ in written_hosts("см. http://a.test/x/ ; b.test")] == ["a.test", "b.test"]
    assert says_none(" Нет. ")
    assert not says_none("нет.рф")


def test_years_a_card_tells_are_told_for_what_they_are() -> None:
    unknown = msgspec.structs.replace(SAD, assessed_years=None)
    plan = changed(attachments=(Attachment("plan", None, "План по устранению недостатков на 2023 год"),))
    (remark,) = judge("bus-plan-published", plan, organization=unknown).remarks
    assert remark == "Годы оценки не указаны; на карточке — планы на 2023 год."
    scores = changed(scores=(Score(2022, values={"openness": 90.0}),))
    (remark,) = judge("bus-scores-published", scores, organization=unknown).remarks
    assert remark == "Годы оценки не указаны; на карточке — за 2022 год."


def test_any_address_of_the_registry_is_the_organizations() -> None:
    two = msgspec.structs.replace(SAD, email="a@x.ru, b@x.ru")
    assert not judge("bus-card-has-email", changed(email="B@x.ru"), organization=two).remarks
    assert judge("bus-card-has-email", changed(email="c@x.ru"), organization=two).remarks


TOLD = tuple(Block(BlockKind.PARAGRAPH, "О детском саде " * 20) for _ in range(3))
PHONE = msgspec.structs.replace(SAD, phone="")
CALLED = Page("http://sad.test/", title="Сад", phones=("8 (86631) 4-15-16",), blocks=TOLD)
CONTACTS = Page("http://sad.test/kontakty/", title="Контакты", phones=("8 (86631) 4-15-16",))
AWAY = Unread("http://sad.test/kontakty/", Reason.NOT_REACHED, "Контакты", 0.6, ("contacts",))


@pytest.mark.parametrize(
    ("pages", "unread", "stopped", "expected"),
    [
        ((CALLED,), (), "decided", Outcome.FAILED),
        ((CALLED, CONTACTS), (), "budget", Outcome.FAILED),
        ((CALLED, CONTACTS), (), "exhausted", Outcome.FAILED),
        ((CALLED,), (AWAY,), "decided", Outcome.INCONCLUSIVE),  # it may stand there
        ((CALLED,), (), "failed", Outcome.INCONCLUSIVE),  # the site is still being read
        ((msgspec.structs.replace(CALLED, phones=()),), (), "decided", Outcome.INCONCLUSIVE),
        ((msgspec.structs.replace(CALLED, phones=("8 800 100 20 30",)),), (), "decided", Outcome.INCONCLUSIVE),
    ],
)
def test_a_number_of_the_card_is_held_against_the_pages_read(
    pages: tuple[Page, ...], unread: tuple[Unread, ...], stopped: str, expected: Outcome
) -> None:
    coverage = Coverage(home_read=True, stopped=stopped, unread=unread, unread_count=len(unread) + 9)
    site = Site("http://sad.test/", "http://sad.test/", pages, coverage=coverage)
    found = judge("phones-consistent", changed(phone="8 (86631) 9-99-99"), site, PHONE)
    assert found.outcome is expected
    assert "карточка bus.gov.ru: +7 86631 9-99-99" in found.message
    assert judge("phones-consistent", changed(phone="4-15-16"), site, PHONE).outcome is not Outcome.FAILED


@pytest.mark.parametrize("website", ["sad.test", "other.test", None])
def test_a_wrong_number_in_the_registry_is_told_whatever_the_verdict(website: str | None) -> None:
    card = changed(website=website, misnumbered="под номером 55 карточки нет")
    (remark,) = judge("bus-card-has-site", card).remarks
    assert remark == "Номер карточки в реестре неверен: под номером 55 карточки нет; карточка 7 найдена по ИНН."
