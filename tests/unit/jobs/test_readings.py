"""What readers send becomes readings, whole or not at all."""

import pytest

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Facts
from explorer.extract.events import Ended, FactsFound, PackedPage, PageFound, Partly
from explorer.jobs.enrich import Findings, _encoder
from explorer.jobs.readings import Readings
from explorer.model.document import Kind, State


def page(key: str, ordinal: int, text: str = "words", findings: Findings | None = None) -> PageFound:
    extra = _encoder.encode(findings) if findings else b""
    return PageFound(key, PackedPage(ordinal, f"p. {ordinal}", text, 612, 792, b"", extra=extra))


def facts(key: str, kind: Kind = Kind.PDF, date: str = "") -> FactsFound:
    return FactsFound(key, Facts(kind, date=date), "application/pdf", "pdf", 1)


def test_interleaved_documents_are_kept_apart() -> None:
    readings = Readings()
    for event in (facts("a"), facts("b"), page("a", 1), page("b", 1), page("a", 2)):
        assert readings.take(event) is None
    first, second = readings.take(Ended("a", None)), readings.take(Ended("b", None))
    assert first is not None
    assert second is not None
    assert [len(first.reading.pages), len(second.reading.pages)] == [2, 1]
    assert first.reading.state is State.READ


def test_what_was_left_out_makes_it_read_in_part() -> None:
    readings = Readings()
    for event in (facts("a"), page("a", 1), Partly("a", "One page was left out.")):
        readings.take(event)
    done = readings.take(Ended("a", None))
    assert done is not None
    assert (done.reading.state, done.reading.reason) == (State.PARTIAL, "One page was left out.")


def test_what_holds_until_pictures_are_read_is_kept_apart_whatever_its_words() -> None:
    readings = Readings()
    for event in (facts("a"), page("a", 1), Partly("a", "It breaks off, OCR or not."), Partly("a", "Read it.", True)):
        readings.take(event)
    done = readings.take(Ended("a", None))
    assert done is not None
    assert done.reading.reason == "It breaks off, OCR or not. Read it."
    assert done.reading.reason_beside_ocr == "It breaks off, OCR or not."


def test_pages_read_before_a_failure_are_kept() -> None:
    readings = Readings()
    for event in (facts("a"), page("a", 1)):
        readings.take(event)
    done = readings.take(Ended("a", DamagedDocumentError("a.pdf", "it stops in the middle")))
    assert done is not None
    assert done.reading.state is State.PARTIAL
    assert "it stops in the middle" in done.reading.reason


def test_a_failure_without_pages_is_a_failure() -> None:
    done = Readings().take(Ended("a", DamagedDocumentError("a.pdf", "no header")))
    assert done is not None
    assert done.reading.state is State.FAILED


def test_guesses_outside_the_page_are_dropped() -> None:
    readings = Readings()
    wrong = Findings(detections=(("person", "X", 3, 900), ("person", "Y", 0, 5)))
    readings.take(page("a", 1, "words", wrong))
    done = readings.take(Ended("a", None))
    assert done is not None
    assert [each.value for each in done.reading.pages[0].detections] == ["Y"]


def test_garbage_in_place_of_guesses_leaves_the_page() -> None:
    readings = Readings()
    readings.take(PageFound("a", PackedPage(1, "p. 1", "words", 612, 792, b"", extra=b"\xc1garbage")))
    done = readings.take(Ended("a", None))
    assert done is not None
    assert done.reading.pages[0].text == "words"


def test_a_messages_own_date_goes_before_one_in_its_text() -> None:
    readings = Readings()
    readings.take(facts("a", Kind.EMAIL, "2017-11-08T10:00:00+00:00"))
    readings.take(page("a", 1, "words", Findings(date="2011-01-01")))
    done = readings.take(Ended("a", None))
    assert done is not None
    assert done.reading.date == "2017-11-08T10:00:00+00:00"


def test_a_pdfs_printed_date_goes_before_its_files_date() -> None:
    readings = Readings()
    readings.take(facts("a", Kind.PDF, "2018-05-01"))
    readings.take(page("a", 1, "words", Findings(date="2011-01-01")))
    done = readings.take(Ended("a", None))
    assert done is not None
    assert done.reading.date == "2011-01-01"


@pytest.mark.parametrize(("kind", "stamp"), [(Kind.PDF, "MSP-000417"), (Kind.SHEET, None), (Kind.EMAIL, None)])
def test_only_what_can_have_been_stamped_carries_a_stamp(kind: Kind, stamp: str | None) -> None:
    readings = Readings()
    for event in (facts("a", kind), page("a", 1, findings=Findings(stamp="MSP-000417"))):
        readings.take(event)
    done = readings.take(Ended("a", None))
    assert done is not None
    assert done.reading.pages[0].stamp == stamp
