"""Two readings of a page, side by side."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.reading_diff import differences

TEXTS = st.lists(st.sampled_from(["the", "board", "rn", "m", "1"]), max_size=30).map(" ".join)


def words(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_words_that_differ_are_named_in_both() -> None:
    left, right = "The boord of Alder\nCreek mot in the spring", "The board of Alder Creek met in spring again"
    found = differences(left, right)
    assert words(left, [ours for ours, _ in found]) == ["boord", "mot", "the", ""]
    assert words(right, [theirs for _, theirs in found]) == ["board", "met", "", "again"]


def test_line_breaks_are_no_difference() -> None:
    assert differences("one two\nthree", "one\ntwo three") == ()


def test_one_that_is_empty_differs_as_a_whole() -> None:
    assert differences("", "two words") == (((0, 0), (0, 9)),)


def test_a_text_longer_than_any_page_ends_in_one_stretch() -> None:
    left, right = " ".join(f"a{n}" for n in range(9000)), " ".join(f"b{n}" for n in range(4000))
    found = differences(left, right)
    assert len(found) == 2
    assert found[-1][0][1] == len(left)
    assert found[-1][1][1] == len(right)


@given(TEXTS, TEXTS)
def test_putting_the_other_words_in_gives_the_other_text(left: str, right: str) -> None:
    made, at = "", 0
    for (start, end), (other_start, other_end) in differences(left, right):
        made += f"{left[at:start]} {right[other_start:other_end]} "
        at = end
    assert (made + left[at:]).split() == right.split()
