"""Where words stand in quotation marks: curly, straight, guillemets, low marks, single marks, corner brackets.

A quotation inside another stays in the outer one. One whose paragraphs each open anew is one quotation in several
pieces. Marks that do not pair are read as a person would: as the mark they were meant to be, or to the paragraph's end.
Time is in proportion to the text. Sources: Unicode Standard, chapter 6.2, on the quotation marks of languages.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    '"': '"',
    "＂": "＂",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "'": "'",
}
_ALWAYS_OPEN = frozenset("“„‟«‹「『")  # wherever they stand outside of a quotation
_SINGLE = frozenset("‘‚‛'")
_DOUBLE = frozenset('“”„‟"＂')  # one is often typed for another
_MARK = re.compile("[“”„‟\"＂«»‹›「」『』‘’‚‛']")
_BEFORE = frozenset("([{<—–-―/*_~“”„\"«»‹›‘‚'…")
_ELIDED = re.compile(r"(?:\d0s|(?:em|tis|twas|twere|til|till|n|cause|cos|cuz|bout|nuff|round)\b)", re.I)
_YEAR = re.compile(r"\d\d(?=[\s.,;:)]|$)")  # '16
_SIGNED = re.compile(r"[—–-]{1,2}\s*\S.{0,80}$")  # who wrote what is set off above
_SINGLE_REACH = 2_000  # characters in which a single mark must close
_WRAPPED = 3  # lines over which a sentence that was broken by hand may go on


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start`` to ``end`` with its marks; ``spans`` are its words without the outer marks, one for each paragraph."""

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int  # among its line's
    at: int
    sign: str
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    marks: Sequence[_Mark]


def quotations(text: str, set_off: Sequence[tuple[int, int]] = ()) -> list[Quotation]:
    """All quotations in reading order; none overlap and none is empty.

    Args:
        set_off: paragraphs in order that are quotations by how they are set; neighbours are one.
    """
    blocks = _blocks(text, set_off)
    within = {start for each in blocks for start, _ in each.spans}
    lines = [replace(each, marks=()) if each.start in within else each for each in _lines(text)]
    starts = [each.start for each in blocks]
    apart = [each for each in _marked(text, lines) if bisect_left(starts, each.start) == bisect_left(starts, each.end)]
    return sorted([*apart, *blocks], key=lambda each: each.start)


