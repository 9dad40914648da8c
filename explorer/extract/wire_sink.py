"""The sink inside a child process: cleans what a reader gives, keeps to the limits, and sends it to the parent."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from explorer.extract import wire
from explorer.extract.base import ExtractedPage, Facts, Limits
from explorer.extract.events import PackedPage
from explorer.extract.media import kind_of
from explorer.model.words import Word, pack_words

Enrich = Callable[[ExtractedPage], bytes]

_UNSENDABLE = re.compile("[\ud800-\udfff\0]")  # lone surrogates and NUL: no UTF-8, no SQLite text
_LONGEST_FACT = 10_000  # characters
_LONGEST_REASON = 2_000
_REASONS = 200  # different ones of one file


class StopReading(Exception):
    """A limit was reached and said; what was read so far stands."""


class WireSink:
    """Sends one file's findings as messages. See ``base.Sink`` for the calls."""

    def __init__(self, order: wire.ReadOrder, send: Callable[[wire.Said], None], enrich: Enrich | None) -> None:
        self.limits: Limits = order.limits
        self.media, self.reader, self.version = "", "", 0
        self._order, self._send, self._enrich = order, send, enrich
        self._folder = Path(order.folder)
        self._pages = self._files = self._bytes = 0
        self._reasons: set[str] = set()
        self._has_facts = self._has_told_lock = False

    def facts(self, facts: Facts) -> None:
        if self._has_facts:
            return
        self._has_facts = True
        texts = {
            each.name: _clean(value)[:_LONGEST_FACT]
            for each in fields(facts)
            if isinstance(value := getattr(facts, each.name), str) and each.name != "kind"
        }
        references = tuple(_clean(each)[:500] for each in facts.references[:500])
        facts = replace(facts, references=references, **texts)  # type: ignore[arg-type]  # all of these are texts
        self._send(wire.FactsSaid(self._order.task, facts, self.media, self.reader, self.version))

    def assume_facts(self) -> None:
        """Say what is known where the reader has said nothing: the kind, by the media type."""
        if not self._has_facts:
            self.facts(Facts(kind_of(self.media)))

    def page(self, page: ExtractedPage) -> None:
        self.assume_facts()
        if self._pages >= self.limits.pages:
            self.partly(f"Only the first {self._pages:,} pages were read; more of them exceeds the limit of pages.")
            raise StopReading
        self._pages += 1
        text = _clean(page.text)
        if len(text) > self.limits.page_characters:
            text = text[: self.limits.page_characters]
            self.partly(f"{page.label} was cut: it exceeds the limit of {self.limits.page_characters:,} characters.")
        page = replace(
            page,
            text=text,
            label=_clean(page.label)[:500],
            words=_within(page.words, len(text)),
            layers=tuple(span for span in page.layers if 0 <= span.start <= span.end <= len(text)),
        )
        packed = PackedPage(
            page.ordinal,
            page.label,
            text,
            page.width,
            page.height,
            pack_words(page.words, page.width, page.height),
            page.flags,
            page.layers,
            self._extra(page),
        )
        self._send(wire.PageSaid(self._order.task, packed))

    def child(self, name: str, data: bytes | Iterator[bytes]) -> None:
        self.assume_facts()
        self._count_child()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / str(self._files)
        try:
            size = self._write(path, data)
        except BaseException:
            path.unlink(missing_ok=True)  # what the reader gives up half-way is no file
            raise
        if self._bytes + size > self.limits.child_bytes:
            path.unlink()
            limit = f"the limit of {self.limits.child_bytes / 1e6:,.0f} MB taken out of one file"
            self.unread_child(name, f"It was left inside: it exceeds {limit}.", counted=True)
            self.partly(f"Not all files inside were taken out: together they exceed {limit}.")
            return
        self._bytes += size
        self._send(wire.ChildSaid(self._order.task, _clean(name)[:4000], path.name, size))

    def _write(self, path: Path, data: bytes | Iterator[bytes]) -> int:
        """Write a file found inside, up to the limit; gives its size, or one past the limit."""
        size = 0
        with path.open("xb") as file:
            for piece in (data,) if isinstance(data, bytes) else data:
                size += len(piece)
                if self._bytes + size > self.limits.child_bytes:
                    break
                file.write(piece)
        return size

    def unread_child(self, name: str, reason: str, *, counted: bool = False) -> None:
        self.assume_facts()
        if not counted:
            self._count_child()
        self._send(wire.UnreadSaid(self._order.task, _clean(name)[:4000], _clean(reason)[:_LONGEST_REASON]))

    def unlocked(self, password: str) -> None:
        if password in self._order.passwords:
            self._send(wire.LockSaid(self._order.task, self._order.passwords.index(password)))

    def locked(self) -> None:
        if not self._has_told_lock:
            self._has_told_lock = True
            self._send(wire.LockSaid(self._order.task, -1))

    def partly(self, reason: str) -> None:
        self._say_partly(reason, until_ocr=False)

    def needs_ocr(self, reason: str) -> None:
        self._say_partly(reason, until_ocr=True)

    def _say_partly(self, reason: str, *, until_ocr: bool) -> None:
        self.assume_facts()
        if reason not in self._reasons and len(self._reasons) < _REASONS:
            self._reasons.add(reason)
            self._send(wire.PartlySaid(self._order.task, _clean(reason)[:_LONGEST_REASON], until_ocr))

    def _count_child(self) -> None:
        if self._files >= self.limits.children:
            self.partly(f"Only the first {self._files:,} files inside were taken out; more exceeds the limit of files.")
            raise StopReading
        self._files += 1

    def _extra(self, page: ExtractedPage) -> bytes:
        if self._enrich is None:
            return b""
        try:
            return self._enrich(page)
        except MemoryError:
            raise
        except Exception as problem:  # noqa: BLE001 - a detector's bug must not cost the page that it looked at
            self.partly(f"Names and numbers were not looked for on {page.label}: {type(problem).__name__}.")
            return b""


def _clean(text: str) -> str:
    """The text without what cannot be stored; as long as before, so that offsets hold."""
    return _UNSENDABLE.sub("\ufffd", text)


def _within(words: Sequence[Word], length: int) -> Sequence[Word]:
    if not words or words[-1].end <= length:
        return words
    return tuple(word for word in words if word.end <= length)
