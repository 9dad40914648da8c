"""Commands that end in a window: demo. (``open`` goes straight to the window and is listed here for its help.)"""

import os
import subprocess
import sys
from pathlib import Path

import click
import platformdirs

from explorer.app.samples import SAMPLE_NAME, SAMPLE_TITLE, sample_productions
from explorer.app.session import CaseSession
from explorer.cli.options import case_argument
from explorer.cli.reading import show_result
from explorer.cli.terminal import ProgressLine, show
from explorer.errors import CaseExistsError, InputError
from explorer.jobs.job import JobContext
from explorer.model.query import SearchRequest

_PORTRAIT_SECONDS = 120
SAMPLE_QUERY = '"gang member"'


@click.command("open")
@case_argument
@click.option("--at", default="", metavar="CITATION", help="The page to open at: a Bates number or “name, p. 6”.")
def open_case(case: Path, at: str) -> int:
    """Open a case in a window."""
    return _window([str(case), *(["--at", at] if at else [])])


@click.command()
@click.option(
    "--dir", "folder", type=click.Path(path_type=Path, file_okay=False), default=None, help="Where to make it."
)
@click.option("--no-window", is_flag=True, help="Only make it, search it and leave a picture, as without a display.")
def demo(folder: Path | None, no_window: bool) -> int:
    """Make the sample case and open it. All of it is fictional."""
    home = folder or Path(platformdirs.user_data_dir("casefile", appauthor=False))
    case = home / SAMPLE_NAME
    _make(case)
    with CaseSession.open(case, for_writing=False) as session:
        totals = session.reading.totals()
        show(f"{session.case.title}, in {case}:")
        for production in session.reading.productions():
            show(f"  {production.name}: {production.credit}")
        show(
            f"  {totals.documents:,} documents, {totals.pages:,} pages;"
            f" {totals.unsearchable_pages:,} pages are pictures not read yet."
        )
        show(f"\nSearching for {SAMPLE_QUERY}:")
        show_result(session.searching.search(SearchRequest(SAMPLE_QUERY, limit=5)))
    if no_window or not has_display():
        picture = home / "casefile-window.png"
        show("\nNo display is here, so no window was opened." if not no_window else "")
        _window([str(case), "--search", SAMPLE_QUERY, "--portrait", str(picture)], offscreen=True)
        show(f"A picture of the window: {picture}")
        return 0
    return _window([str(case), "--search", SAMPLE_QUERY])


def _make(case: Path) -> None:
    """Make the sample case anew, unless what stands there is somebody's own."""
    if case.exists():
        if not (case / "case.sqlite").exists():
            raise CaseExistsError(str(case))
        return _finish(case)
    case.parent.mkdir(parents=True, exist_ok=True)
    CaseSession.create(case, SAMPLE_TITLE).close()
    return _finish(case)


def _finish(case: Path) -> None:
    """Add what the sample case does not hold yet; nothing is doubled."""
    line = ProgressLine()
    with CaseSession.open(case) as session:
        for paths, details in sample_productions():
            session.adding.add(paths, details).run(JobContext(line))
    line.end()


def has_display() -> bool:
    """Whether a window could be shown."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(arguments: list[str], *, offscreen: bool = False) -> int:
    environment = {**os.environ, **({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})}
    limit = _PORTRAIT_SECONDS if offscreen else None
    command = [sys.executable, "-m", "explorer.gui", *arguments]
    ended = subprocess.run(command, env=environment, check=False, timeout=limit)
    if offscreen and ended.returncode:
        raise InputError(
            "The picture of the window could not be made", "Run “casefile demo” on a machine with a display."
        )
    return ended.returncode


COMMANDS = (open_case, demo)
