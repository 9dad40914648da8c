"""The child process that sets a packet as PDF and checks one: ``python -m explorer.extract.packet_process``.

It is told a folder: ``make`` sets the ``packet.html`` and the pictures in it as ``packet.pdf``; ``check`` looks whether
each page of ``packet.pdf`` is as it was made. It answers with one JSON document.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from explorer.extract import protection

if __name__ == "__main__":  # before anything starts threads
    protection.leave_the_network(int(sys.argv[1]))

from explorer.extract import wire
from explorer.extract.mupdf import pymupdf
from explorer.extract.reader_process import take_pipes

_PAPER = pymupdf.Rect(0, 0, 595, 842)  # points; A4
_MARGIN = 54
_FILE_BYTES = 2_000_000_000  # that it may write


def main() -> None:
    """Do what the parent says, once."""
    orders, answers = take_pipes()
    protection.limit_resources(int(sys.argv[2]), _FILE_BYTES)
    frame = wire.read_frame(orders)
    if frame is None:
        return
    verb, folder = json.loads(frame)
    answer = make(Path(folder)) if verb == "make" else check(Path(folder))
    wire.write_frame(answers, json.dumps(answer).encode())


def make(folder: Path) -> dict[str, Any]:
    """Set the packet, number its pages, seal each."""
    archive = pymupdf.Archive(str(folder))
    story = pymupdf.Story((folder / "packet.html").read_text("utf-8"), archive=archive)
    where = pymupdf.Rect(_MARGIN, _MARGIN, _PAPER.x1 - _MARGIN, _PAPER.y1 - _MARGIN)
    document = story.write_with_links(lambda _number, _filled: (_PAPER, where, None))
    for number, page in enumerate(document, 1):
        page.insert_text((_MARGIN, 822), f"{number} / {document.page_count}", fontsize=8, color=(0.37, 0.39, 0.42))
    document.subset_fonts()
    document.set_metadata({})
    # Written once before it is sealed: what a page holds is compared as a reader will find it.
    document = pymupdf.open(stream=document.tobytes(garbage=4, deflate=True, no_new_id=True), filetype="pdf")
    seals = [_digest(page) for page in document]
    _embed(document, seals)
    (folder / "packet.pdf").write_bytes(document.tobytes(garbage=0, deflate=True, no_new_id=True))
    return {"pages": document.page_count}


def _embed(document: Any, seals: list[str]) -> None:
    """Keep the seals in the document's catalog; an embedded file would hold the time of day."""
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, json.dumps(seals).encode())
    document.xref_set_key(document.pdf_catalog(), "CasefileSeal", f"{xref} 0 R")


def check(folder: Path) -> dict[str, Any]:
    """Which pages are not as they were made."""
    try:
        document = pymupdf.open(folder / "packet.pdf")
        kind, value = document.xref_get_key(document.pdf_catalog(), "CasefileSeal")
        if kind != "xref":
            return {"is_packet": False}
        seals = json.loads(document.xref_stream(int(value.split()[0])))
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return {"is_packet": False}
    found = [_digest(page) for page in document]
    changed = [number for number, seal in enumerate(found, 1) if number > len(seals) or seals[number - 1] != seal]
    return {
        "is_packet": True,
        "seal": sha256(json.dumps(seals).encode()).hexdigest(),
        "pages": len(found),
        "missing": max(0, len(seals) - len(found)),
        "changed": changed,
    }


def _digest(page: Any) -> str:
    """A hash of what a page shows: its content, its pictures, its links and notes."""
    document, held = page.parent, sha256()
    held.update(page.read_contents())
    for image in sorted(page.get_images(full=True), key=lambda each: str(each[7])):
        pixels = pymupdf.Pixmap(document, image[0])
        held.update(f"{image[7]} {pixels.width}x{pixels.height}".encode())
        held.update(pixels.samples)
    for link in page.get_links():
        held.update(
            f"{link['kind']} {[round(side, 1) for side in link['from']]} {link.get('page')} {link.get('uri')}".encode()
        )
    for note in page.annots() or ():
        held.update(repr((note.type, note.info.get("content"))).encode())
    held.update(repr([round(side, 2) for side in page.rect]).encode())
    return held.hexdigest()


if __name__ == "__main__":
    main()
