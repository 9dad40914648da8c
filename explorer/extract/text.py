"""Plain text and Markdown, as they are: each line where it stood, set in a typewriter face if its columns ask for it.

A form feed ends a page of a long text. Nothing is interpreted beyond that, except that Markdown's headings are set
larger.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from explorer.errors import EmptyDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.encodings import decode
from explorer.extract.flow import LETTER, LONG_PAGE
from explorer.extract.typeset import Block, Flow, PageBreak, Paragraph, Rule, Run, Style, numbered, write_pdf
from explorer.model.document import Kind

MOST_BYTES = 50_000_000
_LINES_OF_ONE_PAGE = 400  # a shorter text is one page, searched as a whole; form feeds in it are drawn as lines
_CHUNK = 24_000  # characters set at once; a chunk ends where a line ends
_LONGEST_CHUNK = 200_000
_FLOW = Flow(height=LONG_PAGE, shortest=LETTER)  # one text is one page, unless it is long or has form feeds
_COLUMN_GAP = re.compile(r"\S(?: {3,}|\t+)\S|[\u2500-\u257f]|^\s*[|+].*[|+]\s*$")
_LAID_OUT_SHARE = 0.12  # of lines
_LOOKED_AT = 40_000  # characters
_MONO_WIDTH = 0.6  # of the type size: every letter of Courier
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_HEADING_SIZES = (17.0, 14.0, 12.5, 11.5, 11.0, 10.5)
_BODY = Style()


class TextReader:
    """Reads plain text and Markdown in any common encoding."""

    name = "text"
    version = 2
    media = frozenset({media.TEXT, media.MARKDOWN})

    def read(self, source: Source, sink: Sink) -> None:
        """Pages as set, labelled "p. 1" and so on.

        Raises:
            EmptyDocumentError: the file has no bytes.
        """
        text, is_whole = _text_of(source)
        heading = (
            next(filter(None, map(_HEADING.match, text[:_LOOKED_AT].split("\n"))), None) if _is_md(source) else None
        )
        sink.facts(Facts(Kind.TEXT, title=heading[2] if heading else ""))
        if not is_whole:
            sink.partly(
                f"Only the first {MOST_BYTES // 1_000_000} MB of “{source.name}” were read; the rest exceeds the limit."
            )
        for ordinal, leaf in enumerate(_FLOW.leaves(_blocks(text, source)), start=1):
            sink.page(leaf.extracted(ordinal, numbered(ordinal)))

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        write_pdf(_FLOW.leaves(_blocks(_text_of(source)[0], source)), target)


def _is_md(source: Source) -> bool:
    return source.name.lower().endswith((".md", ".markdown", ".mdown"))


def _text_of(source: Source) -> tuple[str, bool]:
    """The file's text with ``\\n`` line ends, and whether it is all of it."""
    with source.path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise EmptyDocumentError(source.name)
    text = decode(data[:MOST_BYTES])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip("\x1a"), len(data) <= MOST_BYTES


def _blocks(text: str, source: Source) -> Iterator[Block]:
    if _is_md(source):
        yield from _markdown(text)
        return
    sections = [section for section in text.split("\f") if section.strip()] or [""]
    is_long = text.count("\n") > _LINES_OF_ONE_PAGE
    style, leading = laid_out_style(sections) if is_laid_out(text) else (_BODY, 1.35)
    for number, section in enumerate(sections):
        if number:
            yield PageBreak() if is_long else Rule()
        section = section.strip("\n") if len(sections) > 1 else section.rstrip("\n")
        yield from lines_as_they_are(section.expandtabs(8) if style.mono else section, style, leading)


def is_laid_out(text: str) -> bool:
    """Whether the text stands in columns that a proportional face would tear apart."""
    lines = [line for line in text[:_LOOKED_AT].split("\n") if line.strip()]
    gaps = sum(bool(_COLUMN_GAP.search(line[:300])) for line in lines)
    return gaps >= 2 and gaps >= _LAID_OUT_SHARE * len(lines)


def laid_out_style(sections: list[str]) -> tuple[Style, float]:
    """A typewriter face small enough that nearly every line and every page of the source fits; and its leading."""
    widths = sorted(len(line) for section in sections[:50] for line in section[:_LOOKED_AT].split("\n"))
    columns = max(widths[int(len(widths) * 0.95)], 1)
    across = (_FLOW.width - 2 * _FLOW.margin) / (_MONO_WIDTH * columns)
    leading = 1.2
    longest = max(section.strip("\n").count("\n") + 1 for section in sections[:50]) if len(sections) > 1 else 1
    down = (LETTER - 2 * _FLOW.margin) / (leading * longest)
    return Style(size=min(9.5, max(6.5, min(across, max(down, 7.0)))), mono=True), leading


def lines_as_they_are(text: str, style: Style, leading: float = 1.35) -> Iterator[Paragraph]:
    """The text in pieces that end where lines end, so that setting it needs little memory."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start + _CHUNK)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_CHUNK:  # a line of megabytes: part it at a space
            end = max(text.rfind(" ", start, start + _LONGEST_CHUNK), start + _CHUNK)
        yield Paragraph([Run(text[start:end], style)], space_after=0, leading=leading)
        start = end + 1 if text[end : end + 1].isspace() or end == len(text) else end


def _markdown(text: str) -> Iterator[Block]:
    """Markdown as written; headings are larger, code and tables in a typewriter face."""
    plain: list[str] = []
    is_code = False
    for line in text.replace("\f", "\n").rstrip("\n").split("\n"):
        fence = line.lstrip().startswith(("```", "~~~"))
        heading = None if is_code or fence else _HEADING.match(line)
        is_mono = is_code or fence or line.lstrip().startswith("|")
        if heading or is_mono:
            yield from _flush(plain)
        if heading:
            size = _HEADING_SIZES[len(heading[1]) - 1]
            yield Paragraph([Run(line, Style(size=size, bold=True))], space_before=6, space_after=2, keep=True)
        elif is_mono:
            yield Paragraph([Run(line, Style(size=9, mono=True))], space_after=0)
        else:
            plain.append(line)
        is_code ^= fence
    yield from _flush(plain)


def _flush(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield from lines_as_they_are("\n".join(lines), _BODY)
        lines.clear()
