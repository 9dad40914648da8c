"""A deck is one page for each slide, with its notes; what is hidden is read and said to be hidden."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Collected, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.slides import SlidesReader
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import picture
from tests.helpers.office_files import notes, p_frame, p_picture, p_shape, p_table, part, pptx, slide, with_part
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
TURNED = '<a:xfrm rot="5400000"><a:off x="1270000" y="1270000"/><a:ext cx="2540000" cy="635000"/></a:xfrm>'
CHART = (
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Stops</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>"
    "<c:barChart><c:ser>"
    "<c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>North</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    "<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>2017</c:v></c:pt><c:pt idx='1'><c:v>2018</c:v></c:pt></c:strCache>"
    "</c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx='0'><c:v>41</c:v></c:pt><c:pt idx='1'><c:v>57.5</c:v>"
    "</c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>"
)
DIAGRAM = "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Chief</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>"
LAYOUT_PROMPT = p_shape("Click to edit", kind="body") + p_shape("Agency name", box=(600, 500, 100, 20))


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "deck.pptx"
    path.write_bytes(data)
    return path


def found_in(folder: Path, data: bytes) -> Collected:
    return read(SlidesReader(), saved(folder, data))


def in_layer(found: Collected, layer: Layer) -> list[str]:
    page = found.pages[0]
    return [page.text[span.start : span.end] for span in page.layers if span.layer is layer]


def drawing(folder: Path, data: bytes) -> pymupdf.Document:
    SlidesReader().render(Source(saved(folder, data), "deck.pptx"), folder / "out.pdf")
    return pymupdf.open(folder / "out.pdf")


@pytest.mark.parametrize(
    "shapes", [("Title",), ("one " * 900,), (p_table([["a", "b"], ["c", ""]]),), (p_shape("x", extra=TURNED),), ()]
)
def test_the_reader_keeps_the_contract(tmp_path: Path, shapes: tuple[str, ...]) -> None:
    drawn = [each if each.startswith("<") else p_shape(each) for each in shapes]
    check_reader(SlidesReader(), saved(tmp_path, pptx(slide(*drawn), slide(p_shape("last")))))


def test_a_slide_is_a_page_with_its_number(tmp_path: Path) -> None:
    found = found_in(tmp_path, pptx(slide(p_shape("One")), slide(p_shape("Two"))))
    assert [(page.label, page.text) for page in found.pages] == [("slide 1", "One"), ("slide 2", "Two")]


def test_words_stand_in_their_shape(tmp_path: Path) -> None:
    page = found_in(tmp_path, pptx(slide(p_shape("Here", box=(300, 200, 100, 40))))).pages[0]
    box = page.words[0].box
    assert 300 <= box.x0 < box.x1 <= 400
    assert 200 <= box.y0 < box.y1 <= 245


def test_the_drawing_shows_each_word_at_its_box(tmp_path: Path) -> None:
    data = pptx(slide(p_shape("gang database"), p_table([["Name", "Count"], ["Ames", "4"]])))
    page = found_in(tmp_path, data).pages[0]
    with drawing(tmp_path, data) as document:
        drawn = document[0].get_text("words")
    assert [page.text[word.start : word.end] for word in page.words] == [word[4] for word in drawn]
    assert all(abs(word.box.x0 - each[0]) < 1 for word, each in zip(page.words, drawn, strict=True))


def test_notes_stand_below_the_slide_on_the_same_page(tmp_path: Path) -> None:
    data = pptx(
        slide(p_shape("Shown")),
        links={1: [("notesSlide", "../notesSlides/notesSlide1.xml")]},
    )
    found = found_in(tmp_path, with_part(data, "ppt/notesSlides/notesSlide1.xml", notes("Do not say this aloud")))
    page = found.pages[0]
    assert page.text == "Shown\nDo not say this aloud"
    assert in_layer(found, Layer.NOTES) == ["Do not say this aloud"]
    assert PageFlag.HAS_NOTES in page.flags
    assert page.height > 540
    assert min(word.box.y0 for word in page.words if word.start > 5) > 540


def test_a_hidden_slide_is_read_and_said_to_be_hidden(tmp_path: Path) -> None:
    page = found_in(tmp_path, pptx(slide(p_shape("secret"), hidden=True))).pages[0]
    assert (page.label, page.text) == ("slide 1, hidden", "secret")
    assert PageFlag.HIDDEN in page.flags


def test_cells_of_a_table_are_read_row_by_row(tmp_path: Path) -> None:
    page = found_in(tmp_path, pptx(slide(p_table([["a", "b"], ["c", "d"]])))).pages[0]
    assert page.text == "a\tb\nc\td"


def test_groups_are_moved_and_scaled_with_their_members(tmp_path: Path) -> None:
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="5080000" y="2540000"/><a:ext cx="2540000" cy="1270000"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="5080000" cy="2540000"/></a:xfrm></p:grpSpPr>'
        f"{p_shape('inside', box=(0, 0, 400, 100))}</p:grpSp>"
    )
    box = found_in(tmp_path, pptx(slide(group))).pages[0].words[0].box
    assert 400 <= box.x0 < 420
    assert 200 <= box.y0 < 215


def test_a_charts_words_and_numbers_are_text(tmp_path: Path) -> None:
    frame = p_frame('<c:chart r:id="rId1"/>', "chart")
    data = pptx(slide(frame), links={1: [("chart", "../charts/chart1.xml")]})
    found = found_in(tmp_path, with_part(data, "ppt/charts/chart1.xml", part("c:chartSpace", CHART)))
    assert found.pages[0].text == "Stops\n\t2017\t2018\nNorth\t41\t57.5"


def test_a_diagram_without_a_drawing_is_listed(tmp_path: Path) -> None:
    frame = p_frame('<dgm:relIds r:dm="rId1"/>', "diagram")
    data = pptx(slide(frame), links={1: [("diagramData", "../diagrams/data1.xml")]})
    found = found_in(tmp_path, with_part(data, "ppt/diagrams/data1.xml", part("dgm:dataModel", DIAGRAM)))
    assert found.pages[0].text == "Chief"


def test_a_layout_lends_its_words_but_not_its_prompts(tmp_path: Path) -> None:
    layout = part("p:sldLayout", f"<p:cSld><p:spTree>{LAYOUT_PROMPT}</p:spTree></p:cSld>")
    data = pptx(slide(p_shape("Own")), links={1: [("slideLayout", "../slideLayouts/l1.xml")]})
    found = found_in(tmp_path, with_part(data, "ppt/slideLayouts/l1.xml", layout))
    assert found.pages[0].text == "Agency name\nOwn"
    assert in_layer(found, Layer.MARGIN) == ["Agency name"]


def test_text_off_the_slide_is_found_and_said_to_be_hidden(tmp_path: Path) -> None:
    found = found_in(tmp_path, pptx(slide(p_shape("On"), p_shape("Off", box=(900, 100, 100, 40)))))
    assert in_layer(found, Layer.HIDDEN) == ["Off"]
    assert PageFlag.HAS_HIDDEN in found.pages[0].flags


def test_a_pictures_description_can_be_searched(tmp_path: Path) -> None:
    shape = p_shape("Text").replace('name="s"', 'name="s" descr="A map of the beat"')
    found = found_in(tmp_path, pptx(slide(shape)))
    assert in_layer(found, Layer.COMMENT) == ["A map of the beat"]


def test_a_comment_is_read_with_its_author(tmp_path: Path) -> None:
    comment = part("p:cmLst", '<p:cm authorId="0" dt="2018-03-02T10:00:00"><p:text>Cut this</p:text></p:cm>')
    data = pptx(slide(p_shape("Text")), links={1: [("comments", "../comments/comment1.xml")]})
    found = found_in(tmp_path, with_part(data, "ppt/comments/comment1.xml", comment))
    assert in_layer(found, Layer.COMMENT) == ["2018-03-02: Cut this"]


def test_a_slide_that_is_a_picture_needs_ocr_and_says_so_once(tmp_path: Path) -> None:
    links = {number: [("image", "../media/a.png")] for number in (1, 2)}
    found = found_in(
        tmp_path,
        with_part(pptx(slide(p_picture("rId1")), slide(p_picture("rId1")), links=links), "ppt/media/a.png", picture()),
    )
    assert all(PageFlag.NEEDS_OCR in page.flags for page in found.pages)
    assert found.reasons == ["2 slides are pictures without text (1, 2); they need OCR before they can be searched."]


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    data = with_part(
        pptx(slide(p_picture("rId1")), links={1: [("image", "../media/a.png")]}), "ppt/media/a.png", picture()
    )
    with drawing(tmp_path, data) as document:
        assert len(document[0].get_images()) == 1


@pytest.mark.parametrize(
    ("title", "shown"), [("Briefing", "Briefing"), ("PowerPoint Presentation", "First"), ("", "First")]
)
def test_the_title_is_the_decks_or_the_first_slides(tmp_path: Path, title: str, shown: str) -> None:
    facts = found_in(tmp_path, pptx(slide(p_shape("First", kind="title")), title=title)).known
    assert facts is not None
    assert facts.title == shown


def test_a_deck_without_slides_has_no_pages(tmp_path: Path) -> None:
    assert found_in(tmp_path, pptx()).pages == []


def test_a_slide_that_is_missing_is_counted_and_said(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, with_part(pptx(slide(p_shape("One")), slide(p_shape("Two"))), "ppt/slides/slide1.xml", b"junk")
    )
    assert [page.text for page in found.pages] == ["", "Two"]
    assert any("Slide 1" in reason for reason in found.reasons)


def test_half_a_deck_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        found_in(tmp_path, pptx(slide(p_shape("x")))[:400])


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
@same_folder
def test_a_deck_with_wrong_bytes_is_read_or_refused(tmp_path: Path, at: int, wrong: bytes) -> None:
    data = pptx(slide(p_shape("one"), p_table([["a"]])))
    at %= len(data)
    check_garbage(SlidesReader(), tmp_path, data[:at] + wrong + data[at + len(wrong) :])


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40), max_size=6
    )
)
@same_folder
def test_every_word_of_a_slide_is_on_its_page(tmp_path: Path, lines: list[str]) -> None:
    page = found_in(tmp_path, pptx(slide(*(p_shape(line) for line in lines)))).pages[0]
    for line in lines:
        assert line.strip() in page.text
