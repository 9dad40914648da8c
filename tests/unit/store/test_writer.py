"""The one thread that writes."""

import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.store.database import open_for_writing
from explorer.store.writer import Writer
from tests.helpers.cases import new_case


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    folder = new_case(tmp_path)
    made = Writer(lambda: open_for_writing(folder))
    yield made
    made.close()


def keep(key: str):  # type: ignore[no-untyped-def]
    return lambda db: db["fact"].insert({"key": key, "value": ""})


def keys(writer: Writer) -> set[str]:
    return writer.run(lambda db: {row["key"] for row in db["fact"].rows})


def test_a_persons_change_goes_before_bulk_work(writer: Writer) -> None:
    gate, order = threading.Event(), []
    writer.submit(lambda _db: gate.wait(5))
    bulk = [writer.submit(lambda _db, n=n: order.append(n)) for n in range(3)]
    urgent = writer.submit(lambda _db: order.append("urgent"), urgent=True)
    gate.set()
    for future in (*bulk, urgent):
        future.result(5)
    assert order == ["urgent", 0, 1, 2]


def test_a_failed_write_leaves_nothing_and_the_next_one_goes_on(writer: Writer) -> None:
    def fail(db: Database) -> None:
        keep("half")(db)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        writer.run(fail)
    writer.run(keep("whole"))
    assert "half" not in keys(writer)
    assert "whole" in keys(writer)


def test_what_is_submitted_after_closing_is_refused(tmp_path: Path) -> None:
    folder = new_case(tmp_path)
    writer = Writer(lambda: open_for_writing(folder))
    writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        writer.run(keep("late"))
