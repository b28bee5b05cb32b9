"""Links to bus.gov.ru, the ministry's banner and telephones in invented markup."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.checks.links.bus_link import agency_of, kind_of
from rules.language.phones import find_phones, written_in
from rules.model import Outcome, Sector
from tests.rules.markup import FILLER, document, found, home_with, site_of
from tests.rules.sites import BASE, judge, organization

BUS = "bus-link-published"
CARD = "https://bus.gov.ru/info-card/5"


@pytest.mark.parametrize(
    ("url", "kind", "agency"),
    [
        ("http://bus.gov.ru/#!agency/12345", "card", "12345"),
        ("https://bus.gov.ru/agency/#!/12345", "card", "12345"),
        ("https://bus.gov.ru/pub/info-card/137565?activeTab=3", "card", "137565"),
        ("https://bus.gov.ru/public/agency/agency.html?agency=5", "card", "5"),
        ("http://www.bus.gov.ru/public/agency/agency.html?agency=", "root", ""),
        ("https://bus.gov.ru/pub/agency/168342/tasks/5", "finance", "168342"),
        ("https://bus.gov.ru/qrcode/rate/1?agencyId=5", "rate", "5"),
        ("https://bus.gov.ru/registry", "list", ""),
        ("https://bus.gov.ru/public/agency/quickSearch/searchNew.html?searchString=1", "list", ""),
        ("https://bus.gov.ru/public/home.html", "root", ""),
        ("https://bus.gov.ru/index.html", "root", ""),
        ("https://bus.gov.ru/info-card/", "root", ""),
        ("https://bus.gov.ru/public/news", "other", ""),
    ],
)
def test_what_an_address_of_the_service_names(url: str, kind: str, agency: str) -> None:
    assert (kind_of(url), agency_of(url)) == (kind, agency)


@pytest.mark.parametrize(
    "body",
    [
        f"<a href='{CARD}'><img src=b.png></a>",
        "<a href='//bus.gov.ru/info-card/5'>x</a>",
        "<a href='www.bus.gov.ru/info-card/5'>x</a>",
        "<a href='https://BUS.gov.ru:443/info-card/5'>x</a>",
        f"<div onclick=\"window.open('{CARD}')\">bus.gov.ru</div>",
        f"<img usemap='#m' src=x.png><map name=m><area href='{CARD}' alt=''></map>",
        f"<iframe src='{CARD}'></iframe>",
        f"<form action='{CARD}'><button>Оценить</button></form>",
        "<a href='/go?https://bus.gov.ru/info-card/5'>x</a>",
    ],
)
def test_whatever_leads_to_the_card_counts(body: str) -> None:
    finding = found(BUS, home_with(body))
    assert finding.outcome is Outcome.PASSED
    assert finding.details["kind"] == "card"
    assert not finding.remarks


def test_a_page_that_only_sends_on_and_a_shortener_that_was_followed_count() -> None:
    home = document(f"<h1>Сад</h1>{FILLER}<a href=/bus.html>Наша карточка</a>")
    sends = f"<html><head><meta http-equiv=refresh content='0;url={CARD}'></head><body>переход</body></html>"
    assert found(BUS, {"/": home, "/bus.html": sends}).details["kind"] == "card"


@pytest.mark.parametrize(
    "href",
    ["https://bus-gov.ru/info-card/1", "https://busgov.ru", "bus.gov.ru", "https://bus.gov.ru.example/", "/bus.gov.ru"],
)
def test_a_slip_is_no_link_and_is_told(href: str) -> None:
    finding = found(BUS, home_with(f"<a href='{href}'>Мы на bus.gov.ru</a>"))
    assert finding.outcome is Outcome.FAILED
    assert any("не на bus.gov.ru, а на" in remark for remark in finding.remarks)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>Сведения на bus.gov.ru: <a href='https://clck.ru/a'>перейти</a></p>", Reason.AMBIGUOUS),
        ("<div id=bus></div><script>load('https://bus.gov.ru/widget/5')</script>", Reason.SCRIPT_REQUIRED),
    ],
)
def test_a_link_nobody_saw_is_left_open(body: str, reason: Reason) -> None:
    finding = found(BUS, home_with(body))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    "body", ["<!-- <a href='https://bus.gov.ru/'>x</a> -->", "<p>https://bus.gov.ru/info-card/5</p>", ""]
)
def test_mentions_and_comments_are_no_links(body: str) -> None:
    assert found(BUS, home_with(body)).outcome is Outcome.FAILED


BANNER = "Независимая оценка качества условий оказания услуг медицинскими организациями. Оценить"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<a href='https://anketa.minzdrav.gov.ru/ambulator/g/3'><img src=b.png></a>", "passed"),
        ("<a href='http://nok.rosminzdrav.ru/site.html#!/23/2154#reviews'>Оценить</a>", "passed"),
        ("<a href='https://www.rosminzdrav.ru/polls/9-anketa?region_code=KDA'>Анкета</a>", "passed"),
        ("<iframe src='https://nok.minzdrav.gov.ru/MO/GetBanner/6224/1'></iframe>", "passed"),
        ("<script src='https://nok.rosminzdrav.ru/banner.js?id=5'></script>", "passed"),
        ("<a href='/bitrix/rk.php?goto=https%3A%2F%2Fanketa.minzdrav.gov.ru%2Fambulator%2F1'>x</a>", "passed"),
        (f"<a href='https://clck.ru/z'><img alt='{BANNER}' src=b.png></a>", "inconclusive"),
        (f"<a href='https://minzdrav.gov.ru/'><img alt='{BANNER}' src=b.png></a>", "failed"),
        ("<a href='https://minzdrav.gov.ru/'>Минздрав России</a>", "failed"),
        ("<a href='https://anketa.minzdrav.gov.ru.evil.example/ambulator/1'><img src=b.png></a>", "failed"),
        ("<a href='https://anketa.rosminzdrav.ru.example/x'>Оценить</a>", "failed"),
        ("<iframe src='https://nok.minzdrav.gov.ru.example/MO/GetBanner/6224/1'></iframe>", "failed"),
        ("<a href='https://evil.example/anketa.minzdrav.gov.ru/'>Оценить</a>", "failed"),
        ("<a href='/go/https://anketa.minzdrav.gov.ru/ambulator/1'>Оценить</a>", "passed"),
        ("<script src='/js/nok.rosminzdrav.ru/banner.js'></script>", "passed"),
        ("<a href='https://anketa.example/'>Анкета</a>", "failed"),
    ],
)
def test_the_banner_of_the_ministry(body: str, outcome: str) -> None:
    clinic = organization(sector=Sector.HEALTH)
    assert found("minzdrav-banner-published", home_with(body), org=clinic).outcome == outcome


def test_a_banner_that_leads_astray_is_told() -> None:
    body = f"<a href='https://minzdrav.gov.ru/'><img alt='{BANNER}' src=b.png></a>"
    finding = found("minzdrav-banner-published", home_with(body), org=organization(sector=Sector.HEALTH))
    assert "https://minzdrav.gov.ru/" in finding.remarks[0]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Тел.: 8 (86638) 2-11-22</p>",
        "<p>Телефон: 2-11-22</p>",
        "<p>тел. 8.86638.2.11.22</p>",
        "<p>8(86638) 2-11-33, 2-11-22</p>",
        "<p>8 (866‑38) 2–11–22</p>",
        "<p>8(86638)2-11-22 доб. 105</p>",
        "<p><span>8 (86638)</span> <b>2-11-22</b></p>",
        "<p>Код города 86638. Приёмная 2 11 22</p>",
        "<a href='tel:+78663821122'>позвонить</a>",
    ],
)
def test_the_number_is_the_same_however_it_is_written(body: str) -> None:
    org = organization(phone="8(86638)2-11-22")
    assert found("phones-consistent", home_with(body), org=org).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        "<p>8 (86638) 2-99-22</p>",
        "<p>Стоимость 21 122 рубля</p>",
        "<p>Тел.: 8 (86638) 2-11-23</p>",
        "<p>ул. Мира, 2-11, кв. 22</p>",
        "<p>ОГРН 1020700211221</p>",
    ],
)
def test_another_number_is_not_the_same(body: str) -> None:
    org = organization(phone="8(86638)2-11-22")
    assert found("phones-consistent", home_with(body), org=org).outcome is Outcome.FAILED


def test_numbers_in_a_picture_are_left_open() -> None:
    org = organization(phone="8(86638)2-11-22")
    finding = found("phones-consistent", home_with("<h2>Контакты</h2><img src=tel.jpg alt='Телефоны'>"), org=org)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)


def test_a_hotline_is_nobodys_number() -> None:
    (hotline,) = find_phones("8-800-200-10-10")
    assert written_in(hotline, "Звоните: 8-800-200-10-10") == ""


def test_a_page_that_only_sends_to_a_social_network_is_no_own_site() -> None:
    sends = "<html><head><meta http-equiv=refresh content='3;url=https://vk.com/club1'></head><body><p>Мы ВКонтакте</p>"
    finding = found("own-site", {"/": sends})
    assert finding.outcome is Outcome.FAILED
    assert "https://vk.com/club1" in finding.message


@pytest.mark.parametrize("host", ["Отдел культуры местной администрации района", "Управление труда и соцзащиты района"])
def test_a_page_inside_a_bodys_site_may_be_no_own_site(host: str) -> None:
    title = f"СДК «Колосок» — {host}"
    inside = document("<h1>СДК «Колосок»</h1>" + "<p>Клуб открыт с 1978 года.</p>" * 4, title=title)
    site = site_of({"/uchrezhdeniya/kolosok/": inside}, home_url=BASE + "/uchrezhdeniya/kolosok/")
    club = organization(name="СДК «Колосок»", site=BASE + "/uchrezhdeniya/kolosok/")
    finding = judge(site, club)["own-site"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    body = organization(name="Отдел культуры администрации района", site=BASE + "/uchrezhdeniya/kolosok/")
    assert judge(site, body)["own-site"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("head", "outcome"),
    [
        ("<p>Официальный сайт администрации Баксанского района</p>", Outcome.FAILED),
        ("<p>Официальный сайт администрации с. п. Заюково</p>", Outcome.FAILED),
        ("<p>Официальный портал органов местного самоуправления</p>", Outcome.FAILED),
        ("<p>Официальный сайт муниципального казённого учреждения культуры</p>", Outcome.PASSED),
        ("<p>Официальный сайт муниципального образовательного учреждения</p>", Outcome.PASSED),
        ("<p>Официальный сайт муниципального района: Дом культуры «Колосок»</p>", Outcome.PASSED),
        ("<p><a href=https://edu.gov.test/>Официальный сайт Министерства просвещения</a></p>", Outcome.PASSED),
        ("<p>Учредитель: администрация Баксанского района</p>", Outcome.PASSED),
        ("<p>Официальный сайт</p>", Outcome.PASSED),
    ],
)
def test_a_page_inside_whose_head_says_whose_site_it_is(head: str, outcome: Outcome) -> None:
    inside = (
        f"<html><body>{head}<main><h1>СДК «Колосок»</h1>{FILLER}<a href=/uchr/kolosok/a>Афиша</a></main></body></html>"
    )
    club = "Дом культуры «Колосок»"
    at_path = site_of({"/uchr/kolosok/": inside}, home_url=BASE + "/uchr/kolosok/")
    assert judge(at_path, organization(name=club, site=BASE + "/uchr/kolosok/"))["own-site"].outcome is outcome
    assert judge(site_of({"/": inside}), organization(name=club))["own-site"].outcome is Outcome.PASSED  # its own host
    body = organization(name="Отдел культуры администрации района", site=BASE + "/uchr/kolosok/")
    assert judge(at_path, body)["own-site"].outcome is Outcome.PASSED


def test_a_line_below_says_what_a_shortened_link_asks() -> None:
    told = "<p><a href='https://clck.ru/x'>Пройти опрос</a><br>{}</p>"
    quality = home_with(told.format("по независимой оценке качества условий оказания услуг"))
    assert found("poll-published", quality).outcome is Outcome.INCONCLUSIVE
    assert found("poll-published", home_with(told.format("о летнем отдыхе"))).outcome is Outcome.FAILED
    other = told.format("<a href='/q'>О независимой оценке качества условий оказания услуг</a>")
    assert found("poll-published", home_with(other)).outcome is Outcome.FAILED


def test_pages_that_only_a_script_opens_leave_absence_open() -> None:
    routes = "<a href='#!/about'>О школе</a> <a href='#!/contact'>Контакты</a>"
    finding = found("bus-link-published", home_with(routes))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
    anchors = "<a href='#one'>О школе</a> <a href='#two'>Контакты</a><p id=one>Раз</p><p id=two>Два</p>"
    assert found("bus-link-published", home_with(anchors)).outcome is Outcome.FAILED


def test_a_page_behind_a_route_is_a_page_like_any_other() -> None:
    pages = home_with("<a href='#!nok'>Независимая оценка качества</a> <a href='#!contact'>Контакты</a>")
    nok = document("<h1>Независимая оценка качества</h1><p><a href='https://bus.gov.ru/info-card/1'>Карточка</a></p>")
    read_all = {**pages, "/#!nok": nok, "/#!contact": document("<h1>Контакты</h1><p>ул. Садовая, 1</p>")}
    assert found("nok-page-linked-from-home", read_all).outcome is Outcome.PASSED
    assert found("poll-published", read_all).outcome is Outcome.FAILED  # all routes were read
    assert found("poll-published", pages).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Собственного сайта у клуба нет, страница на портале района.", Outcome.FAILED),
        ("Клуб не имеет своего сайта и пишет на сайте администрации.", Outcome.FAILED),
        ("Отдельного сайта у клуба нет.", Outcome.INCONCLUSIVE),  # whose this is, it does not say
        ("Собственного сайта нет. Читайте нас здесь.", Outcome.INCONCLUSIVE),
        ("Собственного буфета у клуба нет, обедают на портале района.", Outcome.PASSED),
        ("У нашего сайта своего гимна нет. Есть портал района.", Outcome.PASSED),
        ("Страница своего официального сайта клуба создана в 2014 году.", Outcome.PASSED),
    ],
)
def test_a_home_page_may_say_that_there_is_no_site_of_ones_own(said: str, outcome: Outcome) -> None:
    finding = found("own-site", home_with(f"<p>{said}</p>"))
    assert finding.outcome is outcome, finding.message
    assert outcome is Outcome.PASSED or finding.evidence[0].excerpt == said
