"""Outlook stores are read item by item, each as the message it was; what is broken hides nothing else."""

from pathlib import Path

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Collected
from explorer.extract.mail import MailReader
from explorer.extract.pst import PstReader, is_short
from explorer.extract.pst_embedded import embedded
from explorer.extract.pst_items import Counts, Place, places, taken
from explorer.extract.pst_message import Item, Sent, composed
from explorer.extract.pst_properties import Names, Properties, names_of, record_of
from tests.helpers.files import saved
from tests.helpers.pst_files import BrokenRecord, Folder, Held, file, heap, record
from tests.unit.extract.contract import check_garbage, read

DANA = {0x0042: "Dana Whitcomb", 0x5D01: "dw@linkview.example"}
LIST = {
    0x001A: "IPM.Note",
    0x0037: "\x01\x05Re: cameras",
    0x1000: "The list is final.",
    0x1035: "<1@linkview.example>",
    **DANA,
}
VARGA = record({0x0C15: 1, 0x3001: "Varga, H.", 0x39FE: "hvarga@eastmere.example"})
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60)


def message(folder: Path, held: Held, names: Names | None = None) -> tuple[Collected, Counts]:
    """An item as the mail reader shows it, and what of it could not be read."""
    counts = Counts()
    item = taken(Place("Inbox", held), names or Names(), "cp1252", counts)
    assert item is not None
    return read(MailReader(), saved(folder, "a.eml", composed(item))), counts


def test_an_item_is_read_as_a_mail(tmp_path: Path) -> None:
    found, _ = message(tmp_path, Held(record(LIST), [file("Größe; a.txt", b"cameras")], [VARGA]))
    assert found.known is not None
    assert found.known.message_id == "1@linkview.example"
    for words in (
        "From: Dana Whitcomb <dw@linkview.example>",
        'To: "Varga, H." <hvarga@eastmere.example>',
        "Subject: Re: cameras",
        "The list is final.",
    ):
        assert words in found.pages[0].text
    assert found.children == [("Größe; a.txt", b"cameras")]


def test_the_headers_it_came_with_are_kept(tmp_path: Path) -> None:
    lines = "From: X <x@y.example>\r\nReferences: <a@b>\r\n <c@d>\r\nContent-Type: text/plain;\r\n charset=x\r\n\r\nno"
    found, _ = message(tmp_path, Held(record({**LIST, 0x007D: lines})))
    assert found.known is not None
    assert (found.known.sender, found.known.references) == ("X <x@y.example>", ("a@b", "c@d"))
    assert "The list is final." in found.pages[0].text


def test_html_alone_is_shown(tmp_path: Path) -> None:
    shown, _ = message(tmp_path, Held(record({0x0037: "a", 0x1013: b"<p>Seen words</p>"})))
    assert "Seen words" in shown.pages[0].text


@pytest.mark.parametrize(
    "rtf",
    [
        b"{\\rtf1\\ansi\\ansicpg1252 Seen w\\'f6rds\\par and more}",
        b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1{\\*\\htmltag64 <p>}Seen w\\'f6rds{\\*\\htmltag72 </p>}\\par and more}",
    ],
)
def test_rich_text_alone_is_the_body(tmp_path: Path, rtf: bytes) -> None:
    shown, _ = message(tmp_path, Held(record({0x0037: "a", 0x1009: compressed_rtf.compress(rtf)})))
    assert "Seen wörds" in shown.pages[0].text
    assert "and more" in shown.pages[0].text
    assert not shown.children


def test_rich_text_of_a_message_attached_to_a_message_is_its_body(tmp_path: Path) -> None:
    rich = compressed_rtf.compress(b"{\\rtf1\\ansi Inner rich words}")
    inner = file("The first one", heap({0x0037: "First", 0x1009: rich, **DANA}), method=5)
    found, _ = message(tmp_path, Held(record(LIST), [inner]))
    assert "Inner rich words" in read(MailReader(), saved(tmp_path, "b.eml", found.children[0][1])).pages[0].text


def test_rich_text_without_words_is_a_file(tmp_path: Path) -> None:
    rich = composed(Item(Properties(), rich=b"{\\rtf1 {\\pict 00}}"))
    assert read(MailReader(), saved(tmp_path, "b.eml", rich)).children == [
        ("body of the message.rtf", b"{\\rtf1 {\\pict 00}}")
    ]


