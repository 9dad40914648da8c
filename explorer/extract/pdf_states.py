"""Other states of a PDF than the one shown: earlier revisions kept inside it, and layers that are switched off.

A PDF that is saved incrementally keeps its earlier states: the bytes up to each "%%EOF" are a PDF of their own. Only
lines that the shown state holds nowhere are kept, each at the place where it stood.
Sources: ISO 32000-1, 7.5.6 (incremental updates), 8.11 (optional content).
"""

import itertools
import mmap
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from os import urandom
from pathlib import Path
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_extras import LONGEST, Extra, squashed
from explorer.extract.pdf_layers import may_hide_layers, with_all_layers
from explorer.extract.pdf_objects import ERRORS
from explorer.extract.words import plain_text, words_of
from explorer.model.document import Box, Layer

_END = re.compile(rb"startxref[\s\0]{1,4}(\d{1,12})[\s\0]{1,4}%%EOF[\r\n]{0,2}")
_TABLE = re.compile(rb"[\s\0]{0,4}(?:xref|\d{1,10}\s+\d{1,5}\s+obj)")
_LARGEST = 300_000_000  # bytes of a file whose earlier states are looked at
_MOST_STATES = 100  # the newest of them
_MOST_PAGES = 3_000  # of all states together
_HYPHENS = dict.fromkeys(map(ord, "-\xad‐‑"))
_SHORT = 16  # characters; so few may stand in a longer line by chance
_LONGEST_LINE = 2_000

Hanging = dict[int, list[Extra]]  # by ordinal of the page on which the lines hang


def other_states(document: Any, path: Path, passwords: Sequence[str]) -> tuple[Hanging, str]:
    """Lines of earlier revisions and of layers that are off.

    Returns:
        The lines by page, and what was left out, as a sentence (empty if nothing was).
    """
    found: Hanging = defaultdict(list)
    ends = _ends(path)
    is_layered = may_hide_layers(document)
    if not ends and not is_layered:
        return {}, ""
    known = _Known(document)
    left_out = _earlier(document, path, passwords, ends, known, found) if ends else ""
    if is_layered:
        _layers(document, path, passwords, known, found)
    return dict(found), left_out


class _Known:
    """What the shown state says, however its lines are broken; and what was found in others already."""

    def __init__(self, document: Any) -> None:
        self._document, self._text = document, ""
        self._prints = {_print_of(page) for page in _all_pages(document)}
        self._lines: set[str] | None = None

    def is_same(self, page: Any) -> bool:
        """Whether a page of another state is made of the same bytes as one of the shown state."""
        return page.first_annot is None and page.first_widget is None and _print_of(page) in self._prints

    def is_new(self, line: str) -> bool:
        """Whether no state that was looked at so far holds a line."""
        if self._lines is None:
            lines = [_bare(each) for page in _all_pages(self._document) for each in _plain_lines(page)]
            self._lines, self._text = set(lines), "".join(lines)
        bare = _bare(line)
        if not bare or bare in self._lines:
            return False
        return len(bare) < _SHORT or bare not in self._text

    def add(self, line: str) -> None:
        if self._lines is not None:
            self._lines.add(_bare(line))


def _print_of(page: Any) -> bytes:
    """A fingerprint of what a page is made of: its own object, and the streams that are drawn on it."""
    document, seen = page.parent, sha256()
    try:
        seen.update(document.xref_object(page.xref, compressed=True).encode("utf-8", "replace"))
        for number in [*page.get_contents(), *(each[0] for each in page.get_xobjects())]:
            seen.update(b"\n%d " % number)
            seen.update(document.xref_stream_raw(number) or b"")
    except ERRORS:
        seen.update(urandom(16))  # it cannot be told, so it is like no other
    return seen.digest()


def _plain_lines(page: Any) -> list[str]:
    try:
        return plain_text(page).split("\n")
    except ERRORS:
        return []


