"""What one rule on one organization is called where changes are told.

A rule is named by its good state («Онлайн-опрос работает»): right for what was mended, and the opposite of what is
meant for what was found. What is wrong is told in the words of its finding.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from audits.changes.compare import Key
from audits.model import Run
from audits.store import Store
from rules.catalog_model import Methodology
from rules.model import Outcome

_OTHERS_DOING = frozenset({"rule_changed", "registry_changed"})


class Told(msgspec.Struct, frozen=True):
    """`titles`: of rules; `wrong`: by organization and rule, the words in which it last failed; `failing`: those it
    fails in now."""

    titles: Mapping[str, str] = {}
    wrong: Mapping[Key, str] = {}
    failing: frozenset[Key] = frozenset()

    def of(self, change: str, organization: str, rule: str) -> str:
        """One rule on one organization, by the class of a comparison it is in."""
        title, wrong = self.titles.get(rule, rule), self.wrong.get((organization, rule), "")
        if change == "fixed" or not wrong:
            return title
        if change in _OTHERS_DOING:
            return f"{'есть недостаток' if (organization, rule) in self.failing else 'недостаток снят'}: {wrong}"
        return wrong


def told_of(store: Store, run: Run, methodology: Methodology) -> Told:
    """What there is to tell of everything that failed in a run or before it. Raises `StoreError`."""
    now = {(one.organization, one.rule): one.finding.message for one in store.findings(run.id)
           if one.outcome is Outcome.FAILED}  # fmt: skip
    before = store.deficiencies(on=run.on, methodology=run.methodology, run=run.id)
    return Told(
        titles={rule.id: rule.title for rule in methodology.rules},
        wrong={(one.organization, one.rule): one.finding.message for one in before} | now,
        failing=frozenset(now),
    )
