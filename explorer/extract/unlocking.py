"""Opens Office and OpenDocument files that are locked: writes the open file beside, for the readers to take.

PDF files and archives are opened by their own readers. A password never leaves this process and is in no message; what
it opened lies in the case's scratch folder while it is read. Source: [MS-OFFCRYPTO] 2.3; msoffcrypto-tool does it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msoffcrypto

from explorer.errors import LockedDocumentError
from explorer.extract.odf_locks import odf_opens

_NONE = "VelvetSweatshop"  # what Excel tries by itself: a book locked with it asks nobody


def opened_copy(path: Path, name: str, passwords: Sequence[str], target: Path) -> str:
    """Write what a locked Office file holds.

    Args:
        path: the locked file.
        name: for messages.
        passwords: tried in order.
        target: where the open file is written; it must not be there.

    Returns:
        The password that opened it.

    Raises:
        LockedDocumentError: none of them does, or it is locked in a way that cannot be opened here.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if _is_zip(path):
        return _opened_odf(path, name, passwords, target)
    for password in (_NONE, *passwords):
        with path.open("rb") as file:
            if _opens(file, password, target):
                return password
    raise LockedDocumentError(name)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _opened_odf(path: Path, name: str, passwords: Sequence[str], target: Path) -> str:
    for password in passwords:
        if odf_opens(path, password, target):
            return password
        target.unlink(missing_ok=True)
    raise LockedDocumentError(name)


def _opens(file: BinaryIO, password: str, target: Path) -> bool:
    """Whether the password opens the file; then the open one is written."""
    try:
        locked: Any = msoffcrypto.OfficeFile(file)
        if locked.format == "ooxml":
            locked.load_key(password=password, verify_password=True)
        else:
            locked.load_key(password=password)
        with target.open("wb") as out:
            locked.decrypt(out)
    except MemoryError:
        target.unlink(missing_ok=True)
        raise
    except OSError as problem:
        target.unlink(missing_ok=True)
        if problem.errno is not None:  # the disk's; olefile's own errors have no number
            raise
        return False
    except Exception:  # noqa: BLE001 - the library raises what its parsers raise; all of it means "not with this one"
        target.unlink(missing_ok=True)
        return False
    return target.stat().st_size > 0
