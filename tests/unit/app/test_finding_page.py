"""A finding as a page to hand on: the same facts in each form, and a stale one says so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.app.finding_page import export
from explorer.errors import InputError
from explorer.model.finding import Asked, Coverage, Finding, FindingId, Variant

COVERED = Coverage(4, 18_412, 3, 2, 1, 1, 40, "ab" * 32)
QUERIES = (Asked("<Oakmont>", Variant.WRITTEN, '"oakmont"', 0), Asked("<Oakmont>", Variant.FUZZY, "oakmont~1", 0))
FINDING = Finding(
    id=FindingId("f"),
    terms=("<Oakmont>",),
    queries=QUERIES,
    except_words=("belmont",),
    coverage=COVERED,
    engine="tantivy",
    searched="2026-11-23T10:00:00+00:00",
    by="Ada",
    note="all",
    is_stale=False,
)


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.json"])
def test_every_form_tells_what_was_searched_and_over_what(tmp_path: Path, name: str) -> None:
    export(FINDING, "A story", tmp_path / name)
    said = (tmp_path / name).read_text("utf-8")
    for fact in ("A story", COVERED.stamp, "oakmont~1", "belmont", "Ada", "one letter off", "tantivy"):
        assert fact in said
    assert "Stale" not in said


def test_the_sentence_names_what_could_not_be_searched() -> None:
    assert FINDING.words() == (
        "We searched for “<Oakmont>” and variants (2 queries) over 18,412 pages of 4 files; 40 of them were read off "
        "pictures; 2 pages could not be read; 1 file could not be read; 1 file could be read in part only: 0 hits."
    )
    whole = Coverage(1, 1, 0, 0, 0, 0, 0, "x")
    assert whole.words() == "1 page of 1 file; nothing was unreadable"


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_stale_one_says_so(tmp_path: Path, name: str) -> None:
    export(replace(FINDING, is_stale=True), "A story", tmp_path / name)
    assert "Search again first" in (tmp_path / name).read_text("utf-8")


def test_what_was_searched_for_is_no_markup(tmp_path: Path) -> None:
    export(FINDING, "<b>A story", tmp_path / "page.html")
    said = (tmp_path / "page.html").read_text("utf-8")
    assert "<Oakmont>" not in said
    assert "<b>" not in said


def test_json_holds_the_counts(tmp_path: Path) -> None:
    export(FINDING, "A story", tmp_path / "page.json")
    told = json.loads((tmp_path / "page.json").read_text("utf-8"))
    assert (told["pages"], told["unread_pages"], told["ocr_pages"], told["hits"]) == (18_412, 2, 40, 0)


def test_a_name_that_says_no_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        export(FINDING, "A story", tmp_path / "page.docx")
