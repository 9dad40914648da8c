"""LibreOffice as a drawer of slides: where it is, and one file turned into a PDF by it.

It is given a copy of the file in a folder of its own, a fresh profile without macros, and no home folder; the process
that calls must have left the network (``protection.leave_the_network``), which LibreOffice inherits.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from explorer.errors import DamagedDocumentError, OfficeStoppedError, ReaderTimeoutError
from explorer.extract import media, protection
from explorer.extract.office_profile import write_profile

ENDINGS = {media.PPTX: ".pptx", media.PPT: ".ppt", media.ODP: ".odp", media.ODG: ".odg"}
SECONDS = 120.0  # for one deck
_MEMORY = 4_000_000_000  # bytes of address space
_LARGEST_PDF = 500_000_000  # bytes
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_HANDED_ON = ("PATH", "SYSTEMROOT", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


def office_program() -> Path | None:
    """LibreOffice's program file; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else next((Path(each) for each in _PLACES if Path(each).is_file()), None)


def office_pdf(program: Path, source: Path, kind: str, name: str, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a deck.

    Args:
        program: as ``office_program`` gives it.
        source: the deck; it is copied, never opened in its place.
        kind: its media type, one of ``ENDINGS``.
        name: for messages.
        folder: a folder for this alone; the caller removes it.

    Raises:
        ReaderTimeoutError: it took too long.
        DamagedDocumentError: LibreOffice makes nothing of the file.
        OfficeStoppedError: LibreOffice cannot be started.
    """
    copy = folder / f"deck{ENDINGS[kind]}"
    shutil.copyfile(source, copy)
    write_profile(folder / "profile")
    _run(_command(program, folder, copy), folder, name)
    made = copy.with_suffix(".pdf")
    if not made.is_file():
        raise DamagedDocumentError(name, "LibreOffice makes no drawing of it")
    return made


def _command(program: Path, folder: Path, copy: Path) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "pdf", "--outdir", str(folder), str(copy)),
    ]


def _run(command: list[str], folder: Path, name: str) -> None:
    environment = {key: os.environ[key] for key in _HANDED_ON if key in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)}
    environment |= {"SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"}
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            timeout=SECONDS,
            preexec_fn=_limit if sys.platform != "win32" else None,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise ReaderTimeoutError(name, round(SECONDS)) from problem
    except (OSError, subprocess.SubprocessError) as problem:
        raise OfficeStoppedError(name) from problem


def _limit() -> None:
    """In LibreOffice's process, before it is LibreOffice."""
    protection.tie_to_parent()
    protection.limit_processor(SECONDS)
    protection.limit_resources(_MEMORY, _LARGEST_PDF)
