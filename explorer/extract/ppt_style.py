"""How texts of a PowerPoint 97 to 2003 file look: exceptions to a style for paragraphs and for letters.

Source: [MS-PPT] 2.9.18 to 2.9.20 (TextPFException), 2.9.13 (TextCFException), 2.9.44 (StyleTextPropAtom), 2.9.36
(TextMasterStyleAtom). Every value may be missing; a text looks as its master's style has it, level by level.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from explorer.extract.ppt_records import Record

Tint = tuple[int, int, int, int]  # red, green, blue, index: 254 for the colour itself, 0 to 7 for one of the scheme
_RUNS_MOST = 20_000
_LEVELS = 5
_FLAGGED, _STYLED = 0xF, 0x3FFF  # masks: bullet flags; letter flags
_PARTLY_INHERITED = 5  # from this kind of text on, levels name themselves
_BASES = {5: 1, 6: 0, 7: 1, 8: 1}


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Lengths in points; spacings in per cent of a line, or in points where below zero."""

    has_bullet: bool | None = None
    bullet: str | None = None
    bullet_size: int | None = None  # per cent, or points where below zero
    bullet_tint: Tint | None = None
    align: int | None = None  # 0 left, 1 centre, 2 right, 3 both
    line: float | None = None
    before: float | None = None
    after: float | None = None
    margin: float | None = None  # of the text
    first: float | None = None  # of the bullet, or of the first line


@dataclass(frozen=True, slots=True)
class LetterLook:
    """How letters look; ``font`` counts from 0 in the file's list."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    font: int | None = None
    size: float | None = None
    tint: Tint | None = None
    rise: int | None = None  # per cent


Look = TypeVar("Look", ParagraphLook, LetterLook)


@dataclass(frozen=True, slots=True)
class Styling:
    """The exceptions of one text: (letters covered, level, look) and (letters covered, look)."""

    paragraphs: tuple[tuple[int, int, ParagraphLook], ...] = ()
    letters: tuple[tuple[int, LetterLook], ...] = ()

    def grown(self, at: int, by: int) -> "Styling":
        """The same after the letter at an offset was replaced by a text longer by so many."""
        return Styling(
            tuple((count, *rest) for count, *rest in _grown(self.paragraphs, at, by)),  # type: ignore[misc]  # as they were
            tuple((count, *rest) for count, *rest in _grown(self.letters, at, by)),  # type: ignore[misc]  # likewise
        )


def over(base: Look, own: Look) -> Look:
    """What ``own`` says over what ``base`` says."""
    said = {each.name: value for each in fields(own) if (value := getattr(own, each.name)) is not None}
    return replace(base, **said)


def styling_of(atom: Record, length: int) -> Styling:
    """The exceptions that a style atom holds for a text of so many letters; as many as can be read."""
    reader = _Reader(atom)
    paragraphs: list[tuple[int, int, ParagraphLook]] = []
    letters: list[tuple[int, LetterLook]] = []
    try:
        covered = 0
        while covered < length + 1 and len(paragraphs) < _RUNS_MOST:
            count, level = reader.take("<IH")
            paragraphs.append((count, min(level, _LEVELS - 1), reader.paragraph()))
            covered += max(count, 1)
        covered = 0
        while covered < length + 1 and len(letters) < _RUNS_MOST:
            (count,) = reader.take("<I")
            letters.append((count, reader.letters()))
            covered += max(count, 1)
    except struct.error:
        pass  # what came before the break is kept
    return Styling(tuple(paragraphs), tuple(letters))


def master_styles(found: Iterator[Record]) -> dict[int, list[tuple[ParagraphLook, LetterLook]]]:
    """The looks of the levels of each kind of text, as master style atoms have them."""
    styles: dict[int, list[tuple[ParagraphLook, LetterLook]]] = {}
    for atom in found:
        kind, reader = atom.instance, _Reader(atom)
        levels = list(styles.get(_BASES.get(kind, -1), []))
        try:
            (count,) = reader.take("<H")
            for place in range(min(count, _LEVELS)):
                level = reader.take("<H")[0] if kind >= _PARTLY_INHERITED else place
                paragraph, letters = reader.paragraph(), reader.letters()
                below = levels[min(level, len(levels)) - 1] if level and levels else (ParagraphLook(), LetterLook())
                base = levels[level] if level < len(levels) else below
                looks = over(base[0], paragraph), over(base[1], letters)
                levels[level : level + 1] = [looks]
        except struct.error:
            pass  # likewise
        styles[kind] = levels
    return styles


class _Reader:
    """Takes values from an atom one after the other; ``struct.error`` where it ends."""

    def __init__(self, atom: Record) -> None:
        self._data, self._at = atom.content, 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def paragraph(self) -> ParagraphLook:
        (mask,) = self.take("<I")

        def given(bit: int, form: str) -> int | None:
            return self.take(form)[0] if mask >> bit & 1 else None

        flags = self.take("<H")[0] if mask & _FLAGGED else 0
        sign = given(7, "<H")
        given(4, "<H")
        size = given(6, "<h")
        tint = self._tint() if mask >> 5 & 1 else None
        align = given(11, "<H")
        line, before, after = (given(bit, "<h") for bit in (12, 13, 14))
        margin, first = (given(bit, "<h") for bit in (8, 10))
        given(15, "<h")
        if mask >> 20 & 1:
            (tabs,) = self.take("<H")
            self._at += 4 * tabs
        given(16, "<H")
        if mask & 0xE0000:
            self.take("<H")
        given(21, "<H")
        return ParagraphLook(
            has_bullet=bool(flags & 1) if mask & 1 else None,
            bullet=chr(sign) if sign is not None else None,
            bullet_size=size,
            bullet_tint=tint,
            align=align,
            line=_spacing(line),
            before=_spacing(before),
            after=_spacing(after),
            margin=None if margin is None else margin / 8,
            first=None if first is None else first / 8,
        )

    def letters(self) -> LetterLook:
        (mask,) = self.take("<I")

        def given(bit: int, form: str) -> int | None:
            return self.take(form)[0] if mask >> bit & 1 else None

        flags = self.take("<H")[0] if mask & _STYLED else 0
        font = given(16, "<H")
        for bit in (21, 22, 23):
            given(bit, "<H")
        size = given(17, "<h")
        tint = self._tint() if mask >> 18 & 1 else None
        rise = given(19, "<h")
        bold, italic, underline = (bool(flags >> bit & 1) if mask >> bit & 1 else None for bit in (0, 1, 2))
        return LetterLook(
            bold,
            italic,
            underline,
            font=font,
            size=None if size is None else min(max(float(size), 4.0), 200.0),
            tint=tint,
            rise=rise,
        )

    def _tint(self) -> Tint:
        red, green, blue, index = self.take("<4B")
        return red, green, blue, index


def _spacing(value: int | None) -> float | None:
    """Per cent as they are; master units, which are below zero, as points below zero."""
    return None if value is None else float(value) if value >= 0 else value / 8


def _grown(runs: tuple[tuple[object, ...], ...], at: int, by: int) -> Iterator[tuple[object, ...]]:
    start = 0
    for count, *rest in runs:
        assert isinstance(count, int)
        inside = start <= at < start + count
        yield (count + by if inside else count, *rest)
        start += count
