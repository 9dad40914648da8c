"""Drafts as OpenDocument text (ODT, FODT): insertions kept, deletions and hidden words left out, notes where they hang.

Source: OpenDocument 1.3 part 3, 5 and 6 (text), 5.5 (tracked changes), 14.1 (annotations).
"""

from dataclasses import dataclass

from explorer.extract.base import Source
from explorer.extract.draft_text import DraftText
from explorer.extract.odf import STYLE, TEXT, OdfFile
from explorer.extract.odf_text import plain_text
from explorer.extract.ooxml import Element, child, local
from explorer.model.draft import NoteKind

_DEEPEST = 200  # elements within elements
_QUOTING = ("Quotations", "Block_20_Text", "Block_20_Quotation")
_GONE = frozenset(
    {"tracked-changes", "note-citation", "bookmark-ref-source", "ruby-text", "hidden-text", "hidden-paragraph", "forms",
     "sequence-decls", "variable-decls", "user-field-decls", "title", "desc", "event-listeners", "binary-data"}
)  # fmt: skip


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a file says, packed or flat, and what of it could not be read."""
    with OdfFile(source.path, source.name) as file:
        odt_draft(file, draft)
        draft.problems += file.problems


def odt_draft(file: OdfFile, draft: DraftText) -> None:
    """Tell the draft what the document's body says.

    Raises:
        DamagedDocumentError: there is no body of a text.
    """
    _Walk(draft, _quoting(file)).through(file.body("text"), 0)


def _quoting(file: OdfFile) -> frozenset[str]:
    """The styles in which paragraphs are set off as quotations, and those made from them by hand."""
    automatic = child(file.content, "automatic-styles")
    made = [
        each.get(f"{STYLE}name", "")
        for each in (automatic if automatic is not None else ())
        if each.get(f"{STYLE}parent-style-name") in _QUOTING
    ]
    return frozenset([*_QUOTING, *made])


@dataclass(slots=True)
class _Walk:
    draft: DraftText
    quoting: frozenset[str]

    def through(self, element: Element, depth: int) -> None:
        """Say what lies below an element that holds paragraphs."""
        for each in element:
            name = local(each)
            if name in ("p", "h"):
                self._inline(each, depth + 1)
                self.draft.end(is_set_off=each.get(f"{TEXT}style-name", "") in self.quoting)
            elif name in ("note", "annotation"):
                self._aside(each)
            elif name and name not in _GONE and each.get(f"{TEXT}display") != "none" and depth < _DEEPEST:
                self.through(each, depth + 1)

    def _inline(self, element: Element, depth: int) -> None:
        self.draft.say(element.text or "")
        for each in element:
            name = local(each)
            if name in ("note", "annotation"):
                self._aside(each)
            elif name in ("s", "tab"):
                self.draft.say(" ")
            elif name == "line-break":
                self.draft.break_line()
            elif name in ("p", "h"):  # of a frame set into the line
                self.draft.say(" ")
                self._inline(each, depth + 1)
                self.draft.say(" ")
            elif name and name not in _GONE and depth < _DEEPEST:
                self._inline(each, depth + 1)
            self.draft.say(each.tail or "")

    def _aside(self, element: Element) -> None:
        if local(element) == "note":
            body = child(element, "note-body")
            self.draft.note(NoteKind.FOOTNOTE, plain_text(body) if body is not None else "")
            return
        creator = child(element, "creator")
        lines = [plain_text(each) for each in element if local(each) in ("p", "list")]
        author = (creator.text or "") if creator is not None else ""
        self.draft.note(NoteKind.COMMENT, "\n".join(lines), author)
