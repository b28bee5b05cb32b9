"""What a verdict says where another rule already accuses. Pure.

A finding is `inapplicable` for two reasons that must not be taken for each other: the rule has nothing to ask of the
organization (another sector, never assessed, nothing there to compare), or what it asks about cannot be there, because
the page, the list or the whole site it would stand on is missing. The second is no answer about the site's contents,
and another rule accuses it; but whoever was to publish a plan has not done so by taking the page down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rules.catalog_model import Methodology, Rule
from rules.evaluate import why_not_concerned
from rules.model import Organization, Outcome, Subject

_SITE_CHECK = "site-answers"  # the check of the rule that asks whether there is a site at all
_UNANSWERED = frozenset({Outcome.INAPPLICABLE, Outcome.INCONCLUSIVE, Outcome.UNTESTED})


class Grounds:
    """What the rules of a methodology rest on: the rules they require, and that there is a site."""

    def __init__(self, methodology: Methodology) -> None:
        self._rules = {rule.id: rule for rule in methodology.rules}
        self._site: dict[Subject, str] = {
            rule.subject: rule.id for rule in methodology.rules if rule.check == _SITE_CHECK
        }

    def under(self, rules: Iterable[str]) -> frozenset[str]:
        """These rules and all they rest on, however far below."""
        found: set[str] = set()
        left = list(rules)
        while left:
            id = left.pop()
            if id in found:
                continue
            found.add(id)
            if (rule := self._rules.get(id)) is not None:
                left += [*rule.requires, *([self._site[rule.subject]] if rule.subject in self._site else [])]
        return frozenset(found)

    def standing(self, id: str, organization: Organization, verdicts: Mapping[str, Outcome]) -> Outcome | None:
        """The outcome of a rule for whoever asks whether it is fulfilled: failed where what it rests on is missing.

        `verdicts` are those of one audit, with those of the rules `under` it. None: the rule was not judged.
        """
        outcome, rule = verdicts.get(id), self._rules.get(id)
        if rule is None or outcome not in _UNANSWERED or why_not_concerned(rule, organization):
            return outcome
        if any(self.standing(one, organization, verdicts) is Outcome.FAILED for one in rule.requires):
            return Outcome.FAILED
        # A site that did not answer tonight leaves its contents open; without a site there are none.
        return Outcome.FAILED if outcome is Outcome.INAPPLICABLE and self._siteless(rule, verdicts) else outcome

    def _siteless(self, rule: Rule, verdicts: Mapping[str, Outcome]) -> bool:
        """Whether a rule could not be asked because there is no site.

        Where no rule asks whether there is one (of authorities), it is the only reason a rule that concerns them
        has for not being asked.
        """
        site = self._site.get(rule.subject)
        if rule.about == "card" or rule.id == site:
            return False
        return verdicts.get(site) is Outcome.FAILED if site is not None else rule.about == "content"
