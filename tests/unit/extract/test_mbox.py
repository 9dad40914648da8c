"""Mailboxes are split where messages begin, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.mbox import MboxReader
from explorer.model.document import Kind
from tests.helpers.mail_files import mail, mbox
from tests.unit.extract.contract import read

THREE = [mail(f"Body {number}.\n", subject=f"Message {number}") for number in range(3)]


def split(folder: Path, data: bytes) -> list[tuple[str, bytes]]:
    path = folder / "a.mbox"
    path.write_bytes(data)
    return read(MboxReader(), path).children


def test_each_message_is_a_file_named_by_number_and_subject(tmp_path: Path) -> None:
    names = [name for name, _ in split(tmp_path, mbox(THREE))]
    assert names == ["0001 Message 0.eml", "0002 Message 1.eml", "0003 Message 2.eml"]


def test_a_mailbox_is_an_archive_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(mbox(THREE))
    found = read(MboxReader(), path)
    assert (found.known.kind, found.pages) == (Kind.ARCHIVE, [])


def test_sentences_that_begin_with_from_part_nothing(tmp_path: Path) -> None:
    body = "James Bond:\n\nFrom Russia with love\nYear: 1963\n\nFrom what we hear, nothing.\nFrom here on.\n"
    data = mbox(THREE[:1]) + b"From b@x.example Mon Mar  4 10:10:00 2019\n" + mail(body) + b"\n" + mbox(THREE[1:2])
    assert len(split(tmp_path, data)) == 3


def test_quoted_from_lines_are_unquoted(tmp_path: Path) -> None:
    message = mail("\nFrom the desk of the chief\n>From: no mark\n>From twice\n")
    assert split(tmp_path, mbox([message]))[0][1] == message


@pytest.mark.parametrize("change", [lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data])
def test_other_line_ends_and_marks_make_no_difference(tmp_path: Path, change: object) -> None:
    assert len(split(tmp_path, change(mbox(THREE)))) == 3  # type: ignore[operator]


def test_messages_without_an_empty_line_between_them_are_parted(tmp_path: Path) -> None:
    assert len(split(tmp_path, b"".join(b"From - \n" + message for message in THREE))) == 3


def test_a_message_without_headers_is_one(tmp_path: Path) -> None:
    line = b"From envelope-sender Mon Jun 01 10:00:00 2009\n\n"
    assert [data for _, data in split(tmp_path, line + b"One\n\n" + line + b"Two")] == [b"\nOne\n", b"\nTwo"]


def test_a_subject_cannot_look_like_a_path(tmp_path: Path) -> None:
    assert split(tmp_path, mbox([mail(subject="../../a\\b")]))[0][0] == "0001 ..-..-a-b.eml"


def test_a_file_without_messages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        split(tmp_path, b"no mail here")


@settings(deadline=None, max_examples=60)
@given(
    bodies=st.lists(st.lists(st.sampled_from(["From a", "From x@y.z", ">From b", "", "text", "To: me"])), min_size=1)
)
def test_what_was_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]]) -> None:
    messages = [mail("\n".join(["first", *lines, "last"]) + "\n") for lines in bodies]
    assert [data for _, data in split(tmp_path_factory.mktemp("mbox"), mbox(messages))] == messages


def test_a_message_over_the_limit_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.extract.mbox.MOST_MESSAGE", 400)
    path = tmp_path / "a.mbox"
    path.write_bytes(mbox([mail("x" * 70 + "\n" + "y" * 500), mail("short")]))
    found = read(MboxReader(), path)
    assert len(found.children) == 2
    assert "Message 1 of" in found.reasons[0]
