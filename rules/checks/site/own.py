"""Is the site the organization's own, or a page on somebody else's?"""

from __future__ import annotations

import re

from crawler.items import Block, Link, Page, Reason
from rules.addresses.kinds import is_social, kinds_of, looks_like_authority
from rules.addresses.typed import not_understood
from rules.checks.answers import inapplicable, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.wording import excerpt, host_of, normal, parts_of
from rules.model import Answer
from rules.reasons import is_gone
from rules.view import SiteView

_BODY = re.compile(
    r"\b(?:министерств\w*|департамент\w*|комитет\w*"
    r"|(?:отдел\w*|управлени\w*) (?:труда\b|культур|образовани|спорт|физическ|социальн|соцзащит|здравоохран|молодеж"
    r"|по )\w*"
    r"|(?:местн\w+ )?администраци\w* (?:[\w-]+ ){0,2}"
    r"(?:район|округ|город|посел(?:ени|к)|сел|аул|станиц|[гс]\. ?[оп]\.|м\. ?[ор]\.))"
)
_HOST = re.compile(
    rf"\W*(?:(?:официальный )?(?:сайт|портал) )?(?:{_BODY.pattern}"
    r"|(?:сельск|городск)\w+ поселени\w+ \w+|(?:\w+ )?муниципальн\w+ (?:район|округ|образовани)\w* \w+)"
)
_HEAD = 60  # links of a page's beginning
_FRONT = re.compile(r"(?:на )?главн(?:ая|ую)(?: страниц[ау])?|в начало")
_QUOTES = re.compile('[«»"“”„]')
_BETWEEN = re.compile(r"\s[|—–·-]\s")
_SHORT = re.compile(
    r"(?:местная )?администрация|управление|министерство|департамент|комитет|отдел(?: образования| культуры)?"
)
_FRONT_OF_BODY = re.compile(
    r"главная (?:страница )?(?:отдела|управления|министерства|администрации|департамента|комитета)"
)
# What only a body's own site has in its menu.
_MATTERS = re.compile(
    r"совет депутатов|собрание депутатов|глава(?: администрации| поселения| района| округа| города| села)?"
    r"|поселение|(?:муниципальные|государственные) услуги|приемная главы|муниципальный контроль"
)
_TOPS = frozenset({"", "/", "/index.html", "/index.htm", "/index.php"})
_IN_FOLDER = 2  # slashes in the path
_FIRST = 6  # blocks of a page's head
_SITE_OF_BODY = re.compile(
    rf"официальн\w+ (?:интернет[- ]?)?(?:сайт|портал)\w* (?:{_BODY.pattern}"
    r"|(?:\w+ ){0,2}(?:местн\w+ администраци|орган\w* местного)"
    r"|(?:\w+ )?муниципальн\w+ (?:район|округ|образовани)|(?:сельск|городск)\w+ (?:поселени|округ))"
)
_BODYS_SITE = re.compile(rf"{_BODY.pattern}\w*[^.;|]{{0,40}}? - официальн\w+ (?:интернет[- ]?)?(?:сайт|портал)")
_NO_SITE = re.compile(
    r"\b(?:своего|собственного|отдельного) (?:официального )?сайта [^.;!?]{0,60}?\b(?:нет\b|не (?:имеет|создан|ведет))"
    r"|\bне имеет (?:своего|собственного|отдельного) (?:официального )?сайта"
)
_PART = re.compile(r"филиал|отделени|подразделени|корпус|\bгрупп|лагер")  # of the organization, whose site this is
_END = re.compile(r"(?<=[а-я]{4})[.!?;]\s|(?<=\d{2})[.!?;]\s")  # of a sentence, not of «г.» or «им.»
_OF_A_BODY = re.compile(
    r"(?:сайт|портал)\w* (?:\w+ )?(?:район|округ|администраци|управлени|отдел|министерств|поселени|муниципал|учредител)"
)


