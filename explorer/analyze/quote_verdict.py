"""What all that was found says of a quotation. The strictest reading wins: only the same words make it exact."""

from collections.abc import Sequence

from explorer.analyze.ground import Ground
from explorer.analyze.quote_findings import Finding
from explorer.analyze.quote_parts import Quotation
from explorer.analyze.splices import Stretch, splice
from explorer.model.passage import Passage
from explorer.model.trace import Kept, Match, Piece, Trace, Verdict

_MOST = 20  # matches shown
_SURELY_ONE = 80.0  # likeness from which a quotation comes from one place, whatever else holds parts of it
_LIKE = 68.0  # likeness from which a passage is what was quoted, badly
_WORDS_LIKE = 0.5  # of the words, for a passage less like it
_LEAST_LIKE = 60.0
_ORDER = {Verdict.EXACT: 0, Verdict.ELIDED: 1, Verdict.DIFFERS: 2}


def verdict(n: int, quote: Quotation, found: Sequence[Finding], grounds: Sequence[Ground]) -> Trace:
    """The verdict on a quotation by what was found in the texts looked at; the best match first."""
    ranked = sorted(_distinct(found), key=_rank)
    best = ranked[0] if ranked else None
    if best and best.verdict is not Verdict.DIFFERS:
        same = [each.match for each in ranked if each.verdict is not Verdict.DIFFERS]
        return Trace(n, best.verdict, tuple((same + [each.match for each in ranked if each.match not in same])[:_MOST]))
    if best and best.match.score >= _SURELY_ONE:
        return Trace(n, Verdict.DIFFERS, _shown(ranked, _LIKE))
    parts = splice(quote, grounds)
    if parts:
        return Trace(n, Verdict.SPLICED, (_put_together(quote, parts), *_shown(ranked, _LIKE)))
    if best and _is_like(best, quote):
        return Trace(n, Verdict.DIFFERS, _shown(ranked, _LEAST_LIKE))
    return Trace(n, Verdict.NOT_FOUND, ())


def _rank(found: Finding) -> tuple[int, bool, float, bool]:
    """The best first: by verdict, what is shown before what is not, by likeness."""
    return _ORDER[found.verdict], found.match.is_not_shown, -found.match.score, found.match.uncertain


def _is_like(found: Finding, quote: Quotation) -> bool:
    share = found.equal_words / max(1, len(quote.letters.words))
    score = found.match.score
    return (score >= _LIKE and share >= _WORDS_LIKE / 2) or (score >= _LEAST_LIKE and share >= _WORDS_LIKE)


def _shown(ranked: Sequence[Finding], least: float) -> tuple[Match, ...]:
    return tuple(each.match for each in ranked if each.match.score >= least)[:_MOST]


def _distinct(found: Sequence[Finding]) -> list[Finding]:
    """Findings without those at the same passages as an earlier one."""
    seen: dict[tuple[Passage, ...], Finding] = {}
    for each in found:
        seen.setdefault(each.match.passages, each)
    return list(seen.values())


def _put_together(quote: Quotation, parts: Sequence[Stretch]) -> Match:
    """The parts of a spliced quotation as one match, each part's passage in the quotation's order."""
    passages: list[Passage] = []
    pieces: list[Piece] = []
    sources: list[str] = []
    at = 0
    words = quote.letters.words
    for part in parts:
        q0 = max(part.q0, at)
        page = part.ground.letters
        first = page.words[part.p0 + q0 - part.q0][0]
        last = page.words[part.p0 + part.q1 - part.q0 - 1][1]
        start, end = page.span(first, last)
        if q0 > at:
            pieces.append(Piece(Kept.DELETE, _raw(quote, at, q0)))
        text = " ".join(part.ground.text[start:end].split())
        pieces.append(Piece(Kept.EQUAL, text))
        sources.append(text)
        passages.extend(part.ground.passages(start, end))
        at = part.q1
    if at < len(words):
        pieces.append(Piece(Kept.DELETE, _raw(quote, at, len(words))))
    return Match(tuple(passages), 100.0 * _held(parts) / len(words), " … ".join(sources), tuple(pieces))


def _held(parts: Sequence[Stretch]) -> int:
    return len({word for part in parts for word in range(part.q0, part.q1)})


def _raw(quote: Quotation, first: int, last: int) -> str:
    held = quote.letters
    return " ".join(quote.plain[slice(*held.span(held.words[first][0], held.words[last - 1][1]))].split())
