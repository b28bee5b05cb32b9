"""bus.gov.ru open data («Общая информация об учреждении») → institutions, in memory that does not grow with the file.

XML, or a zip of XML files. Elements are found by local name, whatever their namespace: the schema's versions differ
in namespaces, in how deep an address is nested, and in nothing else that matters here. Records are versioned: of those
with one registration number the one with the latest change counts. Read records wait in a temporary file; what stays in
memory is a number and a position for each institution.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO

import msgspec
from lxml import etree

from audits.errors import ToldError
from audits.refusals import because
from audits.registry.spool import Spool

# What reading a torn, encrypted or oddly packed member raises; `zipfile` has no common base for them.
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
MEMBER_BYTES = 8 * 1024**3  # of one unpacked XML file: more is no data of institutions
RATIO = 300  # unpacked to packed: XML of institutions packs twenty to forty times, a bomb a thousand
IDLE_BYTES = 64 * 1024**2  # read without meeting a record: this is some other XML, and its tree would fill the memory
Element = etree._Element
Parts = Mapping[str, Element]


class Okved(msgspec.Struct, frozen=True, array_like=True):
    """An activity code. `main`: the institution's principal activity."""

    code: str
    name: str = ""
    main: bool = False


class Institution(msgspec.Struct, frozen=True, array_like=True):
    """One institution as the newest record describes it; texts as written, empty when not given."""

    reg_num: str
    inn: str = ""
    ogrn: str = ""
    full_name: str = ""
    short_name: str = ""
    okfs: str = ""  # form of ownership: 12 federal, 13 regional, 14 municipal
    okveds: tuple[Okved, ...] = ()
    public_body: str = ""  # public-law entity the institution belongs to («ппо»)
    public_body_oktmo: str = ""
    oktmo: str = ""
    district: str = ""
    locality: str = ""
    phone: str = ""
    site: str = ""
    email: str = ""
    founders: tuple[str, ...] = ()


class OpenDataError(ToldError):
    """The file as a whole is no open data of bus.gov.ru. The message is Russian: why, and what to do."""


class OpenData:
    """What was read. Iterating yields the newest record of each institution, in the order they first came."""

    def __init__(self, spool: Spool[Institution]) -> None:
        self._spool = spool
        self._numbers: dict[str, int] = {}  # registration number, or ИНН → number in the spool
        self._versions = array("d")
        self.records = 0  # positions met, all versions
        self.anonymous = 0  # positions with neither registration number nor ИНН: not usable
        self.remarks: list[str] = []  # Russian: what could not be read

    def __len__(self) -> int:
        return len(self._spool)

    def __iter__(self) -> Iterator[Institution]:
        return iter(self._spool)

    def take(self, institution: Institution, version: float, keep: Callable[[Institution], bool]) -> None:
        """Keep a record unless a newer one of the institution is known, or it is not wanted."""
        key = institution.reg_num or institution.inn
        if not key:
            self.anonymous += 1
            return
        number = self._numbers.get(key)
        if number is None:
            if keep(institution):
                self._numbers[key] = self._spool.append(institution)
                self._versions.append(version)
        elif self._versions[number] < version and keep(institution):
            self._spool[number], self._versions[number] = institution, version


def is_open_data(path: Path) -> bool:
    """Whether a file is XML or a zip with XML files that is no workbook; by content, not by name."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
        if head.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<")):  # UTF-16
            return True
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<")):
            return b"<html" not in head.lower() and b"<!doctype html" not in head.lower()
        if not head.startswith(b"PK"):
            return False
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
    office = "[Content_Types].xml" in names or "META-INF/manifest.xml" in names
    return not office and any(name.lower().endswith((".xml", ".zip")) for name in names)


@contextmanager
def reading_open_data(path: Path, keep: Callable[[Institution], bool] = lambda _: True) -> Iterator[OpenData]:
    """Read the whole file once; the result lives while the block runs. Raises `OpenDataError`."""
    with Spool(Institution) as spool:
        data = OpenData(spool)
        try:
            with path.open("rb") as file:
                if zipfile.is_zipfile(file):
                    _read_archive(file, data, keep)
                else:
                    file.seek(0)
                    _read_xml(file, path.name, data, keep)
        except OSError as error:
            raise OpenDataError(f"файл не читается ({because(error)}); проверьте путь и права") from error
        except zipfile.BadZipFile as error:
            raise OpenDataError("архив повреждён; скачайте его заново") from error
        if not data.records:
            why = f" ({data.remarks[0]})" if data.remarks else ""
            raise OpenDataError(f"в файле нет записей об учреждениях (элементов position){why}; проверьте, тот ли файл")
        yield data


def _read_archive(archived: IO[bytes], data: OpenData, keep: Callable[[Institution], bool], inside: str = "") -> None:
    """Every XML file of an archive, and of archives in it: a region's data come as a zip of zips too."""
    with zipfile.ZipFile(archived) as archive:
        for member in archive.infolist():
            name = f"{inside}{member.filename}"
            if member.is_dir():
                continue
            if why := _why_not(member, nested=bool(inside)):
                data.remarks.append(f"{name}: {why}")
                continue
            try:
                with archive.open(member) as file:
                    read = _read_xml if _kind(member) == "xml" else _read_inner
                    read(file, name, data, keep)
            except _TORN as error:
                data.remarks.append(f"{name}: не распакован ({error})")


def _kind(member: zipfile.ZipInfo) -> str:
    return member.filename.lower().rpartition(".")[2]


