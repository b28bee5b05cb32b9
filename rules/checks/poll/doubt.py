"""Where a poll may be that nobody saw: behind a shortened link, a QR code, a script, a service that did not answer."""

from __future__ import annotations

import re

from crawler.addresses import is_file, is_paper, page_key
from crawler.items import BlockKind, Form, Link, Page, Reason, Region
from rules.absence.shortened import unfollowed
from rules.addresses.kinds import is_front_page
from rules.addresses.known import known_host
from rules.checks.answers import unsure
from rules.forms.appeals import is_feedback
from rules.forms.polls import ANSWERABLE, questions_of
from rules.forms.steps import is_part
from rules.language.wording import excerpt, host_of, normal
from rules.lexicon.word_lists import poll_words
from rules.model import Answer
from rules.polls.named import RESULTS
from rules.polls.online import hosts_of, link_context, on_other_topic, places
from rules.site.roles import leads_to_file
from rules.view import SiteView

_SEVERAL = 2  # questions
_ANSWER = 40  # characters of an answer
_NEARBY = 4  # blocks before and after a link that may say what it is for
_ASKED = re.compile(
    r"(?:заполн\w+|пройти|пройдите|прим(?:ите|ать|ять) участие|проголос\w+|ответ\w+ на \w*\s?вопрос|пере(?:йд|хо)\w+)"
    r".{0,120}(?:опрос|анкет|голосовани)"
)
_FILTER = re.compile(r"\bтема\b|размер|\bгод\b|подписк|рассылк|показать|выберите (?:год|раздел)|\bпоиск|сортиров|архив")
_MUTE = re.compile(r"\W*(?:image|img|banner|баннер|картинка|изображение|фото|logo|логотип|без имени|untitled)?[\W\d]*")
_OUT_OF_ORDER = re.compile(
    r"не работает|недоступ|ошибк\w|не удалось|попробуйте (?:поз|еще)|технич\w+ (?:работ|причин|перерыв)"
)
_IN_TURN = re.compile(r"\W*вопрос\W{0,3}(?:№ ?)?\d{1,2} ?(?:из|/) ?\d{1,2}\b")
_BARE = re.compile(r"\W*(?:онлайн\W?|пройти |наш\w? )?(?:опрос|анкет[аы]|анкетировани[ея])\W*")
_QR = re.compile(r"qr[- ]?код")


def doubt(view: SiteView) -> Answer | None:
    """Why a poll cannot be called absent although none was seen; None when nothing speaks for one."""
    ways = (
        _shortened,
        _unopened,
        _framed,
        _scripted,
        _voiceless,
        _pictured,
        _wordless,
        _formless,
        _unanswerable,
        _invited,
        _asked_here,
        _asked_in_turn,
        _offered_here,
    )
    return next(filter(None, (way(view) for way in ways)), None)


def _asked_in_turn(view: SiteView) -> Answer | None:
    """A first question of several, as words: a conversation asks so, and its answers are no form."""
    for page, devoted in places(view):
        for block in page.blocks:
            if not _IN_TURN.match(normal(block.text)):
                continue
            over = normal(page.heading_of(block.section))
            bare = devoted and _BARE.fullmatch(over) is not None
            if bare or (poll_words().polls.search(over) and poll_words().quality.search(over)):
                message = f"Задан вопрос «{excerpt(block.text, width=120)}»; как на него отвечают, прочитать не удалось"
                return unsure(Reason.AMBIGUOUS, message, view.evidence(page, block.text))
    return None


def _shortened(view: SiteView) -> Answer | None:
    """A shortened link that nobody followed, offered as a poll."""
    devoted = {page.url: is_devoted for page, is_devoted in places(view)}
    for page, link in unfollowed(view, view.links(page for page, _ in places(view))):
        said = link_context(page, link)
        if poll_words().invitation.search(said) and (devoted[page.url] or poll_words().quality.search(said)):
            message = f"Ссылка «{link.label}» идёт через {host_of(link.url)}; куда она ведёт, не проверено"
            return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
    return None


