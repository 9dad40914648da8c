"""Garbage is collected on the window's thread, and on no other."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from explorer.gui.collecting import Collecting


class Knot:
    def __init__(self) -> None:
        self.self = self


def test_knots_go_on_the_window_s_thread_alone(qtbot: QtBot) -> None:
    parent = QObject()
    collecting = Collecting(parent)
    gone_on: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: gone_on.append(threading.get_ident()))
    del knot
    worker = threading.Thread(target=lambda: [Knot() for _ in range(20_000)])
    worker.start()
    worker.join()
    assert gone_on == []
    collecting.look()
    assert gone_on == [threading.get_ident()]
    assert not gc.isenabled()
