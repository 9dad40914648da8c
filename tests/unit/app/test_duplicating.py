"""Pages that are nearly the same are found by their sketches, which are kept and go with their pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.ocr import HASH_BYTES
from explorer.model.passage import PageRef
from explorer.store import sketches
from tests.helpers.files import picture
from tests.helpers.ocr import keep_reading, reading

WORDS = (
    "The board of Alder Creek met in the town hall on Monday and voted, seven to two, to close the mill road before "
    "the spring flood came, and asked the clerk to write to every household on the road within ten days of the vote."
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder, case = tmp_path / "received", tmp_path / "made.casefile"
    folder.mkdir()
    (folder / "first.txt").write_text(WORDS, "utf-8")
    (folder / "changed.txt").write_text(WORDS.replace("seven to two", "six to three"), "utf-8")
    (folder / "stranger.txt").write_text(" ".join(reversed(WORDS.split())), "utf-8")
    (folder / "short.txt").write_text("Page left blank", "utf-8")
    with CaseSession.create(case) as session:
        session.adding.add([folder], workers=1).run(JobContext())
    return case


def page_of(session: CaseSession, name: str) -> PageRef:
    return next(PageRef(each.document, 1) for each in session.reading.documents() if each.name == name)


def near(session: CaseSession, name: str) -> list[str]:
    return [str(each.citation) for each in session.duplicating.near(page_of(session, name))]


def look_at_all(session: CaseSession) -> None:
    while session.duplicating.look_at_more():
        pass


def test_a_page_is_near_to_its_changed_copy_alone_once_pages_were_looked_at(case: Path) -> None:
    with CaseSession.open(case) as session:
        assert near(session, "first.txt") == []
        look_at_all(session)
        assert near(session, "first.txt") == ["changed.txt, p. 1"]
        assert near(session, "changed.txt") == ["first.txt, p. 1"]
        assert near(session, "stranger.txt") == near(session, "short.txt") == []


@pytest.mark.parametrize("can_write", [True, False])
def test_what_was_looked_at_is_kept_with_the_case(case: Path, can_write: bool) -> None:
    with CaseSession.open(case) as session:
        look_at_all(session)
    with CaseSession.open(case, for_writing=can_write) as session:
        assert near(session, "first.txt") == ["changed.txt, p. 1"]


def test_whoever_only_reads_finds_them_too_and_writes_nothing(case: Path) -> None:
    with CaseSession.open(case, for_writing=False) as session:
        look_at_all(session)
        assert near(session, "first.txt") == ["changed.txt, p. 1"]
    with CaseSession.open(case, for_writing=False) as session:
        assert near(session, "first.txt") == []


def test_pages_that_come_later_are_looked_at_too(case: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(WORDS.replace("Monday", "Tuesday"), "utf-8")
    with CaseSession.open(case) as session:
        look_at_all(session)
        session.adding.add([later], workers=1).run(JobContext())
        assert near(session, "first.txt") == ["changed.txt, p. 1"]
        look_at_all(session)
        assert set(near(session, "first.txt")) == {"changed.txt, p. 1", "later.txt, p. 1"}


def test_a_sketch_goes_when_the_words_of_its_page_change(case: Path) -> None:
    with CaseSession.open(case) as session:
        look_at_all(session)
        writer, first = session.duplicating._record.writer, page_of(session, "first.txt")
        made = session.duplicating._record.ask(sketches.sketches)[0]
        writer.run(lambda db: db.execute("UPDATE page SET text = 'other' WHERE document = ?", [first.document]))
        kept = session.duplicating._record.ask(sketches.sketches)[0]
        assert len(kept) == len(made) - 1
        stale = [sketches.Sketch(session.reading.page_at(first).id, WORDS, b"1234")]
        writer.run(lambda db: sketches.keep(db, stale))
        assert len(session.duplicating._record.ask(sketches.sketches)[0]) == len(kept)


def test_two_pages_are_compared_with_their_citations(case: Path) -> None:
    with CaseSession.open(case) as session:
        found = session.duplicating.compare(page_of(session, "first.txt"), page_of(session, "changed.txt"))
        text = session.reading.page_at(found.other).text
        assert [text[slice(*each.other)] for each in found.differences] == ["six", "three,"]
        assert str(found.one_citation) == "first.txt, p. 1"


def test_of_a_list_each_page_is_led_by_the_first_like_it(case: Path) -> None:
    with CaseSession.open(case) as session:
        pages = {
            each.name: session.reading.page_at(page_of(session, each.name)).id for each in session.reading.documents()
        }
        order = [pages[name] for name in ("stranger.txt", "changed.txt", "short.txt", "first.txt")]
        assert session.duplicating.like_among(order) == {}  # nothing was looked at yet
        look_at_all(session)
        assert session.duplicating.like_among(order) == {pages["first.txt"]: pages["changed.txt"]}
        assert session.duplicating.like_among([*reversed(order)]) == {pages["changed.txt"]: pages["first.txt"]}
        assert session.duplicating.like_among([]) == {}


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in range(3):
        (folder / f"scan {number}.png").write_bytes(picture(size=(200, 100 + number)))
    case = tmp_path / "scans.casefile"
    with CaseSession.create(case) as session:
        session.adding.add([folder], workers=1).run(JobContext())
    return case


def test_pages_without_words_in_common_are_near_by_their_pictures(scans: Path) -> None:
    hashed = [bytes(HASH_BYTES), bytes([7] * 6 + [0] * (HASH_BYTES - 6)), bytes([255] * HASH_BYTES)]
    with CaseSession.open(scans) as session:
        for number, found in enumerate(hashed):
            made = replace(reading(f"few words {number}"), likeness=found)
            keep_reading(session, page_of(session, f"scan {number}.png"), made)
        (only,) = session.duplicating.near(page_of(session, "scan 0.png"))
        assert (only.citation.name, only.by_pictures, only.reason) == ("scan 1.png", True, "the pictures are alike")
        assert session.duplicating.near(page_of(session, "scan 2.png")) == []
        keep_reading(session, page_of(session, "scan 1.png"), reading("few words again"))  # its picture says nothing
        assert session.duplicating.near(page_of(session, "scan 0.png")) == []
