"""A draft's text as statements."""

import csv
import json
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.sentences import sentences
from explorer.analyze.statements import statements
from explorer.model.draft import StatementKind, TokenKind
from tests.helpers.command import CORPUS, NO_CORPUS, ROOT

SAMPLES = ROOT / "sample_docs"
QUOTES = CORPUS / "dev" / "QUOTES.tsv"


def _quotes(text: str) -> list[tuple[str, str]]:
    return [(each.text, each.speaker) for each in statements(text) if each.kind is StatementKind.QUOTE]


def _sentences(text: str) -> list[str]:
    return [each.text for each in statements(text) if each.kind is StatementKind.STATEMENT]


def _tokens(text: str) -> list[tuple[TokenKind, str]]:
    return [(token.kind, text[token.start : token.end]) for each in statements(text) for token in each.tokens]


def test_the_sample_drafts_quotations_are_found_word_for_word() -> None:
    text = (SAMPLES / "drafts" / "story.md").read_text("utf-8").replace("*", "")
    wanted = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["draft"]["quotations"]
    assert [words for words, _ in _quotes(text)] == [each["text"] for each in wanted]


@pytest.mark.parametrize("inner", [("‘", "’"), ('"', '"')])
def test_each_quotation_of_the_corpus_is_one_statement(inner: tuple[str, str]) -> None:
    if not QUOTES.exists():
        pytest.skip(NO_CORPUS)
    with QUOTES.open(encoding="utf-8", newline="") as file:
        rows = [row["quote"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    whole = [_inside(row.replace("\\n", " "), *inner) for row in rows]
    text = "\n".join(f"Passage {n}, as a clerk copied it: “{each}”" for n, each in enumerate(whole, 1))
    assert [words for words, _ in _quotes(text)] == [each.strip() for each in whole]


def _inside(row: str, opening: str, closing: str) -> str:
    return re.sub(r'["”“]', closing, re.sub(r'(^|(?<=[\s(\[]))["“]', opening, row))


def test_an_attribution_that_cuts_a_quotation_leaves_one_statement_with_two_spans() -> None:
    text = "“We never did,” said Lt. R. Ames, “not once in 2016.”"
    (quote,) = statements(text)
    assert quote.text == "We never did, not once in 2016."
    assert [text[start:end] for start, end in quote.spans] == ["We never did,", "not once in 2016."]
    assert quote.speaker == "Lt. R. Ames"


def test_quotations_side_by_side_stay_apart() -> None:
    text = "“First,” she said. “Second.” Slides name “plates,” “cars” and “gangs.”"
    assert [words for words, _ in _quotes(text)] == ["First,", "Second.", "plates,", "cars", "gangs."]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We did,” said Dana Whitcomb.", "Dana Whitcomb"),
        ("“We did,” Col. E. Sorrel told the board.", "Col. E. Sorrel"),
        ("Ames wrote that “we did.”", "Ames"),
        ("“We did,” according to the memo.", "the memo"),
        ("Ames's note: “We did.”", "Ames"),
        ("In a statement the center said: “We did.”", "the center"),
        ("The chief of Norrwick said: “We did.”", "the chief of Norrwick"),
        ("The Harrow Lake Archive wrote: “We did.”", "Harrow Lake Archive"),
        ("“We did,” the center’s director, Dana Whitcomb, said.", "Dana Whitcomb"),
        ("Ames’ statement: “We did.”", "Ames"),
        ("“We did,” Ames’s lawyer said.", "Ames’s lawyer"),
        ("“We did,” van den Berg said.", "van den Berg"),
        ("Dana Whitcomb and Col. E. Sorrel said “we did.”", "Dana Whitcomb and Col. E. Sorrel"),
        ("In 2016, Ames had written that “we did.”", "Ames"),
        ("“We did,” she said.", ""),
        ("It begins with “we did.”", ""),
    ],
)
def test_the_speaker_is_who_the_sentence_names(text: str, speaker: str) -> None:
    assert _quotes(text)[0][1] == speaker


def test_what_leads_to_a_paragraph_that_is_set_off_says_who_speaks() -> None:
    text = "Ames wrote:\nNo flag is needed.\nIt ends."
    (quote,) = statements(text, [(12, 30)])
    assert (quote.text, quote.speaker) == ("No flag is needed.", "Ames")


def test_a_sentence_with_something_checkable_is_a_statement_and_others_are_not() -> None:
    text = "A heading\nNobody was there. It went on. They searched 400 entries. It rained."
    assert _sentences(text) == ["Nobody was there.", "They searched 400 entries."]


