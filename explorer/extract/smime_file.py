"""S/MIME files (.p7m, .p7s): the signed message with who signed it, or the parties of a signature alone."""

from collections.abc import Iterator
from pathlib import Path

from explorer.errors import DamagedDocumentError, EncryptedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.mail_body import Body, MailContent, content_of
from explorer.extract.mail_headers import iso_date
from explorer.extract.mail_layout import HeaderRow, mail_leaves
from explorer.extract.mime_parts import Part, parse
from explorer.extract.smime import Blob, opened
from explorer.extract.typeset import Leaf, write_pdf
from explorer.model.document import Kind

MOST_BYTES = 300_000_000
_FIELDS = (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Date", "date"), ("Subject", "subject"))


class SmimeReader:
    """Reads what an S/MIME file was signed over. No signature is checked."""

    name = "smime"
    version = 2
    media = frozenset({media.PKCS7})

    def read(self, source: Source, sink: Sink) -> None:
        """The signed words and who signed them, as pages "message", "message, p. 2"; files in them as children.

        Raises:
            DamagedDocumentError: it is no S/MIME.
            EncryptedDocumentError: only its recipient can open it.
        """
        blob = _blob_of(source)
        part, content = _inside(blob)
        headers = part.headers
        subject = headers.text("subject")
        sink.facts(
            Facts(
                Kind.EMAIL,
                title=subject,
                subject=subject,
                sender=headers.text("from"),
                to=headers.texts("to"),
                cc=headers.texts("cc"),
                date=iso_date(headers.raw("date")),
            )
        )
        if content.is_encrypted:
            sink.partly(
                f"Words inside “{source.name}” are encrypted and were not read. Ask for a copy that is not encrypted."
            )
        for ordinal, leaf in enumerate(_leaves(blob, part, content), start=1):
            sink.page(leaf.extracted(ordinal, "message"))
        for attachment in content.attachments:
            sink.child(attachment.name, attachment.data)

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        blob = _blob_of(source)
        write_pdf(_leaves(blob, *_inside(blob)), target)


def _blob_of(source: Source) -> Blob:
    with source.path.open("rb") as file:
        blob = opened(file.read(MOST_BYTES))
    if blob.is_encrypted:
        raise EncryptedDocumentError(source.name)
    if not blob.is_signed:
        raise DamagedDocumentError(source.name, "it holds nothing that was signed")
    return blob


def _inside(blob: Blob) -> tuple[Part, MailContent]:
    """What was signed, as a message; bytes that are no text are a file."""
    part = parse(blob.content or b"")
    if blob.content and not part.headers.raw("content-type") and b"\0" in blob.content[:10_000]:
        content = MailContent()
        content.attach(part)
        return part, content
    return part, content_of(part)


def _leaves(blob: Blob, part: Part, content: MailContent) -> Iterator[Leaf]:
    rows = [HeaderRow(label, value) for label, name in _FIELDS if (value := part.headers.texts(name))]
    if content.attachments:
        rows.append(HeaderRow("Attachments", ", ".join(each.name for each in content.attachments)))
    signers = [*map(str, blob.signers), *content.signers]
    rows += [HeaderRow("Signed by", f"{signer} (signature not checked)") for signer in signers]
    rows += [HeaderRow("Certificate", certificate) for certificate in blob.certificates]
    bodies = content.bodies
    if blob.content is None:
        bodies = [Body("This is a signature alone: what was signed lies in the message it was sent with.")]
    return mail_leaves(rows, bodies, has_attachment=bool(content.attachments))
