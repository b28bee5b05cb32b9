"""Load a labelled corpus and turn what a careful reader saw into what each rule should say.

The layout (`sites.json`, `labels.json`, `sites/<slug>/…`) and the meaning of every label are those of the corpus'
own README. Labels that say "unclear" expect nothing. Beyond that layout a label may hold `rules` (rule id → "passed" or
"failed"), and a site its `subject`, `sector` and `assessed_years`: so the rules that the labels have no words for, and
sites of bodies in charge, are measured too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from audits.errors import ToldError
from audits.refusals import because
from rules.model import Organization, Outcome, Sector, Subject

# label → rule, for labels whose `present` speaks for the rule directly
_PRESENCE = {
    "nok_page": "nok-page-published",
    "bus_gov_link": "bus-link-published",
    "feedback_form": "feedback-form-published",
    "online_poll": "poll-published",
    "visually_impaired_version": "accessible-version-works",
}
# label → rule, for contents of the НОК page: they count only where that page exists
_CONTENTS = {
    "results": "results-published",
    "plans": "plans-published",
    "poll_results": "poll-results-published",
}
YEARLY = frozenset({"results-published", "plans-published"})


class CorpusError(ToldError):
    """The corpus could not be read; the message names the file and what to do."""


class LabelledSite(msgspec.Struct, frozen=True):
    """One capture. `whole` is false for single pages: nothing can be said of absence or of the home page there."""

    slug: str
    title: str
    kind: str
    cms: str
    whole: bool
    home: str
    folder: Path
    expected: Mapping[str, Outcome]
    years: Mapping[str, tuple[int, ...]]  # rule → the years its label names, which a registry would hold
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    subject: Subject = Subject.ORGANIZATION
    sector: Sector | None = None
    assessed: tuple[int, ...] = ()  # years a registry would hold, whatever the labels name

    @property
    def home_path(self) -> str:
        """The entry page's path; a plain `index.html` is what the bare address serves anyway."""
        return "" if self.home == "index.html" else quote(self.home)

    def organization(self, address: str, rule: str | None = None) -> Organization:
        """The registry row under which this capture is audited; unknown kinds have no sector.

        Its assessed years are those of the label behind `rule`; without one, of all labels together: the crawl looks
        for everything, each rule is judged by its own label's years.
        """
        named = self.years.get(rule, ()) if rule else tuple(sorted({y for each in self.years.values() for y in each}))
        years = named or self.assessed
        return Organization(
            id=self.slug,
            name=self.title,
            subject=self.subject,
            sector=self.sector,
            site=address,
            assessed_years=years or None,
        )


def expectations(label: Mapping[str, Any], *, whole: bool) -> dict[str, Outcome]:
    """What each rule should say of a site labelled so. Single pages and "unclear" labels expect nothing."""
    if not whole:
        return {}
    expected: dict[str, Outcome] = {}
    for name, rule in _PRESENCE.items():
        entry = label.get(name, {})
        present = entry.get("present")
        if name == "feedback_form" and entry.get("kind") == "mailto-only":
            present = False
        if isinstance(present, bool):
            expected[rule] = _outcome(present)
    if label.get("nok_page", {}).get("present") is True:
        linked = label["nok_page"].get("linked_from_home_or_first_menu_level")
        if isinstance(linked, bool):
            expected["nok-page-linked-from-home"] = _outcome(linked)
        for name, rule in _CONTENTS.items():
            present = label.get(name, {}).get("present")
            if present is False and rule in YEARLY and not label[name].get("years"):
                continue  # no year is known to miss anything of: the contract asks for `years_unknown`
            if isinstance(present, bool):
                expected[rule] = _outcome(present)
    return expected


def _by_rule(label: Mapping[str, Any]) -> dict[str, Outcome]:
    """What a label says of rules by their ids; "inapplicable" and "unclear" expect nothing."""
    decided = {Outcome.PASSED.value, Outcome.FAILED.value}
    return {rule: Outcome(said) for rule, said in label.get("rules", {}).items() if said in decided}


def load_corpus(folder: Path, split: str | None = None) -> tuple[LabelledSite, ...]:
    """Read the corpus in `folder`, all of it or only the slugs listed under NAME of FILE (`split` is "FILE:NAME").

    FILE is JSON: an object of name → list of slugs. Relative to the current folder, else to the corpus.

    Raises:
        CorpusError: a file is missing, is not JSON of the expected shape, or the split does not exist.
    """
    sites = _read_json(folder / "sites.json")
    labels = _read_json(folder / "labels.json")
    chosen = _slugs(folder, split) if split else None
    return tuple(
        _labelled(folder, site, labels[site["slug"]])
        for site in sites
        if site["slug"] in labels and (chosen is None or site["slug"] in chosen)
    )


def _labelled(folder: Path, site: Mapping[str, Any], label: Mapping[str, Any]) -> LabelledSite:
    whole = site.get("capture") == "site"
    subject = Subject(site.get("subject", Subject.ORGANIZATION))
    expected = expectations(label, whole=whole) if subject is Subject.ORGANIZATION else {}
    sector = site.get("sector", site.get("kind"))
    return LabelledSite(
        slug=site["slug"],
        title=site.get("title", ""),
        kind=site.get("kind", ""),
        cms=site.get("cms", ""),
        whole=whole,
        home=site.get("home", "index.html"),
        folder=folder / "sites" / site["slug"],
        expected=expected | _by_rule(label),
        years={
            rule: tuple(sorted(set(years)))
            for name, rule in _CONTENTS.items()
            if (years := label.get(name, {}).get("years"))
        },
        phones=tuple(label.get("phones", ())),
        emails=tuple(label.get("emails", ())),
        subject=subject,
        sector=Sector(sector) if sector in set(Sector) else None,
        assessed=tuple(site.get("assessed_years") or ()),
    )


def _outcome(present: bool) -> Outcome:
    return Outcome.PASSED if present else Outcome.FAILED


def _slugs(folder: Path, split: str) -> frozenset[str]:
    name_of_file, _, name = split.rpartition(":")
    if not name_of_file:
        raise CorpusError(f"Разбиение «{split}» не прочитано: ожидается ФАЙЛ:ИМЯ. Укажите, например, split.json:dev.")
    path = Path(name_of_file)
    splits = _read_json(path if path.exists() else folder / path)
    if not isinstance(splits, dict) or name not in splits:
        raise CorpusError(f"В файле {name_of_file} нет разбиения «{name}». Проверьте имя после двоеточия.")
    return frozenset(splits[name])


def _read_json(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise CorpusError(f"Не прочитан файл {path}: {because(error)}. Укажите папку корпуса в --corpus.") from error
    except msgspec.DecodeError as error:
        raise CorpusError(f"Файл {path} — не JSON: {error}. Проверьте файл.") from error
