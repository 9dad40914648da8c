"""Entities in the window: judging, renaming, merging, splitting, and going to where they are named."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.models.mentions_model import MentionRole, MentionRow
from explorer.gui.services import WindowServices
from explorer.gui.views.entities_desk import EntitiesDesk
from explorer.model.entity import PERSON, EntityId, EntityState
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import Said, passage

Settled = Callable[[], None]
PHONE_ID = EntityId("phone:(617) 555-0142")


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, settled: Settled) -> EntitiesDesk:
    made = EntitiesDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    settled()
    return made


@pytest.fixture
def two(session: CaseSession, policy: PageRef, desk: EntitiesDesk, settled: Settled) -> list[EntityId]:
    """Two confirmed people, the first one named at two places."""
    first, _ = session.tagging.tag(passage(session, policy, "Dana Whitcomb"), PERSON, "Dana Whitcomb")
    session.tagging.tag(passage(session, policy, "Officers"), PERSON, "Dana Whitcomb", first)
    second, _ = session.tagging.tag(passage(session, policy, "dwhitcomb"), PERSON, "D. Whitcomb")
    settled()
    return [first, second]


def phone(session: CaseSession) -> EntityId:
    return next(each.id for each in session.tagging.entities() if each.kind == "phone")


def mention_rows_of(desk: EntitiesDesk) -> list[int]:
    return [
        row
        for row in range(desk.mentions.rowCount())
        if isinstance(desk.mentions.index(row).data(MentionRole.ROW), MentionRow)
    ]


def test_a_suggestion_is_confirmed_with_one_button(session: CaseSession, desk: EntitiesDesk, settled: Settled) -> None:
    desk.show_entity(phone(session))
    desk.pane.confirm.click()
    settled()
    assert [each.state for each in desk.list.selection()] == [EntityState.CONFIRMED]


def test_a_rejected_suggestion_leaves_the_list(session: CaseSession, desk: EntitiesDesk, settled: Settled) -> None:
    its = phone(session)
    desk.show_entity(its)
    desk.pane.reject.click()
    settled()
    desk.list.select([its])
    assert its not in [each.id for each in desk.list.selection()]


def test_opening_a_mention_lights_it(
    session: CaseSession, policy: PageRef, desk: EntitiesDesk, two: list[EntityId], settled: Settled, said: Said
) -> None:
    desk.show_entity(two[1])
    settled()
    desk.pane.list._open(desk.mentions.index(mention_rows_of(desk)[0]))
    named = passage(session, policy, "dwhitcomb")
    assert said.opened == [(policy, (named.start, named.end))]


def test_renaming_keeps_the_old_name_as_an_alias(
    session: CaseSession, desk: EntitiesDesk, two: list[EntityId], settled: Settled
) -> None:
    desk.show_entity(two[0])
    desk.pane.renamed.emit("D. M. Whitcomb")
    settled()
    (entity,) = desk.list.selection()
    assert (entity.name, entity.aliases) == ("D. M. Whitcomb", ("Dana Whitcomb",))


def test_merging_keeps_the_name_that_was_chosen(
    session: CaseSession, desk: EntitiesDesk, two: list[EntityId], settled: Settled
) -> None:
    desk.list.select(two)
    desk.merge.click()
    desk.merge_bar.answered.emit("D. Whitcomb")
    settled()
    (entity,) = desk.list.selection()
    assert (entity.name, entity.aliases) == ("D. Whitcomb", ("Dana Whitcomb",))


def test_ticked_mentions_are_split_off_to_a_new_entity(
    session: CaseSession, desk: EntitiesDesk, two: list[EntityId], settled: Settled
) -> None:
    desk.show_entity(two[0])
    settled()
    desk.mentions.toggle(mention_rows_of(desk)[0])
    desk.pane.split.click()
    desk.split_bar.answered.emit("The officers")
    settled()
    (entity,) = desk.list.selection()
    assert (entity.name, len(session.tagging.mentions(two[0]))) == ("The officers", 1)


def test_nothing_ticked_can_neither_be_split_nor_untagged(
    desk: EntitiesDesk, two: list[EntityId], settled: Settled
) -> None:
    desk.show_entity(two[0])
    settled()
    assert not desk.pane.split.isEnabled()
    assert not desk.pane.untag.isEnabled()


def test_the_search_box_narrows_the_list(desk: EntitiesDesk, two: list[EntityId]) -> None:
    desk.list._search.setText("d. whit")
    assert desk.list.list.model().rowCount() == 1
