"""Outlook's messages and winmail.dat give the same page as any mail: who, when, the words, the files."""

from datetime import UTC, datetime
from pathlib import Path

import compressed_rtf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Collected
from explorer.extract.mapi_rtf import MOST_BYTES, unpacked_rtf, wrapped_text
from explorer.extract.msg import MsgReader
from explorer.extract.old_office import OldOffice
from explorer.extract.old_writer import compound_bytes
from explorer.extract.tnef import TnefReader
from tests.helpers.outlook_files import attribute, msg_file, msg_streams, tnef_file
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)

SENT = datetime(2019, 5, 6, 7, 8, 9, tzinfo=UTC)
MAIL = {0x001A: "IPM.Note", 0x0037: "The permit", 0x1000: "It is late.\r\nAsk again.", 0x0039: SENT,
        0x0042: "Ann Ames", 0x5D02: "ann@a.example", 0x1035: "<2@a.example>", 0x1042: "<1@a.example>",
        0x007D: "From: x\r\nReferences: <0@a.example> <1@a.example>\r\n\r\n"}  # fmt: skip
PEOPLE = [{0x3001: "Bo Berg", 0x39FE: "bo@b.example", 0x0C15: 1}, {0x3001: "Cy", 0x3003: "/O=X/CN=CY", 0x0C15: 2}]
FILE = {0x3707: "plan.txt", 0x3701: b"the plan", 0x3705: 1}
HTML_RTF = (
    rb"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0 x;}}{\*\htmltag64 <p>}\htmlrtf {\b\htmlrtf0 "
    rb"\'cf\'f0\'e8{\*\htmltag84 <b>}ve\htmlrtf }\par\htmlrtf0 {\*\htmltag92 </b></p>}}"
)


def opened(folder: Path, data: bytes) -> Collected:
    path = folder / "a.msg"
    path.write_bytes(data)
    return check_reader(TnefReader() if data.startswith(b"x\x9f") else MsgReader(), path)


def words(found: Collected) -> str:
    return "\n".join(page.text for page in found.pages)


@pytest.mark.parametrize("data", [msg_file(MAIL, PEOPLE, [FILE]), tnef_file(MAIL, PEOPLE, [(b"x", b"the plan", FILE)])])
def test_a_message_has_all_that_threads_need(tmp_path: Path, data: bytes) -> None:
    found = opened(tmp_path, data)
    known = found.known
    assert known is not None
    assert (known.subject, known.sender, known.to, known.cc) == (
        "The permit", "Ann Ames <ann@a.example>", "Bo Berg <bo@b.example>", "Cy",
    )  # fmt: skip
    assert (known.date, known.message_id, known.in_reply_to) == (
        "2019-05-06T07:08:09+00:00",
        "2@a.example",
        "1@a.example",
    )
    assert known.references == ("0@a.example", "1@a.example")
    assert found.children == [("plan.txt", b"the plan")]
    assert "plan.txt (8 bytes)" in words(found)
    assert words(found).endswith("It is late.\nAsk again.")


def test_texts_in_a_code_page(tmp_path: Path) -> None:
    props = {0x0037: "Привет", 0x1000: "слова", 0x3FFD: 1251}
    known = opened(tmp_path, msg_file(props, codec="cp1251")).known
    assert known is not None
    assert known.subject == "Привет"


def test_an_attached_message_is_a_message_of_its_own(tmp_path: Path) -> None:
    inner = msg_streams({0x0037: "Inner", 0x1000: "within"}, PEOPLE, [FILE], is_inner=True)
    found = opened(tmp_path, msg_file(MAIL, (), [({0x3001: "Inner", 0x3705: 5}, inner)]))
    ((name, data),) = found.children
    assert name == "Inner.msg"
    again = opened(tmp_path, data)
    assert "within" in words(again)
    assert again.known is not None
    assert again.known.to == "Bo Berg <bo@b.example>"
    assert again.children == [("plan.txt", b"the plan")]


def test_a_packed_object_is_a_compound_file(tmp_path: Path) -> None:
    found = opened(tmp_path, msg_file(MAIL, (), [({0x3707: "a.doc", 0x3705: 6}, {("WordDocument",): b"w" * 5000})]))
    (tmp_path / "o").write_bytes(found.children[0][1])
    with OldOffice(tmp_path / "o", "o") as office:
        assert office.data("WordDocument") == b"w" * 5000


def test_the_picture_in_an_object_is_taken_out(tmp_path: Path) -> None:
    stored = {("CONTENTS",): b"BM picture", ("\x01Ole",): bytes(20)}
    found = opened(tmp_path, msg_file(MAIL, (), [({0x3707: "picture", 0x3705: 6}, stored)]))
    assert found.children == [("picture", b"BM picture")]
    held = bytes(16) + compound_bytes(stored)
    found = opened(tmp_path, tnef_file(MAIL, (), [(b"picture", b"", {0x3705: 6, 0x3701: held})]))
    assert found.children == [("picture", b"BM picture")]


def test_the_senders_zone_is_kept_where_the_header_says_the_same_moment(tmp_path: Path) -> None:
    header = "Date: Mon, 06 May 2019 {}:08:09 +0200\r\n\r\n"
    for hour, shown in (("09", "2019-05-06T09:08:09+02:00"), ("11", "2019-05-06T07:08:09+00:00")):
        known = opened(tmp_path, msg_file({**MAIL, 0x007D: header.format(hour)})).known
        assert known is not None
        assert known.date == shown


