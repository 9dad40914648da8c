"""The samples are what expected.json says, read here by other means than the program's and the maker's."""

import hashlib
import io
import json
import platform
import re
import subprocess
import sys
import zlib
from email.utils import getaddresses
from importlib.metadata import version
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from tests.helpers.sample_reading import (
    EXPECTED,
    FILES,
    PRODUCTIONS,
    ROOT,
    SAMPLE,
    SAMPLES,
    centre_lies_in,
    data_of,
    everything,
    hashes,
    mail,
    of_kind,
    page_text,
    pages_holding,
    plain,
    row_of,
    texts,
    tokens,
    word_texts,
)

SINGLE_PHRASES = [row for row in EXPECTED["searches"] if re.fullmatch(r'"[^"]+"', row["query"])]
JOINED_PHRASES = [row for row in EXPECTED["searches"] if row not in SINGLE_PHRASES and " OR " not in row["query"]]


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = {name: version(name) for name in EXPECTED["made_with"] if name not in ("python", "zlib", "system")}
    here |= {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "system": platform.system()}
    if here != EXPECTED["made_with"]:
        pytest.skip("other versions than those the samples were made with write other bytes")
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, "-m", "sample_docs.make_samples", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("part", ["productions", "drafts", "expected.json"])
def test_making_the_samples_again_gives_the_same_bytes(made_again: Path, part: str) -> None:
    assert hashes(made_again / part) == hashes(SAMPLES / part)


def test_every_file_on_disk_is_expected_and_every_expected_one_is_there() -> None:
    on_disk = {path.relative_to(PRODUCTIONS).as_posix() for path in PRODUCTIONS.rglob("*") if path.is_file()}
    assert {path for path in on_disk if not path.endswith("production.json")} == set(FILES)


def test_all_samples_together_stay_below_three_megabytes() -> None:
    folders = (PRODUCTIONS, SAMPLES / "drafts")
    assert sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()) < 3_000_000


@pytest.mark.parametrize("path", [path for path, _ in everything()])
def test_hash_and_number_of_pages_are_as_expected(path: str) -> None:
    row = row_of(path)
    assert hashlib.sha256(data_of(path)).hexdigest() == row["sha256"]
    assert row["pages"] in (None, len(texts(path)))


@pytest.mark.parametrize("batch", EXPECTED["productions"], ids=lambda batch: batch["folder"])
def test_a_production_tells_what_it_is(batch: dict[str, str]) -> None:
    assert json.loads((PRODUCTIONS / batch["folder"] / "production.json").read_text("utf-8")) == batch


@pytest.mark.parametrize("path", [p for p, row in everything() if row["kind"] not in ("image", "archive", "sheet")])
def test_every_page_says_that_it_is_a_sample(path: str) -> None:
    needs_ocr = row_of(path).get("needs_ocr", [])
    missing = [n for n, text in enumerate(texts(path), start=1) if SAMPLE not in text and n not in needs_ocr]
    assert missing == []


@pytest.mark.parametrize("path", of_kind(".xlsx"))
def test_every_sheet_says_that_it_is_a_sample(path: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data_of(path)))
    assert all(SAMPLE in book.get_sheet_by_name(name).to_python()[0] for name in book.sheet_names)


def test_every_mail_address_and_telephone_number_is_kept_for_fiction() -> None:
    words = "\n".join(text for path, _ in everything() for text in texts(path))
    assert all(address.endswith(".example") for address in re.findall(r"@[\w.-]+\w", words))
    assert all(re.fullmatch(r"413-555-01\d\d", number) for number in re.findall(r"\b\d{3}-\d{3}-\d{4}\b", words))


@pytest.mark.parametrize("path", [path for path, row in everything() if row.get("bates")])
def test_each_page_carries_its_bates_number(path: str) -> None:
    assert all(number in texts(path)[int(page) - 1] for page, number in row_of(path)["bates"].items())


def test_the_bates_gaps_are_the_numbers_that_no_page_carries() -> None:
    printed = {number for row in FILES.values() for number in row.get("bates", {}).values()}
    absent = []
    for prefix in ("LPD-", "MSP-", "EPD-"):
        serials = {int(number[4:]) for number in printed if number.startswith(prefix)}
        absent += [f"{prefix}{n:06d}" for n in range(min(serials), max(serials)) if n not in serials]
    gaps = EXPECTED["bates_gaps"]
    told = [f"{g['first'][:4]}{n:06d}" for g in gaps for n in range(int(g["first"][4:]), int(g["last"][4:]) + 1)]
    assert sorted(told) == sorted(absent)


