"""What one text says to a quotation: that it stands there, that it stands there in parts, or what is nearest to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from explorer.analyze.capitals import turned
from explorer.analyze.ground import Ground
from explorer.analyze.letters import Letters, begins_whole, ends_whole
from explorer.analyze.quote_fit import Fit, Step, fit
from explorer.analyze.quote_parts import Quotation
from explorer.analyze.quote_places import Place, parted_places, whole_places
from explorer.analyze.weighty_words import is_title, matter_of
from explorer.model.trace import Kept, Match, Matter, Piece, Verdict

_PLACES = 20  # of one page
_SCORE_OF_PARTS = 99.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A match and what it makes of the quotation by itself; ``equal_words`` counts the quotation's words it holds."""

    verdict: Verdict
    match: Match
    equal_words: int


def findings(quote: Quotation, ground: Ground, cutoff: float) -> list[Finding]:
    """Where a quotation stands in a text, or where something at least ``cutoff`` (0 to 100) like it does."""
    whole = [_stands(quote, ground, place) for place in islice(whole_places(quote, ground.letters), _PLACES)]
    if whole:
        return whole
    parted = islice(parted_places(quote, ground.letters, ground.text), _PLACES)
    found = [_stands_in_parts(quote, ground, place) for place in parted]
    if found:
        return found
    near = fit(quote.letters, ground.letters, cutoff)
    return [_is_near(quote, ground, near)] if near and near.score >= cutoff else []


def _stands(quote: Quotation, ground: Ground, place: Place) -> Finding:
    ((first, last),) = place.ranges
    passages = ground.passages(*ground.letters.span(first, last))
    unsure = ground.is_unsure(passages)
    pieces = tuple(_as_written(quote.plain, quote.letters, ground, first))
    matters = (Matter.NAME,) if len(pieces) > 1 else ()
    score, source = 99.9 if matters else 100.0, _source(ground, place.ranges)
    match = Match(passages, score, source, pieces, matters, unsure, layers=ground.layers(passages))
    return Finding(Verdict.DIFFERS if unsure or matters else Verdict.EXACT, match, len(quote.letters.words))


def _as_written(text: str, held: Letters, ground: Ground, at: int) -> Iterator[Piece]:
    """Words that stand on the page from a letter on: equal, but for those that capitals make others."""
    page, done = ground.letters, 0
    for first, last in turned(text, held, ground.text, page, at):
        if first:
            yield Piece(Kept.EQUAL, _flat(text[done : held.starts[first]]))
        yield Piece(Kept.DELETE, text[slice(*held.span(first, last))])
        yield Piece(Kept.INSERT, ground.text[slice(*page.span(at + first, at + last))])
        done = held.ends[last - 1]
    if text[done:].strip():
        yield Piece(Kept.EQUAL, _flat(text[done:]))


def _stands_in_parts(quote: Quotation, ground: Ground, place: Place) -> Finding:
    page = ground.letters
    passages = tuple(chain.from_iterable(ground.passages(*page.span(*each)) for each in place.ranges))
    unsure = ground.is_unsure(passages)
    pieces = tuple(_part_pieces(quote, ground, place))
    others = any(
        turned(quote.text[part.start :], part.letters, ground.text, page, first)
        for part, (first, _) in zip(quote.parts, place.ranges, strict=True)
    )
    matters = (*((place.turn.matter,) if place.turn else ()), *((Matter.NAME,) if others else ()))
    differs = unsure or others or (place.turn is not None and not place.turn.is_slight)
    match = Match(
        passages,
        _SCORE_OF_PARTS,
        _source(ground, place.ranges),
        pieces,
        matters,
        unsure,
        layers=ground.layers(passages),
    )
    return Finding(Verdict.DIFFERS if differs else Verdict.ELIDED, match, len(quote.letters.words))


def _part_pieces(quote: Quotation, ground: Ground, place: Place) -> Iterator[Piece]:
    """The parts as equal, and between them what brackets put in and what was left out."""
    page = ground.letters
    before = place.ranges[0][0]
    for part, (first, last) in zip(quote.parts, place.ranges, strict=True):
        if part.put_in:
            yield Piece(Kept.DELETE, f"[{part.put_in}]")
        if first > before:
            yield Piece(Kept.INSERT, _flat(ground.text[slice(*page.span(before, first))]))
        yield from _as_written(quote.text[part.start : part.start + part.letters.ends[-1]], part.letters, ground, first)
        before = last
    if quote.put_in_last:
        yield Piece(Kept.DELETE, f"[{quote.put_in_last}]")


