"""Plain text and Markdown are read in any common encoding, line by line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import EmptyDocumentError
from explorer.extract.base import Source
from explorer.extract.encodings import codec_of, decode
from explorer.extract.mupdf import pymupdf
from explorer.extract.text import TextReader
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
PROSE = "The chief said that it was not known to him.\nThe list went out on Friday.\n"
COLUMNS = "Name          Rank          Since\nR. Ames       Lt.           2014\nB. Tarn       Officer       2016\n"


def saved(folder: Path, data: bytes | str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    "text", [PROSE, COLUMNS, PROSE * 200, "one\fpage\fmore", "עדות ראשונה", "word " * 20_000, " \n \n"]
)
def test_the_reader_keeps_the_contract(tmp_path: Path, text: str) -> None:
    check_reader(TextReader(), saved(tmp_path, text))


def test_a_page_has_the_text_of_the_file(tmp_path: Path) -> None:
    assert read(TextReader(), saved(tmp_path, PROSE)).pages[0].text == PROSE.rstrip()


def test_a_short_text_is_one_page_in_spite_of_form_feeds(tmp_path: Path) -> None:
    pages = read(TextReader(), saved(tmp_path, "first\n\fsecond\n\f\f")).pages
    assert [(page.label, page.text.split()) for page in pages] == [("p. 1", ["first", "second"])]


def test_a_form_feed_ends_a_page_of_a_long_text(tmp_path: Path) -> None:
    pages = read(TextReader(), saved(tmp_path, "first\n" * 300 + "\f" + "second\n" * 300)).pages
    assert [set(page.text.split()) for page in pages] == [{"first"}, {"second"}]


def test_columns_stay_under_each_other(tmp_path: Path) -> None:
    page = read(TextReader(), saved(tmp_path, COLUMNS)).pages[0]
    lefts = {
        round(word.box.x0) for word in page.words if page.text[word.start : word.end] in ("Rank", "Lt.", "Officer")
    }
    assert len(lefts) == 1


def test_a_file_of_one_long_line_is_read_whole(tmp_path: Path) -> None:
    pages = read(TextReader(), saved(tmp_path, "lorem kestrel " * 30_000 + "endmark")).pages
    assert sum(len(page.words) for page in pages) == 60_001


def test_pages_joined_give_the_lines_back(tmp_path: Path) -> None:
    lines = [f"line {number}" for number in range(2_000)]
    pages = read(TextReader(), saved(tmp_path, "\n".join(lines))).pages
    assert "\n".join(page.text for page in pages).split("\n") == lines


def test_a_first_heading_of_markdown_is_its_title(tmp_path: Path) -> None:
    assert read(TextReader(), saved(tmp_path, "intro\n# Plate cameras #\n", "a.md")).known.title == "Plate cameras"


def test_markdown_keeps_the_contract(tmp_path: Path) -> None:
    check_reader(TextReader(), saved(tmp_path, "# One\n\nwords\n\n```\ncode\n# no heading\n```\n| a | b |\n", "a.md"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError):
        read(TextReader(), saved(tmp_path, b""))


def test_the_rendition_shows_the_same_words(tmp_path: Path) -> None:
    path = saved(tmp_path, PROSE * 100)
    TextReader().render(Source(path, path.name), tmp_path / "out.pdf")
    pages = read(TextReader(), path).pages
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert [page.get_text().split() for page in document] == [page.text.split() for page in pages]


RUSSIAN = "Совещание состоится в понедельник утром, в зале суда."
JAPANESE = "会議は月曜日の午後三時に行われます。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "cp866"), (RUSSIAN, "utf-8"), (RUSSIAN, "utf-16"),
     (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"),
     ("证人在法庭上作证，会议于星期一举行", "gb18030"),
     ("Ο μάρτυρας κατέθεσε χθες το πρωί", "cp1253"), ("עדות ראשונה נמסרה", "cp1255"), ("أدلى الشاهد بشهادته", "cp1256"),
     ("Düsseldorf café – “quoted”", "cp1252"), ("UTF-16 without a mark", "utf-16-le"), ("the same", "utf-32-be")],
)  # fmt: skip
def test_an_undeclared_encoding_is_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_and_utf8_text_reads_back(text: str, encoding: str) -> None:
    text = text.replace("\0", "")
    assert decode(text.encode(encoding, "ignore"), "utf-8").lstrip("\ufeff") == text.lstrip("\ufeff")


@given(
    st.binary(max_size=200), st.text(max_size=20) | st.sampled_from(["base64", "rot13", "idna", "utf-16", "x-unknown"])
)
def test_any_bytes_with_any_label_give_text(data: bytes, label: str) -> None:
    assert isinstance(decode(data, label), str)


@pytest.mark.parametrize("label", ["base64", "hex", "rot13", "unicode_escape", "idna", "", "x-unknown", "日本"])
def test_what_is_no_charset_is_no_codec(label: str) -> None:
    assert codec_of(label) is None


@same_folder
@given(data=st.binary(max_size=500))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(TextReader(), tmp_path, data)
