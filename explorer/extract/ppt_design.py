"""What a slide of a PowerPoint 97 to 2003 file inherits from its master: colours, fonts, styles of text, background.

Source: [MS-PPT] 2.4.14.3 (SchemeColors), 2.5.10 (SlideAtom), 2.9.8 (FontCollection); [MS-ODRAW] 2.3.7 (fill style).
"""

from dataclasses import dataclass, field

from explorer.extract.ppt_file import DOCUMENT, MASTER, SLIDE, SLIDE_ATOM, PptFile
from explorer.extract.ppt_records import Record
from explorer.extract.ppt_style import LetterLook, ParagraphLook, Tint, master_styles
from explorer.extract.typeset import Colour

_ENVIRONMENT, _FONTS, _FONT, _STYLE, _SCHEME = 1010, 2005, 4023, 0x0FA3, 0x07F0
_SLIDE_SCHEME = 1  # instance of the colours that count
_DEEPEST = 4  # a title master has a master
_PLAIN = ((255, 255, 255), (0, 0, 0), (128, 128, 128), (0, 0, 0), (187, 224, 227), (51, 51, 153), (0, 153, 153),
          (153, 204, 0))  # fmt: skip
_TEXT, _TITLE = 1, 3  # places in a scheme
Levels = list[tuple[ParagraphLook, LetterLook]]


@dataclass(frozen=True, slots=True)
class Design:
    """A slide's scheme of eight colours, its styles of text, and the masters whose shapes it shows."""

    scheme: tuple[Colour, ...] = tuple((r / 255, g / 255, b / 255) for r, g, b in _PLAIN)
    styles: dict[int, Levels] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()
    masters: tuple[Record, ...] = ()  # nearest first
    shows_masters: bool = True

    def tint(self, tint: Tint | None) -> Colour | None:
        """The colour that a text names."""
        if tint is None or tint[3] == 255:
            return None
        if tint[3] < len(self.scheme):
            return self.scheme[tint[3]]
        return tint[0] / 255, tint[1] / 255, tint[2] / 255

    def paint(self, value: object) -> Colour | None:
        """The colour that a shape's property names: red, green, blue and a byte that says how they are meant."""
        if not isinstance(value, int):
            return None
        red, green, blue, how = value & 255, value >> 8 & 255, value >> 16 & 255, value >> 24 & 255
        if how & 8:
            return self.scheme[red] if red < len(self.scheme) else None
        return None if how & 0x10 else (red / 255, green / 255, blue / 255)

    def level(self, kind: int, level: int) -> tuple[ParagraphLook, LetterLook]:
        """How a kind of text looks at a level, where nothing else is said."""
        levels = self.styles.get(kind) or self.styles.get({5: 1, 6: 0, 7: 1, 8: 1}.get(kind, 4)) or []
        if not levels:
            return ParagraphLook(), LetterLook()
        return levels[min(level, len(levels) - 1)]

    def usual(self, kind: int) -> Colour:
        """The colour of text that names none."""
        return self.scheme[_TITLE if kind in (0, 6) else _TEXT]


class Designs:
    """The designs of a file's slides."""

    def __init__(self, file: PptFile) -> None:
        self._file = file
        self._masters = {entry.number(12): record for entry, record in file.masters()}
        environment = file.document.first(_ENVIRONMENT) if file.document.kind == DOCUMENT else None
        collection = environment.first(_FONTS) if environment is not None else None
        listed = collection.inner() if collection is not None else ()
        names = {
            each.instance: each.content[:64].decode("utf-16-le", "replace") for each in listed if each.kind == _FONT
        }
        self._fonts = tuple(
            names.get(at, "").partition("\0")[0] for at in range(min(max(names, default=-1) + 1, 4_000))
        )
        found = (each for each in environment.inner() if each.kind == _STYLE) if environment is not None else iter(())
        self._usual = master_styles(found)

    def of(self, slide: Record) -> Design:
        """What a slide inherits; plain where its master cannot be reached."""
        masters = tuple(self._above(slide))
        flags = _flags(slide)
        holder = next((each for each in (slide, *masters) if not (each is slide and flags & 2) and _scheme(each)), None)
        styles = dict(self._usual)
        for master in reversed(masters):
            if master.kind == MASTER:
                styles |= master_styles(each for each in master.inner() if each.kind == _STYLE)
        scheme = _scheme(holder) if holder is not None else ()
        return Design(scheme or Design().scheme, styles, self._fonts, masters, bool(flags & 1))

    def _above(self, slide: Record) -> list[Record]:
        found: list[Record] = []
        here = slide
        while len(found) < _DEEPEST and here.kind == SLIDE:
            atom = here.first(SLIDE_ATOM)
            master = self._masters.get(atom.number(12)) if atom is not None else None
            if master is None or master in found:
                break
            found.append(master)
            here = master
        return found


def follows_background(slide: Record) -> bool:
    """Whether a slide stands on its master's background."""
    return slide.kind == SLIDE and bool(_flags(slide) & 4)


def _flags(slide: Record) -> int:
    atom = slide.first(SLIDE_ATOM)
    return atom.number(20, 2) if atom is not None else 7


def _scheme(holder: Record) -> tuple[Colour, ...]:
    for each in holder.inner():
        if each.kind == _SCHEME and each.instance == _SLIDE_SCHEME and each.end - each.start >= 32:
            raw = each.content
            return tuple((raw[at] / 255, raw[at + 1] / 255, raw[at + 2] / 255) for at in range(0, 32, 4))
    return ()
