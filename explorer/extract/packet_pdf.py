"""A packet as PDF, set and checked in a child process, as everything is that MuPDF does."""

import json
import threading
from pathlib import Path
from typing import Any

from explorer.errors import PacketError
from explorer.extract import wire
from explorer.extract.child import ChildProcess

_SECONDS = 600.0
_MEMORY = 3_000_000_000  # bytes


def make_pdf(folder: Path) -> int:
    """Set the ``packet.html`` of a folder as its ``packet.pdf``. Returns how many pages it has.

    Raises:
        PacketError: it could not be set.
    """
    return int(_ask("make", folder)["pages"])


def check_pdf(folder: Path) -> dict[str, Any]:
    """Which pages of a folder's ``packet.pdf`` are not as they were made: ``is_packet``, ``seal``, ``pages``,
    ``missing``, ``changed``.

    Raises:
        PacketError: it could not be looked at.
    """
    return _ask("check", folder)


def _ask(verb: str, folder: Path) -> dict[str, Any]:
    try:
        child = ChildProcess("explorer.extract.packet_process", folder, str(_MEMORY))
    except OSError as problem:
        raise PacketError("no process could be started for it") from problem
    alarm = threading.Timer(_SECONDS, child.kill)
    alarm.start()
    how = ""
    try:
        child.send(json.dumps([verb, str(folder)]).encode())
        found: dict[str, Any] = json.loads(child.receive())
    except (wire.Garbled, ValueError) as problem:
        how = child.end(died=True) or "it ended"
        raise PacketError(f"the process that sets it stopped ({how})") from problem
    finally:
        alarm.cancel()
        if not how:
            child.end()
    return found
