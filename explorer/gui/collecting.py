"""Python's cyclic garbage collector, kept to the window's thread.

A collection begins on whatever thread happens to make an object. One that begins on a worker's thread may take a widget
apart there, which Qt allows on the window's thread alone and answers with a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000  # milliseconds


class Collecting(QObject):
    """Collects on the thread that it was made on, and nowhere else, as often as Python would by its own counts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, with those younger."""
        counts, most = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > most[generation]]
        if due:
            gc.collect(due[-1])
