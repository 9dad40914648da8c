"""Drafts in Markdown: the words without their marks. Footnotes and comments hang where they stand.

Sources: CommonMark 0.31 (blocks, emphasis by runs of delimiters); GitHub Flavored Markdown (tables, struck words,
footnotes); CriticMarkup, whose insertions are kept, deletions dropped and comments made notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.base import Source
from explorer.extract.draft_inline import Inline
from explorer.extract.draft_text import DraftText
from explorer.extract.encodings import decode

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r" {0,3}(?:> ?){1,20}")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(?P<number>\d{1,3})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TABLE_LINE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_NOTE = re.compile(r" {0,3}\[\^(?P<key>[^\]\s]{1,100})\]:[ \t]*(?P<text>.*)")
_REFERENCE = re.compile(r" {0,3}\[(?P<key>[^\]^][^\]]{0,200})\]:[ \t]*\S{1,2000}(?:[ \t]+[\"'(].{0,500})?$")
_FRONT = 100  # lines that the heading in front of a file may have


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a file says, in whatever encoding."""
    markdown_draft(decode(source.path.read_bytes()), draft)


def markdown_draft(text: str, draft: DraftText) -> None:
    """Tell the draft what a Markdown text says."""
    _Blocks(draft).read(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"))


@dataclass(slots=True)
class _Blocks:
    draft: DraftText
    notes: dict[str, str] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    paragraph: list[str] = field(default_factory=list)
    is_item: bool = False  # the paragraph at hand belongs to a list
    is_quoted: bool = False  # the line at hand stands in a block quotation
    was_quoted: bool = False  # so does the paragraph at hand

    def read(self, lines: list[str]) -> None:
        lines = list(self._definitions(_without_front(lines)))
        fence = ""
        for line in lines:
            mark = _FENCE.match(line)
            if fence:
                is_end = mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence)
                fence = "" if is_end else fence
                self._code("" if is_end else line)
            elif mark:
                self._flush()
                fence = mark[1]
            else:
                self._line(line)
        self._flush()

    def _definitions(self, lines: list[str]) -> Iterator[str]:
        """The lines without those that only define what others refer to."""
        noted = ""
        for line in lines:
            if note := _NOTE.match(line):
                noted = note["key"]
                self.notes[noted] = note["text"]
            elif noted and line[:2].isspace() and line.strip():
                self.notes[noted] += f" {line.strip()}"
            elif reference := _REFERENCE.match(line):
                self.references.add(reference["key"].casefold())
            else:
                noted = noted if not line.strip() else ""
                yield line

    def _line(self, line: str) -> None:
        quoted = _QUOTE.match(line)
        if quoted and not self.is_quoted:
            self._flush()
        self.is_quoted = bool(quoted)
        self.was_quoted = self.is_quoted or (self.was_quoted and bool(self.paragraph))
        line = line[quoted.end() :] if quoted else line
        item = self._item(line)
        if not line.strip() or _RULE.match(line) or (self.paragraph and _UNDERLINE.match(line)):
            self._flush()
        elif heading := _HEADING.match(line):
            self._flush()
            self.paragraph.append(_HEADING_END.sub("", line[heading.end() :]))
            self._flush()
        elif line.lstrip().startswith("|") and not _TABLE_LINE.match(line):
            self._row(line)
        elif item:
            self._flush()
            self.is_item = True
            self.paragraph.append(line[item.end() :])
        elif not _TABLE_LINE.match(line):
            self.paragraph.append(line)

    def _item(self, line: str) -> re.Match[str] | None:
        """The mark of a list's item; a number in the midst of a paragraph is one only if it is 1."""
        item = _ITEM.match(line)
        begins = not self.paragraph or self.is_item or (item and (item["number"] or "1") == "1")
        return item if begins else None

    def _row(self, line: str) -> None:
        self._flush()
        for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
            self.paragraph.append(cell.strip())
            self._flush()

    def _code(self, line: str) -> None:
        self.draft.say(line)
        self.draft.end()

    def _flush(self) -> None:
        lines, self.paragraph, self.is_item = self.paragraph, [], False
        is_set_off, self.was_quoted = self.was_quoted, False
        if lines:
            Inline(self.draft, self.notes, self.references).say("\n".join(line.lstrip() for line in lines))
            self.draft.end(is_set_off=is_set_off)


def _without_front(lines: list[str]) -> list[str]:
    """The lines without the facts in front that many editors keep between two lines of hyphens."""
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:_FRONT], 1):
            if line.rstrip() in ("---", "..."):
                return lines[number + 1 :]
    return lines
