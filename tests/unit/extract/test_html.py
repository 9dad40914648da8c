"""HTML is read as its words; nothing in it runs, nothing it names is loaded, and no depth breaks it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.extract.base import ExtractedPage, Source
from explorer.extract.html import HtmlReader
from explorer.extract.mupdf import pymupdf
from explorer.model.document import Layer, PageFlag
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
PAGE = """<!doctype html><html><head><title>Roster &amp; log</title><style>p{}</style><script>steal()</script></head>
<body><h1>Roster</h1><p>Kept by <b>Lt.</b>&nbsp;R. Ames, <a href="http://198.51.100.7/">records</a>.</p>
<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>
<table><tr><th>Name</th><th>Since</th></tr><tr><td>Ames</td><td>2014</td></tr></table>
<pre>a   b
c</pre><template>never</template><img src="http://198.51.100.7/x.png"></body></html>"""


def saved(folder: Path, html: str | bytes) -> Path:
    path = folder / "page.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return path


def page_of(folder: Path, html: str | bytes) -> ExtractedPage:
    return read(HtmlReader(), saved(folder, html)).pages[0]


def test_the_reader_keeps_the_contract(tmp_path: Path) -> None:
    check_reader(HtmlReader(), saved(tmp_path, PAGE * 30))


def test_words_stand_in_order_one_block_a_line(tmp_path: Path) -> None:
    assert page_of(tmp_path, PAGE).text.split("\n") == [
        "Roster", "Kept by Lt.\xa0R. Ames, records.", "one", "two", "1. first", "2. second", "Name\tSince",
        "Ames\t2014", "a   b", "c",
    ]  # fmt: skip


def test_the_title_is_the_documents(tmp_path: Path) -> None:
    assert read(HtmlReader(), saved(tmp_path, PAGE)).known.title == "Roster & log"


@pytest.mark.parametrize("style", ['style="display: none"', "hidden", 'style="VISIBILITY:hidden"'])
def test_hidden_words_are_kept_and_marked(tmp_path: Path, style: str) -> None:
    page = page_of(tmp_path, f"<p>seen <span {style}>unseen</span></p>")
    assert [(each.layer, page.text[each.start : each.end]) for each in page.layers] == [(Layer.HIDDEN, "unseen")]
    assert PageFlag.HAS_HIDDEN in page.flags


@pytest.mark.parametrize("tag", ["img", "area"])
def test_the_words_for_a_picture_are_marked(tmp_path: Path, tag: str) -> None:
    page = page_of(tmp_path, f'<p>Seen <{tag} alt="The  gate, from above"> here <{tag} alt=""><{tag} alt="*"></p>')
    assert page.text == "Seen [The gate, from above] here"
    assert [(each.layer, page.text[each.start : each.end]) for each in page.layers] == [
        (Layer.COMMENT, "[The gate, from above]")
    ]


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell(tmp_path: Path) -> None:
    inner = "<table><tr><td>left</td></tr></table>"
    assert page_of(tmp_path, f"<table><tr><td>{inner}</td><td>right</td></tr></table>").text == "left\nright"


def test_a_frame_shows_the_page_it_carries(tmp_path: Path) -> None:
    assert (
        page_of(tmp_path, '<p>out</p><iframe srcdoc="<p>in</p>" src="file:///etc/passwd"></iframe>').text == "out\nin"
    )


def test_a_declared_charset_is_used(tmp_path: Path) -> None:
    html = '<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>Привет, Ёж</p>'
    assert page_of(tmp_path, html.encode("koi8-r")).text == "Привет, Ёж"


@pytest.mark.parametrize(
    "opening", ["<div>", "<ul><li>", "<table><tr><td>", "<p><b><a href=x>", "<blockquote>", "<font>"]
)
def test_no_depth_breaks_it(tmp_path: Path, opening: str) -> None:
    assert page_of(tmp_path, opening * 20_000 + "the innermost words").text.endswith("the innermost words")


def test_two_hundred_thousand_nested_elements_are_read(tmp_path: Path) -> None:
    assert page_of(tmp_path, "<div>" * 200_000 + "deep" + "</div>" * 200_000 + "<p>after").text == "deep\nafter"


def test_the_rendition_shows_the_same_words(tmp_path: Path) -> None:
    path = saved(tmp_path, PAGE)
    HtmlReader().render(Source(path, path.name), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        shown = document[0].get_text().replace("•", "")
    assert sorted("".join(shown.split())) == sorted("".join(page_of(tmp_path, PAGE).text.split()))


MARKUP = """
<p> </p> <table> <tr> <td> </table> <li> <ul> </ul> <ol> <pre> <b> <br> <hr> <h1> <!-- <body> </body> <th>
<iframe/srcdoc=x> <div/hidden>
"""
TAGS = st.sampled_from(MARKUP.split())


@same_folder
@given(pieces=st.lists(TAGS | st.text(max_size=10), max_size=40))
def test_any_markup_is_read(tmp_path: Path, pieces: list[str]) -> None:
    check_garbage(HtmlReader(), tmp_path, "".join(pieces).encode("utf-8", "ignore"))


@same_folder
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(HtmlReader(), tmp_path, data)
