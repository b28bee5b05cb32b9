"""How dates are written: «1 и 15 апреля с.г.», «01/04/2026», «вторая декада марта», «конец следующего года».

Each way of writing is spelt here once. `mentions` reads it, with its groups; `inline` looks for the same ways inside
sentences, so that what is a date in «Срок: …» is one there, too.
"""

from __future__ import annotations

import re

from audits.protocols.words.months import MONTH
from audits.protocols.words.numerals import ordinals

DAY = r"\d{1,2}(?:-?(?:го|ого|ое|е|му))?"
DAYS = rf"(?:{DAY}\s*(?:,\s*и|,|и)\s*){{0,11}}{DAY}"
NTH = rf"(?:(?:IV|I{{1,3}}|[1-4])(?:-?(?:ого|го|ый|ой|ий|ем|ом|й|м|е|я))?|{ordinals(4)})"
NTHS = rf"(?:{NTH}\s*(?:,\s*и|,|и)\s*){{0,3}}{NTH}"
QUARTER = rf"{NTHS}\s*(?:квартал[а-я]*|кв\.)"
HALF = rf"{NTHS}\s*полугоди[а-я]*"
DAY_MONTH = rf"{DAYS}(?:\s+числа)?\s+{MONTH}"
NTH_WORKDAY = rf"(?:{DAY}|{ordinals(20)})\s+рабоч(?:его|ему|ий|ем)\s+(?:дня|дню|день|дне)"  # of a month

YEAR = (
    r"(?:\s*(?P<year>(?:19|20)\d\d)(?!\d)(?:-?го)?(?:\s*г(?:ода|оду|од|г?\.)?(?![а-я]))?|\s+(?P<short>\d\d)\s*г(?:ода|\.)"
    r"|[\s,(]*(?P<now>текущего|этого|сего|[ст]\.\s?г\.?)(?:\s+(?:календарного\s+)?года)?"
    r"|[\s,(]*(?P<next>следующего|будущего)\s+(?:календарного\s+)?года)"
)
_YEAR = f"{YEAR}?"

BY_DAY = rf"(?<![\d.])(?P<days>{DAYS})(?:\s+числа)?\s+(?P<month>{MONTH}){_YEAR}"
DOTTED = r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d|\.\d)"
SLASHED = r"(?<![\d/-])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)(?!\d)"
YEAR_FIRST = r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
YEARLESS = rf"(?<![\d.])(?P<day>\d\d)\.(?P<month>0[1-9]|1[0-2])(?!\d|\.\d|\s*ч)\.?{_YEAR}"
DECADE = rf"\b(?P<nth>{NTH})[-\s]+декад[а-я]+\s+(?P<month>{MONTH}){_YEAR}"
QUARTERS = rf"\b(?P<list>{NTHS})\s*(?:квартал[а-я]*|кв\.){_YEAR}"
HALVES = rf"\b(?P<list>{NTHS})\s*полугоди[а-я]*{_YEAR}"
YEARS_END = (
    r"\b(?:конца|концу|конце|окончания)\s+(?:(?P<year>20\d\d)\s*г(?:ода|\.)"
    r"|(?P<now>(?:текущего\s+|этого\s+)?(?:календарного\s+)?года|(?:текущего|этого)\s+г\.)"
    r"|(?P<next>(?:следующего|будущего)\s+(?:календарного\s+)?года))"
)
LAST_DAY = rf"\bпоследн[а-я]+\s+(?P<work>рабоч[а-я]+\s+)?(?:день|дня|дню|дне|числ[оау])\s+(?P<month>{MONTH}){_YEAR}"
SCHOOL_YEAR = (
    r"\b(?P<edge>начал[ауо]|конц[ау])\s+(?:нового\s+|следующего\s+|текущего\s+|очередного\s+)?"
    r"(?:(?P<year>20\d\d)(?P<till>\s?[/–—-]\s?(?:20)?\d\d)?\s+)?учебного\s+года"
)
HOLIDAYS = (
    r"(?<=до\s)нового\s+года|(?<=к\s)новому\s+году|(?<=до\s)(?:новогодних|майских)\s+(?:праздник|выходн|каникул)[а-я]*"
    r"|(?<=к\s)(?:новогодним|майским)\s+(?:праздник|выходн|каникул)[а-я]*"
)


def bare(source: str) -> str:
    """A source without its groups, to be put into another."""
    return re.sub(r"\(\?P<\w+>", "(?:", source)


A_YEAR = bare(YEAR)
YEAR_IF_ANY = bare(_YEAR)
ENDS = rf"(?:{bare(YEARS_END)}|(?:конц[ауе]|окончания)\s+(?:{QUARTER}|{HALF}|{MONTH}){YEAR_IF_ANY})"
WRITTEN = f"(?:{'|'.join(map(bare, (BY_DAY, DOTTED, SLASHED, YEAR_FIRST)))})"  # with its day and month
# A day, or what has a last one; not a month, a quarter or a half of a year by itself, which a sentence names for many
# other reasons.
DATE = f"(?:{'|'.join((WRITTEN, *map(bare, (YEARLESS, DECADE, LAST_DAY, SCHOOL_YEAR, HOLIDAYS)), ENDS))})"
