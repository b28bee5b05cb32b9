"""Invented open data of bus.gov.ru: institutions as XML, in the shapes its versions have."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = 'xmlns="http://bus.gov.ru/external/1" xmlns:ns2="http://bus.gov.ru/types/1"'


def position(
    reg_num: str,
    name: str,
    *,
    inn: str = "",
    changed: str = "2026-01-01T00:00:00",
    www: str = "",
    email: str = "",
    phone: str = "",
    okved: str = "85.14",
    activity: str = "Образование среднее общее",
    okfs: str = "14",
    ogrn: str = "",
    oktmo: str = "83610101",
    nested: bool = False,
) -> str:
    """One record; `nested`: the address inside two complexAddress elements."""
    address = "<ns2:address><ns2:region>Баксанский район</ns2:region><ns2:locality>Зелёное</ns2:locality></ns2:address>"
    for _ in range(1 + nested):
        address = f"<ns2:complexAddress>{address}</ns2:complexAddress>"
    return f"""<position><ns2:positionId>{reg_num}-{changed}</ns2:positionId><ns2:changeDate>{changed}</ns2:changeDate>
<ns2:placer><ns2:regNum>999</ns2:regNum><ns2:fullName>Управление</ns2:fullName><ns2:inn>0700000000</ns2:inn></ns2:placer>
<ns2:initiator><ns2:regNum>{reg_num}</ns2:regNum><ns2:fullName>{escape(name)}</ns2:fullName><ns2:inn>{inn}</ns2:inn>
<ns2:kpp>070101001</ns2:kpp></ns2:initiator><ns2:versionNumber>1</ns2:versionNumber>
<ns2:main><ns2:shortName>{escape(name)}</ns2:shortName><ns2:ogrn>{ogrn}</ns2:ogrn><ns2:orgType>03</ns2:orgType>
<ns2:classifier><ns2:okfs><ns2:code>{okfs}</ns2:code></ns2:okfs><ns2:oktmo><ns2:code>{oktmo}</ns2:code></ns2:oktmo>
<ns2:okved><ns2:code>{okved}</ns2:code><ns2:name>{activity}</ns2:name><ns2:type>C</ns2:type></ns2:okved></ns2:classifier>
{address}</ns2:main><ns2:additional><ns2:ppo><ns2:name>Баксанский муниципальный район</ns2:name>
<ns2:oktmo><ns2:code>83610000</ns2:code></ns2:oktmo></ns2:ppo><ns2:phone>{phone}</ns2:phone><ns2:www>{www}</ns2:www>
<ns2:eMail>{email}</ns2:eMail></ns2:additional><ns2:other><ns2:chief><ns2:lastName>Иванов</ns2:lastName>
<ns2:position>директор</ns2:position></ns2:chief></ns2:other></position>"""


def document(*positions: str) -> bytes:
    """One XML file."""
    body = "".join(positions)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}<institutionInfo {NAMESPACES}><header/><body>{body}</body></institutionInfo>".encode()


def archive(path: Path, *documents: bytes) -> Path:
    """A zip of XML files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number, body in enumerate(documents):
            made.writestr(f"data-{number}.xml", body)
    return path
