"""Where a feedback form may be that nobody saw: behind a login, a script, or on a page that was not read."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import BlockKind, FieldKind, Link, Page, Reason
from rules.addresses.kinds import is_service, looks_like_authority
from rules.addresses.known import known_host
from rules.checks.answers import unsure
from rules.forms.appeals import message_field, names_feedback
from rules.language.wording import excerpt, host_of, normal
from rules.lexicon.word_lists import form_words, poll_words
from rules.model import Answer
from rules.view import SiteView

_LOGIN_REMARK = "Обращение можно направить только после входа через Госуслуги (ЕСИА)."


def doubt(view: SiteView, scripted: tuple[str, ...]) -> Answer | None:
    """Why a form cannot be called absent although none was seen; None when nothing speaks for one."""
    return (
        _elsewhere(view) or _behind_login(view) or _opened_by_script(view) or _built_by_script(view, scripted)
        or _in_unseen_frame(view) or _unfinished(view) or _button(view)
    )  # fmt: skip


def _named(view: SiteView) -> Iterator[tuple[Page, Link]]:
    return ((page, link) for page, link in view.distinct_links if names_feedback(link.label))


def _elsewhere(view: SiteView) -> Answer | None:
    """A link that calls itself the organization's form and leads where nobody looked."""
    hosts = view.lexicon.hosts.get("feedback", ())
    for page, link in _named(view):
        host = host_of(link.url)
        known = known_host(hosts, link.url)
        if known is not None and known.kind == "login":
            message = f"Обращение по ссылке «{link.label}» доступно только после входа через Госуслуги"
            proof = view.link_evidence(page, link)
            return unsure(Reason.LOGIN_REQUIRED, message, proof, remarks=(_LOGIN_REMARK,))
        if host in view.sister_hosts:
            message = f"Ссылка «{link.label}» ведёт на другой адрес того же сайта: {link.url}; он не прочитан"
            return unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))
        if known is None and _may_be_own(view, link, host):
            message = f"Ссылка «{link.label}» ведёт на {link.url}; есть ли там форма организации, не проверено"
            return unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))
    return None


def _may_be_own(view: SiteView, link: Link, host: str) -> bool:
    """Whether a link in the organization's own voice leads to an unknown host: not to an authority's reception."""
    if not host or view.is_kin(link.url) or is_service(host) or looks_like_authority(host):
        return False
    read = view.external.get(page_key(link.url))
    return read is None and form_words().button.fullmatch(normal(link.label)) is not None


def _behind_login(view: SiteView) -> Answer | None:
    """A page that is called a reception and asks to sign in with the state's account before anything is written."""
    called = {page_key(link.url) for _, link in _named(view)}
    for page in view.pages:
        if page_key(page.url) not in called and not any(
            map(names_feedback, (page.title, *view.fields_of(page)["heading"]))
        ):
            continue
        found = next((block for block in page.blocks if form_words().login.search(normal(block.text))), None)
        if found is not None:
            message = f"Обращение на странице {page.url} доступно только после входа через Госуслуги"
            proof = view.evidence(page, found.text, found.pointer)
            return unsure(Reason.LOGIN_REQUIRED, message, proof, remarks=(_LOGIN_REMARK,))
    return None


def _opened_by_script(view: SiteView) -> Answer | None:
    """A control that names feedback and acts by script."""
    for page, link in _named(view):
        if link.url.lower().startswith("javascript:") and "void" not in link.url.lower():
            message = f"Элемент «{link.label}» открывает форму скриптом; сама форма не наблюдалась"
            return unsure(Reason.SCRIPT_REQUIRED, message, view.link_evidence(page, link))
    return None


def _built_by_script(view: SiteView, scripted: tuple[str, ...]) -> Answer | None:
    for page in view.pages:
        for widget in page.widgets:
            if widget.name in scripted:
                message = f"На странице {page.url} форму строит скрипт ({widget.name}); сама форма не наблюдалась"
                proof = view.widget_evidence(page, widget)
                return unsure(Reason.SCRIPT_REQUIRED, message, proof)
    return None


def _in_unseen_frame(view: SiteView) -> Answer | None:
    """A frame of a service that builds forms, where the page speaks of appeals or contacts and of nothing else."""
    hosts = view.lexicon.hosts.get("feedback", ())
    for page in view.pages:
        for frame in page.frames:
            known = known_host(hosts, frame.url)
            if known is None or known.kind != "form" or page_key(frame.url) in view.external:
                continue
            said = normal(f"{frame.title} {page.heading_of(frame.section)} {page.title}")
            other = poll_words().calls.search(said) or form_words().other.search(said)
            if not other and (form_words().appeal.search(said) or "контакт" in said):
                message = f"Форма {frame.url} на странице {page.url} не открыта; для обращений ли она, неизвестно"
                return unsure(Reason.NOT_REACHED, message, view.evidence(page, frame.url, frame.pointer))
    return None


def _unfinished(view: SiteView) -> Answer | None:
    """A page called a way to write, with a form that so far only lets choose: the rest may come with the choice."""
    called = {page_key(link.url) for _, link in _named(view)}
    for page in view.pages:
        if page_key(page.url) not in called and not names_feedback(page.title):
            continue
        for form in page.forms:
            if message_field(form) is None and any(f.kind is FieldKind.SELECT and f.options for f in form.fields):
                message = f"На странице {page.url} форма начинается с выбора; полей для текста до него не видно"
                return unsure(Reason.SCRIPT_REQUIRED, message, view.evidence(page, form.heading, form.pointer))
    return None


def _button(view: SiteView) -> Answer | None:
    """A short text outside headings that can only be a button: it names feedback, and nothing links from it.

    A text inside an <a> that leads nowhere is a dead link, which is no form; anything else may open one by script.
    """
    home = view.home
    if home is None or home.rendered:
        return None
    linked = {normal(link.label) for link in home.links}
    for block in home.blocks:
        text = normal(block.text)
        if block.kind is not BlockKind.PARAGRAPH or len(text) > 40 or text in linked or "/a[" in block.pointer:
            continue
        if form_words().button.fullmatch(text):
            message = f"Кнопка «{excerpt(block.text)}» открывает форму скриптом; сама форма не наблюдалась"
            return unsure(Reason.SCRIPT_REQUIRED, message, view.evidence(home, block.text, block.pointer))
    return None
