"""Opens a case's SQLite record: for writing once, for reading as often as wanted, each on the thread that asks.

The file may come from a stranger: its triggers and views are not trusted, and nothing can be loaded into SQLite.
"""

import shutil
import sqlite3
from datetime import UTC, datetime

from sqlite_utils import Database

from explorer.errors import CaseDamagedError, CaseTooNewError, NotACaseError
from explorer.model.case import Case, CaseId
from explorer.store.folder import CaseFolder
from explorer.store.schema import SCHEMA_MAJOR, SCHEMA_MINOR, migrations

_APPLICATION = 0x43617365  # "Case", in the file's header
_FORMAT = SCHEMA_MAJOR << 16 | SCHEMA_MINOR


def open_for_writing(folder: CaseFolder) -> Database:
    """The one connection that writes; brings an older case up to date after a backup.

    Raises:
        CaseTooNewError: a newer program wrote it.
        CaseDamagedError: SQLite finds it damaged.
    """
    is_new = not folder.database.exists()
    connection = sqlite3.connect(folder.database, isolation_level=None, timeout=30)
    database = Database(connection)
    try:
        _harden(database)
        if not is_new:
            _check(database, folder)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA foreign_keys = ON")
        if migrations.pending(database):
            if not is_new:
                _back_up(folder)
            migrations.apply(database)
            database.execute(f"PRAGMA user_version = {_FORMAT}")
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
    except sqlite3.DatabaseError as problem:
        database.close()
        raise CaseDamagedError(folder.path.name, str(problem)) from problem
    return database


def open_for_reading(folder: CaseFolder) -> Database:
    """A connection for questions alone; needs no lock, and many may read while one writes.

    Raises:
        CaseTooNewError: a newer program wrote it.
        CaseDamagedError: SQLite cannot read it.
    """
    try:
        try:
            database = _reading(folder, "mode=ro")
        except sqlite3.OperationalError:  # a read-only folder without a write-ahead log beside it
            database = _reading(folder, "mode=ro&immutable=1")
        return database
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


def _check(database: Database, folder: CaseFolder) -> None:
    _check_format(database, folder)
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise CaseDamagedError(folder.path.name, found)


def _check_format(database: Database, folder: CaseFolder) -> None:
    written = database.execute("PRAGMA user_version").fetchone()[0]
    if written >> 16 > SCHEMA_MAJOR:
        raise CaseTooNewError(folder.path.name, f"{written >> 16}.{written & 0xFFFF}")


def _back_up(folder: CaseFolder) -> None:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    shutil.copy2(folder.database, folder.database.with_name(f"case.sqlite.{stamp}.bak"))


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
