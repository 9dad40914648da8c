"""Rich text is read as it was written: letters of all code pages, tables, notes, deleted and hidden text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, EmptyDocumentError
from explorer.extract.base import Collected, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.rtf import RtfReader
from explorer.extract.rtf_tokens import tokens
from explorer.model.document import Kind, Layer
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)


def saved(folder: Path, inside: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> Path:
    path = folder / "a.rtf"
    body = inside if isinstance(inside, bytes) else inside.encode("cp1252")
    path.write_bytes(b"{\\rtf1" + head.encode() + b" " + body + b"}")
    return path


def opened(folder: Path, inside: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> Collected:
    return read(RtfReader(), saved(folder, inside, head))


def text(folder: Path, inside: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return "\n".join(page.text for page in opened(folder, inside, head).pages).strip()


SAMPLES = [
    r"One\par two",
    r"\trowd\cellx100\cellx200\intbl a\cell b\cell\row\pard after\par",
    r"A{\footnote \pard note\par}b{\*\annotation said}\par{\header top\par}" + r"long \par " * 200,
    r"{\deleted gone}{\v unseen}\page second",
]


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_the_reader_keeps_the_contract(tmp_path: Path, number: int) -> None:
    check_reader(RtfReader(), saved(tmp_path, SAMPLES[number]))


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (r"gr\'fc\'dfe", "grüße"),
        (r"{\fonttbl{\f0\fcharset238 Arial CE;}}\f0 \'b9\'ea", "ąę"),
        (r"{\fonttbl{\f0\fcharset128 MS Gothic;}}\f0 \'93\'8c\'8b\'9e", "東京"),
        (rb"{\fonttbl{\f0\fcharset128 MS Gothic;}}\f0 \'83A", "ア"),  # its second byte stands as it is
        (r"{\fonttbl{\f0\fcharset2 Symbol;}}\f0 \'b7 abc", "• αβχ"),
        (r"{\fonttbl{\f0\fnil\fcharset0\cpg1251 X;}}\f0 \'c0", "А"),
        (r"\u8364?\u-10179?\u-8704?.", "€😀."),
        (r"{\uc2\u26481 \'93\'8c}{\uc0\u20140}x", "東京x"),
        (r"{\upr{ansi}{\*\ud{\u8364?}}}", "€"),
        (r"a\tab b\line c\~d\_e\{\}\\", "a\tb\nc\xa0d\u2011e{}\\"),
        (r"{\*\unknown not shown}{\info{\author nobody}}{\stylesheet{\s0 Normal;}}shown", "shown"),
        (r"{\pict\pngblip\bin5 }}}}}}shown", "shown"),
        (r'{\field{\*\fldinst HYPERLINK "http://a.example/x"}{\fldrslt words}}', "words <http://a.example/x>"),
        (r"{\field{\*\fldinst{HYPERLINK http://a.example}}{\fldrslt http://a.example}}", "http://a.example"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 7}}", "7"),
        (r"{\listtext\'b7\tab}item\par", "item"),
        (r"{\listtext 4.2\tab}item\par", "4.2 item"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed\par}}{\shprslt again}}", "boxed"),
        ("plain\r\nbroken line\\\r\nnext", "plainbroken line\nnext"),
    ],
)  # fmt: skip
def test_letters(tmp_path: Path, inside: str | bytes, shown: str) -> None:
    assert text(tmp_path, inside) == shown


def test_letters_of_a_file_in_another_code_page(tmp_path: Path) -> None:
    assert text(tmp_path, r"\'cf\'f0\'e8", r"\ansi\ansicpg1251") == "При"
    assert text(tmp_path, r"\'8e", r"\mac") == "é"


def test_a_table_has_its_rows_and_cells(tmp_path: Path) -> None:
    table = r"\trowd\cellx1\cellx2\pard\intbl a\par b\cell c\cell\row\trowd\intbl d\cell e\cell\row\pard after"
    assert text(tmp_path, table).split("\n") == ["a", "b\tc", "d\te", "after"]


def test_what_is_not_the_body_says_what_it_is(tmp_path: Path) -> None:
    page = opened(
        tmp_path,
        r"{\*\revtbl{Unknown;}{Ann Ames;}}Kept{\deleted\revauthdel1  struck}{\v  unseen}"
        r"{\*\atnauthor R. Roe}{\*\annotation Why?}{\footnote below}{\header top} on\par",
    ).pages[0]
    said = {(span.layer, page.text[span.start : span.end].strip()) for span in page.layers}
    assert page.text.startswith("Kept on")
    assert {(Layer.DELETED, "struck"), (Layer.HIDDEN, "unseen"), (Layer.FOOTNOTE, "below"), (Layer.MARGIN, "top")} <= (
        said
    )
    assert any(layer is Layer.COMMENT and "R. Roe" in words and "Why?" in words for layer, words in said)
    assert "Ann Ames:" in page.text


def test_the_facts(tmp_path: Path) -> None:
    info = r"{\info{\title The \'84list\'93}{\creatim\yr2018\mo3\dy4\hr15\min9}}words"
    known = opened(tmp_path, info).known
    assert (known.kind, known.title, known.date) == (Kind.DOCUMENT, "The „list“", "2018-03-04T15:09:00")


def test_a_page_break_ends_the_page(tmp_path: Path) -> None:
    assert [page.text.strip() for page in opened(tmp_path, r"one\page two").pages] == ["one", "two"]


def test_a_packed_file_becomes_a_document(tmp_path: Path) -> None:
    native = b"\2\0a.csv\0C:\\a.csv\0" + bytes(4) + bytes(4) + b"\3\0\0\0a,b"
    packed = b"\1\5\0\0\2\0\0\0\x08\0\0\0Package\0" + bytes(8) + len(native).to_bytes(4, "little") + native
    found = opened(tmp_path, r"{\object\objemb{\*\objdata " + packed.hex() + r"}{\result shown}}")
    assert found.children == [("a.csv", b"a,b")]
    assert found.pages[0].text.strip() == "shown"


def test_a_file_that_ends_in_the_middle_is_read_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi half a sen")
    found = read(RtfReader(), path)
    assert found.pages[0].text == "half a sen"
    assert "ends in the middle" in found.reasons[0]


def test_bytes_that_are_no_rtf_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"no")
    with pytest.raises(DamagedDocumentError):
        read(RtfReader(), path)
    path.write_bytes(b"")
    with pytest.raises(EmptyDocumentError):
        read(RtfReader(), path)


def test_a_hundred_thousand_groups_within_one_another(tmp_path: Path) -> None:
    assert text(tmp_path, "{" * 100_000 + "deep" + "}" * 100_000) == "deep"
    assert "deep" in text(tmp_path, r"{\footnote " * 5_000 + "deep" + "}" * 5_000)


def test_the_rendition_shows_the_same_pages(tmp_path: Path) -> None:
    path, target = saved(tmp_path, r"one\page two {\v three}"), tmp_path / "a.pdf"
    RtfReader().render(Source(path, "a.rtf"), target)
    with pymupdf.open(target) as document:
        assert [page.get_text().split()[0] for page in document] == ["one", "two"]


PIECES = st.sampled_from(
    [r"\par ", "{", "}", r"\u8364?", r"\'93", r"\'", r"\cell ", r"\row ", r"\intbl ", r"\trowd ", r"{\footnote ",
     r"\v ", r"{\*\annotation ", r"\bin9999999999 ", r"\u-99999 ", r"{\pict\pngblip 8950",
     r"{\object{\*\objdata 01050000",
     r"\uc9 ", r"{\fonttbl{\f0\fcharset128 x;}}", r"\f0 ", r"\pard ", r"\page ", r"{\fldrslt ",
     r"{\*\fldinst HYPERLINK", r"\nestrow ", r"\li-5 ", r"\fs-3 ", r"\deleted ", r"{\info{\creatim\yr99999999}}",
     "text", "\\", "\n"]
)  # fmt: skip


@same_folder
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda each: "".join(each).encode())))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(RtfReader(), tmp_path, b"{\\rtf1 " + data)


@given(st.binary(max_size=300))
def test_tokens_never_fail(data: bytes) -> None:
    assert sum(1 for _ in tokens(data)) <= len(data)
