"""Pictures of papers, made ready for OCR: photographs and scans published as JPEG, PNG, TIFF, WebP, BMP or GIF.

A picture is bounded by what it claims in its head, before a point of it is unpacked, and a JPEG is unpacked no larger
than it is wanted. What a camera notes of its position (EXIF) is obeyed: half of all photographs lie on their side.
"""

from __future__ import annotations

import contextlib
import io
import warnings

from PIL import Image

from crawler.documents.budget import DocumentBudget, UnreadableError
from crawler.items import Reason

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")
LONG_SIDE = 3000  # points: a sheet of A4 that fills most of a photograph is then there at 200 dpi
SMALL_SIDE = 1400  # points: letters of a sheet that has fewer are doubled, or Tesseract does not make them out
SHORT_SIDE = 350  # points: no page of text is legible on fewer; buttons, emblems and previews have fewer
MAX_SCANS = 64  # of a JPEG; each goes over the whole picture once, and a camera writes ten
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TILE = (322, 323)  # width and length of the squares a TIFF is cut into

warnings.filterwarnings("ignore", module=r"PIL\.")  # what it says of damaged notes and large pictures is told below


class Pictures:
    """An open picture file. Use as a context manager; raises `UnreadableError` for what is damaged or too large."""

    def __init__(self, body: bytes, budget: DocumentBudget) -> None:
        if body[:3] == b"\xff\xd8\xff" and body.count(b"\xff\xda") > MAX_SCANS:
            raise UnreadableError("изображение похоже на бомбу: слишком много проходов")
        self._most = budget.max_pixels
        try:
            self._image: Image.Image = Image.open(io.BytesIO(body), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise UnreadableError(self._too_large(), Reason.TOO_LARGE) from error
        except Exception as error:  # readers of heads raise whatever their arithmetic does
            raise UnreadableError("изображение повреждено") from error
        self._bound()
        self.is_small = min(self._image.size) < SHORT_SIDE  # no room for a page of text
        self.count = self._pages(budget.max_pages) if self._image.format == "TIFF" else 1  # else frames are a film

    def __enter__(self) -> Pictures:
        return self

    def __exit__(self, *exc: object) -> None:
        self._image.close()

    def picture_of(self, index: int) -> bytes:
        """One page as a grey picture (PGM), upright and of a size that can be read."""
        try:
            self._image.seek(index)
            self._bound()
            self._image.draft("L", (LONG_SIDE, LONG_SIDE))
            page = _sized(_on_white(self._image))
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError("изображение повреждено") from error
        turn = _UPRIGHT.get(self._orientation())
        page = page.transpose(turn) if turn is not None else page
        return b"P5 %d %d 255\n" % page.size + page.tobytes()

    def _pages(self, most: int) -> int:
        """How many pages a TIFF has; no more are counted than would be read."""
        pages = 1
        with contextlib.suppress(Exception):  # the end, or damage: what stands before it is there
            while pages < most:
                self._image.seek(pages)
                pages += 1
        return pages

    def _orientation(self) -> int:
        try:
            return int(self._image.getexif().get(_ORIENTATION, 1))
        except Exception:  # notes are often cut or copied from elsewhere
            return 1

    def _bound(self) -> None:
        width, height = self._image.size
        tags = getattr(self._image, "tag_v2", {})
        tile = [int(tags.get(tag, 0)) for tag in _TILE]
        if max(width * height, tile[0] * tile[1]) > self._most:
            raise UnreadableError(self._too_large(), Reason.TOO_LARGE)

    def _too_large(self) -> str:
        return f"изображение больше {self._most // 10**6} млн точек"


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in shades of grey; what is transparent is paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        sheet = Image.new("L", layers.size, 255)
        sheet.paste(layers.convert("L"), mask=layers.getchannel("A"))
        return sheet
    if image.mode.startswith("I;16"):  # shades of 16 bits: converting them alone would cut the bright ones off
        return image.point(lambda shade: shade / 256).convert("L")
    return image.convert("L")


def _sized(page: Image.Image) -> Image.Image:
    """The page with letters neither larger than is of use nor too small to be made out."""
    longest = max(page.size)
    if longest < SMALL_SIDE:
        return page.resize((page.width * 2, page.height * 2), Image.Resampling.LANCZOS)
    page.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.BOX)
    return page
