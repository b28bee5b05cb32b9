"""What names on an authority's site speak of: the independent assessment, and the council that makes it."""

from __future__ import annotations

import re

NOK = re.compile(
    r"незав(?:исим\w*|ис)?\.? (?:систем\w* )?(?:внешн\w+ )?оцен\w*(?! квалиф| пожар| имуществ| регулирующ)"
    r"|\b(?:нок уоо?д|нокуоо?д|нсоко?|ноко|ноку|нок)\b(?! квалиф)|оценк\w* качеств\w* (?:условий |оказания "
    r"|предоставления )+услуг|информаци\w* о качестве условий"
)
COUNCIL = re.compile(
    r"общественн\w*[- ](?:\w+ )?совет\w*|совет\w* общественност"
    r"|совет\w* по (?:проведению )?(?:независим|нок(?:о|у|уоод)?\b|нок уоо?д|нсоко?\b)"
)
# The criteria the law names (e.g. 273-ФЗ, article 95.2, part 4): only tables of this assessment have them side by side.
# «\w*+» gives nothing back: what follows is looked for from the end of a word alone, not from each of its letters.
CRITERIA = re.compile(r"открытост\w*+.{0,80}?комфортн\w*+.{0,80}?доступност\w*")
