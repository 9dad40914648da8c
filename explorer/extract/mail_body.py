"""Which parts of a message are its words and which are files sent with it.

Of alternatives the plain text is taken, and the HTML too where it says something else. Source: RFC 2046 5.1.4
(alternative), RFC 2387 (related), RFC 1847 (signed, encrypted), RFC 8551 3.2 (S/MIME).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from explorer.extract import smime
from explorer.extract.encodings import decode, decode_html
from explorer.extract.inline_files import parted
from explorer.extract.mail_names import name_of
from explorer.extract.mime_parts import Part, parse

_REPORTS = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers",
     "message/external-body", "message/global-delivery-status"}
)  # fmt: skip
_WORDS = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text", "text/markdown"}
)
_BLOBS = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_MOST_BLOBS = 5  # signed messages within signed messages
_TAG = re.compile(r"<(/?)([a-zA-Z]*)[^<>]*>?")
_UNSEEN = frozenset({"style", "script", "title"})
_OTHER_SHARE = 0.5  # of the HTML's words are not in the plain text: then it is no alternative to it
_LEAST_WORDS = 8
_WORD = re.compile(r"[^\W_]{2,40}")
_PGP = "-----BEGIN PGP MESSAGE-----"


@dataclass(frozen=True, slots=True)
class Body:
    """Words of the message: plain text with ``\\n`` line ends, or HTML source."""

    text: str
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with the message, its name as written there."""

    name: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class MailContent:
    """What a message holds below its headers."""

    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    is_encrypted: bool = False
    is_cut: bool = False
    elsewhere: list[str] = field(default_factory=list)  # files that Apple Mail keeps beside the message
    signers: list[str] = field(default_factory=list)  # who says to have signed it; nothing is checked

    def attach(self, part: Part) -> None:
        data = part.content()
        if not data.strip() and part.headers.raw("x-apple-content-length"):
            self.elsewhere.append(name_of(part, data, len(self.elsewhere) + 1))
            return
        self.attachments.append(Attachment(name_of(part, data, len(self.attachments) + 1), data))

    def say(self, part: Part) -> None:
        """Take a part's words; empty ones say nothing."""
        words, files = parted(part.content()) if part.type == "text/plain" else (part.content(), [])
        self.attachments += [Attachment(file.name, file.data) for file in files]
        body = _body_of(part, words)
        self.is_encrypted |= _PGP in body.text
        if body.text.strip():
            self.bodies.append(body)


def content_of(root: Part) -> MailContent:
    """The words and the files of a message, in the order they stand in it."""
    content = MailContent()
    waiting, blobs = [root], 0
    while waiting:
        part = waiting.pop()
        content.is_cut |= part.is_cut
        if part.children:
            waiting += reversed(list(_inside(part, content)))
        elif part.type in _BLOBS:
            blobs += 1
            inner = _opened(part, content) if blobs <= _MOST_BLOBS else None
            waiting += [inner] if inner else []
        elif part.type in _REPORTS or _is_words(part):
            content.say(part)
        elif not part.is_cut:
            content.attach(part)
    return content


def _is_words(part: Part) -> bool:
    """Whether a closed part is meant to be read in place."""
    if part.type.startswith("multipart/"):  # it names no boundary, or one that nowhere stands
        return not part.is_cut
    return part.type in _WORDS and not part.is_attached and not part.name


def _inside(part: Part, content: MailContent) -> Iterator[Part]:
    """Those parts of a multipart that are to be looked at; what belongs to it as a file is attached at once."""
    if part.type == "multipart/alternative":
        yield from _chosen(part)
    elif part.type == "multipart/encrypted":
        content.is_encrypted = True
    elif part.type == "multipart/signed":
        yield part.children[0]
        for signature in part.children[1:]:
            content.attach(signature)
            if signature.type in _SIGNATURES:
                content.signers += map(str, smime.opened(signature.content()).signers)
    else:
        yield from part.children


def _chosen(part: Part) -> Iterator[Part]:
    """The alternatives to read, and the files that lie in any of them."""
    leaves = list(_leaves(part))
    words = [leaf for leaf in leaves if leaf.type in _WORDS and not leaf.is_attached and not leaf.name]
    plain = [leaf for leaf in words if leaf.type == "text/plain" and leaf.content().strip()]
    rich = [leaf for leaf in words if leaf.type == "text/html"]
    read = plain + (rich if _differs(plain, rich) else []) if plain else rich or words
    kept, worded = {id(leaf) for leaf in read}, {id(leaf) for leaf in words}
    yield from (leaf for leaf in leaves if id(leaf) in kept or id(leaf) not in worded)


def _differs(plain: list[Part], rich: list[Part]) -> bool:
    return says_more([_body_of(leaf).text for leaf in plain], [_body_of(leaf).text for leaf in rich])


def says_more(plain: Sequence[str], html: Sequence[str]) -> bool:
    """Whether much of what the HTML says is not in the plain text."""
    said = {word for text in plain for word in _WORD.findall(text.lower())}
    shown = {word for text in html for word in _WORD.findall(_seen(text).lower())}
    return len(shown) >= _LEAST_WORDS and len(shown - said) > _OTHER_SHARE * len(shown)


def _seen(html: str) -> str:
    """Roughly the words that a page shows; in one pass, however broken it is."""
    first, *rest = html.split("<!--")
    html = first + "".join(each.partition("-->")[2] for each in rest)
    pieces: list[str] = []
    end, skipped = 0, ""
    for tag in _TAG.finditer(html):
        if not skipped:
            pieces.append(html[end : tag.start()])
        end, name = tag.end(), tag[2].lower()
        if name in _UNSEEN:
            skipped = "" if tag[1] and name == skipped else skipped or ("" if tag[1] else name)
    pieces.append("" if skipped else html[end:])
    return unescape(" ".join(pieces))


def _leaves(part: Part) -> Iterator[Part]:
    waiting = [part]
    while waiting:
        each = waiting.pop()
        if each.children:
            waiting += reversed(each.children)
        else:
            yield each


def _opened(part: Part, content: MailContent) -> Part | None:
    """The message inside an S/MIME blob; None if it is encrypted, or a mere signature."""
    blob = smime.opened(part.content())
    if blob.is_encrypted:
        content.is_encrypted = True
        return None
    if not blob.content:
        content.attach(part)
        return None
    content.signers += map(str, blob.signers)
    return parse(blob.content)


def _body_of(part: Part, content: bytes | None = None) -> Body:
    content = part.content() if content is None else content
    charset = part.headers.parameter("content-type", "charset")
    if part.type in ("text/html", "text/x-amp-html"):
        return Body(decode_html(content, charset), is_html=True)
    text = decode(content, charset).replace("\r\n", "\n").replace("\r", "\n")
    if part.headers.parameter("content-type", "format").lower() == "flowed":
        text = _unflowed(text, part.headers.parameter("content-type", "delsp").lower() == "yes")
    return Body(text)


def _unflowed(text: str, drop_space: bool) -> str:
    """Lines that were broken only for the journey, joined (RFC 3676 4.1)."""
    lines: list[str] = []
    last_depth, is_open = -1, False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:].removeprefix(" ")
        if is_open and bare and depth == last_depth and bare != "-- ":
            lines[-1] = (lines[-1][:-1] if drop_space else lines[-1]) + bare
        else:
            lines.append(">" * depth + " " * bool(depth) + bare if depth else bare)
        last_depth, is_open = depth, bare.endswith(" ") and bare != "-- "
    return "\n".join(lines)
