"""Invitations to send proposals, which are no proposals: «Ваши предложения», «Ждём идей, как сделать школы удобнее».

A council's proposals say to organizations what to improve; an invitation asks those who read it to write, and where.
"""

from __future__ import annotations

import re

_WHAT = r"(?:предложени|иде[йяию]|пожелани)\w*"
_TO_SEND = (
    r"(?:вносить|внести|направ(?:ля|и)ть|присылать|прислать|остав(?:ля|и)ть|высказ(?:ыва)?ть|пода(?:ва)?ть"
    r"|отправ(?:ля|и)ть|сообщ[аи]ть)"
)
_SEND = (
    r"(?:вносите|внесите|направляйте|направьте|присылайте|пришлите|оставляйте|оставьте|высказывайте|выскажите"
    r"|пода(?:ва)?йте|отправляйте|отправьте|сообщ[аи]й?те)"
)
_INVITES = re.compile(
    rf"\bваш(?:и|их|ими|е|его)? (?:\w+ )?{_WHAT}"
    rf"|\bжд(?:ем|ут) (?:\w+,? ){{0,4}}?{_WHAT}"
    rf"|\b(?:(?:приглаша|прос|призыва|предлага)(?:ем|им)|приглашает|призывает|просит вас) [^.!?]{{0,60}}?"
    rf"\b{_TO_SEND} (?:\w+ ){{0,3}}?{_WHAT}"
    rf"|\b(?:можно|(?:с?може|хоти)те|желающие|(?:граждан|жител|посетител|родител|пациент|читател)\w*)"
    rf" (?:\w+ ){{0,4}}?{_TO_SEND} "
    rf"(?:\w+ ){{0,3}}?{_WHAT}"
    r"|\b(?:вы|граждан|жител|посетител|родител|пациент|читател)\w* (?:\w+ ){0,3}?(?:мо[гж]\w+|вправе)"
    r" (?:\w+ ){0,3}?предл[оа]"
    r"|\bесть (?:ли )?(?:\w+ ){0,2}?(?:предложени|иде)\w*\W*\?"
    rf"|\b{_SEND}\b[^.!?]{{0,60}}?\b{_WHAT}"
    rf"|\b{_WHAT}[^.!?]{{0,90}}?"
    rf"\b(?:{_SEND}|(?:на)?пишите|(?:можно|можете) (?:\w+ ){{0,2}}?{_TO_SEND}|принимаются|ждем)\b"
    rf"|^{_TO_SEND} (?:\w+ )?предложени\w*(?!\w*\s*:)"
    rf"|\bобра(?:щаться|титься|щайтесь|титесь) (?:\w+ ){{0,2}}?со? (?:\w+ ){{0,3}}?{_WHAT}"
    r"|\bприем\w* предложени|\bпредл(?:ожи|агай)те\b|\bподелитесь\b"
    r"|\bвопрос\w*,? (?:и|или) предложени|\bпредложени\w*,? (?:и|или) вопрос"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")


def invites(said: str) -> bool:
    """Whether normalised words ask the reader for proposals."""
    return _INVITES.search(said) is not None


def without_invitations(said: str) -> str:
    """Normalised words without the sentences that ask the reader for proposals."""
    return " ".join(one for one in _SENTENCE.split(said) if not invites(one)) if invites(said) else said