def _pictured(view: SiteView) -> Answer | None:
    for page, devoted in places(view):
        shown = next((block for block in page.blocks if _QR.search(normal(block.text))), None) if devoted else None
        if shown is not None:
            message = "На странице предложен QR-код без ссылки; ведёт ли он на опрос, не проверено"
            return unsure(Reason.AMBIGUOUS, message, view.evidence(page, shown.text, shown.pointer))
    return None


def _wordless(view: SiteView) -> Answer | None:
    """A picture without a word that leads to a builder's form nobody saw: what is drawn on it only a person reads."""
    for page, _ in places(view):
        for link in page.links:
            known = known_host(hosts_of(view), link.url) if link.image else None
            if known is None or known.kind != "form" or link.text or not _MUTE.fullmatch(normal(link.label)):
                continue
            reason = _unseen(view, link.url)
            if reason is not None and not on_other_topic(page, link):
                message = f"Картинка «{link.image}» ведёт на форму {link.url}; о чём она спрашивает, неизвестно"
                return unsure(reason, message, view.link_evidence(page, link))
    return None


def _unopened(view: SiteView) -> Answer | None:
    """A link that may lead to a poll on quality, to a form nobody saw: its host did not answer or needs a script.

    At a builder of forms any invitation will do; at a host nobody knows, the label must name quality as well.
    """
    for page, _ in places(view):
        for link in page.links:
            reason = _why_unseen(view, page, link)
            if reason is not None:
                message = f"Опрос «{link.label}» по адресу {link.url} открыть не удалось"
                return unsure(reason, message, view.link_evidence(page, link))
    return None


def _why_unseen(view: SiteView, page: Page, link: Link) -> Reason | None:
    label = normal(f"{link.label} {link.image}")
    if not link.url.startswith("http") or is_file(link.url) or view.is_kin(link.url) or is_front_page(link.url):
        return None
    if not (poll_words().calls.search(label) or _under_poll(page, link)) or on_other_topic(page, link):
        return None
    known = known_host(hosts_of(view), link.url)
    if known is not None and known.kind != "form":
        return None
    words = poll_words()
    if known is None and not (words.quality.search(label) and (words.polls.search(label) or _under_poll(page, link))):
        return None
    return _unseen(view, link.url)


def _under_poll(page: Page, link: Link) -> bool:
    """Whether a link stands under a heading that is a poll's: «Опрос», «Онлайн-анкета»."""
    return bool(poll_words().names.search(normal(page.heading_of(link.section))))


def _unseen(view: SiteView, url: str) -> Reason | None:
    """Why what a form asks remains unknown: it was not read, or shows its questions to a browser only."""
    read = view.external.get(page_key(url))
    if read is None:
        failure = next((one for one in view.site.failures if page_key(one.url) == page_key(url)), None)
        return failure.reason if failure is not None else Reason.NOT_REACHED
    if any(form.fields for form in read.forms):
        return None
    known = known_host(hosts_of(view), url)
    if known is not None or read.is_unbuilt:
        return Reason.SCRIPT_REQUIRED
    return None


def _framed(view: SiteView) -> Answer | None:
    """A frame of a service that builds forms, with no other topic named beside it, whose questions nobody saw."""
    for page, _ in places(view):
        for frame in page.frames:
            known = known_host(hosts_of(view), frame.url)
            reason = _unseen(view, frame.url) if known is not None and known.kind == "form" else None
            said = normal(f"{frame.title} {page.heading_of(frame.section)}")
            if reason is None or poll_words().other.search(said) or poll_words().never.search(said):
                continue
            message = f"Встроенная форма {frame.url} не прочитана; о чём она спрашивает, неизвестно"
            return unsure(reason, message, view.evidence(page, frame.url, frame.pointer))
    return None


