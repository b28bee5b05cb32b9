"""Where two elements of a line touch without a space, and yet a reader sees two things.

Cards of files and tiles put «docx», a name and «80 КБ» side by side by style alone; programs that export from office
formats cut words in two. Only what cannot be one word is taken apart.
"""

from __future__ import annotations

import re
from typing import Final

_SIZE: Final = re.compile(r"\d+(?:[.,]\d+)?\s?(?:[КМГкмг](?:[Бб]|байт\w*)|[KMGkmg][Bb]|байт\w*)\b")


def is_seam(before: str, after: str) -> bool:
    """Whether a text that ends an element and the text that begins the next one are two things.

    «школам|Итоги», «docx|Приказ», «садам|19», «2023|Отчёт», «Методика 114|60 КБ» are; «Прик|аз», «20|23»,
    «М|БОУ» are not.
    """
    left, right = before[-1:], after[:1]
    if not left.isalnum() or not right.isalnum():
        return False
    if right.isdigit() and _SIZE.match(after):
        return True
    if left.isalpha() and right.isalpha():
        return (left.islower() and right.isupper()) or left.isascii() is not right.isascii()
    return left.islower() or (left.isdigit() and right.isupper())
