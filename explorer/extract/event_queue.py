"""A queue between the readers and whoever takes their events, bounded by bytes: a full one makes readers wait."""

import threading
from collections import deque
from typing import Generic, TypeVar

Event = TypeVar("Event")

ROOM = 48_000_000  # bytes of messages that may wait
_PLACES = 2_000


class EventQueue(Generic[Event]):
    """Events in order of arrival. Thread-safe; many put, one gets."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held = 0
        self._waiting: deque[tuple[Event, int]] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, event: Event, size: int) -> None:
        """Add an event of so many bytes; waits until there is room. After ``close`` it is dropped."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._has_room(size))
            if not self._closed:
                self._waiting.append((event, size))
                self._held += size
                self._changed.notify_all()

    def get(self, timeout: float | None) -> Event | None:
        """The oldest event; None if none came within ``timeout`` seconds, or the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._waiting, timeout)
            if self._closed or not self._waiting:
                return None
            event, size = self._waiting.popleft()
            self._held -= size
            self._changed.notify_all()
            return event

    def close(self) -> None:
        """Wake all who wait; from now on nothing goes in or out."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    def _has_room(self, size: int) -> bool:
        return not self._waiting or (self._held + size <= self._room and len(self._waiting) < _PLACES)
