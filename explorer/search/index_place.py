"""Where a case's index lies, and whether what lies there can be trusted.

Whoosh's files are pickles: opening a stranger's index would run a stranger's code. So indexes lie in the user's own
cache folder under the case's id, never in a case, and are stamped; a stamp that does not match means a new one.
"""

import json
import os
import re
import shutil
from pathlib import Path

import platformdirs

from explorer.errors import EngineError
from explorer.model.case import CaseId
from explorer.search import analyzer, whoosh_engine
from explorer.search.whoosh_engine import WhooshEngine

_STAMP = "stamp.json"


def index_folder(case: CaseId) -> Path:
    """The folder of a case's index; ``CASEFILE_CACHE_DIR`` puts all of them elsewhere.

    Raises:
        EngineError: the case's id is no id, so it must not name a folder.
    """
    if not re.fullmatch(r"[0-9a-f]{32}", case):
        raise EngineError("the case's id is not one that Casefile gives")
    cache = os.environ.get("CASEFILE_CACHE_DIR") or platformdirs.user_cache_dir("casefile", appauthor=False)
    return Path(cache) / "index" / case


def open_or_reset(case: CaseId) -> tuple[WhooshEngine, bool]:
    """The case's index, and whether it had to be begun anew and so is empty."""
    folder = index_folder(case)
    stamp = {"engine": "whoosh", "schema": whoosh_engine.SCHEMA_VERSION, "analyzer": analyzer.VERSION, "case": case}
    if _read_stamp(folder) == stamp:
        try:
            return WhooshEngine(folder), False
        except EngineError:
            pass  # it is a cache: what cannot be opened is made again
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    engine = WhooshEngine(folder)
    (folder / _STAMP).write_text(json.dumps(stamp), "utf-8")
    return engine, True


def remove_index(case: CaseId) -> None:
    """Throw a case's index away."""
    shutil.rmtree(index_folder(case), ignore_errors=True)


def index_bytes(case: CaseId) -> int:
    """How much disk a case's index takes."""
    return sum(path.stat().st_size for path in index_folder(case).glob("*") if path.is_file())


def _read_stamp(folder: Path) -> object:
    try:
        return json.loads((folder / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None
