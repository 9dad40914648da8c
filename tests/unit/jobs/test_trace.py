"""Tracing through a case: the index first, then every page, and the page breaks."""

import random
from collections.abc import Iterator, Sequence

import pytest

from explorer.analyze.ground import SourcePage
from explorer.analyze.quote_parts import Quotation
from explorer.errors import JobCancelledError
from explorer.jobs.job import JobContext
from explorer.jobs.trace import Rows, Tracer
from explorer.model.document import DocumentId, PageId
from explorer.model.draft import Statement, StatementKind
from explorer.model.trace import Trace, Verdict
from tests.helpers.quotes import misread, passage, plain_page

PAGES = 300


class PlainShelf:
    """Pages of one made document; its index names whatever it is told to."""

    def __init__(self, texts: Sequence[str], likely: Sequence[int] = ()) -> None:
        self.texts, self._likely, self.portions_read = texts, likely, 0

    def likely(self, quote: Quotation, most: int) -> Sequence[PageId]:
        return [PageId(each) for each in self._likely][:most]

    def about(self, words: Sequence[str], most: int) -> Sequence[PageId]:
        return [PageId(at) for at, text in enumerate(self.texts, 1) if any(word in text for word in words)][:most]

    def portions(self) -> Iterator[Rows]:
        for at in range(0, len(self.texts), 100):
            self.portions_read += 1
            yield [(PageId(at + step + 1), text) for step, text in enumerate(self.texts[at : at + 100])]

    def page(self, page: PageId) -> SourcePage | None:
        return self.numbered(DocumentId("doc"), int(page))

    def numbered(self, document: DocumentId, ordinal: int) -> SourcePage | None:
        return SourcePage(document, ordinal, self.texts[ordinal - 1]) if 0 < ordinal <= len(self.texts) else None

    def count(self) -> int:
        return len(self.texts)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    dice = random.Random(3)
    return [plain_page(dice) for _ in range(PAGES)]


def said(n: int, text: str, kind: StatementKind = StatementKind.QUOTE) -> Statement:
    return Statement(n, kind, text, ((0, len(text)),))


def traced(shelf: PlainShelf, quotes: Sequence[str]) -> dict[int, Trace]:
    found: list[Trace] = []
    Tracer(shelf).trace([said(at, each) for at, each in enumerate(quotes)], JobContext(), found.append)
    assert sorted(each.n for each in found) == list(range(len(quotes)))
    return {each.n: each for each in found}


def test_what_the_index_names_is_enough_where_the_words_stand_there(texts: list[str]) -> None:
    shelf = PlainShelf(texts, [44])
    found = traced(shelf, [" ".join(texts[43].split()[5:30])])
    assert found[0].verdict is Verdict.EXACT
    assert shelf.portions_read == 0


def test_every_page_is_read_for_what_the_index_does_not_name(texts: list[str]) -> None:
    dice = random.Random(5)
    pages = [dice.randrange(PAGES) for _ in range(60)]
    found = traced(PlainShelf(texts), [passage(dice, texts[each]) for each in pages])
    assert all(each.verdict is Verdict.EXACT for each in found.values())


@pytest.mark.parametrize(("share", "least"), [(0.03, 0.99), (0.08, 0.98), (0.12, 0.95)])
def test_misread_quotations_are_found_on_their_page(texts: list[str], share: float, least: float) -> None:
    dice = random.Random(17)
    pages = [dice.randrange(PAGES) for _ in range(200)]
    found = traced(PlainShelf(texts), [misread(dice, passage(dice, texts[each], 8, 16), share) for each in pages])
    right = sum(
        any(page + 1 == match.passages[0].ordinal for match in found[at].matches) for at, page in enumerate(pages)
    )
    assert right >= least * len(pages)


def test_a_quotation_over_a_page_break(texts: list[str]) -> None:
    quote = " ".join([*texts[10].split()[-6:], *texts[11].split()[:7]])
    (found,) = traced(PlainShelf(texts), [quote]).values()
    assert found.verdict is Verdict.EXACT
    assert [each.ordinal for each in found.matches[0].passages] == [11, 12]


def test_the_halves_of_a_spliced_quotation_are_found_apart(texts: list[str]) -> None:
    quote = " ".join([*texts[20].split()[3:14], *texts[200].split()[40:51]])
    (found,) = traced(PlainShelf(texts), [quote]).values()
    assert found.verdict in (Verdict.SPLICED, Verdict.DIFFERS)
    assert traced(PlainShelf(texts), ["", "…", "“”"])[1].verdict is Verdict.NOT_FOUND


def test_a_sentence_gets_passages_and_no_proof() -> None:
    pages = ["Nothing.", "The budget office\nsays that 3,412 names were loaded from paper books by the center in 2016."]
    found: list[Trace] = []
    sentence = said(4, "The center loaded 3,412 names from old paper books.", StatementKind.STATEMENT)
    Tracer(PlainShelf(pages)).trace([sentence], JobContext(), found.append)
    assert found[0].verdict is Verdict.NOT_FOUND
    (match,) = found[0].matches
    assert match.passages[0].quote == "3,412 names were loaded from paper books by the center"


def test_cancelling_keeps_what_was_told(texts: list[str]) -> None:
    context, told = JobContext(), []

    def tell(trace: Trace) -> None:
        told.append(trace)
        context.cancel()

    with pytest.raises(JobCancelledError):
        Tracer(PlainShelf(texts, [1])).trace([said(1, texts[0][:60]), said(2, texts[0][:70])], context, tell)
    assert len(told) == 1
