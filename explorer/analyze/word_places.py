"""Where the words of a page stand in another drawing of the same page.

The two lists are brought together in reading order first (Ratcliff and Obershelp's matching blocks, as difflib has
it); what is left over goes to the nearest word of the same letters.
"""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from explorer.model.words import Box, Word

_MOST = 4_000  # words of a page that are compared in order; further ones by nearness alone


def places_of(text: str, words: Sequence[Word], seen: Sequence[tuple[str, Box]]) -> list[Box | None]:
    """The box of each word in the other drawing; None where it is not found there.

    Args:
        text: the page's text, which the words index.
        words: in reading order.
        seen: the other drawing's words with their boxes, in its order.
    """
    own = [_plain(text[word.start : word.end]) for word in words]
    other = [_plain(each) for each, _box in seen]
    found: list[Box | None] = [None] * len(words)
    taken: set[int] = set()
    for block in SequenceMatcher(None, own[:_MOST], other[:_MOST], autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = seen[block.b + step][1]
            taken.add(block.b + step)
    _give_rest(own, words, other, seen, found, taken)
    return found


def moved_words(text: str, words: Sequence[Word], seen: Sequence[tuple[str, Box]], height: float) -> tuple[Word, ...]:
    """The page's words at their places in the other drawing; what is not found there is left out.

    Args:
        height: in points; words below it are the same in both drawings and stay where they are.
    """
    above = [word for word in words if word.box.y0 < height]
    boxes = iter(places_of(text, above, seen))
    moved = []
    for word in words:
        box = next(boxes) if word.box.y0 < height else word.box
        if box is not None:
            moved.append(Word(word.start, word.end, box))
    return tuple(moved)


def _give_rest(
    own: Sequence[str],
    words: Sequence[Word],
    other: Sequence[str],
    seen: Sequence[tuple[str, Box]],
    found: list[Box | None],
    taken: set[int],
) -> None:
    loose: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(other):
        if at not in taken and each:
            loose[each].append(at)
    for at, each in enumerate(own):
        if found[at] is None and loose.get(each):
            nearest = min(loose[each], key=lambda place: _distance(words[at].box, seen[place][1]))
            loose[each].remove(nearest)
            found[at] = seen[nearest][1]


def _plain(word: str) -> str:
    """A word as it is compared: ligatures and full forms taken apart, case dropped."""
    return unicodedata.normalize("NFKC", word).casefold()


def _distance(a: Box, b: Box) -> float:
    return math.dist(((a.x0 + a.x1) / 2, (a.y0 + a.y1) / 2), ((b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2))
