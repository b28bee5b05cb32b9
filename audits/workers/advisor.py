"""The crawl's adviser: what the rules still look for, told in the crawler's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from audits.model import AuditOptions, Pictured, Shot
from audits.workers.pictures import Wish, wishes
from crawler.advisor import Aim, Smell
from crawler.items import Coverage, Facts, Link, Page, Picture, Site
from rules import evaluate
from rules.language.ways import are_met, ways_of
from rules.lexicon.assessment import compiled
from rules.load import load_methodology
from rules.model import Judgement, Organization, Outcome
from rules.sameness import outline
from rules.site.memory import Reading
from rules.site.reading import Vocabularies

WORTH_KEEPING = 0.3  # a page whose link smelled at least so much is a candidate, and its body is evidence
STRONG = 0.5  # a link that smells at least so much may decide a rule by itself, before it is followed
_TOLD_BY_WORDS = frozenset({"nok-page", "documents-page", "acts", "results", "plan", "poll-results"})  # not by a form
_INQUIRIES = frozenset({"poll", "poll-results"})  # what a page that asks for opinions may be
_ANKETA, _INQUIRY = ("анкет",), ("опрос",)
_SUBJECT = ways_of(compiled(r"{mentioned}|{quality}"))


class Context(msgspec.Struct, frozen=True):
    """What a site's job carries through the crawler, unread by it."""

    organization: Organization
    options: AuditOptions
    memory: str = ""  # path of the database with earlier nights
    run: str = ""
    pictured: tuple[Pictured, ...] = ()


class Asked(NamedTuple):
    """The last judgement while a site was read, and what it was made of."""

    outline: Facts
    judgement: Judgement
    reading: Reading | None  # of the pages, which it keeps: where no question was left open, they may be judged again

    def on(self, facts: Facts) -> Judgement | None:
        """The judgement, if it holds for these facts of the same visit too."""
        return self.judgement if outline(facts) == self.outline else None


