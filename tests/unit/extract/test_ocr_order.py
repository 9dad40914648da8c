"""The order in which pieces of text are read."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.ocr_order import reading_order

Box = tuple[float, float, float, float]


def rows(x0: float, x1: float, top: float, count: int) -> list[Box]:
    """Lines of 10 pixels, 15 apart."""
    return [(x0, top + 15 * number, x1, top + 15 * number + 10) for number in range(count)]


def test_lines_are_read_from_top_to_bottom() -> None:
    assert reading_order(list(reversed(rows(0, 200, 0, 4)))) == [[3], [2], [1], [0]]


def test_columns_are_read_one_after_the_other_below_their_heading() -> None:
    heading, left, right = [(0.0, 0.0, 420.0, 12.0)], rows(0, 200, 40, 3), rows(220, 420, 47, 3)
    assert reading_order(right + left + heading) == [[6], [3], [4], [5], [0], [1], [2]]


def test_the_rows_of_a_form_stay_whole() -> None:
    labels, values = rows(0, 40, 0, 4), rows(120, 190, 1, 4)
    assert reading_order(labels + values) == [[0, 4], [1, 5], [2, 6], [3, 7]]


def test_a_dash_beside_a_word_is_in_its_line() -> None:
    assert reading_order([(60, 4, 70, 6), (0, 0, 50, 10), (0, 14, 50, 24)]) == [[1, 0], [2]]


@given(st.lists(st.tuples(*[st.floats(0, 1000)] * 4), max_size=60))
def test_each_piece_is_read_once(corners: list[Box]) -> None:
    boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    assert sorted(index for line in reading_order(boxes) for index in line) == list(range(len(boxes)))
