"""The sample files read by other means than the program's and the maker's, for checking what expected.json says."""

import csv
import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
from lxml import etree
from pptx import Presentation
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_docs"
PRODUCTIONS = SAMPLES / "productions"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
FILES: dict[str, dict[str, Any]] = EXPECTED["files"]
SAMPLE = "SAMPLE – fictional"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def data_of(path: str) -> bytes:
    """The bytes of a file, or of an attachment or member by its container's path and its name."""
    if path in FILES:
        return (PRODUCTIONS / path).read_bytes()
    container, _, name = path.rpartition("/")
    if container.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data_of(container))) as archive:
            return archive.read(name)
    parts = mail(container).iter_attachments()
    return next(part.get_content() for part in parts if part.get_filename() == name)


@cache
def mail(path: str) -> EmailMessage:
    message = message_from_bytes(data_of(path), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def everything() -> Iterator[tuple[str, dict[str, Any]]]:
    """All documents with their rows, attachments and members too."""
    for path, row in FILES.items():
        yield path, row
        for name, child in row.get("children", {}).items():
            yield f"{path}/{name}", child


@cache
def texts(path: str) -> tuple[str, ...]:
    """The pages' texts as another library reads them; one text where the program sets the pages itself."""
    suffix, data = path.rsplit(".", 1)[1], data_of(path)
    readers = {"pdf": pdf_texts, "pptx": slide_texts, "docx": word_texts, "xlsx": sheet_texts}
    if suffix in readers:
        return tuple(readers[suffix](data))
    if suffix == "eml":
        return (mail_text(path),)
    if suffix == "html":
        return (LexborHTMLParser(data).body.text(separator=" "),)
    if suffix == "csv":
        return tuple(blocks(list(csv.reader(io.StringIO(data.decode())))))
    return (data.decode(),) if suffix in ("txt", "md") else ("",)


def pdf_texts(data: bytes) -> list[str]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def slide_texts(data: bytes) -> list[str]:
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        words = [node.text or "" for node in slide._element.iter("{*}t")]
        found.append("\n".join([*words, slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""]))
    return found


def word_texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if is_text_part(name)]
    paragraphs = [paragraph for part in parts for paragraph in part.iter(f"{W}p")]
    return ["\n".join("".join(node.text or "" for node in p.iter(f"{W}t", f"{W}delText")) for p in paragraphs)]


def is_text_part(name: str) -> bool:
    return bool(re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|comments)\.xml", name))


def sheet_texts(data: bytes) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [page for name in book.sheet_names for page in blocks(book.get_sheet_by_name(name).to_python())]


def blocks(rows: list[list[Any]]) -> list[str]:
    return ["\n".join("\t".join(map(str, row)) for row in rows[at : at + 40]) for at in range(0, len(rows), 40)]


def mail_text(path: str) -> str:
    message = mail(path)
    head = "\n".join(f"{name}: {message[name]}" for name in ("From", "To", "Cc", "Subject") if message[name])
    part = message.get_body(("plain", "html"))
    assert part is not None
    body = part.get_content()
    is_html = part.get_content_subtype() == "html"
    return f"{head}\n\n{LexborHTMLParser(body).text(separator=' ') if is_html else body}"


def tokens(text: str) -> str:
    """The words as a search takes them, a space around each."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(words)} "


def plain(text: str) -> str:
    return " ".join(text.replace("\n> ", "\n").split())


def page_text(place: list[Any]) -> str:
    return texts(place[0])[(place[1] or 1) - 1]


def of_kind(*suffixes: str) -> list[str]:
    return [path for path, _ in everything() if path.endswith(suffixes)]


def row_of(path: str) -> dict[str, Any]:
    return dict(everything())[path]


def pages_holding(phrase: str) -> list[list[Any]]:
    return [
        [path, None if row["pages"] is None else number]
        for path, row in everything()
        if "duplicate_of" not in row
        for number, text in enumerate(texts(path), start=1)
        if tokens(phrase) in tokens(text)
    ]


def hashes(root: Path) -> dict[str, str]:
    found = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def centre_lies_in(word: tuple[Any, ...], box: list[float]) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
