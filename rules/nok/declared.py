"""Whether a page says where it begins that it is about the assessment, whatever it is called.

«Слово посетителю»: «Раздел о независимой оценке качества условий …»; «Что думают о нас»: «… называется независимой
оценкой качества условий. Ниже всё, что с ней связано». A sentence that sends the reader elsewhere declares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from rules.lexicon.assessment import compiled

OPENING = 4  # lines a page begins with
_SAYS = compiled(
    r"(?:\bв (?:этом|данном|настоящем) разделе|\bна (?:этой|данной|настоящей) странице|\bздесь\b|\bниже\b"
    r"|\b(?:раздел|страниц|подборк)\w* (?:\w+ )?(?:посвящен\w*|об?|про|собира\w+|содержит|рассказыва\w+)(?= )"
    r"|\bвсе,? (?:об?|про)(?= ))"
    r"[^.!?]{0,80}?{full}[^.!?]*"
    r"|\b(?:так|это)\b[^.!?]{0,30}\b(?:зов[еу]м?|называ)\w*[^.!?]{0,40}?{full}[^.!?]*"
    r"|{full}[^.!?]{0,160}[.!?:]\W*(?:здесь|ниже|тут|вот|на этой странице|в этом разделе)\b[^.!?]*"
)
_ELSEWHERE = re.compile(
    r"находи\w+ (?:на|в|по)\b|размещ\w+ (?:на сайте|в разделе|по адресу|на странице \")|переех|перенес|\bнет\b"
    r"|на (?:\w+ )?сайте (?:\w+ )?(?:министерств|управлени|департамент|учредител|администраци)|не публику|не размещ"
    r"|речи не ид|\bничего\b|не найд[её]те|\bне (?:независим|путайт|об? )|\bчитайте\b|\bсмотрите\b"
    r"|\bдруг(?:ой|ом) (?:страниц|раздел|сайт)|не называ|\bне то\b|в газет"
)


def declares(lines: Iterable[str]) -> bool:
    """Whether one of the first `OPENING` lines (normalised) says that what follows is about the assessment."""
    told = (match.group() for line in islice(lines, OPENING) for match in _SAYS.finditer(line))
    return not all(map(sends_away, told))


def sends_away(said: str) -> bool:
    """Whether a sentence (normalised) says that the thing is elsewhere, or nowhere."""
    return _ELSEWHERE.search(said) is not None
