from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import pytest

from crawler.items import Card, Coverage, Facts, Failure, Page, Reason, Site, Unread
from rules.catalog_model import Messages, Methodology, Rule
from rules.checks.answers import absent, inapplicable, met, unmet, unsure
from rules.evaluate import absence_doubt, evaluate, open_roles, questions, untested, wanted
from rules.load import load_methodology
from rules.model import (
    Answer,
    Evidence,
    Finding,
    Judgement,
    Organization,
    Outcome,
    Sector,
    Severity,
    Subject,
)
from tests.rules.sites import BASE, HOME, ON, appeal_form, heading, judge, link, menu, organization, page, site, text

PROOF = Evidence(BASE + "/", "видно")
KBR = load_methodology("kbr-2017")


def rule(id: str, answer: Answer, **rest: Any) -> Rule:
    values: dict[str, Any] = {
        "id": id, "family": "test", "title": id, "question": "?", "requirement": "R-1", "severity": Severity.SERIOUS,
        "subject": Subject.ORGANIZATION, "about": "content", "roles": ("nok-page",), "requires": (), "sectors": (),
        "needs_assessment": False, "coverage": "site", "check": "test", "options": None,
        "run": lambda view: answer, "messages": Messages("да", "нет", "неясно"), "remedy": "сделать",
    }  # fmt: skip
    return Rule(**{**values, **rest})


def run(*rules: Rule, facts: Site | None = None, org: Organization | None = None) -> list[tuple[str, str | None]]:
    methodology = Methodology("test", "проба", rules, KBR.lexicon)
    judged = evaluate(methodology, org or organization(), Facts(site=facts or site()), ON)
    return [(finding.outcome.value, finding.reason and finding.reason.value) for finding in judged.findings]


@pytest.mark.parametrize(
    ("answer", "complete", "expected"),
    [
        (met(PROOF), True, ("passed", None)),
        (met(PROOF), False, ("passed", None)),
        (met(), True, ("inconclusive", "internal_error")),  # a pass without a quotation is no pass
        (unmet("плохо"), False, ("failed", None)),
        (absent(), True, ("failed", None)),
        (absent(), False, ("inconclusive", "budget_exhausted")),
        (unsure(Reason.CAPTCHA), True, ("inconclusive", "captcha")),
        (inapplicable(), True, ("inapplicable", None)),
    ],
)
def test_answer_becomes_outcome(answer: Answer, complete: bool, expected: tuple[str, str | None]) -> None:
    assert run(rule("a", answer), facts=site(complete=complete)) == [expected]


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        (met(PROOF), ("passed", None)),
        (unmet(), ("inapplicable", None)),
        (inapplicable(), ("inapplicable", None)),
        (unsure(Reason.TIMEOUT), ("inconclusive", "timeout")),
    ],
)
def test_a_required_rule_decides_whether_the_next_is_asked(required: Answer, expected: tuple[str, str | None]) -> None:
    assert run(rule("a", required), rule("b", met(PROOF), requires=("a",)))[1] == expected


@pytest.mark.parametrize("reason", list(Reason))
def test_a_site_that_could_not_be_read_never_passes_or_fails_on_content(reason: Reason) -> None:
    findings = judge(Site(BASE + "/", refusal=reason))
    gone = reason in {Reason.DNS_FAILURE, Reason.HTTP_404, Reason.PARKED_SITE, Reason.SITE_CLOSED}
    for finding in findings.values():
        if finding.rule in {"official-site-works", "own-site"}:
            continue
        if KBR.rule(finding.rule).about != "content":  # type: ignore[union-attr]
            continue
        allowed = {Outcome.INAPPLICABLE} if gone else {Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE}
        assert finding.outcome in allowed
        assert finding.reason == (None if finding.outcome is Outcome.INAPPLICABLE else reason)
    works = findings["official-site-works"]
    assert works.outcome is (Outcome.FAILED if gone else Outcome.INCONCLUSIVE)
    assert works.reason == (None if gone else reason)


