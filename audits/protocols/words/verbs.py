"""Verbs as protocols use them: infinitives, which say what is to be done, and participles, which describe a thing.

Sources of patterns, without groups. Nouns end as infinitives do («печать», «область», «речь»): `INFINITIVE` leaves them
out, because whom an item asks stands before its first verb; `VERB_LIKE` does not, where only "some verb stands between"
is asked and a noun taken for one costs nothing.
"""

from __future__ import annotations

# Nouns, numerals and adverbs that end in -ать, -ять, -еть, -ить, -оть, -уть, -ыть, -чь and ask for nothing.
_NO_VERBS = (
    r"[а-яё]*дцать|(?:пят|десят|девят|опят|вспят|зят|рукоят)ь|(?:благо)?память|[а-яё]*печать|мать|кровать|благодать"
    r"|(?:(?:соц|тепло|электро|радио|теле)?с|тр|пл|кл)еть|нить|прыть|(?:в?пл|х|лок|ног|ког|лом)оть"
    r"|(?:п|с|м|рт|ж|ч)уть|(?:по)?честь|совести|[а-яё]*ночь|двести|дочь|речь|печь|(?:кар)?течь|дичь|ж[её]лчь|прочь|невмочь|немочь"
)
_STEMS = (  # of verbs in -ти; all other words in -сти are nouns: «области», «деятельности», «шести»
    r"вес|нес|грес|брес|скрес|плес|тряс|блюс|спас|(?:воз|вы|при|на|под|от|за|до|пере)рас|\bрас|(?:под|вы|за)мес|й|д|з"
)
INFINITIVE = (
    rf"\b(?!(?:{_NO_VERBS})\b)"
    r"(?:[а-яё]+(?:[аеиоуыя]ть|чь|зть)(?:ся)?|[а-яё]+честь|(?:по|в|вы|от|у|сов)пасть(?:ся)?|(?:у?кр|кл)асть"
    rf"|[а-яё]*(?:{_STEMS})ти(?:сь)?)\b"
)
VERB_LIKE = r"\b[а-яё]+(?:ть(?:ся)?|ти(?:сь)?|чь(?:ся)?)\b"
_AGREES = r"(?:ий|ый|ая|ое|ие|ые|их|ых|им|ым|ими|ыми|ую|ого|его|ому|ему|ой|ей)"
# «созданный», «проводимая»; «необходимая», «независимая» only look like one, «системой» and «зимой» do not at all.
_PASSIVE = r"(?:ем|(?<!необход)(?<!независ)(?<!недвиж)им)(?:ый|ая|ое|ые|ых|ым|ыми|ую|ого|ому)"
PARTICIPLE = rf"(?:(?:вш|нн|ющ|ящ|ущ|ащ|[рв]ыт|нят|бит){_AGREES}|{_PASSIVE})(?:ся)?\b"
ASIDE = rf"(?:\bкотор|\b(?:что|где|чтобы|как)\b|\bнеобходим|{PARTICIPLE})"  # begins a clause about something else
