"""Kills an ``add`` at random moments, finishes it, and compares the case with one that was left alone.

    python tests/bench/kill_add.py FOLDER [--tries 20] [--seed 1] [--ocr] [--in-a-row]

With ``--in-a-row`` it is one add that is killed so many times, going on in between, and is compared at its end.
With ``--ocr`` pages that are pictures are read meanwhile, and each page's readings are compared too.

Prints one line a try; ends with 1 if a case did not open, did not verify, or came out different.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

QUERIES = ("the", "state", '"case no"', "police OR department", "kind:email", "conv*", "has:ocr")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "explorer", *map(str, arguments)]


def answer(*arguments: object) -> Any:
    ended = subprocess.run(command(*arguments, "--json"), capture_output=True, check=False)
    if ended.returncode not in (0, 1) and not (arguments[0] == "verify" and ended.returncode == 3):
        raise SystemExit(f"{arguments}: exit {ended.returncode}: {ended.stderr.decode()}")
    return json.loads(ended.stdout)


def contents(case: Path) -> dict[str, Any]:
    """Everything that must come out the same: documents, pages, what engines read, and hits."""
    documents = answer("documents", case)
    hits = {}
    for query in QUERIES:
        found = answer("search", case, query, "--limit", 100000)
        hits[query] = sorted((hit["document"], hit["page"], hit["bates"]) for hit in found["hits"])
    texts = [row for document in documents[:40] for row in answer("text", case, document["id"], "--readings")]
    for row in texts:
        for reading in row["readings"]:
            del reading["made"]  # a time
    return {"documents": documents, "status": answer("status", case), "hits": hits, "texts": texts}


def first_difference(one: Any, other: Any) -> str:
    """The first place where two answers differ, in short."""
    pairs = zip(one, other, strict=False) if isinstance(one, list) else ((one[key], other.get(key)) for key in one)
    for mine, theirs in pairs:
        if mine != theirs:
            return f"{json.dumps(mine)[:400]} / {json.dumps(theirs)[:400]}"
    return f"{len(one)} / {len(other)}"


def killed_add(case: Path, folder: Path, after: float, *how: str) -> bool:
    """Start an add and kill it and all its children. Returns whether it was still running."""
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(
        command("add", case, folder, "--json", *how), stdout=quiet, stderr=quiet, start_new_session=True
    )
    time.sleep(after)
    was_running = child.poll() is None
    if was_running:
        os.kill(child.pid, signal.SIGKILL)  # the children must notice by themselves
    child.wait()
    return was_running


def killed_in_a_row(
    work: Path, folder: Path, tries: int, luck: random.Random, how: tuple[str, ...], whole: dict[str, Any]
) -> int:
    """Kill one add so many times, finish it, and compare. Returns 1 if it came out different."""
    case, kills, clean = work / "killed.casefile", 0, 0
    answer("new", case, "--title", "Kill")
    while kills < tries:
        after = luck.uniform(0.3, 4.0)
        was_running = killed_add(case, folder, after, *how)
        stored, is_clean = answer("status", case), answer("verify", case)["ok"]
        kills, clean = kills + was_running, clean + is_clean
        how_it_ended = (
            f"{'killed' if was_running else 'HAD ENDED'} after {after:4.2f} s with {stored['pages']:5d} pages"
        )
        verdict = f"{stored['ocr']}, verify {'clean' if is_clean else 'NOT CLEAN'}"
        print(f"{kills:3d}: {how_it_ended} stored, {verdict}", flush=True)
        if not was_running:
            break
    answer("add", case, folder, *how)
    found = contents(case)
    different = [key for key in whole if whole[key] != found[key]]
    for key in different:
        print(f"  {key} differ, first as left alone, then as killed: {first_difference(whole[key], found[key])}")
    print(f"{kills} kills; finished {different or 'the same'}, verify {answer('verify', case)['ok']}")
    return 1 if different or kills < tries else 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--in-a-row", action="store_true")
    options = parser.parse_args()
    how = ("--ocr", "auto" if options.ocr else "never")
    luck = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="casefile-kill-") as name:
        work = Path(name)
        os.environ["CASEFILE_CACHE_DIR"] = str(work / "cache")
        answer("new", work / "whole.casefile", "--title", "Kill")
        started = time.monotonic()
        answer("add", work / "whole.casefile", options.folder, *how)
        whole_seconds = time.monotonic() - started
        whole, wrong = contents(work / "whole.casefile"), 0
        sums = whole["status"]
        print(f"left alone: {whole_seconds:.1f} s, {sums['documents']} documents, {sums['pages']} pages, {sums['ocr']}")
        if options.in_a_row:
            wrong = killed_in_a_row(work, options.folder, options.tries, luck, how, whole)
            print(f"one add killed {options.tries} times: {'different' if wrong else 'the same'}")
            return wrong
        for number in range(1, options.tries + 1):
            case = work / f"killed-{number}.casefile"
            answer("new", case, "--title", "Kill")
            after = luck.uniform(0.2, whole_seconds)
            was_running = killed_add(case, options.folder, after, *how)
            stored = answer("status", case)
            is_clean = answer("verify", case)["ok"]
            answer("add", case, options.folder, *how)
            found = contents(case)
            different = [key for key in whole if whole[key] != found[key]]
            ok = is_clean and answer("verify", case)["ok"] and not different
            wrong += not ok
            ended = f"{'killed' if was_running else 'had ended'} after {after:5.2f} s"
            ended += f" with {stored['pages']:5d} pages stored"
            ended += f", {stored['ocr']['read']} read off pictures" if options.ocr else ""
            verdict = f"verify {'clean' if is_clean else 'NOT CLEAN'}, finished {different or 'the same'}"
            print(f"{number:3d}: {ended}, {verdict}", flush=True)
    print(f"{options.tries - wrong} of {options.tries} the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
