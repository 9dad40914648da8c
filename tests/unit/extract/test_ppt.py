"""PowerPoint 97 presentations: each slide as last saved is a page, with its notes, comments and packed objects."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, DocumentError, LockedDocumentError, UnknownKindError
from explorer.extract.base import Collected, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.old_writer import compound_bytes
from explorer.extract.ppt import PptReader
from explorer.model.document import Layer, PageFlag
from tests.helpers.command import CORPUS, NO_CORPUS
from tests.helpers.ppt_files import BODY, OTHER, TITLE, Slide, atom, box, comment, ppt, text
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
DECKS = CORPUS / "dev" / "ppt"


def found_in(folder: Path, data: bytes) -> Collected:
    path = folder / "deck.ppt"
    path.write_bytes(data)
    return read(PptReader(), path)


def in_layer(found: Collected, layer: Layer) -> list[str]:
    return [p.text[span.start : span.end].strip() for p in found.pages for span in p.layers if span.layer is layer]


def titled(words: str) -> Slide:
    return Slide([box(text(TITLE, words))])


def test_the_reader_keeps_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "deck.ppt"
    path.write_bytes(ppt(*(titled(f"Slide about item {n}") for n in range(3))))
    found = check_reader(PptReader(), path)
    assert [page.label for page in found.pages] == ["slide 1", "slide 2", "slide 3"]
    assert (found.pages[0].width, found.pages[0].height) == (720, 540)


def test_a_title_comes_first_and_names_the_deck(tmp_path: Path) -> None:
    shapes = [box(text(BODY, "First point\rSecond point")), box(text(TITLE, "Plan"))]
    found = found_in(tmp_path, ppt(Slide(shapes)))
    assert found.pages[0].text == "Plan\nFirst point\nSecond point"
    assert found.known is not None
    assert found.known.title == "Plan"


def test_former_slides_are_not_mixed_in(tmp_path: Path) -> None:
    found = found_in(tmp_path, ppt(titled("As it is now"), former=[titled("As it was"), titled("Thrown away")]))
    assert [page.text for page in found.pages] == ["As it is now"]


def test_texts_kept_in_the_outline_stand_in_their_boxes(tmp_path: Path) -> None:
    reference = atom(0x0F9E, struct.pack("<I", 1))
    slide = Slide([box(reference)], outline=text(TITLE, "Unboxed") + text(BODY, "In its box"))
    found = found_in(tmp_path, ppt(slide))
    assert found.pages[0].text == "In its box\nUnboxed"
    assert in_layer(found, Layer.HIDDEN) == ["Unboxed"]


def test_notes_and_comments_stand_below(tmp_path: Path) -> None:
    slide = Slide([box(text(TITLE, "Plan"))], notes="Say it slowly", extra=comment("R. Ames", "Too soon"))
    found = found_in(tmp_path, ppt(slide))
    assert in_layer(found, Layer.NOTES) == ["Say it slowly"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames, 2018-03-02: Too soon"]
    assert PageFlag.HAS_NOTES in found.pages[0].flags


def test_a_hidden_slide_says_so(tmp_path: Path) -> None:
    found = found_in(tmp_path, ppt(titled("Shown"), Slide([box(text(OTHER, "Held back"))], hidden=True)))
    assert [page.label for page in found.pages] == ["slide 1", "slide 2, hidden"]
    assert PageFlag.HIDDEN in found.pages[1].flags


def test_text_off_the_slide_is_marked(tmp_path: Path) -> None:
    found = found_in(tmp_path, ppt(Slide([box(text(OTHER, "Aside"), frame=(400, 6500, 7000, 900))])))
    assert in_layer(found, Layer.HIDDEN) == ["Aside"]


def test_hidden_and_deleted_shapes_differ(tmp_path: Path) -> None:
    hidden = struct.pack("<HI", 0x03BF, 0x0002_0002)
    shapes = [box(text(OTHER, "Hidden"), properties=hidden), box(text(OTHER, "Thrown away"), flags=8)]
    found = found_in(tmp_path, ppt(Slide(shapes)))
    assert found.pages[0].text == "Hidden"
    assert in_layer(found, Layer.HIDDEN) == ["Hidden"]


def test_the_number_of_the_slide_is_filled_in(tmp_path: Path) -> None:
    words = text(OTHER, "Page *") + atom(0x0FD8, struct.pack("<I", 5))
    assert found_in(tmp_path, ppt(titled("x"), Slide([box(words)]))).pages[1].text == "Page 2"


@pytest.mark.parametrize("packed", [True, False])
def test_a_packed_object_becomes_a_child(tmp_path: Path, packed: bool) -> None:
    inner = compound_bytes({("Workbook",): bytes(5000)})
    body = struct.pack("<I", len(inner)) + zlib.compress(inner) if packed else inner
    found = found_in(tmp_path, ppt(titled("x"), objects=[atom(0x1011, body, 1 if packed else 0)]))
    assert found.children == [("object 1.xls", inner)]


def test_a_packed_object_that_is_damaged_is_named(tmp_path: Path) -> None:
    found = found_in(tmp_path, ppt(titled("x"), objects=[atom(0x1011, b"\4\0\0\0nothing", 1)]))
    (child,) = found.unread
    assert child[0] == "object 1"
    assert child[1].startswith("It is damaged: it cannot be unpacked.")


def test_a_locked_presentation_says_so(tmp_path: Path) -> None:
    with pytest.raises(LockedDocumentError):
        found_in(tmp_path, ppt(titled("x"), token=0xF3D1C4DF))


def test_an_older_presentation_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match="PowerPoint 95"):
        found_in(tmp_path, compound_bytes({("PowerPoint Document",): bytes(range(256)) * 4}))


def test_a_presentation_without_slides_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        found_in(tmp_path, compound_bytes({("PowerPoint Document",): b""}))


def test_the_drawing_has_as_many_pages_as_were_read(tmp_path: Path) -> None:
    found = found_in(tmp_path, ppt(titled("one"), titled("two")))
    PptReader().render(Source(tmp_path / "deck.ppt", "deck.ppt"), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as drawn:
        assert drawn.page_count == len(found.pages) == 2
        assert "two" in drawn[1].get_text()


@given(st.data())
@same_folder
def test_a_damaged_presentation_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    slide = Slide([box(text(TITLE, "Plan"))], outline=text(BODY, "x"), notes="n", extra=comment("A", "b"))
    raw = bytearray(ppt(slide, former=[titled("old")], objects=[atom(0x1011, b"zz", 1)]))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(512, len(raw) - 1))] = data.draw(st.integers(0, 255))
    check_garbage(PptReader(), tmp_path, bytes(raw))


@given(st.binary(max_size=1500), st.binary(max_size=40))
@same_folder
def test_any_stream_is_read_or_refused(tmp_path: Path, data: bytes, user: bytes) -> None:
    check_garbage(PptReader(), tmp_path, compound_bytes({("PowerPoint Document",): data, ("Current User",): user}))


@pytest.mark.skipif(not DECKS.exists(), reason=NO_CORPUS)
def test_real_presentations_are_read() -> None:
    for path in sorted(DECKS.iterdir()):
        try:
            found = read(PptReader(), path)
        except DocumentError as problem:
            assert isinstance(problem, LockedDocumentError), path.name
            continue
        assert any(page.text.strip() for page in found.pages), path.name
