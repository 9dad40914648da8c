"""Where a case's indexes lie, which engine a case is given, and whether what lies there can be trusted.

Whoosh's files are pickles: opening a stranger's index would run a stranger's code. So indexes lie in the user's own
cache folder under the case's id, never in a case, one folder for each engine, and are stamped; a stamp that does not
match means a new one. A stamp also says whether its index has been whole: while one engine takes over from another,
the old index answers until the new one has been.
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
from explorer.search.engine import SearchEngine
from explorer.search.whoosh_engine import WhooshEngine

try:
    from explorer.search.tantivy_engine import TantivyEngine
    from explorer.search.tantivy_terms import SCHEMA_VERSION as TANTIVY_SCHEMA
    from explorer.search.tantivy_terms import VERSION as TANTIVY_VERSION

    HAS_TANTIVY = True
except ImportError:  # no wheel for this system: Whoosh serves cases of any size
    HAS_TANTIVY = False

AUTO, WHOOSH, TANTIVY = CHOICES = ("auto", "whoosh", "tantivy")
WHOOSH_PAGES = 10_000  # up to so many pages Whoosh serves a case; above, tantivy does

_STAMP, _CHOICE = "stamp.json", "engine"


def index_folder(case: CaseId) -> Path:
    """The folder of a case's indexes; ``CASEFILE_CACHE_DIR`` puts all of them elsewhere.

    Raises:
        EngineError: the case's id is no id, so it must not name a folder.
    """
    if not re.fullmatch(r"[0-9a-f]{32}", case):
        raise EngineError("the case's id is not one that Casefile gives")
    cache = os.environ.get("CASEFILE_CACHE_DIR") or platformdirs.user_cache_dir("casefile", appauthor=False)
    return Path(cache) / "index" / case


def engine_folder(case: CaseId, name: str) -> Path:
    """The folder of a case's index of one engine."""
    return index_folder(case) / name


def wanted_engine(case: CaseId, pages: int, setting: str = AUTO) -> str:
    """The engine for a case of so many pages: the one chosen for this case, or the one set, or the one for its size."""
    choice = chosen_engine(case) or setting
    if choice == AUTO:
        most = WHOOSH_PAGES // 2 if _is_whole(case, TANTIVY) else WHOOSH_PAGES  # a case at the border does not swing
        choice = TANTIVY if pages > most else WHOOSH
    return choice if HAS_TANTIVY else WHOOSH


def chosen_engine(case: CaseId) -> str:
    """The engine that was chosen by hand for a case; empty if none was."""
    try:
        choice = (index_folder(case) / _CHOICE).read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
    return choice if choice in (WHOOSH, TANTIVY) else ""


def choose_engine(case: CaseId, choice: str) -> None:
    """Choose a case's engine by hand; ``auto`` takes the choice back.

    Raises:
        EngineError: it is not there on this system.
    """
    if choice == TANTIVY and not HAS_TANTIVY:
        raise EngineError("tantivy is not installed on this system")
    folder = index_folder(case)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if choice == AUTO:
        (folder / _CHOICE).unlink(missing_ok=True)
    else:
        (folder / _CHOICE).write_text(choice, "utf-8")


def standing_engine(case: CaseId, wanted: str) -> str:
    """The engine whose index can answer now: the wanted one's if it has been whole, else one that has."""
    whole = [name for name in (wanted, WHOOSH, TANTIVY) if _is_whole(case, name)]
    return whole[0] if whole else wanted


def open_or_reset(case: CaseId, name: str = WHOOSH, threads: int = 1) -> tuple[SearchEngine, bool]:
    """The case's index of an engine, and whether it had to be begun anew and so is empty.

    Args:
        threads: that may write, where the engine can use several.
    """
    folder = engine_folder(case, name)
    if _is_trusted(case, name):
        try:
            return _open(name, folder, threads), False
        except EngineError:
            pass  # it is a cache: what cannot be opened is made again
    _remove(folder)
    if (folder.parent / _STAMP).exists():
        _remove(folder.parent)  # laid out by an earlier version
    folder.mkdir(parents=True, mode=0o700)
    engine = _open(name, folder, threads)
    _write_stamp(case, name, is_whole=False)
    return engine, True


def mark_whole(case: CaseId, name: str) -> None:
    """Say that an index holds all pages; the other engine's is not needed any more."""
    if not _is_whole(case, name):
        _write_stamp(case, name, is_whole=True)
    for other in {WHOOSH, TANTIVY} - {name}:
        _remove(engine_folder(case, other))


def standing_stamp(case: CaseId, name: str) -> tuple[int, int]:
    """Changes when an index is begun anew or removed, by whatever program."""
    try:
        found = (engine_folder(case, name) / _STAMP).stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def remove_index(case: CaseId, name: str = "") -> None:
    """Throw a case's index of one engine away, or all of its indexes."""
    for each in (name,) if name else (WHOOSH, TANTIVY):
        _remove(engine_folder(case, each))


def index_bytes(case: CaseId) -> int:
    """How much disk a case's indexes take."""
    return sum(path.stat().st_size for path in index_folder(case).glob("*/*") if path.is_file())


def _open(name: str, folder: Path, threads: int) -> SearchEngine:
    if name == TANTIVY:
        if not HAS_TANTIVY:
            raise EngineError("tantivy is not installed on this system")
        return TantivyEngine(folder, threads)
    return WhooshEngine(folder)


def _remove(folder: Path) -> None:
    (folder / _STAMP).unlink(missing_ok=True)  # first: what is left if a file cannot be removed is not trusted
    shutil.rmtree(folder, ignore_errors=True)


def _expected(case: CaseId, name: str) -> dict[str, object]:
    version, schema = (TANTIVY_VERSION, TANTIVY_SCHEMA) if name == TANTIVY else ("2.7", whoosh_engine.SCHEMA_VERSION)
    return {"engine": name, "version": version, "schema": schema, "analyzer": analyzer.VERSION, "case": case}


def _is_trusted(case: CaseId, name: str) -> bool:
    if name == TANTIVY and not HAS_TANTIVY:
        return False
    found = _read_stamp(case, name)
    return {key: value for key, value in found.items() if key != "whole"} == _expected(case, name)


def _is_whole(case: CaseId, name: str) -> bool:
    return _is_trusted(case, name) and _read_stamp(case, name).get("whole") is True


def _write_stamp(case: CaseId, name: str, *, is_whole: bool) -> None:
    stamp = engine_folder(case, name) / _STAMP
    fresh = stamp.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({**_expected(case, name), "whole": is_whole}), "utf-8")
    fresh.replace(stamp)


def _read_stamp(case: CaseId, name: str) -> dict[str, object]:
    try:
        found = json.loads((engine_folder(case, name) / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
