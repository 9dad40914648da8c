"""The table of what a folder's reading left out."""

import sys
from pathlib import Path

from tests.bench.unread import Unread, of_folder, table, unread
from tests.helpers.files import pdf, saved

CASEFILE = (sys.executable, "-W", "ignore", "-m", "explorer")


def test_what_was_not_read_in_full_is_listed_with_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    saved(tmp_path / "box", "empty.pdf", b"")
    saved(tmp_path / "box", "memo.pdf", pdf("The road was closed."))
    (row,) = of_folder(CASEFILE, tmp_path / "box")
    assert (row.path, row.state, row.is_whole) == ("box/empty.pdf", "failed", True)
    assert "“empty.pdf” is empty" in row.reason


def test_the_same_sentence_about_other_files_is_one_group() -> None:
    rows = [
        Unread("a.pdf", "failed", "“a.pdf” is empty (0 bytes)."),
        Unread("b.pdf", "failed", "“b.pdf” is empty (0 bytes)."),
        Unread("c.doc", "partial", "It is blank."),
    ]
    lines = table(rows)
    assert lines[0] == "3 not read in full, for 2 reasons"
    assert lines[2] == "    2  failed   … is empty (… bytes)."
    assert "           “b.pdf” is empty (0 bytes)." in "\n".join(lines)


def test_a_missing_or_cut_sentence_is_told_from_a_whole_one() -> None:
    documents = [{"path": "a", "state": state, "reason": reason} for state, reason in _SAID]
    assert [row.is_whole for row in unread(documents)] == [True, False, False, False]


_SAID = (
    ("partial", "Its last page is lost."),
    ("failed", ""),
    ("failed", "its last page is lost."),
    ("partial", "Its last page is"),
    ("read", ""),
    ("duplicate", ""),
)
