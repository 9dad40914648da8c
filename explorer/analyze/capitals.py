"""Words that capitals make others of: "US" is a country, "us" are we. Where all is in capitals, nobody can tell."""

import re

from explorer.analyze.letters import Letters

_OTHERS = frozenset(("us", "it", "who", "ice", "aids"))
_BESIDE = 40  # characters in which a neighbour is looked for
_WORDS = re.compile(r"[^\W\d_]+")


def turned(quote: str, ours: Letters, page: str, theirs: Letters, at: int) -> list[tuple[int, int]]:
    """Words of a quotation that stand on the page with the same letters and say something else.

    Args:
        at: the page's letter that the quotation's letters begin at.

    Returns:
        Ranges of the quotation's letters.
    """
    return [
        (first, last)
        for first, last in ours.words
        if ours.text[first:last] in _OTHERS
        and _is_turned(quote, ours.span(first, last), page, theirs.span(at + first, at + last))
    ]


def _is_turned(quote: str, ours: tuple[int, int], page: str, theirs: tuple[int, int]) -> bool:
    one, other = quote[slice(*ours)], page[slice(*theirs)]
    return one.isupper() != other.isupper() and _is_mixed(quote, ours) and _is_mixed(page, theirs)


def _is_mixed(text: str, span: tuple[int, int]) -> bool:
    """Whether capitals say something there: neither neighbour is a word in capitals."""
    before = _WORDS.findall(text[max(0, span[0] - _BESIDE) : span[0]])
    after = _WORDS.findall(text[span[1] : span[1] + _BESIDE])
    neighbours = (*before[-1:], *after[:1])
    return bool(neighbours) and not any(len(word) > 1 and word.isupper() for word in neighbours)
