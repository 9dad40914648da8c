"""The pool of readers, with real children and a reader that misbehaves on demand."""

import os
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import DamagedDocumentError, LimitError, ProgramFileError, ReaderDiedError, ReaderTimeoutError
from explorer.extract.base import Limits
from explorer.extract.events import PackedPage
from explorer.extract.sandbox import (
    ChildFound,
    ChildUnread,
    Ended,
    Event,
    FactsFound,
    PageFound,
    Partly,
    ReaderPool,
    ReadTask,
)
from explorer.extract.wire import problem_with
from explorer.model.document import Box, PageFlag, Word, pack_words, unpack_words
from tests.helpers.files import saved
from tests.helpers.hostile_reader import ENRICH
from tests.helpers.ole_files import compound_file

PATIENCE = 60.0  # seconds until a test gives up on the pool


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ReaderPool]:
    pool = ReaderPool(1, tmp_path / "scratch", Limits(silent_seconds=20), ENRICH)
    yield pool
    pool.close()


def read_all(pool: ReaderPool, *tasks: ReadTask) -> dict[str, list[Event]]:
    """The events of each task, until all have ended."""
    found: dict[str, list[Event]] = {task.key: [] for task in tasks}
    for task in tasks:
        pool.submit(task)
    while pool.outstanding:
        event = pool.next_event(PATIENCE)
        assert event is not None, "the pool went silent"
        found[event.key].append(event)
    return found


def task(folder: Path, words: str, limits: Limits | None = None) -> ReadTask:
    """A text file whose words tell the hostile reader what to do."""
    key = words.split()[0]
    return ReadTask(key, saved(folder, f"{key}.txt", words.encode()), f"{key}.txt", 0, limits)


def end_of(events: list[Event]) -> Exception | None:
    assert isinstance(events[-1], Ended)
    return events[-1].error


def alone(pool: ReaderPool, folder: Path, words: str, limits: Limits | None = None) -> list[Event]:
    return next(iter(read_all(pool, task(folder, words, limits)).values()))


def test_a_page_arrives_as_it_was_read(pool: ReaderPool, tmp_path: Path) -> None:
    facts, page, _ = alone(pool, tmp_path, "say hello there")
    assert isinstance(facts, FactsFound)
    assert (facts.facts.title, facts.media, facts.reader, facts.version) == ("say", "text/plain", "hostile", 7)
    assert isinstance(page, PageFound)
    assert (page.page.text, page.page.flags, page.page.extra) == (
        "hello there",
        frozenset({PageFlag.HAS_NOTES}),
        b"ereht olleh",
    )
    assert [word.end for word in unpack_words(page.page.words, 100, 200)] == [5]


@pytest.mark.parametrize("words", ["crash", "segfault", "leave", "garbage", "huge", "half", "skip", "outside", "link"])
def test_a_child_that_dies_or_lies_ends_only_its_file(pool: ReaderPool, tmp_path: Path, words: str) -> None:
    found = read_all(pool, task(tmp_path, words), task(tmp_path, "say still here"))
    assert isinstance(end_of(found[words]), ReaderDiedError)
    assert end_of(found["say"]) is None


def test_what_was_read_before_a_crash_is_kept(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "crash")
    assert [event.page.text for event in events if isinstance(event, PageFound)] == ["before the crash"]


def test_the_cause_of_death_is_named(pool: ReaderPool, tmp_path: Path) -> None:
    assert "segmentation fault" in str(end_of(alone(pool, tmp_path, "crash")))


def test_a_silent_child_is_stopped_and_the_next_file_read(pool: ReaderPool, tmp_path: Path) -> None:
    quick = Limits(silent_seconds=0.5)
    found = read_all(pool, task(tmp_path, "hang", quick), task(tmp_path, "say on we go"))
    assert isinstance(end_of(found["hang"]), ReaderTimeoutError)
    assert end_of(found["say"]) is None


def test_a_child_that_talks_for_ever_is_stopped(pool: ReaderPool, tmp_path: Path) -> None:
    error = end_of(alone(pool, tmp_path, "chatter", Limits(seconds=1)))
    assert str(error) == "Reading “chatter.txt” exceeds the time limit of 1 seconds and was stopped."


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux caps memory reliably")
def test_a_file_that_takes_all_memory_is_refused_by_a_named_limit(pool: ReaderPool, tmp_path: Path) -> None:
    error = end_of(alone(pool, tmp_path, "hog"))
    assert isinstance(error, LimitError)
    assert "1.3 GB" in str(error)


