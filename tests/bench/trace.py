"""How long a draft of a hundred quotations takes to trace, beside rapidfuzz over every page in the same run.

    python -m tests.bench.trace CASE [--quotes 100] [--obvious 5]

The quotations are taken from pages of the case: 60 as they stand, 12 with one word changed, 10 with words left out, 10
misread (5 % of the characters), 8 invented. Prints seconds to the first verdict and to the last, the peak memory of the
process, and how many have the right verdict and page. The obvious way is rapidfuzz's partial_ratio, with the best score
so far as cutoff, on texts that are in memory already.
"""

import argparse
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.document import PageId
from explorer.model.draft import Statement, StatementKind
from explorer.model.trace import Trace, Verdict
from tests.helpers.quotes import misread, passage, sentence

_SHARES = (("exact", 60), ("changed", 12), ("elided", 10), ("misread", 10), ("invented", 8))
_VERDICTS = {
    "exact": (Verdict.EXACT,), "changed": (Verdict.DIFFERS,), "elided": (Verdict.ELIDED,),
    "misread": (Verdict.DIFFERS, Verdict.EXACT), "invented": (Verdict.NOT_FOUND,),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    kind: str
    text: str
    page: PageId | None


def asked(rows: Sequence[tuple[PageId, str]], count: int) -> list[Asked]:
    """Quotations of the pages, one from each, in their shares."""
    dice = random.Random(19)
    found: list[Asked] = []
    kinds = [kind for kind, share in _SHARES for _ in range(round(share * count / 100))]
    for (page, text), kind in zip(dice.sample(list(rows), len(kinds)), kinds, strict=True):
        words = passage(dice, text, 10, 20).split()
        middle = len(words) // 2
        if kind == "changed":
            words[middle] = "Whitcomb"
        elif kind == "elided":
            words[middle - 2 : middle + 2] = ["…"]
        whole = misread(dice, " ".join(words), 0.05) if kind == "misread" else " ".join(words)
        found.append(Asked(kind, sentence(dice), None) if kind == "invented" else Asked(kind, whole, page))
    dice.shuffle(found)
    return found


def page_ids(session: CaseSession) -> list[PageId]:
    return [each.id for document in session.reading.documents() for each in session.reading.outline(document.document)]


def texts_of(session: CaseSession, pages: Sequence[PageId]) -> list[tuple[PageId, str]]:
    return [(page, session.reading.page(page).text) for page in pages]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("--quotes", type=int, default=100)
    parser.add_argument("--obvious", type=int, default=5, help="quotations traced the obvious way, too")
    options = parser.parse_args()
    with CaseSession.open(options.case, for_writing=False) as session:
        pages = page_ids(session)
        chosen = random.Random(23).sample(pages, min(len(pages), 4 * options.quotes))
        wanted = asked(texts_of(session, chosen), options.quotes)
        session.searching.indexed_pages()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        traces, first, seconds = traced(session, [each.text for each in wanted])
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(wanted)} quotations over {len(pages):,} pages: "
            f"first verdict after {first:.2f} s, all after {seconds:.2f} s"
        )
        print(f"peak memory {after:.0f} MB ({before:.0f} MB before tracing)")
        for kind, _ in _SHARES:
            report(session, kind, wanted, traces)
        texts = [text for _, text in texts_of(session, pages)] if options.obvious else []
    if options.obvious:
        began = time.perf_counter()
        for each in wanted[: options.obvious]:
            obvious(each.text, texts)
        one = (time.perf_counter() - began) / options.obvious
        whole = one * len(wanted)
        print(f"rapidfuzz over every page: {one:.2f} s a quotation, {whole:.0f} s for all; ratio {whole / seconds:.1f}")


def traced(session: CaseSession, quotes: Sequence[str]) -> tuple[dict[int, Trace], float, float]:
    """Traces by number, and the seconds to the first and to the last."""
    found: dict[int, Trace] = {}
    moments: list[float] = []

    def tell(trace: Trace) -> None:
        found[trace.n] = trace
        moments.append(time.perf_counter())

    began = time.perf_counter()
    statements = [Statement(n, StatementKind.QUOTE, text, ((0, len(text)),)) for n, text in enumerate(quotes)]
    session.tracing.trace(statements, JobContext(), tell)
    return found, moments[0] - began, moments[-1] - began


def report(session: CaseSession, kind: str, wanted: Sequence[Asked], traces: dict[int, Trace]) -> None:
    rows = [(traces[at], each) for at, each in enumerate(wanted) if each.kind == kind]
    verdicts = sum(trace.verdict in _VERDICTS[kind] for trace, _ in rows)
    placed = [(trace, each.page) for trace, each in rows if each.page is not None]
    right = sum(
        any(session.reading.page_at(match.passages[0].page).id == page for match in trace.matches)
        for trace, page in placed
    )
    print(f"  {kind}: verdict right {verdicts} of {len(rows)}, page right {right} of {len(placed)}")


def obvious(quote: str, texts: Sequence[str]) -> float:
    best = 0.0
    for text in texts:
        best = max(best, fuzz.partial_ratio(quote, text, score_cutoff=best))
    return best


if __name__ == "__main__":
    main()