def _scripted(view: SiteView) -> Answer | None:
    """A button that opens a poll by script."""
    for page, devoted in places(view):
        for link in page.links:
            if not link.url.startswith("javascript:") or not poll_words().polls.search(normal(link.label)):
                continue
            fits = devoted or poll_words().quality.search(link_context(page, link))
            if fits and not on_other_topic(page, link):
                if said := _told_instead(page, link):
                    message = f"По нажатию «{link.label}» опрос не открылся: «{said}»; всегда ли так, не установлено"
                    return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
                message = f"Элемент «{link.label}» открывает опрос скриптом; сам опрос не наблюдался"
                return unsure(Reason.SCRIPT_REQUIRED, message, view.link_evidence(page, link))
    return None


def _told_instead(page: Page, link: Link) -> str:
    """What a press on a control brought in the place of questions, under the words of it: that there are none just now.

    It may be of our own making: nothing that sends is let through.
    """
    label, blocks = normal(link.label), page.blocks
    heads = {at for at, one in enumerate(blocks) if one.kind is BlockKind.HEADING and normal(one.text) == label}
    for one in blocks if heads else ():
        over = blocks[one.section].section if one.section >= 0 else -1
        if not heads.isdisjoint((one.section, over)) and _OUT_OF_ORDER.search(normal(one.text)):
            return excerpt(one.text)
    return ""


def _voiceless(view: SiteView) -> Answer | None:
    """A vote on the НОК page whose question only a script brings."""
    for page, devoted in places(view):
        for widget in page.widgets:
            if devoted and widget.kind == "poll" and not widget.text and not widget.url:
                message = f"Вопрос голосования на странице {page.url} приносит скрипт; о чём оно, неизвестно"
                return unsure(Reason.SCRIPT_REQUIRED, message, view.widget_evidence(page, widget))
    return None


def _formless(view: SiteView) -> Answer | None:
    """A page that asks to fill in a questionnaire on quality and shows none: a component that was not seen at work."""
    words = poll_words()
    for page in view.pages:
        names = (*view.fields_of(page)["heading"], *view.fields_of(page)["title"])
        if not any(words.names.search(name) for name in names):
            continue
        said = normal(page.text)
        if not (words.asks.search(said) and (words.quality.search(said) or words.own_quality.search(said))):
            continue
        shown = any(len(questions_of(form)) > 1 for form in page.forms) or page.frames
        linked = any(is_paper(link.url) or known_host(hosts_of(view), link.url) for link in view.links_of(page))
        if not shown and not linked:
            reason = Reason.SCRIPT_REQUIRED if page.is_unbuilt else Reason.AMBIGUOUS
            message = f"Страница {page.url} зовёт заполнить анкету, но вопросов на ней не видно"
            return unsure(reason, message, view.evidence(page, names[0]))
    return None


def _unanswerable(view: SiteView) -> Answer | None:
    """Questions on quality, each with its answers under it, and nothing to tick: a script may take the clicks."""
    for page, devoted in places(view):
        if any(questions_of(form) for form in page.forms):
            continue  # what can be ticked was judged as a form
        said = view.reading(page).normal
        asked = [
            index
            for index, block in enumerate(page.blocks[:-2])
            if block.text.endswith("?") and poll_words().question.search(said[index])
            and all(_is_answer(said[index + step]) for step in (1, 2))
        ]  # fmt: skip
        if devoted and len(asked) >= 2:
            message = f"На странице {page.url} есть вопросы с ответами, но полей для ответа не видно"
            return unsure(Reason.AMBIGUOUS, message, view.evidence(page, page.blocks[asked[0]].text))
    return None


def _is_answer(said: str) -> bool:
    """Whether a block is an answer to choose, not a sentence and not a count."""
    return 0 < len(said) <= _ANSWER and not any(sign.isdigit() or sign in "?:;" for sign in said)


