"""Duplicates as a person asks for them, as a process."""

from pathlib import Path

from tests.helpers.command import casefile
from tests.helpers.files import saved

WORDS = (
    "The board of Alder Creek met in the town hall on Monday and voted, seven to two, to close the mill road before "
    "the spring flood came, and asked the clerk to write to every household on the road within ten days of the vote."
)


def test_same_files_and_like_pages_are_told_with_what_differs(tmp_path: Path) -> None:
    folder, case = tmp_path / "received", tmp_path / "made.casefile"
    folder.mkdir()
    for name, text in (
        ("first.txt", WORDS),
        ("again.txt", WORDS),
        ("changed.txt", WORDS.replace("seven to two", "six to three")),
        ("stranger.txt", " ".join(reversed(WORDS.split()))),
    ):
        saved(folder, name, text.encode())
    assert casefile("new", case).code == 0
    assert casefile("duplicates", case).out.startswith("No two files")
    assert casefile("add", case, folder, "--json").code == 0
    found = casefile("duplicates", case, "--json").json
    assert [sorted(Path(each["path"]).name for each in group) for group in found["exact"]] == [
        ["again.txt", "first.txt"]
    ]
    ((one, other),) = found["near"]
    assert {Path(one["path"]).name, Path(other["path"]).name} == {"again.txt", "changed.txt"}
    changes = {words for tag, words in other["diff"] if tag != "equal"}
    assert changes == {"seven", "two,", "six", "three,"}
    assert 0.6 <= other["likeness"] < 1.0
    assert "− seven" in casefile("duplicates", case).out or "+ seven" in casefile("duplicates", case).out
