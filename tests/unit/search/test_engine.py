"""The index against an oracle that looks at every page, and against a folder that broke."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import EngineError
from explorer.model.case import CaseId
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import AllOf, AnyOf, Fuzzy, Pattern, Phrase, Term
from explorer.search.analyzer import fold
from explorer.search.engine import Leaf
from explorer.search.index_place import (
    WHOOSH_PAGES,
    choose_engine,
    engine_folder,
    index_folder,
    mark_whole,
    open_or_reset,
    standing_engine,
    wanted_engine,
)
from explorer.search.tantivy_engine import TantivyEngine
from explorer.search.whoosh_engine import WhooshEngine
from tests.helpers.oracle_engine import OracleEngine

VOCABULARY = [
    "gang",
    "gangs",
    "member",
    "members",
    "membership",
    "flag",
    "flagged",
    "flags",
    "AT&T",
    "4TR-91K",
    "at",
    "t",
    "É",
    "ﷺ",  # folds to several words
    "ﾞ",  # folds to none, and counts
    "⒈a",  # folds to a joined form
]
pages = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join), min_size=1, max_size=6)
folded = st.sampled_from(
    ["gang", "gangs", "member", "flag", "flagged", "flags", "at&t", "at", "t", "e", "1.a", fold("ﷺ"), "none"]
)
queries: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Term, folded, st.booleans()),
    st.builds(
        Phrase,
        st.lists(
            st.sampled_from(["gang", "member", "flag", "at", "t", "4tr", "91k", "", fold("ﷺ"), "1.a"]),
            min_size=2,
            max_size=3,
        ).map(tuple),
    ),
    st.builds(Pattern, st.sampled_from(["gan*", "m*", "fl?g", "*s", "4tr-9*", "z*", "1.*", "*&?"])),
    st.builds(Fuzzy, st.sampled_from(["gang", "flog", "membre"]), st.integers(1, 2)),
)


WORDS = ["gang", "member", "flag", "river"]
Engine = WhooshEngine | TantivyEngine
engines = pytest.mark.parametrize("kind", [WhooshEngine, TantivyEngine])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("indexes")


@engines
@settings(max_examples=40, deadline=None)
@given(texts=pages, leaves=st.lists(queries, min_size=1, max_size=6), data=st.data())
def test_an_index_finds_what_looking_at_every_page_finds(
    folder: Path, kind: type[Engine], texts: list[str], leaves: list[Leaf], data: st.DataObject
) -> None:
    place = folder / str(len(list(folder.iterdir())))
    place.mkdir()
    engine, oracle = kind(place), OracleEngine()
    numbered = [
        PageWords(PageId(number), text, data.draw(st.none() | st.just(text[: len(text) // 2])))
        for number, text in enumerate(texts, 1)
    ]
    half = len(numbered) // 2
    for each in (engine, oracle):
        each.add(numbered[:half])
        each.commit()
        each.add(numbered[half:])
        each.commit()
    gone = data.draw(st.lists(st.sampled_from([each.page for each in numbered]), unique=True, max_size=2))
    for each in (engine, oracle):
        each.delete(gone)
        each.commit()
    for leaf in leaves:
        assert engine.search(leaf)[0].tolist() == oracle.search(leaf)[0].tolist(), leaf
    assert engine.all_ids().tolist() == oracle.all_ids().tolist()
    engine.close()


def test_a_tree_finds_what_its_parts_find(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.add(
        PageWords(PageId(number), " ".join(WORDS[each] for each in range(4) if number >> each & 1))
        for number in range(200)
    )
    engine.commit()
    tree = AnyOf((AllOf((Term("flag"), Phrase(("gang", "member")))), Pattern("ri*")))
    expected = [number for number in range(200) if number & 7 == 7 or number & 8]
    assert engine.matching(tree).tolist() == expected
    ids, scores = engine.best(tree, 0)
    assert sorted(ids.tolist()) == expected
    assert scores.tolist() == sorted(scores, reverse=True)
    few, same = engine.best(tree, 5)
    assert few.tolist() == ids[:5].tolist()
    assert same.tolist() == scores[:5].tolist()
    assert set(engine.best(tree, 0, np.array([7, 8, 9, 6]))[0].tolist()) == {7, 8, 9}
    engine.close()


@engines
def test_a_page_is_found_after_the_commit_and_not_before(tmp_path: Path, kind: type[Engine]) -> None:
    engine, reader = kind(tmp_path), kind(tmp_path)
    engine.add([PageWords(PageId(7), "gang member")])
    assert reader.search(Term("gang"))[0].tolist() == []
    engine.commit()
    assert reader.search(Term("gang"))[0].tolist() == [7]
    engine.close()
    reader.close()


@engines
def test_two_writers_are_refused(tmp_path: Path, kind: type[Engine]) -> None:
    first, second = kind(tmp_path), kind(tmp_path)
    first.add([PageWords(PageId(1), "a")])
    with pytest.raises(EngineError):
        second.add([PageWords(PageId(2), "b")])
    first.close()
    second.close()


CASE = CaseId("0123456789abcdef" * 2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a torn file open
@pytest.mark.parametrize("harm", ["stamp", "torn", "gone"])
@pytest.mark.parametrize(("name", "main"), [("whoosh", "_MAIN_*.toc"), ("tantivy", "meta.json")])
def test_an_index_in_doubt_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str, name: str, main: str
) -> None:
    monkeypatch.setenv("CASEFILE_CACHE_DIR", str(tmp_path))
    engine, was_reset = open_or_reset(CASE, name)
    assert was_reset
    engine.add([PageWords(PageId(1), "words")])
    engine.commit()
    engine.close()
    again, was_reset = open_or_reset(CASE, name)
    assert not was_reset
    again.close()
    if harm == "stamp":
        (engine_folder(CASE, name) / "stamp.json").write_text("{}")
    else:
        for path in engine_folder(CASE, name).glob(main):
            path.write_bytes(path.read_bytes()[:20]) if harm == "torn" else path.unlink()
        if harm == "gone":
            (engine_folder(CASE, name) / "stamp.json").unlink()
    mended, was_reset = open_or_reset(CASE, name)
    assert was_reset
    assert mended.all_ids().tolist() == []
    mended.close()


def test_an_index_of_an_earlier_layout_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_CACHE_DIR", str(tmp_path))
    old = index_folder(CASE)
    old.mkdir(parents=True)
    (old / "stamp.json").write_text("{}")
    (old / "MAIN_x.seg").write_bytes(b"x")
    open_or_reset(CASE)[0].close()
    assert [path.name for path in old.iterdir()] == ["whoosh"]


def test_the_old_index_answers_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_CACHE_DIR", str(tmp_path))
    few, many = WHOOSH_PAGES, WHOOSH_PAGES + 1
    assert (wanted_engine(CASE, few), wanted_engine(CASE, many)) == ("whoosh", "tantivy")
    open_or_reset(CASE, "whoosh")[0].close()
    mark_whole(CASE, "whoosh")
    open_or_reset(CASE, "tantivy")[0].close()
    assert standing_engine(CASE, "tantivy") == "whoosh"
    mark_whole(CASE, "tantivy")
    assert standing_engine(CASE, "tantivy") == "tantivy"
    assert not engine_folder(CASE, "whoosh").exists()
    assert wanted_engine(CASE, few) == "tantivy"  # a few pages less are no reason to go back
    choose_engine(CASE, "whoosh")
    assert wanted_engine(CASE, many) == "whoosh"
    choose_engine(CASE, "auto")
    assert wanted_engine(CASE, many) == "tantivy"


def test_a_page_that_was_indexed_twice_is_one_page(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.add([PageWords(PageId(number), "gang") for number in (1, 2, 3, 2)])
    engine.commit()
    assert engine.all_ids().tolist() == [1, 2, 3]
    assert engine.search(Term("gang"))[0].tolist() == [1, 2, 3]
    assert sorted(engine.best(Term("gang"), 0)[0].tolist()) == [1, 2, 3]
    engine.close()


@pytest.mark.parametrize("case", ["../elsewhere", "", "x" * 32])
def test_a_strange_id_never_names_a_folder(case: str) -> None:
    with pytest.raises(EngineError):
        index_folder(CaseId(case))


@engines
def test_words_that_are_only_quoted_are_found_and_score_less(tmp_path: Path, kind: type[Engine]) -> None:
    engine = kind(tmp_path)
    quoted = "I agree. " + "gang member AT&T flagged " * 3
    engine.add(
        [
            PageWords(PageId(1), quoted, "I agree."),
            PageWords(PageId(2), f"gang member of AT&T is flagged {'and other words ' * 8}"),
            PageWords(
                PageId(3),
                f"gang member of AT&T is flagged {'and other words ' * 8}{quoted}",
                "gang member of AT&T is flagged",
            ),
        ]
    )
    engine.commit()
    for leaf in (Term("gang"), Term("at&t", True), Phrase(("gang", "member")), Pattern("gan*"), Fuzzy("gong", 1)):
        ids, scores = engine.search(leaf)
        assert ids.tolist() == [1, 2, 3], leaf
        assert scores[0] < min(scores[1:]), leaf
    engine.close()


def test_a_tree_weighs_each_of_its_words(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.add([PageWords(PageId(1), "gang flag", "gang"), PageWords(PageId(2), "gang flag", "flag gang")])
    engine.commit()
    tree = AllOf((Term("gang"), Term("flag")))
    assert engine.matching(tree).tolist() == [1, 2]
    scored = dict(zip(*(each.tolist() for each in engine.best(tree, 0)), strict=True))
    parts = [dict(zip(*(each.tolist() for each in engine.search(part)), strict=True)) for part in tree.parts]
    assert scored[1] < scored[2]
    assert scored == pytest.approx({page: parts[0][page] + parts[1][page] for page in (1, 2)})
    assert sorted(engine.best(tree, 0, weighs=False)[0].tolist()) == [1, 2]
    plain = engine.best(tree, 0, weighs=False)[1]
    assert plain[0] == pytest.approx(plain[1])
    engine.close()
