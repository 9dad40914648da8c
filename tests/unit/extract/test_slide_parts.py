"""Tables, charts, pictures and groups of slides, as they are drawn."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from explorer.extract.drawing_parts import Chart, Series
from explorer.extract.ooxml import parse_xml
from explorer.extract.slide_chart_axis import axis_of
from explorer.extract.slide_geometry import Frame, Place
from explorer.extract.slide_picture import Look, placed
from explorer.extract.slide_table_style import Spot, TableStyle
from explorer.extract.slide_theme import Palette
from tests.helpers.office_files import p_table, part, pptx, slide, with_part
from tests.unit.extract.test_slide_drawing import colour_at, words
from tests.unit.extract.test_slides import drawing

NUMBERS = st.lists(st.none() | st.floats(-1e14, 1e14), min_size=1, max_size=8)
RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)
STYLE = "{11111111-2222-3333-4444-555555555555}"
LISTED = (
    f'<a:tblStyle styleId="{STYLE}" styleName="x"><a:wholeTbl><a:tcStyle><a:tcBdr><a:insideH><a:ln w="12700">'
    '<a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></a:ln></a:insideH></a:tcBdr><a:fill><a:solidFill>'
    '<a:srgbClr val="EEEEEE"/></a:solidFill></a:fill></a:tcStyle></a:wholeTbl><a:firstRow><a:tcTxStyle b="on">'
    '<a:srgbClr val="FFFFFF"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill><a:srgbClr val="0000FF"/></a:solidFill>'
    "</a:fill></a:tcStyle></a:firstRow></a:tblStyle>"
)


def table_style(style: str = STYLE, flags: str = 'firstRow="1"') -> TableStyle:
    table, _ = parse_xml(part("a:tbl", f"<a:tblPr {flags}><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>"))
    listed, _ = parse_xml(part("a:tblStyleLst", LISTED))
    assert table is not None
    return TableStyle(Palette(), table, listed)


def test_a_header_row_looks_as_the_style_has_it() -> None:
    look = table_style().look(Spot(0, 0, 3, 2))
    assert (look.fill, look.colour, look.bold) == ((0, 0, 1), (1, 1, 1), True)


def test_a_row_within_has_lines_to_both_sides() -> None:
    green = (0.0, 1.0, 0.0)
    assert table_style().look(Spot(1, 0, 3, 2)).lines == {"top": (green, 1.0), "bottom": (green, 1.0)}
    assert table_style().look(Spot(2, 0, 3, 2)).lines == {"top": (green, 1.0)}


def test_a_style_that_is_not_in_the_deck_is_powerpoints_usual_one() -> None:
    usual = table_style("{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}", 'firstRow="1" bandRow="1"')
    header, first, second = (usual.look(Spot(row, 0, 3, 1)).fill for row in range(3))
    assert header == Palette().colours["accent1"]
    assert len({header, first, second}) == 3


def test_a_cells_own_margins_and_lines_count(tmp_path: Path) -> None:
    line = '<a:lnL w="38100"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:lnL>'
    table = p_table([["Count"]]).replace("</a:tc>", f'<a:tcPr marL="635000">{line}</a:tcPr></a:tc>')
    assert words(tmp_path, table)["Count"].box.x0 == pytest.approx(36 + 50, abs=0.5)
    assert colour_at(drawing(tmp_path, pptx(slide(table)))[0], 36, 42) == (255, 0, 0)


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.booleans())
def test_an_axis_holds_all_numbers_at_few_round_steps(rows: list[list[float | None]], stacked: bool) -> None:
    series = tuple(Series("s", tuple(row)) for row in rows)
    axis = axis_of(Chart("bar", "", (), series, is_stacked=stacked))
    values = [value for row in rows for value in row if value is not None]
    if not values:
        assert axis is None
        return
    assert axis is not None
    assert axis.low <= 0 <= axis.high
    assert 2 <= len(axis.ticks) <= 12
    near = 1e-8 * (axis.high - axis.low)
    if not stacked:
        assert axis.low <= min(values) + near
        assert axis.high >= max(values) - near


def test_an_axis_names_round_numbers() -> None:
    axis = axis_of(Chart("bar", "", (), (Series("s", (4.3, 2.4)),)))
    assert axis is not None
    assert [axis.words(tick) for tick in axis.ticks] == ["0", "1", "2", "3", "4", "5"]


def two_colours() -> bytes:
    """Red on the left, blue on the right."""
    picture = Pillow.new("RGBA", (40, 20), RED)
    picture.paste(BLUE, (20, 0, 40, 20))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def seen(data: bytes, across: float, down: float) -> object:
    with Pillow.open(io.BytesIO(data)) as picture:
        return picture.convert("RGBA").getpixel((int(picture.width * across), int(picture.height * down)))


def test_a_mirrored_picture_is_mirrored() -> None:
    made = placed(two_colours(), Place(0, 0, 40, 20, flip_x=True), Look())
    assert seen(made.data, 0.25, 0.5) == BLUE


def test_a_picture_askew_takes_the_room_of_its_corners() -> None:
    made = placed(two_colours(), Place(0, 0, 40, 20, turn=45), Look())
    assert made.x1 - made.x0 == pytest.approx(60 / 2**0.5)
    assert seen(made.data, 0.02, 0.02) == (0, 0, 0, 0)


def test_a_picture_in_a_shape_shows_within_it_only() -> None:
    made = placed(two_colours(), Place(0, 0, 40, 20), Look(outline=((0, 0), (40, 0), (0, 20))))
    assert seen(made.data, 0.1, 0.1) == RED
    assert seen(made.data, 0.9, 0.9)[3] == 0  # type: ignore[index]  # a pixel


def test_tiles_are_laid_side_by_side() -> None:
    made = placed(two_colours(), Place(0, 0, 400, 200), Look(tile=(100, 50)))
    assert [seen(made.data, share, 0.1) for share in (0.05, 0.2, 0.3, 0.45)] == [RED, BLUE, RED, BLUE]


@pytest.mark.parametrize("data", [b"", b"\x89PNG no picture", b"GIF8"])
def test_a_broken_picture_keeps_its_place(data: bytes) -> None:
    made = placed(data, Place(10, 10, 40, 20, turn=30), Look())
    assert (made.x0, made.x1) == (10, 50)


def test_a_member_of_a_turned_group_goes_round_with_it() -> None:
    group, _ = parse_xml(
        part("a:xfrm", '<a:off x="0" y="0"/><a:ext cx="1270000" cy="1270000"/><a:chOff x="0" y="0"/>'
             '<a:chExt cx="1270000" cy="1270000"/>', 'rot="5400000"')
    )  # fmt: skip
    member, _ = parse_xml(part("a:xfrm", '<a:off x="0" y="0"/><a:ext cx="254000" cy="127000"/>'))
    place = Frame().inner(group).place(member)
    assert place is not None
    assert place.turn == 90
    assert place.centre == pytest.approx((95, 10))


def test_a_member_of_a_mirrored_group_is_mirrored() -> None:
    made = Place(0, 0, 20, 10).within(Place(0, 0, 100, 100, flip_x=True))
    assert (made.x, made.flip_x) == (80, True)


def test_a_deck_with_broken_table_styles_is_drawn(tmp_path: Path) -> None:
    page = drawing(tmp_path, with_part(pptx(slide(p_table([["a"]]))), "ppt/tableStyles.xml", b"<junk"))[0]
    assert page.get_text().split() == ["a"]