def test_no_site_in_the_registry_is_a_deficiency_and_content_is_not_asked() -> None:
    findings = judge(None, organization(site="", site_note="нет"))
    assert findings["official-site-works"].outcome is Outcome.FAILED
    assert findings["official-site-works"].message == (
        "По реестру официального сайта нет: вместо адреса указано «нет»."
    )
    nothing = judge(None, organization(site=""))["official-site-works"]
    assert nothing.message == "В реестре адрес официального сайта не указан."
    assert findings["nok-page-published"].outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("address", "refusal", "reason", "said"),
    [
        ("", None, Reason.NOT_REACHED, "(официального сайта нет: адрес в реестре не указан)"),
        ("https://vk.com/minobr", None, Reason.NOT_REACHED, "(официального сайта нет: указана страница в соцсети)"),
        (BASE + "/", Reason.DNS_FAILURE, Reason.DNS_FAILURE, "Вывод сделать нельзя: доменное имя не существует."),
    ],
)
def test_a_body_in_charge_without_a_site_is_not_without_fault(
    address: str, refusal: Reason | None, reason: Reason, said: str
) -> None:
    body = organization(subject=Subject.AUTHORITY, site=address)
    findings = judge(Site(BASE + "/", refusal=refusal) if refusal else None, body)
    assert len(findings) == 11
    assert {(one.outcome, one.reason) for one in findings.values()} == {(Outcome.INCONCLUSIVE, reason)}
    assert said in findings["authority-nok-section-published"].message


@pytest.mark.parametrize("note", ["ftp://x.ru", "школа 3.рф", "school@mail.test", "sad"])
def test_an_address_the_registry_misspells_is_not_charged_to_the_organization(note: str) -> None:
    findings = judge(None, organization(site="", site_note=note))
    assert not [one.rule for one in findings.values() if one.outcome in {Outcome.FAILED, Outcome.PASSED}]
    for id in ("official-site-works", "own-site", "nok-page-published"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, Reason.INVALID_URL)
        assert f"«{note}»" in findings[id].message


def test_a_cell_that_says_there_is_no_site_is_quoted() -> None:
    works = judge(None, organization(site="", site_note="сайт находится в разработке"))["official-site-works"]
    assert works.outcome is Outcome.FAILED
    assert "сайта нет: вместо адреса указано «сайт находится в разработке»" in works.message


@pytest.mark.parametrize(
    "url", ["https://vk.com/ryabinka", "https://wa.me/79280000000", "https://www.odnoklassniki.ru/r"]
)
def test_a_social_page_is_no_official_site(url: str) -> None:
    findings = judge(None, organization(site=url))
    assert findings["official-site-works"].outcome is Outcome.FAILED
    assert findings["own-site"].outcome is Outcome.FAILED
    assert findings["nok-page-published"].outcome is Outcome.INAPPLICABLE


def test_an_empty_home_page_decides_nothing() -> None:
    findings = judge(site(page("/", "Музей ремёсел"), alone=True))
    assert findings["official-site-works"].reason is Reason.EMPTY_PAGE
    decided = {id for id, one in findings.items() if one.outcome in {Outcome.PASSED, Outcome.FAILED}}
    assert not decided


def test_a_home_page_that_leads_nowhere_leaves_absence_open() -> None:
    findings = judge(site(page("/", "Техникум", heading("Техникум")), alone=True))
    for id in ("nok-page-published", "poll-published", "feedback-form-published", "bus-link-published"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)


