"""A site as rules see it: its pages, and what the assessment's page or section holds, each found once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TypeVar, cast

from rules.authority import area, units
from rules.authority.area import AuthorityArea
from rules.authority.units import Unit
from rules.nok import area as nok_area
from rules.nok.area import NokArea
from rules.papers.collected import Paper, papers_of
from rules.site.pages import SitePages

T = TypeVar("T")


class SiteView(SitePages):
    """Everything checks may ask of one organization's facts. Built once per judgement; pure."""

    @cached_property
    def _worked_out(self) -> dict[Hashable, object]:
        return {}

    def once(self, work_out: Callable[[SiteView], T]) -> T:
        """What several rules ask of the view: worked out for the first of them. `work_out` is a named function."""
        found = self._worked_out
        if work_out not in found:
            found[work_out] = work_out(self)
        return cast("T", found[work_out])

    @cached_property
    def nok(self) -> NokArea:
        """The НОК page with its sections and sub-pages, found once."""
        return nok_area.find(self)

    @cached_property
    def authority(self) -> AuthorityArea:
        """The section on НОК of a body in charge with everything it holds, found once."""
        return area.find(self)

    @cached_property
    def authority_units(self) -> tuple[Unit, ...]:
        """The pages, sections and papers of that section, found once."""
        return units.units(self, self.authority)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Documents of the НОК page and its sub-pages, filed by kind and year once."""
        return papers_of(self, self.nok)
