"""The table of versions says of every reader what the reader says of itself."""

import importlib

import pytest

from explorer.extract.reader_versions import VERSIONS
from explorer.extract.registry import READERS

OURS = sorted({named for named in READERS.values() if named.startswith("explorer.")})  # other tests register theirs


@pytest.mark.parametrize("named", OURS)
def test_a_reader_has_the_version_of_the_table(named: str) -> None:
    module, _, kind = named.partition(":")
    reader = getattr(importlib.import_module(module), kind)
    assert VERSIONS[reader.name] == reader.version


def test_the_table_names_no_reader_that_is_gone() -> None:
    readers = [named.partition(":") for named in OURS]
    assert {getattr(importlib.import_module(module), kind).name for module, _, kind in readers} == set(VERSIONS)