def test_an_inner_page_given_as_the_site_leaves_absence_open_unless_it_is_on_the_founders() -> None:
    around = tuple(link(f"Раздел {number}", f"/{number}/") for number in range(6))
    facts = site(page("/klass/", "Класс", *text("Слова о школе. " * 90), *around), alone=True)
    found = judge(facts)["nok-page-published"]
    assert (found.outcome, found.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert "укажите адрес главной страницы" in found.message
    founders = judge(facts, organization(founder_site=BASE))["nok-page-published"]
    assert founders.outcome is Outcome.FAILED
    hurried = msgspec.structs.replace(
        facts, coverage=Coverage(home_read=True, stopped="budget", pages=1, unread_count=6)
    )
    assert judge(hurried)["nok-page-published"].reason is Reason.BUDGET_EXHAUSTED


def test_a_year_that_has_not_begun_is_asked_of_nobody_and_makes_the_judgement_one_of_its_day() -> None:
    nok = page("/nok", "Независимая оценка качества", heading("Независимая оценка качества"), link("Отчёт", "/f/1.pdf"))
    facts = Facts(site=site(page("/", "Сад", heading("Сад"), menu("Независимая оценка качества", "/nok")), nok))
    methodology = load_methodology("kbr-2017")

    def judged(*years: int) -> Judgement:
        return evaluate(methodology, organization(assessed_years=years), facts, ON)

    def plans(judgement: Judgement) -> Finding:
        return next(one for one in judgement.findings if one.rule == "plans-published")

    assert plans(judged(ON.year + 9)).reason is Reason.YEARS_UNKNOWN
    assert plans(judged(2022, ON.year + 9)).details == plans(judged(2022)).details
    assert judged(ON.year + 9).dated


def test_a_long_home_page_may_be_the_whole_site() -> None:
    long = page("/", "Техникум", heading("Техникум"), *text(*["Мы учим строителей и поваров с прошлого века."] * 20))
    assert judge(site(long, alone=True))["nok-page-published"].outcome is Outcome.FAILED


def test_a_shell_without_browser_leaves_absence_open() -> None:
    shell = msgspec.structs.replace(HOME, needs_script=True, blocks=(), links=())
    findings = judge(site(shell))
    for id in ("nok-page-published", "poll-published", "feedback-form-published", "bus-link-published"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)


def test_a_shell_of_the_assessments_page_hides_all_that_is_sought_on_it() -> None:
    way = menu("Независимая оценка качества", "/nok")
    shell = page("/nok", "Независимая оценка качества", heading("Независимая оценка качества"), needs_script=True)
    findings = judge(site(msgspec.structs.replace(HOME, links=(way,)), shell), organization(sector=Sector.EDUCATION))
    for id in ("acts-published", "poll-published", "bus-link-published"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED), id
    assert findings["feedback-form-published"].outcome is Outcome.FAILED  # nobody looks for it there


def test_a_shell_the_browser_could_not_build_leaves_absence_open() -> None:
    torn = msgspec.structs.replace(HOME, needs_script=True, rendered=True)
    findings = judge(site(torn))
    for id in ("nok-page-published", "poll-published", "feedback-form-published", "accessible-version-works"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED), id


def test_a_control_nobody_came_to_leaves_absence_open_where_it_may_hide_what_is_looked_for() -> None:
    def of(title: str, *sealed: str) -> Finding:
        nok = page("/x", title, heading(title), *text("Выберите раздел."), sealed=sealed)
        return judge(site(HOME, nok))["nok-page-published"]

    assert of("Показатели", "Столовая").outcome is Outcome.FAILED
    open_ = of("Оценка качества", "Итоги 2025 года")
    assert (open_.outcome, open_.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
    assert "не удалось открыть: «Итоги 2025 года»" in open_.message


def test_lists_that_were_not_gone_through_leave_absence_open_where_they_or_the_page_promise_it() -> None:
    def of(title: str, told: str, **of_home: Any) -> Finding:
        home = msgspec.structs.replace(HOME, **of_home)
        shown = page("/x", title, heading(title), *text("Выберите раздел."), unchosen=(told,) if told else ())
        return judge(site(home, shown))["nok-page-published"]

    assert of("Режим работы", "").outcome is Outcome.FAILED
    assert of("Режим работы", "Архив новостей: План на 2024 год").outcome is Outcome.FAILED
    assert of("Режим работы", "", unchosen=("Год",)).outcome is Outcome.FAILED  # of whatever the home page may list
    for title, told in (("Оценка качества", "Год"), ("Сведения", "Раздел: Независимая оценка качества")):
        open_ = of(title, told)
        assert (open_.outcome, open_.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
        assert f"не пройдены все варианты выбора: «{told}»" in open_.message


def failed(reason: Reason, label: str = "Независимая оценка качества") -> Failure:
    return Failure(BASE + "/p/17", reason, link_text=label)


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.HTTP_5XX, Reason.BOT_WALL, Reason.ROBOTS_DISALLOWED])
def test_an_unreadable_candidate_keeps_absence_open(reason: Reason) -> None:
    finding = judge(site(HOME, failures=(failed(reason),)))["nok-page-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    "failure", [failed(Reason.HTTP_404), failed(Reason.SOFT_404), failed(Reason.TIMEOUT, "Меню столовой")]
)
def test_dead_links_and_other_topics_do_not_keep_absence_open(failure: Failure) -> None:
    finding = judge(site(HOME, failures=(failure,)))["nok-page-published"]
    assert finding.outcome is Outcome.FAILED
    assert finding.pages_read == (BASE + "/",)


def test_an_unread_link_that_smells_names_the_reason() -> None:
    coverage = Coverage(complete=True, unread=(Unread(BASE + "/x", Reason.BUDGET_EXHAUSTED, "НОКО"),))
    finding = judge(site(HOME, coverage=coverage))["nok-page-published"]
    assert finding.reason is Reason.BUDGET_EXHAUSTED
    assert BASE + "/x" in finding.message


def test_sector_and_assessment_limit_a_rule() -> None:
    culture = organization(sector=Sector.CULTURE, assessed_years=())
    findings = judge(site(), culture)
    assert findings["minzdrav-banner-published"].outcome is Outcome.INAPPLICABLE
    assert findings["results-published"].outcome is Outcome.INAPPLICABLE
    assert judge(site())["minzdrav-banner-published"].outcome is Outcome.INCONCLUSIVE


def test_untested_names_every_rule_once() -> None:
    judged = untested(KBR, organization(), Reason.AUDITOR_OFFLINE, ON)
    assert [finding.rule for finding in judged.findings] == [rule.id for rule in KBR.rules_for(Subject.ORGANIZATION)]
    assert {(f.outcome, f.reason) for f in judged.findings} == {(Outcome.UNTESTED, Reason.AUDITOR_OFFLINE)}


def test_reason_is_set_exactly_when_undecided() -> None:
    for facts in (site(), site(complete=False), Site(BASE + "/", refusal=Reason.TIMEOUT)):
        for finding in judge(facts).values():
            undecided = finding.outcome in {Outcome.INCONCLUSIVE, Outcome.UNTESTED}
            assert (finding.reason is not None) == undecided
            assert finding.message
            assert "{" not in finding.message


def test_only_what_is_undecided_asks_for_papers() -> None:
    told = {
        Outcome.INCONCLUSIVE: ("/a.pdf", "/b.pdf"),
        Outcome.FAILED: ("/c.pdf",),
        Outcome.PASSED: ("/d.pdf",),
    }
    findings = [Finding(f"{outcome}", outcome, details={"unread": urls}) for outcome, urls in told.items()]
    twice = Finding("again", Outcome.INCONCLUSIVE, details={"unread": ("/b.pdf", "/e.pdf")})
    assert wanted(Judgement("m", ON, (*findings, twice))) == ("/a.pdf", "/b.pdf", "/e.pdf")


def test_open_roles_shrink_to_nothing_when_all_is_seen() -> None:
    facts = Facts(site=site(HOME, complete=False))
    assert {"nok-page", "feedback-form", "poll"} <= open_roles(KBR, organization(), facts, ON)
    assert open_roles(KBR, organization(), Facts(site=site(HOME)), ON) == frozenset()


def test_the_same_facts_give_the_same_judgement() -> None:
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка", "/nok"), appeal_form())
    facts = site(
        home, page("/nok", "Независимая оценка качества", *text("256-ФЗ"), link("bus.gov.ru", "https://bus.gov.ru"))
    )
    assert judge(facts) == judge(facts)


@dataclass
class _Recorder:
    asked: int = 0

    def answer(self, view: object) -> Answer:
        self.asked += 1
        return met(PROOF)


def test_a_check_is_not_asked_about_a_site_that_was_not_read() -> None:
    recorder = _Recorder()
    run(rule("a", met(PROOF), run=partial(recorder.answer)), facts=Site(BASE, refusal=Reason.TIMEOUT))
    assert recorder.asked == 0


def test_absence_is_concluded_only_from_complete_coverage() -> None:
    from rules.evaluate import nose
    from rules.view import SiteView

    for complete in (True, False):
        view = SiteView(KBR.lexicon, organization(), Facts(site=site(complete=complete)), ON, nose(KBR))
        assert (absence_doubt(("nok-page",), view) is None) is complete


def test_a_broken_check_costs_one_verdict() -> None:
    def broken(view: object) -> Answer:
        raise ZeroDivisionError("oops")

    found = run(rule("a", met(PROOF), run=broken), rule("b", met(PROOF)))
    assert found == [("inconclusive", "internal_error"), ("passed", None)]


def findings(*rules: Rule) -> tuple[Finding, ...]:
    methodology = Methodology("test", "проба", rules, KBR.lexicon)
    return evaluate(methodology, organization(), Facts(site=site()), ON).findings


def test_a_broken_check_tells_where() -> None:
    def innermost(depth: int) -> Answer:
        return innermost(depth - 1) if depth else met(number=int("много" * 100))

    (found,) = findings(rule("a", met(PROOF), run=lambda view: innermost(8)))
    assert found.details["error"].startswith("ValueError: invalid literal")
    assert len(found.details["error"]) <= 300
    assert [re.sub(r":\d+", "", call) for call in found.details["where"]] == [f"{__name__} innermost"] * 5


def test_a_pass_without_a_quotation_is_an_error_told() -> None:
    (found,) = findings(rule("a", met(url="/nok")))
    assert found.details == {"url": "/nok", "error": "check test met without evidence"}


def test_what_a_page_says_is_no_template() -> None:
    answer = msgspec.structs.replace(
        met(PROOF), details={"name": "«{secret}» {0}", "secret": "тайна", "list": ["а", 1]}
    )
    (found,) = findings(rule("a", answer, messages=Messages("{name}; {list}; {unknown}; {secret}", "", "")))
    assert found.message == "«{secret}» {0}; а, 1; {unknown}; тайна"


@pytest.mark.parametrize(("details", "said"), [({"last": 3}, "Нашлось (3)."), ({}, "Нашлось.")])
def test_an_aside_is_said_where_there_is_something_to_say(details: dict[str, int], said: str) -> None:
    answer = msgspec.structs.replace(met(PROOF), details=details)
    (found,) = findings(rule("a", answer, messages=Messages("Нашлось ({last}).", "", "")))
    assert found.message == said


def test_what_was_considered_is_told() -> None:
    parts = page("/", "Сад", heading("Сад"), link("Анкета", "https://forms.mkrf.ru/e/1/"), appeal_form(heading="Вход"))
    findings = judge(site(parts))
    (poll,) = findings["poll-published"].candidates
    assert not poll.accepted
    assert "Минкультуры" in poll.signals[0]
    assert findings["feedback-form-published"].candidates[0].label == "Вход"


@pytest.mark.parametrize(
    ("rest", "outcome"),
    [
        ({}, Outcome.FAILED),
        ({"home_read": False}, Outcome.INCONCLUSIVE),
        ({"navigation_read": False}, Outcome.INCONCLUSIVE),
        ({"sitemap_read": False}, Outcome.INCONCLUSIVE),
        ({"unread": (Unread(BASE + "/a", Reason.TIMEOUT, score=0.3),), "unread_count": 1}, Outcome.FAILED),
        ({"unread": (Unread(BASE + "/a", Reason.TIMEOUT, score=0.3),), "unread_count": 2}, Outcome.INCONCLUSIVE),
        ({"unread": (Unread(BASE + "/a", Reason.TIMEOUT, score=0.1),), "unread_count": 2}, Outcome.FAILED),
        ({"unread": (), "unread_count": 2}, Outcome.INCONCLUSIVE),
    ],
)
def test_absence_needs_home_navigation_and_sitemap_and_nothing_else(rest: dict[str, Any], outcome: Outcome) -> None:
    read = {"home_read": True, "navigation_read": True, "sitemap_read": True, "stopped": "exhausted"}
    seen = site(coverage=Coverage(**{**read, **rest}))
    assert judge(seen)["nok-page-published"].outcome is outcome


def test_what_stands_on_a_foreign_host_does_not_hide_a_page_of_the_site() -> None:
    elsewhere = Failure("https://forms.example.test/x", Reason.TIMEOUT, link_text="Независимая оценка качества")
    own = Failure("http://nok.sad-ryabinka.test/x", Reason.TIMEOUT, link_text="Независимая оценка качества")
    assert judge(site(failures=(elsewhere,)))["nok-page-published"].outcome is Outcome.FAILED
    assert judge(site(failures=(own,)))["nok-page-published"].reason is Reason.TIMEOUT


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.HTTP_5XX, Reason.BOT_WALL, Reason.TLS_ERROR])
def test_a_wall_is_no_missing_site(reason: Reason) -> None:
    findings = judge(Site(start_url=BASE + "/", refusal=reason))
    for id in ("nok-page-published", "poll-published", "feedback-form-published", "accessible-version-works"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, reason)


