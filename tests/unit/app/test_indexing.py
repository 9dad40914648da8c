"""The index of a case as it grows, changes engines, breaks: it lacks nothing whenever it is asked."""

import threading
from pathlib import Path

import pytest

from explorer.app import indexing
from explorer.app.session import CaseSession
from explorer.jobs import keeper
from explorer.jobs.index_takeover import GrowingFeed
from explorer.jobs.job import JobContext
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import SearchRequest
from explorer.search import index_place
from explorer.search.index_place import engine_folder, mark_whole, open_or_reset

_FILES = 12


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(_FILES):
        (folder / f"note-{number}.txt").write_text(f"gang member number{number}x\n", "utf-8")
    return folder


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tantivy takes over above five pages."""
    monkeypatch.setattr(index_place, "WHOOSH_PAGES", 5)


def added(tmp_path: Path, records: Path) -> Path:
    case = tmp_path / "grown.casefile"
    with CaseSession.create(case) as session:
        session.adding.add([records], workers=1).run(JobContext())
    return case


def finds_all(session: CaseSession) -> bool:
    answer = session.searching.search(SearchRequest("gang", limit=100))
    each = [session.searching.search(SearchRequest(f"number{number}x")).pages for number in range(_FILES)]
    return answer.pages == len(answer.hits) == _FILES and each == [1] * _FILES


def wait_for_other_threads() -> None:
    for thread in threading.enumerate():
        if thread.name == "index-change":
            thread.join()


@pytest.mark.usefixtures("small")
def test_an_add_that_outgrows_an_engine_loses_no_page(tmp_path: Path, records: Path) -> None:
    with CaseSession.open(added(tmp_path, records), for_writing=False) as session:
        assert session.searching.engine_name() == "tantivy"
        assert session.searching.index_problems() == []
        assert finds_all(session)
        assert not engine_folder(session.case.id, "whoosh").exists()


def test_the_old_index_answers_while_another_engine_takes_over(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = added(tmp_path, records)
    with CaseSession.open(case) as session:
        assert session.searching.engine_name() == "whoosh"
    monkeypatch.setattr(index_place, "WHOOSH_PAGES", 5)
    with CaseSession.open(case, for_writing=False) as session:
        assert finds_all(session)
        assert session.searching.engine_name() == "whoosh"  # whoever only reads builds nothing
    with CaseSession.open(case) as session:
        assert finds_all(session)
        wait_for_other_threads()
        assert finds_all(session)
        assert session.searching.engine_name() == "tantivy"
        assert session.searching.index_problems() == []


def test_an_engine_that_will_be_outgrown_is_left_as_soon_as_that_shows(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_place, "WHOOSH_PAGES", _FILES - 1)
    monkeypatch.setattr(keeper, "_TELLING", 2)
    monkeypatch.setattr(keeper, "_STORE_PAGES", 1)
    left_at: list[int] = []

    class Watched(GrowingFeed):
        def change_if_due(self, coming: int = 0) -> None:
            is_new = self._reader is None
            super().change_if_due(coming)
            if is_new and self._reader is not None:
                left_at.append(self._pages)

    monkeypatch.setattr(indexing, "GrowingFeed", Watched)
    with CaseSession.open(added(tmp_path, records), for_writing=False) as session:
        assert finds_all(session)
        assert session.searching.engine_name() == "tantivy"
    assert left_at
    assert left_at[0] < _FILES


@pytest.mark.usefixtures("small")
def test_a_change_that_was_cut_short_is_gone_on_with(tmp_path: Path, records: Path) -> None:
    case = added(tmp_path, records)
    with CaseSession.open(case, for_writing=False) as session:
        name = session.case.id
        session.searching.reindex(JobContext(), "whoosh")
        session.searching.reindex(JobContext(), "auto")
    index_place.remove_index(name)
    old, _ = open_or_reset(name, "whoosh")
    mark_whole(name, "whoosh")  # it was whole before most pages came
    old.close()
    part, _ = open_or_reset(name, "tantivy")
    part.add([PageWords(PageId(1), "gang member number0x")])
    part.commit()
    part.close()
    with CaseSession.open(case) as session:
        assert finds_all(session)
        wait_for_other_threads()
        assert finds_all(session)
        assert session.searching.engine_name() == "tantivy"
        assert session.searching.index_problems() == []


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_engine_can_be_chosen_by_hand(tmp_path: Path, records: Path, engine: str) -> None:
    case = added(tmp_path, records)
    with CaseSession.open(case) as session:
        assert session.searching.reindex(JobContext(), engine) == _FILES
        assert session.searching.engine_name() == engine
    with CaseSession.open(case) as session:
        assert finds_all(session)
        wait_for_other_threads()
        assert session.searching.engine_name() == engine
        assert session.searching.reindex(JobContext(), "auto") == _FILES


@pytest.mark.parametrize("harm", ["torn", "gone"])
@pytest.mark.usefixtures("small")
def test_an_index_that_breaks_is_made_anew_without_asking(tmp_path: Path, records: Path, harm: str) -> None:
    case = added(tmp_path, records)
    with CaseSession.open(case, for_writing=False) as session:
        folder = engine_folder(session.case.id, "tantivy")
    for path in folder.iterdir():
        if path.suffix in (".term", ".idx", ".fast"):
            path.write_bytes(path.read_bytes()[:10]) if harm == "torn" else path.unlink()
    with CaseSession.open(case, for_writing=False) as session:
        assert finds_all(session)
        assert session.searching.index_problems() == []
