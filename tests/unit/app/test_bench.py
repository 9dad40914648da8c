"""The benchmark measures what it says: over a folder of known size, with a peer that is always here."""

from pathlib import Path

from explorer.app.bench import measure
from explorer.app.bench_corpus import make_corpus
from explorer.app.bench_queries import EACH, queries


def test_pages_are_made_added_searched_and_read_bare() -> None:
    said: list[str] = []
    figures = measure(40, 0, said.append).figures
    assert figures["pages"] == 40
    assert figures["add: first page searchable, s"] <= figures["add: seconds"]
    assert figures["PyMuPDF, text and words: pages per second"] > 0
    assert all(len(figures[f"search, {kind}: p50/p95, ms"]) == 2 for kind in queries())
    assert said[0] == "making 40 pages"


def test_a_corpus_is_the_same_every_time(tmp_path: Path) -> None:
    sizes = {make_corpus(tmp_path / name, 25) for name in ("one", "two")}
    assert len(sizes) == 1
    first, second = (sorted(path.read_bytes() for path in (tmp_path / name).rglob("*.pdf")) for name in ("one", "two"))
    assert first == second


def test_there_are_as_many_queries_of_each_kind() -> None:
    assert {len(asked) for asked in queries().values()} == {EACH}
    assert queries() == queries()
