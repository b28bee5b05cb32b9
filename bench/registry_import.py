"""How long an import takes and how much memory: a generated zip of bus.gov.ru open data, imported twice.

python bench/registry_import.py [--institutions 200000] [--per-file 400]
The second import meets the registry the first one wrote, as a ministry's would.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
KINDS = (
    ("МБОУ «Средняя школа № {}»", "85.14", "Образование среднее общее"),
    ("МБДОУ «Детский сад № {}»", "85.11", "Образование дошкольное"),
    ("ГБУЗ «Районная больница № {}»", "86.10", "Деятельность больничных организаций"),
    ("МКУК «Библиотека № {}»", "91.01", "Деятельность библиотек и архивов"),
    ("ГКУ «Комплексный центр социального обслуживания № {}»", "88.10", "Социальные услуги без проживания"),
)
SITES = ("http://uchr{}.example.ru", " www.uchr{}.example.ru ", "учреждение{}.рф", "-", "нет", "https://vk.com/uchr{}")

PAPER = "<document><t:name>Устав, часть {part}</t:name><t:url>http://bus.gov.ru/d/{id}{part}</t:url></document>"
POSITION = """<position><t:positionId>{id}-{version}</t:positionId><t:changeDate>{year}-03-01T10:00:00</t:changeDate>
<t:placer><t:regNum>1</t:regNum><t:fullName>Управление</t:fullName></t:placer><t:initiator><t:regNum>{id}</t:regNum>
<t:fullName>Учреждение {name}</t:fullName><t:inn>{inn}</t:inn><t:kpp>070101001</t:kpp></t:initiator>
<t:versionNumber>{version}</t:versionNumber><t:main><t:shortName>{name}</t:shortName><t:ogrn>{ogrn}</t:ogrn>
<t:orgType>03</t:orgType><t:classifier><t:okfs><t:code>14</t:code></t:okfs><t:oktmo><t:code>83610101</t:code></t:oktmo>
<t:okved><t:code>{code}</t:code><t:name>{activity}</t:name><t:type>C</t:type></t:okved></t:classifier>
<t:complexAddress><t:address><t:region>Район {area}</t:region><t:locality>Село</t:locality></t:address>
</t:complexAddress></t:main><t:additional><t:ppo><t:name>Район {area}</t:name></t:ppo><t:phone>8(86634){phone}</t:phone>
<t:www>{site}</t:www><t:eMail>u{id}@example.ru</t:eMail></t:additional><t:other><t:chief><t:lastName>Иванов</t:lastName>
<t:position>директор</t:position></t:chief></t:other>{papers}</position>"""


def inn(number: int) -> str:
    """A valid ИНН of ten digits."""
    nine = f"{700000000 + number % 99999999:09d}"
    return nine + str(sum(int(a) * b for a, b in zip(nine, WEIGHTS, strict=True)) % 11 % 10)


def position(number: int, version: int) -> str:
    """One record, of the size real ones have: documents, activities and founders included."""
    name, code, activity = KINDS[number % len(KINDS)]
    said = name.format(number)
    papers = "".join(PAPER.format(part=part, id=number) for part in range(6))
    return POSITION.format(
        id=number, version=version, year=2010 + version, name=said, inn=inn(number), ogrn=1020700000000 + number,
        code=code, activity=activity, area=number % 40, phone=number % 90000 + 10000,
        site=SITES[number % len(SITES)].format(number), papers=papers,
    )  # fmt: skip


def documents(institutions: int, per_file: int) -> Iterator[bytes]:
    """XML files; every tenth institution has an older version in another file."""
    head = '<institutionInfo xmlns="http://bus.gov.ru/external/1" xmlns:t="http://bus.gov.ru/types/1"><header/><body>'
    for start in range(0, institutions, per_file):
        numbers = range(start, min(start + per_file, institutions))
        records = [position(n, 9) for n in numbers] + [position(n, 5) for n in numbers if n % 10 == 0]
        yield (head + "".join(records) + "</body></institutionInfo>").encode()


def run(source: Path, target: Path) -> str:
    """Import in a process of its own; its time and peak memory."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "audits.cli", "registry", "import", str(source), "--into", str(target), "-q"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    said = process.stdout.read().decode().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    peak = usage.ru_maxrss / (1024 if sys.platform.startswith("linux") else 1024**2)
    spent = usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return f"{seconds:.1f} s, {spent:.1f} s of CPU, peak {peak:.0f} MB, exit {code}: {said[0] if said else ''}"


def main() -> None:
    """Generate, import, import again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--institutions", type=int, default=200_000)
    parser.add_argument("--per-file", type=int, default=400)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "data.xml.zip", Path(folder) / "registry.csv"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, body in enumerate(documents(arguments.institutions, arguments.per_file)):
                archive.writestr(f"data-{number}.xml", body)
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{arguments.institutions} institutions, zip {source.stat().st_size / 2**20:.0f} MB (made with {own} MB)")
        print("into an empty registry:", run(source, target))
        print(f"into the registry of {arguments.institutions}:", run(source, target))


if __name__ == "__main__":
    main()
