"""A picture made ready to stand on a slide: cropped, mirrored, turned, cut to a shape, laid as tiles.

Only what a PDF cannot say of a picture is done to its pixels; all others go into it as they came.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image as Pillow
from PIL import ImageDraw, ImageOps

from explorer.extract.slide_geometry import Place, Point
from explorer.extract.typeset import Image

_PIXELS_MOST = 40_000_000
_SIDE_MOST = 1_600  # pixels of what is made anew
_TILES_MOST = 4_000
_BAD_PICTURE = (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture stands in its frame.

    Attributes:
        crop: left, top, right, bottom, as shares of its sides.
        tile: how large a tile is, in points; None fills the frame with one.
        outline: corners, on the slide, of what shows of it; empty for all.
    """

    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    tile: tuple[float, float] | None = None
    outline: Sequence[Point] = ()


def placed(data: bytes, where: Place, look: Look) -> Image:
    """The picture to draw; one that cannot be changed as asked is drawn as it came."""
    quarter = round(where.turn / 90) * 90 % 360
    is_askew = abs((where.turn - quarter + 180) % 360 - 180) > 0.5
    is_changed = is_askew or where.flip_x or where.flip_y or look.tile or look.outline
    if data and is_changed:
        try:
            return _changed(data, where, look)
        except _BAD_PICTURE:
            pass  # drawn as it came
    w, h = (where.h, where.w) if quarter in (90, 270) else (where.w, where.h)
    (cx, cy), half_w, half_h = where.centre, w / 2, h / 2
    return Image(data, cx - half_w, cy - half_h, cx + half_w, cy + half_h, quarter, look.crop)


def pixels_of(data: bytes) -> tuple[int, int] | None:
    """A picture's width and height in pixels; None if it cannot be told."""
    try:
        with Pillow.open(io.BytesIO(data)) as opened:
            return opened.size
    except _BAD_PICTURE:
        return None


def _changed(data: bytes, where: Place, look: Look) -> Image:
    with Pillow.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > _PIXELS_MOST:
            raise ValueError("too many pixels")
        picture = _cropped(opened.convert("RGBA"), look.crop)
    scale = min(_SIDE_MOST / max(where.w, where.h, 1.0), max(picture.width / max(where.w, 1.0), 2.0))
    size = max(round(where.w * scale), 1), max(round(where.h * scale), 1)
    picture = _tiled(picture, look.tile, scale, size) if look.tile else picture.resize(size)
    picture = ImageOps.mirror(picture) if where.flip_x else picture
    picture = ImageOps.flip(picture) if where.flip_y else picture
    if where.turn:
        picture = picture.rotate(-where.turn, Pillow.Resampling.BICUBIC, expand=True)
    angle = math.radians(where.turn)
    wide = abs(where.w * math.cos(angle)) + abs(where.h * math.sin(angle))
    high = abs(where.w * math.sin(angle)) + abs(where.h * math.cos(angle))
    x, y = where.centre[0] - wide / 2, where.centre[1] - high / 2
    if look.outline:
        _cut(picture, [((px - x) * picture.width / max(wide, 0.1), (py - y) * picture.height / max(high, 0.1))
                       for px, py in look.outline])  # fmt: skip
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return Image(kept.getvalue(), x, y, x + wide, y + high)


def _cropped(picture: Pillow.Image, crop: tuple[float, float, float, float]) -> Pillow.Image:
    left, top, right, bottom = (min(max(share, 0.0), 0.95) for share in crop)
    x1, y1 = max(picture.width * (1 - right), picture.width * left + 1), picture.height * (1 - bottom)
    return picture.crop((int(picture.width * left), int(picture.height * top), int(x1),
                         int(max(y1, picture.height * top + 1))))  # fmt: skip


def _tiled(picture: Pillow.Image, tile: tuple[float, float], scale: float, size: tuple[int, int]) -> Pillow.Image:
    """Tiles side by side from the top left; very small ones are made larger."""
    least = math.sqrt(size[0] * size[1] / _TILES_MOST)
    wide, high = (max(round(side * scale), math.ceil(least), 1) for side in tile)
    one = picture.resize((min(wide, size[0]), min(high, size[1])))
    whole = Pillow.new("RGBA", size)
    for y in range(0, size[1], one.height):
        for x in range(0, size[0], one.width):
            whole.paste(one, (x, y))
    return whole


def _cut(picture: Pillow.Image, outline: list[Point]) -> None:
    mask = Pillow.new("L", picture.size)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    clear = Pillow.new("L", picture.size)
    clear.paste(picture.getchannel("A"), mask=mask)
    picture.putalpha(clear)