def test_a_bare_shell_asks_for_a_browser() -> None:
    findings = judge(site(page("/", "", needs_script=True), alone=True))
    assert findings["official-site-works"].reason is Reason.SCRIPT_REQUIRED
    assert findings["nok-page-published"].reason is Reason.SCRIPT_REQUIRED


def test_an_early_end_is_told_from_a_spent_budget() -> None:
    cut = judge(site(coverage=Coverage(home_read=True, stopped="failed")))["nok-page-published"]
    spent = judge(site(coverage=Coverage(home_read=True, stopped="budget")))["nok-page-published"]
    assert (cut.reason, spent.reason) == (Reason.NOT_REACHED, Reason.BUDGET_EXHAUSTED)


def test_a_reason_without_detail_leaves_no_brackets() -> None:
    shortened = link("Пройти опрос о качестве услуг", "https://clck.ru/aa")
    assert judge(site(page("/", "Сад", heading("Сад"), shortened)))["poll-published"].message == (
        "Ссылка «Пройти опрос о качестве услуг» идёт через clck.ru; куда она ведёт, не проверено: "
        "увиденное можно понять по-разному."
    )


def test_what_the_home_page_alone_settles_needs_no_more_of_the_site() -> None:
    assert run(rule("a", absent(), coverage="home"), facts=site(complete=False)) == [("failed", None)]