@check("own-site", NoOptions)
def own_site(view: SiteView, _: NoOptions) -> Answer:
    """A host, or at least a folder, of the organization's own: not the founder's page, not a social network."""
    organization, home = view.organization, view.home
    address = organization.site or (view.facts.site.start_url if view.facts.site is not None else "")
    final = home.url if home is not None else address
    seen = (view.evidence(home, home.title or final),) if home is not None else ()
    if is_social(address):
        return unmet(f"Указана страница в социальной сети: {address}.", *seen, site=address)
    if is_social(final):
        return unmet(f"Адрес {address} перенаправляет в социальную сеть: {final}.", *seen, site=final)
    if home is not None and is_social(home.refresh):
        message = f"Сайт {address} лишь отсылает в социальную сеть: {home.refresh}."
        return unmet(message, view.evidence(home, home.refresh), site=home.refresh)
    if organization.founder_site and host_of(organization.founder_site) == host_of(final):
        return unmet(f"Указана страница на сайте учредителя: {final}.", *seen, site=final)
    if home is not None and (told := _told(view, home)) is not None:
        block, elsewhere = told
        proof = view.evidence(home, block.text, block.pointer)
        if elsewhere:
            return unmet("На странице сказано, что своего сайта у организации нет.", proof, site=final)
        message = "На странице сказано, что своего сайта у организации нет; чей это сайт, не сказано"
        return unsure(Reason.AMBIGUOUS, message, proof, site=final)
    if not address and not_understood(organization.site, organization.site_note):
        return unsure(Reason.INVALID_URL, f"В реестре вместо адреса сайта указано «{organization.site_note}»")
    if not address or is_gone(view.site.refusal, view.site.refusal_cause):
        return inapplicable("Официального сайта нет.")
    if view.taken_over:
        return inapplicable("По адресу официального сайта размещено постороннее содержание.")
    if home is None:
        return unsure(view.site.refusal or Reason.NOT_REACHED)
    if view.is_nameless:
        return unsure(Reason.AMBIGUOUS, "Ни на одной прочитанной странице организация не названа", *seen, site=final)
    if view.home_is_bare:
        return unsure(Reason.SCRIPT_REQUIRED if home.needs_script else Reason.EMPTY_PAGE)
    parts = parts_of(final)
    inside = parts.path.strip("/") not in {"", "index.html", "index.php"} or bool(parts.query)
    if inside and home is not None and (host := _hosted_by(home, organization.name)) is not None:
        message = f"Указана страница на сайте «{excerpt(host.label)}», а не собственный сайт: {final}."
        return unmet(message, view.link_evidence(home, host), site=final)
    if inside and (said := _headed_by_body(view, home)) is not None:
        message = f"Указана страница на чужом сайте: «{excerpt(said.text)}», а не собственный сайт: {final}."
        return unmet(message, view.evidence(home, said.text, said.pointer), site=final)
    if inside and home is not None and (said := _topped_by_body(home, organization.name)) is not None:
        message = f"Указана страница внутри сайта «{excerpt(said.text)}», а не собственный сайт: {final}."
        return unmet(message, view.evidence(home, said.text, said.pointer), site=final)
    if inside and home is not None and (top := _under_body(home, organization.name)) is not None:
        message = f"Указана страница внутри сайта «{excerpt(_last_part(home.title))}», а не собственный сайт: {final}."
        return unmet(message, view.link_evidence(home, top), site=final)
    of_body = looks_like_authority(host_of(final)) or _named_after_body(home.title, organization.name)
    if inside and of_body and not organization.founder_site:
        message = f"Адрес {final} похож на страницу внутри сайта органа власти; сайт учредителя не указан"
        return unsure(Reason.AMBIGUOUS, message, *seen, site=final)
    return met(*seen, site=final)


def _told(view: SiteView, home: Page) -> tuple[Block, bool] | None:
    """Where the home page says that the organization has no site of its own; whether it names whose site this is."""
    for block in view.blocks_of(home):
        said = normal(block.text)
        if (match := _NO_SITE.search(said)) is not None and not _PART.search(_sentence(said, match)):
            named = _named_after_body(home.title, view.organization.name) or _headed_by_body(view, home) is not None
            return block, named or _OF_A_BODY.search(said, match.start()) is not None
    return None