class RuleAdvisor:
    """`crawler.advisor.Advisor` for one organization under one methodology."""

    def __init__(self, context: Context) -> None:
        self._methodology = load_methodology(context.options.methodology)
        self._organization = context.organization
        self._on = context.options.on
        self._limit = context.options.pictures
        self._pictured = context.pictured
        self._wishes: dict[str, Wish] = {}
        self.shots: list[Shot] = []
        self._vocabularies = Vocabularies()
        self._candidates: dict[str, set[str]] = {}  # address → roles its links smelled of
        self._seen: set[object] = set()  # what could decide a rule and was told of already
        self._anything = True  # whether something came that may bear on any rule
        self._touched: set[str] = set()  # else: the roles it may bear on
        self._questions: tuple[frozenset[str], ...] = ()
        self._covered: tuple[int, ...] = ()
        self._documents = 0
        self._asked: Asked | None = None

    def smell(self, link: Link, page: Page) -> Smell:
        """Score a link by the lexicon; remember where the promising ones lead."""
        smell = evaluate.smell(self._methodology, link, page, self._organization.subject)
        if smell.score >= WORTH_KEEPING and smell.roles:
            self._candidates.setdefault(link.url.partition("#")[0], set()).update(smell.roles)
        if smell.score >= STRONG:
            self._touched.update(smell.roles)
        return smell

    def observe(self, page: Page) -> None:
        """Note whether a page brought anything that could decide a rule: judging a site anew for each page is dear.

        Menus, search forms and telephones repeat on every page; only what was not there before counts.
        """
        for address in {page.url, page.requested_url}:
            self._touched |= self._candidates.get(address, set())
        news = {
            *((form.name, form.action, len(form.fields)) for form in page.forms),
            *(frame.url for frame in page.frames),
            *((widget.kind, widget.name, widget.url) for widget in page.widgets),
            *page.phones,
        }
        if not news <= self._seen:
            self._seen |= news
            self._touched |= {role for roles in self._questions for role in roles} - _TOLD_BY_WORDS
        if page.external or page.depth == 0:
            self._anything = True
        if not self._anything:
            self._listen(page)

    def _listen(self, page: Page) -> None:
        """Note what the text of a page may decide: whatever speaks of the assessment, anything."""
        words = self._vocabularies.of(page)
        ways = [way for way in _SUBJECT.each if words.may_hold_all(way.needs)]
        if ways and are_met(ways, _said(page)):
            self._anything = True
        elif words.may_hold(_ANKETA) or (words.may_hold(_INQUIRY) and _inquires(_said(page))):
            self._touched |= _INQUIRIES

    def may_be_settled(self, coverage: Coverage, documents: int) -> bool:
        """Whether something came since the last answer that could decide every rule that was open then."""
        if self._anything or not self._questions or documents != self._documents or evaluate.suffices(coverage):
            return True
        return all(not roles.isdisjoint(self._touched) for roles in self._questions)

    def open_roles(self, site: Site) -> frozenset[str]:
        """Roles whose rules the site, as seen so far, leaves undecided; asked again only when something changed."""
        seen = site.coverage
        covered = (
            *(seen.home_read, seen.navigation_read, seen.sitemap_read, seen.smelling_read),
            *(len(site.documents), site.accessible.tried),
        )
        if self._anything or self._touched or covered != self._covered or not self._questions:
            facts, reading = Facts(site=site), Reading(self._vocabularies)
            judgement = evaluate.evaluate(self._methodology, self._organization, facts, self._on, reading)
            self._questions = evaluate.questions(self._methodology, self._organization, judgement)
            self._asked = Asked(outline(facts), judgement, None if self._questions else reading)
            self._anything, self._touched = False, set()
            self._covered, self._documents = covered, len(site.documents)
        return frozenset(role for roles in self._questions for role in roles)

    def calls_missing(self, site: Site) -> bool:
        """Whether a rule about what stands on the site is not fulfilled, or open."""
        judgement = self._judged(Facts(site=site))
        told = {rule.id for rule in self._methodology.rules if rule.about == "content"}
        return any(
            finding.rule in told and finding.outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE)
            for finding in judgement.findings
        )

    def _judged(self, facts: Facts) -> Judgement:
        judgement = self._asked.on(facts) if self._asked else None
        if judgement is None:
            reading = self._asked.reading if self._asked else None
            judgement = evaluate.evaluate(self._methodology, self._organization, facts, self._on, reading)
        return judgement

    def wanted(self) -> tuple[str, ...]:
        """Documents the last judgement saw links to and would have to read."""
        return evaluate.wanted(self._asked.judgement) if self._asked else ()

    def take_asked(self) -> Asked | None:
        """The last judgement; given once, since it may keep the pages."""
        asked, self._asked = self._asked, None
        return asked

    def wants_snapshot(self, page: Page) -> bool:
        """The home page, candidates and what they depend on: what a verdict may be disputed over."""
        addresses = {page.url, page.requested_url}
        return page.depth == 0 or page.external or not self._candidates.keys().isdisjoint(addresses)

    def wants_pictures(self, site: Site) -> Sequence[Aim]:
        """The home page and what the verdicts rest on, unless its picture is still good."""
        facts = Facts(site=site)
        judgement = self._judged(facts)
        wanted = wishes(judgement.findings, site, self._pictured, self._on, limit=self._limit)
        self._wishes = {one.aim.url: one for one in wanted}
        return [one.aim for one in wanted]

    def keep_picture(self, picture: Picture) -> None:
        """Keep it with what it shows."""
        wish = self._wishes[picture.url]
        self.shots.append(Shot(picture, wish.content, wish.basis, wish.position))


def _said(page: Page) -> str:
    return "\n".join([block.text for block in page.blocks]).lower().replace("\u00a0", " ")


def _inquires(text: str) -> bool:
    """Whether a text in lower case speaks of an inquiry, and not of questions alone."""
    return text.count("опрос") > text.count("вопрос")


def make_advisor(context: dict[str, Any]) -> RuleAdvisor:
    """Entry point named in a worker's specification."""
    return RuleAdvisor(msgspec.convert(context, Context))
