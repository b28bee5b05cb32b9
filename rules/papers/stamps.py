"""Approval stamps in the head of a document: who agreed («Согласовано»), who approved («Утверждаю»), what signed it.

Norm: protocol of 02.06.2017 № 3, annex 1: plans bear «гриф „Согласовано“, подписанный министром»; its item 3.4 lets
heads of bodies of local self-government agree to municipal plans. Both readings are kept apart here and judged by the
caller. A region without a ministry has a department or a committee in its place, whose head stands for the minister.
An agreement of the teachers' council or the trade union is not the one meant. Where a stamp stands, ГОСТ Р 7.0.97-2016
leaves to the document: on its first sheet, or on the last below the text.
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from rules.model import Ownership, Value


class StampKind(StrEnum):
    """What a stamp says."""

    AGREED = "agreed"  # «Согласовано»
    APPROVED = "approved"  # «Утверждаю»


class Signer(StrEnum):
    """Who stands under a stamp."""

    MINISTER = "minister"  # minister, deputy or acting minister, ministry
    DEPUTY_MINISTER = "deputy-minister"
    HEAD_OF_ADMINISTRATION = "head-of-administration"
    MUNICIPAL_DEPARTMENT = "municipal-department"
    REGIONAL_BODY = "regional-body"  # a region's own department or committee: what elsewhere is the ministry
    REGIONAL_DEPARTMENT = "regional-department"  # whose department it is cannot be read
    REGIONAL_HEAD = "regional-head"  # the region's head or government, and deputies
    DIRECTOR = "director"
    INTERNAL = "internal"  # teachers' council, trade union, parents' committee
    PUBLIC_COUNCIL = "public-council"
    UNKNOWN = "unknown"


class Stamp(Value, frozen=True):
    """One stamp. `text` is the words it was read from, `name` a person, `body` the post and whose it is."""

    kind: StampKind
    signer: Signer
    text: str
    post: str = ""
    name: str = ""
    start: int = 0
    body: str = ""


class Approval(StrEnum):
    """What the stamps amount to for the requirement «Согласовано»."""

    MINISTER = "minister"  # agreed by the minister: right for every organization
    HEAD = "head"  # agreed by the head of the administration: right for municipal ones (item 3.4)
    LOWER = "lower"  # agreed for the body in charge, by a deputy or by its department's head
    UNCLEAR = "unclear"  # «Согласовано» is there, by whom cannot be read
    INTERNAL_ONLY = "internal-only"  # only the organization's own bodies agreed
    APPROVED_ONLY = "approved-only"  # «Утверждаю» without «Согласовано»
    NONE = "none"


HEAD_CHARACTERS = 2500  # a stamp stands in the upper part of the first page
_WORD = re.compile(
    r"(?P<agreed>С\s?О\s?Г\s?Л\s?А\s?С\s?О\s?В\s?А\s?Н\s?О?(?:\s?Ы)?\b|\bсогласован[оаы]?\b(?!\s+(?:с\s+план|действ)))"
    r"|(?P<approved>У\s?Т\s?В\s?Е\s?Р\s?Ж\s?Д\s?(?:А\s?Ю|Е\s?Н\s?[ОА]?|Е\s?Н\s?Ы)\b|\bутвержд(?:аю|[её]н[оаы]?)\b)",
    re.IGNORECASE,
)
_SIGNERS: tuple[tuple[Signer, re.Pattern[str]], ...] = tuple(
    (signer, re.compile(pattern, re.IGNORECASE))
    for signer, pattern in (
        (
            Signer.INTERNAL,
            r"(?:педагогическ\w+|управляющ\w+|попечительск\w+|родительск\w+|тренерск\w+|методическ\w+|научно\S*|художественн\w+|студенческ\w+|ученическ\w+|общ\w+|трудов\w+)\s+"
            r"(?:совет\w*|комитет\w*|собрани\w+|коллектив\w*)|педсовет\w*|проф(?:союзн\w+|ком\w*)|совет\w*\s+(?:школы|учреждения|родител\w+|обучающ\w+)|"
            r"первичн\w+\s+профсоюзн\w+",
        ),
        (Signer.PUBLIC_COUNCIL, r"общественн\w+\s+совет\w*"),
        (
            Signer.REGIONAL_HEAD,
            r"(?:вице-)?губернатор\w*|председател\w+\s+(?:правительства|(?:кабинета|совета)\s+министров)"
            r"(?!(?:\s+[\w-]+){0,6}?\s*[–—-]\s*министр)|премьер-министр\w*|"
            r"глав[аыой]+\s+(?:(?:[\w-]+ой\s+)?республики|региона|области|края)",
        ),
        (
            Signer.REGIONAL_BODY,
            r"(?:начальник\w*|руководител\w+|председател\w+|директор\w*|глав[аы])\s+(?:(?:главн\w+|областн\w+|краев\w+)\s+)?"
            r"(?:департамент\w*|комитет\w*|управлени\w+|агентств\w+|служб\w+)\s+(?!(?:\S+\s+){0,8}?(?:министерств|администраци))"
            r"(?:[а-яё,-]+\s+){1,8}?(?:[\w-]+(?:ой|ого)\s+(?:области|края|автономн\w+\s+\w+)|республики\s+[\w-]+|[\w-]+\s+республики)",
        ),
        (
            Signer.DEPUTY_MINISTER,
            r"(?:перв\w+\s+)?(?:зам(?:естител\w*|\.)|статс-секретар\w*)[\s-]*(?:\w+\s+){0,2}министра|директор\w*\s+департамента",
        ),
        (
            Signer.MUNICIPAL_DEPARTMENT,
            r"(?:перв\w+\s+)?зам(?:естител\w*|\.)\s+(?:\w+\s+){0,2}?глав\w+|управляющ\w+\s+делами",
        ),
        (
            Signer.HEAD_OF_ADMINISTRATION,
            r"постановлени\w+\s+(?:глав\w+\s+)?(?:местн\w+\s+)?администраци\w+|"
            r"(?:и\.?\s?о\.?\s+|исполняющ\w+\s+обязанности\s+)?глав\w+\s+(?:местн\w+\s+)?(?:администраци\w+|район\w*|город\w*|округа|муниципальн\w+|"
            r"поселени\w+|г\.\s?о\.)|глав[аыой]+\s+[\w-]+ого\s+(?:муниципальн\w+|городск\w+|район\w*)|мэр\w*\b",
        ),
        (
            Signer.MINISTER,
            r"(?<!заместитель\s)(?:и\.?\s?о\.?\s+|врио\s+)?министр(?:а|ом)?\b|\bминистерств\w+|"
            r"\bмин(?:культ|спорт|труд|здрав|обр|прос|соц)\w*",
        ),
        (
            Signer.MUNICIPAL_DEPARTMENT,
            r"(?:председател\w+|начальник\w*|руководител\w+)\s+(?:департамент\w*|комитет\w*)\s+(?:\S+\s+){0,6}?администраци\w+|"
            r"(?:начальник\w*|заведующ\w+|руководител\w+)\s+(?:\S+\s+){0,4}?(?:управлени\w+|отдел\w*)(?:\s+(?:образовани|культур|спорт|социальн|здравоохр)\w*)?|"
            r"(?:управлени\w+|отдел\w*)\s+(?:образовани|культур|спорт)\w*",
        ),
        (
            Signer.REGIONAL_DEPARTMENT,
            r"(?:начальник\w*|руководител\w+|председател\w+)\s+(?:департамент\w*|комитет\w*)|\bдепартамент\w*",
        ),
        (
            Signer.DIRECTOR,
            r"(?:и\.?\s?о\.?\s+)?(?:директор\w*|заведующ\w+|главн\w+\s+врач\w*|главврач\w*|ректор\w*|начальник\w*\s+(?:лагер|учрежд)\w*|художественн\w+\s+"
            r"руководител\w*|руководител\w+\s+учреждени\w+)|приказ\w*\s+(?:директора|по\s+(?:учреждени|школ)\w+)",
        ),
    )
)
_NAME = re.compile(
    r"[А-ЯЁ]\.\s?-?\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?-?\s?[А-ЯЁ]\."
)
_SIGNATURE = re.compile(
    r"(?:\b(?!(?i:республик|област|кра[яй]|район))[А-ЯЁ][А-ЯЁа-яё]{2,}(?:-[А-ЯЁ][А-ЯЁа-яё]+)?\s+)?\b[А-ЯЁ]\.\s?-?\s?[А-ЯЁ]\."
    r"|\b(?:[А-ЯЁ][а-яё]+\s+){2}[А-ЯЁ][а-яё]+(?:ич|вна|ична)\b"
)
_BETWEEN = 60  # characters between a stamp's word and a post that are quoted with them
_BELOW = 700  # characters under a stamp's word
_BODY = 240  # characters from a post that may tell whose it is
_NOT = re.compile(r"\b[Нн][Ее]\s*$")
_REFUSED = re.compile(
    r"\bНЕ\s?СОГЛАСОВАН[ОАЫ]?\b|(?:^|[\n\t|])[^\S\n]*[«\"]?(?i:не\s?согласован[оаы]?\b"
    r"|отказ(?:ано|ать)\s+в\s+согласовании|в\s+согласовании\s+(?:плана\s+)?отказ(?:ано|ать))"
)
_TOLD = re.compile(
    r"(?<!\bне )\b(?:согласован|утвержд[её]н)\w*\s+"
    r"(?:с\s+|приказом\s+|распоряжением\s+|письмом\s+){0,2}(?:министр|министерств|мин[кстзоп]\w+)\w*"
    r"|\bприложени\w+\s+(?:№?\s?\d+\s+)?к\s+(?:приказ|письм|распоряжени)\w+\s+(?:[\w.-]+\s+){0,3}?(?:министр|министерств|мин[кстзоп]\w+)",
    re.IGNORECASE,
)
_BODY_OF_PLAN = re.compile(r"(?m)^\W*(?:П\s?Л\s?А\s?Н\b|План\b|ОТЧ[ЕЁ]Т\b)")


def find_stamps(text: str) -> tuple[Stamp, ...]:
    """Stamps in the head of a text, in order. Two columns mixed up by text extraction are put back.

    «СОГЛАСОВАНО УТВЕРЖДАЮ / Министр … Директор …»: the words come first and the posts after, in the same order.
    """
    head = _head(text)
    words = [match for match in _WORD.finditer(head) if _is_stamp(head, match)]
    stamps: list[Stamp] = []
    index = 0
    while index < len(words):
        group = [words[index]]
        while index + len(group) < len(words) and _adjacent(head, group[-1], words[index + len(group)]):
            group.append(words[index + len(group)])
        end = words[index + len(group)].start() if index + len(group) < len(words) else len(head)
        zone = head[group[-1].end() : min(end, group[-1].end() + _BELOW)]
        stamps += _stamps_of(group, zone)
        index += len(group)
    return tuple(stamps)


def refusal(text: str) -> str:
    """Where a stamp would stand, the words that the body in charge did not agree: «НЕ СОГЛАСОВАНО»; else empty."""
    head = _head(text)
    match = _REFUSED.search(head)
    return " ".join(head[match.start() : match.end() + _BETWEEN].strip("\n\t| ").split()) if match else ""


def closing_stamp(text: str) -> Stamp | None:
    """«Согласовано» of somebody on a line of its own below the head, where the norm does not look for it."""
    for match in _WORD.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(' «"')
        if match.lastgroup == "agreed" and not line:
            (stamp,) = _stamps_of([match], text[match.end() : match.end() + _BELOW])
            if stamp.signer not in {Signer.UNKNOWN, Signer.INTERNAL, Signer.DIRECTOR}:
                return stamp
    return None


def told_of_authority(text: str) -> str:
    """What a text says of a ministry's agreement or order in a sentence, where it bears no stamp; else empty."""
    match = _TOLD.search(text)
    return " ".join(text[match.start() : match.end() + 80].split()) if match else ""


