"""A message set into pages as a calm printout: its header in two columns, a rule, then its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.extract.flow import LETTER, LONG_PAGE, Cursor
from explorer.extract.html_blocks import html_blocks
from explorer.extract.mail_body import Body
from explorer.extract.text import is_laid_out, laid_out_style, lines_as_they_are
from explorer.extract.typeset import Block, Colour, Flow, Form, Leaf, PageBreak, Paragraph, Rule, Run, Style, set_text
from explorer.model.document import Layer, PageFlag

FLOW = Flow(height=LONG_PAGE, margin=60, shortest=LETTER)  # a message is one page, unless it is very long
_QUIET: Colour = (0.45, 0.46, 0.48)
_QUOTED: tuple[Colour, ...] = ((0.20, 0.31, 0.45), (0.36, 0.30, 0.42), (0.33, 0.38, 0.33))
_LABEL = Style(size=10, colour=_QUIET)
_VALUE = Style(size=10)
_STRONG = Style(size=10, bold=True)
_BODY = Style(size=10.5)
_FORM = Form(1.45, "left", Layer.HEADERS)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One line of the header block as it is read and shown: "To", "Dana Whitcomb <…>"."""

    label: str
    value: str


def mail_leaves(
    rows: Sequence[HeaderRow], bodies: Sequence[Body], *, has_attachment: bool, label: str = "message"
) -> Iterator[Leaf]:
    """The message's pages, labelled "message", "message, p. 2" and so on; at least one."""
    cursor = Cursor(FLOW)
    cursor.add(PageBreak(label))
    if has_attachment:
        cursor.leaf.flags.add(PageFlag.ATTACHMENT)
    width = max((set_text([Run(f"{row.label}:", _LABEL)], 1e6).lines[0].width for row in rows), default=0.0) + 12
    for row in rows:
        _put_row(cursor, row, width)
    if rows:
        cursor.y += 4
        cursor.add(Rule())
        cursor.y += 4
    for number, body in enumerate(bodies):
        if number:
            cursor.add(Rule())
        for block in html_blocks(body.text)[1] if body.is_html else _plain_blocks(body.text):
            yield from cursor.filling(block)
    yield from cursor.take_all()


def _put_row(cursor: Cursor, row: HeaderRow, indent: float) -> None:
    """Set a label and, beside it, its value over as many lines and pages as it needs."""
    line_height = _VALUE.size * _FORM.leading
    if cursor.y + line_height > cursor.bottom:
        cursor.new_page()
    leaf, room = cursor.leaf, cursor.x1 - cursor.x0 - indent
    leaf.part()
    leaf.put(set_text([Run(f"{row.label}:", _LABEL)], 1e6), 0, 1, cursor.x0, cursor.y, 1e6, _FORM)
    leaf.add_text(" ")
    value = set_text([Run(row.value, _STRONG if row.label == "Subject" else _VALUE)], room)
    first = 0
    while first < len(value.lines):
        last = min(first + max(1, int((cursor.bottom - cursor.y) / line_height)), len(value.lines))
        cursor.y = cursor.leaf.put(value, first, last, cursor.x0 + indent, cursor.y, room, _FORM)
        first = last
        if first < len(value.lines):
            cursor.new_page()


def _plain_blocks(text: str) -> Iterator[Block]:
    """Plain words with their own line ends; quoted lines are coloured by depth, columns keep a typewriter face."""
    text = text.replace("\f", "\n").strip("\n").rstrip()
    if is_laid_out(text):
        style, leading = laid_out_style([text])
        yield from lines_as_they_are(text.expandtabs(8), style, leading)
        return
    if ">" not in text:
        yield from lines_as_they_are(text, _BODY)
        return
    lines: list[str] = []
    last = 0
    for line in text.split("\n"):
        depth = _depth(line)
        if depth != last and lines:
            yield from _quoted(lines, last)
            lines = []
        lines.append(line)
        last = depth
    yield from _quoted(lines, last)


def _depth(line: str) -> int:
    """How deep a line is quoted: the marks it begins with."""
    marks = line[:40].replace(" ", "")
    return len(marks) - len(marks.lstrip(">")) if line[:1] == ">" else 0


def _quoted(lines: Sequence[str], depth: int) -> Iterator[Paragraph]:
    style = Style(size=_BODY.size, colour=_QUOTED[(depth - 1) % len(_QUOTED)]) if depth else _BODY
    return lines_as_they_are("\n".join(lines), style)