def _invited(view: SiteView) -> Answer | None:
    """The assessment's page asks to fill in a questionnaire and gives an address, of a portal nobody knows or read."""
    for page, devoted in places(view):
        for link in page.links if devoted else ():
            away = link.url.startswith("http") and not is_file(link.url) and not view.is_kin(link.url)
            if not away or link.region is not Region.CONTENT or _is_state(view, link) or on_other_topic(page, link):
                continue
            reason = _unseen(view, link.url) if _ASKED.search(_around(page, link)) else None
            if reason is not None:
                message = f"Страница зовёт заполнить анкету по адресу {link.url}; есть ли она там, не установлено"
                return unsure(reason, message, view.link_evidence(page, link))
    return None


def _asked_here(view: SiteView) -> Answer | None:
    """A form of the assessment's page that lets choose among answers, and is on nothing else that anybody knows."""
    for page in view.nok.pages:
        if any(map(_is_off, view.fields_of(page)["inbound"])):
            continue  # «Опрос о питании» leads there
        for form in page.forms:
            if is_feedback(form) or _is_on_likes(form):
                continue
            over, questions = page.heading_of(form.section), questions_of(form)
            said = normal(f"{form.heading} {form.context} {over} {' '.join(questions)}")
            if is_part(form, "", len(questions)):  # what it asks further on nobody saw
                said = normal(over)
            asked = any(field.kind in ANSWERABLE and len(field.options) > 1 for field in form.fields)
            if asked and form.region is Region.CONTENT and not _is_off(said) and not _FILTER.search(said):
                message = f"На странице независимой оценки есть форма с вопросом «{form.heading or form.context[:80]}»"
                proof = view.evidence(page, form.heading or form.context[:80], form.pointer)
                return unsure(Reason.AMBIGUOUS, f"{message}; опрос ли это о качестве условий, не установлено", proof)
    return None


def _is_on_likes(form: Form) -> bool:
    """A vote on whom or what people like best: by all it asks, or by its title where it asks no more than one thing."""
    liked, heading = poll_words().preference, normal(form.heading)
    if poll_words().quality.search(heading):
        return False
    questions = [normal(one) for one in questions_of(form)]
    asked = [one for one in questions if one] or [heading]
    return (len(questions) < _SEVERAL and liked.search(heading) is not None) or all(map(liked.search, asked))


def _offered_here(view: SiteView) -> Answer | None:
    """A link of the assessment's page that is called a poll, and leads to no file: what is there was not made out."""
    words = poll_words()
    for page, section in view.nok.pieces:
        for link in view.links_of(page, section):
            said = normal(link.label)
            called = words.polls.search(said) is not None and RESULTS.search(said) is None
            known = known_host(hosts_of(view), link.url)
            if not called or leads_to_file(link.url) or is_front_page(link.url):
                continue
            if known is not None and known.kind == "other":
                continue
            target = view.by_address.get(page_key(link.url))
            if target is not None:
                names = normal(f"{target.title} {' '.join(view.fields_of(target)['heading'])}")
                if not (target.forms or target.frames or target.needs_script or target.is_unbuilt) or _is_off(names):
                    continue  # it was read: there is nothing to answer with, or it is on something else
            if not (on_other_topic(page, link) or _is_off(link_context(page, link))):
                message = f"Ссылка «{link.label}» названа опросом; опрос ли по адресу {link.url}, не установлено"
                return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
    return None


def _is_off(said: str) -> bool:
    words = poll_words()
    return words.other.search(said) is not None or words.never.search(said) is not None or "дизайн" in said


def _is_state(view: SiteView, link: Link) -> bool:
    """Whether a link leads to a site of the state or to a questionnaire known to be another's: told by its address."""
    known = known_host(hosts_of(view), link.url)
    host = host_of(link.url)
    return host.endswith(".gov.ru") or is_front_page(link.url) or (known is not None and known.kind != "form")


def _around(page: Page, link: Link) -> str:
    """What is said around a link in its own section: one item of a list tells where, another what to do there."""
    blocks = range(max(0, link.block - _NEARBY), min(len(page.blocks), link.block + _NEARBY + 1))
    return normal(" ".join(page.blocks[i].text[:300] for i in blocks if page.blocks[i].section == link.section))
