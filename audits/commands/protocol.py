"""`nok protocol`: what a meeting decided, read from its file, shown, and remembered once confirmed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audits.commands.options import ONE, NokCommand, options, terminal_of, text_or_json
from audits.deadlines.stored import mapping_of, unknown_rules
from audits.errors import InputError
from audits.formats.obligations import protocol_lines
from audits.formats.write import to_json
from audits.model import ExitCode
from audits.protocols.kept.mapping import ProofMapping, load_mapping, read_mapping
from audits.protocols.model import Protocol, Tick
from audits.store import Store, StoredProtocol

if TYPE_CHECKING:
    from audits.protocols.kept.editions import Edition


@click.group(
    options_metavar="",
    subcommand_metavar="ДЕЙСТВИЕ …",
    short_help="Протоколы совещаний: занести поручения и сроки, посмотреть занесённое.",
)
def protocol() -> None:
    """Протоколы совещаний: занести поручения и сроки, посмотреть занесённое."""


@protocol.command("import", cls=NokCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="ФАЙЛ")
@click.option("-y", "--yes", is_flag=True, help="Записать, не спрашивая.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="ФАЙЛ",
    help="Какие правила подтверждают пункты (иначе data/protocols/КОД.yml).",
)
@click.option(
    "--code",
    default=None,
    metavar="КОД",
    help="Под каким кодом записать (иначе по дате и номеру); код записанного протокола — заменить его.",
)
@ONE["methodology"]
@options("db")
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    yes: bool,
    mapping_file: Path | None,
    code: str | None,
    methodology: str,
    db: Path,
) -> ExitCode:
    """Прочитать протокол (txt, md, docx, pdf), показать понятое и записать."""
    from audits.protocols.kept.editions import Edition, merged
    from audits.protocols.kept.identity import renamed, with_code
    from audits.protocols.read import read_protocol

    terminal = terminal_of(ctx)
    read = read_protocol(file)
    given = read_mapping(mapping_file) if mapping_file else None
    with Store.open(db) as store:
        known = store.obligations.protocols()
        found = renamed(read, _code(code)) if code is not None else with_code(read, [one.protocol for one in known])
        earlier = next((one for one in known if one.protocol.id == found.id), None)
        # A code that is given replaces what is stored as a whole; else an edition changes only what it holds.
        edition = merged(earlier.protocol, found) if earlier and code is None else Edition(found)
        found = edition.protocol
        mapping = given or (earlier.mapping if earlier else None) or load_mapping(found.id)
        if not (terminal.quiet and yes):
            terminal.lines(protocol_lines(found, mapping))
        elif found.notes:
            terminal.warn(f"Не понято или не сходится: {len(found.notes)}. Что именно: nok protocol show {found.id}")
        _doubts(ctx, mapping, [item.number for item in found.items], methodology)
        if given is not None:
            _refuse_strange(given, found.id, methodology)
        if mapping is None:
            terminal.warn(
                f"Привязки пунктов к правилам для протокола {found.id} нет: все пункты отмечает человек. "
                "Образец — data/protocols/2017-06-02-3.yml; свой файл: --mapping ФАЙЛ"
            )
        if code is None and found.id != read.id:
            usual = next((one.protocol for one in known if one.protocol.id == read.id), read)
            terminal.warn(_not_the_one(usual, found, replaces=earlier is not None))
        if earlier:
            for words in _changes(earlier.protocol, edition, store.obligations.ticks()):
                terminal.warn(words)
        if not yes:
            _confirm(found.id, earlier)
        store.obligations.put(found, mapping=given)
        done = _recorded(found, earlier, given)
    terminal.say(f"Протокол {found.id} {done}. Дальше: nok deadlines. База: {db}")
    return ExitCode.CLEAN


def _recorded(found: Protocol, earlier: StoredProtocol | None, given: ProofMapping | None) -> str:
    """What became of a file: a protocol that is stored already and says nothing new is not called changed."""
    from audits.protocols.kept.editions import unchanged

    if earlier is None:
        return "записан"
    if given is not None and given != earlier.mapping:
        return "обновлён: привязка пунктов к правилам взята из --mapping"
    return "уже записан, изменений нет" if unchanged(earlier.protocol, found) else "обновлён"


def _code(given: str) -> str:
    """A code a person chose. Raises InputError for one that could not name a file or be typed."""
    if not re.fullmatch(r"[\w~./-]{1,80}", given) or given.startswith(("-", ".")):
        raise InputError(
            f"Протокол не записан: код «{given}» не годится.",
            "Код — до 80 букв, цифр и знаков - . / ~ без пробелов, например 2026-01-20-комиссия.",
        )
    return given


def _not_the_one(usual: Protocol, found: Protocol, *, replaces: bool) -> str:
    if replaces:
        return f"Этот протокол уже записан под кодом {found.id}; код {usual.id} — у другого протокола."
    return (
        f"Под кодом {usual.id} записан другой протокол ({_named(usual)}). Он не заменён, этот ({_named(found)}) "
        f"получает код {found.id}. Если это новая редакция того же протокола, замените его: --code {usual.id}"
    )


def _named(protocol: Protocol) -> str:
    """A protocol in a message: what it was about, else what it asks for first."""
    about = protocol.title or protocol.issuer or next((item.text for item in protocol.items), "")
    file = f", файл {protocol.source}" if protocol.source else ""
    return f"«{about[:120]}», пунктов {len(protocol.items)}{file}"


def _changes(before: Protocol, edition: Edition, ticks: Iterable[Tick]) -> Iterator[str]:
    """What a new edition changes in a stored protocol: nothing of it is replaced in silence."""
    from audits.protocols.kept.editions import differences, unchanged, unticked

    code = before.id
    found = differences(before, edition.protocol)
    if not found and not unchanged(before, edition.protocol):
        found = ["пояснения к прочитанному"]
    if found:
        yield f"Изменено в протоколе {code}: {'; '.join(found)}."
    if edition.kept:
        yield (
            f"В файле нет пунктов {', '.join(edition.kept)}: они оставлены из прежней редакции. "
            f"Чтобы записать только то, что есть в файле: --code {code}"
        )
    held = [(tick.item, tick.due) for tick in ticks if tick.protocol == code]
    for number, due, now in unticked(before, edition.protocol, held):
        terms = f"теперь срок {', '.join(f'{day:%d.%m.%Y}' for day in now)}" if now else "такого срока больше нет"
        yield (
            f"Отметка п. {number} за {due:%d.%m.%Y} больше ни к какому сроку не относится: {terms}. "
            f"Если исполнено, отметьте заново: nok deadlines done {number} --protocol {code}"
        )


def _doubts(ctx: click.Context, mapping: ProofMapping | None, items: list[str], methodology: str) -> None:
    terminal = terminal_of(ctx)
    if mapping is None:
        return
    if strange := unknown_rules(mapping, methodology):
        terminal.warn(f"В привязке названы правила, которых нет в методике {methodology}: {', '.join(strange)}.")
    if missing := sorted(set(mapping.items) - set(items)):
        terminal.warn(f"В привязке названы пункты, которых нет в протоколе: {', '.join(missing)}.")


def _refuse_strange(given: ProofMapping, code: str, methodology: str) -> None:
    """Refuse a mapping that would prove nothing: of another protocol, or by rules there are not."""
    if given.protocol != code:
        raise InputError(
            f"Протокол {code} не записан: привязка в --mapping составлена для протокола {given.protocol}.",
            f'Укажите файл этого протокола или исправьте в нём строку: protocol: "{code}"',
        )
    if strange := unknown_rules(given, methodology):
        raise InputError(
            f"Протокол {code} не записан: в привязке названы неизвестные правила: {', '.join(strange)}.",
            "Исправьте их в файле --mapping. Какие есть: nok rules",
        )


def _confirm(code: str, earlier: StoredProtocol | None) -> None:
    question = f"Протокол {code} уже есть, заменить?" if earlier else f"Записать протокол {code}?"
    _agreed(question, f"Протокол {code} не записан", "Проверьте понятое и повторите с --yes.")


def _agreed(question: str, refused: str, hint: str) -> None:
    """Ask a person. Raises InputError where there is none to ask, or the answer is no."""
    if not sys.stdin.isatty():
        raise InputError(f"{refused}: подтвердить некому, ввод не с терминала.", hint)
    if input(f"{question} [д/н] ").strip().lower() not in ("д", "да", "y", "yes"):
        raise InputError(f"{refused}: не подтверждено.")


@protocol.command("show", cls=NokCommand)
@click.argument("code", metavar="[КОД]", required=False)
@text_or_json()
@options("db")
@click.pass_context
def show(ctx: click.Context, code: str | None, form: str, db: Path) -> ExitCode:
    """Что записано из протокола: пункты, сроки, кому, чем подтверждается."""
    import msgspec

    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        stored = _chosen(store.obligations.protocols(), code)
    if form == "json":
        shown = msgspec.to_builtins(stored.protocol)
        if stored.protocol.notes:
            shown["notes"] = list(stored.protocol.notes)  # as sentences
        terminal.data(to_json(shown))
    else:
        terminal.lines(protocol_lines(stored.protocol, mapping_of(stored)))
    return ExitCode.CLEAN


@protocol.command("list", cls=NokCommand)
@text_or_json()
@options("db")
@click.pass_context
def list_(ctx: click.Context, form: str, db: Path) -> ExitCode:
    """Все протоколы в базе."""
    from audits.text.lines import Line

    terminal = terminal_of(ctx)
    with Store.open(db, create=False) as store:
        found = store.obligations.protocols()
    if form == "json":
        terminal.data(to_json([_record(one) for one in found]))
    elif not found:
        raise InputError("Протоколов в базе нет.", "Внести: nok protocol import ФАЙЛ")
    else:
        for one in found:
            dated = sum(item.dated is not None for item in one.protocol.items)
            terminal.lines(
                [
                    Line(f"{one.protocol.id} — пунктов {len(one.protocol.items)}, со сроком {dated}", "bold"),
                    Line(f"{one.protocol.title[:200]} (файл {one.source}, внесён {one.imported_at:%d.%m.%Y})", "", 2),
                ]
            )
    return ExitCode.CLEAN


@protocol.command("remove", cls=NokCommand)
@click.argument("code", metavar="КОД")
@click.option("-y", "--yes", is_flag=True, help="Удалить, не спрашивая.")
@options("db")
@click.pass_context
def remove(ctx: click.Context, code: str, yes: bool, db: Path) -> ExitCode:
    """Удалить протокол, занесённый по ошибке, вместе с отметками в нём."""
    with Store.open(db, create=False) as store:
        stored = _chosen(store.obligations.protocols(), code)
        ticks = sum(tick.protocol == code for tick in store.obligations.ticks())
        with_it = f"; отметок в нём — {ticks}" if ticks else ""
        if not yes:
            _agreed(
                f"Удалить протокол {code} ({_named(stored.protocol)}{with_it})?",
                f"Протокол {code} не удалён",
                "Повторите с --yes.",
            )
        store.obligations.remove(code)
    terminal_of(ctx).say(f"Протокол {code} удалён ({_named(stored.protocol)}{with_it}). База: {db}")
    return ExitCode.CLEAN


def _record(one: StoredProtocol) -> dict[str, object]:
    return {
        "protocol": one.protocol.id,
        "number": one.protocol.number,
        "on": one.protocol.on.isoformat() if one.protocol.on else None,
        "title": one.protocol.title,
        "items": len(one.protocol.items),
        "source": one.source,
        "imported_at": one.imported_at.isoformat(),
        "notes": list(one.protocol.notes),
    }


def _chosen(protocols: list[StoredProtocol], code: str | None) -> StoredProtocol:
    if code is None and len(protocols) == 1:
        return protocols[0]
    found = next((one for one in protocols if one.protocol.id == code), None)
    if found is not None:
        return found
    known = ", ".join(one.protocol.id for one in protocols)
    if code is None:
        raise InputError("Не указан код протокола.", f"Есть: {known}." if known else "Внести: nok protocol import ФАЙЛ")
    raise InputError(f"Протокола «{code}» в базе нет.", f"Есть: {known or 'ни одного'}.")
