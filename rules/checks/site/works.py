"""Is there an official site, does it answer, is it the organization's own?"""

from __future__ import annotations

from crawler.items import Reason, Site
from rules.addresses.kinds import is_social
from rules.addresses.typed import not_understood
from rules.checks.answers import met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.wording import excerpt
from rules.model import Answer, Evidence
from rules.reasons import describe, is_gone, moved_to
from rules.view import SiteView


def _instead(site: Site) -> tuple[Evidence, ...]:
    """What was answered in place of a site: the words of a stub, or the status; nothing where nobody answered."""
    refused = (one for one in site.failures if one.reason is site.refusal and one.kind == "page")
    return tuple(
        Evidence(one.url, excerpt(one.quote) or f"HTTP {one.status}", "", one.sha256, one.at)
        for one in refused
        if one.quote or one.status
    )[:1]


_CERTIFICATE = {
    "expired": "истёк",
    "wrong_name": "выдан на другое имя",
    "untrusted": "выдан неизвестным центром",
    "self_signed": "подписан самим владельцем",
}


@check("site-answers", NoOptions)
def site_answers(view: SiteView, _: NoOptions) -> Answer:
    """The registry names a site of the organization's own kind, and its home page was read."""
    organization, site = view.organization, view.facts.site
    address = organization.site or (site.start_url if site is not None else "")
    if not address:
        note = organization.site_note
        if not_understood(organization.site, note):
            return unsure(Reason.INVALID_URL, f"В реестре вместо адреса официального сайта указано «{note}»", note=note)
        if note.strip():
            return unmet(f"По реестру официального сайта нет: вместо адреса указано «{note}».", note=note)
        return unmet("В реестре адрес официального сайта не указан.")
    if is_social(address):
        return unmet(f"Вместо официального сайта указана страница в социальной сети: {address}.", site=address)
    if site is None:
        return unsure(Reason.NOT_REACHED)
    if site.refusal is not None:
        if is_gone(site.refusal, site.refusal_cause):
            moved = moved_to(site.refusal, site.refusal_detail, site.refusal_cause)
            where = f"; на странице назван новый адрес: {moved}" if moved else ""
            return unmet(
                f"Официальный сайт {address} не работает: {describe(site.refusal)}{where}.",
                *_instead(site),
                site=address,
                cause=str(site.refusal),
                detail=site.refusal_detail,
            )
        return unsure(site.refusal, site=address, detail=site.refusal_detail)
    home = view.home
    if home is None or home.status >= 400:
        return unsure(Reason.NOT_REACHED if home is None else Reason.HTTP_5XX, site=address)
    said = home.title or next((block.text for part in view.home_parts for block in part.blocks), "")
    if view.home_is_bare:
        return unsure(Reason.SCRIPT_REQUIRED if home.needs_script else Reason.EMPTY_PAGE, site=address)
    if view.taken_over:
        message = f"По адресу {home.url} размещено постороннее содержание: «{view.taken_over}»."
        return unmet(message, view.evidence(home, view.taken_over), site=home.url)
    if view.is_nameless:
        message = f"Ни на одной прочитанной странице организация не названа («{said}»); чей это сайт, не установлено"
        return unsure(Reason.AMBIGUOUS, message, view.evidence(home, said or home.url), site=home.url)
    remarks = []
    if site.certificate is not None and site.certificate.problem:
        problem = _CERTIFICATE.get(site.certificate.problem, site.certificate.problem)
        remarks.append(f"Сертификат сайта не в порядке: {problem}.")
    if site.redirected_from:
        remarks.append(f"Указанный адрес {site.redirected_from} перенаправляет на {home.url}.")
    return met(view.evidence(home, said or home.url), remarks=tuple(remarks), site=home.url)
