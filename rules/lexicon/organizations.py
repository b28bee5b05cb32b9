"""What the organizations are called whose work is assessed: `data/wordings/organizations.yml`, as parts of patterns.

A part is lower-case without «ё»: for normalised text, or with `re.IGNORECASE` for text as it stands. What a stem goes
on with, and what may stand before it, is the pattern's own affair.
"""

from __future__ import annotations

from functools import cache

from rules.lexicon.word_lists import FOLDER, Wording, load_words
from rules.reference import Entry


class OrganizationWords(Entry, frozen=True):
    """Stems of names by sector, words of any sector, abbreviations; each list is explained in its file."""

    education: Wording
    health: Wording
    culture: Wording
    social: Wording
    sport: Wording
    public: Wording
    general: Wording
    abbreviations: Wording
    addressed: Wording
    heads: Wording
    firms: Wording
    private: Wording
    fields: Wording


@cache
def organization_words() -> OrganizationWords:
    """The file's lists. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "organizations.yml", OrganizationWords)


def _joined(*names: str) -> str:
    words = organization_words()
    return "(?:" + "|".join(getattr(words, name).pattern for name in names) + ")"


_SECTORS = ("education", "health", "culture", "social", "sport")
OWN_NAMES = _joined(*_SECTORS, "public")  # «школ», «больниц», «учреждени»
STEMS = _joined(*_SECTORS, "public", "general")  # and «организаци», «комплекс»
CALLED = _joined(*_SECTORS, "public", "general", "abbreviations")  # and «МБОУ», «СОШ»
ADDRESSED = _joined(*_SECTORS, "public", "general", "abbreviations", "addressed")  # whom a proposal is for
NAMED = _joined(*_SECTORS, "abbreviations")  # what is numbered: «школа № 5», «СОШ № 5»
ANY = _joined(*_SECTORS, "public", "general", "abbreviations", "private")  # and private ones: «ООО»
FIRMS = _joined("firms").upper()  # «ООО», «АНО»: as they are written
HEADS = _joined("heads")  # «директор», «главный врач»
PUBLIC = _joined(*_SECTORS, "public", "fields")  # whatever speaks of public organizations at all
