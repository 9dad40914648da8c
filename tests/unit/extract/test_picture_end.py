"""A picture that is cut short is told; whole ones never are."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.extract.picture_end import breaks_off

KINDS = ["JPEG", "PNG", "GIF", "WEBP"]
STARTS = [b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b""]


def made(kind: str, *, size: int = 90, **options: object) -> bytes:
    picture = Image.effect_noise((size, size), 80).convert("RGB")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def told(folder: Path, data: bytes) -> bool:
    path = folder / "picture"
    path.write_bytes(data)
    return breaks_off(path)


@pytest.mark.parametrize("kind", [*KINDS, "BMP", "TIFF"])
def test_a_whole_picture_does_not_break_off(tmp_path: Path, kind: str) -> None:
    assert not told(tmp_path, made(kind))
    assert not told(tmp_path, made(kind) + b"\n")


def test_more_forms_of_whole_jpegs(tmp_path: Path) -> None:
    small = made("JPEG", size=20)
    exif = b"Exif\0\0" + small[: len(small) // 2]  # a small picture inside, itself cut short
    assert not told(tmp_path, made("JPEG", progressive=True))
    assert not told(tmp_path, made("JPEG", exif=exif))
    assert told(tmp_path, made("JPEG", exif=b"Exif\0\0" + small)[:-200])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_cut_picture_breaks_off(tmp_path: Path, kind: str, share: float) -> None:
    data = made(kind)
    assert told(tmp_path, data[: int(len(data) * share)])


@given(
    st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b""]), st.binary(max_size=200)
)
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes) -> None:
    assert told(tmp_path_factory.getbasetemp(), start + rest) in (True, False)