@pytest.mark.parametrize("path", [path for path, row in everything() if row.get("redactions")])
def test_a_redaction_leaves_nothing_but_its_code_or_the_words_that_are_told(path: str) -> None:
    with pymupdf.open(stream=data_of(path), filetype="pdf") as document:
        for box in row_of(path)["redactions"]:
            words = [w for w in document[box["page"] - 1].get_text("words") if centre_lies_in(w, box["box"])]
            found = " ".join(word[4] for word in words)
            assert plain(f"{box['hidden_text'] or ''} {box['exemption']}") == found


@pytest.mark.parametrize("path", [path for path, row in everything() if row.get("redactions")])
def test_a_redaction_is_drawn_black(path: str) -> None:
    with pymupdf.open(stream=data_of(path), filetype="pdf") as document:
        for box in row_of(path)["redactions"]:
            edge = pymupdf.Rect(box["box"][0] + 1, box["box"][1] + 1, box["box"][0] + 3, box["box"][3] - 1)
            assert set(document[box["page"] - 1].get_pixmap(clip=edge).samples) == {0}


def test_just_one_redaction_of_all_only_covers_its_words() -> None:
    hidden = [box["hidden_text"] for _, row in everything() for box in row.get("redactions", [])]
    assert [words for words in hidden if words] == [
        "Two of ten criteria are sufficient to enter a subject as gang member"
    ]


@pytest.mark.parametrize("gap", EXPECTED["redacted_elsewhere"], ids=lambda gap: gap["words"][:20])
def test_what_one_release_blacks_out_the_other_shows(gap: dict[str, Any]) -> None:
    shown, redacted = (tokens(page_text(gap[side])).count(tokens(gap["words"])) for side in ("shown", "redacted"))
    assert redacted == shown - 1


@pytest.mark.parametrize("path", [path for path, row in everything() if row["kind"] == "pdf" and "needs_ocr" in row])
def test_a_scan_is_pictures_only(path: str) -> None:
    assert set(texts(path)) == {""}


def test_hidden_slides_and_notes_are_in_the_deck() -> None:
    (path,) = of_kind(".pptx")
    slides = list(Presentation(io.BytesIO(data_of(path))).slides)
    row = row_of(path)
    assert [n for n, slide in enumerate(slides, start=1) if slide._element.get("show") == "0"] == row["hidden_slides"]
    noted = {str(n): s.notes_slide.notes_text_frame.text for n, s in enumerate(slides, start=1) if s.has_notes_slide}
    assert noted == row["notes"]


@pytest.mark.parametrize("kind", ["header", "footer", "footnote", "comment", "tracked_deletion"])
def test_the_minutes_hold_what_a_word_file_can_hide(kind: str) -> None:
    path = next(path for path in of_kind(".docx") if "minutes" in path)
    assert row_of(path)[kind] in texts(path)[0]


def test_the_deleted_sentence_of_the_minutes_is_not_in_their_visible_text() -> None:
    path = next(path for path in of_kind(".docx") if "minutes" in path)
    visible = [paragraph.text for paragraph in docx.Document(io.BytesIO(data_of(path))).paragraphs]
    assert not any(row_of(path)["tracked_deletion"] in text for text in visible)


def test_the_workbook_has_its_hidden_sheet() -> None:
    path = next(path for path in of_kind(".xlsx") if "September" not in path)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data_of(path)))
    hidden = [sheet.name for sheet in book.sheets_metadata if "Hidden" in str(sheet.visible)]
    assert hidden == row_of(path)["hidden_sheets"]


def people(header: str) -> list[tuple[str, str]]:
    return getaddresses([header])


@pytest.mark.parametrize("path", of_kind(".eml"))
def test_a_message_is_headed_as_expected(path: str) -> None:
    message, row = mail(path), row_of(path)
    assert message["Subject"] == row["subject"]
    assert people(message["From"]) == people(row["from"])
    assert [people(message[name] or "") for name in ("To", "Cc")] == [people(row["to"]), people(row["cc"])]
    assert (message["Message-ID"], message["In-Reply-To"]) == (row["message_id"], row["in_reply_to"])
    assert (message["References"] or "").split() == row["references"]
    assert message["Date"].datetime.isoformat() == row["date"]


@pytest.mark.parametrize("path", of_kind(".eml"))
def test_a_message_carries_the_expected_attachments(path: str) -> None:
    assert [part.get_filename() for part in mail(path).iter_attachments()] == list(row_of(path).get("children", {}))


def test_the_messages_form_one_thread() -> None:
    rows = [row_of(path) for path in of_kind(".eml")]
    assert [row["subject"] for row in rows if not row["references"]] == ["LinkView access for partners"]
    assert {row["references"][0] for row in rows if row["references"]} == {rows[0]["message_id"]}


def test_only_the_missing_message_is_referred_to_and_not_there() -> None:
    rows = [row_of(path) for path in of_kind(".eml")]
    referred = {reference for row in rows for reference in row["references"]}
    absent = referred - {row["message_id"] for row in rows}
    assert absent == {missing["message_id"] for missing in EXPECTED["missing_messages"]}