def test_a_message_attached_to_a_message_is_a_child(tmp_path: Path) -> None:
    inner = file("The first one", heap({0x0037: "First", 0x1000: "Inner words.", **DANA}), method=5)
    found, counts = message(tmp_path, Held(record(LIST), [inner]))
    (name, data), *_ = found.children
    assert (name, counts.files) == ("The first one.eml", 0)
    assert "Inner words." in read(MailReader(), saved(tmp_path, "b.eml", data)).pages[0].text


def test_folders_are_walked_in_order_and_orphans_are_recovered() -> None:
    one, two, lost = (Held(record({0x0037: name})) for name in ("1", "2", "3"))
    store = Folder(folders=[Folder("Inbox", [one], [Folder("A/B", [two])]), Folder("Sent")], orphans=[lost])
    found = list(places(store, Counts()))
    assert [(place.folder, place.item) for place in found] == [
        ("Inbox", one),
        ("Inbox/A-B", two),
        ("Recovered items", lost),
    ]


def test_an_item_of_which_nothing_can_be_read_is_none() -> None:
    assert taken(Place("", Held(BrokenRecord(record(LIST).entries))), Names(), "cp1252", Counts()) is None


def test_an_appointment_and_a_contact_are_sent_along(tmp_path: Path) -> None:
    entries = b"\x08\x82\x00\x00\x06\x00\x05\x00"  # 0x8208 of the first set, the sixth name
    families = bytes.fromhex("0220060000000000c000000000000046")
    names = names_of(Folder(names=Held(record({0x0002: families, 0x0003: entries}))))
    found = taken(
        Place("", Held(record({0x001A: "IPM.Appointment", 0x0037: "Briefing", 0x8005: "Pump house"}))),
        names,
        "cp1252",
        Counts(),
    )
    assert found is not None
    assert b"LOCATION:Pump house" in found.files[0].data
    card, _ = message(tmp_path, Held(record({0x001A: "IPM.Contact", 0x3001: "Dana", 0x3A1C: "555 0142"})))
    assert b"TEL;TYPE=CELL:555 0142" in card.children[0][1]


def test_a_store_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(PstReader(), saved(tmp_path, "a.pst", b"!BDN" + bytes(600)))


@settings(deadline=None, max_examples=60)
@given(subject=WORDS, words=WORDS, name=WORDS, data=st.binary(max_size=300))
def test_what_was_sent_comes_out(
    tmp_path_factory: pytest.TempPathFactory, subject: str, words: str, name: str, data: bytes
) -> None:
    held = record_of(record({0x0037: subject, **DANA}), "cp1252")
    mail = composed(Item(held, files=[Sent(f"a{name}.bin", "image/png", data)], plain=f"first\n{words}\nlast"))
    found = read(MailReader(), saved(tmp_path_factory.mktemp("pst"), "a.eml", mail))
    assert found.children[0][1] == data
    assert [" ".join(each.split()) for each, _ in found.children] == [" ".join(f"a{name}.bin".split())]


@settings(deadline=None, max_examples=80)
@given(values=st.dictionaries(st.integers(1, 0x7FFF), st.integers(0, 2**32 - 1) | WORDS.filter(bool), max_size=12))
def test_any_heap_comes_out(values: dict[int, int | str]) -> None:
    found = embedded(heap(values), "cp1252").item.properties
    assert {number: found.values[number][1] for number in values} == {
        entry.entry_type: entry.data for entry in record(values).entries
    }


@settings(deadline=None, max_examples=80)
@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 400))
def test_a_broken_heap_is_read_as_far_as_it_goes(at: int, byte: int, cut: int) -> None:
    data = bytearray(heap({0x0037: "First", 0x1000: "Inner words." * 5, 0x0C15: 1}))
    data[at % len(data)] = byte
    composed(embedded(bytes(data[:cut]), "cp1252").item)


@settings(deadline=None, max_examples=20)
@given(data=st.binary(max_size=2000))
def test_garbage_is_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    check_garbage(PstReader(), tmp_path_factory.mktemp("pst"), b"!BDN" + data)


def test_a_store_shorter_than_it_states_is_known(tmp_path: Path) -> None:
    head = bytearray(b"!BDN" + bytes(600))
    head[10:12] = (23).to_bytes(2, "little")
    head[184:192] = (604).to_bytes(8, "little")
    assert not is_short(saved(tmp_path, "a.pst", bytes(head)))
    assert is_short(saved(tmp_path, "b.pst", bytes(head[:-1])))
