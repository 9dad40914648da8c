"""Where a query's words stand in a page's own text: the same marks for every engine."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import Levenshtein

from explorer.model.query import AllOf, AnyOf, Fuzzy, Near, Pattern, Phrase, Query, Term
from explorer.search.analyzer import Token, tokens_like
from explorer.search.stemming import stem

Span = tuple[int, int]
Alike = Callable[[set[str]], set[str]]
_WILD = {"*": r".*", "?": r"."}


def spans(query: Query, text: str) -> list[Span]:
    """The stretches that a query's words match, in order, joined where they overlap. Negated parts light nothing."""
    asked = [(leaf, _alike(leaf)) for leaf in leaves(query)]

    def liked(forms: set[str]) -> set[str]:
        return set().union(*(alike(forms) for _, alike in asked))

    found = tokens_like(text, liked, also_joined=any(_may_be_joined(leaf) for leaf, _ in asked))
    marks = {span for leaf, alike in asked for span in _leaf_spans(leaf, alike, found)}
    return _joined(sorted(marks))


def leaves(query: Query) -> Iterable[Query]:
    """The words, phrases and patterns that a page must hold."""
    if isinstance(query, AllOf | AnyOf):
        for part in query.parts:
            yield from leaves(part)
    elif isinstance(query, Term | Phrase | Pattern | Fuzzy | Near):
        yield query


def distance_holds(words: tuple[str, ...], distance: int, text: str) -> bool:
    """Whether a text holds all words within ``distance`` words of each other, in any order."""
    return bool(_near(words, distance, tokens_like(text, lambda forms: forms.intersection(words))))


def _may_be_joined(leaf: Query) -> bool:
    """Whether a leaf may be about joined forms, each of which holds something besides letters and digits."""
    match leaf:
        case Term(text):
            return not is_plain(text)
        case Phrase(words) | Near(words):
            return not all(map(is_plain, words))
        case _:
            return True


def is_plain(word: str) -> bool:
    return word.replace("_", "x").isalnum()


def _alike(leaf: Query) -> Alike:
    """Tells which of some words a leaf is about."""
    match leaf:
        case Term(text, True):
            return lambda forms: forms & {text}
        case Term(text):
            root = stem(text)
            near = {text[:1], root[:1]}  # a stem begins as its forms do
            return lambda forms: {word for word in forms if word[:1] in near and (word == text or stem(word) == root)}
        case Pattern(pattern):
            wanted = re.compile("".join(_WILD.get(char, re.escape(char)) for char in pattern))
            return lambda forms: {word for word in forms if wanted.fullmatch(word)}
        case Fuzzy(text, most):
            return lambda forms: {word for word in forms if Levenshtein.distance(word, text, score_cutoff=most) <= most}
        case Phrase(words) | Near(words):
            return lambda forms: forms.intersection(words)
        case _:
            return lambda forms: forms & set()


def _leaf_spans(leaf: Query, alike: Alike, found: list[Token]) -> list[Span]:
    match leaf:
        case Phrase(words):
            return _phrase(words, found)
        case Near(words, distance):
            return _near(words, distance, found)
        case _:
            verdicts = alike({token.text for token in found})
            return [(token.start, token.end) for token in found if token.text in verdicts]


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
