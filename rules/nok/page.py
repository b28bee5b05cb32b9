"""What one page says of itself as the page of the independent assessment: by its names, its opening, what it holds.

News tell of an assessment in much the same words, pages on examinations and on qualifications use its name: each is
told apart here by what only it has.
"""

from __future__ import annotations

import re

from crawler.addresses import page_key
from crawler.items import BlockKind, Link, Page, Region
from rules.acts.citations import find_citations
from rules.dates.days import DATE
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.subjects import INDEPENDENT
from rules.nok.declared import OPENING, declares
from rules.site.pages import SitePages
from rules.site.place import Place
from rules.site.roles import leads_to_file

ROLE = "nok-page"
NEWS = "news"
DOUBT = 0.4  # a page the site's own link names after the assessment, without anything on it to confirm
SPELT = compiled(r"{independent}|{acronym}")  # in more than the abbreviation that is much else, too
_SHORT = compiled(r"{short}")
_ASSESSED = re.compile(r"оцен|опро[сш]|анкет|мнени|удовлетвор")
_ENOUGH = 100  # characters of a page that tells what it is about
_SITE_MAP = re.compile(r"\W*(?:карта|структура|содержание|оглавление) (?:нашего )?(?:сайта|портала)")
_VAGUE = re.compile(r"оцен|качеств")
_TOLD = re.compile(
    r"\b(?:256|392) ?-? ?фз|(?:стать\w+|ст\.) ?(?:95\.[12]|79\.1|23\.1|36\.1)|bus ?\.? ?gov|"
    r"организаци\w*[- ]оператор|отчет\w* оператор|услови\w+ (?:оказания|осуществления|предоставления)"
)
_PAPER = re.compile(r"\bотчет|\bплан\b|\bрезультат|\bитог")
_EXAM = re.compile(
    r"\b(?:гиа|егэ|огэ|впр|нико|pisa)\b|проверочн\w* работ|национальн\w* исследовани\w* качества|"
    r"итогов\w* аттестац|демонстрационн\w* экзамен"
)
_CALLED = re.compile(r"независим\w* (?:систем\w* )?оценк\w* качества|\bноко\b")
_OF_OTHERS = re.compile(r"\bмкдо\b|мониторинг\w* качества дошкольн|\bвсоко\b|внутренн\w* (?:\w+ )?(?:систем\w* )?оценк")
_BESIDES_NAME = 2  # times a page names the assessment: by its heading alone it may only be called so
_DENIAL = -1.0  # weight of a sign that speaks of another subject
_NAMES = frozenset({"title", "heading", "breadcrumb", "inbound"})  # fields that name a page
_NAMED = compiled(r"{named}")
FULL = compiled(r"{full}")
_DATED = re.compile(r"^https?://[^/]+/20\d\d/|/20\d\d/\d\d?/")  # of a post or a news item, not of an archive
OPENING_KINDS = frozenset({BlockKind.HEADING, BlockKind.TAB})
_OLYMPIC = re.compile(r"национальн\w* олимпийск|олимпийск\w* комитет")
_INNER = re.compile(r"внутренн\w* (?:\w+ )?(?:систем\w* )?оценк|\bвсоко\b")
_OF_ANOTHER = re.compile(r"независим\w* оценк\w* (?:(?:\w+ )?квалификац|качества подготовки)\w*")
_ACTS, _OWN_LINKS = 3, 2  # more than a piece of news gives
_NOTE = 4  # lines of a piece of news
_SAYS_SO = re.compile(rf"\W*новост\w+ (?:от|за) {DATE.pattern}", DATE.flags)
BEGINS_WITH_DAY = re.compile(rf"\W*{DATE.pattern}", DATE.flags)
AT_ONCE = 100  # characters of a line before the assessment's name


def is_called_so(place: Place) -> bool:
    """Whether both the site and the page itself use the assessment's own name, whatever else stands on the page.

    To say that there is no such page would then need a person to read it.
    """
    strong = [sign for sign in place.signs if sign.weight >= DOUBT]
    inbound = [sign for sign in strong if sign.field == "inbound"]
    return 0 < len(inbound) < len(strong)


def is_of_something_else(view: SitePages, place: Place) -> bool:
    """Whether a page called so speaks of another assessment of that name alone: «НОК» of qualifications."""
    text = view.fields_of(place.page)["text"]
    denied = any(sign.weight <= _DENIAL for sign in place.signs)
    return denied and not any(map(_TOLD.search, text)) and not any(map(FULL.search, text))


