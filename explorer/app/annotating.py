"""Use cases of what a reader leaves on pages: highlights, notes, page tags, read marks."""

from explorer.app.record import Record
from explorer.model.annotation import Highlight, HighlightColour, Note, PageTag
from explorer.model.passage import PageRef, Passage
from explorer.store import annotations


class Annotating:
    def __init__(self, record: Record) -> None:
        self._record = record

    def highlights(self, page: PageRef) -> list[Highlight]:
        return self._record.ask(annotations.highlights, page.document, page.ordinal)

    def notes(self, page: PageRef) -> list[Note]:
        return self._record.ask(annotations.notes, page.document, page.ordinal)

    def tags(self, page: PageRef) -> list[PageTag]:
        return self._record.ask(annotations.tags, page.document, page.ordinal)

    def all_tags(self) -> list[str]:
        return self._record.ask(annotations.all_tags)

    def is_read(self, page: PageRef) -> bool:
        return self._record.ask(annotations.is_read, page.document, page.ordinal)

    def highlight(self, passage: Passage, colour: HighlightColour = HighlightColour.YELLOW) -> str:
        return self._record.change(annotations.highlight, passage, colour)

    def remove_highlight(self, highlight: str) -> None:
        return self._record.change(annotations.remove_highlight, highlight)

    def write_note(self, passage: Passage, text: str) -> str:
        """Write a note on a passage; an empty quote means the page as a whole."""
        return self._record.change(annotations.write_note, passage, text)

    def edit_note(self, note: str, text: str) -> None:
        return self._record.change(annotations.edit_note, note, text)

    def remove_note(self, note: str) -> None:
        return self._record.change(annotations.remove_note, note)

    def tag_page(self, page: PageRef, tag: str) -> str:
        return self._record.change(annotations.tag_page, page.document, page.ordinal, tag)

    def untag_page(self, page: PageRef, tag: str) -> None:
        return self._record.change(annotations.untag_page, page.document, page.ordinal, tag)

    def set_read(self, page: PageRef, is_read: bool) -> None:
        return self._record.change(annotations.set_read, page.document, page.ordinal, is_read)
