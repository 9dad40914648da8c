"""Answers: filters, sorts, facets, snippets, and what could not be searched."""

import numpy as np
import pytest

from explorer.model import columns
from explorer.model.document import Kind, PageId
from explorer.model.page_words import PageWords
from explorer.model.query import SearchRequest, Sort
from explorer.search.searcher import Searcher
from tests.helpers.oracle_engine import OracleEngine
from tests.helpers.record import MadeRecord, document_row


@pytest.fixture
def record() -> MadeRecord:
    return MadeRecord(
        [
            (
                document_row("deck.pptx", kind=Kind.SLIDES, date="2017-11", production="State"),
                ["gang member flag", "a map"],
            ),
            (
                document_row(
                    "mail.eml", kind=Kind.EMAIL, date="2018-01-19T10:00", sender="Dana Whitcomb <d@x.example>"
                ),
                ["gang"],
            ),
            (document_row("scan.pdf"), [""]),
        ]
    )


@pytest.fixture
def searcher(record: MadeRecord) -> Searcher:
    engine = OracleEngine()
    engine.add(record.texts())
    record.made.flags[3] = columns.NEEDS_OCR
    return Searcher(engine, record)


def found(searcher: Searcher, query: str, **options: object) -> list[int]:
    return [hit.page for hit in searcher.search(SearchRequest(query, **options)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("gang", [1, 3]),
        ("gang -flag", [3]),
        ("NOT gang", [2, 4]),
        ("gang kind:slides", [1]),
        ("kind:slides", [1, 2]),
        ("gang OR map", [1, 2, 3]),
        ("gang date:2018", [3]),
        ("gang date:2017-11-05..2018", [1, 3]),
        ("date:<=2017-10", []),
        ('from:"dana whit"', [3]),
        ("name:deck", [1, 2]),
        ("production:state", [1, 2]),
        ("bates:MSP-001..MSP-002", [1, 2]),
        ("bates:MSP-003", [3]),
        ('"gang flag"~2', [1]),
        ('"gang flag"~1', []),
        ("is:unread gang", [1, 3]),
        ("", [1, 2, 3, 4]),
    ],
)
def test_a_query_finds_exactly_its_pages(searcher: Searcher, query: str, pages: list[int]) -> None:
    assert sorted(found(searcher, query)) == pages


def test_authored_rows_filter_too(record: MadeRecord, searcher: Searcher) -> None:
    record.tagged["Key document"] = [PageId(2)]
    record.cited_pages.append(PageId(1))
    record.named["Dana"] = [PageId(3)]
    assert found(searcher, 'tag:"key document"') == [2]
    assert found(searcher, "is:cited") == [1]
    assert found(searcher, "entity:Dana") == [3]


def test_filters_are_ored_within_a_facet_and_anded_between(searcher: Searcher) -> None:
    kinds = {"kind": frozenset({"slides", "email"})}
    assert sorted(found(searcher, "gang", filters=kinds)) == [1, 3]
    assert found(searcher, "gang", filters={**kinds, "year": frozenset({"2018"})}) == [3]


def test_sorts_by_date_put_undated_pages_last(searcher: Searcher) -> None:
    assert found(searcher, "", sort=Sort.DATE) == [1, 2, 3, 4]
    assert found(searcher, "", sort=Sort.DOCUMENT, limit=2, offset=1) == [2, 3]


def test_facets_count_the_answer_and_nothing_else(searcher: Searcher) -> None:
    facets = searcher.search(SearchRequest("gang", facets=True)).facets
    assert dict(facets["kind"]) == {"slides": 1, "email": 1}
    assert facets["year"] == (("2017", 1), ("2018", 1))


def test_pages_that_could_not_be_searched_stand_beside_every_count(searcher: Searcher) -> None:
    answer = searcher.search(SearchRequest("gang"))
    assert (answer.pages, answer.documents, answer.unsearched) == (2, 2, 1)


def test_a_snippet_lights_the_words_it_was_found_by(searcher: Searcher) -> None:
    (hit,) = searcher.search(SearchRequest('"gang member"')).hits
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.spans] == ["gang member"]


def test_a_page_that_the_case_no_longer_holds_is_not_shown(record: MadeRecord) -> None:
    engine = OracleEngine()
    engine.add([*record.texts(), PageWords(PageId(99), "gang")])
    assert 99 not in found(Searcher(engine, record), "gang")
    assert np.isin(99, record.made.ids) == np.False_
