"""What names on an authority's site speak of: the independent assessment, and the council that makes it."""

from __future__ import annotations

import re

from rules.lexicon.assessment import compiled, spelt

# On these sites «оценка качества … услуг» is no other either.
NOK = compiled(r"{called}|{quality}\w* (?:условий |оказания |предоставления )+услуг|информаци\w* о качестве условий")
INDEPENDENT = compiled(r"{independent} (?:\w+ )?оценк")  # whatever of
FOR_NOK = spelt(r"по (?:проведению |вопросам )?(?:{named}|{mentioned})")  # of a council
COUNCIL = re.compile(
    r"общественн\w*[- ](?:\w+ )?совет\w*|совет\w* (?:общественност|независим\w* оцен)|совет\w* (?:[а-я]+ )?" + FOR_NOK
)
# The criteria the law names (e.g. 273-ФЗ, article 95.2, part 4): only tables of this assessment have them side by side.
# «\w*+» gives nothing back: what follows is looked for from the end of a word alone, not from each of its letters.
CRITERIA = re.compile(r"открытост\w*+.{0,80}?комфортн\w*+.{0,80}?доступност\w*")
