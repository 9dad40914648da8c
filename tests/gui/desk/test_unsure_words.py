"""A quotation that rests on words of little confidence says "look at the picture", wherever it is shown."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.cli.claims import claim_row
from explorer.cli.reading import hit_row
from explorer.gui.models.claims_model import ClaimRole, ClaimsModel
from explorer.gui.models.hits_model import HitsModel
from explorer.gui.services import WindowServices
from explorer.gui.views.claim_pane import ClaimPane
from explorer.gui.views.inspector import Inspector
from explorer.gui.views.passage_actions import PassageActions
from explorer.gui.views.results import ResultsView
from explorer.model.claim import ClaimId, Stance
from explorer.model.ocr import LOOK, MACHINE_READ, UNSURE
from explorer.model.passage import PageRef
from explorer.model.query import SearchRequest
from tests.gui.desk.conftest import Said, document_named, passage
from tests.helpers.ocr import doubted, keep_reading

TEXT = "The board of Alder Creek met in the spring"


@pytest.fixture
def scan(session: CaseSession) -> PageRef:
    """A page whose engine was not sure of one word."""
    page = PageRef(document_named(session, "scan.png"), 1)
    keep_reading(session, page, doubted(TEXT, ["Alder"]))
    return page


@pytest.fixture
def claim(session: CaseSession, scan: PageRef) -> ClaimId:
    made = session.claiming.add("The board met.")
    session.claiming.cite(made, passage(session, scan, "in the spring"), Stance.SUPPORTS)
    session.claiming.cite(made, passage(session, scan, "Alder Creek met"), Stance.SUPPORTS)
    return made


def words_in(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_only_evidence_that_rests_on_them_is_uncertain(session: CaseSession, claim: ClaimId) -> None:
    assert [each.is_uncertain for each in session.claiming.claim(claim).evidence] == [False, True]


def test_words_that_a_person_put_right_are_sure(session: CaseSession, claim: ClaimId, scan: PageRef) -> None:
    session.recognising.correct(passage(session, scan, "Alder"), "Alder")
    assert [each.is_uncertain for each in session.claiming.claim(claim).evidence] == [False, False]


def test_the_evidence_card_says_it(qtbot: QtBot, session: CaseSession, claim: ClaimId) -> None:
    pane = ClaimPane()
    qtbot.addWidget(pane)
    pane.show_claim(session.claiming.claim(claim), {})
    assert [f"▲ {UNSURE}" in words_in(card) for card in pane.cards()] == [False, True]


def test_the_list_of_claims_and_the_inspector_say_it(
    qtbot: QtBot, session: CaseSession, claim: ClaimId, scan: PageRef
) -> None:
    model = ClaimsModel()
    model.show(session.claiming.claims())
    assert LOOK in str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert model.index(0).data(ClaimRole.CLAIM).id == claim
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.set_page(scan)
    assert f"▲ {LOOK}" in words_in(inspector)


def test_hits_say_it_where_what_was_found_is_doubtful(qtbot: QtBot, session: CaseSession, scan: PageRef) -> None:
    (sure,) = session.searching.search(SearchRequest("spring")).hits
    (unsure,) = session.searching.search(SearchRequest("alder spring")).hits
    assert (sure.is_uncertain, unsure.is_uncertain) == (False, True)
    assert sure.flags == ("OCR 83 %",)
    assert (hit_row(sure)["uncertain"], hit_row(unsure)["uncertain"]) == (False, True)
    view = ResultsView(HitsModel())
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.show_result(session.searching.search(SearchRequest("alder")))
    view.grab()  # the row is painted with its chips
    assert LOOK in str(view.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_copied_quote_says_it(session: CaseSession, services: WindowServices, said: Said, scan: PageRef) -> None:
    chosen = passage(session, scan, "Alder Creek")
    actions = PassageActions(
        session, services, services.parent, lambda: scan, lambda: chosen, lambda: services.parent.rect()
    )
    actions.copy_quote()
    assert QGuiApplication.clipboard().text().endswith(f"[{MACHINE_READ}]")
    assert said.words[-1].endswith(UNSURE)


def test_what_is_taken_out_of_the_case_says_it(session: CaseSession, claim: ClaimId, tmp_path: Path) -> None:
    session.packets.write(tmp_path / "packet.html")
    assert (tmp_path / "packet.html").read_text("utf-8").count(UNSURE) == 1
    session.exporting.export("claims", tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig") as file:
        assert [row["uncertain"] for row in csv.DictReader(file)] == ["no", "yes"]
    rows = claim_row(session, session.claiming.claim(claim))["evidence"]
    assert [row["uncertain"] for row in rows] == [False, True]