def _why_not(member: zipfile.ZipInfo, *, nested: bool) -> str:
    """Why a member of an archive is not read; empty when it is. `nested`: the archive lies in another one."""
    if _kind(member) not in ("xml", "zip") or (nested and _kind(member) == "zip"):
        return "не XML, не прочитан"
    if member.file_size > MEMBER_BYTES:
        return "больше 8 ГБ, не прочитан"
    if member.file_size > max(IDLE_BYTES, RATIO * member.compress_size):
        return f"сжат больше чем в {RATIO} раз, не прочитан: похоже на бомбу"
    return ""


def _read_inner(file: IO[bytes], name: str, data: OpenData, keep: Callable[[Institution], bool]) -> None:
    with tempfile.TemporaryFile() as unpacked:  # an archive is read from its end
        shutil.copyfileobj(file, unpacked, 1 << 20)
        _read_archive(unpacked, data, keep, inside=f"{name}/")


def _read_xml(file: IO[bytes], name: str, data: OpenData, keep: Callable[[Institution], bool]) -> None:
    watched = _Watched(file)
    events = etree.iterparse(
        watched, events=("end",), tag="{*}position", resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, position in events:
            if len(position) == 0:
                continue  # «должность» of the head is called position too
            data.records += 1
            watched.idle = 0
            parts = _parts(position)
            data.take(_institution(parts), _version(parts), keep)
            _forget(position)
    except etree.XMLSyntaxError as error:
        data.remarks.append(f"{name}: XML прочитан не до конца ({error.msg})")
    except _IdleError:
        data.remarks.append(f"{name}: дальше идут не сведения об учреждениях, чтение остановлено")


class _IdleError(Exception):
    """Too much was read without meeting a record."""


class _Watched:
    """A file that is read only as long as records turn up in it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.idle = 0  # bytes since the last record

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises `_IdleError`."""
        self.idle += size
        if self.idle > IDLE_BYTES:
            raise _IdleError
        return self._file.read(size)


def _forget(position: Element) -> None:
    """Free a record that was read, and what lxml keeps of those before it."""
    position.clear()
    for element in (position, *position.iterancestors()):
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _version(position: Parts) -> float:
    """When the record changed, in seconds, later versions of one moment a little later."""
    try:
        changed = datetime.fromisoformat(_text(position, "changeDate"))
        seconds = (changed if changed.tzinfo else changed.replace(tzinfo=UTC)).timestamp()
    except ValueError:
        seconds = 0.0
    number = _text(position, "versionNumber")
    return seconds + (min(int(number), 9999) / 1e5 if number.isdecimal() else 0.0)


def _institution(position: Parts) -> Institution:
    who = _parts(position.get("initiator"))
    if not (_text(who, "inn") or _text(who, "regNum")):
        who = _parts(position.get("placer"))
    main, more = _parts(position.get("main")), _parts(position.get("additional"))
    classifier = _parts(main.get("classifier"))
    address = _address(main)
    body = _parts(more.get("ppo"))
    okveds = _children(main.get("classifier"), "okved")
    okveds += [okved for activity in _children(position.get("additional"), "activity")
               for okved in _children(activity, "okved")]  # fmt: skip
    return Institution(
        reg_num=_text(who, "regNum"),
        inn=_text(who, "inn"),
        ogrn=_text(main, "ogrn"),
        full_name=_text(who, "fullName"),
        short_name=_text(main, "shortName"),
        okfs=_said(classifier, "okfs", "code"),
        okveds=tuple(dict.fromkeys(map(_okved, okveds))),
        public_body=_text(body, "name"),
        public_body_oktmo=_said(body, "oktmo", "code"),
        oktmo=_said(classifier, "oktmo", "code"),
        district=_said(address, "region", "name"),
        locality=_said(address, "locality", "name"),
        phone=_text(more, "phone"),
        site=_text(more, "www"),
        email=_text(more, "eMail"),
        founders=tuple(
            filter(None, (_text(_parts(one), "fullName") for one in _children(position.get("other"), "founder")))
        ),
    )


def _address(main: Parts) -> Parts:
    """complexAddress/address, also when complexAddress is nested in itself."""
    place = _parts(main.get("complexAddress"))
    while "complexAddress" in place:
        place = _parts(place["complexAddress"])
    return _parts(place.get("address"))


def _okved(element: Element) -> Okved:
    parts = _parts(element)
    code = _text(parts, "code") or _clean(element.text)
    return _shared(code, _text(parts, "name"), _text(parts, "type").upper() in ("C", "С"))


@lru_cache(maxsize=8192)
def _shared(code: str, name: str, main: bool) -> Okved:
    """Activities repeat from institution to institution: one object each."""
    return Okved(code, name, main)


def _parts(element: Element | None) -> Parts:
    """First child of each local name. One walk over the children is several times cheaper than a search for each."""
    if element is None:
        return {}
    found: dict[str, Element] = {}
    for child in element:
        found.setdefault(_local(child.tag), child)
    return found


def _children(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else [child for child in parent if _local(child.tag) == name]


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    """Name without its namespace; comments and processing instructions have none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(parts: Parts, name: str) -> str:
    child = parts.get(name)
    return "" if child is None else _clean(child.text)


def _said(parts: Parts, name: str, inner: str) -> str:
    """A classifier's value: its `code` or `name` child, or its own text."""
    child = parts.get(name)
    if child is None:
        return ""
    return (_text(_parts(child), inner) if len(child) else "") or _clean(child.text)


def _clean(text: str | None) -> str:
    return " ".join(text.split()) if text else ""