def test_a_decided_finding_says_what_its_rule_says_and_no_more() -> None:
    methodology = Methodology("test", "проба", (rule("a", met(PROOF)), rule("b", unmet())), KBR.lexicon)
    judged = evaluate(methodology, organization(), Facts(site=site()), ON)
    assert [finding.message for finding in judged.findings] == ["да", "нет"]


def test_the_wording_of_a_check_survives_only_with_its_verdict() -> None:
    answers = (
        rule("own", unmet("плохо")),
        rule("unsure", unsure(Reason.CAPTCHA, "не видно")),
        rule("overruled", absent(message="совсем нет")),
    )
    methodology = Methodology("test", "проба", answers, KBR.lexicon)
    judged = evaluate(methodology, organization(), Facts(site=site(complete=False)), ON)
    own, doubtful, overruled = [finding.message for finding in judged.findings]
    assert own == "плохо"
    assert doubtful.startswith("не видно: ")
    assert overruled.startswith("неясно: ")


@pytest.mark.parametrize(
    "settled", [{"about": "card"}, {"about": "site"}, {"coverage": "home"}, {"sectors": (Sector.HEALTH,)}]
)
def test_reading_on_is_not_asked_for_what_it_cannot_settle(settled: dict[str, Any]) -> None:
    def wanted(**rest: Any) -> frozenset[str]:
        undecided = rule("a", unsure(Reason.AMBIGUOUS), **rest)
        methodology = Methodology("test", "проба", (undecided,), KBR.lexicon)
        return open_roles(methodology, organization(), Facts(site=site(), card=Card()), ON)

    assert wanted() == {"nok-page"}
    assert wanted(**settled) == frozenset()


