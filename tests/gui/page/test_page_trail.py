"""Back and forward through places visited."""

from explorer.gui.views.page_trail import Trail
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef

DECK = DocumentId("d" * 64)


def place(ordinal: int) -> PageRef:
    return PageRef(DECK, ordinal)


def been_to(*ordinals: int) -> Trail:
    trail = Trail()
    for ordinal in ordinals:
        trail.go_to(place(ordinal))
    return trail


def test_back_leads_to_the_place_before() -> None:
    assert been_to(1, 5).step(-1) == place(1)


def test_forward_leads_to_where_back_came_from() -> None:
    trail = been_to(1, 5)
    trail.step(-1)
    assert trail.step(1) == place(5)


def test_there_is_nothing_before_the_first_place() -> None:
    assert been_to(1).step(-1) is None


def test_there_is_nothing_after_the_last_place() -> None:
    assert been_to(1, 5).step(1) is None


def test_a_trail_without_places_leads_nowhere() -> None:
    assert Trail().step(-1) is None


def test_a_failed_step_leaves_the_person_where_they_are() -> None:
    trail = been_to(1, 5)
    trail.step(1)
    assert trail.step(-1) == place(1)


def test_going_elsewhere_after_back_forgets_what_lay_ahead() -> None:
    trail = been_to(1, 5)
    trail.step(-1)
    trail.go_to(place(9))
    assert trail.step(1) is None


def test_going_where_one_is_adds_no_place() -> None:
    assert been_to(1, 5, 5).step(-1) == place(1)


def test_scrolling_on_moves_the_place_to_come_back_to() -> None:
    trail = been_to(1)
    trail.move_to(place(3))
    trail.go_to(place(9))
    assert trail.step(-1) == place(3)


def test_scrolling_before_any_place_was_chosen_adds_none() -> None:
    trail = Trail()
    trail.move_to(place(3))
    trail.go_to(place(9))
    assert trail.step(-1) is None


def test_only_the_last_two_hundred_places_are_kept() -> None:
    trail = been_to(*range(1, 301))
    steps = 0
    while trail.step(-1):
        steps += 1
    assert steps == 199