def test_words_in_comments_of_html_are_no_other_words(tmp_path: Path) -> None:
    html = b"<!--[if gte mso 9]><xml>one two three four five six seven eight nine</xml><![endif]--><p>Late</p>"
    assert words(opened(tmp_path, msg_file({0x0037: "s", 0x1000: "Late", 0x1013: html}))).count("Late") == 1


def test_a_file_that_is_a_link_is_named(tmp_path: Path) -> None:
    found = opened(tmp_path, msg_file(MAIL, (), [{0x3707: "far.txt", 0x3705: 2}]))
    assert not found.children
    assert "far.txt" in found.reasons[0]


def test_an_appointment_says_when_and_where(tmp_path: Path) -> None:
    props = {0x001A: "IPM.Appointment", 0x0037: "Hearing", 0x8001: SENT, 0x8002: "Room 4"}
    found = opened(tmp_path, msg_file(props, names={0x8001: 0x820D, 0x8002: 0x8208}))
    assert "Start: 2019-05-06 07:08:09 UTC" in words(found)
    assert "Place: Room 4" in words(found)


def test_a_contact_says_its_numbers(tmp_path: Path) -> None:
    found = opened(tmp_path, msg_file({0x001A: "IPM.Contact", 0x3001: "Di Dow", 0x3A08: "555 0100"}))
    assert "Work phone: 555 0100" in words(found)
    assert found.known is not None
    assert found.known.subject == "Di Dow"


@pytest.mark.parametrize("body", [{0x1009: compressed_rtf.compress(HTML_RTF)}, {0x1013: "<p>При<b>ve".encode()}])
def test_a_rich_body_is_read_as_html(tmp_path: Path, body: dict[int, bytes]) -> None:
    assert words(opened(tmp_path, msg_file({0x0037: "s", **body, 0x3FDE: 65001}))).endswith("Приve")


@given(st.binary(max_size=3000), st.booleans())
def test_compressed_rich_text_round_trip(data: bytes, packed: bool) -> None:
    assert unpacked_rtf(compressed_rtf.compress(data, compressed=packed)) == data


@given(st.binary(max_size=500))
def test_any_compressed_rich_text_ends(data: bytes) -> None:
    assert len(unpacked_rtf(len(data).to_bytes(4, "little") + b"\xff\xff\xff\x7fLZFu" + bytes(4) + data)) <= MOST_BYTES
    wrapped_text(b"{\\rtf1\\fromhtml1 " + data)


def test_a_message_attached_in_tnef_is_a_stream_of_its_own(tmp_path: Path) -> None:
    inner = tnef_file({0x0037: "Inner"})
    found = opened(tmp_path, tnef_file(MAIL, (), [(b"Inner", b"", {0x3705: 5, 0x3701: bytes(16) + inner})]))
    assert found.children == [("Inner.tnef", inner)]


def test_old_attributes_of_tnef(tmp_path: Path) -> None:
    stream = b'x\x9f>"\1\0' + attribute(1, 0x00069007, (1251).to_bytes(8, "little"))
    stream += attribute(1, 0x00018004, "При".encode("cp1251") + b"\0") + attribute(1, 0x0002800C, b"words\0")
    stream += attribute(1, 0x00038005, b"\xe3\x07\5\0\6\0\7\0\x08\0\x09\0\0\0")
    found = opened(tmp_path, stream)
    assert found.known is not None
    assert (found.known.subject, found.known.date) == ("При", "2019-05-06T07:08:09+00:00")


def test_a_stream_that_ends_early_is_read_in_part(tmp_path: Path) -> None:
    found = opened(tmp_path, tnef_file(MAIL, (), [(b"x", b"the plan", {})])[:-60])
    assert "ends too early" in found.reasons[0]


@pytest.mark.parametrize("data", [compound_bytes({("__properties_version1.0",): bytes(32)}), b'x\x9f>"\1\0'])
def test_what_holds_no_message_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(DamagedDocumentError):
        read(TnefReader() if data.startswith(b"x\x9f") else MsgReader(), path)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=8), st.binary(max_size=6000), min_size=1, max_size=20))
@same_folder
def test_compound_files_round_trip(tmp_path: Path, streams: dict[str, bytes]) -> None:
    given_streams = {
        (name,) if number % 2 else ("folder", name): data for number, (name, data) in enumerate(streams.items())
    }
    given_streams["large",] = bytes(9_000_000)  # its table needs more room than the header has
    path = tmp_path / "c"
    path.write_bytes(compound_bytes(given_streams))
    with OldOffice(path, "c") as office:
        assert {each: office.data(*each) for each in office.paths} == given_streams


WHOLE = [msg_file(MAIL, PEOPLE, [FILE, ({0x3705: 5}, msg_streams(MAIL, PEOPLE, is_inner=True))]),
         tnef_file(MAIL, PEOPLE, [(b"x", b"the plan", FILE)])]  # fmt: skip


@same_folder
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(6), st.binary(min_size=1, max_size=4)), max_size=12),
    st.data(),
)
def test_changed_files_are_read_or_refused(
    tmp_path: Path, whole: bytes, changes: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    changed = bytearray(whole)
    for place, piece in changes:
        at = 6 + place % (len(changed) - 10)
        changed[at : at + len(piece)] = piece
    end = data.draw(st.integers(6, len(changed)))
    check_garbage(TnefReader() if whole is WHOLE[1] else MsgReader(), tmp_path, bytes(changed[:end]))