def tells_of_another(view: SitePages, page: Page) -> bool:
    """Whether a page called «Оценка качества» tells of another: the school's own system, the Olympic committee."""
    fields = view.fields_of(page)
    said = (*fields["title"], *fields["heading"], *fields["text"])
    of_others = any(map(_INNER.search, said)) or any(map(_OLYMPIC.search, (*fields["title"], *fields["heading"])))
    return of_others and not any(SPELT.search(one) or _TOLD.search(one) for one in said)


def opens_with_it(view: SitePages, place: Place) -> bool:
    """Whether a page opens with the assessment's full name, as one that is named after quality or headed by it does, or
    says itself that this is what it is about, and holds more.

    «Качество»: «Независимая оценка качества условий оказания услуг, 2023 год» and what follows is its page; one whose
    name or content speaks of another subject is not, nor is news.
    """
    page = place.page
    dated = _DATED.search(page.url) is not None and not is_in_navigation(view, page)
    if place.score <= 0 or page is view.home or dated or any(sign.weight < 0 for sign in place.signs):
        return False
    fields, reading = view.fields_of(page), view.reading(page)
    own = {id(block) for block in view.blocks_of(page)}
    said = [text for block, text in zip(page.blocks, reading.normal, strict=True) if id(block) in own]
    headed = any(_NAMED.search(name) for name in fields["heading"]) and any(map(FULL.search, said))
    opened = is_named_after_quality(view, page) and any(
        (found := FULL.search(text)) and found.start() < AT_ONCE for text in said[:OPENING]
    )
    declared = declares(said)
    holds = len(own) >= OPENING or any(True for _ in view.links_of(page))
    if not (headed or opened or declared) or not holds or view.classified(NEWS, page).accepted:
        return False
    return not _is_of_exams(" ".join(said))


def is_in_navigation(view: SitePages, page: Page) -> bool:
    """Whether the site's navigation leads to the page; a list of the latest posts beside the text is none, nor is the
    map of the site, which leads to each of them."""
    inbound = view.inbound.get(page_key(page.url), ())
    return any(
        source is not page
        and view.is_navigation(link, source)
        and link.region is not Region.ASIDE
        and not _lists_all(source)
        for source, link in inbound
    )


def _lists_all(page: Page) -> bool:
    """Whether a page is the map of its site."""
    names = (page.title, *(block.text for block in page.blocks if block.kind is BlockKind.HEADING))
    return any(_SITE_MAP.match(normal(name)) for name in names)


def is_posted(view: SitePages, page: Page) -> bool:
    """Whether a page is a piece of news, by what it says or by its dated address, and nothing makes it more.

    A menu does, and so does a list of acts with what else belongs to the assessment: no news gives one.
    """
    if _DATED.search(page.url) and not is_in_navigation(view, page):
        return True
    if not view.classified(NEWS, page).accepted or _is_destination(view, page):
        return False
    acts = sum(bool(find_citations(block.text)) for block in view.blocks_of(page))
    return acts < _ACTS or sum(view.is_own(link.url) for link in view.links_of(page)) < _OWN_LINKS


def is_of_another(view: SitePages, page: Page) -> bool:
    """Whether a page called by the name says that it means the assessment of qualifications, or of what pupils know,
    and no other."""
    fields = view.fields_of(page)
    said = (*fields["title"], *fields["heading"], *fields["text"], *fields["links"])
    if not any(map(_OF_ANOTHER.search, said)) or any(map(_TOLD.search, said)) or "bus.gov.ru" in fields["host"]:
        return False
    return not any(INDEPENDENT.search(_OF_ANOTHER.sub("", one)) for one in said)


def is_note(view: SitePages, page: Page) -> bool:
    """Whether a page is a few lines that begin with a day and lead to no file: «12 декабря 2025. Подведены итоги …».

    «Новость от 16 ноября 2026 года» says itself what it is, however much follows.
    """
    lines = [block.text for block in view.blocks_of(page) if block.kind not in OPENING_KINDS]
    files = any(leads_to_file(link.url) for link in view.links_of(page))
    if not lines or files:
        return False
    return _SAYS_SO.match(lines[0]) is not None or (len(lines) <= _NOTE and BEGINS_WITH_DAY.match(lines[0]) is not None)


def holds_papers(view: SitePages, place: Place) -> bool:
    """Whether a page named after quality speaks of the assessment in so many words and holds several reports or plans.

    «Качество: что о нас сказали» may be the assessment's page; one of documents of all kinds is none.
    """
    if not 0 < place.score < DOUBT or any(sign.weight < 0 for sign in place.signs):
        return False
    if not is_named_after_quality(view, place.page):
        return False
    if not any(map(SPELT.search, view.fields_of(place.page)["text"])):
        return False
    return papers_on(view, place.page) > 1


def is_named_after_quality(view: SitePages, page: Page) -> bool:
    fields = view.fields_of(page)
    return any(_VAGUE.search(name) for field in ("title", "heading", "inbound") for name in fields[field])


