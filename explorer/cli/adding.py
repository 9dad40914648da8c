"""The command ``add``: files and folders into a case."""

import signal
from pathlib import Path
from types import FrameType

import click

from explorer.app.adding import ProductionDetails
from explorer.cli.options import case_argument, json_option, writing
from explorer.cli.terminal import DONE, SOME_UNREAD, ProgressLine, say, show, show_json
from explorer.jobs.job import JobContext, JobReport

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
    default="auto",
    help="Reading of scans; not built yet, so pages without text are counted as needing it.",
)
@click.option("--workers", type=click.IntRange(0, 64), default=0, help="Reader processes; 0 means one a core.")
@json_option
def add(
    case: Path,
    paths: tuple[Path, ...],
    production: str,
    agency: str,
    request_number: str,
    received: str,
    note: str,
    ocr: str,
    workers: int,
    as_json: bool,
) -> int:
    """Add files and folders to a case. Doing it again goes on where it stopped and doubles nothing."""
    if ocr == "always":
        say("casefile: OCR is not built yet; pages without text are counted as needing it.")
    if (agency or request_number or received or note) and not production:
        production = " ".join(part for part in (agency, request_number) if part) or received
    line = ProgressLine()
    context = JobContext(line)
    _cancel_on_signals(context)
    with writing(case) as session:
        details = ProductionDetails(production, agency, request_number, received, note)
        report = session.adding.add(paths, details, workers).run(context)
    line.end()
    _tell(report, as_json)
    return SOME_UNREAD if report.failures else DONE


def _cancel_on_signals(context: JobContext) -> None:
    def cancel(_number: int, _frame: FrameType | None) -> None:
        context.cancel()

    signal.signal(signal.SIGINT, cancel)
    signal.signal(signal.SIGTERM, cancel)


def _tell(report: JobReport, as_json: bool) -> None:
    counts = {key: report.counts.get(key, 0) for key in ("seen", *STATES, "pages")}
    if as_json:
        problems = [{"path": each.path, "state": each.state, "reason": each.reason} for each in report.failures]
        show_json({**counts, "seconds": round(report.seconds, 3), "problems": problems})
        return
    for each in report.failures:
        show(f"{each.state}: {each.path}: {each.reason}")
    show(
        f"{counts['seen']:,} files seen = {counts['read']:,} read + {counts['partial']:,} read in part"
        f" + {counts['duplicate']:,} duplicates + {counts['failed']:,} failed;"
        f" {counts['pages']:,} pages in {report.seconds:.1f} s."
    )


COMMANDS = (add,)