def test_a_card_nobody_looked_for_says_why() -> None:
    def why(**rest: Any) -> str:
        methodology = Methodology("test", "проба", (rule("a", met(PROOF), about="card"),), KBR.lexicon)
        (finding,) = evaluate(methodology, organization(**rest), Facts(site=site()), ON).findings
        assert finding.outcome is Outcome.UNTESTED
        return f"{finding.reason}: {finding.message}"

    assert why(inn="0700000001") == "not_reached: Не проверялось: карточка bus.gov.ru ещё не получена."
    assert why(bus_gov_id="1001") == why(inn="0700000001")
    # no word of a registry: `nok check` has none
    assert why() == "card_unknown: Не проверялось: неизвестны ни ИНН, ни номер карточки bus.gov.ru."


@pytest.mark.parametrize("address", ["", "https://vk.com/sad"])
def test_pages_that_were_read_are_judged_whatever_the_registry_says(address: str) -> None:
    org = organization(site=address)
    assert run(rule("a", met(PROOF)), facts=site(), org=org) == [("passed", None)]
    assert run(rule("a", met(PROOF)), facts=Site(BASE + "/"), org=org) == [("inapplicable", None)]


def test_a_home_page_built_by_script_settles_nothing_until_it_was_built() -> None:
    def outcome(*, needs_script: bool) -> list[tuple[str, str | None]]:
        home = page("/", "Сад", heading("Сад"), needs_script=needs_script, rendered=True)
        return run(rule("a", absent(), coverage="home"), facts=site(home))

    assert outcome(needs_script=True) == [("inconclusive", "script_required")]
    assert outcome(needs_script=False) == [("failed", None)]


