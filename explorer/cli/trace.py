"""The command that traces a draft's statements to their source pages."""

import time
from collections import Counter
from pathlib import Path
from textwrap import shorten

import click

from explorer.app.packets.report import difference
from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, json_option, reading
from explorer.cli.terminal import ProgressLine, say, show, show_json
from explorer.jobs.job import JobContext
from explorer.model.draft import Statement, StatementKind
from explorer.model.passage import Passage
from explorer.model.trace import Match, Trace, Verdict, layer_words

_LONGEST = 200  # characters of a passage that a sentence may rest on
_WORDS = {
    Verdict.EXACT: "stands on", Verdict.ELIDED: "stands, with words left out, on", Verdict.DIFFERS: "differs from",
    Verdict.SPLICED: "is put together from", Verdict.NOT_FOUND: "was not found",
}  # fmt: skip


@click.command()
@case_argument
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Also write what was found to a .html, .docx, .pdf or .csv file.",
)
@json_option
def trace(case: Path, draft: Path, report: Path | None, as_json: bool) -> None:
    """Where each quotation and checkable sentence of a draft stands, and what differs there word by word.

    DRAFT is a Word, OpenDocument, Markdown, HTML, RTF or text file; it is only read.
    """
    line = ProgressLine()
    with reading(case) as session:
        began = time.monotonic()
        read, statements = session.tracing.read(draft)
        for problem in read.problems:
            say(f"casefile: only in part: {problem}")
        traces: dict[int, Trace] = {}
        try:
            session.tracing.trace(statements, JobContext(line), lambda each: traces.update({each.n: each}))
        finally:
            line.end()
        seconds = round(time.monotonic() - began, 3)
        if report is not None:
            session.reports.write(report, read, statements, traces)
        if as_json:
            rows = [_row(session, each, traces[each.n]) for each in statements]
            show_json({"draft": read.name, "seconds": seconds, "statements": rows})
            return
        for each in statements:
            _show(session, each, traces[each.n])
        _show_sums(statements, traces, seconds)


def _row(session: CaseSession, statement: Statement, traced: Trace) -> dict[str, object]:
    return {
        "n": statement.n,
        "kind": statement.kind.value,
        "text": statement.text,
        "speaker": statement.speaker,
        "verdict": traced.verdict.value,
        "matches": [_match(session, each) for each in traced.matches],
    }


def _match(session: CaseSession, match: Match) -> dict[str, object]:
    first = match.passages[0]
    return {
        "document": session.reading.own_place(first.document).id,
        "page": first.ordinal,
        "citation": str(session.reading.citation(first.page)),
        "score": match.score,
        "source_text": match.source_text,
        "diff": [[piece.kept.value, piece.text] for piece in match.diff],
        "boxes": [box for each in match.passages if each.page == first.page for box in _boxes(session, each)],
        "passages": [_passage(session, each) for each in match.passages],
        "matters": [each.value for each in match.matters],
        "uncertain": match.uncertain,
        "said_by": match.said_by,
        "quoted": match.is_quoted,
        "by_somebody_else": match.by_somebody_else,
        "layers": [each.value for each in match.layers],
    }


def _passage(session: CaseSession, passage: Passage) -> dict[str, object]:
    return {
        "document": session.reading.own_place(passage.document).id,
        "page": passage.ordinal,
        "citation": str(session.reading.citation(passage.page)),
        "start": passage.start,
        "end": passage.end,
        "text": passage.quote,
        "boxes": _boxes(session, passage),
    }


def _boxes(session: CaseSession, passage: Passage) -> list[list[float]]:
    return [[round(side, 2) for side in (box.x0, box.y0, box.x1, box.y1)] for box in session.tracing.boxes(passage)]


def _show(session: CaseSession, statement: Statement, traced: Trace) -> None:
    if statement.kind is StatementKind.STATEMENT and traced.verdict is Verdict.NOT_FOUND:
        show(f"{statement.n}. {statement.text}")
        for match in traced.matches[:2]:
            words = shorten(match.source_text, _LONGEST, placeholder=" …")
            show(f"     may rest on {session.reading.citation(match.passages[0].page)}: “{words}”")
        return
    show(f"{statement.n}. “{statement.text}” {_WORDS[traced.verdict]}")
    for match in traced.matches[:3]:
        pages = dict.fromkeys(str(session.reading.citation(each.page)) for each in match.passages)
        show(f"     {' and '.join(pages)}{_remarks(match)}")
        if match is traced.matches[0] and traced.verdict is not Verdict.EXACT:
            show(f"     {difference(match)}")


def _remarks(match: Match) -> str:
    told = []
    if match.uncertain:
        told.append("read off the picture: look at the picture")
    if match.is_quoted:
        told.append(f"quoted there from {match.said_by or 'an earlier message'}")
    if match.by_somebody_else:
        told.append(f"said there by {match.said_by}")
    if match.layers:
        told.append(f"stands in {' and '.join(layer_words(each) for each in match.layers)}")
    if match.matters:
        told.append("differs in " + ", ".join(each.value for each in match.matters))
    return f" ({'; '.join(told)})" if told else ""


def _show_sums(statements: list[Statement], traces: dict[int, Trace], seconds: float) -> None:
    quotes = [each for each in statements if each.kind is StatementKind.QUOTE]
    sums = Counter(traces[each.n].verdict for each in quotes)
    told = ", ".join(f"{sums[each]} {each.value.replace('_', ' ')}" for each in Verdict if sums[each])
    show(f"{len(quotes)} quotations: {told or 'none'}; {len(statements) - len(quotes)} other statements; {seconds} s.")


COMMANDS = (trace,)
