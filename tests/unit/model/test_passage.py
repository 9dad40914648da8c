"""Passages, their boxes and their citations."""

from explorer.model.document import Box, DocumentId, Word
from explorer.model.passage import Citation, Passage, boxes_of_span, quote_with_citation

WORDS = (
    Word(0, 3, Box(10, 10, 30, 20)),
    Word(4, 8, Box(33, 10, 60, 20)),
    Word(9, 14, Box(10, 24, 50, 34)),
)


def test_words_on_one_line_share_a_box() -> None:
    assert boxes_of_span(WORDS, 0, 8) == (Box(10, 10, 60, 20),)


def test_a_span_over_two_lines_has_a_box_on_each() -> None:
    assert boxes_of_span(WORDS, 5, 10) == (Box(33, 10, 60, 20), Box(10, 24, 50, 34))


def test_a_span_between_words_has_no_box() -> None:
    assert boxes_of_span(WORDS, 3, 4) == ()


def test_a_citation_names_page_stamp_and_production() -> None:
    citation = Citation("deck.pptx", "slide 14", "MSP-000417", "State Police, request 18-0417")
    assert str(citation) == "deck.pptx, slide 14 · MSP-000417 (State Police, request 18-0417)"


def test_a_copied_quotation_stands_on_one_line() -> None:
    assert quote_with_citation("gang\n member ", Citation("a.pdf", "p. 2")) == "“gang member” — a.pdf, p. 2"


def test_a_passage_knows_whether_its_words_still_stand() -> None:
    passage = Passage(DocumentId("d"), 1, 4, 8, "flag")
    assert passage.stands_in("the flag")
    assert not passage.stands_in("the flog")
