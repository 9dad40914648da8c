"""The stretch of a page that best shows why it was found."""

from collections.abc import Sequence

from explorer.model.query import Snippet

LENGTH = 200  # characters, about three lines of a result


def snippet(text: str, spans: Sequence[tuple[int, int]], length: int = LENGTH) -> Snippet:
    """The window that holds most marks, from a word's start to a word's end, white space made single."""
    start = _best_start(spans, length) if spans else 0
    lead = max(0, start - length // 4) if start + length // 4 > length // 4 else 0
    begin = _word_start(text, lead)
    end = _word_end(text, min(len(text), begin + length))
    cut, moved = _single_spaced(text[begin:end])
    inside = [(moved[s - begin], moved[e - begin]) for s, e in spans if s >= begin and e <= end]
    before, after = "… " if begin > 0 else "", " …" if end < len(text) else ""
    shift = len(before)
    return Snippet(f"{before}{cut}{after}", tuple((s + shift, e + shift) for s, e in inside if e > s))


def _best_start(spans: Sequence[tuple[int, int]], length: int) -> int:
    room = length * 3 // 4
    best, most, right = spans[0][0], 0, 0
    for left, (start, _) in enumerate(spans):
        while right < len(spans) and spans[right][1] <= start + room:
            right += 1
        if right - left > most:
            best, most = start, right - left
    return best


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _single_spaced(text: str) -> tuple[str, list[int]]:
    """The text with white space made single, and where each of its offsets went."""
    out: list[str] = []
    moved = []
    for char in text:
        moved.append(len(out))
        if not char.isspace():
            out.append(char)
        elif out and out[-1] != " ":
            out.append(" ")
    moved.append(len(out))
    return "".join(out), moved
