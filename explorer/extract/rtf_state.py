"""What holds at one place of an RTF file: where text goes, how it looks, which bytes mean what.

A group begins with a copy of what held outside it, and what it changed is forgotten where it ends.
Source: Rich Text Format Specification 1.9.1, "Character Text", "Font (Character) Formatting Properties".
"""

from copy import copy
from dataclasses import dataclass

from explorer.extract.typeset import Style
from explorer.model.document import Layer

_DELETED = (0.72, 0.11, 0.11)
_HIDDEN = (0.45, 0.33, 0.1)
_INSERTED = (0.08, 0.36, 0.22)
_PLAIN = {"bold": False, "italic": False, "underline": False, "strike": False, "hidden": False, "size": 24, "raised": 0}
_UNDERLINES = frozenset(
    [
        "ul",
        "uld",
        "uldash",
        "uldashd",
        "uldashdd",
        "uldb",
        "ulhwave",
        "ulldash",
        "ulth",
        "ulthd",
        "ulthdash",
        "ulululdbwave",
        "ulw",
        "ulwave",
    ]
)
_FLAGS = {"b": "bold", "ab": "", "i": "italic", "strike": "strike", "striked": "strike", "v": "hidden",
          "deleted": "deleted", "revised": "inserted", "htmlrtf": "is_rtf_only"}  # fmt: skip


@dataclass(slots=True)
class State:
    """The state of a group. ``destination`` is empty for the document's own text."""

    destination: str = ""
    begins: str = ""  # the destination that begins with this very group
    is_skipped: bool = False
    after_star: bool = False
    fallback: int = 1  # bytes after each \u that stand for the same character
    before: str = ""  # the destination outside a text that is given twice
    font: int = -1
    default_font: int = -1
    far_font: int = -1  # of East Asian text
    is_far: bool = False
    size: int = 24  # half points
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    raised: int = 0  # 1: superscript, -1: subscript
    reviser: int = 0
    is_rtf_only: bool = False  # in HTML wrapped into RTF: not part of the HTML

    def inner(self) -> "State":
        """The state that a group begins with."""
        state = copy(self)
        state.begins, state.after_star = "", False
        return state

    def take(self, word: str, argument: int | None) -> bool:
        """Take a control word that says how text looks; whether it was one."""
        if word in _FLAGS:
            if _FLAGS[word]:
                setattr(self, _FLAGS[word], argument != 0)
        elif word in _UNDERLINES:
            self.underline = argument != 0
        elif word == "ulnone":
            self.underline = False
        elif word == "plain":
            for name, value in _PLAIN.items():
                setattr(self, name, value)
            self.deleted = self.inserted = False
            self.font = self.default_font
        elif word == "fs":
            self.size = min(max(argument or 24, 8), 96)
        elif word in ("super", "sub", "nosupersub"):
            self.raised = 0 if argument == 0 else {"super": 1, "sub": -1}.get(word, 0)
        elif word == "uc":
            self.fallback = min(max(argument if argument is not None else 1, 0), 100)
        elif word in ("revauth", "revauthdel"):
            self.reviser = argument or 0
        else:
            return self._take_font(word, argument)
        return True

    def _take_font(self, word: str, argument: int | None) -> bool:
        if word == "f":
            self.font = argument if argument is not None else -1
        elif word in ("loch", "hich", "dbch"):
            self.is_far = word == "dbch"
        elif word == "af":
            if self.is_far and argument is not None:
                self.far_font = argument
        else:
            return False
        return True

    @property
    def layer(self) -> Layer | None:
        """Deleted and hidden text is no part of what the document says now."""
        return Layer.DELETED if self.deleted else Layer.HIDDEN if self.hidden else None

    def style(self) -> Style:
        """How the text is drawn; sizes kept between 6 and 28 points."""
        size = min(max(self.size / 2, 6.0), 28.0) * (0.7 if self.raised else 1.0)
        colour = _DELETED if self.deleted else _HIDDEN if self.hidden else _INSERTED if self.inserted else (0, 0, 0)
        return Style(
            size=max(size, 5.0),
            bold=self.bold,
            italic=self.italic,
            colour=colour,
            strike=self.strike or self.deleted,
            underline=(self.underline or self.inserted or self.hidden) and not self.deleted,
        )
