"""Packets: the same bytes each time, nothing but what was cited, and every change found and named."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.app.packets.docx import check_docx, docx_packet
from explorer.app.packets.html import html_packet
from explorer.app.packets.pdf import check_pdf_packet, pdf_packet
from explorer.app.packets.seal import SealReport, check_html
from explorer.app.packets.writing import check_packet
from explorer.errors import InputError
from explorer.extract.mupdf import pymupdf
from explorer.model.packet import Exhibit, Packet, Picture, Sheet, StoryMark

STORY = "The road\nIt was closed for eleven days, and “nobody was asked.”\n"


def picture(colour: str, size: tuple[int, int] = (60, 40)) -> Picture:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return Picture(out.getvalue(), *size)


def exhibit(quote: str = "nobody was asked", **more: object) -> Exhibit:
    return Exhibit("Stands on", quote, "Minutes.pdf, p. 3 · ACB-000003", "Alder Creek", "ACB-000003", "ab" * 32, **more)  # type: ignore[arg-type]


def packet(quote: str = "nobody was asked") -> Packet:
    start = STORY.index("nobody")
    shown = exhibit(quote, crop=picture("white"), page=picture("yellow", (60, 90)))
    return Packet(
        "Source packet: road",
        ("2 statements; 1 with an accepted source",),
        STORY,
        (StoryMark(start, start + len("nobody was asked."), 1),),
        (
            Sheet(1, "Statement 2", "nobody was asked.", ("Accepted by M. Quist",), (shown,)),
            Sheet(2, "Claim 1", "It rained."),
        ),
    )


def check_text(data: bytes) -> SealReport | None:
    return check_html(data.decode("utf-8"))


WRITERS: dict[str, tuple[Callable[[Packet], bytes], Callable[[bytes], SealReport | None]]] = {
    "html": (html_packet, check_text), "docx": (docx_packet, check_docx), "pdf": (pdf_packet, check_pdf_packet),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_the_same_packet_makes_the_same_bytes_and_is_unchanged(kind: str) -> None:
    write, check = WRITERS[kind]
    made = write(packet())
    assert made == write(packet())
    assert made != write(packet("somebody was asked"))
    report = check(made)
    assert report is not None
    assert (report.ok, report.changed) == (True, ())


def test_a_changed_sheet_of_an_html_packet_is_named() -> None:
    made = html_packet(packet()).decode()
    report = check_html(made.replace("<blockquote>nobody was", "<blockquote>somebody was"))
    assert report is not None
    assert (report.ok, report.changed) == (False, ("sheet 1",))
    outside = check_html(made.replace("</main>", "<p>One more.</p></main>"))
    assert outside is not None
    assert not outside.ok
    assert "outside" in outside.changed[0]
    gone = check_html(re.sub(r'<section class="sheet" id="sheet2".*?</section>', "", made, flags=re.DOTALL))
    assert gone is not None
    assert not gone.ok


def test_a_changed_picture_of_a_word_packet_is_named() -> None:
    made, out = docx_packet(packet()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, picture("black").png if name.endswith("1-1-page.png") else data)
    report = check_docx(out.getvalue())
    assert report is not None
    assert report.changed == ("sheet 1, the picture of the page of its source 1",)


def test_a_changed_page_of_a_pdf_packet_is_named() -> None:
    made = pdf_packet(packet())
    document = pymupdf.open(stream=made, filetype="pdf")
    document[1].insert_text((80, 300), "and nobody else")
    report = check_pdf_packet(document.tobytes())
    assert report is not None
    assert report.changed == ("page 2",)
    document = pymupdf.open(stream=made, filetype="pdf")
    pages = document.page_count
    document.delete_page(pages - 1)
    report = check_pdf_packet(document.tobytes())
    assert report is not None
    assert report.changed == ("a page is gone",)


def test_a_word_packet_is_well_formed_and_its_notes_cite() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_packet(packet("a \x00 & <b> “quote”")))) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for text in texts.values():
        minidom.parseString(text)
    assert "Minutes.pdf, p. 3" in texts["word/footnotes.xml"]
    assert texts["word/document.xml"].count("footnoteReference") == 1


def test_html_leads_from_the_story_to_the_sheet_and_fetches_nothing() -> None:
    made = html_packet(packet("<script>alert(1)</script>")).decode()
    assert 'href="#sheet1"' in made
    assert 'id="sheet1"' in made
    assert "<script>" not in made
    assert not re.search(r"https?://|src=\"(?!data:)", made)


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_a_paragraph_is_cut_at_its_marks_and_loses_nothing(text: str, start: int, length: int) -> None:
    held = Packet("p", story=text, marks=(StoryMark(start, start + length, 7),))
    for at, words in held.paragraphs:
        pieces = held.pieces(at, words)
        assert "".join(piece for piece, _ in pieces) == words
        assert all(sheet in (None, 7) for _, sheet in pieces)


def test_what_is_no_packet_is_refused(tmp_path: Path) -> None:
    for name, data in (("a.html", b"<html></html>"), ("b.pdf", b"%PDF-1.4\n"), ("c.docx", b"PK\x03\x04"), ("d", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match="no source packet"):
            check_packet(tmp_path / name)
    with pytest.raises(InputError, match="cannot be read"):
        check_packet(tmp_path / "nowhere")
