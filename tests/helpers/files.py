"""Makers of small files for tests: PDFs, pictures, ZIP archives. Each gives bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from explorer.extract.mupdf import pymupdf


def pdf(
    *pages: str, title: str = "", password: str = "", rotation: int = 0, crop: Sequence[float] | None = None
) -> bytes:
    """A PDF with one page for each text; a page of no text stays blank."""
    document = pymupdf.open()
    for text in pages:
        page = document.new_page()
        if text:
            page.insert_text((72, 100), text.split("\n"), fontsize=12)
        if crop:
            page.set_cropbox(pymupdf.Rect(crop))
        page.set_rotation(rotation)
    document.set_metadata({"title": title, "creationDate": "D:20180302094500-06'00'"})
    locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": "owner"} if password else {}
    return bytes(document.tobytes(**locked))


def scanned_pdf(*stamps: str) -> bytes:
    """A PDF whose pages are pictures, each with a line of text stamped below it (or none)."""
    document = pymupdf.open()
    for stamp in stamps:
        page = document.new_page()
        page.insert_image(page.rect, stream=picture("PNG", (60, 80)))
        if stamp:
            page.insert_text((450, 780), stamp, fontsize=9)
    return bytes(document.tobytes())


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 100), frames: int = 1, dpi: int | None = None) -> bytes:
    """A grey picture; several frames in a TIFF."""
    out = io.BytesIO()
    first, *rest = [Image.new("L", size, 128 + number) for number in range(frames)]
    options = {"dpi": (dpi, dpi)} if dpi else {}
    more = {"save_all": True, "append_images": rest} if rest else {}
    first.save(out, kind, **options, **more)
    return out.getvalue()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these members, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def zip_with_link(name: str, target: str) -> bytes:
    """A ZIP archive whose only member is a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo(name)
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
    return out.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    """The bytes as a file in a folder."""
    path = folder / name
    path.write_bytes(data)
    return path
