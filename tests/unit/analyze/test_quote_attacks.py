"""Every way to alter a quotation that was thought of, on pages of many styles: none may come out as verified."""

import random

import pytest

from explorer.analyze.ground import SourcePage, one_page
from explorer.analyze.quote_findings import findings
from explorer.analyze.quote_parts import quotation
from explorer.analyze.quote_verdict import verdict
from explorer.model.document import DocumentId, Layer, LayerSpan
from explorer.model.trace import UNSHOWN, Matter, Verdict
from tests.helpers.quote_attacks import ALTERED, IN_BRACKETS, JOINED, LEFT_OUT, SET_OTHERWISE, in_a_page, in_lines

STYLES = 12
VERIFIED = (Verdict.EXACT, Verdict.ELIDED)


def judged(text: str, page: str) -> Verdict:
    ground = one_page(SourcePage(DocumentId("doc"), 1, page))
    quote = quotation(text)
    return verdict(1, quote, findings(quote, ground, 50.0), [ground]).verdict


def pages(name: str, text: str) -> list[str]:
    dice = random.Random(name)
    return [text, *(in_a_page(dice, in_lines(dice, text)) for _ in range(STYLES))]


@pytest.mark.parametrize(("name", "text", "quote"), ALTERED, ids=[each[0] for each in ALTERED])
def test_no_altered_quotation_is_verified(name: str, text: str, quote: str) -> None:
    for page in pages(name, text):
        assert judged(quote, page) not in VERIFIED, page


@pytest.mark.parametrize(("name", "text", "quote"), SET_OTHERWISE, ids=[each[0] for each in SET_OTHERWISE])
def test_what_is_set_otherwise_is_exact(name: str, text: str, quote: str) -> None:
    for page in pages(name, text):
        assert judged(quote, page) is Verdict.EXACT, page


@pytest.mark.parametrize(("text", "quote"), JOINED)
def test_what_an_ellipsis_joins_across_sentences_is_not_verified(text: str, quote: str) -> None:
    for page in pages(quote, text):
        assert judged(quote, page) not in VERIFIED, page


@pytest.mark.parametrize(("text", "quote"), LEFT_OUT)
def test_an_ellipsis_may_leave_words_out(text: str, quote: str) -> None:
    for page in pages(quote, text):
        assert judged(quote, page) is Verdict.ELIDED, page


def test_pieces_of_two_sentences_that_are_joined_are_warned_of() -> None:
    page = SourcePage(
        DocumentId("doc"), 1, "He saw that the first test had passed. The second one failed badly in June."
    )
    ground, quote = one_page(page), quotation("the first test … failed badly")
    found = verdict(1, quote, findings(quote, ground, 50.0), [ground])
    assert found.verdict is Verdict.ELIDED
    assert found.matches[0].matters == (Matter.SENTENCES,)
    assert not found.stands


@pytest.mark.parametrize("layer", [Layer.DELETED, Layer.HIDDEN, Layer.REVISION, Layer.COMMENT, Layer.NOTES])
def test_words_in_a_layer_say_so_and_those_not_shown_do_not_stand(layer: Layer) -> None:
    shown, aside = "The road was open all day.", "The list was burnt by noon in June."
    layers = (LayerSpan(layer, len(shown) + 1, len(shown) + 1 + len(aside)),)
    ground = one_page(SourcePage(DocumentId("doc"), 1, f"{shown}\n{aside}", (), layers))
    for text, expected in ((shown, ()), (aside, (layer,)), ("open all day. The list was burnt", (layer,))):
        found = verdict(1, quotation(text), findings(quotation(text), ground, 50.0), [ground])
        assert (found.verdict, found.matches[0].layers) == (Verdict.EXACT, expected)
        assert found.stands is (not expected or layer not in UNSHOWN)


def test_where_words_are_shown_comes_before_where_they_are_not() -> None:
    text = "The list was burnt by noon in June."
    aside = SourcePage(DocumentId("aside"), 1, text, (), (LayerSpan(Layer.DELETED, 0, len(text)),))
    grounds = [one_page(aside), one_page(SourcePage(DocumentId("shown"), 1, text))]
    quote = quotation(text)
    found = verdict(1, quote, [each for ground in grounds for each in findings(quote, ground, 50.0)], grounds)
    assert [match.passages[0].document for match in found.matches] == ["shown", "aside"]
    assert found.stands


@pytest.mark.parametrize(("name", "text", "quote"), IN_BRACKETS, ids=[each[0] for each in IN_BRACKETS])
def test_what_brackets_put_in_is_elided(name: str, text: str, quote: str) -> None:
    for page in pages(name, text):
        assert judged(quote, page) is Verdict.ELIDED, page


@pytest.mark.parametrize("whole", [each[1] for each in ALTERED], ids=[each[0] for each in ALTERED])
def test_the_same_words_are_exact(whole: str) -> None:
    for page in pages(whole, whole):
        assert judged(whole, page) is Verdict.EXACT, page
