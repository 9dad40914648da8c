"""Opens a case's SQLite record: for writing once, for reading as often as wanted, each on the thread that asks.

The file may come from a stranger: its triggers and views are not trusted, and nothing can be loaded into SQLite.
"""

import contextlib
import sqlite3
from datetime import UTC, datetime
from functools import cache

from sqlite_utils import Database

from explorer.errors import CaseDamagedError, CaseTooNewError, NotACaseError
from explorer.model.case import Case, CaseId
from explorer.store.folder import CaseFolder
from explorer.store.schema import SCHEMA_MAJOR, SCHEMA_MINOR, migrations

_APPLICATION = 0x43617365  # "Case", in the file's header
_FORMAT = SCHEMA_MAJOR << 16 | SCHEMA_MINOR
_CANTOPEN = getattr(sqlite3, "SQLITE_CANTOPEN", 14)
_DEFENSIVE = getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE", 1010)

Part = tuple[str, str, str]  # kind, name and text of a table, index, trigger or view


def open_for_writing(folder: CaseFolder) -> Database:
    """The one connection that writes; brings an older case up to date after a backup.

    Raises:
        NotACaseError: it is some other program's database; nothing is written to it.
        CaseTooNewError: a newer program wrote it.
        CaseDamagedError: SQLite finds it damaged, or somebody put in what could run or lead elsewhere.
    """
    _refuse_links(folder)
    database = Database(sqlite3.connect(folder.database, isolation_level=None, timeout=30))
    try:
        _harden(database)
        is_new = not schema_of(database)
        if not is_new:
            _check(database, folder)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        _bring_up_to_date(database, folder, is_new)
    except sqlite3.DatabaseError as problem:
        database.close()
        raise CaseDamagedError(folder.path.name, str(problem)) from problem
    except BaseException:
        database.close()
        raise
    return database


def _bring_up_to_date(database: Database, folder: CaseFolder, is_new: bool) -> None:
    if migrations.pending(database):
        if not is_new:
            _back_up(database, folder)
        migrations.apply(database)
    if _format(database) < _FORMAT:
        database.execute(f"PRAGMA user_version = {_FORMAT}")
        database.execute(f"PRAGMA application_id = {_APPLICATION}")


def open_for_reading(folder: CaseFolder) -> Database:
    """A connection for questions alone; needs no lock, and many may read while one writes.

    Raises:
        NotACaseError: it is some other program's database.
        CaseTooNewError: a newer program wrote it.
        CaseDamagedError: SQLite cannot read it, or somebody put in what could run or lead elsewhere.
    """
    _refuse_links(folder)
    try:
        try:
            return _reading(folder, "mode=ro")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != _CANTOPEN:
                raise
            return _reading(folder, "mode=ro&immutable=1")  # a read-only folder: nobody can be writing there
    except sqlite3.DatabaseError as problem:
        raise CaseDamagedError(folder.path.name, str(problem)) from problem


def _reading(folder: CaseFolder, how: str) -> Database:
    address = f"{folder.database.absolute().as_uri()}?{how}"
    database = Database(sqlite3.connect(address, uri=True, isolation_level=None, timeout=30))
    try:
        _harden(database)
        database.execute("PRAGMA query_only = ON")
        _check_format(database, folder)
    except BaseException:
        database.close()
        raise
    return database


def _harden(database: Database) -> None:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    configure = getattr(database.conn, "setconfig", None)  # from Python 3.12
    if configure:
        configure(_DEFENSIVE, True)


def _refuse_links(folder: CaseFolder) -> None:
    """A link inside a stranger's case would have us read or write somewhere else."""
    own = [folder.originals, folder.cache, folder.renditions, folder.lock_file]
    own += [folder.database.with_name(folder.database.name + end) for end in ("", "-wal", "-shm", "-journal")]
    if folder.originals.is_dir() and not folder.originals.is_symlink():
        own += folder.originals.iterdir()
    for path in own:
        if path.is_symlink():
            raise CaseDamagedError(
                folder.path.name, f"“{path.relative_to(folder.path)}” in it is a link to another place"
            )


def _check(database: Database, folder: CaseFolder) -> None:
    _check_format(database, folder)
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise CaseDamagedError(folder.path.name, found)


def _check_format(database: Database, folder: CaseFolder) -> None:
    written = _format(database)
    parts = schema_of(database)
    if parts and not any(kind == "table" and name == "fact" for kind, name, _ in parts):
        raise NotACaseError(str(folder.path))
    if written >> 16 > SCHEMA_MAJOR:
        raise CaseTooNewError(folder.path.name, f"{written >> 16}.{written & 0xFFFF}")
    for kind, name, text in sorted(parts - made_schema()):
        if kind in ("trigger", "view") or text.upper().startswith("CREATE VIRTUAL"):
            raise CaseDamagedError(
                folder.path.name, f"its record holds the {kind} “{name}”, which Casefile did not make"
            )


def _format(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def schema_of(database: Database) -> frozenset[Part]:
    """What a record is made of; SQLite's own bookkeeping apart."""
    rows = database.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return frozenset((str(kind), str(name), str(text)) for kind, name, text in rows.fetchall())


@cache
def made_schema() -> frozenset[Part]:
    """What a record is made of that this program made."""
    database = Database(memory=True)
    migrations.apply(database)
    parts = schema_of(database)
    database.close()
    return parts


def is_this_format(database: Database) -> bool:
    """Whether a record has exactly the format of this program, and not a newer or an older one."""
    return _format(database) == _FORMAT


def _back_up(database: Database, folder: CaseFolder) -> None:
    """Copy the record with what still stands in its write-ahead log."""
    written, stamp = _format(database), datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%f")
    target = folder.database.with_name(f"case.sqlite.v{written >> 16}.{written & 0xFFFF}-{stamp}.bak")
    with contextlib.closing(sqlite3.connect(target)) as copy:
        database.conn.backup(copy)


def case_of(db: Database, folder: CaseFolder) -> Case:
    """The case that a record belongs to.

    Raises:
        NotACaseError: it is some other program's database.
    """
    try:
        facts = dict(db.execute("SELECT key, value FROM fact").fetchall())
        return Case(CaseId(facts["id"]), facts["title"], str(folder.path), facts["created"])
    except (sqlite3.DatabaseError, KeyError) as problem:
        raise NotACaseError(str(folder.path)) from problem