def _sentence(said: str, match: re.Match[str]) -> str:
    """The sentence a match stands in: two groups of children in the one before are no part of an organization."""
    begin = max((one.end() for one in _END.finditer(said, 0, match.start())), default=0)
    end = _END.search(said, match.end())
    return said[begin : end.start() if end else len(said)]


def _hosted_by(home: Page, name: str) -> Link | None:
    """The link from the head of a page to the top of the site it stands on, where that is a body in charge's."""
    parts = parts_of(home.url)
    for link in home.links[:_HEAD]:
        top = parts_of(link.url)
        led = top.netloc == parts.netloc and top.path in _TOPS and not top.query
        if led and (_names_body(link.label, name) or _FRONT_OF_BODY.fullmatch(normal(link.label))):
            return link
    return None


def _topped_by_body(home: Page, name: str) -> Block | None:
    """The body's name over all of a page in a folder, where its title gives it, too, and the front page of the whole
    host is «Главная», or the body's own matters («Совет депутатов») stand beside the folder: that site is the body's.
    """
    parts = parts_of(home.url)
    folder = parts.path.rpartition("/")[0] + "/"
    front = False
    for link in home.links[:_HEAD]:
        top, said = parts_of(link.url), normal(link.label)
        if top.netloc == parts.netloc and not top.query:
            front |= top.path in _TOPS and _FRONT.fullmatch(said) is not None
            front |= not top.path.startswith(folder) and _MATTERS.fullmatch(said) is not None
    if not front or parts.path.count("/") < _IN_FOLDER or not _named_after_body(home.title, name):
        return None
    first = next((block for block in home.blocks if block.text), None)
    if first is None or not _names_body(first.text, name):
        return None
    return None if _QUOTES.search(first.text) else first  # «Управление культуры. Дом ремёсел «Лад»»


def _under_body(home: Page, name: str) -> Link | None:
    """The link from the head of a page in a folder to the top of its host by the name of a body («Администрация»),
    where the page's title ends with that body's name: «Дом ремёсел «Лад» — Администрация Лесного района».
    """
    parts, site = parts_of(home.url), _last_part(home.title)
    if parts.path.count("/") < _IN_FOLDER or not _names_body(site, name) or _QUOTES.search(site):
        return None
    for link in home.links[:_HEAD]:
        top = parts_of(link.url)
        if top.netloc == parts.netloc and top.path in _TOPS and not top.query and _SHORT.fullmatch(normal(link.label)):
            return link
    return None


def _last_part(title: str) -> str:
    """What a page's title ends with: the name of the site, by custom."""
    return _BETWEEN.split(title)[-1]


def _headed_by_body(view: SiteView, home: Page) -> Block | None:
    """Words in the head of a page that say whose official site it is, where that is a body in charge's."""
    own = normal(view.organization.name.partition("(")[0])
    if _BODY.search(own):
        return None
    host = host_of(home.url)
    led = {link.block for link in home.links[:_HEAD] if host_of(link.url) != host}  # «Официальный сайт Минпросвещения»
    for index, block in enumerate(home.blocks[:_FIRST]):
        if index in led:
            continue
        said = normal(block.text)
        found = _SITE_OF_BODY.search(said)
        if found is not None and not any(kind in said[found.end() :] for kind in kinds_of(own)):
            return block
        found = _BODYS_SITE.search(said)  # «Управление культуры. Дом ремёсел – официальный сайт» is the house's
        if found is not None and not any(kind in found.group() for kind in kinds_of(own)):
            return block
    return None


def _names_body(label: str, name: str) -> bool:
    own, said = normal(name.partition("(")[0]), normal(label)
    begun = _HOST.match(said)
    if begun is None or _BODY.search(own):
        return False
    return not any(kind in said[begun.end() :] for kind in kinds_of(own))  # «Управление образования. Детский сад «Лад»»


def _named_after_body(title: str, name: str) -> bool:
    """Whether a page's title ends with, or names, a body in charge that is not the organization itself."""
    return bool(_BODY.search(normal(title))) and not _BODY.search(normal(name.partition("(")[0]))
