"""The marks of a query found the plain way, over all words of a text: what the quick way is held against."""

import re
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from explorer.model.query import Fuzzy, Near, Pattern, Phrase, Query, Term
from explorer.search.analyzer import Token, tokens
from explorer.search.highlight import leaves
from explorer.search.stemming import stem

Span = tuple[int, int]
_WILD = {"*": r".*", "?": r"."}


def plain_spans(query: Query, text: str) -> list[Span]:
    found = list(tokens(text))
    marks = {span for leaf in leaves(query) for span in _leaf_spans(leaf, found)}
    return _joined(sorted(marks))


def _leaf_spans(leaf: Query, found: list[Token]) -> list[Span]:
    match leaf:
        case Term(text, True):
            return [(token.start, token.end) for token in found if token.text == text]
        case Term(text):
            root = stem(text)
            return _where(found, lambda word: word == text or stem(word) == root)
        case Pattern(pattern):
            wanted = re.compile("".join(_WILD.get(char, re.escape(char)) for char in pattern))
            return _where(found, lambda word: wanted.fullmatch(word) is not None)
        case Fuzzy(text, distance):
            return _where(found, lambda word: Levenshtein.distance(word, text, score_cutoff=distance) <= distance)
        case Phrase(words):
            return _phrase(words, found)
        case Near(words, distance):
            return _near(words, distance, found)
        case _:
            return []


def _where(found: list[Token], holds: Callable[[str], bool]) -> list[Span]:
    verdicts = {text: holds(text) for text in {token.text for token in found}}
    return [(token.start, token.end) for token in found if verdicts[token.text]]


def _phrase(words: tuple[str, ...], found: list[Token]) -> list[Span]:
    by_position: dict[int, dict[str, Token]] = {}
    for token in found:
        by_position.setdefault(token.position, {})[token.text] = token
    marks = []
    for token in found:
        if token.text == words[0]:
            run = [by_position.get(token.position + step, {}).get(word) for step, word in enumerate(words)]
            if all(run):
                last = run[-1]
                assert last is not None
                marks.append((token.start, last.end))
    return marks


def _near(words: tuple[str, ...], distance: int, found: list[Token]) -> list[Span]:
    """Each smallest window that holds all words: its words' spans, one by one."""
    wanted = set(words)
    hits = [token for token in found if token.text in wanted]
    marks: set[Span] = set()
    counts: dict[str, int] = {}
    left = 0
    for right, token in enumerate(hits):
        counts[token.text] = counts.get(token.text, 0) + 1
        while token.position - hits[left].position > distance:
            counts[hits[left].text] -= 1
            left += 1
        if all(counts.get(word) for word in wanted):
            marks |= {(each.start, each.end) for each in hits[left : right + 1]}
    return sorted(marks)


def _joined(marks: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in marks:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
