"""Messages printed into documents, by their header blocks: as Outlook, Apple Mail, Gmail and Lotus Notes print them.

A block counts only if something in it is proper to mail (a word for "sent", an address, a time of day), since memos and
letters have lines "From" and "To" as well. Time is in proportion to the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from explorer.analyze.glance import Glance
from explorer.analyze.mail_dates import has_time, mail_date
from explorer.analyze.mail_labels import Field, label
from explorer.analyze.mail_webprint import gmail_block, lotus_block
from explorer.analyze.quote_marks import is_rule, unmarked
from explorer.model.document import Word
from explorer.model.printed import PrintedMessage

_MOST = 200  # messages of one page
_LONGEST_BLOCK = 40  # lines
_LONGEST_VALUE = 2_000  # characters
_ABOVE = 3  # lines above a block in which a rule may stand
_LISTS = (Field.TO, Field.CC, Field.ATTACHMENTS)
_CUES = (b"from", b"subject", b"sent", b"date", b"to")
_BARE_SENT = re.compile(r"\s*sent\s+", re.IGNORECASE)
_SUBJECT_WORDS = 40  # words of a subject's line
_LEADING = 0.9  # of a letter's height: two lines of one field are no further apart
_INDENT = 15.0  # points: values that stand in a column of their own are further from their labels
_WITHIN = 3_000  # characters from a label to its value, where the words of a page come column by column


@dataclass(slots=True)
class _Block:
    """The fields of one block as they are gathered."""

    first: int  # line
    last: int
    end: int = 0  # character
    values: dict[Field, str] = field(default_factory=dict)
    latest: Field = Field.OTHER

    def put(self, name: Field, value: str) -> None:
        self.latest = name
        if not self.values.get(name):
            self.values[name] = value

    def extend(self, more: str) -> None:
        self.values[self.latest] = f"{self.values[self.latest]} {more}"[:_LONGEST_VALUE]


def printed_messages(text: str, words: Sequence[Word] = ()) -> tuple[PrintedMessage, ...]:
    """The messages whose header blocks stand on a page, in order.

    Args:
        text: the page's.
        words: with their boxes, to find values that stand beside their labels but elsewhere in the text.
    """
    if ":" not in text and "：" not in text and not Glance(text).has_label(*_CUES) and "Subject" not in text:
        return ()
    found: list[PrintedMessage] = []
    for each in _blocks(text, words):
        found.append(replace(each, is_quoted=each.is_quoted or bool(found)))
        if len(found) >= _MOST:
            break
    return tuple(found)


def _blocks(text: str, words: Sequence[Word]) -> Iterator[PrintedMessage]:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    while at < len(lines):
        first, message = at, None
        if block := _labelled(lines, starts, at, text, words):
            at, message = block.last, _message(block, starts)
        elif short := gmail_block(lines, at) or lotus_block(lines, at):
            at = short[0]
            message = replace(short[1], start=starts[first], end=starts[at] + len(lines[at]))
        if message:
            yield replace(message, is_quoted=_is_below_rule(lines, first))
        at += 1


def _labelled(lines: Sequence[str], starts: Sequence[int], at: int, text: str, words: Sequence[Word]) -> _Block | None:
    """The block of labelled lines that begins here, if it is a message's."""
    found = label(unmarked(lines[at]))
    if found is None or found[0] in (Field.OTHER, Field.ATTACHMENTS, Field.CC):
        return None
    block = _Block(at, at, starts[at] + len(lines[at]))
    for number in range(at, min(at + _LONGEST_BLOCK, len(lines))):
        line = unmarked(lines[number])
        named = label(line) or (_unmarked_date(line) if Field.FROM in block.values else None)
        if named and named[0] is Field.FROM and Field.FROM in block.values:
            break
        if named:
            value, end = _value(line[named[1] :], starts[number] + len(lines[number]), text, words, starts[number])
            block.put(named[0], value)
            block.end = max(block.end, end)
        elif _goes_on(block, line) or (
            not _is_value(block, line) and _hangs(block, words, starts[number], starts[number + 1])
        ):
            block.extend(line.strip())
            block.end = max(block.end, starts[number] + len(lines[number]))
        elif line.strip() and not _is_value(block, line):
            break
        if line.strip():
            block.last = number
    return block if _is_mail(block) else None


