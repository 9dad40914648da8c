"""Pages that are pictures, read as a person would have them read: as a process, with the true engines."""

from pathlib import Path

import pytest

from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_pool import engines
from tests.helpers.command import casefile
from tests.helpers.locked_files import locked_pdf

WORDS = ("The wombat was seen near the reservoir.", "Nobody answered the letter of March 2, 2018.")


@pytest.fixture(scope="module", autouse=True)
def _engine() -> None:
    if not engines():
        pytest.skip("no OCR engine is usable here (Tesseract's language data, or the OCR extra)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "received"
    made.mkdir()
    drawn, scan = pymupdf.open(), pymupdf.open()
    for words in WORDS:
        drawn.new_page().insert_text((72, 120), words, fontsize=22)
    for page in drawn:
        picture = page.get_pixmap(dpi=150)
        scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, pixmap=picture)
    scan.save(made / "scan.pdf")
    (made / "note.txt").write_text("A note beside it.")
    return made


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "made.casefile"
    assert casefile("new", made).code == 0
    return made


def test_an_add_reads_the_pictures_too(case: Path, folder: Path) -> None:
    added = casefile("add", case, folder, "--json", "--ocr", "auto")
    assert added.code == 0
    assert {key: added.json[key] for key in ("seen", "read", "partial", "pages", "ocr_pages", "ocr_waiting")} == {
        "seen": 2, "read": 2, "partial": 0, "pages": 3, "ocr_pages": 2, "ocr_waiting": 0
    }  # fmt: skip
    (hit,) = casefile("search", case, "wombat has:ocr", "--json").json["hits"]
    assert (hit["name"], hit["page"]) == ("scan.pdf", 1)
    assert casefile("status", case, "--json").json["ocr"] == {"read": 2, "waiting": 0, "failed": 0}
    assert {each["name"]: each["ocr_pages"] for each in casefile("documents", case, "--json").json} == {
        "scan.pdf": 2, "note.txt": 0
    }  # fmt: skip
    assert casefile("verify", case, "--json").json["ok"]


def test_what_was_left_is_read_later_and_read_again(case: Path, folder: Path) -> None:
    added = casefile("add", case, folder, "--json", "--ocr", "never")
    assert (added.code, added.json["partial"], added.json["ocr_waiting"]) == (1, 1, 2)
    one = casefile("ocr", case, "--pages", "scan.pdf:2", "--json")
    assert (one.code, one.json["ocr_pages"], one.json["ocr_waiting"]) == (0, 1, 1)
    rest = casefile("ocr", case, "--json")
    assert (rest.json["ocr_pages"], rest.json["ocr_waiting"]) == (1, 0)
    assert casefile("ocr", case, "--json").json["ocr_pages"] == 0
    (reading,) = casefile("text", case, "scan.pdf", "--page", 1, "--readings", "--json").json["readings"]
    assert reading["in_use"]
    assert "wombat" in reading["text"]


def test_a_page_that_is_not_there_is_named(case: Path, folder: Path) -> None:
    casefile("add", case, folder, "--ocr", "never")
    wrong = casefile("ocr", case, "--pages", "scan.pdf:1-9")
    assert wrong.code == 2
    assert "“scan.pdf” has 2 pages" in wrong.err


def test_the_pictures_of_a_locked_file_are_read_with_its_password(case: Path, folder: Path, tmp_path: Path) -> None:
    scan, passwords = folder / "scan.pdf", tmp_path / "passwords.txt"
    scan.write_bytes(locked_pdf(scan.read_bytes(), "kestrel"))
    passwords.write_text("kestrel")
    added = casefile("add", case, folder, "--json", "--ocr", "auto", "--passwords", passwords)
    assert (added.code, added.json["ocr_pages"]) == (0, 2)
    assert len(casefile("search", case, "wombat has:ocr", "--json").json["hits"]) == 1
