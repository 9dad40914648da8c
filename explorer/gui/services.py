"""What the window offers to every workspace: handed down by constructor, so that none knows the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from explorer.errors import ExplorerError
from explorer.gui.bridge import ChangeBridge
from explorer.gui.tasks import Tasks
from explorer.model.passage import PageRef

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WindowServices:
    """
    Attributes:
        tasks: short work off the GUI thread.
        changes: the one signal that views refresh from.
        open_page: shows a page in the Read workspace, with a passage lit.
        search: asks the Read workspace for a query.
        say: a short message in the status line.
        show_error: tells of a problem.
        parent: the window, for dialogs.
    """

    tasks: Tasks
    changes: ChangeBridge
    open_page: Callable[[PageRef, Span | None], None]
    search: Callable[[str], None]
    say: Callable[[str], None]
    show_error: Callable[[ExplorerError], None]
    parent: QWidget
