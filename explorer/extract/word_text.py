"""The runs of a paragraph of a word-processor file, with what hangs on them: notes, comments, drawings.

Deleted and hidden runs are set apart, so that the text as it now reads stays in one piece.
Source: ECMA-376 part 1, 17.3.2 and 17.3.3 (runs), 17.13.5 (tracked changes).
"""

from dataclasses import dataclass, field

from explorer.extract.blocks import Run, Style
from explorer.extract.ooxml import Element, Package, child, children, local, text_of
from explorer.extract.word_styles import EMPTY, VAL, Numbering, Props, Styles, W, run_props
from explorer.model.document import Layer

_INSERTED = (0.08, 0.36, 0.22)
_DELETED = (0.72, 0.11, 0.11)
_HIDDEN = (0.45, 0.33, 0.1)
MARK = Style(size=8, colour=(0.25, 0.35, 0.6))
_SIMPLE = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_SYMBOLS = {0xA8: "☐", 0x6F: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xE0: "→", 0xDF: "←", 0xE8: "→"}
_INSIDE = frozenset(("hyperlink", "smartTag", "fldSimple", "bdo", "dir", "customXml", "sdtContent", "rubyBase"))


@dataclass(frozen=True, slots=True)
class Attached:
    """Something to be set below a paragraph: a "footnote", "endnote", "comment" or "drawing"."""

    kind: str
    element: Element
    number: int = 0


@dataclass(slots=True)
class Piece:
    """What a paragraph gathers on its way: runs, and what is to follow it."""

    runs: list[Run] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)  # a page break before run number …
    aside: list[tuple[str, Run]] = field(default_factory=list)  # deleted and hidden runs, with who deleted them


@dataclass(slots=True)
class Parts:
    """The file's parts that text refers to. ``notes`` and ``comments`` are kept by kind and id."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    comments: dict[str, Element] = field(default_factory=dict)
    wants_pictures: bool = True
    _numbers: dict[str, int] = field(default_factory=dict)

    def next_number(self, kind: str) -> int:
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return self._numbers[kind]


def alternative(element: Element) -> Element:
    """The branch of an alternative to read: the newer one, unless it is empty."""
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    branch = choice if choice is not None and (len(choice) or fallback is None) else fallback
    return branch if branch is not None else element


def gather_runs(parts: Parts, element: Element, base: Props, piece: Piece, layer: Layer | None) -> None:
    """Gather the runs below an element."""
    for each in element:
        name = local(each)
        if name == "r":
            _run(parts, each, base, piece, layer)
        elif name in ("del", "moveFrom"):
            who = ", ".join(part for part in (each.get(f"{W}author", ""), each.get(f"{W}date", "")[:10]) if part)
            gather_runs(parts, each, {**base, "who": who}, piece, Layer.DELETED)
        elif name in ("ins", "moveTo"):
            colour = {"colour": _INSERTED, "underline": True}
            gather_runs(parts, each, {**base, "inserted": colour}, piece, layer)
        elif name == "sdt":
            content = child(each, "sdtContent")
            if content is not None:
                gather_runs(parts, content, base, piece, layer)
        elif name == "AlternateContent":
            gather_runs(parts, alternative(each), base, piece, layer)
        elif name == "t":  # of a formula
            piece.runs.append(Run(each.text or "", parts.styles.look(base), layer))
        elif name in _INSIDE or each.tag.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/math}"):
            gather_runs(parts, each, base, piece, layer)


def _run(parts: Parts, run: Element, base: Props, piece: Piece, layer: Layer | None) -> None:
    rpr = child(run, "rPr")
    own: dict[str, object] = {}
    if rpr is not None:
        character = child(rpr, "rStyle")
        inherited = parts.styles.character(character.get(VAL, "")) if character is not None else EMPTY
        own = {**inherited, **run_props(rpr)}
    inserted = base.get("inserted")
    props: dict[str, object] = {**base, **own, **(inserted if isinstance(inserted, dict) else {})}
    if layer is Layer.DELETED:
        props |= {"colour": _DELETED, "strike": True, "underline": False}
    elif props.get("hidden"):
        layer = layer or Layer.HIDDEN
        props |= {"colour": _HIDDEN, "underline": True}
    style = parts.styles.look(props)
    count = len(piece.runs)
    for each in run:
        _run_part(parts, each, piece, style, layer)
    if layer in (Layer.DELETED, Layer.HIDDEN):
        piece.aside += [(str(base.get("who", "")), written) for written in piece.runs[count:]]
        del piece.runs[count:]


def _run_part(parts: Parts, each: Element, piece: Piece, style: Style, layer: Layer | None) -> None:
    name = local(each)
    if name in ("t", "delText"):
        piece.runs.append(Run(text_of(each), style, layer))
    elif name in _SIMPLE:
        piece.runs.append(Run(_SIMPLE[name], style, layer))
    elif name == "br":
        if each.get(f"{W}type") == "page":
            piece.broken.append(len(piece.runs))
        else:
            piece.runs.append(Run("\n", style, layer))
    elif name == "sym":
        code = int(each.get(f"{W}char", "0") or "0", 16) if _is_hex(each.get(f"{W}char", "0")) else 0
        piece.runs.append(Run(_SYMBOLS.get(code & 0xFF, "▪") if code >= 0xF000 else chr(code or 32), style, layer))
    elif name in ("footnoteReference", "endnoteReference"):
        _note(parts, each, name.removesuffix("Reference"), piece)
    elif name == "commentReference":
        comment = parts.comments.pop(each.get(f"{W}id", ""), None)
        piece.attached += [Attached("comment", comment)] if comment is not None else []
    elif name in ("drawing", "pict", "object"):
        piece.attached.append(Attached("drawing", each))
    elif name == "AlternateContent":
        for inner in alternative(each):
            _run_part(parts, inner, piece, style, layer)
    elif name == "ruby":
        for run in children(child(each, "rubyBase"), "r"):
            for inner in run:
                _run_part(parts, inner, piece, style, layer)
        spoken = "".join(text_of(text) for text in each.iter(f"{W}t") if _is_spoken(text))
        piece.runs += [Run(f" ({spoken})", style, layer)] if spoken.strip() else []
    elif name == "fldChar":
        chosen = _chosen(each)
        piece.runs += [Run(chosen, style, layer)] if chosen else []


def _is_spoken(text: Element) -> bool:
    """Whether words stand above others, to say how those are read."""
    return any(local(above) == "rt" for above in text.iterancestors())


def _chosen(field: Element) -> str:
    """What is chosen in a form's list, which keeps no text beside its entries; the first, if nothing is said."""
    listed = child(field, "ffData", "ddList")
    entries = [each.get(VAL, "") for each in children(listed, "listEntry")]
    said = child(listed, "result")
    said = said if said is not None else child(listed, "default")
    number = said.get(VAL, "0") if said is not None else "0"
    return entries[int(number)] if number.isdigit() and len(number) < 5 and int(number) < len(entries) else ""


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 5 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def _note(parts: Parts, reference: Element, kind: str, piece: Piece) -> None:
    note = parts.notes.pop((kind, reference.get(f"{W}id", "")), None)
    if note is None:
        return
    count = parts.next_number(kind)
    piece.runs.append(Run("", MARK, mark=str(count)))
    piece.attached.append(Attached(kind, note, count))