def test_endless_recursion_is_damage(pool: ReaderPool, tmp_path: Path) -> None:
    assert isinstance(end_of(alone(pool, tmp_path, "loop")), DamagedDocumentError)


def test_a_readers_bug_ends_only_its_file(pool: ReaderPool, tmp_path: Path) -> None:
    error = end_of(alone(pool, tmp_path, "bug"))
    assert isinstance(error, DamagedDocumentError)
    assert "could make no sense of it" in str(error)


def test_an_error_names_the_file_that_was_asked_for(pool: ReaderPool, tmp_path: Path) -> None:
    assert str(end_of(alone(pool, tmp_path, "limit"))) == "“limit.txt” exceeds a limit: it is too odd."


def test_what_a_library_prints_does_not_disturb(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "chat")
    assert [event.page.text for event in events if isinstance(event, PageFound)] == ["quiet"]


def test_a_workbook_that_its_library_panics_on_is_damaged(pool: ReaderPool, tmp_path: Path) -> None:
    """A record of names that is too short; the panic of a library in Rust is no Exception of Python's."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0x1000, 0x7CC, 0, 6)
    book = compound_file("Workbook", begin + struct.pack("<HH", 0x18, 12))
    broken = ReadTask("book", saved(tmp_path, "book.xls", book), "book.xls")
    found = read_all(pool, broken, task(tmp_path, "say on we go"))
    assert isinstance(end_of(found["book"]), DamagedDocumentError)
    assert end_of(found["say"]) is None


def test_a_detectors_bug_costs_no_page(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "say detector bug")
    assert any(isinstance(event, PageFound) for event in events)
    assert [event.reason for event in events if isinstance(event, Partly)] == [
        "Names and numbers were not looked for on p. 1: ValueError."
    ]


def test_text_that_cannot_be_stored_is_replaced_letter_by_letter(pool: ReaderPool, tmp_path: Path) -> None:
    (page,) = (event.page for event in alone(pool, tmp_path, "unsendable") if isinstance(event, PageFound))
    assert page.text == "lone \ufffd surrogate and \ufffd zero"


def test_files_inside_come_with_their_bytes_and_never_by_their_own_name(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "children")
    files = [event for event in events if isinstance(event, ChildFound)]
    assert [(file.name, file.path.read_bytes(), file.size) for file in files] == [
        ("../../evil.txt", b"inside", 6),
        ("streamed \ufffd", b"ab", 2),
    ]
    assert all((tmp_path / "scratch") in file.path.parents for file in files)
    assert [event.name for event in events if isinstance(event, ChildUnread)] == ["locked.zip"]


def test_bytes_taken_out_of_one_file_are_limited(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "many 5", Limits(child_bytes=2500))
    assert sum(isinstance(event, ChildFound) for event in events) == 2
    assert sum(isinstance(event, ChildUnread) for event in events) == 3
    assert any("limit" in event.reason for event in events if isinstance(event, Partly))


def test_the_number_of_files_inside_is_limited(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "many 5", Limits(children=3))
    assert sum(isinstance(event, ChildFound) for event in events) == 3
    assert end_of(events) is None


def test_the_number_of_pages_is_limited(pool: ReaderPool, tmp_path: Path) -> None:
    events = alone(pool, tmp_path, "pages 5", Limits(pages=2))
    assert sum(isinstance(event, PageFound) for event in events) == 2
    assert any("limit" in event.reason for event in events if isinstance(event, Partly))


def test_a_file_nested_too_deep_is_refused_by_a_named_limit(pool: ReaderPool, tmp_path: Path) -> None:
    deep = ReadTask("deep", saved(tmp_path, "deep.txt", b"say hello"), "deep.txt", 21)
    assert isinstance(end_of(read_all(pool, deep)["deep"]), LimitError)


def test_a_kind_that_nothing_reads_is_named(pool: ReaderPool, tmp_path: Path) -> None:
    program = ReadTask("exe", saved(tmp_path, "tool.pdf", b"MZ\0\1" * 50), "tool.pdf")
    error = end_of(read_all(pool, program)["exe"])
    assert isinstance(error, ProgramFileError)
    assert "program" in str(error)


def test_a_slow_taker_makes_readers_wait_and_loses_nothing(pool: ReaderPool, tmp_path: Path) -> None:
    pool.submit(task(tmp_path, "pages 5000", Limits(silent_seconds=1)))
    assert pool.next_event(PATIENCE) is not None
    select.select([], [], [], 2)  # longer than the limit of silence: the wait must not count as the reader's
    count = 0
    while not isinstance(event := pool.next_event(PATIENCE), Ended):
        count += isinstance(event, PageFound)
    assert (count, event.error) == (5000, None)


def test_every_task_ends_once_when_all_kill_their_child(pool: ReaderPool, tmp_path: Path) -> None:
    tasks = [ReadTask(str(n), saved(tmp_path, f"{n}.txt", b"leave"), f"{n}.txt") for n in range(12)]
    found = read_all(pool, *tasks)
    assert all(sum(isinstance(event, Ended) for event in events) == 1 for events in found.values())


def test_a_child_is_replaced_after_a_hundred_files(pool: ReaderPool, tmp_path: Path) -> None:
    path = saved(tmp_path, "same.txt", b"say once more")
    found = read_all(pool, *(ReadTask(str(n), path, "same.txt") for n in range(130)))
    assert all(end_of(events) is None for events in found.values())


def test_closing_ends_a_hanging_child_and_removes_the_scratch_folder(tmp_path: Path) -> None:
    pool = ReaderPool(2, tmp_path / "scratch", enrich=ENRICH)
    pool.submit(task(tmp_path, "hang"))
    assert pool.next_event(PATIENCE) is not None
    pool.close()
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="network namespaces are Linux's")
def test_a_child_has_no_network(pool: ReaderPool, tmp_path: Path) -> None:
    probe = [sys.executable, "-c", "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"]
    if subprocess.run(probe, check=False).returncode:
        pytest.skip("this system lets no one leave its network")
    (page,) = (event.page for event in alone(pool, tmp_path, "network") if isinstance(event, PageFound))
    assert page.text in ("lo", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system calls are filtered on Linux")
def test_a_child_opens_no_socket_and_starts_no_program(pool: ReaderPool, tmp_path: Path) -> None:
    (page,) = (event.page for event in alone(pool, tmp_path, "call_out") if isinstance(event, PageFound))
    assert page.text == "PermissionError PermissionError"


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watching a stranger's child needs Linux")
def test_killing_the_parent_leaves_no_child(tmp_path: Path) -> None:
    hang = saved(tmp_path, "hang.txt", b"hang")
    script = (
        "import sys; from pathlib import Path; from explorer.extract.sandbox import *\n"
        f"pool = ReaderPool(1, Path({str(tmp_path / 'scratch')!r}), enrich={ENRICH!r})\n"
        f"pool.submit(ReadTask('k', Path({str(hang)!r}), 'hang.txt')); pool.next_event(60)\n"
        "print(pool._workers[0]._child.pid, flush=True); pool.next_event(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        ended, _, _ = select.select([child], [], [], 10)
        os.close(child)
    assert ended


@pytest.mark.parametrize(
    "page",
    [
        PackedPage(2, "p. 2", "", 10, 10, b""),
        PackedPage(1, "p. 1", "", 0, 10, b""),
        PackedPage(1, "p. 1", "", float("inf"), 10, b""),
        PackedPage(1, "p. 1", "x" * 5_000_000, 10, 10, b""),
        PackedPage(1, "p. 1", "text", 10, 10, b"no deflate stream"),
    ],
)
def test_a_page_with_wrong_numbers_is_not_taken(page: PackedPage) -> None:
    assert problem_with(page, 1, Limits()) is not None


def test_words_past_the_end_of_the_text_are_not_taken() -> None:
    packed = pack_words([Word(90, 95, Box(0, 0, 1, 1))], 10, 10)
    assert problem_with(PackedPage(1, "p. 1", "short", 10, 10, packed), 1, Limits()) is not None
