"""Messages are read as people see them: headers, words, and the files sent along."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.extract.base import Collected, Source
from explorer.extract.mail import MailReader
from explorer.extract.mail_headers import decode_base64, decode_words, iso_date
from explorer.extract.mupdf import pymupdf
from explorer.model.document import Kind, Layer, PageFlag
from tests.helpers.mail_files import (
    Sent,
    deep_multipart,
    file_part,
    mail,
    message_part,
    multipart,
    nested_mail,
    text_part,
)
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
PNG = b"\x89PNG\r\n\x1a\n\0\0"


def saved(folder: Path, message: bytes, name: str = "a.eml") -> Path:
    path = folder / name
    path.write_bytes(message)
    return path


def opened(folder: Path, message: bytes) -> Collected:
    return read(MailReader(), saved(folder, message))


def words(found: Collected) -> str:
    """The page's text below the header block."""
    text, span = found.pages[0].text, found.pages[0].layers[0]
    return text[span.end :].strip()


SAMPLES = [
    mail(),
    mail("Long. " * 5_000),
    mail(text_part("<p>Hi <b>there</b></p>", "html")),
    mail(multipart([text_part("a"), file_part("a.png", PNG)])),
    mail("> quoted\n>> twice\nown"),
    nested_mail(3),
    mail(subject="עדות", sender="證人 <a@b.c>"),
]


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_the_reader_keeps_the_contract(tmp_path: Path, number: int) -> None:
    check_reader(MailReader(), saved(tmp_path, SAMPLES[number]))


def test_the_facts_are_the_headers(tmp_path: Path) -> None:
    more = ("Cc: Lt. R. Ames <r@x.example>", "Message-ID: <a1@x>", "In-Reply-To: <a0@x>", "References: <z@x>\n <a0@x>")
    facts = opened(tmp_path, mail("Words", *more)).known
    assert (facts.kind, facts.subject, facts.sender, facts.to, facts.cc, facts.date) == (
        Kind.EMAIL, "The camera list", "Dana Whitcomb <dw@linkview.example>",
        "Chief H. Varga <hvarga@eastmere.example>", "Lt. R. Ames <r@x.example>", "2017-11-20T09:14:00-05:00",
    )  # fmt: skip
    assert (facts.message_id, facts.in_reply_to, facts.references) == ("a1@x", "a0@x", ("z@x", "a0@x"))


def test_the_page_shows_headers_then_words(tmp_path: Path) -> None:
    page = opened(tmp_path, mail("The words.")).pages[0]
    assert page.text.split("\n") == [
        "From: Dana Whitcomb <dw@linkview.example>", "To: Chief H. Varga <hvarga@eastmere.example>",
        "Date: Mon, 20 Nov 2017 09:14:00 -0500", "Subject: The camera list", "The words.",
    ]  # fmt: skip
    assert [(span.layer, span.start) for span in page.layers] == [(Layer.HEADERS, 0)]


def test_pages_are_labelled_as_one_message(tmp_path: Path) -> None:
    assert [page.label for page in opened(tmp_path, mail("line\n" * 600)).pages] == ["message", "message, p. 2"]


def test_attachments_are_named_on_the_page_and_handed_on(tmp_path: Path) -> None:
    found = opened(
        tmp_path, mail(multipart([text_part("see"), file_part("memo.pdf", b"%PDF"), file_part("b.png", PNG)]))
    )
    assert "Attachments: memo.pdf (4 bytes), b.png (10 bytes)" in found.pages[0].text
    assert found.children == [("memo.pdf", b"%PDF"), ("b.png", PNG)]
    assert PageFlag.ATTACHMENT in found.pages[0].flags


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=utf-8''%D7%93%D7%95%D7%97.pdf", "דוח.pdf"),
        ("filename*0=\"long \"; filename*1=\"name.pdf\"", "long name.pdf"),
        ('filename="=?utf-8?B?w6RiLnBkZg==?="', "äb.pdf"),
        ('filename="../../evil.sh"', "../../evil.sh"),
        ('filename="odd=file=name.txt"', "odd=file=name.txt"),
        ("filename*=x-no-such-charset''a%20b.pdf", "a b.pdf"),
        ("", "attachment-1.pdf"),
    ],
)  # fmt: skip
def test_names_are_read_in_every_way_they_are_written(tmp_path: Path, header: str, name: str) -> None:
    part = Sent(("Content-Type: application/pdf", f"Content-Disposition: attachment; {header}"), b"x")
    assert [each for each, _ in opened(tmp_path, mail(multipart([text_part("a"), part]))).children] == [name]


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    found = opened(
        tmp_path, mail(multipart([file_part("a.txt", b"1"), file_part("a.txt", b"2"), file_part("", PNG, "image/png")]))
    )
    assert [name for name, _ in found.children] == ["a.txt", "a.txt", "attachment-3.png"]


def test_an_attached_message_is_a_file_named_by_its_subject(tmp_path: Path) -> None:
    inner = mail("Inner words.", subject="On plates/cameras")
    assert opened(tmp_path, mail(multipart([text_part("fwd"), message_part(inner)]))).children == [
        ("On plates-cameras.eml", inner)
    ]


