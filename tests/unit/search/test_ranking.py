"""An engine that ranks whole queries gives the same answer as one that is asked word by word."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.query import SearchRequest, Sort
from explorer.search import searcher
from explorer.search.filters import Filters
from explorer.search.index_place import HAS_TANTIVY
from explorer.search.ranking import divided
from explorer.search.syntax import parse
from explorer.store.database import open_for_writing
from tests.helpers.cases import add_document, new_case
from tests.helpers.record import MadeRecord, document_row

pytestmark = pytest.mark.skipif(not HAS_TANTIVY, reason="tantivy is not installed on this system")

WORDS = ("gang", "board", "mill", "road", "flood", "spring", "clerk", "vote", "gauge", "creek")
QUERIES = (
    "gang", "gang board", "gang OR clerk", '"mill road"', "gan*", "bord~1", "gang kind:pdf", "gang -clerk",
    "gang (mill OR road)", "gang name:doc1*", "NOT gang", "gang vote creek gauge flood",
)  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> CaseSession:
    folder, dice = new_case(tmp_path), random.Random(3)
    db = open_for_writing(folder)
    with db.conn:
        for number in range(150):
            texts = [" ".join(dice.choices(WORDS, k=dice.randint(2, 30))) for _ in range(3)]
            add_document(db, f"{number:032x}", texts, path=f"doc{number}.pdf")
    db.close()
    made = CaseSession.open(folder.path, for_writing=False)
    made.searching.reindex(JobContext(), "tantivy")
    return made


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.DATE])
def test_the_answers_are_the_same(session: CaseSession, sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [SearchRequest(query, limit=40, offset=at, facets=True, sort=sort) for query in QUERIES for at in (0, 40)]
    whole = [(session.searching.search(request), session.searching.best(request)) for request in asked]
    monkeypatch.setattr(searcher, "divided", lambda _query: None)
    for request, (one, ids) in zip(asked, whole, strict=True):
        other = session.searching.search(request)  # word by word
        assert (one.pages, one.documents, one.facets) == (other.pages, other.documents, other.facets)
        assert [round(hit.score, 3) for hit in one.hits] == [round(hit.score, 3) for hit in other.hits]
        assert [hit.page for hit in one.hits] == [hit.page for hit in other.hits] == ids
    session.close()


@pytest.mark.parametrize("hits_a_bucket", [0, 1000])
def test_pages_are_the_same_as_bits_and_one_by_one(
    session: CaseSession, hits_a_bucket: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [session.searching.search(SearchRequest(query, limit=0, facets=True)) for query in QUERIES]
    monkeypatch.setattr("explorer.search.tantivy_engine._HITS_A_BUCKET", hits_a_bucket)
    for query, before in zip(QUERIES, found, strict=True):
        again = session.searching.search(SearchRequest(query, limit=0, facets=True))
        assert (again.pages, again.documents, again.facets) == (before.pages, before.documents, before.facets)
    session.close()


@pytest.mark.parametrize("ids", [[5, 2, 9], [5, 10**12, 9], []])
def test_rows_are_looked_up_whether_ids_lie_close_or_far_apart(ids: list[int]) -> None:
    asked = np.array([10, *ids, 0, -3, 10**15], np.int64)
    record = MadeRecord([(document_row(), ["text"] * len(ids))])
    record.made = replace(record.made, ids=np.array(ids, np.int64))
    found = Filters(record).at(asked)
    assert found.tolist() == [-1, *range(len(ids)), -1, -1, -1]


@pytest.mark.parametrize(("query", "is_ranked"), [("gang", True), ("gang kind:pdf", True), ("kind:pdf", False),
                                                  ('gang OR "a b"~5', False), ("gang -clerk", True)])  # fmt: skip
def test_only_words_that_are_narrowed_are_ranked_whole(query: str, is_ranked: bool) -> None:
    assert (divided(parse(query)) is not None) is is_ranked
