"""Telling people about a night, by mail, messenger or anything else apprise knows, named by a URL.

The URLs are secrets: they come from the environment or from a file that only its owner may read, and are never
printed, logged or stored; where one has to be named, a short hash stands for it.
"""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from audits.errors import InputError
from audits.refusals import because

ENVIRONMENT = "NOK_NOTIFY_URLS"
_BETWEEN = re.compile(r"[\s,]+(?=[a-z][a-z0-9+.-]*://)", re.I)


class Sending(msgspec.Struct, frozen=True):
    """Whether a message was accepted, and why not, in Russian and without a word of the address."""

    accepted: bool
    why: str = ""


Send = Callable[[str, str, str], Sending]
"""(URL, title, body) → what became of the message."""


def notify_urls(environment: Mapping[str, str], file: Path | None) -> tuple[str, ...]:
    """All addresses, from `NOK_NOTIFY_URLS` and from a file (one a line, # begins a comment).

    Raises InputError when the file cannot be read, others may read it, or a line is no address.
    """
    urls = [url for url in _BETWEEN.split(environment.get(ENVIRONMENT, "").strip()) if url]
    if file is not None:
        urls += _from_file(file)
    for url in urls:
        if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.I):
            raise InputError(
                "Адреса уведомлений не приняты: среди них есть не адрес (вид: схема://…).",
                f"Проверьте {ENVIRONMENT} и файл адресов.",
            )
    return tuple(dict.fromkeys(urls))


def _from_file(file: Path) -> list[str]:
    try:
        with file.open(encoding="utf-8") as opened:
            found = os.fstat(opened.fileno())
            if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid not in (os.getuid(), 0):
                raise InputError(
                    f"Адреса уведомлений не приняты: файл {file} могут прочесть другие, а в нём пароли.",
                    f"Выполните: chmod 600 {file} (владелец — тот, кто запускает nok).",
                )
            lines = [line.strip() for line in opened]
    except (OSError, UnicodeDecodeError) as error:
        why = because(error) if isinstance(error, OSError) else "не UTF-8"
        raise InputError(f"Адреса уведомлений не прочитаны: {file}: {why}.", "Проверьте [notify] urls-file.") from error
    return [line for line in lines if line and not line.startswith("#")]


def address_of(url: str) -> str:
    """What names an address in logs and in the database."""
    return f"{url.partition('://')[0].lower()}-{sha256(url.encode()).hexdigest()[:10]}"


def send(url: str, title: str, body: str) -> Sending:
    """Send one message to one address. Never raises: what went wrong is for the next try, not for the night."""
    import apprise

    try:
        messenger = apprise.Apprise()
        with apprise.LogCapture(level=logging.WARNING) as said:  # type: ignore[no-untyped-call]
            if not messenger.add(url):
                return Sending(False, "адрес не разобран: нет такой службы или в нём чего-то не хватает")
            if messenger.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT):
                return Sending(True)
            return Sending(False, _why(said.getvalue()))
    except Exception as error:  # a plug-in may raise anything; the night must only learn of it
        return Sending(False, f"сбой при отправке ({type(error).__name__})")


def _why(said: str) -> str:
    """What became of a message by what apprise says of it: words of our own, since its may name the address."""
    if found := re.search(r"\berror=(\d{3})\b", said):
        return f"служба ответила кодом {found[1]}"
    return "со службой нет связи" if "onnection error" in said else "служба не приняла сообщение"