@pytest.mark.parametrize("missing", EXPECTED["missing_messages"], ids=lambda missing: missing["message_id"])
def test_the_missing_message_is_known_from_a_quotation(missing: dict[str, Any]) -> None:
    (path,) = missing["quoted_in"]
    quoted = [line[1:].strip() for line in texts(path)[0].splitlines() if line.startswith(">")]
    assert "\n".join(quoted) == missing["text"]


@pytest.mark.parametrize("missing", EXPECTED["missing_attachments"], ids=lambda missing: missing["file"])
def test_a_missing_attachment_is_named_and_attached_to_no_message(missing: dict[str, str]) -> None:
    assert missing["name"] in texts(missing["file"])[0]
    assert not any(missing["name"] in row_of(path).get("children", {}) for path in of_kind(".eml"))


@pytest.mark.parametrize("gap", EXPECTED["page_of_gaps"], ids=lambda gap: gap["file"])
def test_the_pages_that_are_left_skip_the_missing_one(gap: dict[str, Any]) -> None:
    found = [re.search(r"Page (\d+) of (\d+)", text) for text in texts(gap["file"])]
    numbers = [(int(m[1]), int(m[2])) for m in found if m]
    assert numbers == [(n, gap["of"]) for n in range(1, gap["of"] + 1) if n not in gap["missing"]]


def test_the_duplicate_has_the_bytes_of_a_file_of_another_production() -> None:
    twins = [(path, row["duplicate_of"]) for path, row in FILES.items() if "duplicate_of" in row]
    assert [data_of(path) == data_of(first) for path, first in twins] == [True]


@pytest.mark.parametrize("row", SINGLE_PHRASES, ids=lambda row: row["query"])
def test_a_phrase_stands_on_the_expected_pages_and_no_others(row: dict[str, Any]) -> None:
    assert row["pages"] == pages_holding(row["query"])


@pytest.mark.parametrize("row", JOINED_PHRASES, ids=lambda row: row["query"])
def test_each_answer_of_a_joined_search_holds_its_phrases(row: dict[str, Any]) -> None:
    wanted = re.findall(r'(?<![:\w])"([^"]+)"', row["query"])
    assert all(tokens(phrase) in tokens(page_text(place)) for place in row["pages"] for phrase in wanted)


@pytest.mark.parametrize("entity", EXPECTED["entities"], ids=lambda entity: entity["name"])
def test_an_entity_is_named_on_each_of_its_pages(entity: dict[str, Any]) -> None:
    forms = [entity["name"], *entity["aliases"]]
    assert entity["pages"]
    assert all(any(form in plain(page_text(place)) for form in forms) for place in entity["pages"])


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=lambda claim: claim["text"][:30])
def test_a_claim_rests_on_words_that_stand_on_its_pages(claim: dict[str, Any]) -> None:
    for evidence in claim["evidence"]:
        assert all(tokens(evidence["quote"]) in tokens(page_text(place)) for place in evidence["places"])


QUOTATIONS = EXPECTED["draft"]["quotations"]


@pytest.mark.parametrize("quotation", QUOTATIONS, ids=lambda quotation: f"{quotation['n']} {quotation['kind']}")
def test_the_sources_of_a_quotation_stand_where_it_is_told(quotation: dict[str, Any]) -> None:
    for part in quotation["parts"]:
        for place in part["places"]:
            assert plain(part["source_text"]) in plain(page_text(place))


@pytest.mark.parametrize("quotation", QUOTATIONS, ids=lambda quotation: f"{quotation['n']} {quotation['kind']}")
def test_only_an_exact_quotation_stands_in_the_records_word_for_word(quotation: dict[str, Any]) -> None:
    words = tokens(quotation["text"])
    found = any(words in tokens(text.replace("\n> ", "\n")) for path, _ in everything() for text in texts(path))
    assert found == (quotation["verdict"] == "exact")


def test_one_quotation_goes_across_a_line_break_of_a_pdf_page() -> None:
    (quotation,) = [q for q in QUOTATIONS if q["kind"] == "across a line break of a page"]
    text = page_text([quotation["file"], quotation["page"]])
    assert quotation["text"] not in text
    assert quotation["text"] in plain(text)


@pytest.mark.parametrize("name", ["story.md", "story.docx"])
def test_the_story_quotes_what_is_expected_and_nothing_else(name: str) -> None:
    path = SAMPLES / "drafts" / name
    text = word_texts(path.read_bytes())[0] if name.endswith("docx") else path.read_text("utf-8").replace("*", "")
    assert re.findall(r"“([^”]+)”", text) == [quotation["text"] for quotation in QUOTATIONS]
