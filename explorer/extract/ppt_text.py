"""The texts of a PowerPoint 97 to 2003 slide: what kind each is, with the fields in it filled in.

Source: [MS-PPT] 2.9 (text). A field stands as "*" in the text; where it stands is said beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.extract.ppt_records import Record
from explorer.extract.ppt_style import Styling, styling_of

_HEADER, _CHARS, _BYTES, _REFERENCE, _NUMBER, _FOOTER = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E, 0x0FD8, 0x0FFA
_STYLE = 0x0FA1
_DATES = frozenset((0x0FF7, 0x0FF8))
_TITLES = frozenset((0, 6))
_BODIES = frozenset((1, 5, 7, 8))
_PLAIN = Styling()
_LONGEST = 2_000_000  # letters of one text


@dataclass(frozen=True, slots=True)
class Text:
    """One text. ``kind`` as the file numbers it: 0 and 6 are titles."""

    kind: int
    words: str
    styling: Styling = _PLAIN

    @property
    def is_title(self) -> bool:
        return self.kind in _TITLES

    @property
    def is_body(self) -> bool:
        return self.kind in _BODIES

    @property
    def lines(self) -> list[str]:
        """Its paragraphs; breaks within one stay."""
        return [line.replace("\x0b", "\n") for line in self.words.split("\r")]


def texts_of(
    found: Iterable[Record], outline: Sequence[Text] = (), number: int = 0, footer: str = ""
) -> Iterator[Text]:
    """The texts in a list of records.

    Args:
        found: the records of a text box, or those that follow a slide in the outline.
        outline: what a box that refers to the outline refers to.
        number: the slide's number, for the fields that show it.
        footer: the slide's footer, likewise.
    """
    kind, words, styling = 4, "", Styling()
    for each in found:
        if each.kind == _HEADER:
            if words:
                yield Text(kind, words, styling)
            kind, words, styling = each.number(0), "", Styling()
        elif each.kind == _CHARS:
            words += each.content[: 2 * _LONGEST].decode("utf-16-le", "replace")
        elif each.kind == _BYTES:
            words += each.content[:_LONGEST].decode("latin-1")
        elif each.kind == _REFERENCE:
            place = each.number(0)
            if place < len(outline):
                kind, words, styling = outline[place].kind, outline[place].words, outline[place].styling
        elif each.kind == _STYLE:
            styling = styling_of(each, len(words))
        elif each.kind in (_NUMBER, _FOOTER) and number:
            value = str(number) if each.kind == _NUMBER else footer
            if words[each.number(0) : each.number(0) + 1] == "*":
                styling = styling.grown(each.number(0), len(value) - 1)
            words = _filled(words, each.number(0), value)
    if words:
        yield Text(kind, words, styling)


def _filled(words: str, at: int, value: str) -> str:
    return words[:at] + value + words[at + 1 :] if words[at : at + 1] == "*" else words
