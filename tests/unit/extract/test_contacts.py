"""Address cards of all versions are read card by card."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.contact_file import ContactReader
from tests.helpers.files import saved
from tests.helpers.line_files import cards, component, escaped
from tests.unit.extract.contract import check_garbage, check_reader, read

DANA = component(
    "VCARD",
    "VERSION:3.0",
    "N:Whitcomb;Dana;;Ms;",
    "FN:Dana Whitcomb",
    "ORG:Linkview;Sales",
    "TEL;TYPE=WORK,VOICE:555 0142",
    "item1.EMAIL;TYPE=INTERNET:dw@linkview.example",
    "ADR;TYPE=WORK:;;4 Mill Rd;Eastmere;;01234;",
    "NOTE:Asked for the list\\, twice.",
)


def test_a_card_is_read_in_words(tmp_path: Path) -> None:
    found = check_reader(ContactReader(), saved(tmp_path, "a.vcf", cards(DANA)))
    assert found.known is not None
    assert found.known.title == "Dana Whitcomb"
    for words in (
        "Organisation: Linkview, Sales",
        "Telephone: 555 0142 (work, voice)",
        "E-mail: dw@linkview.example",
        "Address: 4 Mill Rd, Eastmere, 01234 (work)",
        "Asked for the list, twice.",
    ):
        assert words in found.pages[0].text


def test_each_card_is_a_page(tmp_path: Path) -> None:
    found = check_reader(ContactReader(), saved(tmp_path, "a.vcf", cards(DANA, component("VCARD", "FN:H. Varga"))))
    assert [page.label for page in found.pages] == ["card 1", "card 2"]
    assert found.known is not None
    assert found.known.title == "Dana Whitcomb and 1 more"


def test_an_old_card_is_decoded(tmp_path: Path) -> None:
    lines = "N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:M=FCller;J=F6rg\r\nTEL;HOME;CELL:555 0199"
    data = f"BEGIN:VCARD\r\nVERSION:2.1\r\n{lines}\r\nEND:VCARD\r\n".encode()
    found = read(ContactReader(), saved(tmp_path, "a.vcf", data))
    assert found.known is not None
    assert found.known.title == "Jörg Müller"
    assert "555 0199 (home, cell)" in found.pages[0].text


@pytest.mark.parametrize("form", ["PHOTO;ENCODING=b;TYPE=PNG:{}", "PHOTO:data:image/png;base64,{}"])
def test_a_picture_is_a_child(tmp_path: Path, form: str) -> None:
    line = form.format(base64.b64encode(b"\x89PNG picture").decode())
    found = read(ContactReader(), saved(tmp_path, "a.vcf", cards(component("VCARD", "FN:Dana", line))))
    assert found.children == [("Dana picture-1.png", b"\x89PNG picture")]


def test_a_file_without_cards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(ContactReader(), saved(tmp_path, "a.vcf", b"BEGIN:NOTHING\nEND:NOTHING\n"))


@settings(deadline=None, max_examples=50)
@given(
    names=st.lists(st.text("abcäö,;\\ x", min_size=1, max_size=80).map(str.strip).filter(bool), min_size=1, max_size=5)
)
def test_any_names_come_out(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    data = cards(*(component("VCARD", f"FN:{escaped(name)}") for name in names))
    found = read(ContactReader(), saved(tmp_path_factory.mktemp("vcf"), "a.vcf", data))
    assert len(found.pages) == len(names)
    assert found.known is not None
    assert found.known.title.startswith(" ".join(names[0].split()))


@settings(deadline=None, max_examples=50)
@given(data=st.binary(max_size=200))
def test_garbage_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    check_garbage(ContactReader(), tmp_path_factory.mktemp("vcf"), b"BEGIN:VCARD\n" + data)
