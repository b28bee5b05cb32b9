"""When a night proves nothing: our own network was down, or too much changed at once to be believed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import msgspec

from audits.model import AuditResult
from audits.text.wording import reason_text
from crawler.items import Reason
from rules.model import Outcome

TRANSIENT = frozenset(
    {Reason.TIMEOUT, Reason.CONNECTION_RESET, Reason.CONNECTION_REFUSED, Reason.HTTP_5XX, Reason.HTTP_429}
)
# What a network that is down looks like. A name that does not resolve counts against an organization, so it is
# confirmed by a repeat too.
NETWORK = frozenset({Reason.DNS_FAILURE, Reason.TIMEOUT, Reason.CONNECTION_RESET, Reason.CONNECTION_REFUSED})
# A site that does not answer; whatever else keeps us from reading one is an answer: a ban, a wall, a stub for sale.
SILENCE = NETWORK | {Reason.HTTP_5XX, Reason.TLS_ERROR}
REPEATED = TRANSIENT | {Reason.DNS_FAILURE}

COLLAPSE_SHARE = 0.5
COLLAPSE_ORGANIZATIONS = 20  # in a small run half of the verdicts may well change
SILENT_ORGANIZATIONS = 5  # that many sites do not fall silent in one night of their own accord, if they are most


class Flip(msgspec.Struct, frozen=True):
    """How many verdicts of one rule went from one outcome to another since the last night."""

    rule: str
    before: Outcome
    after: Outcome
    count: int


def refusal(result: AuditResult) -> Reason | None:
    """Why nothing of the site could be read, if so."""
    if result.packed is not None:
        return result.packed.refusal
    site = result.facts.site
    return site.refusal if site is not None else None


def network_down(visited: int, held: Collection[AuditResult]) -> bool:
    """Whether every visited site failed the way sites fail when it is we who are offline."""
    return visited > 0 and len(held) == visited and all(refusal(result) in NETWORK for result in held)


def collapsed(changes: Iterable[Flip], decided: Mapping[str, int], organizations: int, same: Collection[str]) -> str:
    """Why a night is not believed, in Russian; empty when it is.

    `decided`: verdicts passed or failed before this night, by rule; `same`: rules whose version did not change.
    """
    if organizations < COLLAPSE_ORGANIZATIONS:
        return ""
    known = sum(count for rule, count in decided.items() if rule in same)
    turned = sum(
        change.count
        for change in changes
        if change.rule in same
        and change.before in (Outcome.PASSED, Outcome.FAILED)
        and change.after not in (change.before, Outcome.UNTESTED)  # not looking claims nothing
    )
    if known == 0 or turned <= COLLAPSE_SHARE * known:
        return ""
    return (
        f"изменилось {turned} из {known} решённых вердиктов ({turned / known:.0%}) за одну ночь: так не бывает. "
        "Запуск не засчитан и не станет образцом для сравнения; проверьте сеть и повторите проверку"
    )


def fallen_silent(before: Mapping[str, Reason | None], now: Mapping[str, Reason | None]) -> dict[str, Reason]:
    """Organizations whose sites answered the night before and do not tonight, and why not.

    Both: by organization whose site was visited, why nothing of it could be read; None when it answered.
    """
    return {code: why for code, why in now.items() if why is not None and code in before and before[code] is None}


def nobody_heard(now: Mapping[str, Reason | None]) -> str:
    """What to say, in Russian, of a run in which no site answered and nobody was there to ask whether it is us."""
    if not now or not all(why in NETWORK for why in now.values()):
        return ""
    return (
        "ни один сайт не ответил, а контрольные адреса не заданы: возможно, не работает сеть проверяющего. "
        "Прежде чем писать кому-либо, проверьте её: nok doctor"
    )


def never_heard(hosts: Mapping[str, str], before: Mapping[str, Reason | None], now: Mapping[str, Reason | None]) -> str:
    """Why a run in which no site answered at all is not believed, in Russian; empty when it is.

    For runs without canaries. `hosts`: of every organization's site; `before` and `now` as in `fallen_silent`. Sites
    that were silent the last time already may well be silent again; many that nobody ever saw silent, and most for one
    reason, are what a broken network looks like, on the first night too.
    """
    if not nobody_heard(now):
        return ""
    fresh = {hosts.get(code, code) for code in now if before.get(code) is None}
    ((why, most),) = Counter(now.values()).most_common(1)
    if len(fresh) < SILENT_ORGANIZATIONS or most <= COLLAPSE_SHARE * len(now):
        return ""
    return (
        f"не ответил ни один из {len(now)} сайтов ({reason_text(why)} — {most}), а контрольные адреса не заданы: так "
        "бывает, когда не работает сеть проверяющего. Запуск не засчитан; проверьте сеть (nok doctor), назовите "
        "контрольные адреса (canaries в nok.toml) и повторите проверку"
    )


def gone_quiet(before: Mapping[str, Reason | None], now: Mapping[str, Reason | None]) -> str:
    """Why a night in which most sites fell silent is not believed, in Russian; empty when it is."""
    asked = [code for code, why in before.items() if why is None and code in now]
    silent = fallen_silent(before, now)
    if len(silent) < SILENT_ORGANIZATIONS or len(silent) <= COLLAPSE_SHARE * len(asked):
        return ""
    return (
        f"не отвечают {len(silent)} из {len(asked)} сайтов, отвечавших в прошлый раз: сразу столько сайтов сами не "
        "замолкают. Запуск не засчитан и не станет образцом для сравнения; проверьте, не закрыт ли сайтам доступ с "
        "этого адреса, и повторите проверку"
    )
