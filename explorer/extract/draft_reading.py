"""Reads a draft in a child process: the file is never run, never changed, and cannot take the program down."""

import hashlib
import logging
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from explorer.errors import (
    DamagedDocumentError,
    DocumentError,
    DraftUnreadableError,
    EmptyDocumentError,
    LimitError,
    LockedDocumentError,
    NotADraftError,
    ReaderTimeoutError,
    UnreadableFileError,
)
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child import ChildProcess
from explorer.extract.draft_plain import plain_draft
from explorer.extract.draft_text import MOST_CHARACTERS, DraftText
from explorer.model.draft import Draft, DraftNote

MOST_BYTES = 100_000_000
_LIMITS = Limits(seconds=60.0, silent_seconds=60.0, memory_bytes=1_300_000_000)

_log = logging.getLogger(__name__)


def read_draft(path: Path) -> Draft:
    """The draft that a file holds.

    Raises:
        NotADraftError: it is of a kind that no draft is written in.
        DraftUnreadableError: it cannot be read; says why in one sentence.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise DraftUnreadableError(path.name, problem.strerror or type(problem).__name__) from problem
    return draft_from_bytes(data, path.name)


def draft_from_bytes(data: bytes, name: str) -> Draft:
    """The draft that some bytes hold, as read from a file of this name or from the clipboard ("Clipboard.html").

    Raises:
        NotADraftError, DraftUnreadableError: as ``read_draft`` does.
    """
    if len(data) > MOST_BYTES:
        raise DraftUnreadableError(name, f"it has more than {MOST_BYTES // 1_000_000} MB")
    with tempfile.TemporaryDirectory(prefix="draft-") as folder:
        path = Path(folder) / "draft"
        path.write_bytes(data)
        try:
            said = _read(path, name, Path(folder))
        except DocumentError as problem:
            raise _in_words(problem, name) from problem
    return replace(_draft(name, data, said.text, said.notes), set_off=said.set_off, problems=said.problems)


def draft_from_text(text: str, name: str) -> Draft:
    """A draft out of words, such as those of the clipboard.

    Raises:
        DraftUnreadableError: there are none, or too many.
    """
    draft = DraftText()
    plain_draft(text, draft)
    if draft.is_cut:
        raise DraftUnreadableError(name, f"it has more than {MOST_CHARACTERS:,} characters")
    words, notes = draft.finished()
    return _draft(name, text.encode("utf-8", "replace"), words, notes)


def _draft(name: str, data: bytes, text: str, notes: tuple[DraftNote, ...]) -> Draft:
    if not text:
        raise DraftUnreadableError(name, "there are no words in it")
    return Draft(name, hashlib.sha256(data).hexdigest(), text, notes)


def _read(path: Path, name: str, folder: Path) -> wire.DraftSaid:
    """What a child makes of the file; it is ended when its time is up, and then."""
    try:
        child = ChildProcess("explorer.extract.draft_process", folder, str(_LIMITS.memory_bytes))
    except OSError as problem:
        raise DraftUnreadableError(name, "no reader could be started") from problem
    is_late = threading.Event()

    def give_up() -> None:
        is_late.set()
        child.kill()

    alarm = threading.Timer(_LIMITS.seconds, give_up)
    alarm.start()
    how = ""
    try:
        child.send(wire.encode(wire.ReadOrder(1, str(path), name, 0, _LIMITS, str(folder))))
        said = _checked(wire.decode_said(child.receive()))
    except wire.Garbled as problem:
        how = child.end(died=isinstance(problem, wire.HungUp)) or str(problem)
        if is_late.is_set():
            raise ReaderTimeoutError(name, round(_LIMITS.seconds)) from problem
        raise DraftUnreadableError(name, f"its reader stopped ({how})") from problem
    finally:
        alarm.cancel()
        if not how:
            child.end()
    if said.fault is not None:
        _log.debug("A draft could not be read: %s", said.fault.trace)
        raise wire.error_of(said.fault, name)
    return said


def _checked(said: wire.Said) -> wire.DraftSaid:
    if not isinstance(said, wire.DraftSaid) or said.task != 1 or len(said.text) > MOST_CHARACTERS:
        raise wire.Garbled("it answered what it was not asked")
    if any(not 0 <= note.at <= len(said.text) for note in said.notes):
        raise wire.Garbled("a note outside of its text")
    edges = [0, *(edge for span in said.set_off for edge in span), len(said.text)]
    if edges != sorted(edges):
        raise wire.Garbled("a paragraph outside of its text")
    return said


def _in_words(problem: DocumentError, name: str) -> DocumentError:
    """The error as it is to be said of a draft, which no agency sent."""
    match problem:
        case DraftUnreadableError() | NotADraftError():
            return problem
        case EmptyDocumentError():
            why = "it is empty"
        case LockedDocumentError():
            why = "it is locked with a password"
        case ReaderTimeoutError():
            why = f"reading it took more than {problem.args[1]} seconds"
        case DamagedDocumentError() | LimitError() | UnreadableFileError():
            why = str(problem.args[1])
        case _:
            return NotADraftError(name, "of a kind that holds no text of its own")
    return DraftUnreadableError(name, why)
