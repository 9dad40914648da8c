"""Runs the command as a process, as a person or a script would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
NO_CORPUS = "the corpus of real files is not here (../shared/corpus)"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def casefile(*arguments: object, timeout: float = 300, told: str = "", **environment: str) -> Ended:
    """Run ``casefile`` with these arguments, ``told`` on standard input; no traceback may ever reach a person."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "explorer", *map(str, arguments)],
        input=told.encode(),
        capture_output=True,
        timeout=timeout,
        env={**os.environ, **environment},
        check=False,
    )
    result = Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
    assert "Traceback" not in result.err + result.out
    return result
