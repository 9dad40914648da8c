"""What a source packet holds. Nothing in it but what people cited, and who did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, and its size in pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence: the passage, where it stands, and its pictures."""

    stance: str  # "Supports the claim", "Stands on"
    quote: str
    citation: str
    production: str  # the agency, its request and when it came; empty if nothing is known
    bates: str
    sha256: str  # of the original
    note: str = ""
    doubt: str = ""  # why its words must be looked at on the picture
    source: str = ""  # "Source 1", or why it counts as none of its own
    crop: Picture | None = None
    page: Picture | None = None
    no_picture: str = ""  # why there is none


@dataclass(frozen=True, slots=True)
class Sheet:
    """A claim or a statement of the draft, with what it rests on."""

    number: int
    heading: str  # "Statement 12" or "Claim 3"
    text: str
    facts: tuple[str, ...] = ()  # status, who checked what and when
    exhibits: tuple[Exhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryMark:
    """Characters of the story that a sheet is about."""

    start: int
    end: int
    sheet: int


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet before it is written as one kind of file."""

    title: str
    facts: tuple[str, ...] = ()
    story: str = ""
    marks: tuple[StoryMark, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def paragraphs(self) -> list[tuple[int, str]]:
        """The story's paragraphs with the character at which each begins."""
        found, at = [], 0
        for line in self.story.split("\n"):
            if line.strip():
                found.append((at, line))
            at += len(line) + 1
        return found

    def pieces(self, start: int, text: str) -> list[tuple[str, int | None]]:
        """A paragraph's text cut at its marks, each piece with the sheet it leads to; the shorter of two marks wins."""
        sheets: list[int | None] = [None] * len(text)
        for mark in sorted(self.marks, key=lambda each: each.start - each.end):
            for at in range(max(0, mark.start - start), min(len(text), mark.end - start)):
                sheets[at] = mark.sheet
        found: list[tuple[str, int | None]] = []
        for char, sheet in zip(text, sheets, strict=True):
            if found and found[-1][1] == sheet:
                found[-1] = (found[-1][0] + char, sheet)
            else:
                found.append((char, sheet))
        return found
