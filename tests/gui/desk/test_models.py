"""The desk's Qt models: what rows they hold, under Qt's own tester."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.app.searching import HitGroup
from explorer.app.session import CaseSession
from explorer.gui.models.claims_model import ClaimsModel
from explorer.gui.models.entities_model import EntitiesModel, EntityFilter
from explorer.gui.models.facet_counts import count_facets
from explorer.gui.models.facets_model import FacetRow, FacetsModel
from explorer.gui.models.hits_model import HitRole, HitsModel, badge
from explorer.gui.models.mentions_model import MentionGroup, MentionsModel, around, mention_rows
from explorer.model.claim import Claim, ClaimId, ClaimStatus
from explorer.model.document import DocumentId, Kind, PageId, PlaceId
from explorer.model.entity import Entity, EntityId, EntityState
from explorer.model.passage import Passage
from explorer.model.query import Hit, SearchRequest, SearchResult, Snippet


def hit(page: int, document: str = "a") -> Hit:
    label = f"p. {page}"
    return Hit(
        PageId(page),
        PlaceId(document),
        f"{document}.pdf",
        Kind.PDF,
        page,
        label,
        None,
        label,
        "2018",
        "",
        1.0,
        Snippet(""),
    )


def answer(*hits: Hit, pages: int | None = None) -> SearchResult:
    return SearchResult("gang", pages or len(hits), 1, 1.0, hits)


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


def test_each_document_has_a_header_above_its_hits(qapp: object) -> None:
    model = HitsModel()
    watched(model)
    model.show(answer(hit(1), hit(2), hit(3, "b")))
    headers = [model.index(row).data(HitRole.IS_HEADER) for row in range(model.rowCount())]
    assert headers == [True, False, False, True, False]


def test_more_hits_are_asked_for_where_the_last_part_ended(qapp: object) -> None:
    asked: list[int] = []
    model = HitsModel(asked.append)
    watched(model)
    model.show(answer(hit(1), hit(2), pages=3))
    model.fetchMore(model.index(-1))
    assert asked == [2]


def test_a_further_part_goes_on_under_the_last_header(qapp: object) -> None:
    model = HitsModel(lambda _: None)
    watched(model)
    model.show(answer(hit(1), pages=3))
    model.add([hit(2), hit(3, "b")])
    assert [model.hit(row) is not None for row in range(model.rowCount())] == [False, True, True, False, True]


def test_the_last_header_counts_the_hits_that_came_later(qapp: object) -> None:
    model = HitsModel(lambda _: None)
    model.show(answer(hit(1), pages=2))
    model.add([hit(2)])
    group = model.index(0).data(HitRole.ROW)
    assert isinstance(group, HitGroup)
    assert len(group.hits) == 2


def shown(model: HitsModel) -> list[str]:
    return [str(model.index(row).data()).strip() for row in range(model.rowCount())]


def test_near_duplicates_fold_into_the_first_and_unfold_below_it(qapp: object) -> None:
    model = HitsModel()
    watched(model)
    model.fold({PageId(2): PageId(1), PageId(3): PageId(1)})
    model.show(answer(hit(1), hit(2), hit(3, "b"), hit(4, "c")))
    folded = ["a.pdf", "p. 1", "+ 2 near duplicates", "c.pdf", "p. 4"]
    assert shown(model) == folded
    assert model.held == 4
    assert model.next_hit(1, 1) == 4
    model.toggle(2)
    assert shown(model) == ["a.pdf", "p. 1", "− 2 near duplicates", "p. 2", "b.pdf", "p. 3", "c.pdf", "p. 4"]
    model.show(answer(hit(1), hit(2), hit(3, "b"), hit(4, "c")))
    assert len(shown(model)) == 8  # what was open stays open
    model.toggle(2)
    assert shown(model) == folded


def test_a_further_part_folds_into_hits_that_are_listed(qapp: object) -> None:
    model = HitsModel(lambda _: None)
    watched(model)
    model.fold({})
    model.show(answer(hit(1), pages=6))
    model.fold({PageId(2): PageId(1), PageId(5): PageId(4)})
    model.add([hit(2, "b"), hit(3), hit(4, "c"), hit(5, "d")])
    assert shown(model) == [
        "a.pdf", "p. 1", "+ 1 near duplicate", "p. 3", "c.pdf", "p. 4", "+ 1 near duplicate"
    ]  # fmt: skip
    model.toggle(2)
    model.fold({PageId(6): PageId(1)})
    model.add([hit(6, "e")])
    assert shown(model)[:4] == ["a.pdf", "p. 1", "+ 2 near duplicates", "p. 3"]
    assert model.held == 6
    assert not model.canFetchMore(model.index(-1))


def test_stepping_through_hits_passes_headers_over(qapp: object) -> None:
    model = HitsModel()
    model.show(answer(hit(1), hit(3, "b")))
    assert (model.next_hit(1, 1), model.next_hit(3, -1), model.next_hit(3, 1)) == (3, 1, -1)


@pytest.mark.parametrize(("name", "shown"), [("deck.pptx", "PPTX"), ("Access for partners", "EML"), (".hidden", "EML")])
def test_a_badge_is_the_names_ending_or_its_kind(name: str, shown: str) -> None:
    assert badge(HitGroup(PlaceId("a"), name, Kind.EMAIL, None, "", ())) == shown


def test_ticking_a_value_says_what_is_chosen(qapp: object) -> None:
    model = FacetsModel()
    watched(model)
    model.show([FacetRow("pdf", "PDF", 3), FacetRow("email", "E-mail", 1)], frozenset())
    said: list[frozenset[str]] = []
    model.chosen_changed.connect(said.append)
    model.toggle(1)
    assert said == [frozenset({"email"})]


def test_a_ticked_value_stays_listed_when_the_answer_has_none_of_it(qapp: object) -> None:
    model = FacetsModel()
    watched(model)
    model.show([FacetRow("pdf", "PDF", 3)], frozenset({"pdf"}))
    model.show([], frozenset({"pdf"}))
    assert [model.index(row).data() for row in range(model.rowCount())] == ["PDF"]


def test_a_facets_own_ticks_do_not_hide_its_other_values(session: CaseSession) -> None:
    request = SearchRequest("gang member", {"production": frozenset({"Town PD"})})
    assert {row.value for row in count_facets(session, request).rows["production"]} == {"State Police", "Town PD"}


def test_entities_are_counted_among_the_pages_found(session: CaseSession) -> None:
    rows = count_facets(session, SearchRequest("conviction")).rows["entity"]
    assert rows
    assert all(row.count == 1 for row in rows)


def test_entities_can_be_narrowed_by_an_alias(qapp: object) -> None:
    ames = Entity(EntityId("1"), "person", "Lt. R. Ames", EntityState.CONFIRMED, ("Robert Ames",))
    model = EntitiesModel()
    watched(model)
    model.show([ames, replace(ames, id=EntityId("2"), aliases=())])
    narrowed = EntityFilter(model)
    watched(narrowed)
    narrowed.narrow("person", frozenset(EntityState), "robert")
    assert narrowed.rowCount() == 1


def test_mentions_stand_under_their_documents_name(session: CaseSession) -> None:
    entity = next(each for each in session.tagging.entities() if each.documents == 2)
    rows = mention_rows(
        session.tagging.mentions(entity.id),
        lambda each: session.reading.page_at(each.passage.page),
        lambda document: session.reading.own_place(document).name,
    )
    model = MentionsModel()
    watched(model)
    model.show(rows)
    assert [row.name for row in rows if isinstance(row, MentionGroup)] == ["access.eml", "policy.txt"]


def test_a_mention_is_shown_with_the_words_around_it() -> None:
    text = "Write to Dana Whitcomb,\ntoday."
    shown, start, end = around(text, Passage(DocumentId("d"), 1, 9, 22, "Dana Whitcomb"))
    assert (shown, shown[start:end]) == ("Write to Dana Whitcomb, today.", "Dana Whitcomb")


def test_a_claims_row_speaks_its_status(qapp: object) -> None:
    model = ClaimsModel()
    watched(model)
    model.show([Claim(ClaimId("1"), "It is so.", ClaimStatus.NEEDS_CALL)])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "It is so., needs a call, no passage yet"