def test_what_is_checkable_beside_a_quotation_makes_a_statement_too_but_not_who_says_it() -> None:
    assert _sentences("“We did,” said Lt. R. Ames.") == []
    assert _sentences("“We did,” said Lt. R. Ames in December.") == ["“We did,” said Lt. R. Ames in December."]
    assert (TokenKind.NAME, "R. Ames") in _tokens("“We did,” said Lt. R. Ames.")  # who says it is struck off too


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("They sent 3,412 names.", (TokenKind.NUMBER, "3,412")),
        ("They sent twenty-three names.", (TokenKind.NUMBER, "twenty-three")),
        ("It fell by 3.5 percent.", (TokenKind.NUMBER, "3.5 percent")),
        ("About one in six left.", (TokenKind.NUMBER, "six")),
        ("It cost $3.4 million.", (TokenKind.MONEY, "$3.4 million")),
        ("It cost two hundred dollars.", (TokenKind.MONEY, "two hundred dollars")),
        ("It came on 14 May 2018.", (TokenKind.DATE, "14 May 2018")),
        ("It came on Nov. 8, 2017.", (TokenKind.DATE, "Nov. 8, 2017")),
        ("It came in 2016.", (TokenKind.DATE, "2016")),
        ("It came on Monday.", (TokenKind.DATE, "Monday")),
        ("A 16-year-old was there.", (TokenKind.AGE, "16-year-old")),
        ("Dana Whitcomb, 43, was there.", (TokenKind.AGE, "43")),
        ("It is with Dana Whitcomb.", (TokenKind.NAME, "Dana Whitcomb")),
        ("It is in Larkhaven's books.", (TokenKind.NAME, "Larkhaven")),
        ("Then Lt. Ames left.", (TokenKind.TITLE, "Lt.")),
        ("It lies at 40 Harbor Road.", (TokenKind.PLACE, "40 Harbor Road")),
        ("Call (312) 555-0142 now.", (TokenKind.NUMBER, "(312) 555-0142")),
        ("It is the City of Larkhaven.", (TokenKind.PLACE, "City of Larkhaven")),
        ("By the Freedom of Information Act.", (TokenKind.NAME, "Freedom of Information Act")),
        ("See Policy F-2014-C.", (TokenKind.NUMBER, "F-2014-C")),
        ("It came at 11:40 AM.", (TokenKind.DATE, "11:40 AM.")),
        ("He has 1, 2 or 1,500 people.", (TokenKind.NUMBER, "1,500")),
        ("It lies in the U.S. now.", (TokenKind.NAME, "U.S.")),
        ("It is the largest.", (TokenKind.SUPERLATIVE, "largest")),
        ("They never did.", (TokenKind.SUPERLATIVE, "never")),
    ],
)
def test_each_kind_of_checkable_thing_is_found(text: str, token: tuple[TokenKind, str]) -> None:
    assert token in _tokens(text)


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    assert _tokens("Records came. An arrest was made. Then it ended.") == []
    assert _tokens("1. Records came.\n2) They left.\na. It ended.") == []
    assert _tokens("A Heading With Records\nRecords came. Criteria are records.") == []


def test_a_name_that_begins_a_sentence_is_told_by_how_the_draft_writes_it() -> None:
    text = "Ames denied it. Nobody asked why Ames left. Larkhaven’s mayor left."
    assert _sentences(text) == text.replace(". ", ".\n").split("\n")
    assert _tokens(text)[0] == (TokenKind.NAME, "Ames")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The U.S. agency met. It left.", ["The U.S. agency met.", "It left."]),
        ("Lt. R. Ames of Acme Inc. left. He did.", ["Lt. R. Ames of Acme Inc. left.", "He did."]),
        ("It paid Acme Inc. The rest stayed.", ["It paid Acme Inc.", "The rest stayed."]),
        ("See No. 5, e.g. page 3.5 of it. No. Then more.", ["See No. 5, e.g. page 3.5 of it.", "No.", "Then more."]),
        ("Case No. F-2014 rests. He made art. Then he sat. It is 1 p.m. on Sat. 5 May.",
         ["Case No. F-2014 rests.", "He made art.", "Then he sat.", "It is 1 p.m. on Sat. 5 May."]),
        ("1. They left. 2. It is so by 28 C.F.R. § 58.6. So it is.",
         ["1. They left.", "2. It is so by 28 C.F.R. § 58.6.", "So it is."]),
        ("He lives in Danbury, Conn. Ames left. Both live in Wayne, N.J. They left.",
         ["He lives in Danbury, Conn. Ames left.", "Both live in Wayne, N.J.", "They left."]),
        ("“Why?” she asked. “Go. Now.” He left.", ["“Why?” she asked.", "“Go. Now.”", "He left."]),
        ("It ended … Later it went on... and on.", ["It ended …", "Later it went on... and on."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    closed = [(match.start(), match.end()) for match in re.finditer("“[^”]*”", text)]
    assert [text[start:end] for start, end in sentences(text, 0, len(text), closed)] == wanted


_ANY = st.text(max_size=120) | st.text(
    st.sampled_from("aB1 .,!?…\n“”\"‘’'«»„$%-é\u2028\u00a0\ud7ff") | st.characters(exclude_categories=("Cs",)),
    max_size=160,
)


@given(_ANY)
def test_statements_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    found = statements(text)
    assert [each.n for each in found] == list(range(1, len(found) + 1))
    assert [each.start for each in found] == sorted(each.start for each in found)
    for kind in StatementKind:
        spans = [span for each in found if each.kind is kind for span in each.spans]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for each in found:
        assert each.text == " ".join(text[start:end] for start, end in each.spans)
        assert all(0 <= token.start < token.end <= len(text) for token in each.tokens)


@given(_ANY)
def test_sentences_lose_no_word(text: str) -> None:
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert "".join("".join(found).split()) == "".join(text.split())


@given(_ANY)
def test_no_character_is_struck_off_twice(text: str) -> None:
    tokens = sorted((token for each in statements(text) for token in each.tokens), key=lambda token: token.start)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(st.text(st.characters(categories=("L", "N", "Zs", "P")), max_size=200))
def test_composed_and_decomposed_letters_do_no_harm(text: str) -> None:
    for form in ("NFC", "NFD"):
        statements(unicodedata.normalize(form, text))
