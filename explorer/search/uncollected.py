"""Python's cyclic garbage collector while an answer of thousands of small objects, none in a cycle, is taken apart."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no collection begin meanwhile: each may look at every object of the program.

    Two threads may be in here at once: whichever leaves first lets collections begin again, as if there were one.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
