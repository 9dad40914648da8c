"""Where a claim's evidence comes from, over files as they are read: mail, printed mail, properties, copies."""

from pathlib import Path

import pytest

from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.jobs.job import JobContext
from explorer.model.claim import ClaimId, Stance
from explorer.model.independence import Bond, Independence
from explorer.model.passage import PageRef, Passage
from explorer.store import claim_checks

POLICY = """Section 4. No conviction is needed before the gang flag appears in the system of the county.
Section 5. An entry is looked at again after five years by the officer who made it."""
MAIL = """From: Dana Whitcomb <dana@eastmere.example>
To: Rhea Okafor <rhea@eastmere.example>
Date: Tue, 3 Mar 2020 10:00:00 +0000
Subject: Flags
Message-ID: <a@eastmere.example>

The node is joined in May, says the board.
"""
PRINTED = """From: Dana Whitcomb <dana@eastmere.example>
Sent: Wednesday, April 8, 2020 9:15 AM
To: Board <board@eastmere.example>
Subject: Budget of the node

The second site costs more than was said in the autumn."""
QUOTING = """Memorandum to the chiefs of the county.
The policy says: “No conviction is needed before the gang flag appears in the system of the county.”
Ask the training desk before anybody writes to the press about it."""


@pytest.fixture
def session(tmp_path: Path) -> CaseSession:
    """A case of four small files, open for writing."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (("policy.txt", POLICY), ("a.eml", MAIL), ("b.txt", PRINTED), ("memo.txt", QUOTING)):
        (folder / name).write_text(text, "utf-8")
    made = CaseSession.create(tmp_path / "x.casefile", "x", who="me")
    made.adding.add([folder], None, workers=1).run(JobContext())
    return made


def cited(session: CaseSession, *sources: tuple[str, str]) -> tuple[ClaimId, Independence]:
    """A claim on passages of these files, and what is known of their sources."""
    claim = session.claiming.add("It is so.")
    for name, quote in sources:
        document = next(each.document for each in session.reading.documents() if each.name == name)
        text = session.reading.page_at(PageRef(document, 1)).text
        start = text.index(quote)
        session.claiming.cite(claim, Passage(document, 1, start, start + len(quote), quote), Stance.SUPPORTS)
    return claim, session.sourcing.independence(session.claiming.claim(claim))


def test_evidence_is_one_source_where_the_files_say_so(session: CaseSession) -> None:
    with session:
        _, mail = cited(session, ("a.eml", "The node is joined"), ("b.txt", "The second site costs"))
        assert (mail.sources, mail.groups[0].bonds) == (1, (Bond.AUTHOR,))
        assert "dana@eastmere.example" in mail.words() or mail.words().endswith("(same author)")
        _, quoting = cited(
            session, ("policy.txt", "No conviction is needed before the gang flag"), ("memo.txt", "Ask the")
        )
        assert quoting.groups[0].bonds == (Bond.QUOTES,)
        _, apart = cited(session, ("policy.txt", "An entry is looked at"), ("b.txt", "The second site costs"))
        assert (apart.sources, apart.words()) == (2, "2 independent sources")


def test_evidence_whose_page_is_gone_stands_for_itself(session: CaseSession) -> None:
    with session:
        claim, _ = cited(session, ("policy.txt", "An entry is looked at"))
        gone = Passage(session.claiming.claim(claim).evidence[0].passage.document, 99, 0, 4, "gone")
        session.claiming.cite(claim, gone, Stance.SUPPORTS)
        found = session.sourcing.independence(session.claiming.claim(claim))
        assert found.groups[0].bonds == (Bond.FILE,)


def test_a_standard_that_cannot_be_read_verifies_nothing_and_stops_nothing(session: CaseSession) -> None:
    with session:
        claim, _ = cited(session, ("policy.txt", "An entry is looked at"))
        session.standards.check(claim, "document", "Ada")
        session.standards.check(claim, "comment", "Ada")
        assert session.standards.assess(session.claiming.claim(claim)).is_verified
        session._record.change(claim_checks.set_standard, "needed = 'of another version'")
        found = session.standards.assess(session.claiming.claim(claim))
        assert (found.is_verified, found.standard) == (False, "one that this version cannot read")
        with pytest.raises(InputError):
            session.standards.check(claim, "document", "Ada")
        session.history.undo()
        assert session.standards.assess(session.claiming.claim(claim)).is_verified


def test_a_check_on_sources_is_refused_only_where_it_is_plainly_untrue(session: CaseSession) -> None:
    with session:
        claim, _ = cited(session, ("policy.txt", "An entry is looked at"), ("b.txt", "The second site costs"))
        session.standards.check(claim, "second-source", "Ada")
        assert session.claiming.claim(claim).checks[0].by == "Ada"
