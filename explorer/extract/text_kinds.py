"""Which kind of text some bytes are: mail, mailbox, HTML, table, or plain; or no text at all.

Content decides; the name only chooses where content allows more than one reading.
Source: RFC 5322 2.2 (header fields), RFC 4155 (the "From " line of a mailbox), WHATWG MIME Sniffing 7.1 (HTML tags).
"""

import codecs
import re

from explorer.extract import media
from explorer.extract.wide_text import wide_codec
from explorer.extract.xml_kinds import xml_kind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\a\t\n\v\f\r\b\x1a\x1b"))
_FIELD = re.compile(r"([!-9;-~]{1,60}):")
_ADDRESSING = frozenset({"from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "sender"})
_TRANSPORT = frozenset({"received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"})
_OTHER_FIELDS = frozenset({"content-type", "content-transfer-encoding", "in-reply-to", "references", "importance"})
_FROM_LINE = re.compile(r"From (?:\S.*\d\d:\d\d.*\d{4}[^\n]*|-[^\n]*)(?:\n|$)")
_COUNT_LINE = re.compile(r"\d{1,10}[ \t]*\n")
_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?(?:-->|\Z)|\s)*<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|font|center"
    r"|style|script|span|h[1-6]|a|b|ul|ol|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARMOURS = ("-----BEGIN PKCS7-----", "-----BEGIN CMS-----")
_OBJECT = re.compile(r"BEGIN:(VCALENDAR|VCARD)[ \t]*(?:\n|$)", re.IGNORECASE)
_TABLES = (".csv", ".tsv", ".tab")
_MARKDOWN = (".md", ".markdown", ".mdown")
_WEB = (".html", ".htm", ".xhtml", ".shtml")
_MAIL = (".eml", ".emlx", ".mht", ".mhtml")
_PLAIN = (".txt", ".text", ".log", *_MARKDOWN, *_TABLES)


def decode_head(head: bytes) -> str | None:
    """The first bytes of a file as text with ``\\n`` line ends; None if they are no text in any encoding we know."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _lines(head[len(mark) :].decode(encoding, "ignore"))
    if b"\0" in head:
        return _with_zeros(head)
    if len(head.translate(None, _CONTROLS)) < 0.99 * len(head):
        return _wide(head)
    try:
        return _lines(codecs.getincrementaldecoder("utf-8")().decode(head))
    except UnicodeDecodeError:
        return _lines(head.decode("latin-1"))


def text_kind(text: str, name: str) -> str:
    """The media type of a text that starts so.

    Args:
        text: what ``decode_head`` gave.
        name: the file's name; its ending only chooses where the words allow more than one reading.
    """
    name = name.lower()
    start = text.lstrip()
    if start.startswith("{\\rtf"):
        return media.RTF
    if start.startswith("<") and (found := xml_kind(start[:4000])):
        return found
    if start.startswith(_ARMOURS):
        return media.PKCS7
    marked = _OBJECT.match(start)
    if marked:
        return media.VCF if marked[1].lower() == "vcard" else media.ICS
    if start.startswith("%!PS"):
        return media.POSTSCRIPT
    if start.startswith("From ") and not name.endswith(_MAIL) and _is_mailbox(start):
        return media.MBOX
    if name.endswith(_MAIL) or _is_mail(start, plain=name.endswith(_PLAIN)):
        return media.EML
    if name.endswith(_TABLES):
        return media.CSV
    if name.endswith(_MARKDOWN):
        return media.MARKDOWN
    if _HTML.match(start) or (name.endswith(_WEB) and "<" in text):
        return media.HTML
    return media.TEXT


def _is_mailbox(text: str) -> bool:
    first, _, rest = text.partition("\n")
    match = _FROM_LINE.match(text)
    return bool(match) and (not first.startswith("From -") or bool(_FIELD.match(rest)))


def _is_mail(text: str, *, plain: bool) -> bool:
    """Whether the first lines are header fields of a message.

    ``plain`` asks for a field that only a mail program writes: a printed "From: … To: …" in a .txt file is text.
    """
    count = _COUNT_LINE.match(text)  # .emlx: how many bytes the message has, on a line of its own
    fields = _fields(text[count.end() :] if count else text)
    if fields & _TRANSPORT:
        return len(fields & (_ADDRESSING | _TRANSPORT | _OTHER_FIELDS)) >= 2
    return not plain and (len(fields & _ADDRESSING) >= 3 or ("content-type" in fields and bool(fields & _ADDRESSING)))


def _fields(text: str) -> set[str]:
    """The names of the header fields at the start of a text, in lower case."""
    found: set[str] = set()
    for line in text.split("\n", 200)[:200]:
        if line[:1] in (" ", "\t") and line.strip() and found:
            continue
        match = _FIELD.match(line)
        if not match:
            break
        found.add(match[1].lower())
    return found


def _wide(head: bytes) -> str | None:
    encoding = wide_codec(head)
    return _lines(head[: len(head) // 4 * 4].decode(encoding, "ignore")) if encoding else None


def _with_zeros(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, or text into which some zeros strayed."""
    if (text := _wide(head)) is not None:
        return text
    zeros = head.count(0)
    rest = head.replace(b"\0", b"")
    if zeros > max(3, len(head) // 100) or len(head) < 6 * zeros or len(rest.translate(None, _CONTROLS)) < len(rest):
        return None
    try:
        return _lines(codecs.getincrementaldecoder("utf-8")().decode(rest))
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
