"""Use cases of negative findings: words that were searched for, in every way they may be written, and stand nowhere.

What finds a page is no finding, and what could not be read is said. A finding is stale as soon as the case holds other
pages, and is searched again when a person asks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.errors import EngineError, InputError
from explorer.model.claim import ClaimId
from explorer.model.document import Page, PageId
from explorer.model.finding import Asked, Coverage, Finding, FindingId, FoundPage, Searched, Variant
from explorer.model.passage import PageRef
from explorer.search.analyzer import fold, words
from explorer.search.probes import LONGEST, MOST_WORDS, Probe, matches, probes
from explorer.store import claims, documents, findings
from explorer.store.journal import Journal

_MOST_TERMS, _MOST_EXCEPT = 20, 200
_MOST_LOOKED_AT = 2_000  # pages that one query finds, looked at one by one; beyond, all of them count
_SHOWN = 200  # hits that are listed
_PORTION = 200  # pages read at once

_Found = tuple[str, Variant, tuple[str, ...]]  # the term, how it was searched for, and what stands there


@dataclass(slots=True)
class _Tally:
    """What the queries of a search find, as they are asked."""

    asked: list[Asked] = field(default_factory=list)
    found: dict[PageId, _Found] = field(default_factory=dict)
    unseen: int = 0  # the most pages that one query found without their being looked at

    def keep(self, page: Page, term: str, probe: Probe, standing: Sequence[str]) -> None:
        """Count a page once, by the query that found it first."""
        self.found.setdefault(page.id, (term, probe.variant, tuple(standing)))


class NegativeFindings:
    """Any thread may ask; a search of this kind takes a second over many pages, so a window asks off its own."""

    def __init__(self, record: Record, searching: Searching, reading: Reading) -> None:
        self._record, self._searching, self._reading = record, searching, reading

    def coverage(self) -> Coverage:
        """What the case holds now, and what of it cannot be searched."""
        return self._record.ask(findings.coverage)

    def findings(self) -> list[Finding]:
        """All findings, the newest first, each with whether it is stale."""
        return self._record.ask(findings.findings)

    def finding(self, finding: FindingId) -> Finding:
        return self._record.ask(findings.finding, finding)

    def search(
        self,
        terms: Sequence[str],
        except_words: Sequence[str] = (),
        variants: Collection[Variant] = tuple(Variant),
    ) -> Searched:
        """Search for words and names in every way that is asked for.

        Args:
            except_words: words near to what is searched for that are others, as a person says; they count as no hit.

        Raises:
            InputError: nothing to search for, or too much.
            EngineError: the index does not hold all pages.
        """
        asked = _terms(terms)
        excepted = _excepted(except_words)
        before = self.coverage()
        if problems := self._searching.index_problems():
            raise EngineError(problems[0])
        tally = _Tally()
        for term in asked:
            for probe in probes(term):
                if probe.variant in variants:
                    self._ask(tally, term, probe, frozenset(excepted))
        if self.coverage().stamp != before.stamp:
            raise InputError("Files were read while this was searched", "Search again once they are read.")
        first = self._record.ask(documents.texts, sorted(tally.found)[:_SHOWN])
        hits = tuple(self._shown(first[each], tally.found[each]) for each in sorted(first))
        pages = max(len(tally.found), tally.unseen)
        engine = self._searching.engine_name()
        return Searched(asked, tuple(tally.asked), excepted, before, engine, hits, pages)

    def add(self, searched: Searched, by: str, note: str = "", claim: ClaimId | None = None) -> FindingId:
        """Keep that a search found nothing; a claim that is given cites it from then on.

        Raises:
            InputError: it found something, or nobody is named.
        """
        _expect_nothing(searched)
        person = _named(by)

        def act(journal: Journal) -> FindingId:
            with journal.operation("Keep a negative finding"):
                made = findings.add(journal, searched, person, note.strip())
                if claim is not None:
                    findings.cite(journal, made, claim)
            return made

        return self._record.change(act)

    def again(self, finding: FindingId, by: str) -> Searched:
        """Search again for what a finding says is nowhere; renews it if that is still so, else leaves it stale."""
        known = self.finding(finding)
        searched = self.search(known.terms, known.except_words, {each.variant for each in known.queries})
        if not searched.pages:
            self._record.change(findings.renew, finding, searched, _named(by))
        return searched

    def remove(self, finding: FindingId) -> None:
        """Remove a finding; undo brings it back."""
        self.finding(finding)
        return self._record.change(findings.remove, finding)

    def cite(self, finding: FindingId, claim: ClaimId) -> None:
        """Let a claim cite a finding, so that its sheet in a packet shows it."""
        self.finding(finding)
        self._record.ask(claims.claim, claim)
        return self._record.change(findings.cite, finding, claim)

    def uncite(self, finding: FindingId, claim: ClaimId) -> None:
        """Let a claim cite a finding no more."""
        return self._record.change(findings.uncite, finding, claim)

    def _ask(self, tally: _Tally, term: str, probe: Probe, excepted: frozenset[str]) -> None:
        found = self._searching.matching_pages(probe.query)
        looked_at = found[:_MOST_LOOKED_AT]
        held = 0
        for at in range(0, len(looked_at), _PORTION):
            pages = self._record.ask(documents.texts, looked_at[at : at + _PORTION])
            for page in filter(None, map(pages.get, looked_at[at : at + _PORTION])):
                if standing := _standing(probe, page.text, excepted):
                    held += 1
                    tally.keep(page, term, probe, standing)
        unseen = len(found) - len(looked_at)
        if unseen:
            tally.unseen = max(tally.unseen, held + unseen)
        tally.asked.append(Asked(term, probe.variant, probe.query, held + unseen))

    def _shown(self, page: Page, found: _Found) -> FoundPage:
        ref = PageRef(page.document, page.ordinal)
        term, variant, words_there = found
        return FoundPage(ref, str(self._reading.citation(ref)), term, variant, words_there)


def _standing(probe: Probe, text: str, excepted: frozenset[str]) -> list[str]:
    """What stands on a page, each form once."""
    return list(dict.fromkeys(" ".join(place) for place in matches(probe, text, excepted)))


def _terms(terms: Sequence[str]) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(" ".join(term.split()) for term in terms if words(term)))
    if not asked:
        raise InputError("There is nothing to search for", "Give the words or the name, each in quotation marks.")
    if len(asked) > _MOST_TERMS:
        raise InputError(f"More than {_MOST_TERMS} words or names at once", "Make a finding for each group of them.")
    for term in asked:
        if len(words(term)) > MOST_WORDS or max(map(len, words(term))) > LONGEST:
            raise InputError(
                f"“{term[:80]}” is too long for a name", f"Search for at most {MOST_WORDS} of its words at once."
            )
    return asked


def _excepted(given: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(fold(word.strip()) for word in given if word.strip()))
    if len(found) > _MOST_EXCEPT:
        raise InputError(f"More than {_MOST_EXCEPT} words are excepted", "Search without “one letter off” instead.")
    return found


def _expect_nothing(searched: Searched) -> None:
    if searched.pages:
        raise InputError(
            f"{searched.pages:,} pages hold what was searched for, so there is no such finding", "Look at them first."
        )


def _named(by: str) -> str:
    person = " ".join(by.split())
    if not person:
        raise InputError("A finding needs the name of the person who searched", "Say who it is.")
    return person
