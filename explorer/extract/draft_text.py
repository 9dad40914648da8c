"""The words of a draft as they are gathered: paragraphs, each one line, and the notes that hang on them."""

import re
from dataclasses import dataclass, field

from explorer.model.draft import DraftNote, NoteKind

MOST_CHARACTERS = 2_000_000  # of one draft
_MOST_NOTES = 10_000
_LONGEST_NOTE = 20_000  # characters
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029\x85]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_UNSENDABLE = re.compile("[\ud800-\udfff]")
_SENTENCE_END = frozenset('.!?:…”’"»')


@dataclass(slots=True)
class DraftText:
    """A draft while it is read. Runs of white space become one space; what is not seen is left out."""

    notes: list[DraftNote] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # what could not be read, in whole sentences
    is_cut: bool = False  # it exceeds the limit of characters
    set_off: list[tuple[int, int]] = field(default_factory=list)  # paragraphs that are quotations without marks
    _lines: list[str] = field(default_factory=list)
    _length: int = 0  # of the lines before this one, with their ends
    _line: list[str] = field(default_factory=list)
    _line_length: int = 0
    _last: str = ""  # character of the line
    _is_broken: bool = False

    @property
    def at(self) -> int:
        """Where in the text the next word will stand, or the end of the last one."""
        return self._length + self._line_length

    def say(self, text: str) -> None:
        """Add words to the paragraph at hand."""
        text = _SPACE.sub(" ", _UNSENDABLE.sub("\ufffd", _UNSEEN.sub("", text)))
        if self._is_broken and text.strip():
            self._is_broken = False
            if self._last in _SENTENCE_END or not text.lstrip()[0].islower():
                self.end()
            else:
                text = f" {text}"
        if not self._last:
            text = text.lstrip()
        elif self._last == " ":
            text = text.lstrip(" ")
        if self._length + self._line_length + len(text) > MOST_CHARACTERS:
            self.is_cut = True
            return
        if text:
            self._line.append(text)
            self._line_length += len(text)
            self._last = text[-1]

    def break_line(self) -> None:
        """A line ends here without its paragraph: what follows in lower case goes on with the sentence."""
        self._is_broken = self._is_broken or bool(self._line)

    def end(self, *, is_set_off: bool = False) -> None:
        """End the paragraph at hand, perhaps one that is set off as a quotation; an empty one leaves nothing."""
        words = "".join(self._line).rstrip()
        if words:
            self.set_off += [(self._length, self._length + len(words))] if is_set_off else []
            self._lines.append(words)
            self._length += len(words) + 1
        self._line, self._line_length, self._last, self._is_broken = [], 0, "", False

    def note(self, kind: NoteKind, text: str, author: str = "", at: int | None = None) -> None:
        """Hang a comment or footnote on the words said last, or on a character."""
        words = _SPACE.sub(" ", _UNSENDABLE.sub("\ufffd", _UNSEEN.sub("", text))).strip()
        if words and len(self.notes) < _MOST_NOTES:
            where = self.at if at is None else at
            self.notes.append(DraftNote(kind, where, words[:_LONGEST_NOTE], author.strip()[:200]))

    def finished(self) -> tuple[str, tuple[DraftNote, ...]]:
        """The text and the notes, each on a character of the text."""
        self.end()
        text = "\n".join(self._lines)
        placed = (DraftNote(each.kind, min(each.at, len(text)), each.text, each.author) for each in self.notes)
        return text, tuple(sorted(placed, key=lambda each: each.at))
