"""A conversation as rows to show: heads, notes, own words, folded layers. No Qt.

Every row leads to a page: its message's own, or for a message that is not in the case that of one who names it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from explorer.model.conversation import Conversation, Tie, Turn
from explorer.model.letter import Letter, LetterPart
from explorer.model.message import Voice
from explorer.model.passage import PageRef

DEEPEST = 6  # steps of indentation; what answers deeper stands below it without a further step
_PIECE = 1_200  # characters of one row, so that none takes long to lay out
_LINES = 24


class RowKind(Enum):
    HEAD = "head"  # who, when, and the citation
    NOTE = "note"  # a line below the head
    TEXT = "text"
    FOLD = "fold"  # stands for a layer, open or not
    END = "end"


Span = tuple[int, int]
Target = tuple[PageRef, Span | None]  # a page, and a passage of it
Hits = Mapping[PageRef, Sequence[Span]]  # what a search lights on pages, in order


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``part`` numbers the layer within its message, for folding."""

    kind: RowKind
    turn: int
    indent: int
    text: str
    target: Target
    role: str = "ink"
    detail: str = ""  # of a head: the date
    aside: str = ""  # of a head: the citation
    part: int = -1
    is_open: bool = False
    is_missing: bool = False
    lit: tuple[Span, ...] = ()  # of a text: the hits of a search in it


def indents(conversation: Conversation) -> list[int]:
    """How far each turn is indented: a step below the one that it answers."""
    found: list[int] = []
    for turn in conversation.turns:
        found.append(0 if turn.above is None else min(found[turn.above] + 1, DEEPEST))
    return found


def turn_rows(
    conversation: Conversation,
    at: int,
    indent: int,
    letter: Letter | None,
    unfolded: Collection[tuple[int, int]],
    hits: Hits | None = None,
) -> Iterator[Row]:
    """The rows of one turn.

    Args:
        letter: what it says; None as long as that is not read, or for a missing message.
        unfolded: turns and parts whose layers are shown.
        hits: of the search; a folded layer says how many it holds.
    """
    turn = conversation.turns[at]
    if not turn.copies:
        yield from _missing(conversation, at, indent)
        return
    facts = turn.copies[0]
    target: Target = PageRef(facts.document, facts.page), None
    citation = letter.copies[0].citation if letter else ""
    yield Row(
        RowKind.HEAD, at, indent, name_of(facts.sender) or "no sender", target, detail=when(facts.date), aside=citation
    )
    if said := tie_words(conversation, at):
        yield Row(RowKind.NOTE, at, indent, said, target, "needs_source")
    if letter is not None:
        yield from _letter(letter, turn, at, indent, unfolded, hits or {})
    yield Row(RowKind.END, at, indent, "", target)


def _letter(
    letter: Letter, turn: Turn, at: int, indent: int, unfolded: Collection[tuple[int, int]], hits: Hits
) -> Iterator[Row]:
    sender = turn.copies[0].sender
    target: Target = letter.copies[0].page, None
    people = (
        sender.partition("<")[2].rstrip("> ") if sender != name_of(sender) else "",
        f"to {letter.to}" if letter.to else "",
        f"cc {letter.cc}" if letter.cc else "",
    )
    if any(people):
        yield Row(RowKind.NOTE, at, indent, " · ".join(filter(None, people)), target, "muted")
    for number, part in enumerate(letter.parts):
        yield from _part(part, number, at, indent, (at, number) in unfolded, hits.get(part.page, ()))
    if letter.is_cut:
        last = letter.parts[-1] if letter.parts else None
        more: Target = (last.page, (last.start, last.end)) if last else target
        yield Row(RowKind.NOTE, at, indent, "The message goes on: read the rest on its pages.", more, "needs_source")
    for each in letter.attachments:
        yield Row(RowKind.NOTE, at, indent, f"▤ {each.name}", (PageRef(each.document, 1), None), "accent")
    for other in letter.copies[1:]:
        words = "Also, with other words: " if turn.differs else "Also: "
        role = "differs" if turn.differs else "muted"
        yield Row(RowKind.NOTE, at, indent, f"{words}{other.citation}", (other.page, None), role)


def _part(part: LetterPart, number: int, at: int, indent: int, is_open: bool, hits: Sequence[Span]) -> Iterator[Row]:
    target: Target = part.page, (part.start, part.end)
    if part.voice is not None:
        held = 0 if is_open else len(_within(hits, part.start, part.end))
        said = f"{fold_words(part)}{f' · {_hits(held)}' if held else ''}"
        yield Row(RowKind.FOLD, at, indent, said, target, "muted", part=number, is_open=is_open)
        if not is_open:
            return
    role = "ink" if part.voice is None else "muted"
    for start, end in pieces(part.text):
        place = part.page, (part.start + start, part.start + end)
        lit = _within(hits, *place[1])
        yield Row(RowKind.TEXT, at, indent, part.text[start:end], place, role, part=number, lit=lit)


