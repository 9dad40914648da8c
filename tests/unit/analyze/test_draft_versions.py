"""Statements from one version of a draft to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.draft_versions import Wording, followed, in_order, word_changes, wording
from explorer.analyze.statements import framed
from explorer.model.draft import StatementKind
from explorer.model.trace import Kept, Piece


def _said(*texts: str) -> list[Wording]:
    return [wording(StatementKind.STATEMENT, text) for text in texts]


def test_the_same_words_are_followed_wherever_they_go() -> None:
    old = _said("They sent 400 names.", "He left in 2016.", "It cost $3.4 million.")
    new = _said("It cost $3.4 million.", "They sent 400 names.", "Nobody came.", "He left in 2016.")
    assert followed(old, new) == [2, 0, None, 1]


def test_typography_and_white_space_are_no_other_words() -> None:
    assert wording(StatementKind.QUOTE, "it’s  “so”...").seal == wording(StatementKind.QUOTE, 'it\'s "so"…').seal
    assert (
        wording(StatementKind.QUOTE, "so", "he said …").seal != wording(StatementKind.QUOTE, "so", "he denied …").seal
    )


def test_reworded_statements_go_to_the_one_they_are_most_like() -> None:
    old = _said("The center loaded 3,412 names from paper books.", "The center loaded 212 names from its own lists.")
    new = _said("The center loaded 212 names from its old lists.", "In 2012 the center loaded 3,412 names from books.")
    assert followed(old, new) == [1, 0]


def test_a_statement_that_repeats_keeps_its_order() -> None:
    assert followed(_said("No.", "No.", "No."), _said("No.", "No.")) == [0, 1]


def test_a_lone_statement_between_the_same_neighbours_is_followed_further() -> None:
    old = _said("They sent 400 names.", "Eleven people were asked about it.", "He left in 2016.")
    new = _said("They sent 400 names.", "Of the staff, twelve people answered.", "He left in 2016.")
    assert followed(old, new) == [0, 1, 2]
    assert followed(old, _said("They sent 400 names.", "Xyz qq 9", "He left in 2016.")) == [0, None, 2]


def test_a_quotation_is_never_taken_for_a_sentence() -> None:
    assert followed(_said("They sent 400 names."), [wording(StatementKind.QUOTE, "They sent 400 names.")]) == [None]


def test_the_words_around_a_quotation_belong_to_it() -> None:
    ((quote, frame),) = framed("Asked again, Ames said it was “never so,” and left.")
    assert (quote.text, frame) == ("never so,", "Asked again, Ames said it was … and left.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“Never so.” Ames said.", "“Never so.” Quist said."),
        ("Ames said:\n\n“Never so.”", "Quist said:\n\n“Never so.”"),
    ],
)
def test_a_quotation_in_another_mouth_is_checked_again(before: str, after: str) -> None:
    ((one, its_frame), *_), ((other, other_frame), *_) = framed(before), framed(after)
    assert one.text == other.text
    assert wording(one.kind, one.text, its_frame).seal != wording(other.kind, other.text, other_frame).seal


def test_changes_are_shown_word_by_word() -> None:
    assert word_changes("They never sent 400 names.", "They sent 412 names.") == (
        Piece(Kept.EQUAL, "They"), Piece(Kept.DELETE, "never"), Piece(Kept.EQUAL, "sent"),
        Piece(Kept.DELETE, "400"), Piece(Kept.INSERT, "412"), Piece(Kept.EQUAL, "names."),
    )  # fmt: skip


_TEXTS = st.lists(st.text(st.sampled_from("ab c1"), max_size=12), max_size=12)


@given(_TEXTS, _TEXTS)
def test_no_statement_is_followed_twice_and_the_same_words_never_stay_behind(old: list[str], new: list[str]) -> None:
    before, after = _said(*old), _said(*new)
    found = followed(before, after)
    taken = [each for each in found if each is not None]
    assert len(set(taken)) == len(taken)
    lost = {each.text for n, each in enumerate(before) if n not in taken}
    fresh = {each.text for each, where in zip(after, found, strict=True) if where is None}
    assert not lost & fresh
    assert followed(before, after) == found


@given(st.permutations(range(9)))
def test_what_is_in_order_is_a_longest_rising_run(places: list[int]) -> None:
    kept = sorted(in_order(places))
    run = [places[n] for n in kept]
    assert run == sorted(run)
    best = [1] * len(places)
    for n in range(len(places)):
        best[n] = 1 + max((best[m] for m in range(n) if places[m] < places[n]), default=0)
    assert len(run) == max(best)


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_off_the_changes(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    old = " ".join(each.text for each in pieces if each.kept is not Kept.INSERT)
    new = " ".join(each.text for each in pieces if each.kept is not Kept.DELETE)
    assert (old.split(), new.split()) == (before.split(), after.split())


@pytest.mark.parametrize("sign", ["\n— {}", "\n\n– {}, in a note", " — {}", "\n-- {}", "\n- {}"])
def test_who_signs_below_a_quotation_is_part_of_what_was_checked(sign: str) -> None:
    sealed = []
    for who in ("Lt. R. Ames", "Dana Quist"):
        (quote, frame), *_ = framed(
            "The minutes follow.\n\n“The gate was open all night long.”" + sign.format(who) + "\n"
        )
        assert quote.speaker == who
        sealed.append(wording(quote.kind, quote.text, frame).seal)
    assert sealed[0] != sealed[1]


def test_items_of_a_list_sign_nothing() -> None:
    (quote, frame), *_ = framed("- “The gate was open all night long.”\n- Dana Quist\n- R. Ames\n")
    assert (quote.speaker, frame) == ("", "- …")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It was never paid,” said the U.K. minister.", "U.K. minister"),
        ("“It was never paid,” the U.S. attorney said.", "U.S. attorney"),
        ("“It was never paid,” said the U.S. Army.", "U.S. Army"),
    ],
)
def test_points_inside_a_country_do_not_cut_who_says_it(text: str, who: str) -> None:
    assert framed(text)[0][0].speaker == who
