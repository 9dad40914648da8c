"""Measures search engines on the same made pages: indexing, size, and each kind of query; ours beside Xapian and FTS5.

    python tests/bench/engines.py [--pages 100000] [--xapian /usr/bin/python3]

All give exact counts and the best 50 by BM25, without snippets; figures are processor time, which other work on the
machine disturbs little. Ours go through the program's own search: parsing, counting, ranking, joining with the case's
columns where the index alone cannot tell. "… as the window asks" is beside that the number of documents, all facets,
and 50 hits with their words lit: what peers are not asked for. Where Xapian 1.4 and FTS5 cannot expand a pattern they
are handed the words it stands for, free of charge. Whoosh is measured up to 10,000 pages: above that it is not used.
"""

import argparse
import fnmatch
import json
import os
import random
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import OSA

from explorer.app.bench_corpus import vocabulary
from explorer.app.bench_peers import p50_p95
from explorer.app.bench_process import casefile, watched
from explorer.app.session import CaseSession
from explorer.model.document import DocumentId, Kind, State
from explorer.model.query import SearchRequest
from explorer.store import intake
from explorer.store.casefile import create_case
from explorer.store.database import open_for_writing
from explorer.store.intake import Reading, ReadPage
from tests.helpers.cases import place

EACH = 25
_WHOLE = ", as the window asks"
_WORDS, _IN_DOCUMENT, _KINDS = 400, 20, (Kind.PDF, Kind.EMAIL, Kind.TEXT)


def texts(pages: int) -> Iterator[str]:
    """Pages of words by Zipf's law, the same every time."""
    words, dice = vocabulary(), random.Random(5)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for _ in range(pages):
        yield " ".join(dice.choices(words, cum_weights=weights, k=_WORDS))