def test_a_thousand_nested_messages_are_one_child(tmp_path: Path) -> None:
    assert [name for name, _ in opened(tmp_path, nested_mail(1_000)).children] == ["level 2.eml"]


def test_deep_multiparts_are_read(tmp_path: Path) -> None:
    assert words(opened(tmp_path, deep_multipart(300))) == "The innermost words."


def test_multiparts_past_the_limit_are_said_to_be_left_out(tmp_path: Path) -> None:
    assert "exceeds the limit" in opened(tmp_path, deep_multipart(2_000)).reasons[0]


@pytest.mark.parametrize(("plain", "shown"), [("as text", "as text"), ("  \n", "as HTML")])
def test_of_alternatives_the_plain_one_is_read_unless_empty(tmp_path: Path, plain: str, shown: str) -> None:
    both = multipart([text_part(plain), text_part("<title>t</title><p>as <i>HTML</i></p>", "html")], "alternative")
    assert words(opened(tmp_path, mail(both))) == shown


def test_an_alternative_that_says_something_else_is_read_too(tmp_path: Path) -> None:
    html = "<p>The payment of nine thousand dollars was approved by Captain Reyes yesterday</p>"
    both = multipart([text_part("View this message in a browser."), text_part(html, "html")], "alternative")
    text = words(opened(tmp_path, mail(both)))
    assert ("nine thousand" in text, "browser" in text) == (True, True)


def test_pictures_of_a_related_body_are_files(tmp_path: Path) -> None:
    related = multipart(
        [text_part("<p>look</p>", "html"), file_part("logo.png", PNG, "image/png", "inline")], "related"
    )
    found = opened(tmp_path, mail(related))
    assert (words(found), [name for name, _ in found.children]) == ("look", ["logo.png"])


def test_a_digest_holds_messages(tmp_path: Path) -> None:
    digest = multipart([Sent((), mail("one", subject="First")), Sent((), mail("two", subject="Second"))], "digest")
    assert [name for name, _ in opened(tmp_path, mail(digest)).children] == ["First.eml", "Second.eml"]


def test_a_signed_message_is_read_and_its_signature_is_a_file(tmp_path: Path) -> None:
    signed = multipart(
        [text_part("I sign this."), file_part("smime.p7s", b"0\x80", "application/pkcs7-signature")], "signed"
    )
    found = opened(tmp_path, mail(signed))
    assert (words(found), [name for name, _ in found.children], found.reasons) == ("I sign this.", ["smime.p7s"], [])


def test_words_inside_a_signature_blob_are_read(tmp_path: Path) -> None:
    inner = b"Content-Type: text/plain\r\n\r\nSigned statement.\r\n"
    data = bytes.fromhex("06092a864886f70d010701")
    content = data + bytes([0xA0, len(inner) + 2, 0x04, len(inner)]) + inner
    blob = (
        b"\x30\x80"
        + bytes.fromhex("06092a864886f70d010702")
        + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80"
        + content
    )
    opaque = file_part("smime.p7m", blob, "application/pkcs7-mime; smime-type=signed-data")
    assert words(opened(tmp_path, mail(opaque))) == "Signed statement."


@pytest.mark.parametrize(
    "content",
    [
        multipart([Sent(("Content-Type: application/pgp-encrypted",), b"Version: 1")], "encrypted"),
        file_part("smime.p7m", b"\x30\x80" + bytes.fromhex("06092a864886f70d010703"), "application/pkcs7-mime"),
        text_part("-----BEGIN PGP MESSAGE-----\n\nhIwDY\n-----END PGP MESSAGE-----"),
    ],
)
def test_an_encrypted_message_is_said_to_be_so(tmp_path: Path, content: Sent) -> None:
    assert "encrypted" in opened(tmp_path, mail(content)).reasons[0]


def test_lines_broken_for_the_journey_are_joined(tmp_path: Path) -> None:
    flowed = Sent(("Content-Type: text/plain; format=flowed",), b"one \ntwo\n> three \n> four\n")
    assert words(opened(tmp_path, mail(flowed))) == "one two\n> three four"


def test_an_emlx_file_is_read_by_its_count(tmp_path: Path) -> None:
    message = mail("Apple words.")
    path = saved(tmp_path, f"{len(message)}   \n".encode() + message + b"<?xml?><plist/>", "1.emlx")
    assert words(read(MailReader(), path)) == "Apple words."


def test_a_message_saved_as_utf16_is_read(tmp_path: Path) -> None:
    assert opened(tmp_path, mail("Words").decode().encode("utf-16")).known.subject == "The camera list"


def test_a_header_that_nothing_ends_does_not_swallow_the_words(tmp_path: Path) -> None:
    message = b"From: a@b.example\nSubject: s\nThere is no empty line here.\nMore.\n"
    assert words(opened(tmp_path, message)) == "There is no empty line here.\nMore."