def _within(hits: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """What of the hits stands in a stretch, by offsets in it."""
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in hits if a < end and b > start)


def _hits(count: int) -> str:
    return "1 hit" if count == 1 else f"{count:,} hits"


def _missing(conversation: Conversation, at: int, indent: int) -> Iterator[Row]:
    """A message that is not in the case: who names it, each opened at their own page."""
    below = [turn for turn in conversation.turns if turn.above == at]
    named = [turn for turn in below if turn.copies] or [turn for turn in conversation.turns if turn.copies]
    first = named[0].copies[0]
    target: Target = PageRef(first.document, first.page), None
    yield Row(RowKind.HEAD, at, indent, "A message that is not in the case", target, "muted", is_missing=True)
    for turn in [turn for turn in below if turn.copies]:
        facts = turn.copies[0]
        said = f"{_short(facts.sender)} answers it{_on(facts.date)}"
        yield Row(
            RowKind.NOTE, at, indent, said, (PageRef(facts.document, facts.page), None), "accent", is_missing=True
        )
    if not any(turn.copies for turn in below):
        yield Row(
            RowKind.NOTE,
            at,
            indent,
            f"{_short(first.sender)} names it{_on(first.date)}",
            target,
            "accent",
            is_missing=True,
        )
    yield Row(RowKind.END, at, indent, "", target, is_missing=True)


def tie_words(conversation: Conversation, at: int) -> str:
    """Why a turn stands where it does, unless its headers say so."""
    match conversation.turns[at].tie:
        case Tie.QUOTATION:
            return "◇ Joined by quoted words, not by its headers: check"
        case Tie.PEOPLE:
            return "◇ Joined by people and subject, not by its headers: check"
        case _:
            return ""


def fold_words(part: LetterPart) -> str:
    """What a folded layer is, with its length."""
    lines = max(part.lines, 1)
    match part.voice:
        case Voice.SIGNATURE:
            return f"signature, {_counted(lines)}"
        case Voice.DISCLAIMER:
            return f"small print, {_counted(lines)}"
        case _:
            return f"{lines} quoted {'line' if lines == 1 else 'lines'}"


def pieces(text: str) -> list[tuple[int, int]]:
    """A text cut at its lines, so that no piece is long; a long line is cut between words where it has any."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start)
        if text[start:end].strip():
            found.append((start, end))
        start = end
        while start < len(text) and text[start] == "\n":
            start += 1
    return found


def _end_of_piece(text: str, start: int) -> int:
    """A piece ends with its paragraph, so that rows stand apart as paragraphs do."""
    most = min(start + _PIECE, len(text))
    paragraph = text.find("\n\n", start, most)
    if paragraph > start:
        most = paragraph
    at, lines = start, 0
    while lines < _LINES:
        at = text.find("\n", at, most)
        if at < 0:
            break
        at, lines = at + 1, lines + 1
    if at > start:
        return at - 1 if at - 1 > start else at
    if most == len(text) or most == paragraph:
        return most
    cut = max(text.rfind("\n", start + 1, most), text.rfind(" ", start + 1, most))
    return cut if cut > start else most


def when(date: str) -> str:
    """An ISO 8601 date as it is shown: the day, and the minute where it is known."""
    return f"{date[:10]} {date[11:16]}".strip() if date else "undated"


def conversation_words(conversation: Conversation) -> tuple[str, str]:
    """What a conversation is about, and how many messages it holds over which time."""
    here = [turn.copies[0] for turn in conversation.turns if turn.copies]
    subject = next((facts.subject for facts in here if facts.subject), "no subject")
    days = sorted(facts.date[:10] for facts in here if facts.date)
    said = ["1 message" if len(here) == 1 else f"{len(here):,} messages"]
    if conversation.missing:
        said.append(f"{conversation.missing:,} not in the case")
    if days:
        said.append(days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}")
    unsure = sum(1 for turn in conversation.turns if turn.tie in (Tie.QUOTATION, Tie.PEOPLE))
    if unsure:
        said.append(f"{unsure:,} to check")
    return subject, " · ".join(said)


def spoken(rows: Sequence[Row]) -> str:
    """A turn in words, for who does not see it."""
    return ". ".join(" ".join(filter(None, (row.text, row.detail, row.aside))) for row in rows if row.text)


def tip_words(row: Row) -> str:
    """The whole of what a row may show cut short."""
    if row.kind is RowKind.HEAD:
        return "\n".join(filter(None, (row.text, row.aside)))
    return row.text if row.kind is RowKind.NOTE else ""


def name_of(sender: str) -> str:
    """A sender without the address, where there is a name."""
    return sender.partition("<")[0].strip(' "') or sender


def _short(sender: str) -> str:
    return name_of(sender) or "A message without sender"


def _on(date: str) -> str:
    return f", {date[:10]}" if date else ""


def _counted(lines: int) -> str:
    return f"{lines} line" if lines == 1 else f"{lines} lines"
