"""Use cases of drafts: opening a story, keeping its versions, and what people say of its statements."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from explorer.analyze.draft_following import kept_statements, standing
from explorer.analyze.draft_versions import spread
from explorer.analyze.statements import statements
from explorer.app.record import Record
from explorer.errors import InputError
from explorer.extract.draft_reading import draft_from_bytes, draft_from_text, read_draft
from explorer.model.claim import ClaimId
from explorer.model.draft import Draft, Statement
from explorer.model.kept_draft import (
    DraftId,
    DraftVersion,
    Fate,
    KeptDraft,
    KeptStatement,
    LinkId,
    MarkKind,
    Standing,
    StatementId,
    VersionId,
)
from explorer.model.passage import Passage
from explorer.model.trace import Trace
from explorer.store import draft_traces, drafts, statement_words
from explorer.store.journal import Journal, JournalEntry

__all__ = ["Drafting", "draft_from_bytes", "draft_from_text", "read_draft", "statements_of"]

StatementEvent = JournalEntry  # for the faces, which do not import the store

_HELD = 20  # versions in memory
_RESEMBLES = 1 / 3  # of the statements of the shorter one
_TOLD = {
    Fate.NEW: "first written in version {}",
    Fate.MOVED: "moved in version {}",
    Fate.REWORDED: "reworded in version {}",
}


def statements_of(draft: Draft) -> list[Statement]:
    """The quotations and checkable sentences of a draft, in reading order."""
    return statements(draft.text, draft.set_off)


class Drafting:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._versions: dict[VersionId, DraftVersion] = {}

    def drafts(self) -> list[KeptDraft]:
        """All drafts of the case, each with its versions."""
        return self._record.ask(drafts.drafts)

    def version(self, draft: DraftId, number: int | None = None) -> DraftVersion:
        """A version of a draft: the last one, or the one of a number.

        Raises:
            InputError: there is none.
        """
        known = self._record.ask(drafts.version_ids, draft)
        if not known or (number is not None and not 0 < number <= len(known)):
            what = f"The draft has no version {number}" if known else f"There is no draft “{draft}”"
            raise InputError(what, "See “casefile draft list CASE”.")
        return self._held(known[-1 if number is None else number - 1])

    def _held(self, version: VersionId) -> DraftVersion:
        """A version, out of memory if it was asked for lately: it never changes."""
        held = self._versions.get(version) or self._record.ask(drafts.version, version)
        while len(self._versions) >= _HELD and version not in self._versions:
            self._versions.pop(next(iter(self._versions)), None)
        self._versions[version] = held
        return held

    def import_draft(self, read: Draft, draft: DraftId | None = None, name: str = "") -> DraftVersion:
        """Keep a draft: as the next version of one that is kept, else as the first of a new one.

        Statements whose words are the same keep what was said of them; moved ones follow; reworded ones ask to be
        checked again. The same text as the last version adds nothing.
        """

        def act(journal: Journal) -> DraftVersion:
            earlier = drafts.versions(journal.db, draft) if draft else []
            last = earlier[-1] if earlier else None
            if last and (last.text, last.notes, last.set_off) == (read.text, read.notes, read.set_off):
                return last
            made = kept_statements(earlier, read.text, read.set_off)
            return drafts.add_version(journal, draft, name.strip() or PurePath(read.name).stem, read, made)

        return self._record.change(act)

    def use_wording(self, draft: DraftId, statement: StatementId, words: str) -> DraftVersion:
        """Write a new version in which a statement's words are others, such as its source's."""
        last = self.version(draft)
        if not words.strip():
            raise InputError("There are no words to use", "Choose a match that has a source’s wording.")
        text, notes, blocks = last.text, last.notes, last.set_off
        spans = found_in(last, statement).statement.spans
        pieces = spread([text[start:end] for start, end in spans], words)
        for (start, end), piece in reversed(list(zip(spans, pieces, strict=True))):
            text = text[:start] + piece + text[end:]
            grown = len(piece) - (end - start)
            notes = tuple(each if each.at <= start else replace(each, at=max(start, each.at + grown)) for each in notes)
            blocks = tuple(
                (first if first <= start else first + grown, last if last <= start else last + grown)
                for first, last in blocks
            )
        made = Draft(last.name, sha256(text.encode("utf-8", "replace")).hexdigest(), text, notes, set_off=blocks)
        return self.import_draft(made, draft)

    def rename(self, draft: DraftId, name: str) -> None:
        if not name.strip():
            raise InputError("A draft needs a name", "Type one.")
        self._record.change(drafts.rename, draft, name.strip())

    def standings(self, draft: DraftId, number: int | None = None) -> list[Standing]:
        """The statements of a version in order, with all that people said of them."""
        return self._standings(self.version(draft, number).statements)

    def standing(self, draft: DraftId, statement: StatementId) -> Standing:
        """One statement of the last version."""
        return self._standings([found_in(self.version(draft), statement)])[0]

    def removed(self, draft: DraftId) -> list[Standing]:
        """Statements that earlier versions had and the last one has not, as they last stood, with what was said."""
        kept = [self._held(each) for each in self._record.ask(drafts.version_ids, draft)]
        present = {each.id for each in kept[-1].statements} if kept else set()
        gone = {each.id: replace(each, fate=Fate.REMOVED) for version in kept for each in version.statements}
        return self._standings([each for each in gone.values() if each.id not in present])

    def mark(self, draft: DraftId, statement: StatementId, kind: MarkKind, by: str = "", note: str = "") -> None:
        """Say something of a statement as it stands now.

        Raises:
            InputError: nobody is named who checked it.
        """
        by = " ".join(by.split())
        if kind is MarkKind.CHECKED and not by:
            raise InputError("Nobody is named who checked the statement", "Say who did: --by NAME.")
        self._record.change(statement_words.mark, found_in(self.version(draft), statement), kind, by, note.strip())

    def unmark(self, statement: StatementId) -> None:
        self._record.change(statement_words.unmark, statement)

    def link(self, draft: DraftId, statement: StatementId, passage: Passage, note: str = "") -> LinkId:
        """Tie a passage to a statement as it stands now."""
        if not passage.quote.strip():
            raise InputError("Nothing is selected to link", "Select the words on the page that the statement rests on.")
        return self._record.change(
            statement_words.link, found_in(self.version(draft), statement), passage, note.strip()
        )

    def link_all(self, draft: DraftId, statement: StatementId, passages: Sequence[Passage]) -> list[LinkId]:
        """Tie the passages of a match to a statement as it stands now, as one operation."""
        kept = found_in(self.version(draft), statement)

        def act(journal: Journal) -> list[LinkId]:
            with journal.operation("Link a statement to its source"):
                return [statement_words.link(journal, kept, each) for each in passages if each.quote.strip()]

        return self._record.change(act)

    def unlink(self, link: LinkId) -> None:
        self._record.change(statement_words.unlink, link)

    def tie_claim(self, statement: StatementId, claim: ClaimId | None) -> None:
        """Tie a statement to a claim, or to none."""
        self._record.change(statement_words.tie_claim, statement, claim)

    def keep(self, draft: DraftId, statement: StatementId) -> None:
        """Let what was said of a reworded statement hold for the words that it has now; its tokens stay open."""
        self._record.change(statement_words.keep, found_in(self.version(draft), statement))

    def history(self, draft: DraftId, statement: StatementId) -> list[StatementEvent]:
        """What became of a statement by each version, and all that people said of it, oldest first."""
        events = self._record.ask(statement_words.history, statement)
        for version in map(self._held, self._record.ask(drafts.version_ids, draft)):
            fates = [each.fate for each in version.statements if each.id == statement and each.fate in _TOLD]
            events += [
                StatementEvent(version.imported, version.by, "do", _TOLD[fate].format(version.number)) for fate in fates
            ]
        return sorted(events, key=lambda each: each.at)

    def resembling(self, read: Draft) -> KeptDraft | None:
        """The draft that a file seems to be a version of: it shares a third or more of its statements, and the most."""
        seals = {each.seal for each in kept_statements([], read.text, read.set_off)}
        shares = [(self._shared(each.id, seals), -n, each) for n, each in enumerate(self.drafts())]
        best = max(shares, key=lambda each: each[:2], default=None)
        return best[2] if best and best[0] >= _RESEMBLES else None

    def _shared(self, draft: DraftId, seals: set[str]) -> float:
        kept = {each.seal for each in self.version(draft).statements}
        return len(kept & seals) / max(1, min(len(kept), len(seals)))

    def traces(self, version: DraftVersion) -> dict[int, Trace]:
        """What was found for a version's statements, by number, if the case still holds what it held then."""
        stamp = self._record.ask(draft_traces.stamp)
        return self._record.ask(draft_traces.traces, version.id, stamp)

    def keep_traces(self, version: DraftVersion, found: Sequence[Trace]) -> None:
        """Keep what was found, so that it need not be traced anew; thrown away once the case holds something else."""

        def keep(database: Any) -> None:
            draft_traces.keep_traces(database, version.id, draft_traces.stamp(database), found)

        self._record.writer.run(keep, urgent=False)

    def _standings(self, kept: Sequence[KeptStatement]) -> list[Standing]:
        marks, links = self._record.ask(statement_words.marks), self._record.ask(statement_words.links)
        checks, claims = self._record.ask(statement_words.token_checks), self._record.ask(statement_words.claims_of)
        return [
            replace(
                standing(each, marks.get(each.id), links.get(each.id, ()), checks.get(each.id, {})),
                claim=claims.get(each.id),
            )
            for each in kept
        ]


def found_in(version: DraftVersion, statement: StatementId) -> KeptStatement:
    """A version's statement of an id.

    Raises:
        InputError: it has none.
    """
    for each in version.statements:
        if each.id == statement:
            return each
    raise InputError(
        f"Version {version.number} of the draft has no statement “{statement}”", "See “casefile draft statements CASE”."
    )