@pytest.mark.parametrize("way", ["base64", "quoted-printable", "7bit", "x-unknown", "BASE64 "])
def test_every_transfer_encoding_is_undone(tmp_path: Path, way: str) -> None:
    raw = base64.encodebytes(b"Words = fine") if "64" in way.lower() else b"Words = fine"
    part = Sent(
        ("Content-Type: text/plain", f"Content-Transfer-Encoding: {way}"),
        raw.replace(b"= ", b"=3D ") if "q" in way else raw,
    )
    assert words(opened(tmp_path, mail(part))) == "Words = fine"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?iso-8859-1?Q?Keld_J=F8rn?= =?utf-8?B?IFNpbW9uc2Vu?=", "Keld Jørn Simonsen"),
        (b"=?utf-8?B?4pi4?==?utf-8?B?4pg=?= =?utf-8?B?vw==?=", "☸☿"),
        ("Grüße".encode("cp1252"), "Grüße"),
        ("Grüße".encode(), "Grüße"),
        (b"=?x-unknown?Q?plain?=", "plain"),
        (b"=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        (b"=?utf-8?B?!!!?=", ""),
    ],
)
def test_encoded_words_are_decoded(raw: bytes, text: str) -> None:
    assert decode_words(raw) == text


@pytest.mark.parametrize(
    ("coded", "plain"),
    [
        (base64.b64encode(b"in one, ") + b"\r\n" + base64.b64encode(b"or in two"), b"in one, or in two"),
        (base64.b64encode(b"words") + b"\r\n-- \r\nthe list and its footer\r\n", b"words"),
        (base64.b64encode(b"abc") + b"\r\n" + base64.b64encode(b"d"), b"abcd"),
        (b"====", b""),
        (b"", b""),
    ],
)
def test_base64_goes_on_after_its_padding_where_more_of_it_follows(coded: bytes, plain: bytes) -> None:
    assert decode_base64(coded) == plain


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        (b"Fri, 28 Aug 2009 17:03:11 -0400 (EDT)", "2009-08-28T17:03:11-04:00"),
        (b"1 Jan 70 00:00 GMT", "1970-01-01T00:00:00+00:00"),
        (b"Fri Aug 28 17:03:11 2009", "2009-08-28T17:03:11"),
        (b"Fri, 28 Aug 2009 17:03:11 GMT+0200", "2009-08-28T17:03:11+02:00"),
        (b"2009-08-28T17:03:11+02:00", "2009-08-28T17:03:11+02:00"),
        (b"Fri, 28 Aug 109 17:03:11 +0000", "2009-08-28T17:03:11+00:00"),
        (b"8/28/2009 5:03:11 PM", "2009-08-28T17:03:11"),
        (b"8/28/2009", ""),
        (b"2009-13-28T17:03:11", ""),
        (b"31 Jun 2009 10:00:00 +0000", ""),
        (b"tomorrow", ""),
        (b"", ""),
    ],
)
def test_a_date_keeps_its_zone(raw: bytes, iso: str) -> None:
    assert iso_date(raw) == iso


def test_the_rendition_shows_the_same_words(tmp_path: Path) -> None:
    path = saved(tmp_path, mail(multipart([text_part("Words of the body.\n" * 80), file_part("a.png", PNG)])))
    MailReader().render(Source(path, path.name), tmp_path / "out.pdf")
    pages = read(MailReader(), path).pages
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert [sorted(page.get_text().split()) for page in document] == [sorted(page.text.split()) for page in pages]


LINES = st.sampled_from(
    """From: a@b|Subject: =?utf-8?B?|Content-Type: multipart/mixed; boundary=x|--x|--x--|| folded|YWJj|<p>x|>From x
Content-Type: multipart/alternative; boundary="x"|Content-Type: message/rfc822|Content-Type: text/html
Content-Transfer-Encoding: base64|Content-Disposition: attachment; filename*0*=a%%|Date: 99 Foo 0000
Content-Type: application/pkcs7-mime|MIAGCSqGSIb3DQEHAqCAMIACAQ==""".replace("\n", "|").split("|")
)


@same_folder
@given(lines=st.lists(LINES | st.text(max_size=12), max_size=40), ending=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_message_is_read(tmp_path: Path, lines: list[str], ending: str) -> None:
    check_garbage(MailReader(), tmp_path, ending.join(lines).encode("utf-8", "surrogatepass"))


@same_folder
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(MailReader(), tmp_path, data)


def test_a_file_that_apple_mail_keeps_elsewhere_is_named(tmp_path: Path) -> None:
    headers = (
        "Content-Type: application/pdf",
        "X-Apple-Content-Length: 4000",
        'Content-Disposition: attachment; filename="list.pdf"',
    )
    message = mail(multipart([text_part("See the file."), Sent(headers, b"")]))
    trailer = b'<?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>\n'
    path = tmp_path / "7.partial.emlx"
    path.write_bytes(f"{len(message)}\n".encode() + message + trailer)
    found = read(MailReader(), path)
    assert ([name for name, _ in found.unread], found.children) == (["list.pdf"], [])
    assert "plist" not in found.pages[0].text
