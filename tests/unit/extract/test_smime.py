"""S/MIME: what was signed is read and who signed it is said; what is encrypted is named plainly."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, EncryptedDocumentError
from explorer.extract.mail import MailReader
from explorer.extract.smime import opened
from explorer.extract.smime_file import SmimeReader
from tests.helpers.der_files import certificate, enveloped, name, signed, signer
from tests.helpers.files import saved
from tests.helpers.mail_files import file_part, mail, multipart, text_part
from tests.unit.extract.contract import check_garbage, check_reader, read

OFFICE = name(common="Eastmere Records Authority", organisation="Town of Eastmere")
DANA = name(common="Dana Whitcomb", unit="Fleet", address="dw@linkview.example")
SENT = {"certificates": [certificate(OFFICE, DANA)], "signers": [signer(OFFICE)]}
WORDS = b"Content-Type: text/plain\r\n\r\nThe camera list is final.\r\n"
SAID = "Dana Whitcomb, Fleet <dw@linkview.example>"


@pytest.mark.parametrize("pieces", [0, 7])
def test_signed_words_and_their_signer_are_read(pieces: int) -> None:
    blob = opened(signed(WORDS, **SENT, pieces=pieces))
    assert blob.content == WORDS
    assert [str(each) for each in blob.signers] == [f"{SAID}, 2019-03-04T15:15:00Z"]


def test_a_file_shows_words_signer_and_certificate(tmp_path: Path) -> None:
    found = check_reader(SmimeReader(), saved(tmp_path, "a.p7m", signed(WORDS, **SENT)))
    text = found.pages[0].text
    assert "The camera list is final." in text
    assert f"Signed by: {SAID}, 2019-03-04T15:15:00Z (signature not checked)" in text
    assert "issued by Eastmere Records Authority, Town of Eastmere" in text


def test_a_signature_alone_says_so(tmp_path: Path) -> None:
    text = check_reader(SmimeReader(), saved(tmp_path, "a.p7s", signed(None, **SENT))).pages[0].text
    assert SAID in text
    assert "a signature alone" in text


def test_a_signed_message_keeps_its_fields_and_files(tmp_path: Path) -> None:
    inner = mail(multipart([text_part("See the file."), file_part("list.txt", b"cameras")]), subject="Inner")
    found = read(SmimeReader(), saved(tmp_path, "a.p7m", signed(inner, **SENT)))
    assert found.known is not None
    assert (found.known.subject, found.children) == ("Inner", [("list.txt", b"cameras")])


def test_signed_bytes_that_are_no_text_are_a_file(tmp_path: Path) -> None:
    found = read(SmimeReader(), saved(tmp_path, "a.p7m", signed(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", **SENT)))
    assert [data for _, data in found.children] == [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]


def test_an_encrypted_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(EncryptedDocumentError):
        read(SmimeReader(), saved(tmp_path, "a.p7m", enveloped()))


def test_what_is_no_blob_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(SmimeReader(), saved(tmp_path, "a.p7m", b"0\x03abc"))


def test_an_armoured_blob_is_opened() -> None:
    letters = base64.encodebytes(signed(WORDS, **SENT))
    assert opened(b"-----BEGIN PKCS7-----\n" + letters + b"-----END PKCS7-----\n").content == WORDS


def test_a_signer_without_a_certificate_is_named_by_who_issued_it() -> None:
    assert "issued by Eastmere Records Authority" in str(opened(signed(WORDS, signers=[signer(OFFICE)])).signers[0])


@pytest.mark.parametrize("kind", ["clear", "opaque"])
def test_a_signed_mail_says_who_signed_it(tmp_path: Path, kind: str) -> None:
    signature = signed(None if kind == "clear" else WORDS, **SENT)
    if kind == "clear":
        part = multipart(
            [text_part("The camera list is final."), file_part("smime.p7s", signature, "application/pkcs7-signature")],
            "signed",
            protocol="application/pkcs7-signature",
        )
    else:
        part = file_part("smime.p7m", signature, "application/pkcs7-mime; smime-type=signed-data")
    text = read(MailReader(), saved(tmp_path, "a.eml", mail(part))).pages[0].text
    assert "The camera list is final." in text
    assert f"Signed by: {SAID}" in text


@settings(deadline=None, max_examples=100)
@given(content=st.binary(min_size=1, max_size=600), pieces=st.integers(0, 50))
def test_any_signed_bytes_come_out(content: bytes, pieces: int) -> None:
    assert opened(signed(content, **SENT, pieces=pieces)).content == content


@settings(deadline=None, max_examples=150)
@given(cut=st.integers(0, 600), at=st.integers(0, 600), byte=st.integers(0, 255), pieces=st.sampled_from([0, 5]))
def test_broken_blobs_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int, pieces: int
) -> None:
    data = bytearray(signed(WORDS, **SENT, pieces=pieces))
    data[at % len(data)] = byte
    check_garbage(SmimeReader(), tmp_path_factory.mktemp("p7m"), bytes(data[: max(cut, 2)]))
