"""The inline text of an OpenDocument paragraph as runs; notes, comments, deletions and frames are gathered aside.

Source: OpenDocument 1.3 part 3, 6 (inline content), 5.5 (tracked changes), 14 (annotations).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from explorer.extract.blocks import Run, Style
from explorer.extract.odf import TEXT, XLINK, OdfFile
from explorer.extract.odf_styles import Styles
from explorer.extract.ooxml import Element, child, local, number
from explorer.model.document import Layer

_DEEPEST = 60  # spans within spans
_SHAPES = frozenset(
    {"frame", "custom-shape", "g", "rect", "ellipse", "circle", "line", "polyline", "polygon", "path", "connector",
     "caption", "measure", "regular-polygon"}
)  # fmt: skip
_SKIPPED = frozenset({"tracked-changes", "note-citation", "bookmark-ref-source", "ruby-text"})
_WITHHELD = frozenset({"hidden-text", "hidden-paragraph"})


@dataclass(slots=True)
class Piece:
    """A paragraph's runs, and what hangs on it."""

    runs: list[Run] = field(default_factory=list)
    aside: list[tuple[str, Run]] = field(default_factory=list)  # who, and deleted or hidden text
    attached: list[Element] = field(default_factory=list)  # shapes, notes, annotations


@dataclass(slots=True)
class Odf:
    """What is needed while a body is read: the file, its styles, and its tracked deletions by id."""

    file: OdfFile
    styles: Styles
    wants_pictures: bool = False
    deletions: dict[str, Element] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)  # how far the last list of each style counted


def is_shape(element: Element) -> bool:
    return local(element) in _SHAPES


def gather(odf: Odf, element: Element, base: Style, *, is_hidden: bool = False) -> Piece:
    """The runs of a paragraph or heading."""
    piece = Piece()
    _Walk(odf, piece).through(element, base, is_hidden, 0)
    return piece


@dataclass(slots=True)
class _Walk:
    odf: Odf
    piece: Piece
    link: str = ""
    _handlers: dict[str, Callable[[Element, Style, bool, int], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._handlers = {
            "span": self._span,
            "a": self._anchor,
            "s": lambda each, base, hidden, _depth: self._put(" " * _spaces(each), base, hidden),
            "tab": lambda _each, base, hidden, _depth: self._put("\t", base, hidden),
            "line-break": lambda _each, base, hidden, _depth: self._put("\n", base, hidden),
            "note": lambda each, _base, _hidden, _depth: self._note(each),
            "annotation": lambda each, _base, _hidden, _depth: self.piece.attached.append(each),
            "change": lambda each, _base, _hidden, _depth: self._change(each),
        }

    def through(self, element: Element, base: Style, hidden: bool, depth: int) -> None:
        """Take the text before, between and after an element's children."""
        self._put(_collapsed(element.text), base, hidden)
        for each in element:
            name = local(each)
            if name in self._handlers:
                self._handlers[name](each, base, hidden, depth + 1)
            elif is_shape(each):
                self.piece.attached.append(each)
            elif name and name not in _SKIPPED and depth < _DEEPEST:
                text = each.get(f"{TEXT}string-value", "") if name in _WITHHELD else ""
                self._put(text, base, True)
                self.through(each, base, hidden or name in _WITHHELD, depth + 1)
            self._put(_collapsed(each.tail), base, hidden)

    def _put(self, text: str, style: Style, hidden: bool) -> None:
        if text and hidden:
            self.piece.aside.append(("", Run(text, style, Layer.HIDDEN)))
        elif text:
            self.piece.runs.append(Run(text, style))

    def _span(self, each: Element, base: Style, hidden: bool, depth: int) -> None:
        style, is_hidden = self.odf.styles.look("text", each.get(f"{TEXT}style-name", ""), base)
        if depth < _DEEPEST:
            self.through(each, style, hidden or is_hidden, depth)

    def _anchor(self, each: Element, base: Style, hidden: bool, depth: int) -> None:
        before = len(self.piece.runs)
        if depth < _DEEPEST:
            self.through(each, replace(base, underline=True), hidden, depth)
        target = each.get(f"{XLINK}href", "").strip()
        shown = "".join(run.text for run in self.piece.runs[before:])
        if ":" in target and target not in shown and not target.startswith("#"):
            self._put(f" <{target[:2000]}>", base, hidden)

    def _note(self, each: Element) -> None:
        citation = child(each, "note-citation")
        mark = (citation.text or "") if citation is not None else ""
        if self.piece.runs and mark:
            self.piece.runs[-1] = replace(self.piece.runs[-1], mark=mark)
        self.piece.attached.append(each)

    def _change(self, each: Element) -> None:
        name = each.get(f"{TEXT}change-id", "")
        region = self.odf.deletions.get(name)
        if region is not None and name not in self.odf.used:
            self.odf.used.add(name)
            self.piece.aside += deleted_runs(region)


def deleted_runs(deletion: Element) -> list[tuple[str, Run]]:
    """The text of a ``text:deletion``, with who deleted it and when."""
    info = child(deletion, "change-info")
    said = {local(each): (each.text or "").strip() for each in (info if info is not None else ())}
    who = ", ".join(part for part in (said.get("creator", ""), said.get("date", "")[:10]) if part)
    lines = [plain_text(each) for each in deletion if local(each) not in ("", "change-info")]
    text = "\n".join(line for line in lines if line.strip())
    return [(who, Run(text, Style(), Layer.DELETED))] if text else []


def plain_text(element: Element) -> str:
    """All text below an element, with its spaces and line ends; paragraphs on lines of their own."""
    parts: list[str] = []
    for event, each in _events(element):
        name = local(each)
        if event == "start":
            if name in ("p", "h") and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            parts.append({"s": " " * _spaces(each), "tab": "\t", "line-break": "\n"}.get(name, ""))
            parts.append(_collapsed(each.text) if name else "")
        elif each is not element:
            parts.append(_collapsed(each.tail))
    return "".join(parts)


def _events(element: Element) -> list[tuple[str, Element]]:
    found: list[tuple[str, Element]] = []
    waiting = [("start", element)]
    while waiting:
        event, each = waiting.pop()
        found.append((event, each))
        if event == "start":
            waiting.append(("end", each))
            waiting += [("start", inner) for inner in reversed(each)]
    return found


def _spaces(element: Element) -> int:
    return int(min(max(number(element.get(f"{TEXT}c"), 1), 1), 200))


def _collapsed(text: str | None) -> str:
    if not text:
        return ""
    inner = " ".join(text.split())
    if not inner:
        return " "
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
