"""What lies where in a case folder; making and finding one.

A case is a folder: ``case.sqlite`` (the record), ``originals/`` (see originals.py), ``cache/`` (may be deleted at any time)
and ``case.lock`` (see lock.py). The search index lies elsewhere.
"""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from explorer.errors import CaseExistsError, NotACaseError
from explorer.store.database import open_for_writing
from explorer.store.folder import CaseFolder
from explorer.store.lock import CaseLock
from explorer.store.originals import Originals

__all__ = ["CaseFolder", "CaseLock", "Originals", "create_case", "find_case"]


def create_case(path: Path, title: str) -> CaseFolder:
    """Make a new case folder with an empty record.

    Raises:
        CaseExistsError: something is there already.
    """
    folder = CaseFolder(path)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CaseExistsError(str(path))
    for each in (folder.path, folder.originals, folder.cache, folder.renditions):
        each.mkdir(parents=True, exist_ok=True)
    database = open_for_writing(folder)
    facts = {"id": uuid.uuid4().hex, "title": title, "created": datetime.now(UTC).isoformat(timespec="seconds")}
    with database.atomic():
        database.table("fact").insert_all({"key": key, "value": value} for key, value in facts.items())
    database.close()
    return folder


def find_case(path: Path) -> CaseFolder:
    """The case in a folder.

    Raises:
        NotACaseError: the folder holds none.
    """
    folder = CaseFolder(path)
    if not folder.database.is_file():
        raise NotACaseError(str(path))
    return folder
