"""OpenDocument slides are drawn with their ground, shapes and colours, and letters can always be told from both."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.base import Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.odp import OdpReader
from explorer.extract.odp_paint import colour_of
from tests.helpers.odf_files import frame, odf, p, style
from tests.unit.extract.test_slide_drawing import colour_at

BOX = 'svg:x="100pt" svg:y="100pt" svg:width="200pt" svg:height="100pt"'
RED = style("g1", "graphic", 'draw:fill="solid" draw:fill-color="#ff0000"')


def drawing(folder: Path, inner: str, styles: str = "", attributes: str = "") -> pymupdf.Page:
    path = folder / "deck.odp"
    path.write_bytes(odf("presentation", f"<draw:page {attributes}>{inner}</draw:page>", styles))
    OdpReader().render(Source(path, "deck.odp"), folder / "out.pdf")
    return pymupdf.open(folder / "out.pdf")[0]


def colours(page: pymupdf.Page) -> list[int]:
    blocks = page.get_text("dict")["blocks"]
    return [span["color"] for block in blocks for line in block.get("lines", ()) for span in line["spans"]]


@pytest.mark.parametrize(("shape", "corner"), [("rect", (255, 0, 0)), ("ellipse", (255, 255, 255))])
def test_a_shape_is_filled_in_its_outline(tmp_path: Path, shape: str, corner: tuple[int, int, int]) -> None:
    page = drawing(tmp_path, f'<draw:{shape} draw:style-name="g1" {BOX}/>', RED)
    assert colour_at(page, 200, 150) == (255, 0, 0)
    assert colour_at(page, 102, 102) == corner


def test_a_custom_shape_has_its_types_outline(tmp_path: Path) -> None:
    kind = '<draw:enhanced-geometry draw:type="ooxml-roundRect"/>'
    page = drawing(tmp_path, f'<draw:custom-shape draw:style-name="g1" {BOX}>{kind}</draw:custom-shape>', RED)
    assert colour_at(page, 200, 150) == (255, 0, 0)
    assert colour_at(page, 101, 101) == (255, 255, 255)


def test_a_line_goes_from_end_to_end(tmp_path: Path) -> None:
    edge = style("g2", "graphic", 'draw:stroke="solid" svg:stroke-color="#0000ff" svg:stroke-width="6pt"')
    ends = 'svg:x1="300pt" svg:y1="100pt" svg:x2="100pt" svg:y2="300pt"'
    page = drawing(tmp_path, f'<draw:line draw:style-name="g2" {ends}/>', edge)
    assert colour_at(page, 200, 200) == (0, 0, 255)


def test_a_slide_stands_on_its_ground(tmp_path: Path) -> None:
    ground = style("dp1", "drawing-page", 'draw:fill="solid" draw:fill-color="#003366"')
    page = drawing(tmp_path, frame(p("Plan")), ground, 'draw:style-name="dp1"')
    assert colour_at(page, 600, 500) == (0, 0x33, 0x66)
    assert colours(page) == [0xFFFFFF]  # black letters would be lost on it


def test_letters_have_their_colour_where_it_can_be_told_from_the_ground(tmp_path: Path) -> None:
    styles = style("T1", "text", 'fo:color="#aa0000"') + style("T2", "text", 'fo:color="#ffffff"')
    spans = '<text:span text:style-name="T1">Seen</text:span> <text:span text:style-name="T2">lost</text:span>'
    page = drawing(tmp_path, frame(p(spans)), styles)
    assert [colour for colour in colours(page) if colour] == [0xAA0000]


@given(st.text(max_size=9))
def test_a_colour_is_one_or_none(text: str) -> None:
    found = colour_of(text)
    assert found is None or all(0 <= part <= 1 for part in found)
