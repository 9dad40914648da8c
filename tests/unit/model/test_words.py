"""Words as columns are the same words; what is packed comes back; what is no words is refused."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.words import Box, Word, WordColumns, columns_of, pack_words, spans, unpack_words

SIDES = st.floats(0, 600)


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    """Words in any order, some of them upside down."""
    starts = draw(st.lists(st.integers(0, 100_000), max_size=30))
    return [Word(start, start + draw(st.integers(0, 40)), Box(*(draw(SIDES) for _ in range(4)))) for start in starts]


@given(words())
def test_columns_hold_the_same_words(some: list[Word]) -> None:
    columns = columns_of(some)
    assert tuple(columns) == tuple(some)
    assert columns == some
    assert [columns[index] for index in range(len(some))] == some
    assert tuple(columns[1:3]) == tuple(some[1:3])


@given(words())
def test_packing_keeps_offsets_and_boxes(some: list[Word]) -> None:
    again = unpack_words(pack_words(some, 600, 600), 600, 600)
    assert [(word.start, word.end) for word in again] == [(word.start, word.end) for word in some]
    for one, other in zip(again, some, strict=True):
        assert (one.box.x0, one.box.y0, one.box.x1, one.box.y1) == pytest.approx(
            (other.box.x0, other.box.y0, other.box.x1, other.box.y1), abs=0.01
        )


def test_rows_of_the_first_form_are_still_read() -> None:
    rows = struct.pack("<IH4H", 4, 3, 0, 0, 65535, 32768) + struct.pack("<IH4H", 9, 2, 1, 2, 3, 4)
    first, second = unpack_words(zlib.compress(rows), 100, 100)
    assert (first.start, first.end, second.start, second.end) == (4, 7, 9, 11)
    assert (first.box.x1, first.box.y1) == pytest.approx((100, 50), abs=0.01)


def test_more_words_than_letters_are_refused() -> None:
    packed = pack_words([Word(at, at + 1, Box(0, 0, 1, 1)) for at in range(50)], 10, 10)
    assert len(spans(packed, 50)[0]) == 50
    with pytest.raises(ValueError, match="more words"):
        spans(packed, 49)


@given(st.binary(max_size=40))
def test_any_bytes_are_words_or_refused(data: bytes) -> None:
    for packed in (data, b"\2" + data, b"\2" + zlib.compress(data), zlib.compress(data)):
        try:
            starts, ends = spans(packed, 100)
        except ValueError:
            continue
        assert (starts <= ends).all()


def test_no_words_are_no_bytes() -> None:
    assert pack_words((), 1, 1) == b""
    assert pack_words(WordColumns([], [], []), 1, 1) == b""
    assert unpack_words(b"", 1, 1) == ()
