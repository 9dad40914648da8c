"""Old PowerPoint texts look as their atoms say, level by level; damaged atoms cost their own looks only."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.ppt_design import Design
from explorer.extract.ppt_records import Record, record_at
from explorer.extract.ppt_setting import paragraphs_of
from explorer.extract.ppt_shapes import Shape
from explorer.extract.ppt_style import LetterLook, ParagraphLook, Styling, master_styles, over, styling_of
from explorer.extract.ppt_text import Text, texts_of
from tests.helpers.ppt_files import atom

BULLET = struct.pack("<IHH", 1 | 1 << 7, 1, ord("–"))  # has one, and which
RIGHT = struct.pack("<IH", 1 << 11, 2)
NONE = struct.pack("<I", 0)
BOLD_BLUE = struct.pack("<IHhBBBB", 1 | 1 << 17 | 1 << 18, 1, 24, 0, 0, 255, 254)
STYLE, MASTER_STYLE = 0x0FA1, 0x0FA3


def record(data: bytes) -> Record:
    found = record_at(data, 0)
    assert found is not None
    return found


def style(*runs: bytes, letters: bytes) -> bytes:
    return atom(STYLE, b"".join(runs) + letters)


def test_runs_cover_their_letters() -> None:
    made = style(
        struct.pack("<IH", 4, 0) + RIGHT, struct.pack("<IH", 6, 1) + BULLET, letters=struct.pack("<I", 10) + BOLD_BLUE
    )
    styling = styling_of(record(made), 9)
    assert styling.paragraphs == (
        (4, 0, ParagraphLook(align=2)),
        (6, 1, ParagraphLook(has_bullet=True, bullet="–")),
    )
    assert styling.letters == ((10, LetterLook(bold=True, size=24.0, tint=(0, 0, 255, 254))),)


def test_a_level_says_only_what_differs_from_the_one_above() -> None:
    data = struct.pack("<H", 2) + BULLET + BOLD_BLUE + RIGHT + NONE
    levels = master_styles(iter([record(atom(MASTER_STYLE, data, 1))]))[1]
    assert levels[1] == (
        ParagraphLook(has_bullet=True, bullet="–", align=2),
        LetterLook(bold=True, size=24.0, tint=(0, 0, 255, 254)),
    )


def test_a_centred_title_looks_like_a_title_but_for_what_it_says() -> None:
    title = record(atom(MASTER_STYLE, struct.pack("<H", 1) + NONE + BOLD_BLUE, 0))
    centred = record(atom(MASTER_STYLE, struct.pack("<HH", 1, 0) + RIGHT + NONE, 6))
    styles = master_styles(iter([title, centred]))
    assert styles[6][0][0].align == 2
    assert styles[6][0][1].size == 24.0


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_give_some_looks(data: bytes, length: int) -> None:
    styling = styling_of(record(atom(STYLE, data)), length)
    assert all(0 <= level < 5 for _count, level, _look in styling.paragraphs)
    master_styles(iter([record(atom(MASTER_STYLE, data, length % 9))]))


@given(st.text(alphabet="ab\r", max_size=40), st.binary(max_size=120))
def test_no_letter_is_lost_whatever_the_looks(words: str, data: bytes) -> None:
    made = paragraphs_of(Text(1, words, styling_of(record(atom(STYLE, data)), len(words))), Design())
    assert "\r".join("".join(run.text for run in each.runs) for each in made) == words.rstrip("\r")


def test_a_field_that_is_filled_in_moves_what_comes_after() -> None:
    looks = Styling((), ((1, LetterLook()), (5, LetterLook(bold=True))))
    assert looks.grown(0, 2).letters == ((3, LetterLook()), (5, LetterLook(bold=True)))


def test_the_slides_number_keeps_its_look() -> None:
    found = [
        record(atom(0x0FA0, "*x".encode("utf-16-le"))),
        record(style(letters=struct.pack("<IH", 3, 0) + NONE + struct.pack("<I", 3) + BOLD_BLUE)),
        record(atom(0x0FD8, struct.pack("<I", 0))),
    ]
    (text,) = texts_of(found, number=12)
    assert text.words == "12x"
    assert paragraphs_of(text, Design())[0].runs[0].style.bold


def test_what_a_look_does_not_say_stays() -> None:
    assert over(LetterLook(bold=True, size=20.0), LetterLook(size=12.0)) == LetterLook(bold=True, size=12.0)


@pytest.mark.parametrize(("value", "expected"), [(0x0000FF, (1, 0, 0)), (0x0800_0001, (0, 0, 0)), (0x1000_0000, None)])
def test_a_shapes_colour_is_its_own_or_the_schemes(value: int, expected: tuple[int, int, int] | None) -> None:
    assert Design().paint(value) == expected


def test_flags_that_do_not_count_leave_the_masters() -> None:
    master = Shape(None, None, known={0x1BF: 0x0011_0001})
    own = Shape(None, None, known={0x1BF: 0x0001_0010})
    assert own.over(master).known[0x1BF] == 0x0011_0000
