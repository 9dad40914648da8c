"""Words survive packing."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.document import Box, Word, pack_words, unpack_words

sides = st.floats(1, 20_000)
fractions = st.floats(0, 1)


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[Word], float, float]:
    width, height = draw(sides), draw(sides)
    words = []
    for _ in range(draw(st.integers(0, 20))):
        start, length = draw(st.integers(0, 2**31)), draw(st.integers(0, 60_000))
        (x0, x1), (y0, y1) = (
            sorted(draw(st.tuples(fractions, fractions))),
            sorted(draw(st.tuples(fractions, fractions))),
        )
        words.append(Word(start, start + length, Box(x0 * width, y0 * height, x1 * width, y1 * height)))
    return words, width, height


@given(pages())
def test_packed_words_come_back_within_a_65535th_of_the_page(page: tuple[list[Word], float, float]) -> None:
    words, width, height = page
    again = unpack_words(pack_words(words, width, height), width, height)
    assert [(word.start, word.end) for word in again] == [(word.start, word.end) for word in words]
    for word, other in zip(words, again, strict=True):
        for side, one, two in (
            (width, word.box.x0, other.box.x0),
            (height, word.box.y0, other.box.y0),
            (width, word.box.x1, other.box.x1),
            (height, word.box.y1, other.box.y1),
        ):
            assert abs(one - two) <= side / 65535


def test_a_box_beyond_the_page_is_clipped_to_it() -> None:
    packed = pack_words([Word(0, 3, Box(-5, 10, 700, 900))], 612, 792)
    box = unpack_words(packed, 612, 792)[0].box
    assert (box.x0, box.x1, box.y1) == (0, 612, 792)


def test_no_bytes_hold_no_words() -> None:
    assert unpack_words(b"", 612, 792) == ()
