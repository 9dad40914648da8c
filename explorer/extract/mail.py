"""E-mail messages: EML, Apple's EMLX, web pages saved as MHTML. One message a document; what is attached are files of
their own, attached messages too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from explorer.errors import EmptyDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.mail_body import MailContent, content_of
from explorer.extract.mail_headers import Headers, iso_date
from explorer.extract.mail_layout import HeaderRow, mail_leaves
from explorer.extract.mime_parts import DEEPEST, MOST_PARTS, parse
from explorer.extract.typeset import Leaf, write_pdf
from explorer.extract.wide_text import wide_codec
from explorer.model.document import Kind

MOST_BYTES = 300_000_000
_COUNT_LINE = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n(?=[!-9;-~]+:|From )")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class MailReader:
    """Reads one message: its headers, its words, and the files sent with it."""

    name = "mail"
    version = 4
    media = frozenset({media.EML})

    def read(self, source: Source, sink: Sink) -> None:
        """The message as pages "message", "message, p. 2"; attachments and attached messages as children.

        Raises:
            EmptyDocumentError: the file has no bytes.
        """
        data, is_whole = _bytes_of(source)
        root = parse(data)
        content = content_of(root)
        sink.facts(_facts(root.headers))
        for reason in _left_out(source.name, content, is_whole):
            sink.partly(reason)
        for ordinal, leaf in enumerate(_leaves(root.headers, content), start=1):
            sink.page(leaf.extracted(ordinal, "message"))
        for attachment in content.attachments:
            sink.child(attachment.name, attachment.data)
        for name in content.elsewhere:
            sink.unread_child(
                name,
                f"“{name}” is not in “{source.name}”: Apple Mail keeps it in the folder “Attachments” beside it."
                " Ask for that folder.",
            )

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        root = parse(_bytes_of(source)[0])
        write_pdf(_leaves(root.headers, content_of(root)), target)


def _bytes_of(source: Source) -> tuple[bytes, bool]:
    """The message's own bytes without what programs wrap it in, and whether they are all."""
    with source.path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise EmptyDocumentError(source.name)
    is_whole = len(data) <= MOST_BYTES
    wide = wide_codec(data[:8192])
    if data.startswith(_WIDE_MARKS) or wide:
        data = data.decode("utf-16" if data.startswith(_WIDE_MARKS) else wide or "utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    counted = _COUNT_LINE.match(data)  # .emlx: the message's length, the message, a property list
    if counted:
        data = data[counted.end() : counted.end() + int(counted[1])]
    begun = data.lstrip(b"\r\n \t")
    return (begun if _FIELD.match(begun) else data), is_whole


def _facts(headers: Headers) -> Facts:
    subject = headers.text("subject")
    return Facts(
        Kind.EMAIL,
        title=subject,
        subject=subject,
        sender=headers.text("from") or headers.text("sender"),
        to=headers.texts("to"),
        cc=headers.texts("cc"),
        date=iso_date(headers.raw("date")),
        message_id=next(iter(headers.identifiers("message-id")), "") or headers.text("message-id"),
        in_reply_to=next(iter(headers.identifiers("in-reply-to")), ""),
        references=headers.identifiers("references"),
    )


def _left_out(name: str, content: MailContent, is_whole: bool) -> Iterator[str]:
    if content.is_encrypted:
        yield f"The words of “{name}” are encrypted; only its headers were read. Ask for a copy that is not encrypted."
    if content.is_cut:
        yield (
            f"Parts of “{name}” were left out: it exceeds the limit of {DEEPEST} parts one inside the other"
            f" or of {MOST_PARTS:,} parts."
        )
    if not is_whole:
        yield f"Only the first {MOST_BYTES // 1_000_000} MB of “{name}” were read; the rest exceeds the limit."


def _leaves(headers: Headers, content: MailContent) -> Iterator[Leaf]:
    fields = (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc"), ("Date", "date"), ("Subject", "subject"))
    rows = [HeaderRow(label, value) for label, name in fields if (value := headers.texts(name))]
    files = ", ".join(f"{each.name} ({_size(len(each.data))})" for each in content.attachments)
    if files:
        rows.append(HeaderRow("Attachments", files))
    rows += [HeaderRow("Signed by", f"{signer} (signature not checked)") for signer in content.signers]
    return mail_leaves(rows, content.bodies, has_attachment=bool(content.attachments))


def _size(count: int) -> str:
    return (
        f"{count:,} bytes" if count < 1000 else f"{count / 1000:,.0f} kB" if count < 1e6 else f"{count / 1e6:,.1f} MB"
    )
