"""What a section of a body in charge is about: its roles, its names, and whether words speak of it or deny it."""

from __future__ import annotations

import re

from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.subjects import NOK

SECTION, COUNCIL_ROLE, NEWS = "authority-section", "council", "news"
SPOKEN = compiled(
    r"{full}|{named} (?:провод|(?:условий|учреждени\w*|организаци\w*|поставщик\w*)\b)"
    r"|независим\w+ оценк\w+ качества в (?:\w+ )?(?:республик|област|кра[ею]|город|округ|район|сфер)"
)
_DENIED = compiled(
    r"(?:{called}|{independent} оценк|\bоценк\w+ (?:условий|качеств))[^.]{0,90}"
    r"\b(?:не (?:вход|обсужда|касает|передан|возложен|осуществля|относ|наделен|проводит|рассматрива|участву|занима"
    r"|име\w+ отношени)|отношени\w* не име)"
    r"|\bне (?:наделен|уполномочен|осуществляет|проводит|занимается|относится|входит)[^.]{0,70}{called}"
    r"|{called}[^.]{0,60}\bсовет\w* (?:\w+ )?не вед[её]т"
)
# who may not, of whom and how often: not whether
_EXCEPTING = re.compile(
    r"\bчлен совета\b|\bчлен\w* [^.]{0,40}(?:работающ|являющ|связанн|имеющ)"
    r"|\bв отношении\b|\bчаще\b|\bреже\b|\bодного раза\b"
)
COUNCIL_NAME = "общественный совет"  # and what is its, where the page does not say so itself
TOPIC = "независимая оценка качества"  # what names in the section are about without saying so


def mentions_nok(text: str) -> bool:
    """Whether a text speaks of the assessment at all."""
    return NOK.search(normal(text)) is not None


def denies_nok(text: str) -> bool:
    """Whether a text says that its council has nothing to do with the assessment."""
    return denies(normal(text))


def denies(said: str) -> bool:
    """The same of words that are normalised."""
    for match in _DENIED.finditer(said):
        begin, end = said.rfind(".", 0, match.start()) + 1, said.find(".", match.end())
        if not _EXCEPTING.search(said[begin : end if end >= 0 else len(said)]):
            return True
    return False


def speaks_of_nok(text: str) -> bool:
    """Whether a text speaks of the assessment of conditions by its name, and does not deny it."""
    said = normal(text)
    return SPOKEN.search(said) is not None and not denies(said)