def papers_on(view: SitePages, page: Page) -> int:
    """How many files called reports or plans a page links to."""
    links = [link for link in view.links_of(page) if leads_to_file(link.url)]
    return len({link.url for link in links if _PAPER.search(normal(link.label))})


def is_doubtful(view: SitePages, place: Place) -> bool:
    """Whether a page may be the assessment's though it is not told for sure.

    Either the site calls it so and the page itself (a picture, a QR code) does not say, or what stands on it says so
    and its name does not. News tell of an assessment in much the same words, and so do pages about examinations.
    """
    if any(sign.field == "inbound" for sign in place.signs):
        return not _is_of_another_quality(view, place.page)
    told = " ".join(view.fields_of(place.page)["text"])
    news = view.classified(NEWS, place.page).accepted or is_list_of_news(view, place.page)
    return not news and not _is_of_exams(told)


def _is_of_another_quality(view: SitePages, page: Page) -> bool:
    """Whether a page called after quality alone tells enough to see that it is not about the assessment of anybody.

    «Качество услуг»: the service's standard, the certificate, the book of complaints; no picture or file says more.
    """
    fields = view.fields_of(page)
    names = [name for field in ("title", "heading", "inbound") for name in fields[field]]
    if any(_ASSESSED.search(name) or SPELT.search(name) for name in names):
        return False
    said = [text for text in fields["text"] if text not in names]
    more = page.frames or page.forms or any(leads_to_file(link.url) for link in view.links_of(page))
    if more or sum(map(len, said)) < _ENOUGH:
        return False
    return not any(_ASSESSED.search(text) or SPELT.search(text) or _TOLD.search(text) for text in said)


def is_list_of_news(view: SitePages, page: Page) -> bool:
    """Whether all that a page tells of the assessment stands in notes that begin with a day, several of them."""
    dated, about, within = 0, False, False
    for block in view.blocks_of(page):
        if BEGINS_WITH_DAY.match(block.text):
            dated, within = dated + 1, True
        elif block.kind in OPENING_KINDS:
            within = False
        if FULL.search(normal(block.text)) or SPELT.search(normal(block.text)):
            if not within:
                return False
            about = True
    return about and dated > 1 and papers_on(view, page) == 0


def is_confirmed(view: SitePages, page: Page) -> bool:
    """Whether a page speaks of the independent assessment in more than an abbreviation or «качество».

    «НОК» are «народные и образцовые коллективы» too, «Качество услуг» may be a state task, and a school's
    «Независимая оценка качества образования» nothing but examinations; files under an abbreviation may say what it
    means and are read later.
    """
    fields = view.fields_of(page)
    names = [name for field in ("title", "heading", "breadcrumb", "inbound") for name in fields[field]]
    said = (*names, *fields["text"], *fields["links"])
    if any(map(_TOLD.search, said)) or "bus.gov.ru" in fields["host"]:
        return True
    if any(map(SPELT.search, said)):
        return not _is_of_exams(" ".join(fields["text"]))
    if any(map(_VAGUE.search, names)):
        return any(map(_SHORT.search, said))
    return any(leads_to_file(link.url) for link in view.links_of(page))


def _is_of_exams(text: str) -> bool:
    """Whether a page's text is mostly about examinations, or about other assessments and not about this one, too.

    Schools keep «НОКО» and «ВСОКО» on one page.
    """
    found = len(_EXAM.findall(text))
    if len(_CALLED.findall(text)) < _BESIDES_NAME:
        found += len(_OF_OTHERS.findall(text))
    return found > 1 and found * 1000 > 3 * len(text)


def is_named(place: Place) -> bool:
    """Whether its names, not only what stands on it, speak of the assessment."""
    return any(sign.weight > 0 and sign.field in _NAMES for sign in place.signs)


def leads_to(view: SitePages, link: Link, page: Page) -> bool:
    return view.by_address.get(page_key(link.url)) is page


def _is_destination(view: SitePages, page: Page) -> bool:
    """Whether the site's own navigation leads to the page under a label naming the assessment."""
    role = view.lexicon.roles[ROLE]
    for source, link in view.inbound.get(page_key(page.url), ()):
        in_navigation = view.is_navigation(link, source) or link.region in {Region.ASIDE, Region.BANNER}
        label = normal(link.label)
        if in_navigation and source is not page and len(label) < 120 and not _lists_all(source):
            smell = view.nose.wording("", link.label)
            if role.id in smell.roles and smell.score >= 0.6:
                return True
    return False


def is_denied(view: SitePages, page: Page) -> bool:
    """Whether the page as a whole is about something else that is called alike."""
    return any(sign.weight <= _DENIAL for sign in view.classified(ROLE, page).signs)