def _unmarked_date(line: str) -> tuple[Field, int] | None:
    """“Sent” without its colon, which OCR loses."""
    match = _BARE_SENT.match(line)
    return (Field.SENT, match.end()) if match and mail_date(line) else None


def _goes_on(block: _Block, line: str) -> bool:
    """Whether a line without a label belongs to the list above it."""
    if block.latest not in _LISTS or not line.strip():
        return False
    before = block.values.get(block.latest, "").rstrip()
    return bool(before) and (before[-1] in ";,<" or ";" in line or (line.strip().endswith(">") and "@" in line))


def _hangs(block: _Block, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a line goes on with the subject above it: it stands below its words and right of its label."""
    if block.latest is not Field.SUBJECT or not words or not block.values.get(Field.SUBJECT):
        return False
    at = bisect_left(words, start, key=_start_of)
    if at >= len(words) or words[at].start >= end:
        return False
    first = words[at].box
    above = [word.box for word in words[max(at - _SUBJECT_WORDS, 0) : at] if word.box.y0 < first.y0]
    last = [box for box in above if first.y0 - box.y1 < _LEADING * (first.y1 - first.y0)]
    return any(abs(box.x0 - first.x0) < 1 for box in last) and any(box.x0 < first.x0 - _INDENT for box in last)


def _start_of(word: Word) -> int:
    return word.start


def _is_value(block: _Block, line: str) -> bool:
    """Whether a line was found already as the value of a label elsewhere in the text."""
    bare = " ".join(line.split())
    return any(bare and bare in value for value in block.values.values())


def _value(written: str, end: int, text: str, words: Sequence[Word], start: int) -> tuple[str, int]:
    """What stands behind a label: on its line, else beside it on the page; and where that ends."""
    value = " ".join(written.split())[:_LONGEST_VALUE]
    if value or not words:
        return value, end
    mine = [word for word in words if start <= word.start < end]
    if not mine:
        return "", end
    height = mine[-1].box.y1 - mine[-1].box.y0
    middle = (mine[-1].box.y0 + mine[-1].box.y1) / 2
    beside = [
        word
        for word in words
        if word.start >= end - 1
        and word.start - end < _WITHIN
        and word.box.x0 >= mine[-1].box.x1 - 1
        and abs((word.box.y0 + word.box.y1) / 2 - middle) < height / 2
    ]
    beside.sort(key=lambda word: word.box.x0)
    return " ".join(text[word.start : word.end] for word in beside), max([end, *(word.end for word in beside)])


def _is_mail(block: _Block) -> bool:
    values = block.values
    when = values.get(Field.SENT) or values.get(Field.DATE, "")
    named = {Field.DATE if each is Field.SENT else each for each in values} - {Field.OTHER}
    if Field.FROM not in values and not {Field.TO, Field.SUBJECT, Field.DATE} <= named:
        return False
    is_proper = (
        Field.SENT in values or Field.ATTACHMENTS in values or has_time(when) or "@" in " ".join(values.values())
    )
    return len(named) >= 3 and is_proper and bool(when or values.get(Field.SUBJECT))


def _message(block: _Block, starts: Sequence[int]) -> PrintedMessage:
    values = block.values
    files = [each.strip() for each in re.split(r"[;,]\s", values.get(Field.ATTACHMENTS, "")) if each.strip()]
    return PrintedMessage(
        start=starts[block.first],
        end=block.end,
        sender=values.get(Field.FROM, ""),
        to=values.get(Field.TO, ""),
        cc=values.get(Field.CC, ""),
        subject=values.get(Field.SUBJECT, ""),
        date=mail_date(values.get(Field.SENT) or values.get(Field.DATE, "")),
        attachments=tuple(files),
    )


def _is_below_rule(lines: Sequence[str], first: int) -> bool:
    """Whether a line just above says that a forwarded or answered message follows."""
    above = [at for at in range(first - 1, max(first - 1 - 2 * _ABOVE, -1), -1) if lines[at].strip()][:_ABOVE]
    return any(is_rule(lines, at) for at in above)
