"""One place where what an operation touched is published. Views subscribe and refresh only what they show."""

from collections.abc import Callable

from explorer.model.changes import ChangeSet

Subscriber = Callable[[ChangeSet], None]


class Changes:
    """Publishes on the thread that made the change; a face that cares brings it to its own thread."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` after each operation. Returns what ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def publish(self, change: ChangeSet) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(change)
