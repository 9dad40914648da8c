"""The command ``add``: files and folders into a case."""

import dataclasses
import threading
import time
from pathlib import Path

import click

from explorer.app.adding import ProductionDetails
from explorer.app.recognising import setup_of
from explorer.app.settings import Settings
from explorer.cli.options import case_argument, give, json_option, passwords_option, writing
from explorer.cli.running import has_changed, run_add
from explorer.cli.terminal import DONE, SOME_UNREAD, show, show_json
from explorer.jobs.job import JobReport
from explorer.jobs.watching import SETTLE, FolderWatch, Watched
from explorer.model.ocr import OcrCounts, OcrWhen

STATES = ("read", "partial", "duplicate", "failed")


@click.command()
@case_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--production", default="", help="What this batch is called; its details are shown with every citation.")
@click.option("--agency", default="", help="Who released it.")
@click.option("--request", "request_number", default="", help="The request's number.")
@click.option("--received", default="", help="The date it came, as 2018-03-02.")
@click.option("--note", default="", help="Anything else to remember about this batch.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default=None,
    help="Read pages off their pictures: those without text (auto, unless the settings say never), all, or none.",
)
@click.option("--workers", type=click.IntRange(0, 64), default=0, help="Reader processes; 0 means one a core.")
@click.option("--cluster", default="", help="Address of a Dask scheduler whose workers read, as tcp://10.0.0.5:8786.")
@click.option("--watch", is_flag=True, help="Go on adding what is new in these folders, until Ctrl-C.")
@click.option("--every", type=click.FloatRange(0.1), default=5.0, help="Seconds between looks, with --watch.")
@passwords_option
@json_option
def add(
    case: Path,
    paths: tuple[Path, ...],
    production: str,
    agency: str,
    request_number: str,
    received: str,
    note: str,
    ocr: str | None,
    workers: int,
    cluster: str,
    watch: bool,
    every: float,
    passwords: Path | None,
    as_json: bool,
) -> int:
    """Add files and folders to a case. Doing it again adds what is new or changed, and says what has gone since."""
    if (agency or request_number or received or note) and not production:
        production = " ".join(part for part in (agency, request_number) if part) or received
    settings = Settings()
    when = OcrWhen(ocr) if ocr else OcrWhen.AUTO if settings["ocr.on"] else OcrWhen.NEVER
    setup = setup_of(settings)
    details = ProductionDetails(production, agency, request_number, received, note)
    setup = dataclasses.replace(setup, workers=workers or setup.workers)
    stopped = threading.Event()
    with writing(case) as session:
        give(session, passwords)

        def once() -> int:
            started = time.monotonic()
            job = session.adding.add(paths, details, workers, cluster)
            report = run_add(session, job, when, setup, stopped.set)
            if when is not OcrWhen.NEVER:
                report = job.report(time.monotonic() - started)
            tell(report, session.recognising.counts(), as_json)
            return SOME_UNREAD if report.failures else DONE

        if not watch:
            return once()
        changes = FolderWatch([Watched(paths)], case, min(every, SETTLE), is_taken=True)
        code = once()
        while has_changed(changes, every, stopped):
            code = once()
        return code


def tell(report: JobReport, ocr: OcrCounts, as_json: bool) -> None:
    """How an add or a retry ended."""
    counts = {key: report.counts.get(key, 0) for key in ("seen", *STATES, "pages")}
    if as_json:
        problems = [
            {
                "path": each.path,
                "state": each.state,
                "reason": each.reason,
                "document": each.place or None,
                "locked": each.is_locked,
            }
            for each in report.failures
        ]
        more = {
            "unchanged": report.counts.get("unchanged", 0),
            "vanished": list(report.vanished),
            "ocr_pages": report.counts.get("ocr_pages", 0),
            "ocr_waiting": ocr.waiting,
        }
        show_json({**counts, **more, "seconds": round(report.seconds, 3), "problems": problems})
        return
    for path in report.vanished:
        show(f"gone since, kept in the case: {path}")
    for each in report.failures:
        show(f"{each.state}: {each.path}: {each.reason}")
    show(
        f"{counts['seen']:,} files seen = {counts['read']:,} read + {counts['partial']:,} read in part"
        f" + {counts['duplicate']:,} duplicates + {counts['failed']:,} failed;"
        f" {counts['pages']:,} pages in {report.seconds:.1f} s."
    )
    if unchanged := report.counts.get("unchanged"):
        show(f"{unchanged:,} of them had not changed since they were added before.")
    if any(each.is_locked for each in report.failures):
        show("Some are locked: casefile retry CASE --locked --passwords FILE")
    if ocr.waiting:
        show(f"{ocr.waiting:,} pages wait for OCR: casefile ocr CASE")


COMMANDS = (add,)
