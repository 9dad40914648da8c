"""Twelve messages of one thread as .eml files, written from texts/mails.txt.

The message called x there is never produced; it is known only from the reply that quotes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from sample_docs.maker.story import CITY, PEOPLE, text
from sample_docs.maker.truth import SAMPLE, Made

_ONE_PAGE = 36  # lines that surely fit on one page, headers included


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it was written, without what it quotes."""

    key: str
    facts: Mapping[str, str]
    body: str

    @property
    def sender(self) -> str:
        return _named(self.facts["from"])

    @property
    def date(self) -> datetime:
        return datetime.strptime(f"{self.facts['date']} +0000", "%Y-%m-%d %H:%M %z")

    @property
    def message_id(self) -> str:
        domain = PEOPLE[self.facts["from"]][1].partition("@")[2]
        return f"<{self.date:%Y%m%d%H%M}.{self.key}@{domain}>"


def _named(key: str) -> str:
    name, address = PEOPLE[key]
    return f"{name} <{address}>"


def _people(keys: str) -> str:
    return ", ".join(_named(key) for key in keys.split(", ") if key)


def letters() -> dict[str, Letter]:
    """Every message by its key, the one that was not produced too."""
    found = {}
    for part in re.split(r"^=== ", text("mails.txt"), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n\n")
        key, *lines = head.splitlines()
        facts = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
        found[key] = Letter(key, facts, body.strip())
    return found


def messages(attachments: Mapping[str, tuple[bytes, Made]]) -> list[Made]:
    """The produced messages. ``attachments`` gives bytes and truth by name."""
    known = letters()
    return [_made(letter, known, attachments) for key, letter in known.items() if key != "x"]


def _ancestors(letter: Letter, known: Mapping[str, Letter]) -> list[str]:
    parent = known.get(letter.facts.get("parent", ""))
    return [*_ancestors(parent, known), parent.message_id] if parent else []


def _quoted(letter: Letter, known: Mapping[str, Letter]) -> tuple[str, list[str]]:
    """The line that leads in the quotation, and the quoted lines."""
    mode = letter.facts.get("quote", "none")
    if mode == "none":
        return "", []
    if mode == "outlook":
        parent = known[letter.facts["parent"]]
        head = ["-----Original Message-----", f"From: {parent.sender}", f"Sent: {parent.date:%A, %d %B %Y %H:%M}"]
        head += [f"To: {_people(parent.facts['to'])}", f"Cc: {_people(parent.facts['cc'])}"]
        head += [f"Subject: {parent.facts['subject']}", "Attachments: Federal filter memo.docx", ""]
        return "", head + parent.body.splitlines()
    quoted = known[mode]
    lead = f"On {quoted.date:%a, %d %b %Y} at {quoted.date:%H:%M}, {quoted.sender} wrote:"
    return lead, quoted.body.splitlines()


def _plain(letter: Letter, lead: str, quoted: list[str]) -> str:
    if not quoted:
        tail = []
    elif lead:
        tail = ["", lead, *(f"> {line}".rstrip() for line in quoted)]
    else:
        tail = ["", *quoted]
    return "\n".join([letter.body, "", SAMPLE, *tail]) + "\n"


def _html(letter: Letter, lead: str, quoted: list[str]) -> str:
    def paragraphs(words: str) -> str:
        return "".join(f"<p>{escape(part)}</p>\n" for part in words.split("\n\n"))

    quote = (
        f"<div>{escape(lead)}</div>\n<blockquote>{paragraphs(chr(10).join(quoted))}</blockquote>\n" if quoted else ""
    )
    return f"<html><body>\n{paragraphs(letter.body)}<p><small>{SAMPLE}</small></p>\n{quote}</body></html>\n"


def _made(letter: Letter, known: Mapping[str, Letter], attachments: Mapping[str, tuple[bytes, Made]]) -> Made:
    lead, quoted = _quoted(letter, known)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = letter.sender, _people(letter.facts["to"])
    if letter.facts.get("cc"):
        message["Cc"] = _people(letter.facts["cc"])
    message["Subject"] = letter.facts["subject"]
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = letter.message_id
    ancestors = _ancestors(letter, known)
    if ancestors:
        message["In-Reply-To"], message["References"] = ancestors[-1], " ".join(ancestors)
    plain = _plain(letter, lead, quoted)
    if letter.facts.get("html") != "yes":
        message.set_content(plain)
    elif lead:
        message.set_content(plain)
        message.add_alternative(_html(letter, lead, quoted), subtype="html")
    else:
        message.set_content(_html(letter, lead, quoted), subtype="html")
    path = f"{CITY.folder}/mail/{int(letter.key):02d} {letter.facts['subject'].replace(': ', '_')}.eml"
    children = _attach(message, letter.facts.get("attach", ""), path, attachments)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_sample_{letter.key}_{number}")
    head = "\n".join(f"{name}: {message[name]}" for name in ("From", "To", "Cc", "Subject", "Date") if message[name])
    page = f"{head}\n\n{plain}"
    made = Made(
        path,
        message.as_bytes(),
        "email",
        [page],
        CITY.name,
        children=children,
        facts=_facts(letter, message, lead, quoted),
    )
    made.is_flowing = sum(1 + len(line) // 85 for line in page.splitlines()) > _ONE_PAGE
    return made


def _facts(letter: Letter, message: EmailMessage, lead: str, quoted: list[str]) -> dict[str, object]:
    facts: dict[str, object] = {
        "subject": letter.facts["subject"],
        "from": letter.sender,
        "to": _people(letter.facts["to"]),
        "cc": _people(letter.facts.get("cc", "")),
        "date": letter.date.isoformat(),
        "message_id": letter.message_id,
        "in_reply_to": message["In-Reply-To"],
        "references": (message["References"] or "").split(),
    }
    if quoted:
        facts["quoted_from"] = lead or "-----Original Message-----"
        facts["quoted_text"] = "\n".join(quoted)
    return facts


def _attach(message: EmailMessage, name: str, path: str, attachments: Mapping[str, tuple[bytes, Made]]) -> list[Made]:
    if not name:
        return []
    data, made = attachments[name]
    main, _, sub = {
        "pdf": "application/pdf",
        "png": "image/png",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }[name.rsplit(".", 1)[1]].partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    made.path = f"{path}/{name}"
    return [made]
