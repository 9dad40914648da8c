"""What an RTF file says, as blocks to be set: body, tables, notes, comments, text boxes, running headers, link targets.

Source: Rich Text Format Specification 1.9.1, "Contents of an RTF File", "Fields", "Footnotes", "Comments", "Objects".
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from explorer.extract.blocks import Block, Boxed, PageBreak, Paragraph, Picture, Run
from explorer.extract.rtf_story import MARK, Story
from explorer.extract.rtf_stream import BEGIN, BLOB, CONTROL, TEXT, Event, RtfStream
from explorer.model.document import Layer

_NOTES = frozenset({"footnote", "annotation", "shptxt", "dptxbxtext"})
_MARGINS = frozenset(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"])
_STORIES = _NOTES | _MARGINS
_WORDS = _STORIES | {"", "fldrslt", "result", "mmath", "moMath", "moMathPara", "field"}
_INFO = frozenset({"title", "author", "subject", "keywords", "doccomm"})
_CAUGHT = frozenset({"fldinst", "atnauthor", "revtbl", "atnid"}) | _INFO
_LINK = re.compile(r"HYPERLINK\s+(?:\\[a-z]\s+)*\"?([^\"\s]+)")
_MOST_CAUGHT = 20_000  # characters of one title, field or author
_DEEPEST_STORY = 10
_MOST_BLOBS = 200_000_000  # hexadecimal digits kept, of all objects and pictures
_TIMES = ("yr", "mo", "dy", "hr", "min", "sec")


@dataclass(slots=True)
class RtfText:
    """A reading of an RTF file: its blocks as they come, and then what is known of it."""

    data: bytes = field(repr=False)
    wants_pictures: bool = False
    info: dict[str, str] = field(default_factory=dict)
    objects: list[bytes] = field(default_factory=list, repr=False)
    is_cut: bool = False
    is_blob_left_out: bool = False
    _stories: list[Story] = field(default_factory=lambda: [Story()])
    _names: list[str] = field(default_factory=list)  # of the destinations that opened the stories
    _caught: dict[str, str] = field(default_factory=dict)
    _revisers: list[str] = field(default_factory=list)
    _count: int = 0
    _created: dict[str, int] = field(default_factory=dict)
    _margins: set[str] = field(default_factory=set)
    _blob: list[bytes] = field(default_factory=list)
    _picture: dict[str, int] = field(default_factory=dict)
    _kept: int = 0

    def blocks(self) -> Iterator[Block]:
        """All blocks in order."""
        stream = RtfStream(self.data)
        for event in stream.events():
            self._take(event)
            yield from self._stories[0].take()
        self.is_cut = stream.is_cut
        while len(self._stories) > 1:
            self._end_story()
        self._stories[0].finish()
        yield from self._stories[0].take()

    @property
    def created(self) -> str:
        """When it says it was made, ISO 8601; empty if it does not."""
        parts = [self._created.get(name, 0) for name in _TIMES]
        if not (0 < parts[0] < 9999 and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31):
            return ""
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*parts[:3], *(min(part, 59) for part in parts[3:]))

    def _take(self, event: Event) -> None:
        kind, destination = event.kind, event.state.destination
        if kind == TEXT:
            self._say(event)
        elif kind == BLOB:
            self._keep_blob(event)
        elif kind == CONTROL:
            self._control(event, destination)
        elif kind == BEGIN:
            self._begin(event.text)
        else:
            self._end(event.text)

    def _say(self, event: Event) -> None:
        state, story = event.state, self._stories[-1]
        if state.destination in ("listtext", "pntext"):
            story.set_bullet(event.text)
        elif state.destination in _CAUGHT:
            said = self._caught.get(state.destination, "")
            self._caught[state.destination] = (said + event.text)[:_MOST_CAUGHT]
        elif state.destination in _WORDS:
            who = self._revisers[state.reviser] if state.deleted and 0 < state.reviser < len(self._revisers) else ""
            story.add(event.text, state.style(), state.layer, who)

    def _control(self, event: Event, destination: str) -> None:
        if destination in ("creatim",):
            self._created[event.text] = min(max(event.argument or 0, 0), 9999)
        elif destination == "pict":
            self._picture[event.text] = event.argument or 0
        elif destination in _WORDS:
            self._stories[-1].control(event.text, event.argument)

    def _begin(self, name: str) -> None:
        if name in _STORIES and len(self._stories) < _DEEPEST_STORY:
            self._stories.append(self._story(name))
            self._names.append(name)
        elif name in ("pict", "objdata"):
            self._blob, self._picture = [], {}
        elif name in _CAUGHT:
            self._caught[name] = ""

    def _story(self, name: str) -> Story:
        if name == "footnote":
            self._count += 1
            self._stories[-1].mark(str(self._count))
            return Story(f"footnote {self._count}", Layer.FOOTNOTE)
        if name == "annotation":
            return Story("Comment", Layer.COMMENT)
        if name in _MARGINS:
            return Story(f"Running {name[:6]}", Layer.MARGIN)
        return Story("Text box")

    def _end(self, name: str) -> None:
        if self._names and self._names[-1] == name:
            self._end_story()
        elif name == "fldrslt":
            self._end_link()
        elif name in _INFO:
            self.info[name] = " ".join(self._caught.get(name, "").split())
        elif name == "revtbl":
            self._revisers = self._caught.get(name, "").split(";")
        elif name == "objdata":
            self._end_object()
        elif name == "pict":
            self._end_picture()

    def _end_story(self) -> None:
        story, name = self._stories.pop(), self._names.pop()
        author = self._caught.pop("atnauthor", "").strip() if name == "annotation" else ""
        story.finish()
        if name in _MARGINS:
            said = " ".join(run.text for block in story.blocks for run in getattr(block, "runs", ()))
            if not said.strip() or said in self._margins:
                return
            self._margins.add(said)
        blocks = [block for block in story.blocks if not isinstance(block, PageBreak)]
        if author:
            blocks.insert(0, Paragraph([Run(author, replace(MARK, bold=True))], space_after=1))
        if blocks:
            self._stories[-1].after.append(Boxed(story.title, blocks, story.layer))

    def _end_link(self) -> None:
        """Where a link leads, after its words, if they do not say it."""
        link = _LINK.search(self._caught.pop("fldinst", ""))
        if link is None:
            return
        story, target = self._stories[-1], link[1]
        shown = "".join(run.text for run in story.runs[-3:])
        if target not in shown and not target.startswith("_"):
            story.add(f" <{target}>", replace(MARK, size=8), None)

    def _keep_blob(self, event: Event) -> None:
        if self._kept + len(event.data) > _MOST_BLOBS:
            self.is_blob_left_out = True
            return
        self._kept += len(event.data)
        self._blob.append(event.data if event.argument == 16 else binascii.hexlify(event.data))

    def _blob_bytes(self) -> bytes:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(self._blob))
        self._blob = []
        return binascii.unhexlify(digits[: len(digits) // 2 * 2])

    def _end_object(self) -> None:
        self.objects.append(self._blob_bytes())

    def _end_picture(self) -> None:
        data = self._blob_bytes()
        if not data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
            if data:
                self._stories[-1].after.append(Boxed("Picture (WMF, EMF or unknown), not shown", []))
            return
        width, height = (min(self._picture.get(name, 0) / 20, 2000.0) for name in ("picwgoal", "pichgoal"))
        shown = data if self.wants_pictures else b""
        self._stories[-1].after.append(Picture(shown, width or 200.0, height or 150.0))
