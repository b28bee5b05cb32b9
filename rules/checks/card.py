"""The card at bus.gov.ru: the site, the e-mail, scores, proposals and plans.

Norm: protocol of 02.06.2017 № 3, items 2.2, 3.3, 3.4. The engine has made sure that the card was had, or that the
service says there is none; absence of an entry counts only in a tab that was seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from crawler.items import Attachment, Card, Reason
from rules.addresses.typed import is_email, says_none, written_hosts
from rules.authority.names import words_of
from rules.checks.answers import met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.dates.years import YearRole, assessment_years, plan_years, years_of_text
from rules.language.wording import excerpt, host_of
from rules.model import Answer, Evidence
from rules.view import SiteView

_WORD = re.compile(r"[А-ЯЁа-яё]{3,}")
_INITIALS = re.compile(r"\b[А-ЯЁ]{3,7}\b")
_FORM = re.compile(r"(?:ФГ|[МГО])[БАК](?:Д?ОУ|П?ОУ|У[КЗ]?|УДО|УСО)")  # what kind of institution: no name
_SCORE = re.compile(r"\d+[.,]\d+|\d+\s*балл|балл\w*\b\D{1,80}\d", re.IGNORECASE)


def _on_card(card: Card, text: str, sha256: str = "") -> Evidence:
    return Evidence(card.url, excerpt(text), "", sha256 or card.sha256, card.fetched_at)


def _no_card(card: Card) -> Answer:
    detail = f": {card.detail}" if card.detail else ""
    return unmet(f"Карточки организации на bus.gov.ru нет{detail}.", _on_card(card, card.detail), card=False)


def _contents_unknown(card: Card) -> Answer:
    """What a card would hold, where there is none: told once, of the site; KBR-2.2e and 3.3a accuse by a card only."""
    said = f"Карточка организации на bus.gov.ru не найдена ({card.detail}); судить не по чему"
    return unsure(Reason.AMBIGUOUS, said, _on_card(card, card.detail), card=False)


def _whose(view: SiteView, card: Card) -> Answer | None:
    """Why a card may be somebody else's: found by the registry's ИНН, it bears a name that has no word of its own."""
    own, named = words_of(view.organization.name), words_of(card.name)
    if card.branch or not own or not named or own & named or _is_short_for(card.name, view.organization.name):
        return None
    said = f"Карточка, найденная по ИНН {card.inn}, названа «{card.name}»; этой ли она организации, не установлено"
    return unsure(Reason.AMBIGUOUS, said, _on_card(card, card.name), name=card.name)


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name in initials («ГКУ «РЦР») stands for a full one: they are those of words that follow each other."""
    initials = "".join(word[0] for word in _WORD.findall(name)).upper()
    return any(match.group() in initials for match in _INITIALS.finditer(short) if not _FORM.fullmatch(match.group()))


@check("card-site", NoOptions)
def card_site(view: SiteView, _: NoOptions) -> Answer:
    """The card names this very site: the same host, with or without www, also an address that redirects here.

    A card that the registry's number does not lead to is told of here, once.
    """
    card = view.card
    assert card is not None
    answer = _site_named(view, card)
    if not card.misnumbered:
        return answer
    said = f"Номер карточки в реестре неверен: {card.misnumbered}; карточка {card.agency_id} найдена по ИНН."
    return msgspec.structs.replace(answer, remarks=(*answer.remarks, said))