def kind_of(page: int) -> Kind:
    return _KINDS[page // _IN_DOCUMENT % len(_KINDS)]


def make_case(path: Path, pages: int) -> None:
    """A case of these pages, without going through readers."""
    db = open_for_writing(create_case(path, "bench"))
    source, made = texts(pages), 0
    while made < pages:
        with db.conn:
            for _ in range(min(50, -(-(pages - made) // _IN_DOCUMENT))):
                name = f"{made:032x}"
                intake.register(db, [place(name, f"{name}.pdf")])
                count = min(_IN_DOCUMENT, pages - made)
                read = tuple(ReadPage(number + 1, "", next(source), b"", 612, 792) for number in range(count))
                reading = Reading(DocumentId(name), "", kind_of(made), State.READ, "", "maker", 1, read)
                intake.store_reading(db, reading)
                made += count
    db.close()


def asked() -> dict[str, list[dict[str, object]]]:
    """Queries by kind: ours, the terms for peers, and how these are joined."""
    words, dice = vocabulary(), random.Random(9)
    sample = [text.split() for text in texts(400)]

    def expanded(query: str, terms: Sequence[str]) -> dict[str, object]:
        return {"ours": query, "join": "or", "terms": list(terms)}

    def phrase() -> dict[str, object]:
        page = dice.choice(sample)
        at = dice.randrange(len(page) - 4)
        return {"ours": f'"{" ".join(page[at : at + 4])}"', "join": "phrase", "terms": page[at : at + 4]}

    def joined(how: str, *ranks: tuple[int, int], more: str = "") -> dict[str, object]:
        chosen = [words[dice.randrange(*each)] for each in ranks]
        return {"ours": f"{' '.join(chosen)}{more}", "join": how, "terms": chosen, "filter": bool(more)}

    def pattern(glob: str) -> dict[str, object]:
        return expanded(glob, fnmatch.filter(words, glob))

    def fuzzy() -> dict[str, object]:
        word = words[dice.randrange(3000, 20_000)]
        return expanded(f"{word}~1", [each for each in words if OSA.distance(each, word, score_cutoff=1) <= 1])

    makers = {
        "common word": lambda: joined("or", (0, 40)),
        "AND of two": lambda: joined("and", (20, 400), (20, 400)),
        "phrase of four": phrase,
        "prefix": lambda: pattern(f"{words[dice.randrange(500, 5000)][:4]}*"),
        "wildcard, leading too": lambda: pattern(f"*{words[dice.randrange(2000, 9000)][-4:]}"),
        "fuzzy 1": fuzzy,
        "kind filter": lambda: joined("or", (0, 60), more=" kind:email"),
    }
    return {kind: [make() for _ in range(EACH)] for kind, make in makers.items()}


def took(ask: Callable[[SearchRequest], object], request: SearchRequest) -> float:
    """Milliseconds of processor time that an answer takes."""
    began = time.thread_time()
    ask(request)
    return (time.thread_time() - began) * 1000


def ours(case: Path, engine: str, pages: int) -> dict[str, list[float]]:
    """Index with one of our engines and ask it everything."""
    cost = watched(casefile("reindex", case, "--engine", engine))
    found: dict[str, list[float]] = {}
    with CaseSession.open(case, for_writing=False) as session:
        size = session.searching.index_bytes() / 1e6
        session.searching.search(SearchRequest("warm", limit=0))
        for kind, queries in asked().items():
            found[kind] = [took(session.searching.best, SearchRequest(str(q["ours"]), limit=50)) for q in queries]
            shown = [SearchRequest(str(q["ours"]), limit=50, facets=True) for q in queries]
            found[f"{kind}{_WHOLE}"] = [took(session.searching.search, request) for request in shown]
    rate = pages / cost.seconds
    print(
        f"{engine}: {rate:,.0f} pages/s to index from the case, {cost.megabytes:,.0f} MB, index {size:,.0f} MB",
        flush=True,
    )
    return found


def fts5(folder: Path, pages: int) -> dict[str, list[float]]:
    """SQLite's own full text index."""
    db = sqlite3.connect(folder / "fts.db")
    db.execute("CREATE VIRTUAL TABLE p USING fts5(t, kind, content='', tokenize='unicode61')")
    started = time.monotonic()
    with db:
        rows = ((number, text, kind_of(number).value) for number, text in enumerate(texts(pages)))
        db.executemany("INSERT INTO p(rowid, t, kind) VALUES (?, ?, ?)", rows)
    rate, size = pages / (time.monotonic() - started), (folder / "fts.db").stat().st_size / 1e6
    print(f"FTS5: {rate:,.0f} pages/s, {size:,.0f} MB", flush=True)
    found: dict[str, list[float]] = {}
    for kind, queries in asked().items():
        found[kind] = []
        for query in queries:
            terms = [f'"{each}"' for each in query["terms"]]  # type: ignore[attr-defined]
            match = {"or": " OR ", "and": " AND ", "phrase": " + "}[str(query["join"])].join(terms) or '"none"'
            match = f"t : ({match})" + (" AND kind : email" if query.get("filter") else "")
            began = time.thread_time()
            db.execute("SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT 50", [match]).fetchall()
            db.execute("SELECT count(*) FROM p WHERE p MATCH ?", [match]).fetchone()
            found[kind].append((time.thread_time() - began) * 1000)
    db.close()
    return found


_XAPIAN = """
import json, sys, time, xapian
folder, pages = sys.argv[1], int(sys.argv[2])
db = xapian.WritableDatabase(folder + "/xapian", xapian.DB_CREATE_OR_OVERWRITE)
began = time.monotonic()
for number, text in enumerate(sys.stdin):
    if number >= pages:
        break
    document = xapian.Document()
    kind, _, words = text.rstrip("\\n").partition("\\t")
    for at, word in enumerate(words.split()):
        document.add_posting(word, at)
    document.add_boolean_term("K" + kind)
    db.add_document(document)
db.commit()
print(json.dumps(time.monotonic() - began), flush=True)
db = xapian.Database(folder + "/xapian")
joins = {"or": xapian.Query.OP_OR, "and": xapian.Query.OP_AND, "phrase": xapian.Query.OP_PHRASE}
found = {}
for kind, queries in json.load(open(folder + "/queries.json")).items():
    found[kind] = []
    for query in queries:
        began = time.thread_time()
        asked = xapian.Query(joins[query["join"]], query["terms"])
        if query.get("filter"):
            asked = xapian.Query(xapian.Query.OP_FILTER, asked, xapian.Query("Kemail"))
        enquire = xapian.Enquire(db)
        enquire.set_query(asked)
        hits = enquire.get_mset(0, 50, db.get_doccount())
        [match.docid for match in hits]
        found[kind].append((time.thread_time() - began) * 1000)
print(json.dumps(found))
"""


def xapian(python: str, folder: Path, pages: int) -> dict[str, list[float]]:
    """Recoll's engine, by the system's Python; empty where it is not there."""
    if subprocess.run([python, "-c", "import xapian"], capture_output=True, check=False).returncode:
        return {}
    (folder / "queries.json").write_text(json.dumps(asked()))
    with (folder / "texts.tsv").open("w") as out:
        out.writelines(f"{kind_of(number).value}\t{text}\n" for number, text in enumerate(texts(pages)))
    with (folder / "texts.tsv").open() as told:
        order = [python, "-c", _XAPIAN, str(folder), str(pages)]
        seconds, found = subprocess.run(
            order, stdin=told, capture_output=True, check=True, text=True
        ).stdout.splitlines()
    size = sum(path.stat().st_size for path in (folder / "xapian").iterdir()) / 1e6
    print(f"Xapian: {pages / float(seconds):,.0f} pages/s, {size:,.0f} MB")
    timed: dict[str, list[float]] = json.loads(found)
    return timed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--xapian", default="/usr/bin/python3", help="A Python that has Xapian's bindings.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casefile-engines-") as name:
        work = Path(name)
        os.environ["CASEFILE_CACHE_DIR"] = f"{name}/cache"
        make_case(work / "bench.casefile", options.pages)
        print(f"{options.pages:,} pages of {_WORDS} words")
        found = {"tantivy": ours(work / "bench.casefile", "tantivy", options.pages)}
        if options.pages <= 10_000:
            found["Whoosh"] = ours(work / "bench.casefile", "whoosh", options.pages)
        found["FTS5"] = fts5(work, options.pages)
        found["Xapian"] = xapian(options.xapian, work, options.pages)
    print(f"{'p50/p95, ms':45}", *(f"{engine:>16}" for engine in found))
    for kind in found["tantivy"]:
        cells = ["/".join(map(str, p50_p95(times[kind]))) if kind in times else "" for times in found.values()]
        print(f"{kind:45}", *(f"{cell:>16}" for cell in cells))


if __name__ == "__main__":
    main()
