"""Corrections in what an engine read: text, words, boxes and confidences stay in step."""

import re

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.document import Layer, LayerSpan
from explorer.model.passage import Passage
from explorer.model.recognised import Correction, PageText, corrected, span_before, standing, with_unseen
from tests.helpers.cases import words_of

words = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)


def page(text: str) -> PageText:
    found = words_of(text)
    return PageText(text, found, bytes([50]) * len(found))


def fix(text: str, quote: str, new: str) -> Correction:
    at = text.index(quote)
    return Correction(quote, "tesseract", at, at + len(quote), quote, new)


@st.composite
def pages(draw: st.DrawFn) -> tuple[PageText, list[Correction]]:
    made = page(" ".join(draw(st.lists(words, min_size=1, max_size=12))))
    chosen = draw(st.lists(st.integers(0, len(made.words) - 1), unique=True))
    fixes = []
    for word in (made.words[number] for number in chosen):
        new = " ".join(draw(st.lists(words, max_size=3)))
        quote = made.text[word.start : word.end]
        fixes.append(Correction(str(word.start), "tesseract", word.start, word.end, quote, new))
    return made, standing(fixes, made.text)


@given(pages())
def test_words_index_the_corrected_text(made: tuple[PageText, list[Correction]]) -> None:
    shown = corrected(*made)
    assert [shown.text[word.start : word.end] for word in shown.words] == shown.text.split()
    assert len(shown.confidences) == len(shown.words)


@given(pages())
def test_every_span_of_the_corrected_text_leads_back_to_the_engines_own(
    made: tuple[PageText, list[Correction]],
) -> None:
    own, fixes = made
    shown = corrected(own, fixes)
    for word in shown.words:
        start, end = span_before(fixes, word.start, word.end)
        touched = [each for each in fixes if each.start == start and each.end == end]
        assert touched or own.text[start:end] == shown.text[word.start : word.end]


def test_a_corrected_word_keeps_its_box_and_is_certain() -> None:
    text = "tbe quick fox"
    shown = corrected(page(text), [fix(text, "tbe", "the")])
    assert shown.text == "the quick fox"
    assert shown.words[0].box == page(text).words[0].box
    assert list(shown.confidences) == [100, 50, 50]


def test_two_words_for_one_share_its_box() -> None:
    text = "theagency said"
    shown = corrected(page(text), [fix(text, "theagency", "the agency")])
    first, second, third = shown.words
    assert first.box.x0 == page(text).words[0].box.x0
    assert second.box.x1 == page(text).words[0].box.x1
    assert first.box.x1 < second.box.x0
    assert shown.text[third.start : third.end] == "said"


def test_one_word_for_two_spans_both_boxes() -> None:
    text = "rec eived it"
    shown = corrected(page(text), [fix(text, "rec eived", "received")])
    assert (shown.words[0].box.x0, shown.words[0].box.x1) == (0, 90)


def test_a_word_that_is_none_goes() -> None:
    text = "a ~ b"
    shown = corrected(page(text), [fix(text, "~", "")])
    assert [shown.text[word.start : word.end] for word in shown.words] == ["a", "b"]


def test_a_correction_of_other_words_does_not_stand() -> None:
    assert standing([Correction("1", "tesseract", 0, 3, "tbe", "the")], "the quick") == []


def test_what_no_picture_shows_stays_beside_the_words() -> None:
    layer = PageText("stamp a comment", words_of("stamp a comment"), b"", (LayerSpan(Layer.COMMENT, 6, 15),))
    shown = with_unseen(page("read words"), layer)
    assert shown.text == "read words\na comment"
    assert shown.text[shown.layers[0].start : shown.layers[0].end] == "a comment"
    assert [shown.text[word.start : word.end] for word in shown.words] == ["read", "words", "a", "comment"]
    assert list(shown.confidences) == [50, 50, 100, 100]


@given(st.lists(words, min_size=3, max_size=20), st.data())
def test_a_passage_is_found_again_where_its_words_stand(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    first = data.draw(st.integers(0, len(parts) - 2))
    start = len(" ".join(parts[:first])) + (1 if first else 0)
    quote = text[start : start + len(" ".join(parts[first : first + 2]))]
    moved = "Heading\n" + text.replace(" ", "\n")
    found = Passage("a" * 64, 1, start, start + len(quote), quote).found_in(moved)  # type: ignore[arg-type]  # any id
    assert re.sub(r"\s+", " ", moved[found.start : found.end]) == quote
    assert found.stands_in(moved)


def test_a_passage_whose_words_are_gone_stays_as_it_was() -> None:
    passage = Passage("a" * 64, 1, 0, 3, "one")  # type: ignore[arg-type]  # any id
    assert passage.found_in("two three") == passage