def _site_named(view: SiteView, card: Card) -> Answer:
    if not card.found:
        return _no_card(card)
    if (doubt := _whose(view, card)) is not None:
        return doubt
    if card.website is None:
        return unsure(Reason.REGISTRY_UNAVAILABLE)
    proof = _on_card(card, f"Сайт: {card.website or 'не указан'}")
    if says_none(card.website):
        return unmet("На карточке bus.gov.ru не указан официальный сайт.", proof, website=card.website)
    own = {host.removeprefix("www.") for host in view.own_hosts}
    named = written_hosts(card.website)
    closed_up = written_hosts(re.sub(r"\s+", "", card.website))
    spaced = not any(host in own for host, _ in named) and any(host in own for host, _ in closed_up)
    named = closed_up if spaced else named
    if not named:
        return unmet(f"Вместо адреса сайта на карточке указано «{card.website}».", proof, website=card.website)
    if not own:
        note = view.organization.site_note
        registry = f"вместо адреса сайта указано «{note}»" if note else "сайт не указан"
        message = f"В реестре {registry}, на карточке — {card.website}; чей это сайт, не установлено"
        return unsure(Reason.AMBIGUOUS, message, proof, website=card.website)
    path = urlsplit(view.site.home_url or view.organization.site).path.rstrip("/")
    same = [place for place in named if place[0] in own]
    if same:
        if path and not any(_within(path, place[1]) for place in same):
            message = f"На карточке — {card.website}, сайт организации — раздел {path} того же адреса"
            return unsure(Reason.AMBIGUOUS, message, proof, website=card.website)
        others = [host for host, _ in named if host not in own]
        besides = f"Кроме сайта организации на карточке указаны: {', '.join(others)}." if others else ""
        slip = "Адрес сайта на карточке записан с пробелом." if spaced else ""
        return met(proof, remarks=tuple(filter(None, (besides, slip))), website=card.website)
    if host_of(card.website_leads).removeprefix("www.") in own - {""}:
        remark = f"Адрес на карточке ({card.website}) прежний: он перенаправляет на сайт организации."
        return met(proof, remarks=(remark,), website=card.website)
    if view.home is None:
        message = f"На карточке — {card.website}; ведёт ли этот адрес на сайт организации, не установлено"
        return unsure(view.site.refusal or Reason.NOT_REACHED, message, proof, website=card.website)
    site = view.site.home_url or view.organization.site
    return unmet(f"На карточке указан другой сайт: {card.website} (сайт организации — {site}).", proof,
                 website=card.website, site=site)  # fmt: skip


def _within(own: str, named: str) -> bool:
    """Whether one path lies inside the other; the root holds everything."""
    return not named or own.startswith(named) or named.startswith(own)


@check("card-email", NoOptions)
def card_email(view: SiteView, _: NoOptions) -> Answer:
    """The card names a well-formed e-mail address; one that the site does not name is remarked on."""
    card = view.card
    assert card is not None
    if not card.found:
        return _contents_unknown(card)
    if (doubt := _whose(view, card)) is not None:
        return doubt
    if card.email is None:
        return unsure(Reason.REGISTRY_UNAVAILABLE)
    proof = _on_card(card, f"Электронная почта: {card.email or 'не указана'}")
    if says_none(card.email):
        return unmet("На карточке bus.gov.ru не указан адрес электронной почты.", proof, email=card.email)
    words = [word for word in re.split(r"[\s,;]+", card.email) if word]
    if not any(is_email(word) for word in words):
        return unmet(f"На карточке вместо адреса электронной почты указано «{card.email}».", proof, email=card.email)
    registry = re.split(r"[\s,;]+", view.organization.email)
    known = {mail.lower() for mail in (*registry, *(mail for page in view.pages for mail in page.emails))} - {""}
    apart = known and not any(word.lower() in known for word in words)
    where = "на сайте и в реестре" if view.organization.email else "на сайте"
    remark = f"Адрес {card.email} не совпадает с адресами {where} ({', '.join(sorted(known)[:3])})."
    return met(proof, remarks=(remark,) if apart else (), email=card.email)


_UNDATED = "Годы оценки не указаны; на карточке — запись без указания года."


