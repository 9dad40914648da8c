"""Files that stand in the words of a mail are taken out; sentences that look like their marks are not."""

import binascii
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.inline_files import parted
from explorer.extract.mail import MailReader
from tests.helpers.files import saved
from tests.helpers.mail_files import mail
from tests.unit.extract.contract import read


def uu(name: str, data: bytes) -> bytes:
    """A uuencoded block."""
    lines = (binascii.b2a_uu(data[at : at + 45], backtick=True) for at in range(0, len(data), 45))
    return b"begin 644 %s\n" % name.encode() + b"".join(lines) + b"`\nend\n"


def yenc(name: str, data: bytes) -> bytes:
    """A yEnc block."""
    coded = bytearray()
    for byte in data:
        letter = (byte + 42) & 255
        coded += bytes([ord("="), (letter + 64) & 255]) if letter in b"\0\r\n=" else bytes([letter])
    lines = b"\r\n".join(_cut(bytes(coded)))
    return b"=ybegin line=128 size=%d name=%s\r\n%s\r\n=yend size=%d\r\n" % (len(data), name.encode(), lines, len(data))


def _cut(coded: bytes) -> list[bytes]:
    """Lines that end where no pair is torn."""
    lines = [b""]
    at = 0
    while at < len(coded):
        step = 2 if coded[at : at + 1] == b"=" else 1
        lines[-1] += coded[at : at + step]
        at += step
        if len(lines[-1]) >= 128:
            lines.append(b"")
    return lines


@settings(deadline=None, max_examples=100)
@given(data=st.binary(min_size=1, max_size=500), form=st.sampled_from([uu, yenc]))
def test_any_file_comes_out(data: bytes, form: object) -> None:
    words, files = parted(b"Before.\n" + form("a.bin", data) + b"After.\n")  # type: ignore[operator]
    assert [(file.name, file.data) for file in files] == [("a.bin", data)]
    assert words == b"Before.\n[a.bin]\nAfter.\n"


def test_a_mail_hands_its_files_on(tmp_path: Path) -> None:
    text = (b"See below.\n" + uu("list.txt", b"cameras") + b"Dana\n").decode()
    found = read(MailReader(), saved(tmp_path, "a.eml", mail(text)))
    assert found.children == [("list.txt", b"cameras")]
    assert "See below.\n[list.txt]\nDana" in found.pages[0].text


@pytest.mark.parametrize(
    "words",
    [b"begin 644 the meeting\nWe meet at noon.\n", b"begin with me\n", b"begin 644 x\n", b"=ybegin without one\n"],
)
def test_sentences_stay(words: bytes) -> None:
    assert parted(words) == (words, [])


def test_a_block_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = bytes(range(90)) * 2
    files = parted(uu("a.bin", data)[:-30])[1]
    assert data.startswith(files[0].data[:130])
    assert len(files[0].data) >= 130


@settings(deadline=None, max_examples=100)
@given(
    words=st.lists(st.sampled_from([b"begin 644 a", b"=ybegin name=b", b"=yend", b"end", b"", b"M", b"#86)C", b"x"]))
)
def test_broken_blocks_lose_no_time(words: list[bytes]) -> None:
    parted(b"\n".join(words))
