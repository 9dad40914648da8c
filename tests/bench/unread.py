"""Adds a folder to a fresh case and prints what was not read, or only partly, by the sentence a person is shown.

    python -m tests.bench.unread FOLDER [--casefile CMD] [--case CASE]

With ``--case`` the table is that of a case which exists already, and FOLDER is left out.
A sentence's own names and numbers are put aside when sentences are grouped; each file is listed with its own.
Ends with 1 if a sentence is missing, or is not whole: it must begin with a capital or a sign and end with a full stop.
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_READ = ("read", "duplicate")
_OWN = re.compile(r"“[^”]*”|\d[\d ,.]*\d|\d")  # a quoted name, or a number


@dataclass(frozen=True, slots=True)
class Unread:
    """A file at its place that was not read in full."""

    path: str
    state: str
    reason: str

    @property
    def group(self) -> str:
        """The sentence without what is this file's alone."""
        return _OWN.sub("…", self.reason)

    @property
    def is_whole(self) -> bool:
        """Whether the reason is at least a sentence."""
        return bool(self.reason) and not self.reason[0].islower() and self.reason.endswith(".")


def unread(documents: Iterable[dict[str, Any]]) -> list[Unread]:
    """Those of the rows of ``documents --json`` that were not read in full."""
    return [Unread(row["path"], row["state"], row["reason"]) for row in documents if row["state"] not in _READ]


def table(rows: Sequence[Unread]) -> list[str]:
    """Lines to print: a count of each sentence, the commonest first, and under it the files with their own."""
    groups: dict[tuple[str, str], list[Unread]] = defaultdict(list)
    for row in rows:
        groups[row.state, row.group].append(row)
    lines = [f"{len(rows)} not read in full, for {len(groups)} reasons"]
    for (state, group), members in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        lines += ["", f"{len(members):5}  {state:8} {group or '(no reason is given)'}"]
        for row in members:
            lines.append(f"         {row.path}" + (f"\n           {row.reason}" if row.reason != group else ""))
    return lines


def answer(casefile: Sequence[str], *arguments: object) -> Any:
    """What a command of the program says as JSON; 1 is fine, since some files could not be read.

    Raises:
        SystemExit: the command failed.
    """
    ended = subprocess.run([*casefile, *map(str, arguments), "--json"], capture_output=True, check=False)
    if ended.returncode not in (0, 1):
        raise SystemExit(f"{arguments}: exit {ended.returncode}: {ended.stderr.decode(errors='replace')}")
    return json.loads(ended.stdout)


def of_folder(casefile: Sequence[str], folder: Path) -> list[Unread]:
    """What of a folder is not read in full, in a case made for it and thrown away."""
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "unread.case"
        answer(casefile, "new", case)
        answer(casefile, "add", case, folder)
        return unread(answer(casefile, "documents", case))


def main() -> int:
    """Print the table; 1 if a sentence is missing or cut."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--casefile", default=f"{shlex.quote(sys.executable)} -W ignore -m explorer")
    parser.add_argument("--case", type=Path)
    chosen = parser.parse_args()
    if (chosen.folder is None) == (chosen.case is None):
        parser.error("name a folder, or a case with --case")
    casefile = shlex.split(chosen.casefile)
    rows = unread(answer(casefile, "documents", chosen.case)) if chosen.case else of_folder(casefile, chosen.folder)
    print("\n".join(table(rows)))
    cut = [row for row in rows if not row.is_whole]
    for row in cut:
        print(f"not a whole sentence: {row.path}: {row.reason!r}", file=sys.stderr)
    return 1 if cut else 0


if __name__ == "__main__":
    raise SystemExit(main())