def approval(stamps: tuple[Stamp, ...]) -> Approval:
    """The best that the stamps amount to."""
    agreed = {stamp.signer for stamp in stamps if stamp.kind is StampKind.AGREED}
    if agreed & {Signer.MINISTER, Signer.REGIONAL_BODY}:
        return Approval.MINISTER
    if Signer.HEAD_OF_ADMINISTRATION in agreed:
        return Approval.HEAD
    if agreed & {Signer.DEPUTY_MINISTER, Signer.MUNICIPAL_DEPARTMENT, Signer.REGIONAL_DEPARTMENT}:
        return Approval.LOWER
    if agreed & {Signer.UNKNOWN, Signer.DIRECTOR, Signer.REGIONAL_HEAD}:
        return Approval.UNCLEAR
    if agreed:
        return Approval.INTERNAL_ONLY
    return Approval.APPROVED_ONLY if stamps else Approval.NONE


def agreed_by_right_one(stamps: tuple[Stamp, ...], ownership: Ownership | None) -> tuple[bool | None, str]:
    """Whether the plan was agreed by whom the protocol wants, and a remark in Russian. None: cannot be told.

    The remark of a refusal goes on a sentence that begins with the plan's name.

    State organizations: the minister. Municipal: item 3.4 wants the head of a body of local self-government, the annex
    the minister; either is accepted. Unknown ownership: either. Who signs for the body in charge below its first person
    is told in a remark: the body agreed, and its inner order is not the plan's reader's to judge. A municipal
    department under a state organization's plan is left to a person.
    """
    verdict = approval(stamps)
    if verdict is Approval.MINISTER:
        return True, ""
    if verdict is Approval.HEAD:
        if ownership is Ownership.STATE:
            return False, "согласован главой администрации, а не министром, хотя организация государственная"
        return True, "согласовано главой администрации (п. 3.4 протокола); приложение к протоколу называет министра"
    if verdict is Approval.LOWER:
        said = "гриф «Согласовано» подписан не первым лицом: заместителем или руководителем управления"
        only_municipal = not any(
            stamp.signer in {Signer.DEPUTY_MINISTER, Signer.REGIONAL_DEPARTMENT}
            for stamp in stamps
            if stamp.kind is StampKind.AGREED
        )
        if only_municipal and ownership is Ownership.STATE:
            return None, f"{said} администрации, а организация государственная"
        return True, f"{said}; протокол называет министра, для муниципальных организаций — главу"
    if verdict is Approval.UNCLEAR and {stamp.signer for stamp in stamps} == {Signer.DIRECTOR} and len(stamps) == 1:
        return False, "согласован руководителем организации, а не уполномоченным органом"
    if verdict is Approval.UNCLEAR:
        return None, "гриф «Согласовано» есть, но должность подписавшего не распознана"
    high = {Signer.MINISTER} if ownership is Ownership.STATE else {Signer.MINISTER, Signer.HEAD_OF_ADMINISTRATION}
    if any(stamp.kind is StampKind.APPROVED and stamp.signer in high for stamp in stamps):
        return None, "план утверждён вышестоящим органом, но его грифа «Согласовано» нет"
    if verdict is Approval.INTERNAL_ONLY:
        return False, "согласован только внутри организации (педсовет, профком, общественный совет)"
    if verdict is Approval.APPROVED_ONLY:
        return False, "утверждён, но грифа «Согласовано» нет"
    return False, "грифа «Согласовано» нет"


