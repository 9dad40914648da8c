"""XPS documents and SVG drawings: words at their places, and what is in a drawing without being drawn."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Source
from explorer.extract.drawn import SvgReader, XpsReader
from explorer.extract.mupdf import pymupdf
from explorer.extract.registry import sniff
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import zipped
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
_XPS = "http://schemas.microsoft.com/xps/2005/06"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"


def svg(inner: str, size: str = 'width="300" height="200"') -> bytes:
    return f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'.encode()


def xps(*pages: str) -> bytes:
    place = 'FontRenderingEmSize="20" OriginX="50" OriginY="90" Fill="#FF000000"'
    glyphs = f'<Glyphs FontUri="/f.ttf" {place} UnicodeString="{{}}"/>'
    texts = {
        f"{n}.fpage": f'<FixedPage xmlns="{_XPS}" Width="816" Height="1056">{glyphs.format(text)}</FixedPage>'.encode()
        for n, text in enumerate(pages)
    }
    listed = "".join(f'<PageContent Source="/{name}"/>' for name in texts)
    link = f'<Relationship Id="r" Type="{_XPS}/fixedrepresentation" Target="/s.fdseq"/>'
    sequence = f'<FixedDocumentSequence xmlns="{_XPS}"><DocumentReference Source="/d.fdoc"/></FixedDocumentSequence>'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_REL}">{link}</Relationships>'.encode(),
            "s.fdseq": sequence.encode(),
            "d.fdoc": f'<FixedDocument xmlns="{_XPS}">{listed}</FixedDocument>'.encode(),
            "f.ttf": pymupdf.Font("cour").buffer,
            **texts,
        }
    )


def test_xps_pages_are_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(xps("The weir", "The pump"))
    found = check_reader(XpsReader(), path)
    assert [page.text for page in found.pages] == ["The weir", "The pump"]
    assert (found.pages[0].width, found.pages[0].height) == (612, 792)
    assert 30 < found.pages[0].words[0].box.x0 < 45


def test_an_svg_tells_what_is_drawn_and_what_is_not(tmp_path: Path) -> None:
    path = tmp_path / "map.bin"
    hidden = '<text x="10" y="90" display="none">Old pump</text>'
    path.write_bytes(svg(f'<title>Map</title><desc>Of the weir</desc><text x="10" y="50">Weir gate</text>{hidden}'))
    found = check_reader(SvgReader(), path)
    (page,) = found.pages
    assert found.known is not None
    assert found.known.title == "Map"
    assert page.text.split("\n")[0] == "Weir gate"
    marked = [(span.layer, page.text[span.start : span.end]) for span in page.layers]
    assert sorted(marked) == [
        (Layer.COMMENT, "Map"),
        (Layer.COMMENT, "Of the weir"),
        (Layer.HIDDEN, "Old pump"),
    ]
    assert PageFlag.HAS_HIDDEN in page.flags
    assert (page.width, page.height) == (300, 200)


def test_the_rendition_is_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    path.write_bytes(svg('<text x="10000" y="9000" font-size="400">Weir</text>', 'width="30000" height="20000"'))
    (page,) = read(SvgReader(), path).pages
    SvgReader().render(Source(path, path.name), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert (document[0].rect.width, document[0].rect.height) == (page.width, page.height)
        assert page.width == 14_400
        x0 = document[0].get_text("words")[0][0]
    assert page.words[0].box.x0 == pytest.approx(x0, abs=0.5)


def test_nothing_outside_is_loaded_and_no_entity_is_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not to be read")
    path = tmp_path / "map.svg"
    entity = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path.write_bytes(svg("<text x='10' y='50'>Weir &x;</text>").replace(b"?>", b"?>" + entity.encode(), 1))
    assert sniff(path, path.name) == media.SVG
    assert "not to be read" not in read(SvgReader(), path).pages[0].text


def test_a_page_of_the_web_that_holds_a_drawing_is_no_drawing(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"<!DOCTYPE html><html><body>" + svg("")[21:] + b"</body></html>")
    assert sniff(path, path.name) == media.HTML


def test_a_broken_xps_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "plan.xps"
    path.write_bytes(zipped({"[Content_Types].xml": b"<Types/>", "s.fdseq": b"<nothing/>"}))
    with pytest.raises(DamagedDocumentError):
        read(XpsReader(), path)


@same_folder
@given(st.text(alphabet='<>/="textgusvid: 19', max_size=200))
def test_any_drawing_is_read_or_refused(tmp_path: Path, inner: str) -> None:
    check_garbage(SvgReader(), tmp_path, svg(inner))
