"""How a slide is drawn: what it inherits, how text stands in its frames, what shapes are filled with."""

from pathlib import Path

import pytest

from explorer.extract.mupdf import pymupdf
from explorer.model.document import Word
from tests.helpers.office_files import p_shape, pptx, slide
from tests.unit.extract.test_slides import drawing, found_in

FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
GRADIENT = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/>'
    '</a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
)


def body(paragraphs: str, properties: str = "", box: tuple[int, int, int, int] = (100, 100, 400, 60)) -> str:
    """A text frame of one's own XML; the box in points: left, top, width, height."""
    x, y, w, h = (part * 12_700 for part in box)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{w}" cy="{h}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" '
        f"{properties}/>{paragraphs}</p:txBody></p:sp>"
    )


def filled(fill: str, preset: str = "rect") -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="1270000" y="1270000"/>'
        f'<a:ext cx="2540000" cy="1270000"/></a:xfrm><a:prstGeom prst="{preset}"/>{fill}</p:spPr></p:sp>'
    )


def line(text: str, ppr: str = "", rpr: str = 'sz="2000"') -> str:
    """A paragraph; ``ppr`` holds attributes, then, after a ">", elements."""
    attributes, _, inner = ppr.partition(">")
    return f"<a:p><a:pPr {attributes}>{inner}</a:pPr>{run(text, rpr)}</a:p>"


def run(text: str, attributes: str = 'sz="2000"', inner: str = "") -> str:
    return f"<a:r><a:rPr {attributes}>{inner}</a:rPr><a:t>{text}</a:t></a:r>"


def words(folder: Path, *shapes: str) -> dict[str, Word]:
    page = found_in(folder, pptx(slide(*shapes))).pages[0]
    return {page.text[word.start : word.end]: word for word in page.words}


def colour_at(page: pymupdf.Page, x: float, y: float) -> tuple[int, int, int]:
    """Of the drawn page, at a place in points."""
    return page.get_pixmap().pixel(int(x), int(y))


def test_text_beside_a_bullet_stands_at_the_margin(tmp_path: Path) -> None:
    found = words(tmp_path, body(line("Stops", 'marL="457200" indent="-342900"><a:buChar char="•"/>')))
    assert found["Stops"].box.x0 == pytest.approx(136, abs=0.5)


def test_narrow_fonts_take_less_room_and_as_much_height(tmp_path: Path) -> None:
    plain, narrow = (
        words(tmp_path, body("<a:p>" + run("Officers", inner=f'<a:latin typeface="{font}"/>') + "</a:p>"))
        for font in ("Arial", "Calibri")
    )
    a, b = plain["Officers"].box, narrow["Officers"].box
    assert b.x1 - b.x0 == pytest.approx((a.x1 - a.x0) * 0.911, rel=0.01)
    assert b.y1 - b.y0 == pytest.approx(a.y1 - a.y0)


def test_the_last_paragraphs_space_does_not_lift_a_title_off_its_foot(tmp_path: Path) -> None:
    after = line("Title", '><a:spcAft><a:spcPts val="3000"/></a:spcAft>')
    with_space = words(tmp_path, body(after, 'anchor="b"'))["Title"].box
    without = words(tmp_path, body(line("Title"), 'anchor="b"'))["Title"].box
    assert with_space == without


def test_too_much_text_leaves_its_frame_as_its_anchor_has_it_and_stays_on_the_slide(tmp_path: Path) -> None:
    many = "".join(line(f"w{number}") for number in range(6))
    middle = words(tmp_path, body(many, 'anchor="ctr"', (100, 200, 400, 60)))
    assert middle["w0"].box.y0 < 200 < 260 < middle["w5"].box.y1
    low = words(tmp_path, body(many, "", (100, 500, 400, 30)))
    assert low["w5"].box.y1 <= 541


def test_raised_letters_are_smaller_and_higher(tmp_path: Path) -> None:
    runs = "<a:p>" + run("the 25") + run("th", 'sz="2000" baseline="30000"') + "</a:p>"
    page = drawing(tmp_path, pptx(slide(body(runs))))[0]
    plain, raised = page.get_text("dict")["blocks"][0]["lines"][0]["spans"][:2]
    assert raised["size"] < plain["size"]
    assert raised["origin"][1] == pytest.approx(plain["origin"][1] - 6, abs=0.3)


def test_a_round_shape_leaves_its_corners_free(tmp_path: Path) -> None:
    page = drawing(tmp_path, pptx(slide(filled(FILL.format("FF0000"), "roundRect"))))[0]
    assert colour_at(page, 200, 150) == (255, 0, 0)
    assert colour_at(page, 101, 101) == (255, 255, 255)


def test_a_gradient_goes_from_one_side_to_the_other(tmp_path: Path) -> None:
    page = drawing(tmp_path, pptx(slide(filled(GRADIENT))))[0]
    left, middle, right = (colour_at(page, x, 150)[0] for x in (105, 200, 295))
    assert left < 30 < 110 < middle < 145 < 225 < right


def test_a_slide_may_name_the_themes_colours_otherwise(tmp_path: Path) -> None:
    own = '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"/></p:clrMapOvr>'
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></p:bgPr></p:bg>'
    made = slide(p_shape("White on black")).replace(b"<p:cSld>", b"<p:cSld>" + ground.encode())
    page = drawing(tmp_path, pptx(made.replace(b"</p:cSld>", b"</p:cSld>" + own.encode())))[0]
    assert colour_at(page, 700, 500) == (0, 0, 0)
    assert page.get_text("dict")["blocks"][0]["lines"][0]["spans"][0]["color"] == 0xFFFFFF