def _head(text: str) -> str:
    """The head of a text: above the plan, where a stamp's word stands there."""
    head = text[:HEAD_CHARACTERS]
    body = _BODY_OF_PLAN.search(head)
    return head[: body.start()] if body is not None and _WORD.search(head[: body.start()]) else head


def _is_stamp(head: str, match: re.Match[str]) -> bool:
    """A stamp's word is in capitals, begins a line, or stands beside another stamp; not inside a sentence."""
    word = match.group()
    if _NOT.search(head, max(0, match.start() - 4), match.start()):
        return False  # «НЕ СОГЛАСОВАНО»
    if word.replace(" ", "").isupper() or word[0].isupper():
        return True
    before = head[: match.start()].rstrip(' «"')
    return not before or before[-1] in "\n\t|"


def _adjacent(head: str, first: re.Match[str], second: re.Match[str]) -> bool:
    between = head[first.end() : second.start()]
    return (
        first.lastgroup != second.lastgroup
        and len(between) < 40
        and not re.search(r"[а-яё]{3,}", between, re.IGNORECASE)
    )


def _stamps_of(group: list[re.Match[str]], zone: str) -> list[Stamp]:
    posts = _posts(zone)
    ends = [*(at for _, _, at in posts[1:]), len(zone)]
    names = [match.group() for match in _NAME.finditer(zone)]
    stamps: list[Stamp] = []
    for place, word in enumerate(group):
        kind = StampKind(word.lastgroup or "")
        signer, post, at = posts[place] if place < len(posts) else (Signer.UNKNOWN, "", 0)
        if len(group) == 1 and posts:
            signer, post, at = posts[0]
        body = _SIGNATURE.split(zone[at : ends[place]], maxsplit=1)[0][:_BODY] if post else ""
        stamps.append(
            Stamp(
                kind=kind, signer=signer, post=post, name=names[place] if place < len(names) else "",
                text=_as_it_stands(word.group(), zone, post, at), start=word.start(), body=body,
            )
        )  # fmt: skip
    if len(group) == 2 and len(posts) >= 2:
        # A director never agrees and a minister seldom approves: the columns were read the other way round.
        first, second = stamps
        agreed, approved = (first, second) if first.kind is StampKind.AGREED else (second, first)
        outside = {
            Signer.MINISTER, Signer.REGIONAL_BODY, Signer.DEPUTY_MINISTER, Signer.HEAD_OF_ADMINISTRATION,
            Signer.MUNICIPAL_DEPARTMENT,
        }  # fmt: skip
        if agreed.signer is Signer.DIRECTOR and approved.signer in outside:
            stamps = [_signed(agreed, approved), _signed(approved, agreed)]
    return stamps


