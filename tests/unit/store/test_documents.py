"""Documents and pages out of the record: their order, their sums, and finding the one that is meant."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.bates import BatesNumber
from explorer.model.columns import NEEDS_OCR
from explorer.model.document import Box, DocumentId, Kind, PageFlag, State, Word, pack_words
from explorer.model.entity import Detection
from explorer.store import columns, documents, intake, productions
from explorer.store.intake import Reading, ReadPage
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened, place, words_of

A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return opened(tmp_path)


def test_the_sums_add_up_in_every_state(db: Database) -> None:
    add_document(db, A, ["words"])
    intake.register(db, [place(B, "b.pdf"), place(A, "again.pdf"), place("x", "gone.pdf", sha256=None)])
    found = documents.totals(db)
    assert found.seen == found.read + found.partial + found.duplicate + found.failed + found.pending == 4
    assert (found.read, found.duplicate, found.failed, found.pending) == (1, 1, 1, 1)


def test_a_file_that_could_not_be_had_says_why(db: Database) -> None:
    intake.register(db, [place("x", "gone.pdf", sha256=None)])
    (found,) = documents.problems(db)
    assert (found.state, found.reason, found.sha256) == (State.FAILED, "It could not be opened.", None)


def test_further_places_are_duplicates(db: Database) -> None:
    add_document(db, A, ["words"], path="first.pdf")
    intake.register(db, [place(A, "second.pdf")])
    assert [(each.name, each.state) for each in documents.places(db, DocumentId(A))] == [
        ("first.pdf", State.READ),
        ("second.pdf", State.DUPLICATE),
    ]


@pytest.mark.parametrize("text", ["folder/deck.pdf", "deck.pdf", A, A[:8]])
def test_a_document_is_found_by_what_a_person_types(db: Database, text: str) -> None:
    add_document(db, A, ["words"], path="folder/deck.pdf")
    assert documents.document(db, documents.resolve(db, text)).name == "deck.pdf"


def test_a_document_is_found_by_its_id_or_the_ids_beginning(db: Database) -> None:
    add_document(db, A, ["words"])
    own = documents.own_place(db, DocumentId(A)).id
    assert documents.resolve(db, own) == documents.resolve(db, own[:6]) == own


def test_a_mistyped_name_gets_the_nearest_one(db: Database) -> None:
    add_document(db, A, ["words"], path="training deck.pdf")
    with pytest.raises(InputError) as caught:
        documents.resolve(db, "trainng deck.pdf")
    assert "“training deck.pdf”" in caught.value.advice()


def test_a_name_of_two_documents_is_not_guessed(db: Database) -> None:
    add_document(db, A, ["words"], path="one/deck.pdf")
    add_document(db, B, ["words"], path="two/deck.pdf")
    with pytest.raises(InputError, match="2 documents"):
        documents.resolve(db, "deck.pdf")


def test_a_percent_sign_in_a_name_is_only_itself(db: Database) -> None:
    add_document(db, A, ["words"], path="one/abc.pdf")
    with pytest.raises(InputError):
        documents.resolve(db, "a%.pdf")


def test_a_page_is_cited_by_name_label_number_and_production(db: Database) -> None:
    made = productions.add_production(Journal(db, "me"), "First", "State Police", "18-0417", "2018-03-02")
    intake.register(db, [place(A, "deck.pdf", production=made)])
    reading = Reading(
        DocumentId(A),
        "application/pdf",
        Kind.PDF,
        State.READ,
        "",
        "maker",
        1,
        (ReadPage(1, "slide 1", "x", b"", 1, 1),),
    )
    (page,) = intake.store_reading(db, reading)
    intake.set_bates(db, {page: BatesNumber("MSP-", 417)})
    assert str(documents.citation(db, DocumentId(A), 1)) == (
        "deck.pdf, slide 1 · MSP-000417 (State Police, request 18-0417, received 2018-03-02)"
    )


def test_reading_again_replaces_pages_and_never_reuses_their_ids(db: Database) -> None:
    first = add_document(db, A, ["old", "older"], detections=[Detection("person", "Ada", 0, 3)])
    second = add_document(db, A, ["new"])
    assert [page.text for page in documents.pages(db, DocumentId(A))] == ["new"]
    assert not set(first) & set(second)
    assert db.execute("SELECT count(*) FROM suggestion").fetchone() == (0,)


def test_words_come_back_with_their_boxes(db: Database) -> None:
    (page,) = add_document(db, A, ["two words"])
    assert documents.words(db, page)[1] == Word(4, 9, pytest.approx(Box(40, 10, 90, 20), abs=0.02)) or (
        documents.words(db, page)[1].start == 4
    )


def test_the_table_of_pages_is_in_document_order(db: Database) -> None:
    add_document(db, A, ["1", "2"], path="z.pdf")
    add_document(db, B, ["3"], path="a.pdf")
    table = columns.page_table(db)
    assert [table.documents[row].name for row in table.document] == ["a.pdf", "z.pdf", "z.pdf"]
    assert table.ordinal.tolist() == [1, 1, 2]


def test_a_page_that_needs_ocr_is_flagged_and_counted(db: Database) -> None:
    intake.register(db, [place(A, "scan.pdf")])
    page = ReadPage(1, "p. 1", "", pack_words(words_of(""), 1, 1), 612, 792, frozenset({PageFlag.NEEDS_OCR}))
    intake.store_reading(db, Reading(DocumentId(A), "application/pdf", Kind.PDF, State.READ, "", "m", 1, (page,)))
    assert columns.page_table(db).flags.tolist() == [NEEDS_OCR]
    assert documents.totals(db).unsearchable_pages == documents.own_place(db, DocumentId(A)).pages_needing_ocr == 1
    assert columns.page_ids(db) == []


def test_the_stamp_moves_when_pages_do(db: Database) -> None:
    stamps = [columns.data_stamp(db)]
    add_document(db, A, ["1"])
    stamps.append(columns.data_stamp(db))
    (page,) = add_document(db, A, ["2"])
    stamps.append(columns.data_stamp(db))
    intake.set_bates(db, {page: BatesNumber("X", 1)})
    stamps.append(columns.data_stamp(db))
    intake.forget_document_pages(db, DocumentId(A))
    assert len({*stamps, columns.data_stamp(db)}) == 5


def test_a_document_waits_until_it_is_read_and_its_tries_are_counted(db: Database) -> None:
    intake.register(db, [place(B, "b.pdf"), place(A, "a.pdf")])
    intake.count_deaths(db, [DocumentId(A)])
    assert [(each.name, each.tries) for each in intake.pending(db)] == [("a.pdf", 1), ("b.pdf", 0)]
    intake.forgive(db)
    assert [(each.name, each.tries) for each in intake.pending(db)] == [("a.pdf", 0), ("b.pdf", 0)]
    add_document(db, A, ["words"], path="a.pdf")
    intake.store_failure(db, DocumentId(B), "It is damaged.")
    assert intake.pending(db) == []


def test_an_add_that_was_begun_twice_is_one_add(db: Database) -> None:
    first = intake.begin_intake(db, ["/records"], None)
    assert intake.begin_intake(db, ["/records"], None) == first
    assert [each.roots for each in intake.unfinished_intakes(db)] == [("/records",)]
    intake.end_intake(db, first)
    assert intake.unfinished_intakes(db) == []
