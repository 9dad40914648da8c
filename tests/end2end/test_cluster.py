"""Reading on a Dask cluster, with a scheduler and workers as processes of their own, some of which are killed."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import ClusterError
from explorer.extract.base import Limits
from explorer.extract.events import Ended, Event, PageFound, ReadTask
from explorer.jobs.ingest import ENRICH
from tests.helpers.command import ROOT, casefile
from tests.helpers.files import pdf, saved, zipped

cluster_pool = pytest.importorskip("explorer.extract.cluster_pool", reason="Dask is an extra, and not here")
PATIENCE = 60.0
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder, self._book = folder, folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        for number in range(workers):
            place = str(folder / f"worker-{number}")
            self.processes.append(self._start("worker", "--nthreads", "1", "--no-nanny", "--local-directory", place))
        self.address = json.loads(self._text())["address"]

    def _text(self) -> str:
        end = time.monotonic() + PATIENCE
        while not self._book.is_file() or not self._book.read_text().strip():
            assert time.monotonic() < end, "the scheduler did not start"
            time.sleep(0.1)
        return self._book.read_text()

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        order = [sys.executable, "-W", "ignore", "-m", "dask", what, "--scheduler-file", str(self._book), *options]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen([*order, "--no-dashboard"], stdout=log, stderr=log, env=ENVIRONMENT)

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, 2)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            pool = cluster_pool.ClusterPool(made.address, 1, tmp_path / "first")
        except ClusterError:
            assert time.monotonic() < end, "no worker came"
            time.sleep(0.2)
            continue
        pool.close()
        break
    yield made
    made.stop()


def received(folder: Path, files: int) -> list[Path]:
    pages = [pdf(f"Letter {number} of the harbour board.", f"Its second page {number}.") for number in range(files)]
    return [saved(folder, f"letter-{number:03}.pdf", data) for number, data in enumerate(pages)]


def read_all(
    pool: "cluster_pool.ClusterPool", files: list[Path], at: int, strike: "list[subprocess.Popen[bytes]]"
) -> list[Event]:
    """All events; the processes are killed once so many files have ended."""
    for path in files:
        pool.submit(ReadTask(path.name, path, path.name))
    events: list[Event] = []
    while pool.outstanding:
        event = pool.next_event(PATIENCE)
        assert event is not None, "the pool went silent"
        events.append(event)
        if sum(isinstance(each, Ended) for each in events) == at:
            for process in strike:
                process.kill()
    return events


def assert_whole(events: list[Event], files: list[Path]) -> None:
    pages = Counter(event.key for event in events if isinstance(event, PageFound))
    ends = [event for event in events if isinstance(event, Ended)]
    assert pages == {path.name: 2 for path in files}
    assert sorted(end.key for end in ends) == [path.name for path in files]
    assert not [end.error for end in ends if end.error]


def test_a_case_read_on_a_cluster_is_the_same_as_one_read_here(cluster: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    files = received(folder, 4)
    saved(folder, "pack.zip", zipped({"one.txt": b"A wombat crossed.", "two.pdf": files[0].read_bytes()}))
    saved(folder, "broken.pdf", b"%PDF-1.7\nnothing of the kind")
    seen = {}
    for name, options in (("here", ()), ("far", ("--cluster", cluster.address))):
        case = tmp_path / f"{name}.casefile"
        assert casefile("new", case).code == 0
        added = casefile("add", case, folder, "--json", "--ocr", "never", *options)
        assert added.code == 1, added.err  # some could not be read
        hits = casefile("search", case, "harbour OR wombat", "--json").json["hits"]
        seen[name] = (
            {key: value for key, value in added.json.items() if key != "seconds"},
            sorted((hit["name"], hit["page"], hit["snippet"]) for hit in hits),
        )
        assert casefile("verify", case, "--json").code == 0
    assert seen["far"] == seen["here"]
    assert len(seen["far"][1]) == 5


def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    files = received(tmp_path, 60)
    pool = cluster_pool.ClusterPool(cluster.address, 1, tmp_path / "scratch", Limits(), ENRICH)
    events = read_all(pool, files, 10, [cluster.processes[1]])
    read_far = pool.read_far
    pool.close()
    assert_whole(events, files)
    assert read_far > 40


def test_a_cluster_that_goes_away_is_replaced_by_readers_here(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_pool, "_LONELY", 2.0)
    files = received(tmp_path, 60)
    pool = cluster_pool.ClusterPool(cluster.address, 1, tmp_path / "scratch", Limits(), ENRICH)
    events = read_all(pool, files, 10, cluster.processes)
    read_far = pool.read_far
    pool.close()
    assert_whole(events, files)
    assert 10 <= read_far < 60


def test_a_large_file_stays_here(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_pool, "_LARGEST", 100)
    files = received(tmp_path, 2)
    pool = cluster_pool.ClusterPool(cluster.address, 1, tmp_path / "scratch", Limits(), ENRICH)
    events = read_all(pool, files, 0, [])
    sent = pool.sent
    pool.close()
    assert_whole(events, files)
    assert sent == 0


def test_an_address_where_nobody_answers_is_said(tmp_path: Path) -> None:
    case = tmp_path / "made.casefile"
    assert casefile("new", case).code == 0
    file = saved(tmp_path, "note.txt", b"A note.")
    ended = casefile("add", case, file, "--cluster", "tcp://127.0.0.1:9")
    assert ended.code == 1
    assert "The cluster at tcp://127.0.0.1:9 cannot read for this case" in ended.err
    assert casefile("add", case, file, "--json").json["read"] == 1
