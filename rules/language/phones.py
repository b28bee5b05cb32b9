"""Russian telephone numbers: the same number however it is written, on the site, the card and in the registry.

Norm: MT-4.2 (telephones on site, card and registry agree). City codes are three to five digits long, so a local number
is compared by its ending; hotlines 8-800 are somebody else's number as a rule and are kept apart.
"""

from __future__ import annotations

import re
from enum import StrEnum

import phonenumbers

from rules.model import Value


class PhoneKind(StrEnum):
    """What sort of number it is."""

    FULL = "full"  # ten digits with city or mobile code
    LOCAL = "local"  # without a city code
    HOTLINE = "hotline"  # 8-800


class Phone(Value, frozen=True):
    """A number. `digits` are ten national ones, or five to seven of a local number; `text` is as written."""

    digits: str
    kind: PhoneKind
    extension: str = ""
    text: str = ""

    def _long_code(self) -> str:
        """A city code longer than three digits, where the writer set it in brackets: the library knows few of them."""
        written = re.search(r"\((\d{4,5})\)", self.text)
        return written.group(1) if written and self.digits.startswith(written.group(1)) else ""

    @property
    def shown(self) -> str:
        """Readable form: «+7 866 224-00-00», «+7 86630 2-11-22», «2-11-22»."""
        if self.kind is PhoneKind.LOCAL:
            head, tail = self.digits[:-4], self.digits[-4:]
            shown = f"{head}-{tail[:2]}-{tail[2:]}"
        elif code := self._long_code():
            rest = self.digits[len(code) :]
            shown = f"+7 {code} {'-'.join(filter(None, (rest[:-4], rest[-4:-2], rest[-2:])))}"
        else:
            number = phonenumbers.parse(f"+7{self.digits}")
            shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return f"{shown} доб. {self.extension}" if self.extension else shown


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u00a0\u2009\u202f\t", " "))
_CANDIDATE = re.compile(
    r"(?<![\d.])(?:\+\s?7|8|7)?[\s(-]{0,3}\(?\d{1,5}\)?(?:[\s.-]{0,3}\(?\d{1,5}\)?){0,5}(?!\d)"
    r"(?P<ext>\s*+(?:,\s*+)?(?:\(?\s*+(?:доб(?:авочный)?\.?|вн(?:утр)?\.?|ext\.?|#)\s*+(?::\s*+)?(?P<extension>\d{1,6})\)?))?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|(?<!\d)\d{1,2}[:.]\d{2}\s*-\s*\d{1,2}[:.]\d{2}(?!\d)")


def find_phones(text: str, *, area_code: str = "") -> tuple[Phone, ...]:
    """Numbers in a cell or line of text, in order, each once.

    A local number after a full one gets that one's code («8 (86634) 2-11-22, 2-11-33»), else `area_code` if its length
    fits, else stays local. Anything that is not five, six, seven, ten or eleven digits long is no number.
    """
    plain = _DAY.sub(" ; ", text.translate(_DASHES))
    code = re.sub(r"\D", "", area_code)
    found: list[Phone] = []
    for part in re.split(r"[;,/\n|]|\sи\s", re.sub(r",\s*(?=доб|вн)", " ", plain)):
        for match in _CANDIDATE.finditer(part):
            for digits, kind in _interpret(match.group()[: _body_length(match)], code):
                phone = Phone(digits, kind, match.group("extension") or "", " ".join(match.group().split()))
                if kind is PhoneKind.FULL and not digits.startswith("9"):
                    code = _code_of(match.group(), digits)
                if all(other.digits != phone.digits for other in found):
                    found.append(phone)
    return tuple(found)


def same_phone(first: Phone, second: Phone) -> bool:
    """Whether two numbers are one: national digits equal, or a local number is the ending of the other."""
    if first.kind is second.kind:
        return first.digits == second.digits
    if PhoneKind.HOTLINE in {first.kind, second.kind}:
        return False
    return first.digits.endswith(second.digits) or second.digits.endswith(first.digits)


def written_in(phone: Phone, text: str) -> str:
    """The number as it stands in running text, however its digits are grouped; empty where it does not.

    Ten digits count anywhere. A number without its code counts by its ending of five to seven digits, written in
    groups or beside a word for telephone, so that a price or a house number is not taken for it.
    """
    if phone.kind is PhoneKind.HOTLINE or phone.digits[-2:] not in _SEPARATED.sub("", text):
        return ""
    plain = text.translate(_DASHES)
    for match in _RUN.finditer(plain):
        written = match.group().strip(" .-(")
        digits = re.sub(r"\D", "", written)
        national = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
        if len(phone.digits) == 10 and phone.digits in digits and len(digits) <= 22 and not _ACCOUNT.match(written):
            return written
        if len(national) == 10 and len(phone.digits) < 8 and national.endswith(phone.digits):
            return written  # the other names it without its code
        if 5 <= len(national) <= 7 and phone.digits.endswith(national) and _like_phone(written, plain, match.start()):
            return written
    return ""


_ACCOUNT = re.compile(r"\d{12}")  # an account's or a register's number, in which anybody's digits may stand
_SEPARATED = re.compile(r"[^0-9]+")
_RUN = re.compile(r"(?<!\d)(?:\d[\s().-]{0,3}){5,22}")
_GROUPED = re.compile(r"^\d{1,3}(?:[ -]\d\d){2}$")
_BESIDE = re.compile(r"(?:тел|факс|прием|приём|звон|вахта|секретар|директор|дежурн|phone)[^;\n]{0,80}$", re.IGNORECASE)


def _like_phone(written: str, text: str, start: int) -> bool:
    return bool(_GROUPED.match(written) and "-" in written) or bool(_BESIDE.search(text[max(0, start - 90) : start]))


def _body_length(match: re.Match[str]) -> int:
    return (match.start("ext") if match.group("ext") else match.end()) - match.start()


def _interpret(text: str, code: str) -> list[tuple[str, PhoneKind]]:
    whole = _digits_of(text, code)
    if whole is not None:
        return [whole]
    pieces = re.split(r"\s{2,}|(?<=\d)\s+(?=\+?[78]\s?[\s(-])", text.strip())
    if len(pieces) < 2:
        pieces = text.split()
    read = [_digits_of(piece, code) for piece in pieces] if len(pieces) > 1 else []
    return [item for item in read if item is not None]


def _digits_of(text: str, code: str) -> tuple[str, PhoneKind] | None:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) == 10:
        number = phonenumbers.PhoneNumber(country_code=7, national_number=int(digits))
        if digits[0] == "0" or not phonenumbers.is_possible_number(number):
            return None
        hotline = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.TOLL_FREE or digits.startswith("800")
        return digits, PhoneKind.HOTLINE if hotline else PhoneKind.FULL
    if 5 <= len(digits) <= 7 and digits[0] != "0" and re.search(r"\d[\s-]\d", text):
        if len(code) + len(digits) == 10:
            return code + digits, PhoneKind.FULL
        return digits, PhoneKind.LOCAL
    return None


def _code_of(text: str, digits: str) -> str:
    """City code as the writer set it apart: in brackets, or the first group after the prefix; else three digits."""
    bracketed = re.search(r"\((\d{3,5})\)", text)
    if bracketed:
        return bracketed.group(1)
    groups = re.findall(r"\d+", re.sub(r"^\D*(?:\+?\s?7|8)(?=\D)", "", text))
    return groups[0] if groups and 3 <= len(groups[0]) <= 5 else digits[:3]
