"""Words and their boxes, one by one and as columns, and how they are packed for the disk.

Columns, because every page of every file passes here: a reader makes three arrays instead of a thousand small values.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: "Box") -> "Box":
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: ``page.text[start:end]`` stands in ``box``. A word broken over two lines is two of these."""

    start: int
    end: int
    box: Box


class WordColumns(Sequence[Word]):
    """Words as columns; each is made into a ``Word`` when it is asked for.

    Args:
        starts, ends: where each word stands in its page's text, shape (n,).
        boxes: points, shape (n, 4): x0, y0, x1, y1.
    """

    __slots__ = ("boxes", "ends", "starts")

    def __init__(self, starts: ArrayLike, ends: ArrayLike, boxes: ArrayLike) -> None:
        self.starts: NDArray[np.int64] = np.asarray(starts, np.int64)
        self.ends: NDArray[np.int64] = np.asarray(ends, np.int64)
        self.boxes: NDArray[np.float64] = np.asarray(boxes, np.float64).reshape(-1, 4)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> "WordColumns": ...
    def __getitem__(self, index: int | slice) -> "Word | WordColumns":
        if isinstance(index, slice):
            return WordColumns(self.starts[index], self.ends[index], self.boxes[index])
        return Word(int(self.starts[index]), int(self.ends[index]), Box(*self.boxes[index].tolist()))

    def __iter__(self) -> Iterator[Word]:
        rows = zip(self.starts.tolist(), self.ends.tolist(), self.boxes.tolist(), strict=True)
        return (Word(start, end, Box(*box)) for start, end, box in rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"WordColumns({list(self)!r})"


def columns_of(words: Sequence[Word]) -> WordColumns:
    """The same words as columns."""
    if isinstance(words, WordColumns):
        return words
    return WordColumns(
        [word.start for word in words],
        [word.end for word in words],
        [(word.box.x0, word.box.y0, word.box.x1, word.box.y1) for word in words],
    )


# Packed: a byte that says how, then deflated columns of little-endian numbers: starts (u4, each less the one before),
# lengths (u2), and in 65,535ths of the page's sides (u2) left, width, top (less the one before) and height.
# Neighbours are alike, so what is left is mostly small numbers: 4 bytes a word. Bytes that begin as zlib's own do
# ("x") are of the first form: rows of start, length, x0, y0, x1, y1.
_COLUMNS = b"\2"
_ROWS = np.dtype([("start", "<u4"), ("length", "<u2"), ("box", "<u2", (4,))])
ROW = 14  # bytes of one word, inflated; the same in both forms
_FULL = 65535
_MOST = 2_000_000  # words of one page; no page has as many letters


def pack_words(words: Sequence[Word], width: float, height: float) -> bytes:
    """Words as bytes: offsets, and boxes in 65,535ths of the page's sides. About 1.3 kB for 300 words.

    Boxes are clipped to the page; a side of 612 pt is kept to 0.01 pt.
    """
    if not len(words):
        return b""
    each = columns_of(words)
    count = len(each)
    sides = np.array([width or 1, height or 1, width or 1, height or 1]) / _FULL
    x0, y0, x1, y1 = np.clip(np.nan_to_num(each.boxes / sides) + 0.5, 0, _FULL).astype(np.int64).T
    small = np.empty((5, count), "<u2")
    small[0] = np.minimum(each.ends - each.starts, _FULL)
    small[1], small[2], small[3], small[4] = x0, x1 - x0, np.diff(y0, prepend=0), y1 - y0  # modulo 65,536, as undone
    starts = np.diff(each.starts, prepend=0).astype("<u4")
    return _COLUMNS + zlib.compress(starts.tobytes() + small.tobytes(), 1)


def unpack_words(packed: bytes, width: float, height: float) -> tuple[Word, ...]:
    """The words that ``pack_words`` packed. Empty bytes hold none.

    Raises:
        ValueError: the bytes are no words.
    """
    starts, lengths, boxes = _unpacked(packed, _MOST)
    if not len(starts):
        return ()
    sides = np.array([width, height, width, height]) / _FULL
    return tuple(WordColumns(starts, starts + lengths, boxes * sides))


def spans(packed: bytes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where packed words begin and end, at most so many of them.

    Raises:
        ValueError: the bytes are no words, or more than that.
    """
    starts, lengths, _boxes = _unpacked(packed, most)
    return starts, starts + lengths


def _unpacked(packed: bytes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Starts, lengths and boxes (n, 4) in 65,535ths."""
    if not packed:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 4), np.int64)
    is_columns = packed[:1] == _COLUMNS
    inflater = zlib.decompressobj()
    try:
        flat = inflater.decompress(packed[1:] if is_columns else packed, ROW * most + 1)
    except zlib.error as problem:
        raise ValueError("words that cannot be unpacked") from problem
    count = len(flat) // ROW
    if not inflater.eof or len(flat) % ROW or count > most:
        raise ValueError("more words than letters")
    if not is_columns:
        rows = np.frombuffer(flat, _ROWS)
        return rows["start"].astype(np.int64), rows["length"].astype(np.int64), rows["box"].astype(np.int64)
    starts = np.cumsum(np.frombuffer(flat, "<u4", count), dtype=np.uint32).astype(np.int64)
    lengths, x0, wide, y0, tall = np.frombuffer(flat, "<u2", offset=4 * count).reshape(5, count)
    y0 = np.cumsum(y0, dtype=np.uint16)
    boxes = np.stack((x0, y0, x0 + wide, y0 + tall), axis=1, dtype=np.uint16, casting="unsafe")
    return starts, lengths.astype(np.int64), boxes.astype(np.int64)
