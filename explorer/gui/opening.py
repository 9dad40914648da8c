"""Opens cases off the GUI thread, one at a time; a session that nobody waits for any more is closed again.

A case's own parts are imported when the first case is opened, by name and in this one place, so that the start page
shows at once.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.gui.tasks import Tasks


def part(name: str) -> Any:
    """A module that is needed only once a case is opened."""
    return importlib.import_module(f"explorer.{name}")


def session_of(path: Path, *, is_new: bool = False, title: str = "") -> Any:
    """Open a case, or make it. Any thread may call it.

    Raises:
        CaseError: it cannot be opened, or made.
    """
    sessions = part("app.session").CaseSession
    return sessions.create(path, title) if is_new else sessions.open(path)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A case that is to be opened, and who is told; ``title`` names a new one."""

    path: Path
    is_new: bool
    title: str
    done: Callable[[Any], None]
    failed: Callable[[ExplorerError], None]


class Opener:
    """Opens what was wanted last. Asked again for the case at hand, it goes on; for another one, that one follows."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._current: Wanted | None = None
        self._next: Wanted | None = None
        self._untaken: list[Any] = []  # a session that was opened and not handed over yet

    @property
    def is_busy(self) -> bool:
        """Whether a case is being opened."""
        return self._current is not None

    def open(self, wanted: Wanted) -> None:
        """Open a case and hand its session to ``done``, on the GUI thread."""
        if self._current is None:
            self._begin(wanted)
        else:
            self._next = wanted if wanted.path != self._current.path else None

    def close(self) -> None:
        """Once the tasks are closed: let go what came too late to be handed over."""
        for session in self._untaken:
            session.close()
        self._untaken.clear()

    def _begin(self, wanted: Wanted) -> None:
        self._current = wanted
        self._tasks.run(lambda: self._work(wanted), self._on_opened, self._on_failed)

    def _work(self, wanted: Wanted) -> Any:
        session = session_of(wanted.path, is_new=wanted.is_new, title=wanted.title)
        self._untaken.append(session)
        return session

    def _on_opened(self, session: Any) -> None:
        self._untaken.remove(session)
        ended = self._end()
        if self._next is not None:
            session.close()
            self._go_on()
        else:
            ended.done(session)

    def _on_failed(self, problem: ExplorerError) -> None:
        ended = self._end()
        if self._next is not None:
            self._go_on()
        else:
            ended.failed(problem)

    def _end(self) -> Wanted:
        ended, self._current = self._current, None
        assert ended is not None
        return ended

    def _go_on(self) -> None:
        wanted, self._next = self._next, None
        assert wanted is not None
        self._begin(wanted)
