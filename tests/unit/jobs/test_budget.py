"""What all containers within one received file may take."""

from explorer.extract.base import Limits
from explorer.jobs.budget import Budgets
from explorer.model.document import DocumentId

BOX, INNER, LEAF, OTHER = (DocumentId(name) for name in ("box", "inner", "leaf", "other"))


def budgets(size: int = 0) -> Budgets:
    made = Budgets(Limits())
    made.received(BOX, "box.zip", size)
    return made


def test_nested_containers_share_the_budget_of_the_received_file() -> None:
    made = budgets()
    made.inside(INNER, BOX)
    made.inside(LEAF, INNER)
    assert made.root(LEAF) == BOX
    assert made.refusal(BOX, 300_000_000) == ""
    assert made.refusal(INNER, 300_000_000) == (
        "It was left inside: all that lies in “box.zip” exceeds the limit of 500 MB for one received file."
    )
    assert made.refusal(LEAF, 200_000_000) == ""


def test_files_are_counted() -> None:
    made = budgets()
    assert [made.refusal(BOX, 1) for _ in range(10_000)] == [""] * 10_000
    assert "limit of 10,000 files" in made.refusal(BOX, 1)


def test_a_large_file_may_hold_more() -> None:
    made = budgets(1_000_000_000)
    limits = made.limits(BOX)
    assert (limits.children, limits.child_bytes) == (2_000_000, 20_500_000_000)


def test_another_received_file_has_its_own_budget() -> None:
    made = budgets()
    made.received(OTHER, "other.zip", 0)
    made.refusal(BOX, 500_000_000)
    assert made.refusal(BOX, 1)
    assert made.refusal(OTHER, 500_000_000) == ""


def test_time_is_spent_together() -> None:
    made = budgets()
    made.inside(INNER, BOX)
    made.spend(INNER, 1_700)
    assert made.limits(BOX).seconds == 100
    made.spend(BOX, 200)
    assert "1,800 seconds" in made.time_refusal(INNER)
    assert made.limits(INNER).seconds == 1.0


def test_what_is_left_is_what_the_next_reader_may_take() -> None:
    made = budgets()
    made.refusal(BOX, 400_000_000)
    assert made.limits(BOX).child_bytes == 100_000_000
    assert made.limits(BOX).children == 9_999
