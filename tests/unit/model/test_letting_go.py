"""What is let go of is held no more."""

import weakref

from explorer.model.letting_go import let_go


class Thing:
    pass


def test_collections_are_emptied_whatever_they_hold() -> None:
    things = [Thing() for _ in range(5)]
    seen = [weakref.ref(each) for each in things]
    by_number = {number: [each] for number, each in enumerate(things)}
    let_go(things)
    assert not things
    assert all(each() is not None for each in seen)
    let_go(by_number, [])
    assert not by_number
    assert all(each() is None for each in seen)
