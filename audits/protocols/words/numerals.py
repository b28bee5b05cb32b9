"""Numbers in words and in Roman letters: «двадцати пяти», «четырнадцатый», «IV» → 25, 14, 4.

Sources of patterns, without groups, and what the words they match are worth. Cardinals and ordinals go up to 99.
"""

from __future__ import annotations

import re

# Short, because patterns of terms hold them many times over: what only looks like a numeral is let through where its
# ending could be one («онадцать» is no word at all).
_MAY_BE = r"(?=[вдопстчш][вдеортя])"  # how all of them begin: what is none is told at its second letter
_TENS = r"(?:(?:два|три)дцат[ьи]ю?|сорока?|(?:пят|шест|сем|вос[еь]м)[ьи]ю?десят[иью]*|девяност[оа])"
CARDINAL = (
    rf"{_MAY_BE}(?:(?:{_TENS}\s+)?(?:од(?:ин|н(?:[аоу]|ого|о[ймю]|ому|им))|дв(?:а|е|ух|умя?|ое|оих)|тр(?:и|[её][хм]|емя|ое|оих)"
    rf"|четыр(?:е|[её][хм]|ьмя)|четверо|(?:пят|шест|сем|вос[еь]м|девят|десят|[а-яё]+надцат)(?:ью?|и))|{_TENS})(?![а-яё])"
)
_GLUED_UNITS = r"(?:одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти)"
_GLUED_TENS = r"(?:двадцати|тридцати|сорока|пятидесяти|шестидесяти|семидесяти|восьмидесяти|девяносто)"
GLUED = (  # what stands before «-дневный», «-недельный»
    r"(?:(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцати|десяти"
    rf"|{_GLUED_TENS}-?{_GLUED_UNITS}|{_GLUED_TENS}|{_GLUED_UNITS})"
)
_NTH = (  # by number, from the first to the twentieth
    "перв", "втор", "трет[ьи]", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат",
    "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат",
    "двадцат",
)  # fmt: skip
_CASE = r"(?:ый|о[йем]|ая|ого|ому|ы[ме]|ую|ых|ыми)"
_THIRD = r"трет(?:ий|ь(?:[еяюи]|его|ему|и[мх]|ими|е[мй]))"
_UNITS_NTH = rf"(?:(?:{'|'.join(_NTH[:2] + _NTH[3:9])}){_CASE}|{_THIRD})"
_OTHER_NTH = rf"(?:{'|'.join(_NTH[9:])}|тридцат|сороков|(?:пят|шест|сем|восьм)идесят|девяност){_CASE}"
_BEFORE = r"(?:(?:два|три)дцать|сорок|(?:пять|шесть|семь|восемь)десят|девяносто)"
ORDINAL = rf"{_MAY_BE}(?:(?:{_BEFORE}\s+)?{_UNITS_NTH}|{_OTHER_NTH})(?![а-яё])"
ROMAN = r"[IVXІХ]{1,5}"  # also in the Cyrillic letters that look alike

# Longest first; «дважды» and «единожды» are worth what their numbers are.
_STEMS = (
    ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
    ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
    ("тридцат", 30), ("сорок", 40), ("пят(?:ь|и|ью)десят", 50), ("шест(?:ь|и|ью)десят", 60),
    ("сем(?:ь|и|ью)десят", 70), ("вос(?:емь|емью|ьми)десят", 80), ("девяност", 90), ("перв|один|одн|един", 1),
    ("втор|дв", 2), ("тр", 3), ("четв|четыр", 4), ("пят", 5), ("шест", 6), ("сем|седьм", 7), ("вос", 8),
    ("девят", 9), ("десят", 10),
)  # fmt: skip
_STEM = re.compile("|".join(f"({stem})" for stem, _ in _STEMS), re.I)
_SIGNS = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_LATIN = str.maketrans("ІХ", "IX")


def ordinals(last: int) -> str:
    """A short source for ordinals in one word, as far as the `last`: where a noun follows that takes no others."""
    return f"(?:{'|'.join(_NTH[:last])})[а-я]+"


def value(words: str) -> int:
    """What a cardinal or an ordinal in words is worth, glued («двадцатипяти») or not; 0 where no word is one."""
    total = 0
    for word in re.findall(r"[а-яё]+", words, re.I):
        while found := _STEM.match(word):
            total += _STEMS[(found.lastindex or 1) - 1][1]
            word = word[found.end() :].lstrip("иао")
    return total


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman letters."""
    out = "X" * (number // 10)
    left = number % 10
    for sign, worth in _SIGNS[1:]:
        while left >= worth:
            out, left = out + sign, left - worth
    return out


def from_roman(letters: str) -> int:
    """What Roman letters are worth; 0 where they are none, or are put together wrongly."""
    plain = letters.upper().translate(_LATIN)
    return next((number for number in range(1, 40) if roman(number) == plain), 0)
