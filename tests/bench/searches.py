"""Measures every query of a corpus's SEARCHES.tsv over its dump, in one session and in a process of its own for each.

python tests/bench/searches.py CORPUS
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from explorer.app.session import CaseSession
from explorer.model.query import SearchRequest

RUN = [sys.executable, "-W", "ignore", "-m", "explorer"]


def told(name: str, times: list[float]) -> str:
    tail = statistics.quantiles(times, n=20)[-1]
    return f"{name}: median {statistics.median(times):.1f} ms, p95 {tail:.1f} ms, worst {max(times):.1f} ms"


def main() -> None:
    corpus = Path(sys.argv[1])
    with (corpus / "SEARCHES.tsv").open(encoding="utf-8", newline="") as file:
        queries = [
            row["query"].replace(" AND ", " ") for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    with tempfile.TemporaryDirectory(prefix="casefile-searches-") as name:
        os.environ["CASEFILE_CACHE_DIR"] = f"{name}/cache"
        case = Path(name) / "dump.casefile"
        subprocess.run([*RUN, "new", case], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*RUN, "add", case, corpus / "dump", "--json"], check=False, stdout=subprocess.DEVNULL)
        with CaseSession.open(case, for_writing=False) as session:
            warm = [session.searching.search(SearchRequest(query, facets=True)).took_ms for query in queries]
        print(f"{len(queries)} queries")
        print(told("in one session", warm))
        cold = []
        for query in queries:
            ended = subprocess.run([*RUN, "search", case, query, "--json"], capture_output=True, check=True)
            cold.append(float(json.loads(ended.stdout)["took_ms"]))
        print(told("each in a new process", cold))


if __name__ == "__main__":
    main()
