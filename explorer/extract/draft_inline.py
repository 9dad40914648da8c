"""The words of a Markdown paragraph without their marks. See ``draft_markdown``."""

import html
import re
from dataclasses import dataclass, field

from explorer.extract.draft_text import DraftText
from explorer.model.draft import NoteKind

_DEEPEST = 8  # links within insertions within links
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<broken>(?:\\| {2,20})\n)"
    r"|(?P<ticks>`{1,8})(?!`)(?P<code>[^`]{1,5000})(?P=ticks)(?!`)"
    r"|<!--(?P<comment>[^<>]{0,5000})-->"
    r"|\{>>(?P<said>[^{}]{0,5000})<<\}"
    r"|\{\+\+(?P<added>[^{}]{0,20000})\+\+\}"
    r"|\{--[^{}]{0,20000}--\}"
    r"|\{~~[^{}~]{0,10000}~>(?P<new>[^{}~]{0,10000})~~\}"
    r"|\{==(?P<marked>[^{}]{0,20000})==\}"
    r"|~~(?P<struck>[^~\n]{1,5000})~~(?!~)"
    r"|\[\^(?P<note>[^\]\s]{1,100})\]"
    r"|\^\[(?P<inline_note>[^\[\]]{1,5000})\]"
    r"|!?\[(?P<link>[^\[\]]{0,2000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"
    r"|\[(?P<key>[^\[\]]{0,200})\])"
    r"|\[(?P<short>[^\[\]]{1,200})\]"
    r"|<(?P<address>[a-zA-Z][a-zA-Z0-9+.-]{1,30}:[^<>\s]{0,2000}|[^<>@\s]{1,64}@[^<>@\s]{1,200})>"
    r"|</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>=]{0,200}=[^<>]{0,2000})?\s?/?>"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<run>\*+|_+)"
)


@dataclass(slots=True)
class _Run:
    """A run of ``*`` or ``_``; ``left`` of its marks are words still."""

    sign: str
    left: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Note:
    kind: NoteKind
    text: str


@dataclass(slots=True)
class Inline:
    """Says paragraphs to a draft. ``notes`` are the footnotes by key, ``references`` the keys of links."""

    draft: DraftText
    notes: dict[str, str]
    references: set[str]
    _pieces: list[str | _Run | _Note | None] = field(default_factory=list)

    def say(self, text: str) -> None:
        self._gather(text, 0)
        _pair([each for each in self._pieces if isinstance(each, _Run)])
        for each in self._pieces:
            if isinstance(each, str):
                self.draft.say(each)
            elif isinstance(each, _Run):
                self.draft.say(each.sign * each.left)
            elif each is None:
                self.draft.break_line()
            else:
                self.draft.note(each.kind, each.text)
        self._pieces = []

    def _gather(self, text: str, depth: int) -> None:
        at = 0
        for match in _TOKEN.finditer(text):
            if match.start() < at:
                continue
            self._pieces.append(text[at : match.start()])
            at = match.end()
            self._token(text, match, depth)
        self._pieces.append(text[at:])

    def _token(self, text: str, match: re.Match[str], depth: int) -> None:
        kind = match.lastgroup or ""
        words = match[kind] if kind else ""
        if kind in ("escaped", "code", "address"):
            self._pieces.append(words)
        elif kind == "entity":
            self._pieces.append(html.unescape(words))
        elif kind == "broken":
            self._pieces.append(None)
        elif kind in ("comment", "said"):
            self._pieces.append(_Note(NoteKind.COMMENT, words))
        elif kind == "inline_note":
            self._pieces.append(_Note(NoteKind.FOOTNOTE, words))
        elif kind == "note":
            self._pieces.append(_Note(NoteKind.FOOTNOTE, self.notes[words]) if words in self.notes else match[0])
        elif kind == "run":
            self._pieces.append(_run(text, match))
        elif kind:
            self._bracketed(match, kind, depth)

    def _bracketed(self, match: re.Match[str], kind: str, depth: int) -> None:
        """A link, an image's description, or words that were added; brackets that are none of these stay."""
        words = match["link"] if kind == "key" else match[kind]
        key = (match["key"] or words) if kind == "key" else words if kind == "short" else None
        if key is not None and key.casefold() not in self.references:
            opening, _, inner = match[0][:-1].partition("[")
            self._pieces.append(f"{opening}[")
            self._inner(inner, depth)
            self._pieces.append("]")
        else:
            self._inner(words, depth)

    def _inner(self, words: str, depth: int) -> None:
        if depth < _DEEPEST:
            self._gather(words, depth + 1)
        else:
            self._pieces.append(words)


def _run(text: str, match: re.Match[str]) -> _Run:
    """A run of delimiters, and whether it can open or close emphasis (CommonMark 6.2)."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if match[0][0] == "_":
        left, right = left and not (right and before.isalnum()), right and not (left and after.isalnum())
    return _Run(match[0][0], len(match[0]), left, right)


def _pair(runs: list[_Run]) -> None:
    """Take away the marks that enclose emphasis; what pairs with nothing stays."""
    waiting: dict[str, list[_Run]] = {"*": [], "_": []}
    for run in runs:
        stack = waiting[run.sign]
        while run.closes and run.left and stack:
            taken = min(run.left, stack[-1].left)
            run.left -= taken
            stack[-1].left -= taken
            if not stack[-1].left:
                stack.pop()
        if run.opens and run.left:
            stack.append(run)
