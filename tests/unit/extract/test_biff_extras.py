"""Comments, text boxes, hidden rows and columns, and headers of old workbooks (XLS)."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.biff_extras import read_biff_extras

NEW, OLD = 0x0600, 0x0500
END = struct.pack("<HH", 0x000A, 0)


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(version: int = NEW) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0))


def words(text: str) -> bytes:
    """A text with its length in two bytes, wide."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def book(name: str, sheet: bytes, state: int = 0, version: int = NEW) -> bytes:
    """A workbook of one sheet."""
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    if version == OLD:
        title = struct.pack("<B", len(name)) + name.encode("cp1252")
    bound = len(begin(version)) + 4 + 6 + len(title) + len(END)
    head = begin(version) + record(0x0085, struct.pack("<IBB", bound, state, 0) + title) + END
    return head + begin(version) + sheet + END


def drawn(number: int, *pieces: bytes) -> bytes:
    """An object and its text in pieces."""
    count = sum(len(piece) for piece in pieces)
    shape = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 0x19, number) + bytes(14))
    text = record(0x01B6, struct.pack("<HH6sHH", 0, 0, bytes(6), count, 16) + bytes(4))
    chunks = b"".join(record(0x003C, b"\0" + piece) for piece in pieces)
    return shape + text + chunks + record(0x003C, bytes(16))


def noted(row: int, column: int, number: int, author: str) -> bytes:
    return record(0x001C, struct.pack("<HHHH", row, column, 0, number) + words(author))


def test_comments_are_found_by_their_object_and_other_texts_are_boxes() -> None:
    sheet = drawn(1, b"Ask ", b"the clerk") + drawn(2, b"A box") + noted(4, 27, 1, "Sela Orvik")
    extras = read_biff_extras(book("Größe", sheet))["Größe"]
    (comment,) = extras.comments
    assert (comment.cell, comment.row, comment.author, comment.text) == ("AB5", 5, "Sela Orvik", "Ask the clerk")
    assert extras.boxes == ("A box",)


def test_hidden_rows_columns_and_footers_are_found() -> None:
    rows = b"".join(
        record(0x0208, struct.pack("<HHHHHHBBH", row, 0, 3, 255, 0, 0, flags, 0, 0))
        for row, flags in ((0, 0), (3, 0x20))
    )
    columns = record(0x007D, struct.pack("<HHHHHH", 5, 6, 2000, 0, 1, 0))
    footer = record(0x0015, words("&CPage &P of the gate file"))
    extras = read_biff_extras(book("a", rows + columns + footer, state=2))["a"]
    assert (extras.hidden_rows, extras.hidden_columns) == ({4}, {5, 6})
    assert extras.footings == ("Page of the gate file",)
    assert extras.is_very_hidden


def test_records_of_charts_within_are_passed_over() -> None:
    chart = begin() + record(0x0014, words("not of the sheet")) + END
    assert read_biff_extras(book("a", chart + record(0x0014, words("Of it"))))["a"].footings == ("Of it",)


def test_notes_of_excel_95_stand_in_their_record() -> None:
    note = record(0x001C, struct.pack("<HHH", 1, 2, 9) + "see über".encode("cp1252").ljust(9))
    (comment,) = read_biff_extras(book("Blatt", note, version=OLD))["Blatt"].comments
    assert (comment.cell, comment.text) == ("C2", "see über")


def test_a_locked_workbook_has_none() -> None:
    assert read_biff_extras(begin() + record(0x002F, bytes(6)) + END) == {}


@pytest.mark.parametrize("cut", [0, 3, 30, 60, 90])
def test_a_stream_that_breaks_off_gives_what_stands_before(cut: int) -> None:
    whole = book("a", drawn(1, b"words") + noted(0, 0, 1, "x"))
    assert set(read_biff_extras(whole[: len(whole) - cut])) <= {"a"}


@given(st.integers(0, 300), st.binary(max_size=40))
def test_any_damage_gives_extras(at: int, junk: bytes) -> None:
    whole = book("a", drawn(1, b"Ask ", b"the clerk") + noted(4, 2, 1, "x") + record(0x0014, words("Of it")))
    read_biff_extras(whole[:at] + junk + whole[at + len(junk) :])


@given(st.binary(max_size=400))
def test_whatever_comes_gives_extras(data: bytes) -> None:
    read_biff_extras(begin() + data)
