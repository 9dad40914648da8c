"""An engine that ranks whole queries gives the same answer as one that is asked word by word."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.document import Kind, PageId
from explorer.model.page_words import PageWords
from explorer.model.query import Near, SearchRequest, Sort, Term
from explorer.search import searcher
from explorer.search.filters import Filters
from explorer.search.highlight import distance_holds
from explorer.search.index_place import HAS_TANTIVY
from explorer.search.ranking import divided
from explorer.search.syntax import parse
from explorer.store.database import open_for_writing
from tests.helpers.cases import add_document, new_case
from tests.helpers.record import MadeRecord, document_row

if HAS_TANTIVY:
    from explorer.search.tantivy_engine import TantivyEngine

pytestmark = pytest.mark.skipif(not HAS_TANTIVY, reason="tantivy is not installed on this system")

WORDS = ("gang", "board", "mill", "road", "flood", "spring", "clerk", "vote", "gauge", "creek")
QUERIES = (
    "gang", "gang board", "gang OR clerk", '"mill road"', "gan*", "bord~1", "gang kind:pdf", "gang -clerk",
    "gang kind:email", "gan* kind:email", "gang (mill OR road)", "gang name:doc1*", "NOT gang",
    "gang vote creek gauge flood", '"gang mill"~2', '"gang mill road"~4', '"gang gang"~3',
)  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> CaseSession:
    folder, dice = new_case(tmp_path), random.Random(3)
    db = open_for_writing(folder)
    with db.conn:
        for number in range(150):
            texts = [" ".join(dice.choices(WORDS, k=dice.randint(2, 30))) for _ in range(3)]
            kind = Kind.EMAIL if number % 4 == 1 else Kind.PDF
            add_document(db, f"{number:032x}", [*texts, ""], path=f"doc{number}.pdf", kind=kind)
    db.close()
    made = CaseSession.open(folder.path, for_writing=False)
    made.searching.reindex(JobContext(), "tantivy")
    return made


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.DATE])
def test_the_answers_are_the_same(session: CaseSession, sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        SearchRequest(query, chosen, limit=40, offset=at, facets=True, sort=sort)
        for query in QUERIES
        for at, chosen in ((0, {}), (40, {}), (0, {"kind": frozenset({"email"}), "year": frozenset[str]()}))
    ]
    whole = [(session.searching.search(request), session.searching.best(request)) for request in asked]
    monkeypatch.setattr(searcher, "divided", lambda _query: None)
    for request, (one, ids) in zip(asked, whole, strict=True):
        other = session.searching.search(request)  # word by word
        assert (one.pages, one.documents, one.facets) == (other.pages, other.documents, other.facets)
        assert [round(hit.score, 3) for hit in one.hits] == [round(hit.score, 3) for hit in other.hits]
        assert [hit.page for hit in one.hits] == [hit.page for hit in other.hits] == ids
    session.close()


NEARS = st.builds(Near, st.lists(st.sampled_from(WORDS[:4]), min_size=2, max_size=4).map(tuple), st.integers(1, 6))


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS[:5]), max_size=14), min_size=1, max_size=8), near=NEARS)
def test_words_near_each_other_are_those_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], near: Near
) -> None:
    """What the index gives holds all that the text holds, and nothing else where the words are two."""
    engine = TantivyEngine(tmp_path_factory.mktemp("near"))
    engine.add(PageWords(PageId(at), " ".join(words)) for at, words in enumerate(texts, 1))
    engine.commit()
    different = set(near.words)
    if len(different) > 1:
        found = set(engine.matching(near).tolist())
        true = {at for at, each in enumerate(texts, 1) if distance_holds(near.words, near.distance, " ".join(each))}
        assert found >= true
        assert len(different) > 2 or found == true
    engine.close()


def test_the_index_alone_counts_only_what_the_case_holds_once(tmp_path: Path) -> None:
    """Counts and the best without a look at each page are given where these are the same, and not otherwise."""
    pages = np.array([3, 1, 2, 5], np.int64)  # the case's; 5 holds no words
    engine = TantivyEngine(tmp_path)
    engine.add(PageWords(PageId(page), "gang " * page, kind="pdf" if page > 1 else "email") for page in (1, 2, 3))
    engine.commit()
    assert engine.holds_only(pages, with_kinds=True)
    count, (ids, _) = engine.counted(Term("gang"), 2)
    assert (count, set(ids.tolist())) == (3, {2, 3})
    assert engine.counted(Term("gang"), 2, (frozenset({"email", "text"}),))[0] == 1
    assert engine.counted(Term("gang"), 2, (frozenset({"email"}), frozenset({"pdf"})))[0] == 0
    assert engine.counted_first(Term("gang"), 2, (frozenset({"pdf"}),))[1].tolist() == [2, 3]
    engine.add([PageWords(PageId(2), "gang")])
    engine.commit()
    assert not engine.holds_only(pages, with_kinds=False)  # a page twice
    engine.delete([PageId(2)])
    engine.add([PageWords(PageId(2), "gang")])
    engine.commit()
    assert engine.holds_only(pages, with_kinds=False)
    assert not engine.holds_only(pages, with_kinds=True)  # a page whose kind is not known
    assert not engine.holds_only(pages[:2], with_kinds=False)  # a page that the case does not hold
    engine.close()


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