def _is_near(quote: Quotation, ground: Ground, near: Fit) -> Finding:
    page = ground.letters
    steps = _with_cut_words(quote, page, near)
    words = [step for step in steps if step.p1 > step.p0]
    first, last = page.words[words[0].p0][0], page.words[words[-1].p1 - 1][1]
    passages = ground.passages(*page.span(first, last))
    match = Match(
        passages,
        min(round(near.score, 1), 99.9),
        _source(ground, ((first, last),)),
        tuple(_pieces(quote, ground, steps)),
        _matters(quote, ground, steps),
        ground.is_unsure(passages),
        layers=ground.layers(passages),
    )
    return Finding(Verdict.DIFFERS, match, sum(step.q1 - step.q0 for step in steps if step.is_equal))


def _with_cut_words(quote: Quotation, page: Letters, near: Fit) -> Sequence[Step]:
    """Steps, with the words of the page that the quotation's first or last word was cut from."""
    steps = list(near.steps)
    first, last = page.words[near.first][0], page.words[near.last - 1][1]
    if steps[0].is_equal and near.first and not begins_whole(page, first):
        steps.insert(0, Step(False, 0, 0, near.first - 1, near.first))
    if (
        steps[-1].is_equal
        and near.last < len(page.words)
        and not ends_whole(page, last, has_hyphen=quote.ends_with_hyphen)
    ):
        steps.append(Step(False, len(quote.letters.words), len(quote.letters.words), near.last, near.last + 1))
    return steps


def _pieces(quote: Quotation, ground: Ground, steps: Sequence[Step]) -> Iterator[Piece]:
    """Steps of one kind joined, in the words of the texts."""
    for is_equal, run in _runs(steps):
        if is_equal:
            yield Piece(Kept.EQUAL, _raw(ground.text, ground.letters, run[0].p0, run[-1].p1))
            continue
        ours = _raw(quote.plain, quote.letters, run[0].q0, run[-1].q1)
        theirs = _raw(ground.text, ground.letters, run[0].p0, run[-1].p1)
        if ours:
            yield Piece(Kept.DELETE, ours)
        if theirs:
            yield Piece(Kept.INSERT, theirs)


def _runs(steps: Sequence[Step]) -> Iterator[tuple[bool, list[Step]]]:
    run: list[Step] = []
    for step in steps:
        if run and run[0].is_equal != step.is_equal:
            yield run[0].is_equal, run
            run = []
        run.append(step)
    if run:
        yield run[0].is_equal, run


def _matters(quote: Quotation, ground: Ground, steps: Sequence[Step]) -> tuple[Matter, ...]:
    """The kinds of what differs, without repetition."""
    found: dict[Matter, None] = {}
    for step in steps:
        if step.is_equal:
            continue
        for text, held, first, last in (
            (quote.plain, quote.letters, step.q0, step.q1),
            (ground.text, ground.letters, step.p0, step.p1),
        ):
            for word in range(first, last):
                begin, end = held.words[word]
                raw = text[slice(*held.span(begin, end))]
                found.setdefault(
                    matter_of(held.text[begin:end], raw, begins_sentence=_begins(text, held.starts[begin]))
                )
    return tuple(found)


def _begins(text: str, at: int) -> bool:
    """Whether a word that begins at a character begins a sentence; after a title's point it does not."""
    before = text[max(0, at - 40) : at].rstrip(" \"“‘'(\n")
    return not before or (before.endswith((".", "!", "?", ":")) and not is_title(before.split()[-1]))


def _raw(text: str, held: Letters, first: int, last: int) -> str:
    """Words ``[first, last)`` as they are written."""
    if first >= last:
        return ""
    return _flat(text[slice(*held.span(held.words[first][0], held.words[last - 1][1]))])


def _source(ground: Ground, ranges: Sequence[tuple[int, int]]) -> str:
    page = ground.letters
    return " … ".join(_flat(ground.text[slice(*page.span(*each))]) for each in ranges)


def _flat(text: str) -> str:
    return " ".join(text.split())
