"""Use cases of contradictions: statements side by side that give different values, and what a person says of them."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.analyze.contradictions import Statement, contradictions, sentence_around
from explorer.app.claiming import Claiming
from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.errors import InputError
from explorer.model.claim import Evidence
from explorer.model.contradiction import Contradiction, ContradictionState
from explorer.store import contradictions as rows


class Contradicting:
    """Worked out anew from claims and evidence; only people's words on them are kept. Ask off the window's thread."""

    def __init__(self, record: Record, claiming: Claiming, reading: Reading) -> None:
        self._record, self._claiming, self._reading = record, claiming, reading

    def contradictions(self, *, also_dismissed: bool = False) -> list[Contradiction]:
        """Pairs that seem to contradict each other, in the order of the claims."""
        said = self._record.ask(rows.verdicts)
        found = []
        for each in contradictions(list(self._statements())):
            state, note = said.get(each.pair, (ContradictionState.SUGGESTED, ""))
            if also_dismissed or state is not ContradictionState.DISMISSED:
                found.append(replace(each, state=state, note=note))
        return found

    def settle(self, pair: str, verdict: ContradictionState, note: str = "") -> None:
        """Keep a person's word on a pair; ``SUGGESTED`` takes an earlier one back.

        Raises:
            InputError: there is no such pair now.
        """
        if pair not in {each.pair for each in self.contradictions(also_dismissed=True)}:
            raise InputError(f"There is no contradiction “{pair}”", "See “casefile claim contradictions CASE”.")
        self._record.change(rows.settle, pair, verdict, note.strip())

    def _statements(self) -> Iterator[Statement]:
        for claim in self._claiming.claims():
            yield Statement(claim.id, None, " ".join(claim.text.split()))
            for each in claim.evidence:
                yield Statement(claim.id, each.id, self._said(each))

    def _said(self, evidence: Evidence) -> str:
        """The sentences around a passage; its own words where the page no longer holds them."""
        passage = evidence.passage
        if not evidence.holds:
            return " ".join(passage.quote.split())
        try:
            text = self._reading.page_at(passage.page).text
        except InputError:
            return " ".join(passage.quote.split())
        return sentence_around(text, passage.start, passage.end)
