"""Quotations that look like the record's words and are not, and others that look different and are the same."""

import pytest

from explorer.analyze.ground import SourcePage, one_page
from explorer.analyze.quote_findings import findings
from explorer.analyze.quote_parts import quotation
from explorer.analyze.quote_verdict import verdict
from explorer.model.document import DocumentId
from explorer.model.trace import Verdict

BEFORE = "The minutes of the meeting were kept by the clerk and read aloud. "
AFTER = " After that the members went home and nobody wrote to them."

OTHER = [
    ("It grew to 10² units over the year", "It grew to 102 units over the year"),
    ("It grew to 10² units over the year", "It grew to 10 units over the year"),
    ("a 4.2¹ million figure was in the file", "a 4.21 million figure was in the file"),
    ("The trail is 1½ miles long they said", "The trail is 11/2 miles long they said"),
    ("It was 3/4 of the budget in that year", "It was 34 of the budget in that year"),
    ("we’re going to close the road now", "were going to close the road now"),
    ("it's budget was never read by them", "its budget was never read by them"),
    ("He will re-sign the contract in May", "He will resign the contract in May"),
    ("They gave it to US officers in March", "They gave it to us officers in March"),
    ("They gave it to us officers in March", "They gave … it to US officers in March"),
    ("Between 10-15 people were held there", "Between 1015 people were held there"),
    ("The balance was (5,000) at the close", "The balance was 5,000 at the close"),
    ("The balance was ($5,000) at the close", "The balance was $5,000 at the close"),
    ("The temperature was −5 degrees at noon", "The temperature was 5 degrees at noon"),
    ("They paid 5% of the cost for it", "They paid 5 of the cost for it"),
    ("They measured 1,5 tons of it in all", "They measured 15 tons of it in all"),
    ("The area was 20 m² in each of them", "The area was 20 m in each of them"),
    ("He said the résumé was never read", "He said the resume was never read"),
    ("the cost was 12 million dollars that day", "the cost was 12"),
    ("the cost was twenty five dollars that day", "the cost was twenty"),
    ("the cost was 50 percent more that day", "the cost was 50"),
    ("They used A+ batteries in the device", "They used A batteries in the device"),
    ("He did not know about the letter", "He did … know about the letter"),
    ("He did know about the letter then", "He did [not] know about the letter then"),
    ("Nobody wrote the letter to the board", "[Everybody] wrote the letter to the board"),
    ("Few officers wrote the letter to the board", "[All] officers wrote the letter to the board"),
    ("The letter to the board was read by nobody", "The letter to the board was read by [everybody]"),
    ("They entered some of the names twice", "They entered [all] of the names twice"),
    ("The board approved it and the mayor refused it", "The mayor refused it … the board approved it"),
    ("as of July [as of 31 Dec.] in that year it was", "as of July [as of 13 Dec.] in that year it was"),
    ("Rail safety ......... 10 Bed guidelines ......... 11", "Rail safety ......... Bed guidelines ......... 11"),
    ("Rail safety . . . . . . 10 Bed guidelines . . . 11", "Rail safety . . . . . . Bed guidelines . . . 11"),
    ("Rail safety ……… 10 Bed guidelines ……… 11", "Rail safety ……… Bed guidelines ……… 11"),
    ("He scored 10 0 points in the second game", "He scored 100 points in the second game"),
    ("the nonpayment of the fee was noted", "payment of the fee was noted"),
]
SAME = [
    ("It grew to 10² units over the year", "It grew to 10² units over the year"),
    ("a well-\nknown agreement was signed", "a well-known agreement was signed"),
    ("They left—all of them—in the night", "They left -- all of them -- in the night"),
    ("sub-\nstantive changes were made to it", "substantive changes were made to it"),
    ("THE US BOARD VOTED TO CLOSE THE ROAD", "The US board voted to close the road"),
    ("THEY TOLD US TO CLOSE THE ROAD", "They told us to close the road"),
    ("It was said to us in the hall", "It was said to us in the hall"),
    ("the board voted to close the road", "[T]he board voted to close the road"),
    ("he paid the board before the vote came", "[Smith] paid the board before the vote came"),
    ("he paid all of the board before the vote", "[Smith] paid all of the board before the vote"),
    ("the file ﬁnds its way to the oﬃce there", "the file finds its way to the office there"),
    ("He lives at 6'2\" and walks to the town", "He lives at 6′2″ and walks to the town"),
    ("the list (see page 4) was read by the board", "the list (see page 4) was read by the board"),
    ("the cost was 12 million dollars that day", "the cost was 12 million"),
    ("the cost was 12 million dollars that day", "million dollars that day"),
    ("Rail safety ......... 10 Bed guidelines ......... 11", "Rail safety ......... 10 Bed guidelines ......... 11"),
    ("as of July [as of 31 Dec.] in that year it was", "as of July [as of 31 Dec.] in that year it was"),
    ("He left in the night. The police came there and took her", "He left in the night.… The police … took her"),
    ("He left in the night. The police came there and took her", "He left in the night.... The police . . . took her"),
    ("H₂O was found in the second of the tanks", "H2O was found in the second of the tanks"),
]


def judged(text: str, source: str) -> Verdict:
    ground, quote = one_page(SourcePage(DocumentId("doc"), 1, f"{BEFORE}{source}.{AFTER}")), quotation(text)
    return verdict(1, quote, findings(quote, ground, 50.0), [ground]).verdict


@pytest.mark.parametrize(("source", "draft"), OTHER)
def test_what_says_something_else_is_never_called_the_same(source: str, draft: str) -> None:
    assert judged(draft, source) not in (Verdict.EXACT, Verdict.ELIDED)


@pytest.mark.parametrize(("source", "draft"), SAME)
def test_what_says_the_same_is_called_so(source: str, draft: str) -> None:
    assert judged(draft, source) in (Verdict.EXACT, Verdict.ELIDED)


def test_capitals_that_make_another_word_are_shown() -> None:
    source, quote = "They gave it to US officers in March", quotation("it to us officers")
    ground = one_page(SourcePage(DocumentId("doc"), 1, source))
    (found,) = findings(quote, ground, 50.0)
    assert [(each.kept.value, each.text) for each in found.match.diff] == [
        ("equal", "it to"), ("delete", "us"), ("insert", "US"), ("equal", "officers"),
    ]  # fmt: skip
