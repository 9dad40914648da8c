"""The report of a trace: what the program found for a draft that nobody checked yet, as a table or like a packet."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from explorer.app.packets.content import PacketContent, Told
from explorer.app.packets.docx import docx_packet
from explorer.app.packets.html import html_packet
from explorer.app.packets.pdf import pdf_packet
from explorer.app.reading import Reading
from explorer.errors import InputError
from explorer.model.draft import Draft, Statement, StatementKind
from explorer.model.packet import Packet, Sheet, StoryMark
from explorer.model.trace import Kept, Match, Trace, Verdict, layer_words

_UNCONFIRMED = "Found by the program. Nothing in this report was confirmed by a person."
_SIGNS = {Kept.EQUAL: "{}", Kept.DELETE: "[-{}-]", Kept.INSERT: "{{+{}+}}"}
_WORDS = {
    Verdict.EXACT: "The same words stand on the page below",
    Verdict.ELIDED: "The same words, but for what is left out or put in",
    Verdict.DIFFERS: "Differs from the page below",
    Verdict.SPLICED: "Put together from different places",
    Verdict.NOT_FOUND: "Not found in the records",
}
_WRITERS = {".html": html_packet, ".htm": html_packet, ".pdf": pdf_packet, ".docx": docx_packet}
_HEAD = (
    "n", "kind", "statement", "speaker", "verdict", "score", "citation", "page", "source text", "difference",
    "differs in", "look at the picture", "said by",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


class TraceReports:
    """Writes what was found; nothing of the case changes."""

    def __init__(self, reading: Reading, content: PacketContent) -> None:
        self._reading, self._content = reading, content

    def write(
        self,
        out: Path,
        draft: Draft,
        statements: Sequence[Statement],
        traces: Mapping[int, Trace],
        told: Told = lambda _done, _all: None,
    ) -> None:
        """Write a report as .html, .pdf, .docx or .csv.

        Raises:
            InputError: the file's name does not say one of these.
        """
        kind = out.suffix.lower()
        if kind == ".csv":
            out.write_bytes(self._table(statements, traces).encode("utf-8-sig"))
        elif kind in _WRITERS:
            out.write_bytes(_WRITERS[kind](self._packet(draft, statements, traces, told)))
        else:
            raise InputError(f"A report cannot be written as “{out.name}”", "Name it .html, .pdf, .docx or .csv.")

    def _table(self, statements: Sequence[Statement], traces: Mapping[int, Trace]) -> str:
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(_HEAD)
        for each in statements:
            trace = traces[each.n]
            row = [each.n, each.kind.value, each.text, each.speaker, trace.verdict.value]
            table.writerow([_harmless(cell) for cell in (*row, *self._best(trace))])
        return out.getvalue()

    def _best(self, trace: Trace) -> list[object]:
        if not trace.matches:
            return [""] * (len(_HEAD) - 5)
        match = trace.matches[0]
        page = match.passages[0].page
        return [
            match.score, str(self._reading.citation(page)), page.ordinal, match.source_text, difference(match),
            ", ".join(each.value for each in match.matters), "yes" if match.uncertain else "", match.said_by,
        ]  # fmt: skip

    def _packet(self, draft: Draft, statements: Sequence[Statement], traces: Mapping[int, Trace], told: Told) -> Packet:
        shown = [each for each in statements if each.kind is StatementKind.QUOTE or traces[each.n].matches]
        sheets, marks = [], []
        for number, statement in enumerate(shown, 1):
            told(number - 1, len(shown))
            sheets.append(self._sheet(number, statement, traces[statement.n]))
            marks += [StoryMark(start, end, number) for start, end in statement.spans]
        facts = (_UNCONFIRMED, f"SHA-256 of the draft {draft.sha256}", f"{len(statements)} statements")
        return Packet(f"Trace of {draft.name}", facts, draft.text, tuple(marks), tuple(sheets))

    def _sheet(self, number: int, statement: Statement, trace: Trace) -> Sheet:
        is_quote = statement.kind is StatementKind.QUOTE
        facts = [_WORDS[trace.verdict] if is_quote or not trace.matches else "May rest on the passages below"]
        match = trace.matches[0] if trace.matches else None
        if match is None:
            return Sheet(number, f"Statement {statement.n}", statement.text, tuple(facts))
        if match.matters:
            said = "Differs in" if trace.verdict is Verdict.DIFFERS else "Beware of"
            facts.append(f"{said}: {', '.join(each.value for each in match.matters)}")
        if trace.verdict not in (Verdict.EXACT, Verdict.NOT_FOUND) and is_quote:
            facts.append(difference(match))
        if match.layers:
            facts.append(f"Stands in {' and '.join(layer_words(each) for each in match.layers)}")
        if match.said_by:
            facts.append(f"Said there by {match.said_by}" + (", quoted from an earlier message" * match.is_quoted))
        exhibits = [self._content.exhibit("Found on", each, holds=True) for each in match.passages]
        return Sheet(number, f"Statement {statement.n}", statement.text, tuple(facts), tuple(exhibits))


def difference(match: Match) -> str:
    """What differs, in one line: [-the draft's words-] {+the source's+}."""
    return " ".join(_SIGNS[piece.kept].format(piece.text) for piece in match.diff)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
