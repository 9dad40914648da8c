"""An engine that ranks whole queries gives the same answer as one that is asked word by word."""

import random
from pathlib import Path

import pytest

from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.query import SearchRequest
from explorer.search import searcher
from explorer.search.index_place import HAS_TANTIVY
from explorer.search.ranking import divided
from explorer.search.syntax import parse
from explorer.store.database import open_for_writing
from tests.helpers.cases import add_document, new_case

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


@pytest.mark.parametrize("query", QUERIES)
def test_the_answer_is_the_same(session: CaseSession, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [SearchRequest(query, limit=40, offset=offset, facets=True) for offset in (0, 40)]
    whole = [session.searching.search(request) for request in requests]
    monkeypatch.setattr(searcher, "divided", lambda _query: None)
    word_by_word = [session.searching.search(request) for request in requests]
    for one, other in zip(whole, word_by_word, strict=True):
        assert (one.pages, one.documents, one.facets) == (other.pages, other.documents, other.facets)
        assert [round(hit.score, 3) for hit in one.hits] == [round(hit.score, 3) for hit in other.hits]
        assert [hit.page for hit in one.hits] == [hit.page for hit in other.hits]
    session.close()


@pytest.mark.parametrize(("query", "is_ranked"), [("gang", True), ("gang kind:pdf", True), ("kind:pdf", False),
                                                  ('gang OR "a b"~5', False), ("gang -clerk", True)])  # fmt: skip
def test_only_words_that_are_narrowed_are_ranked_whole(query: str, is_ranked: bool) -> None:
    assert (divided(parse(query)) is not None) is is_ranked
