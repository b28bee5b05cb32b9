"""Makes the binary files the demo ships: `python -m audits.demo.make_files`. Needs fonttools and Pillow.

`demo-sans.ttf` is a subset of DejaVu Sans (free licence, see files/README.md); `scan.jpg` is a page of our
own text drawn with it. Neither tool is needed to run the demo.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

FILES = Path(__file__).resolve().parent / "files"
SCAN_LINES = (
    "ОТЧЁТ ОРГАНИЗАЦИИ-ОПЕРАТОРА",
    "о результатах независимой оценки качества",
    "условий оказания услуг в 2023 году",
    "",
    "Оператор: ООО «Центр социологических измерений «Барс»",
    "Опрошено 118 получателей услуг.",
    "Итоговая оценка: 84,96 балла.",
    "Недостаток: нет поручней у входа.",
)


def make_font(source: Path) -> None:
    """Cut Latin, Cyrillic, digits and common signs out of the font at `source`."""
    from fontTools import subset  # type: ignore[import-not-found,import-untyped,unused-ignore]

    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, legacy_cmap=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM"]
    font = subset.load_font(str(source), options)
    characters = [*range(0x20, 0x7F), *range(0x410, 0x450), 0x401, 0x451]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*characters, *map(ord, "№«»—–…§°×")])
    cutter.subset(font)
    subset.save_font(font, str(FILES / "demo-sans.ttf"), options)


def make_scan() -> None:
    """Draw a page of text as a scanner would see it."""
    from PIL import Image, ImageDraw, ImageFont  # type: ignore[import-not-found,import-untyped,unused-ignore]

    image = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FILES / "demo-sans.ttf"), 36)
    for number, line in enumerate(SCAN_LINES):
        draw.text((110, 160 + 70 * number), line, font=font, fill=20)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=45)
    (FILES / "scan.jpg").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    make_font(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    make_scan()
