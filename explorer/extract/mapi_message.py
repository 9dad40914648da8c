"""A message out of MAPI properties, as the mail page shows it: header rows, words, files, and what threads need.

Source: [MS-OXOMSG], [MS-OXPROPS].
"""

from dataclasses import dataclass, field
from datetime import datetime

from explorer.extract.base import Facts
from explorer.extract.encodings import decode_html
from explorer.extract.mail_body import Attachment, Body, says_more
from explorer.extract.mail_headers import Headers, iso_date, split_headers
from explorer.extract.mail_layout import HeaderRow
from explorer.extract.mapi import Props
from explorer.extract.mapi_rows import item_rows
from explorer.extract.mapi_rtf import unpacked_rtf, wrapped_text
from explorer.extract.rtf_codes import codec_of_page
from explorer.model.document import Kind

TO, CC, BCC = 1, 2, 3
CLASS, SUBJECT, BODY, RTF, HTML, HEADERS = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013, 0x007D
_SENT = (0x0039, 0x0E06, 0x3007, 0x3008)  # submitted, delivered, made, changed
_SAME_SECONDS = 2
_PEOPLE = ((TO, "To", "to", 0x0E04), (CC, "Cc", "cc", 0x0E03), (BCC, "Bcc", "bcc", 0x0E02))


@dataclass(slots=True)
class MapiMessage:
    """One item of Outlook's: its own properties, those of its recipients, and its files."""

    props: Props
    recipients: list[Props] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its message class in lower case: "ipm.note", "ipm.appointment"."""
        return self.props.line(CLASS).lower()

    @property
    def subject(self) -> str:
        return self.props.line(SUBJECT, 0x0070, 0x0E1D) or (
            self.props.line(0x3001) if self.kind.startswith("ipm.contact") else ""
        )

    def headers(self) -> Headers:
        """The header it travelled with; empty if none is kept."""
        text = self.props.text(HEADERS)
        data = text.lstrip("\r\n \t").encode("utf-8", "replace")
        return split_headers(data, 0, len(data))[0]

    def sender(self) -> str:
        """Who it is from; who sent it for him is a row of its own."""
        for name, smtp, address in ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F)):
            one = _person(self.props.line(name), self.props.line(smtp), self.props.line(address))
            if one:
                told = "" if "@" in one else self.headers().text("from")
                return told if "@" in told else one
        return ""

    def people(self, kind: int) -> str:
        """All recipients of one kind."""
        found = [each for each in self.recipients if each.number(0x0C15, TO) & 0xF == kind]
        return ", ".join(
            shown
            for each in found
            if (shown := _person(each.line(0x3001, 0x5FF6, 0x3A20), each.line(0x39FE), each.line(0x3003)))
        )

    def moment(self) -> str:
        """When it was sent, else received, else made; ISO 8601 with its zone."""
        moment, told = self.props.time(_SENT[0]), iso_date(self.headers().raw("date"))
        if moment is None and not told:
            moment = self.props.time(*_SENT[1:])
        if moment is not None and not _is_same(told, moment):
            return moment.replace(microsecond=0).isoformat()
        return told

    def facts(self) -> Facts:
        """What is known of it as a whole."""
        headers, props = self.headers(), self.props
        identifier = props.line(0x1035).strip("<>") or next(iter(headers.identifiers("message-id")), "")
        references = headers.identifiers("references") or tuple(
            props.text(0x1039).replace("<", "").replace(">", " ").split()
        )
        return Facts(
            Kind.EMAIL,
            title=self.subject,
            subject=self.subject,
            sender=self.sender() or headers.text("from"),
            to=self.people(TO) or headers.texts("to") or props.line(0x0E04),
            cc=self.people(CC) or headers.texts("cc") or props.line(0x0E03),
            date=self.moment(),
            message_id=identifier,
            in_reply_to=props.line(0x1042).strip("<>") or next(iter(headers.identifiers("in-reply-to")), ""),
            references=references[:1000],
        )

    def rows(self) -> list[HeaderRow]:
        """The header block of its page."""
        facts = self.facts()
        pairs = [("From", facts.sender), ("Sent by", self._sent_by())]
        pairs += [(label, self.people(kind) or self.headers().texts(name) or self.props.line(shown))
                  for kind, label, name, shown in _PEOPLE]  # fmt: skip
        pairs += [("Date", _shown_time(facts.date)), ("Received", self._received()), ("Subject", facts.subject)]
        pairs += [*item_rows(self.props, self.kind), ("Attachments", files_row(self.attachments))]
        return [HeaderRow(label, value) for label, value in pairs if value]

    def bodies(self) -> list[Body]:
        """Its words: the plain text, and the HTML or rich text where there is none or it says something else."""
        plain, rich = self.props.text(BODY), self._rich()
        if plain.strip() and rich is not None and not (rich.is_html and says_more([plain], [rich.text])):
            rich = None
        first = [Body(plain.replace("\r\n", "\n").replace("\r", "\n"))] if plain.strip() else []
        return first + ([rich] if rich is not None and rich.text.strip() else [])

    def _rich(self) -> Body | None:
        page = self.props.number(0x3FDE)
        if html := self.props.data(HTML):
            return Body(decode_html(html, codec_of_page(page) if page else ""), is_html=True)
        if rtf := unpacked_rtf(self.props.data(RTF)):
            return Body(*wrapped_text(rtf))
        return None

    def _sent_by(self) -> str:
        name, other = self.props.line(0x0C1A), self.props.line(0x0042)
        if not other or name in other or other in name:
            return ""
        return _person(name, self.props.line(0x5D01), self.props.line(0x0C1F))

    def _received(self) -> str:
        moment = self.props.time(0x0E06)
        return _shown_time(moment.replace(microsecond=0).isoformat()) if moment else ""


def files_row(attachments: list[Attachment]) -> str:
    """The files with their sizes, as the header block names them."""
    return ", ".join(f"{each.name} ({size_words(len(each.data))})" for each in attachments)


def size_words(count: int) -> str:
    if count < 1000:
        return f"{count:,} bytes"
    return f"{count / 1000:,.0f} kB" if count < 1e6 else f"{count / 1e6:,.1f} MB"


def attachment_name(props: Props, number: int) -> str:
    """A file's name as its sender wrote it; else its place among the files."""
    name = props.line(0x3707, 0x3704, 0x3001)
    ending = props.line(0x3703)
    return name or f"attachment-{number}{ending if ending.startswith('.') else '.bin'}"


def _person(name: str, smtp: str, address: str) -> str:
    """ "Name <address>"; an Exchange directory path is no address that people know."""
    address = smtp or (address if "@" in address else "")
    if name.strip("'\"") == address or not address or f"<{address}>" in name:
        return name.strip("'\"")
    return f"{name} <{address}>" if name else address


def _is_same(told: str, moment: datetime) -> bool:
    """Whether a header's date, which has the sender's zone, is the moment that was kept in UTC."""
    if not told:
        return False
    said = datetime.fromisoformat(told)
    return said.tzinfo is not None and abs((said - moment).total_seconds()) < _SAME_SECONDS


def _shown_time(iso: str) -> str:
    return iso.replace("T", " ").replace("+00:00", " UTC")