def _by_year(
    view: SiteView,
    kind: str,
    shown: dict[int, Evidence],
    undated: Iterable[Attachment],
    years_missing: Callable[[int], int] = lambda year: year,
    *,
    certain: bool = True,
) -> Answer:
    """The answer for something the card must hold for every assessed year. `certain`: absence may be concluded."""
    card = view.card
    assert card is not None
    wanted = view.organization.assessed_years
    undated = tuple(undated)
    details: dict[str, Any] = {"years": sorted(shown)}
    if wanted is None:
        if not shown and not undated:
            return unsure(Reason.YEARS_UNKNOWN)
        seen = f"{_list(sorted(shown))} {'год' if len(shown) == 1 else 'годы'}"
        proofs = (*shown.values(), *(_on_card(card, one.text, card.tabs_sha256) for one in undated))
        shows = "планы на" if kind == "plan" else "за"
        remark = f"Годы оценки не указаны; на карточке — {shows} {seen}." if shown else _UNDATED
        return met(*proofs[:5], remarks=(remark,), **details)
    missing = [years_missing(year) for year in wanted if year not in shown]
    if not missing:
        return met(*(shown[year] for year in wanted), **details)
    if undated:
        message = (
            f"На карточке есть запись без года («{undated[0].text[:120]}»); не установлено, есть ли за {_list(missing)}"
        )
        proof = _on_card(card, undated[0].text, card.tabs_sha256)
        return unsure(Reason.AMBIGUOUS, message, proof, missing=missing, **details)
    if not certain or kind not in card.tabs:
        reason = card.tabs_reason or Reason.REGISTRY_UNAVAILABLE
        return unsure(reason, "", missing=missing, **details)
    shows = card.tabs_empty.get(kind) or "; ".join(one.text for one in _entries(card, kind))
    # of a card without such an entry there is its name to quote: this card was looked at, and no other
    quoted = _on_card(card, shows, card.tabs_sha256) if shows else _on_card(card, card.name)
    return unmet("", quoted, missing=missing, **details)


def _list(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _entries(card: Card, kind: str) -> tuple[Attachment, ...]:
    return tuple(one for one in card.attachments or () if one.kind == kind)


@check("card-scores", NoOptions)
def card_scores(view: SiteView, _: NoOptions) -> Answer:
    """Scores for every assessed year: in the data of the rating, or in the tab of results."""
    card = view.card
    assert card is not None
    if not card.found:
        return _contents_unknown(card)
    if (doubt := _whose(view, card)) is not None:
        return doubt
    shown: dict[int, Evidence] = {}
    for one in _entries(card, "result"):
        for year in assessment_years(years_of_text(one.text)):
            if _SCORE.search(one.text):
                shown.setdefault(year, _on_card(card, one.text, card.tabs_sha256))
    for score in card.scores or ():
        values = ", ".join(f"{value:g}" for value in score.values.values())
        shown.setdefault(score.year, _on_card(card, f"Баллы за {score.year} год: {values}", card.scores_sha256))
    return _by_year(view, "result", shown, (), certain=card.scores is not None)


@check("card-proposals", NoOptions)
def card_proposals(view: SiteView, _: NoOptions) -> Answer:
    """Proposals of improvement for every assessed year."""
    card = view.card
    assert card is not None
    if not card.found:
        return _contents_unknown(card)
    if (doubt := _whose(view, card)) is not None:
        return doubt
    entries = _entries(card, "proposal")
    shown: dict[int, Evidence] = {}
    for one in entries:
        for year in assessment_years(years_of_text(one.text)):
            shown.setdefault(year, _on_card(card, one.text, card.tabs_sha256))
    return _by_year(view, "proposal", shown, (one for one in entries if not years_of_text(one.text)))


@check("card-plan", NoOptions)
def card_plan(view: SiteView, _: NoOptions) -> Answer:
    """A plan for the year after every assessed one; its name may give either year."""
    card = view.card
    assert card is not None
    if not card.found:
        return _contents_unknown(card)
    if (doubt := _whose(view, card)) is not None:
        return doubt
    entries = _entries(card, "plan")
    shown: dict[int, Evidence] = {}
    for assessed in view.organization.assessed_years or ():
        plan = next((one for one in entries if _answers(one, assessed)), None)
        if plan is not None:
            shown[assessed] = _on_card(card, plan.text, card.tabs_sha256)
    if view.organization.assessed_years is None:
        shown = {
            y: _on_card(card, one.text, card.tabs_sha256)
            for one in entries
            for y in plan_years(years_of_text(one.text))
        }
    undated = (one for one in entries if not years_of_text(one.text))
    return _by_year(view, "plan", shown, undated, lambda year: year + 1)


def _answers(plan: Attachment, assessed: int) -> bool:
    years = years_of_text(plan.text)
    if any(year.role is YearRole.ASSESSMENT and year.year == assessed for year in years):
        return True
    stated = [year.year for year in years if year.role is YearRole.PLAN]
    return assessed + 1 in (stated or plan_years(years))
