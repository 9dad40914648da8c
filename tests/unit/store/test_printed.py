"""Printed messages in the case, and how conversations read them."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.analyze.printed_mail import printed_messages
from explorer.jobs.enrich import findings_on
from explorer.model.document import DocumentId, Kind, State
from explorer.model.passage import PageRef
from explorer.store import intake, printed, reading_choice, recognition
from explorer.store.intake import Reading, ReadPage
from explorer.store.journal import Journal
from explorer.store.messages import messages
from tests.helpers.cases import opened, place
from tests.helpers.ocr import add_scan, reading

A, B = "a" * 64, "b" * 64
_REPLY = "From: Mara Ilves\nSent: Friday, March 2, 2018 9:45 AM\nTo: mq@thornbury.example\nSubject: Re: Canal\nWait."
_FIRST = "From: Marlowe Quintrell\nSent: Thursday, March 1, 2018 5:01 PM\nTo: Mara Ilves\nSubject: Canal\nShall we?"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return opened(tmp_path)


def _add(db: Database, document: str, texts: list[str], kind: Kind = Kind.PDF, **facts: str) -> None:
    intake.register(db, [place(document, f"{document[:4]}.pdf")])
    pages = tuple(
        ReadPage(number, f"p. {number}", text, b"", 612, 792, printed=printed_messages(text))
        for number, text in enumerate(texts, 1)
    )
    intake.store_reading(
        db, Reading(DocumentId(document), "application/pdf", kind, State.READ, "", "pdf", 1, pages=pages, **facts)
    )


def test_a_printed_message_is_read_with_its_page_and_its_words_to_the_next(db: Database) -> None:
    _add(db, A, ["A cover letter", _REPLY, "more of it", _FIRST])
    reply, first = messages(db)
    assert (reply.document, reply.page, reply.subject, reply.date) == (A, 2, "Re: Canal", "2018-03-02T09:45:00")
    assert reply.text.split("\n") == ["", "Wait.", "more of it", ""]
    assert reply.participants == {"mara ilves", "mq@thornbury.example"}
    assert (first.page, first.text) == (4, "\nShall we?")


def test_a_message_quoted_below_belongs_to_the_words_above_it(db: Database) -> None:
    _add(db, A, [f"{_REPLY}\n-----Original Message-----\n{_FIRST}"])
    reply, first = messages(db)
    assert "Shall we?" in reply.text
    assert first.text == "\nShall we?"


def test_a_print_of_a_native_message_is_a_copy_of_it(db: Database) -> None:
    _add(db, A, [_FIRST])
    _add(db, B, ["Shall we?"], Kind.EMAIL, subject="Canal", date="2018-03-01T17:01:09-06:00", message_id="1@thornbury")
    assert [each.message_id for each in messages(db)] == ["1@thornbury", "1@thornbury"]


def test_prints_of_one_message_are_copies_of_it_and_undated_ones_are_not(db: Database) -> None:
    _add(
        db,
        A,
        [_FIRST, _FIRST.replace("5:01 PM", "17:01"), _FIRST.replace("Sent: Thursday, March 1, 2018 5:01 PM", "Sent:")],
    )
    first, second, undated = [each.message_id for each in messages(db)]
    assert first == second != ""
    assert undated == ""


def test_mail_holds_no_printed_messages(db: Database) -> None:
    _add(db, A, [_FIRST], Kind.EMAIL, subject="Fw: Canal")
    assert [each.subject for each in messages(db)] == ["Fw: Canal"]


def test_reading_a_document_again_replaces_its_messages(db: Database) -> None:
    _add(db, A, [_FIRST])
    intake.store_reading(db, Reading(DocumentId(A), "application/pdf", Kind.PDF, State.READ, "", "pdf", 1, pages=()))
    assert list(messages(db)) == []


def test_a_message_on_a_picture_is_known_once_the_picture_is_read(db: Database) -> None:
    (page,) = add_scan(db, A, [""])
    recognition.store_reading(db, page, reading(_FIRST, "tesseract", 90), findings_on)
    (found,) = printed.on_page(db, page.document, 1)
    assert (found.sender, found.subject) == ("Marlowe Quintrell", "Canal")
    reading_choice.choose(Journal(db, "me"), PageRef(page.document, 1), "layer")
    recognition.refresh(db, PageRef(page.document, 1), findings_on)
    assert printed.on_page(db, page.document, 1) == []
