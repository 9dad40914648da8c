"""The command ``retry``: reads once more what was not read in full."""

import time
from pathlib import Path

import click

from explorer.app.recognising import setup_of
from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.cli.adding import tell
from explorer.cli.options import case_argument, give, json_option, passwords_option, writing
from explorer.cli.running import run_add
from explorer.cli.terminal import DONE, SOME_UNREAD
from explorer.errors import InputError
from explorer.jobs.job import JobReport
from explorer.model.document import PlaceId
from explorer.model.ocr import OcrWhen


@click.command()
@case_argument
@click.argument("documents", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Everything that was not read in full.")
@click.option("--locked", "is_locked", is_flag=True, help="Everything that is locked with a password.")
@click.option("--older", "is_older", is_flag=True, help="Everything that an earlier version of Casefile read.")
@passwords_option
@click.option("--workers", type=click.IntRange(0, 64), default=0, help="Reader processes; 0 means one a core.")
@json_option
def retry(
    case: Path,
    documents: tuple[str, ...],
    is_all: bool,
    is_locked: bool,
    is_older: bool,
    passwords: Path | None,
    workers: int,
    as_json: bool,
) -> int:
    """Read documents once more: those named by id, path, name or hash, or all that were not read in full."""
    if bool(documents) + is_all + is_locked + is_older != 1:
        raise InputError("What to read again is not said", "Name documents, or say --all, --locked or --older")
    settings, started = Settings(), time.monotonic()
    with writing(case) as session:
        give(session, passwords)
        chosen = session.adding.older() if is_older else _places(session, documents, is_locked)
        job = session.adding.retry(None if is_all else chosen, workers)
        if job is None:
            report = JobReport("Reading again")
        else:
            run_add(session, job, OcrWhen.AUTO if settings["ocr.on"] else OcrWhen.NEVER, setup_of(settings))
            report = job.report(time.monotonic() - started)
        counts = session.recognising.counts()
    tell(report, counts, as_json)
    return SOME_UNREAD if report.failures else DONE


def _places(session: CaseSession, documents: tuple[str, ...], is_locked: bool) -> list[PlaceId]:
    if is_locked:
        return [each.id for each in session.adding.locked()]
    return [session.reading.resolve(each) for each in documents]


COMMANDS = (retry,)