def _signed(stamp: Stamp, by: Stamp) -> Stamp:
    return msgspec.structs.replace(stamp, signer=by.signer, post=by.post, name=by.name, body=by.body)


def _as_it_stands(word: str, zone: str, post: str, at: int) -> str:
    """A stamp's word and post as a quotation: what stands between them is quoted, or left out with a mark."""
    between = zone[:at].strip(' \n\t«»":')
    near = zone[:at] if len(between) <= _BETWEEN else " … "
    return " ".join(f"{word} {near} {post}".split() if post else f"{word} {zone[:80]}".split())[:160]


def _posts(zone: str) -> list[tuple[Signer, str, int]]:
    """Posts named in a zone with the place where each begins, in order.

    Of overlapping readings the earlier pattern of the list wins.
    """
    taken: list[tuple[int, int, Signer, str]] = []
    for signer, pattern in _SIGNERS:
        for match in pattern.finditer(zone):
            if all(match.end() <= start or end <= match.start() for start, end, _, _ in taken):
                taken.append(
                    (match.start(), match.end(), signer, " ".join(zone[match.start() : match.end() + 60].split()))
                )
    posts: list[tuple[Signer, str, int]] = []
    for start, _, signer, post in sorted(taken):
        previous = posts[-1][0] if posts else None
        same_body = signer in {Signer.MINISTER, Signer.REGIONAL_DEPARTMENT, Signer.MUNICIPAL_DEPARTMENT} and (
            previous
            in {Signer.MINISTER, Signer.DEPUTY_MINISTER, Signer.MUNICIPAL_DEPARTMENT, Signer.REGIONAL_DEPARTMENT}
        )
        if previous is signer or (same_body and not re.match(r"министр\b", zone[start:], re.IGNORECASE)):
            continue  # «министр … министерства …»: one person
        posts.append((signer, post, start))
    return posts
