"""What is known of each sample because it was made that way: the rows of expected.json."""

import hashlib
import re
from dataclasses import dataclass, field

SAMPLE = "SAMPLE – fictional"
EXEMPTIONS = {"b5": "(b)(5)", "b6": "(b)(6)", "b7C": "(b)(7)(C)", "b7E": "(b)(7)(E)"}


@dataclass(frozen=True, slots=True)
class Redaction:
    """A black box. ``box`` is in points, origin at the page's top left."""

    page: int
    exemption: str
    box: tuple[float, float, float, float]
    hidden_text: str | None  # the words left under the box; None where they were taken out


@dataclass(slots=True)
class Made:
    """One file, attachment or archive member, with the truth about it.

    ``pages`` holds the text of each page in order. Where the program itself sets the text into pages (``is_flowing``),
    all of it is one entry, and no page number is claimed.
    """

    path: str  # below productions/; for an attachment "container path/name"
    data: bytes
    kind: str
    pages: list[str]
    production: str
    is_flowing: bool = False
    needs_ocr: tuple[int, ...] = ()
    bates: list[str] = field(default_factory=list)
    redactions: list[Redaction] = field(default_factory=list)
    children: list["Made"] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    duplicate_of: str | None = None

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def state(self) -> str:
        """How its reading should end: a page that is only a picture leaves it partly read."""
        if self.duplicate_of:
            return "duplicate"
        return "partial" if self.needs_ocr else "read"

    def row(self) -> dict[str, object]:
        """The file as expected.json tells it; keys that say nothing are left out."""
        row: dict[str, object] = {
            "kind": self.kind,
            "state": self.state,
            "pages": None if self.is_flowing else len(self.pages),
            "sha256": self.sha256,
            "bytes": len(self.data),
            "production": self.production,
        }
        optional: dict[str, object] = {
            "duplicate_of": self.duplicate_of,
            "needs_ocr": list(self.needs_ocr),
            "bates": {str(page): number for page, number in enumerate(self.bates, start=1)},
            "redactions": [
                {"page": r.page, "exemption": r.exemption, "box": list(r.box), "hidden_text": r.hidden_text}
                for r in self.redactions
            ],
            "children": {child.name: child.row() for child in self.children},
        }
        return row | {key: value for key, value in optional.items() if value} | self.facts


def plain(text: str) -> str:
    """A text with its white space made single, to compare what differs only in line breaks."""
    return re.sub(r"\s+", " ", text).strip()


def every(files: list[Made]) -> list[Made]:
    """The files and all that lies in them, containers first."""
    return [found for made in files for found in (made, *every(made.children))]
