"""What engines read: kept beside what was there, shown on the page, and never lost by what people write."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.jobs.enrich import findings_on
from explorer.model.annotation import HighlightColour
from explorer.model.claim import Stance
from explorer.model.columns import NEEDS_OCR, READ_BY_OCR
from explorer.model.document import DocumentId, PageFlag, State
from explorer.model.ocr import LAYER
from explorer.model.passage import PageRef, Passage
from explorer.store import (
    annotations,
    claims,
    columns,
    corrections,
    documents,
    journal,
    ocr_queue,
    reading_choice,
    recognition,
)
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened
from tests.helpers.ocr import add_scan, reading

A, B = "a" * 64, "b" * 64


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return opened(tmp_path)


def read(db: Database, page: PageRef, text: str, engine: str = "tesseract", percent: int = 90) -> None:
    recognition.store_reading(db, page, reading(text, engine, percent), findings_on)


def correct(db: Database, passage: Passage, text: str) -> Journal:
    me = Journal(db, "me")
    corrections.correct(me, passage, text)
    settle(db, me)
    return me


def choose(db: Database, page: PageRef, engine: str) -> Journal:
    me = Journal(db, "me")
    reading_choice.choose(me, page, engine)
    settle(db, me)
    return me


def settle(db: Database, me: Journal) -> None:
    for page in me.corrected:
        recognition.refresh(db, page, findings_on)


def text_of(db: Database, page: PageRef) -> str:
    return documents.page_at(db, page.document, page.ordinal).text


def test_a_page_that_was_read_no_longer_needs_it(db: Database) -> None:
    first, second = add_scan(db, A, ["", ""])
    assert ocr_queue.counts(db).waiting == 2
    read(db, first, "words of the page")
    assert text_of(db, first) == "words of the page"
    assert documents.page_at(db, first.document, 1).flags == {PageFlag.OCR}
    assert columns.page_table(db).flags.tolist() == [READ_BY_OCR, NEEDS_OCR]
    own = documents.own_place(db, DocumentId(A))
    assert (own.ocr_pages, own.pages_needing_ocr, own.state) == (1, 1, State.PARTIAL)
    assert own.reason == "1 of 2 pages holds a picture and no text: it needs OCR."
    read(db, second, "more")
    assert documents.own_place(db, DocumentId(A)).state is State.READ
    assert ocr_queue.counts(db).read == 2


def test_what_else_a_reader_said_stays(db: Database) -> None:
    (page,) = add_scan(db, A, [""], reason="One picture was left out.")
    read(db, page, "words")
    own = documents.own_place(db, DocumentId(A))
    assert (own.state, own.reason) == (State.PARTIAL, "One picture was left out.")


def test_reading_a_page_again_doubles_nothing(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    for _ in range(2):
        read(db, page, "the same words")
    assert [each.engine for each in recognition.readings(db, page)] == ["tesseract"]
    assert columns.page_ids(db) == [documents.page_at(db, page.document, 1).id]


def test_a_stamp_beside_a_picture_is_kept_and_its_text_is_not_doubled(db: Database) -> None:
    (page,) = add_scan(db, A, ["MSP-000417"])
    before = documents.page_at(db, page.document, 1).id
    read(db, page, "words MSP-000417")
    after = documents.page_at(db, page.document, 1)
    assert after.text == "words MSP-000417"
    assert after.id != before  # the index holds the old text under the old id
    assert columns.page_ids(db) == [after.id]
    assert documents.page(db, before).id == after.id
    assert [(each.engine, each.in_use) for each in recognition.readings(db, page)] == [
        ("tesseract", True),
        (LAYER, False),
    ]


def test_both_engines_readings_are_kept_and_one_is_shown(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "tbe words")
    read(db, page, "the words", "rapidocr")
    assert text_of(db, page) == "the words"
    me = choose(db, page, "tesseract")
    assert text_of(db, page) == "tbe words"
    with pytest.raises(InputError):
        choose(db, page, "nobody")
    me.undo()
    settle(db, me)
    assert text_of(db, page) == "the words"
    me.redo()
    settle(db, me)
    assert text_of(db, page) == "tbe words"
    assert journal.check(db) == []


def test_a_reading_that_a_person_chose_stays_when_another_engine_reads_the_page(db: Database) -> None:
    (page,) = add_scan(db, A, ["MSP-000417"])
    read(db, page, "the words")
    choose(db, page, LAYER)
    read(db, page, "tbe words", "rapidocr")
    assert text_of(db, page) == "MSP-000417"
    choose(db, page, "rapidocr")
    assert text_of(db, page) == "tbe words"
    assert [each.engine for each in recognition.readings(db, page) if each.in_use] == ["rapidocr"]


def test_what_was_put_right_in_one_reading_comes_back_with_it(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "tbe words")
    correct(db, Passage(page.document, 1, 0, 3, "tbe"), "the")
    read(db, page, "tne words", "rapidocr")
    assert text_of(db, page) == "tne words"
    choose(db, page, "tesseract")
    assert text_of(db, page) == "the words"


def test_an_empty_reading_takes_no_words_away(db: Database) -> None:
    (page,) = add_scan(db, A, ["MSP-000417"])
    read(db, page, "")
    assert text_of(db, page) == "MSP-000417"
    assert documents.page_at(db, page.document, 1).flags == frozenset()
    assert ocr_queue.counts(db).waiting == 0


def test_entities_dates_language_and_stamps_come_from_what_was_read(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    words = "On March 2, 2018 the office wrote to records@example.org about the matter that it had been asked for. " * 4
    read(db, page, words)
    assert documents.own_place(db, DocumentId(A)).date == "2018-03-02"
    assert documents.own_place(db, DocumentId(A)).language == "en"
    assert "records@example.org" in {row[0] for row in db.execute("SELECT value FROM suggestion").fetchall()}


def test_a_failure_says_why_and_is_listed_with_its_document(db: Database) -> None:
    first, second = add_scan(db, A, ["", ""])
    read(db, first, "words")
    ocr_queue.fail(db, second, "It took too long.")
    assert documents.own_place(db, DocumentId(A)).reason == "OCR could not read 1 of 2 pages: It took too long."
    assert [path for path, _ in ocr_queue.failures(db)] == ["aaaa.pdf, p. 2"]
    ocr_queue.ask_failed(db)
    assert ocr_queue.counts(db).waiting == 1


def test_what_people_wrote_follows_its_words(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "it was said here")
    me = Journal(db, "me")
    passage = Passage(page.document, 1, 7, 11, "said")
    annotations.highlight(me, passage, HighlightColour.YELLOW)
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, passage, Stance.SUPPORTS)
    read(db, page, "Heading. It was said here", "rapidocr")
    (shown,) = annotations.highlights(db, page.document, 1)
    assert text_of(db, page)[shown.passage.start : shown.passage.end] == "said"
    assert claims.claim(db, claim).evidence[0].holds
    assert journal.check(db) == []


def test_a_correction_is_shown_undone_and_done_again(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "tbe words", percent=30)
    me = correct(db, Passage(page.document, 1, 0, 3, "tbe"), "the")
    assert text_of(db, page) == "the words"
    assert list(recognition.confidences(db, page)) == [100, 30]
    assert recognition.readings(db, page)[0].reading.text == "tbe words"
    me.undo()
    settle(db, me)
    assert text_of(db, page) == "tbe words"
    me.redo()
    settle(db, me)
    assert text_of(db, page) == "the words"
    assert journal.check(db) == []


def test_a_corrected_stretch_is_corrected_anew(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "a tbe wcrds b")
    correct(db, Passage(page.document, 1, 2, 5, "tbe"), "these")
    correct(db, Passage(page.document, 1, 2, 13, "these wcrds"), "these words")
    assert text_of(db, page) == "a these words b"
    correct(db, Passage(page.document, 1, 8, 13, "words"), "works")
    assert text_of(db, page) == "a these works b"
    assert len(recognition.corrections(db, page, "tesseract")) == 1


def test_a_correction_stays_when_the_same_engine_reads_the_same_again(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "tbe words")
    correct(db, Passage(page.document, 1, 0, 3, "tbe"), "the")
    read(db, page, "tbe words")
    assert text_of(db, page) == "the words"
    read(db, page, "The words", "rapidocr")
    assert text_of(db, page) == "The words"


def test_only_recognised_words_are_corrected(db: Database) -> None:
    add_document(db, A, ["plain words"])
    with pytest.raises(InputError):
        corrections.correct(Journal(db, "me"), Passage(DocumentId(A), 1, 0, 5, "plain"), "other")


def test_a_document_read_anew_waits_again(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    read(db, page, "words")
    (page,) = add_scan(db, A, [""])
    assert recognition.readings(db, page) == []
    assert ocr_queue.counts(db).waiting == 1


def test_what_is_wanted_comes_first(db: Database) -> None:
    add_scan(db, A, ["", "", ""], path="a.pdf")
    add_scan(db, B, ["", ""], path="b.pdf")
    add_scan(db, "c" * 64, [""], path="c.pdf")
    found = ocr_queue.waiting(db, 10, PageRef(DocumentId(B), 2), [DocumentId(B), DocumentId("c" * 64)])
    assert [(each.page.document[0], each.page.ordinal) for each in found] == [
        ("b", 2), ("b", 1), ("c", 1), ("a", 1), ("a", 2), ("a", 3)
    ]  # fmt: skip
    assert ocr_queue.place_in_line(db, PageRef(DocumentId(A), 1), None) == 1
    assert ocr_queue.place_in_line(db, PageRef(DocumentId(A), 1), PageRef(DocumentId(B), 2)) == 3


def test_a_page_that_stops_the_program_again_and_again_is_listed(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    deaths = 0
    while ocr_queue.may_begin(db, [page], 5):
        ocr_queue.count_deaths(db, [page])
        deaths += 1
    assert deaths == 5
    assert ocr_queue.counts(db).failed == 1


def test_a_page_that_was_only_begun_is_not_blamed(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    assert all(ocr_queue.may_begin(db, [page], 5) == [page] for _ in range(20))


def test_pages_at_hand_at_a_death_come_last_until_that_is_forgiven(db: Database) -> None:
    first, second = add_scan(db, A, ["", ""])
    ocr_queue.count_deaths(db, [first])
    assert [(each.page, each.tries) for each in ocr_queue.waiting(db, 9, first)] == [(second, 0), (first, 1)]
    ocr_queue.forgive(db)
    assert [(each.page, each.tries) for each in ocr_queue.waiting(db, 9)] == [(first, 0), (second, 0)]


def test_all_pages_of_paper_can_be_asked_for(db: Database) -> None:
    add_document(db, A, ["text", "more text"])
    ocr_queue.ask_all(db)
    assert ocr_queue.counts(db).waiting == 2
    assert documents.own_place(db, DocumentId(A)).state is State.READ
