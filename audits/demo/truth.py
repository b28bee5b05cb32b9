"""What an honest auditor must say about a site that has everything, and how a missing thing spreads.

The truth is reasoned from the protocol and the contract's table, never taken from what the program says.
"""

from __future__ import annotations

from collections.abc import Mapping

from audits.demo.model import Expected
from crawler.items import Reason
from rules.model import Organization, Outcome, Sector

NEEDS: Mapping[str, tuple[str, ...]] = {
    "official-site-works": (),
    "own-site": ("official-site-works",),
    "nok-page-published": ("official-site-works",),
    "nok-page-linked-from-home": ("nok-page-published",),
    "nok-page-ordered": ("nok-page-published",),
    "acts-published": ("nok-page-published",),
    "acts-ordered-by-authority": ("nok-page-published",),
    "results-published": ("nok-page-published",),
    "results-only-for-assessed-years": ("nok-page-published",),
    "plans-published": ("nok-page-published",),
    "plans-approved": ("plans-published",),
    "plans-specific": ("plans-published",),
    "poll-published": ("official-site-works",),
    "poll-works": ("poll-published",),
    "poll-matches-questionnaire": ("poll-works",),
    "poll-results-published": ("official-site-works",),
    "poll-results-current": ("poll-results-published",),
    "feedback-form-published": ("official-site-works",),
    "feedback-form-accessible": ("feedback-form-published",),
    "accessible-version-works": ("official-site-works",),
    "bus-link-published": ("official-site-works",),
    "minzdrav-banner-published": ("official-site-works",),
    "bus-card-has-site": (),
    "bus-card-has-email": (),
    "bus-scores-published": (),
    "bus-proposals-published": (),
    "bus-plan-published": (),
    "phones-consistent": ("official-site-works",),
}
"""Organization rules, each with the rules without which it cannot be asked; in order of dependence."""

AUTHORITY_NEEDS: Mapping[str, tuple[str, ...]] = {
    "authority-nok-section-published": (),
    "authority-acts-published": ("authority-nok-section-published",),
    "authority-organizations-listed": ("authority-nok-section-published",),
    "authority-council-regulation-published": ("authority-nok-section-published",),
    "authority-council-members-published": ("authority-nok-section-published",),
    "authority-council-minutes-published": ("authority-nok-section-published",),
    "authority-results-published": ("authority-nok-section-published",),
    "authority-proposals-published": ("authority-nok-section-published",),
    "authority-operator-named": ("authority-nok-section-published",),
    "authority-bus-link-published": (),
    "authority-plan-approved-published": ("authority-nok-section-published",),
}

BY_YEAR = (
    "results-published",
    "results-only-for-assessed-years",
    "plans-published",
    "plans-approved",
    "plans-specific",
    "bus-scores-published",
    "bus-proposals-published",
    "bus-plan-published",
)
"""Rules that mean nothing for an organization that was never assessed."""

BUS_RULES = (
    "bus-card-has-site",
    "bus-card-has-email",
    "bus-scores-published",
    "bus-proposals-published",
    "bus-plan-published",
)


def passed(note: str = "", *, debatable: bool = False, remarked: bool = False) -> Expected:
    return Expected(Outcome.PASSED, None, {}, note, debatable, remarked)


def failed(note: str = "", *, debatable: bool = False, **details: object) -> Expected:
    return Expected(Outcome.FAILED, None, details, note, debatable)


def inapplicable(note: str = "", *, debatable: bool = False) -> Expected:
    return Expected(Outcome.INAPPLICABLE, None, {}, note, debatable)


def unsure(reason: Reason, note: str = "", *, debatable: bool = False) -> Expected:
    return Expected(Outcome.INCONCLUSIVE, reason, {}, note, debatable)


def bus_unavailable(note: str, *, debatable: bool = False) -> dict[str, Expected]:
    """Overrides for a card that could not be had: nothing about it may be concluded."""
    expected = unsure(Reason.REGISTRY_UNAVAILABLE, note, debatable=debatable)
    agreement = unsure(Reason.REGISTRY_UNAVAILABLE, "сайт и реестр согласны; карточка не получена", debatable=True)
    return {rule.replace("-", "_"): expected for rule in BUS_RULES} | {"phones_consistent": agreement}


def organization_truth(organization: Organization, **overrides: Expected) -> dict[str, Expected]:
    """Truth for every organization rule: the model site, changed by `overrides` (names with `_` for `-`).

    A failed or inapplicable requirement makes what rests on it inapplicable, an inconclusive one
    inconclusive with the same reason, unless the override names the dependent rule itself.
    """
    return _spread(NEEDS, _model(organization), {name.replace("_", "-"): e for name, e in overrides.items()})


def authority_truth(**overrides: Expected) -> dict[str, Expected]:
    """The same for a body in charge."""
    model = dict.fromkeys(AUTHORITY_NEEDS, passed())
    return _spread(AUTHORITY_NEEDS, model, {name.replace("_", "-"): e for name, e in overrides.items()})


def _model(organization: Organization) -> dict[str, Expected]:
    truth = dict.fromkeys(NEEDS, passed())
    if not organization.assessed_years:
        truth["nok-page-ordered"] = inapplicable("материалов меньше двух: отчётов и планов нет")
    if organization.sector is not Sector.HEALTH:
        truth["minzdrav-banner-published"] = inapplicable("баннер положен только медицинским организациям")
    if organization.assessed_years == ():
        truth |= dict.fromkeys(BY_YEAR, inapplicable("в оценке не участвовала"))
    elif organization.assessed_years is None:
        truth |= dict.fromkeys(BY_YEAR, unsure(Reason.YEARS_UNKNOWN, "годы оценки в реестре не указаны"))
        none = "результатов на сайте нет вовсе: лишних быть не может, года для этого знать не нужно"
        truth["results-only-for-assessed-years"] = inapplicable(none)
    return truth


def _spread(
    needs: Mapping[str, tuple[str, ...]], model: Mapping[str, Expected], overrides: Mapping[str, Expected]
) -> dict[str, Expected]:
    if unknown := overrides.keys() - needs.keys():
        raise ValueError(f"truth names unknown rules: {sorted(unknown)}")
    truth: dict[str, Expected] = {}
    for rule, requirements in needs.items():
        own = overrides.get(rule)
        truth[rule] = own or model[rule]
        if own is not None or model[rule].outcome is Outcome.INAPPLICABLE:
            continue
        for requirement in requirements:
            above = truth[requirement]
            if above.outcome in (Outcome.FAILED, Outcome.INAPPLICABLE):
                truth[rule] = inapplicable(f"сначала {requirement}", debatable=above.debatable)
            elif above.outcome is Outcome.INCONCLUSIVE and above.reason is not None:
                truth[rule] = unsure(above.reason, f"как и {requirement}", debatable=above.debatable)
    return truth