def test_an_empty_home_page_is_told_from_a_shell() -> None:
    def bare(**rest: Any) -> Site:
        return Site(BASE + "/", pages=(Page(BASE + "/", **rest),), coverage=Coverage(home_read=True))

    assert run(rule("a", absent()), facts=bare()) == [("inconclusive", "empty_page")]
    assert run(rule("a", absent()), facts=bare(needs_script=True)) == [("inconclusive", "script_required")]


def test_a_refusal_is_told_with_its_detail_or_without_brackets() -> None:
    def message(detail: str) -> str:
        facts = Site(BASE + "/", refusal=Reason.HTTP_5XX, refusal_detail=detail)
        return judge(facts)["nok-page-published"].message

    assert message("работы на сайте").endswith(" (работы на сайте).")
    assert "(" not in message("")


def test_a_judgement_says_whether_it_depends_on_the_day() -> None:
    def dated(run: Any) -> bool:
        methodology = Methodology("test", "проба", (rule("a", met(PROOF), run=run),), KBR.lexicon)
        return evaluate(methodology, organization(), Facts(site=site()), ON).dated

    assert not dated(lambda view: met(PROOF))
    assert dated(lambda view: met(PROOF, on=view.on.isoformat()))


def test_a_question_includes_what_the_rules_it_requires_look_for() -> None:
    below = rule("below", unsure(Reason.AMBIGUOUS), roles=("poll",))
    above = rule("above", unsure(Reason.AMBIGUOUS), roles=("plan",), requires=("below",))
    methodology = Methodology("test", "проба", (below, above), KBR.lexicon)
    asked = questions(methodology, organization(), evaluate(methodology, organization(), Facts(site=site()), ON))
    assert asked == (frozenset({"poll"}), frozenset({"poll", "plan"}))
