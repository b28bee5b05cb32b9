"""The online poll on the quality of conditions: on the НОК page, one click from it, or on the home page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from crawler.items import FieldKind, Form, Frame, Link, Page, Reason
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import NoOptions, check
from rules.hosts import known_host
from rules.model import Answer, Candidate, Evidence, Value
from rules.roles import is_file
from rules.view import SiteView, address
from rules.wording import host_of, normal

QUALITY = re.compile(
    r"независим\w+ (?:\w+ )?оценк|\bнок(?:о|у)?\b|"
    r"качеств\w* (?:условий |оказ|оказания |предоставл\w+ |образовательн\w+ |"
    r"социальн\w+ |медицинск\w+ |муниципальн\w+ |государственн\w+ )*(?:услуг|деятельности|обслуживания|работы)|"
    r"качеств\w* и доступност\w*(?: \w+)? услуг|условий оказания услуг|"
    r"качеств\w* (?:наш\w+ )?работы|удовлетворенност\w+ (?:качеств|услов|работ|получател)|"
    r"оцени\w* (?:качество|услови|работу|нас\b|нашу)|условия (?:предоставления|оказания) услуг|"
    r"качеств\w* услов|качеств\w* услуг"
)
POLL_WORDS = re.compile(
    r"\b(?:онлайн|интернет)?опрос|\bанкет|голосовани|оцен|мнени|отзыв|удовлетворен|\bqr|\bформ[аеуы]\b|перейти|ссылк"
)
OTHER_TOPIC = re.compile(
    r"питани|столов|обед|меню|погод|новый сайт|как вам сайт|дизайн сайта|благоустройств|"
    r"внутренн\w+ (?:\w+ )?(?:систем|оценк)|"
    r"регистрац|записа|запись|мероприят|конкурс|спектакл|концерт|викторин|олимпиад|книг|"
    r"участник\w* (?:семинар|конферен)|"
    r"коррупц|семинар|вебинар|национальн\w+ проект"
)
QUESTION = re.compile(
    r"удовлетвор|доброжелательн|вежлив|комфорт|рекомендова|рекомендуе|полнот|доступност|качеств|"
    r"информаци\w+ о деятельности|"
    r"пользовались ли|обращались ли|графи\w+ работы|условия\w* оказания|услови"
)
_CALLS = re.compile(r"\b(?:онлайн|интернет)?[- ]?опрос|\bанкет|голосовани|оцен(?:ит|к)|удовлетворенност")
_QUESTIONNAIRE = re.compile(r"^(?:онлайн|интернет)?[- ]?(?:анкета|опрос|анкетирование|голосование)\b")
_INVITES = re.compile(
    r"прос(?:им|ят) вас|поделит(?:е|ь)ся|ответ\w* на (?:\w+ ){0,2}вопрос|заполни\w+|"
    r"прим(?:ите|ать|ять) участие|пройти (?:опрос|анкет)"
)
_OWN_QUALITY = re.compile(r"качеств\w* (?:работы |деятельности )?(?:\w+ ){0,2}(?:организаци|учреждени)")
_ANSWERABLE = frozenset({FieldKind.RADIO, FieldKind.CHECKBOX, FieldKind.SELECT})
_SCALE = 3  # answers from which one can tell better from worse


class Poll(Value, frozen=True):
    """An online poll that was seen: where, by which mechanism, with its proof."""

    kind: str  # "form", "widget", "link", "frame"
    page: Page
    evidence: Evidence
    url: str = ""
    form: Form | None = None
    remark: str = ""


def questions_of(form: Form) -> tuple[str, ...]:
    """Labels of the fields that ask about quality."""
    asked = []
    for field in form.fields:
        if field.kind in {FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.SEARCH, FieldKind.CAPTCHA}:
            continue
        said = normal(f"{field.label} {field.placeholder}")
        if QUESTION.search(said) or (field.kind in _ANSWERABLE and len(field.options) >= 2 and said):
            asked.append(field.label or field.placeholder)
    return tuple(asked)


def is_quality_form(form: Form, context: str) -> bool:
    """At least two questions with answers to choose, about quality or in the context of quality; or one that asks
    outright how good the services are, with a scale of answers."""
    asked = questions_of(form)
    if len(asked) == 1:
        return _asks_once(form)
    if len(asked) < 2 or not any(field.kind in _ANSWERABLE for field in form.fields):
        return False
    own = normal(f"{form.heading} {form.context}")
    about = sum(bool(QUESTION.search(normal(one))) for one in asked)
    if OTHER_TOPIC.search(normal(form.heading)) and about < 2:
        return False
    return about >= 2 or bool(QUALITY.search(own) or QUALITY.search(context))


def _asks_once(form: Form) -> bool:
    for field in form.fields:
        said = normal(field.label)
        if field.kind in _ANSWERABLE and len(field.options) >= _SCALE and QUALITY.search(said):
            return not OTHER_TOPIC.search(said)
    return False


def _link_context(page: Page, link: Link) -> str:
    block = page.blocks[link.block].text if 0 <= link.block < len(page.blocks) else ""
    before = page.blocks[link.block - 1].text if 0 < link.block <= len(page.blocks) else ""
    nearby = before[-300:] if len(block) < 80 else ""
    return normal(f"{link.label} {link.image} {page.heading_of(link.section)} {block[:400]} {nearby}")


def polls(view: SiteView) -> Iterator[Poll]:
    """Polls where the methodology wants them, the surest first on every page."""
    for page, devoted in _places(view):
        yield from _on_page(view, page, devoted)


def _places(view: SiteView) -> Iterator[tuple[Page, bool]]:
    """Pages a poll may stand on, and whether the page itself is about the assessment of quality."""
    seen: set[str] = set()
    area = view.nok
    for place in area.places:
        if place.page.url not in seen:
            seen.add(place.page.url)
            yield place.page, place.section < 0
    for page in area.subpages:
        if page.url not in seen:
            seen.add(page.url)
            yield page, view.classified("poll", page).accepted
    for place in area.doubtful:  # pages the site itself calls the assessment: a poll on one is in its place
        if place.page.url not in seen:
            seen.add(place.page.url)
            yield place.page, False
    home = view.home
    if home is not None and home.url not in seen:
        seen.add(home.url)
        yield home, False
    if home is not None:
        for link in home.links:
            target = view.by_address.get(address(link.url))
            if target is not None and target.url not in seen and view.classified("poll", target).accepted:
                seen.add(target.url)
                yield target, True


def _on_page(view: SiteView, page: Page, devoted: bool) -> Iterator[Poll]:
    hosts = view.lexicon.hosts.get("polls", ())
    title = " ".join((*view.fields_of(page)["heading"], *view.fields_of(page)["title"])) if devoted else ""
    for frame in page.frames:
        poll = _external(
            view, page, frame, frame.url, normal(f"{frame.title} {page.heading_of(frame.section)}"), devoted
        )
        if poll is not None:
            yield poll
    for link in page.links:
        if known_host(hosts, link.url) is not None or address(link.url) in view.external:
            poll = _external(view, page, link, link.url, _link_context(page, link), devoted)
            if poll is not None:
                yield poll
    for form in page.forms:
        context = normal(f"{page.heading_of(form.section)} {title}")
        if is_quality_form(form, context):
            said = form.heading or form.context or form.fields[0].label
            yield Poll("form", page, view.evidence(page, said, form.pointer), page.url, form)
    for widget in page.widgets:
        if widget.kind == "poll" and known_host(hosts, widget.url) is None:
            said = normal(f"{widget.text} {widget.detail} {page.heading_of(widget.section)}")
            if QUALITY.search(said) and not OTHER_TOPIC.search(said):
                proof = view.evidence(page, widget.text or widget.name, widget.pointer)
                yield Poll("widget", page, proof, widget.url)


def _external(view: SiteView, page: Page, thing: Link | Frame, url: str, context: str, devoted: bool) -> Poll | None:
    known = known_host(view.lexicon.hosts.get("polls", ()), url)
    if known is not None and known.kind == "other":
        return None
    kind = "link" if isinstance(thing, Link) else "frame"
    proof = (
        view.link_evidence(page, thing)
        if isinstance(thing, Link)
        else view.evidence(page, f"{thing.title or 'встроенная форма'} → {url}", thing.pointer)
    )
    if known is not None and known.kind == "nok":
        return Poll(kind, page, proof, url)
    read = view.external.get(address(url))
    if read is not None:
        final = known_host(view.lexicon.hosts.get("polls", ()), read.url)
        if final is not None and final.kind == "other":
            return None
        if final is not None and final.kind == "nok":
            return Poll(kind, page, proof, read.url)
        if any(is_quality_form(form, normal(read.title)) for form in read.forms):
            return Poll(kind, page, proof, read.url)
        known = known or final
    if known is None or known.kind != "form" or OTHER_TOPIC.search(context):
        return None
    if QUALITY.search(context) or (devoted and (kind == "frame" or POLL_WORDS.search(context))):
        return Poll(kind, page, proof, url)
    return None


def candidates(view: SiteView, limit: int = 12) -> tuple[Candidate, ...]:
    """Links and frames leading to services known for polls, with what was made of each."""
    hosts = view.lexicon.hosts.get("polls", ())
    accepted = {poll.url for poll in polls(view)}
    found: dict[str, Candidate] = {}
    for page, _ in _places(view):
        things: list[Link | Frame] = [*page.links, *page.frames]
        for thing in things:
            known = known_host(hosts, thing.url)
            if known is None:
                continue
            taken = thing.url in accepted
            why = _WHY[known.kind] if not taken else "опрос о качестве условий оказания услуг"
            label = thing.label if isinstance(thing, Link) else thing.title
            signals = (f"{why}: {known.note or known.host}",)
            found.setdefault(thing.url, Candidate(thing.url, "poll", float(taken), taken, signals, label))
    return tuple(sorted(found.values(), key=lambda one: (not one.accepted, one.url))[:limit])


_WHY = {
    "nok": "адрес опроса",
    "other": "не опрос независимой оценки",
    "form": "рядом не сказано, что опрос о качестве услуг",
}


@check("poll-published", NoOptions)
def poll_published(view: SiteView, _: NoOptions) -> Answer:
    """An online poll on the quality of conditions stands on the НОК page, one click from it, or on the home page."""
    found = next(polls(view), None)
    if found is not None:
        answer = met(found.evidence, kind=found.kind, url=found.url, page=found.page.url)
    else:
        answer = _unresolved(view) or absent()
    return msgspec.structs.replace(answer, candidates=candidates(view))


def _unresolved(view: SiteView) -> Answer | None:
    """A poll behind a shortened link, or behind a QR code in a picture: there may be one, it was not seen."""
    shorteners = view.lexicon.hosts.get("shorteners", ())
    for page, devoted in _places(view):
        for link in page.links:
            if known_host(shorteners, link.url) is None or address(link.url) in view.external:
                continue
            context = _link_context(page, link)
            if POLL_WORDS.search(context) and (devoted or QUALITY.search(context)):
                message = f"Ссылка «{link.label}» идёт через {host_of(link.url)}; куда она ведёт, не проверено"
                return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
        if devoted and re.search(r"qr[- ]?код", normal(page.text)):
            message = "На странице предложен QR-код без ссылки; ведёт ли он на опрос, не проверено"
            return unsure(Reason.AMBIGUOUS, message, view.evidence(page, "QR-код"))
    return _unopened(view) or _formless(view)


def _unopened(view: SiteView) -> Answer | None:
    """A link that may lead to a poll on quality, to a form nobody saw: its host did not answer or needs a script.

    At a builder of forms any invitation will do; at a host nobody knows, the label must name quality as well.
    """
    failures = {address(failure.url): failure.reason for failure in view.site.failures}
    hosts = view.lexicon.hosts.get("polls", ())
    for page, _ in _places(view):
        for link in page.links:
            label = normal(f"{link.label} {link.image}")
            if not _CALLS.search(label) or OTHER_TOPIC.search(_link_context(page, link)) or view.is_kin(link.url):
                continue
            known = known_host(hosts, link.url)
            reason = failures.get(address(link.url))
            if known is None and (reason is None or is_file(link.url) or not QUALITY.search(label)):
                continue
            if known is not None and (known.kind != "form" or not _unseen(view, link.url)):
                continue
            message = f"Опрос «{link.label}» по адресу {link.url} открыть не удалось"
            return unsure(reason or Reason.SCRIPT_REQUIRED, message, view.link_evidence(page, link))
    return None


def _unseen(view: SiteView, url: str) -> bool:
    """Whether what a form asks remains unknown: it was not read, or shows its questions to a browser only."""
    read = view.external.get(address(url))
    return read is None or not any(form.fields for form in read.forms)


def _formless(view: SiteView) -> Answer | None:
    """A page that asks to fill in a questionnaire on quality and shows none: a component that was not seen at work."""
    hosts = view.lexicon.hosts.get("polls", ())
    for page in view.pages:
        names = (*view.fields_of(page)["heading"], *view.fields_of(page)["title"])
        if not any(_QUESTIONNAIRE.search(name) for name in names):
            continue
        said = normal(page.text)
        if not (_INVITES.search(said) and (QUALITY.search(said) or _OWN_QUALITY.search(said))):
            continue
        shown = any(len(questions_of(form)) > 1 for form in page.forms) or page.frames
        linked = any(is_file(link.url) or known_host(hosts, link.url) for link in view.links_of(page))
        if not shown and not linked:
            reason = Reason.AMBIGUOUS if page.rendered or not page.needs_script else Reason.SCRIPT_REQUIRED
            message = f"Страница {page.url} зовёт заполнить анкету, но вопросов на ней не видно"
            return unsure(reason, message, view.evidence(page, names[0]))
    return None
