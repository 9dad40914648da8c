"""What a message only quotes is found like all else, and stands below what somebody said there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.app.adding import ProductionDetails
from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.query import SearchRequest
from explorer.search.index_place import HAS_TANTIVY, TANTIVY, WHOOSH
from tests.helpers import talks
from tests.helpers.files import pdf, saved

ENGINES = (WHOOSH, *((TANTIVY,) if HAS_TANTIVY else ()))
SAID = f"Rhea,\n\nthe turnstile at the ferry is closed. {'And more is said of other matters. ' * 12}\n\nDana\n"
QUOTING = "Noted.\n\nOn Mon, 20 Nov 2017 at 09:14, Dana Whitcomb wrote:\n> the turnstile turnstile turnstile\n"
PRINTED = """From: Rhea Okafor
Sent: Tuesday, November 21, 2017 9:30 AM
To: Dana Whitcomb
Subject: RE: The quay

Noted, thanks.

-----Original Message-----
From: Dana Whitcomb
Sent: Monday, November 20, 2017 9:14 AM
To: Rhea Okafor
Subject: The quay

The gangplank and the gangplank are down.
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSession]:
    folder = tmp_path_factory.mktemp("quoted")
    paths = [
        saved(folder, "1 said.eml", talks.letter("a", SAID, "The ferry", talks.DANA, 20)),
        saved(folder, "2 quoting.eml", talks.letter("b", QUOTING, "RE: The ferry", talks.RHEA, 21, "a")),
        saved(folder, "3 long.eml", talks.talk(folder)[2].read_bytes()),
        saved(folder, "4 ferry.txt", b"A ledger of the ferry was kept. " + b"Much else was kept too. " * 40),
        saved(folder, "5 printed.pdf", pdf(PRINTED)),
        saved(
            folder, "6 report.pdf", pdf("The gangplank of the ferry was mended. " + "Much else was mended too. " * 5)
        ),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEFILE_CACHE_DIR", str(folder / "cache"))
        with CaseSession.create(folder / "Q.casefile", "Q", who="tester") as opened:
            opened.adding.add(paths, ProductionDetails("Town", "Town", "1", "2018-03-02"), workers=1).run(JobContext())
            yield opened


def answer(session: CaseSession, query: str) -> tuple[int, list[str], list[float]]:
    found = session.searching.search(SearchRequest(query, limit=50))
    return found.pages, [hit.name for hit in found.hits], [round(hit.score, 4) for hit in found.hits]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", ["turnstile", "turnst*", '"the turnstile"', "turnstile ferry"])
def test_a_message_that_only_quotes_stands_below(session: CaseSession, engine: str, query: str) -> None:
    session.searching.reindex(JobContext(), engine)
    pages, names, scores = answer(session, query)
    assert pages == 2
    assert names == ["1 said.eml", "2 quoting.eml"]
    assert scores[0] > scores[1] > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_over_which_a_quotation_goes_on_stand_below_too(session: CaseSession, engine: str) -> None:
    session.searching.reindex(JobContext(), engine)
    pages, names, _ = answer(session, "ledger of the ferry")
    assert pages > 2
    assert names[0] == "4 ferry.txt"
    assert set(names[1:]) == {"3 long.eml"}


@pytest.mark.parametrize("engine", ENGINES)
def test_so_does_mail_that_was_printed_into_a_document(session: CaseSession, engine: str) -> None:
    session.searching.reindex(JobContext(), engine)
    pages, names, scores = answer(session, "gangplank")
    assert (pages, names) == (2, ["6 report.pdf", "5 printed.pdf"])
    assert scores[0] > 2 * scores[1] > 0


def test_what_was_indexed_while_adding_ranks_as_what_is_indexed_anew(tmp_path: Path) -> None:
    paths = [*talks.talk(tmp_path), saved(tmp_path, "printed.pdf", pdf(PRINTED))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEFILE_CACHE_DIR", str(tmp_path / "cache"))
        with CaseSession.create(tmp_path / "Q.casefile", "Q", who="tester") as opened:
            opened.adding.add(paths, ProductionDetails("Town", "Town", "1", "2018-03-02"), workers=1).run(JobContext())
            asked = ("cameras", "ledger", "bridge", "gangplank")
            added = [answer(opened, query) for query in asked]
            opened.searching.reindex(JobContext())
            assert [answer(opened, query) for query in asked] == added