def _blocks(text: str, set_off: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Paragraphs that are set off, unless they have marks of their own or only say who wrote them."""
    found: list[Quotation] = []
    for start, end in set_off:
        words = text[start:end]
        if not words.strip() or words[0] in _PAIRS or _SIGNED.match(words):
            continue
        if found and not text[found[-1].end : start].strip():
            found[-1] = Quotation(found[-1].start, end, (*found[-1].spans, (start, end)))
        else:
            found.append(_made(text, start, end, [(start, end)]))
    return found


def _marked(text: str, lines: Sequence[_Line]) -> list[Quotation]:
    found: list[Quotation] = []
    number = index = done = 0
    while number < len(lines):
        if index >= len(lines[number].marks):
            number, index = number + 1, 0
            continue
        mark = lines[number].marks[index]
        index += 1
        ended = _quotation(text, lines, number, mark) if mark.at >= done and _begins(text, mark) else None
        if ended is None:
            continue
        index = index if ended[0] == number else 0
        number, done = ended[0], ended[1].end
        if ended[1].spans:
            found.append(ended[1])
    return found


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        found = _MARK.finditer(text, start, end)
        yield _Line(start, end, [_mark(text, index, each, start, end) for index, each in enumerate(found)])
        start = end + 1


def _mark(text: str, index: int, match: re.Match[str], start: int, end: int) -> _Mark:
    at, sign = match.start(), match[0]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = (before.isspace() or before in _BEFORE) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    return _Mark(index, at, sign, opens, closes)


def _begins(text: str, mark: _Mark) -> bool:
    """Whether a mark outside of all quotations opens one."""
    if mark.sign in _ALWAYS_OPEN:
        return mark.opens or not mark.closes or mark.sign in "«‹"
    if mark.sign not in _PAIRS or not mark.opens:
        return False
    if mark.sign in "'‘‛":
        return not _is_apostrophe(text, mark) and text[mark.at + 1 : mark.at + 2] not in _SINGLE
    return True


def _is_apostrophe(text: str, mark: _Mark) -> bool:
    """Whether a mark before a word only stands for letters that are left out: '90s, 'em, '16."""
    return bool(_ELIDED.match(text, mark.at + 1) or (mark.sign == "'" and _YEAR.match(text, mark.at + 1)))


def _quotation(text: str, lines: Sequence[_Line], number: int, opener: _Mark) -> tuple[int, Quotation] | None:
    """The quotation that a mark opens and the line that it ends on; None if the mark opens none."""
    closer = _closer(text, lines[number], opener)
    if closer:
        return number, _made(text, opener.at, closer.at + 1, [(opener.at + 1, closer.at)])
    if opener.sign in _SINGLE:
        return _over_paragraphs(text, lines, number, opener) if opener.sign != "'" else None
    return _over_paragraphs(text, lines, number, opener) or _over_lines(text, lines, number, opener)


def _closer(text: str, line: _Line, opener: _Mark) -> _Mark | None:
    """The mark of the same line that closes it."""
    if opener.sign in _SINGLE:
        return _single_close(text, line, opener)
    return _close(line.marks, opener) or _meant_close(line.marks, opener)


def _made(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Quotation:
    trimmed = [(first + len(words) - len(words.lstrip()), first + len(words.rstrip()))
               for first, last in spans for words in [text[first:last]] if words.strip()]  # fmt: skip
    return Quotation(start, end, tuple(trimmed))


def _after(marks: Sequence[_Mark], opener: _Mark) -> Iterator[_Mark]:
    return (marks[index] for index in range(opener.index + 1, len(marks)))


def _close(marks: Sequence[_Mark], opener: _Mark, depth: int = 1) -> _Mark | None:
    """The mark that closes it, with others of its sign opened and closed in between."""
    closers, alike = _PAIRS[opener.sign], _PAIRS[opener.sign] == opener.sign
    for mark in _after(marks, opener):
        doubled = mark.at == opener.at + 1 or not mark.closes
        opens = mark.opens or mark.sign in "«‹"
        if mark.sign == opener.sign and opens and (doubled or not alike):
            depth += 1
        elif mark.sign in closers and not (alike and not mark.closes and depth == 1):
            depth -= 1
            if not depth:
                return mark
    return None


def _meant_close(marks: Sequence[_Mark], opener: _Mark) -> _Mark | None:
    """A mark of another sign typed for the right one, if it comes before the next quotation opens."""
    for mark in _after(marks, opener) if opener.sign in _DOUBLE else ():
        if mark.sign not in _DOUBLE:
            continue
        if mark.closes and not (mark.opens and mark.sign in "“„"):
            return mark
        if mark.opens:
            return None
    return None


def _single_close(text: str, line: _Line, opener: _Mark) -> _Mark | None:
    """The mark that closes a quotation in single marks: no apostrophe, and not one that stands for a plural's owner."""
    owner: _Mark | None = None
    for mark in _after(line.marks, opener):
        if mark.at - opener.at > _SINGLE_REACH:
            break
        if mark.sign == opener.sign and mark.opens and not mark.closes:
            if _is_apostrophe(text, mark):
                continue
            break
        if mark.at == opener.at + 1 or mark.sign not in _PAIRS[opener.sign] or not mark.closes:
            continue
        if text[mark.at - 1] not in "sS" or not text[mark.at + 1 : mark.at + 2].isspace():
            return mark
        owner = owner or mark
    return owner if opener.sign != "'" else None


def _over_paragraphs(text: str, lines: Sequence[_Line], number: int, opener: _Mark) -> tuple[int, Quotation] | None:
    """A quotation whose next paragraph opens anew, as far as that goes on."""
    spans = [(opener.at + 1, lines[number].end)]
    at, last = number + 1, number
    while at < len(lines):
        line = lines[at]
        if not text[line.start : line.end].strip():
            at += 1
            continue
        again = line.marks[0] if line.marks else None
        if again is None or again.sign != opener.sign or text[line.start : again.at].strip():
            break
        closer = _closer(text, line, again)
        spans.append((again.at + 1, closer.at if closer else line.end))
        last, at = at, at + 1
        if closer:
            return last, _made(text, opener.at, closer.at + 1, spans)
    return (last, _made(text, opener.at, lines[last].end, spans)) if last > number else None


def _over_lines(text: str, lines: Sequence[_Line], number: int, opener: _Mark) -> tuple[int, Quotation]:
    """A quotation that closes some lines further down before another opens; else it ends with its own line."""
    for at in range(number + 1, min(number + 1 + _WRAPPED, len(lines))):
        line = lines[at]
        mark = next((each for each in line.marks if each.sign in _PAIRS[opener.sign] or each.sign == opener.sign), None)
        if not text[line.start : line.end].strip() or (mark and not mark.closes):
            break
        if mark and mark.sign in _PAIRS[opener.sign]:
            return at, _made(text, opener.at, mark.at + 1, [(opener.at + 1, mark.at)])
    closer = next((each for each in reversed(lines[number].marks) if each.at > opener.at and each.closes), None)
    if closer and closer.sign in _PAIRS[opener.sign]:
        return number, _made(text, opener.at, closer.at + 1, [(opener.at + 1, closer.at)])
    return number, _made(text, opener.at, lines[number].end, [(opener.at + 1, lines[number].end)])
