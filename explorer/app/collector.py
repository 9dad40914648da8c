"""Python's cyclic garbage collector while very many objects are made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Let no collection look at all objects again and again meanwhile: each would stop every thread of the program.

    What was made is then set apart (``gc.freeze``), so that later collections do not look at it either; it goes like
    everything else when nothing refers to it any more, as long as it forms no cycles.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