def _bare(line: str) -> str:
    """A line without white space and hyphens, which move when lines are broken anew."""
    return squashed(line).translate(_HYPHENS)


def _ends(path: Path) -> list[int]:
    """Where earlier states end, oldest first: those whose table of objects is where they say."""
    if not 0 < path.stat().st_size <= _LARGEST:
        return []
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        ends = [
            match.end()
            for match in _END.finditer(data)
            if 0 < int(match[1]) < match.start() and _TABLE.match(data, int(match[1]))
        ]
        if b"/Linearized" in data[:2048]:
            ends = ends[1:]  # the first one belongs to a whole that was laid out for reading over a line
        return ends[:-1]


def _earlier(
    document: Any, path: Path, passwords: Sequence[str], ends: list[int], known: "_Known", found: Hanging
) -> str:
    total = len(ends) + 1
    first = max(len(ends) - _MOST_STATES, 0)
    pages = 0
    for number, end in reversed(list(enumerate(ends, 1))[first:]):
        state = _opened(path, end, passwords)
        if state is None:
            continue
        with state:
            pages += state.page_count
            if pages > _MOST_PAGES:
                return f"Earlier revisions up to {number} of {total} were not read: they have too many pages in all."
            for page in itertools.filterfalse(known.is_same, _all_pages(state)):
                _keep(found, document, page, known, f"Earlier revision {number} of {total}", Layer.REVISION)
    return f"Earlier revisions up to {first} of {total} were not read: only the newest are." if first else ""


def _layers(document: Any, path: Path, passwords: Sequence[str], known: "_Known", found: Hanging) -> None:
    state = _opened(path, None, passwords)
    if state is None:
        return
    with state:
        all_on = with_all_layers(state)
    if all_on is None:
        return
    with all_on:
        for page in _all_pages(all_on):
            _keep(found, document, page, known, "Hidden layer", Layer.HIDDEN)


def _opened(path: Path, end: int | None, passwords: Sequence[str]) -> Any:
    """A state as a document of its own; None where those bytes are none."""
    try:
        with path.open("rb") as file:
            state = pymupdf.open(stream=file.read(end), filetype="pdf")
        locked = state.needs_pass and not any(state.authenticate(each) for each in ("", *passwords))
        return None if locked or state.is_repaired or state.page_count < 1 else state
    except (pymupdf.EmptyFileError, *ERRORS):
        return None


def _keep(found: Hanging, document: Any, page: Any, known: "_Known", what: str, layer: Layer) -> None:
    """Add a page's lines that are not known; each is known then, so that it is kept once."""
    if not any(map(known.is_new, _plain_lines(page))):
        return
    ordinal = page.number + 1
    on = min(ordinal, document.page_count)
    where = "" if on == ordinal else f", page {ordinal}"
    for line, box in _lines(page):
        if known.is_new(line):
            known.add(line)
            found[on].append(Extra(f"{what}{where}: {line[:_LONGEST_LINE]}"[:LONGEST], box, layer))


def _all_pages(document: Any) -> Iterator[Any]:
    for number in range(min(document.page_count, _MOST_PAGES)):
        try:
            yield document.load_page(number)
        except ERRORS:
            continue  # the page is damaged; that is said when it is read


def _lines(page: Any) -> Iterator[tuple[str, Box]]:
    """The lines of a page with the boxes around them."""
    try:
        text, words = words_of(page)
    except ERRORS:
        return
    at, boxes = 0, [(word.start, word.box) for word in words]
    index = 0
    for line in text.split("\n"):
        at += len(line) + 1
        first = index
        while index < len(boxes) and boxes[index][0] < at:
            index += 1
        if mine := [box for _, box in boxes[first:index]]:
            yield line, Box(
                min(box.x0 for box in mine), min(box.y0 for box in mine),
                max(box.x1 for box in mine), max(box.y1 for box in mine),
            )  # fmt: skip
