"""Drafts as Word writes them (DOCX): runs joined, insertions kept, deletions and hidden words left out.

Comments and notes hang on the words they were set on.
Source: ECMA-376 part 1, 17.3 (paragraphs and runs), 17.11 (notes), 17.13 (comments, tracked changes).
"""

from dataclasses import dataclass, field

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Source
from explorer.extract.draft_text import DraftText
from explorer.extract.ooxml import Element, Package, child, children, local, text_of
from explorer.extract.word_styles import VAL, W
from explorer.extract.word_text import alternative
from explorer.model.draft import NoteKind

_GONE = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "instrText", "delText"}
)
_SPACES = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "br": "", "cr": ""}
_QUOTING = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
_ON = (None, "1", "true", "on")


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a DOCX file says, and what of it could not be read."""
    with Package(source.path, source.name) as package:
        word_draft(package, source.name, draft)
        draft.problems += package.problems


def word_draft(package: Package, name: str, draft: DraftText) -> None:
    """Tell the draft what the document's body says.

    Raises:
        DamagedDocumentError: there is no body.
    """
    part = package.main_part("word/document.xml")
    part = part if package.has(part) else "word/document.xml"
    body = child(package.xml(part), "body")
    if body is None:
        raise DamagedDocumentError(name, "it has no document body")
    _Walk(draft, _notes(package, part), _comments(package, part), _quoting(package, part)).through(body)


def _notes(package: Package, part: str) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes by kind and id."""
    found: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        for name in package.related(part, f"{kind}s"):
            for each in children(package.xml(name), kind):
                if each.get(f"{W}type", "normal") == "normal":
                    found[kind, each.get(f"{W}id", "")] = _words(each)
    return found


def _comments(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The words and author of each comment by id."""
    return {
        each.get(f"{W}id", ""): (_words(each), each.get(f"{W}author", ""))
        for name in package.related(part, "comments")
        for each in children(package.xml(name), "comment")
    }


def _quoting(package: Package, part: str) -> frozenset[str]:
    """The ids of the styles in which paragraphs are set off as quotations; their names are English in all languages."""
    return frozenset(
        each.get(f"{W}styleId", "")
        for name in package.related(part, "styles")
        for each in children(package.xml(name), "style")
        if (named := child(each, "name")) is not None and named.get(VAL, "").casefold() in _QUOTING
    )


def _words(element: Element) -> str:
    inner = DraftText()
    _Walk(inner, {}, {}).through(element)
    return inner.finished()[0]


@dataclass(slots=True)
class _Walk:
    draft: DraftText
    notes: dict[tuple[str, str], str]
    comments: dict[str, tuple[str, str]]
    quoting: frozenset[str] = frozenset()  # styles
    starts: dict[str, int] = field(default_factory=dict)  # of the ranges that comments are set on
    later: list[Element] = field(default_factory=list)  # text boxes, set after their paragraph

    def through(self, element: Element) -> None:
        """Say what lies below an element."""
        for each in element:
            name = local(each)
            if name == "p":
                self._paragraph(each)
            elif name == "r":
                self._run(each)
            elif name == "AlternateContent":
                self.through(alternative(each))
            elif name == "commentRangeStart":
                self.starts[each.get(f"{W}id", "")] = self.draft.at
            elif name == "t":  # of a formula
                self.draft.say(text_of(each))
            elif name and name not in _GONE:
                self.through(each)

    def _paragraph(self, element: Element) -> None:
        self.through(element)
        properties = child(element, "pPr")
        style = child(properties, "pStyle")
        if child(properties, "rPr", "del") is None:  # else its end was deleted: the next one goes on here
            self.draft.end(is_set_off=style is not None and style.get(VAL, "") in self.quoting)
        boxes, self.later = self.later, []
        for each in boxes:
            self.through(each)

    def _run(self, run: Element) -> None:
        hidden = child(run, "rPr", "vanish")
        if hidden is None or hidden.get(VAL) not in _ON:
            for each in run:
                self._part(each)

    def _part(self, each: Element) -> None:
        name = local(each)
        if name == "t":
            self.draft.say(text_of(each))
        elif name in ("br", "cr"):
            self.draft.break_line()
        elif name in _SPACES:
            self.draft.say(_SPACES[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), each.get(f"{W}id", ""))
        elif name == "commentReference":
            key = each.get(f"{W}id", "")
            words, author = self.comments.pop(key, ("", ""))
            self.draft.note(NoteKind.COMMENT, words, author, self.starts.get(key))
        elif name in ("drawing", "pict", "object"):
            self.later += [box for box in each.iter(f"{W}txbxContent") if _is_outermost(box, each)]
        elif name == "AlternateContent":
            for inner in alternative(each):
                self._part(inner)
        elif name == "ruby":
            base = child(each, "rubyBase")
            if base is not None:
                self.through(base)

    def _note(self, kind: str, key: str) -> None:
        self.draft.note(NoteKind.FOOTNOTE, self.notes.pop((kind, key), ""))


def _is_outermost(box: Element, drawing: Element) -> bool:
    for above in box.iterancestors():
        if above is drawing:
            return True
        if local(above) == "txbxContent":
            return False
    return True
