"""A form through which an appeal can be sent: on the site, in a frame, by the state's platform, by a known service."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from crawler.addresses import page_key
from crawler.items import Form, Page
from rules.addresses.known import known_host
from rules.checks.answers import absent, met
from rules.checks.feedback.doubt import doubt
from rules.checks.registry import check
from rules.forms.appeals import is_feedback, names_feedback, why_not
from rules.forms.polls import is_quality_form
from rules.language.wording import normal
from rules.lexicon.word_lists import form_words
from rules.model import Answer, Candidate, Evidence, Value
from rules.view import SiteView

_MUTE = "отправить нечем: нет ни кнопки, ни скрипта"


class FeedbackOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`scripted`: names of widgets that may be a form built by a script nobody saw at work."""

    scripted: tuple[str, ...] = ()


class Feedback(Value, frozen=True):
    """A way to send an appeal that was seen."""

    kind: str  # "form", "pos", "external"
    page: Page
    evidence: Evidence
    form: Form | None = None
    hidden: bool = False


def candidates(view: SiteView, limit: int = 12) -> tuple[Candidate, ...]:
    """Forms considered, those that would do first, each once by what it calls itself."""
    found: dict[tuple[str, str], Candidate] = {}
    for page in view.pages:
        for form in page.forms:
            why = why_not(form) or (_MUTE if form.mute else "")
            signals = (why or "есть поле обращения и способ ответить",)
            one = Candidate(page.url, "feedback-form", float(not why), not why, signals, form.heading or form.name)
            found.setdefault((one.label, why), one)
    return tuple(sorted(found.values(), key=lambda one: (not one.accepted, one.url))[:limit])


def ways(view: SiteView) -> Iterator[Feedback]:
    """Every way to send an appeal on the site: own forms first, then widgets, then known services."""
    for page in view.pages:
        for form in page.forms:
            if _sends(form) and not is_quality_form(form, ""):  # a questionnaire may ask for proposals, too
                said = form.heading or form.context or "форма"
                yield Feedback("form", page, view.evidence(page, said, form.pointer), form, form.hidden)
    hosts = view.lexicon.hosts.get("feedback", ())
    services = {url for url in {link.url for _, link in view.distinct_links} if known_host(hosts, url) is not None}
    for page in view.pages:
        yield from _platforms(view, page)
        if not services.isdisjoint(view.reading(page).urls):
            yield from _linked(view, page)
        yield from _framed(view, page)


def _platforms(view: SiteView, page: Page) -> Iterator[Feedback]:
    for widget in page.widgets:
        if widget.name == "pos" and not form_words().narrow.search(normal(f"{widget.detail} {widget.text}")):
            known = known_host(view.lexicon.hosts.get("feedback", ()), widget.url) if widget.url else None
            if known is None or known.kind != "other":
                yield Feedback("pos", page, view.widget_evidence(page, widget))


def _linked(view: SiteView, page: Page) -> Iterator[Feedback]:
    hosts = view.lexicon.hosts.get("feedback", ())
    for link in page.links:
        known = known_host(hosts, link.url)
        if known is None or known.kind in {"other", "login"}:
            continue
        context = normal(f"{link.label} {page.heading_of(link.section)}")
        if form_words().narrow.search(context):
            continue
        if known.kind != "form" or form_words().control.search(context) or _takes_appeals(view, link.url):
            yield Feedback("external", page, view.link_evidence(page, link))


def _framed(view: SiteView, page: Page) -> Iterator[Feedback]:
    hosts = view.lexicon.hosts.get("feedback", ())
    for frame in page.frames:
        known = known_host(hosts, frame.url)
        context = normal(f"{frame.title} {page.heading_of(frame.section)} {page.title}")
        service = known is not None and (
            known.kind in {"pos", "appeal"} or (known.kind == "form" and form_words().control.search(context))
        )
        if not form_words().narrow.search(context) and (service or _takes_appeals(view, frame.url)):
            yield Feedback("external", page, view.evidence(page, f"{frame.title} → {frame.url}", frame.pointer))


def _takes_appeals(view: SiteView, url: str) -> bool:
    """Whether a page of another host that was read holds a form for appeals."""
    read = view.external.get(page_key(url))
    return read is not None and any(map(_sends, read.forms))


def _sends(form: Form) -> bool:
    return is_feedback(form) and not form.mute


@check("feedback-form", FeedbackOptions)
def feedback_form(view: SiteView, options: FeedbackOptions) -> Answer:
    """An appeal can be sent from the site itself, without writing a letter in a mail program."""
    found = min(ways(view), key=_weakness, default=None)
    if found is not None:
        answer = met(found.evidence, kind=found.kind, page=found.page.url)
    else:
        answer = doubt(view, options.scripted) or absent(remarks=(*_mute(view), *_mail_only(view)))
    return msgspec.structs.replace(answer, candidates=candidates(view))


def _weakness(way: Feedback) -> tuple[bool, bool, bool]:
    """Sort key: forms that name themselves first, visible before hidden, own before foreign."""
    named = way.form is not None and names_feedback(f"{way.form.heading} {way.form.context[:80]}")
    return way.kind != "form", not named, way.hidden


def _mute(view: SiteView) -> tuple[str, ...]:
    """A form that is there and has nothing to send it with: worth saying to who must mend it."""
    pages = (page for page in view.pages if any(form.mute and is_feedback(form) for form in page.forms))
    return tuple(f"Форму на странице {page.url} отправить нечем: в ней нет кнопки." for page in pages)[:1]


def _mail_only(view: SiteView) -> tuple[str, ...]:
    if any(page.emails for page in view.pages):
        return ("Указан только адрес электронной почты; формой обратной связи он не является.",)
    return ()
