"""A quotation fitted into a page that does not hold it word for word: where it stands best, and what differs there.

The stretch is found on letters (rapidfuzz's partial alignment), then aligned word by word: the fitting variant of
Needleman and Wunsch (1970), in which the page's words before and after cost nothing.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from explorer.analyze.letters import Letters, gaps_agree

_BESIDE = 6  # words looked at on both sides of the stretch
_SAME_WORD = 0.5  # likeness from which a word stands for another rather than beside it
_UNLIKE = 0.95  # of putting an unlike word in the place of another
_LEAVE, _ADD, _MERGE = 1.0, 0.7, 0.02
_LONGEST = 400  # words of a quotation that are aligned


@dataclass(frozen=True, slots=True)
class Step:
    """Words ``[q0, q1)`` of the quotation against words ``[p0, p1)`` of the page."""

    is_equal: bool
    q0: int
    q1: int
    p0: int
    p1: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a quotation stands best on a page: a range of the page's words, steps in order, likeness 0 to 100."""

    first: int
    last: int
    steps: tuple[Step, ...]
    score: float

    @property
    def equal_runs(self) -> list[tuple[int, int, int]]:
        """Runs of equal words: first and last word of the quotation, first word on the page."""
        runs: list[tuple[int, int, int]] = []
        for step in self.steps:
            if not step.is_equal:
                continue
            if runs and runs[-1][1] == step.q0 and runs[-1][2] + (step.q0 - runs[-1][0]) == step.p0:
                runs[-1] = (runs[-1][0], step.q1, runs[-1][2])
            else:
                runs.append((step.q0, step.q1, step.p0))
        return runs


def fit(quote: Letters, page: Letters, cutoff: float = 0.0) -> Fit | None:
    """The best place of a quotation on a page; None if none is at least ``cutoff`` (0 to 100) like it."""
    if not quote.words or not page.words or len(quote.words) > _LONGEST:
        return None
    found = fuzz.partial_ratio_alignment(quote.text, page.text, score_cutoff=cutoff)
    if found is None or found.dest_end <= found.dest_start:
        return None
    lead = found.src_start if len(quote) <= len(page) else 0
    begin = max(0, page.word_at(max(0, found.dest_start - lead)) - _BESIDE)
    end = min(len(page.words), page.word_at(found.dest_end - 1) + 1 + _BESIDE)
    return _aligned(quote, page, begin, end)


def _aligned(quote: Letters, page: Letters, begin: int, end: int) -> Fit | None:
    ours = [quote.text[first:last] for first, last in quote.words]
    theirs = [page.text[first:last] for first, last in page.words[begin:end]]
    steps = _steps(ours, theirs)
    used = [step for step in steps if step.p1 > step.p0]
    if not used:
        return None
    first, last = begin + used[0].p0, begin + used[-1].p1
    stretch = page.text[page.words[first][0] : page.words[last - 1][1]]
    shifted = tuple(_checked(quote, page, step, begin) for step in steps)
    return Fit(first, last, shifted, fuzz.ratio(quote.text, stretch))


def _checked(quote: Letters, page: Letters, step: Step, begin: int) -> Step:
    """A step in the page's own words; one word is two of the other text only where their gaps agree."""
    p0, p1 = step.p0 + begin, step.p1 + begin
    is_equal = step.is_equal
    if is_equal and step.q1 - step.q0 != p1 - p0:
        ours, theirs = quote.words[step.q0][0], page.words[p0][0]
        inner = (quote.words[step.q0][1] - ours) if step.q1 - step.q0 == 2 else (page.words[p0][1] - theirs)
        left, right = quote.text[ours + inner - 1], quote.text[ours + inner]
        is_equal = gaps_agree(quote.gaps[ours + inner], page.gaps[theirs + inner], left, right)
    return Step(is_equal, step.q0, step.q1, p0, p1)


def _steps(ours: list[str], theirs: list[str]) -> list[Step]:
    """The cheapest alignment of all our words with some stretch of theirs."""
    wide = len(theirs) + 1
    cost = [[0.0] * wide]
    move: list[list[tuple[int, int]]] = [[(0, 1)] * wide]
    likeness: dict[tuple[str, str], float] = {}
    for i, word in enumerate(ours, start=1):
        row, moves = [cost[i - 1][0] + _LEAVE], [(1, 0)]
        for j, other in enumerate(theirs, start=1):
            swap = 0.0 if word == other else _swap(word, other, likeness)
            best, how = cost[i - 1][j - 1] + swap, (1, 1)
            if cost[i - 1][j] + _LEAVE < best:
                best, how = cost[i - 1][j] + _LEAVE, (1, 0)
            if row[j - 1] + _ADD < best:
                best, how = row[j - 1] + _ADD, (0, 1)
            if j > 1 and theirs[j - 2] + other == word and cost[i - 1][j - 2] + _MERGE < best:
                best, how = cost[i - 1][j - 2] + _MERGE, (1, 2)
            if i > 1 and ours[i - 2] + word == other and cost[i - 2][j - 1] + _MERGE < best:
                best, how = cost[i - 2][j - 1] + _MERGE, (2, 1)
            row.append(best)
            moves.append(how)
        cost.append(row)
        move.append(moves)
    return _traced(ours, theirs, cost[-1], move)


def _swap(word: str, other: str, likeness: dict[tuple[str, str], float]) -> float:
    if (word, other) not in likeness:
        alike = Indel.normalized_similarity(word, other, score_cutoff=_SAME_WORD)
        likeness[word, other] = 1 - alike * 0.8 if alike >= _SAME_WORD else _UNLIKE
    return likeness[word, other]


def _traced(ours: list[str], theirs: list[str], last_row: list[float], move: list[list[tuple[int, int]]]) -> list[Step]:
    i, j = len(ours), min(range(len(theirs) + 1), key=last_row.__getitem__)
    steps: list[Step] = []
    while i > 0:
        down, right = move[i][j]
        is_equal = down > 0 and right > 0 and "".join(ours[i - down : i]) == "".join(theirs[j - right : j])
        steps.append(Step(is_equal, i - down, i, j - right, j))
        i, j = i - down, j - right
    return steps[::-1]
