"""Windows of many tests in one process: their garbage is collected on the main thread alone, as in the program."""

import gc
import itertools
from collections.abc import Iterator

import pytest

_EVERY = 8  # tests; a collection looks at every object of the process
_tests = itertools.count(1)


@pytest.fixture(autouse=True)
def collected_on_the_main_thread() -> Iterator[None]:
    gc.disable()
    yield
    if next(_tests) % _EVERY == 0:
        gc.collect()
