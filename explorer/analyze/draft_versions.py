"""Which statement of a new version is which one of the version before: the same, moved, reworded, or none.

Exact words first; then by how alike the words are, best pair first. As both sides rank each other by the same score,
pairing so is the stable assignment (Gale and Shapley, "College Admissions and the Stability of Marriage", 1962): no two
statements left each would rather have had each other. What kept its order is a longest rising run (patience sorting).
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from explorer.model.draft import StatementKind
from explorer.model.trace import Kept, Piece

ALIKE = 55.0  # of 100: as one sentence reworded still is
_IN_PLACE = 35.0  # where it stands alone between the same neighbours
_WINDOW = 300  # statements on either side that one is compared with, in long drafts
_MOST_PAIRS = 2_000_000
_MOST_WORDS = 4_000  # of one statement that is compared word by word
_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»‹›\u00a0\u202f\u2011", "''''\"\"\"\"\"\"''  -")


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement as versions are compared: typography and white space apart."""

    kind: StatementKind
    text: str
    frame: str = ""  # the words around a quotation

    @property
    def seal(self) -> str:
        """What a person's word on it holds for."""
        said = json.dumps([self.kind, self.text, self.frame], ensure_ascii=True)
        return sha256(said.encode("ascii", "replace")).hexdigest()[:32]


def wording(kind: StatementKind, text: str, frame: str = "") -> Wording:
    return Wording(kind, _plain(text), _plain(frame))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("...", "…").translate(_TYPOGRAPHY).split())


def followed(old: Sequence[Wording], new: Sequence[Wording]) -> list[int | None]:
    """For each new statement the index of the old one that it is, each at most once; the same for the same input."""
    found: dict[int, int] = {}
    for key in (lambda each: each, lambda each: (each.kind, each.text)):
        taken = set(found.values())
        left = [(n, key(each)) for n, each in enumerate(old) if n not in taken]
        _pair_equal(left, [(n, key(each)) for n, each in enumerate(new) if n not in found], found)
    _pair_alike(old, new, found)
    _pair_neighbours(old, new, found)
    return [found.get(n) for n in range(len(new))]


def _pair_equal(old: list[tuple[int, object]], new: list[tuple[int, object]], found: dict[int, int]) -> None:
    """The first of the same with the first, the second with the second."""
    waiting: dict[object, list[int]] = {}
    for n, key in reversed(old):
        waiting.setdefault(key, []).append(n)
    for n, key in new:
        if waiting.get(key):
            found[n] = waiting[key].pop()


def _pair_alike(old: Sequence[Wording], new: Sequence[Wording], found: dict[int, int]) -> None:
    taken = set(found.values())
    left = [n for n in range(len(old)) if n not in taken]
    pairs = sorted(_alike(old, left, new, [n for n in range(len(new)) if n not in found]))
    for _score, _distance, here, there in pairs:
        if there not in found and here not in taken:
            found[there] = here
            taken.add(here)


def _alike(
    old: Sequence[Wording], here: Sequence[int], new: Sequence[Wording], there: Sequence[int]
) -> Iterator[tuple[float, float, int, int]]:
    """Pairs alike enough: how unlike, how far apart, old, new."""
    window = min(_WINDOW, _MOST_PAIRS // max(len(there), 1))
    for at, n in enumerate(there):
        middle = at * len(here) // max(len(there), 1)
        near = [each for each in here[max(0, middle - window) : middle + window] if old[each].kind is new[n].kind]
        texts = [old[each].text for each in near]
        for _text, score, place in process.extract(new[n].text, texts, scorer=fuzz.ratio, limit=8, score_cutoff=ALIKE):
            yield -score, abs(near[place] / len(old) - n / len(new)), near[place], n


def _pair_neighbours(old: Sequence[Wording], new: Sequence[Wording], found: dict[int, int]) -> None:
    """A lone statement between the same neighbours as before, if its words are not wholly others."""
    taken = set(found.values())
    edges = {-1: -1, len(new): len(old), **found}
    for n in range(len(new)):
        if n in found:
            continue
        before, after = edges.get(n - 1), edges.get(n + 1)
        here = before + 1 if before is not None else None
        if here is None or after != here + 1 or here in taken or old[here].kind is not new[n].kind:
            continue
        if fuzz.ratio(old[here].text, new[n].text) >= _IN_PLACE:
            found[n] = here
            taken.add(here)


def in_order(places: Sequence[int]) -> set[int]:
    """The indexes of a longest rising run of different numbers: what was not moved."""
    tops: list[int] = []  # the smallest last number of a run of each length
    at: list[int] = []
    before: list[int] = []
    for n, place in enumerate(places):
        length = bisect_left(tops, place)
        before.append(at[length - 1] if length else -1)
        tops[length:length] = [] if length < len(tops) else [place]
        at[length:length] = [] if length < len(at) else [n]
        tops[length], at[length] = place, n
    kept, n = set(), at[-1] if at else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """What was taken out and put in, word by word; one piece if nothing was."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return (Piece(Kept.DELETE, before), Piece(Kept.INSERT, after))
    kinds = {"equal": Kept.EQUAL, "delete": Kept.DELETE, "insert": Kept.INSERT}
    pieces: list[Piece] = []
    for change in Indel.opcodes(old, new):
        words = new[change.dest_start : change.dest_end] or old[change.src_start : change.src_end]
        pieces.append(Piece(kinds[change.tag], " ".join(words)))
        if len(pieces) > 1 and pieces[-1].kept is Kept.DELETE and pieces[-2].kept is Kept.INSERT:
            pieces[-2:] = reversed(pieces[-2:])  # what went stands before what came
    return tuple(pieces)


def spread(pieces: Sequence[str], words: str) -> list[str]:
    """New words for the pieces of a quotation that an attribution cuts: cut where the old words were."""
    old = [each.split() for each in pieces]
    new, flat = words.split(), [word for piece in old for word in piece]
    if len(pieces) == 1:
        return [" ".join(new)]
    edges, at = [0], 0
    changes = list(Indel.opcodes(flat[:_MOST_WORDS], new[:_MOST_WORDS]))
    for piece in old[:-1]:
        at += len(piece)
        edges.append(max(edges[-1], _carried(changes, at, len(new))))
    return [" ".join(new[first:last]) for first, last in zip(edges, [*edges[1:], len(new)], strict=True)]


def _carried(changes: Sequence[Any], at: int, most: int) -> int:
    """Where a place between old words lies between the new ones."""
    for change in changes:
        if change.src_start <= at <= change.src_end:
            return int(min(change.dest_start + at - change.src_start, change.dest_end))
    return most
