"""Putting a site together: the sheets every good site has, replaced or dropped one by one for faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audits.demo.layout import Look, host, lay_out
from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.model import PORT, Card, Declared, Expected, Reply
from audits.demo.pages import Sheet, contacts, feedback_form, headed, items, nok_blocks, welcome
from audits.demo.papers import standard_files
from audits.demo.sections import section_sheets
from audits.demo.server import NOT_FOUND
from audits.demo.truth import organization_truth
from rules.model import Organization, Sector

NOK_TITLE = "Независимая оценка качества условий оказания услуг"


def home(organization: Organization, extra: str = "", title: str = "Главная") -> Sheet:
    """The home page; medical organizations carry the ministry's banner."""
    banner = MINZDRAV_BANNER if organization.sector is Sector.HEALTH else ""
    return Sheet("home", title, welcome(organization, banner + extra), (title,))


MINZDRAV_BANNER = (
    '<div class="banner-nok"><p>Независимая оценка качества условий оказания услуг медицинскими организациями</p>'
    f'<a href="http://anketa.minzdrav.gov.ru:{PORT}/ambulator/7a1c20de-0f14-4b6a-9c51-2d0f6f1f7d10/4417">Оценить</a></div>'
)


def standard_sheets(organization: Organization, *, phone: str | None = None) -> list[Sheet]:
    """Pages besides home and НОК that nearly every site has."""
    papers = (
        "Устав",
        "Правила внутреннего распорядка",
        "Положение об оплате труда",
        "Отчёт о результатах деятельности",
    )
    return [
        Sheet(
            "about", "Об организации", f"<p>{organization.name} работает с 1978 года.</p>", ("Об организации",), "about"
        ),
        Sheet("documents", "Документы", items(papers), ("Об организации", "Документы"), "dokumenty", "about"),
        *section_sheets(organization),
        Sheet("contacts", "Контакты", contacts(organization, phone), ("Контакты",), "contacts"),
    ]


def feedback_sheet(body: str | None = None) -> Sheet:
    return Sheet(
        "feedback",
        "Обратная связь",
        "<p>Здесь можно направить обращение, жалобу или предложение.</p>" + feedback_form() if body is None else body,
        ("Обратная связь",),
        "obratnaya-svyaz",
    )


def nok_sheet(
    body: str, *, menu: Sequence[str] = (), title: str = NOK_TITLE, slug: str = "nezavisimaya-otsenka-kachestva"
) -> Sheet:
    return Sheet("nok", title, body, tuple(menu) or ("Независимая оценка качества",), slug)


def model_sheets(organization: Organization, *, poll: str | None = None, **blocks: str) -> list[Sheet]:
    """The sheets of a site with everything in its place."""
    page = headed(nok_blocks(organization, agency=organization.bus_gov_id, poll=poll) | blocks)
    return [home(organization), *standard_sheets(organization), nok_sheet(page), feedback_sheet()]


def replace(sheets: Sequence[Sheet], *changed: Sheet) -> list[Sheet]:
    """Sheets with those of the same key exchanged, and new ones added at the end."""
    by_key = {sheet.key: sheet for sheet in changed}
    old = [by_key.pop(sheet.key, sheet) for sheet in sheets]
    return [*old, *by_key.values()]


def without(sheets: Sequence[Sheet], *keys: str) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.key not in keys]


def declare(
    organization: Organization,
    look: Look,
    sheets: Sequence[Sheet],
    *,
    technology: str,
    quirk: str,
    truth: Mapping[str, Expected] = {},
    extras: Mapping[str, str] = WITH_EFFECT,
    files: Mapping[str, Reply] | None = None,
    also: Mapping[str, Reply] = {},
    missing: Reply = NOT_FOUND,
    card: Card | None = None,
    menu_order: Sequence[str] = (),
) -> Declared:
    """A site on its own host, with its row, card and truth. `also` adds raw answers by path."""
    laid = lay_out(
        organization,
        look,
        sheets,
        files=standard_files(organization) if files is None else files,
        extras=extras,
        menu_order=menu_order,
    )
    name = organization.site.split("//", 1)[1].split(":", 1)[0]
    paths = tuple(path for path in laid if not path.startswith("/special/"))
    return Declared(
        organization=organization,
        technology=technology,
        quirk=quirk,
        site_cell=organization.site,
        hosts={name: host(laid | dict(also), missing)},
        truth=organization_truth(organization, **truth),
        card=card or Card(),
        expected_pages=paths,
    )
