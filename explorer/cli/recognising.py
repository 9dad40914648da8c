"""The command ``ocr``: read pages off their pictures, go on with what waits, or read some again."""

import dataclasses
from pathlib import Path

import click

from explorer.app.recognising import languages_of, setup_of
from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.cli.options import case_argument, give, json_option, passwords_option, writing
from explorer.cli.running import run_ocr
from explorer.cli.terminal import DONE, SOME_UNREAD, show, show_json
from explorer.errors import InputError
from explorer.model.passage import PageRef


@click.command()
@case_argument
@click.option("--engine", type=click.Choice(["auto", "tesseract", "rapidocr"]), default=None, help="What reads them.")
@click.option("--language", "language", default="", help="Languages on them, as en,fr.")
@click.option("--pages", "pages", multiple=True, help="DOC or DOC:3 or DOC:1-5: these again, whoever read them before.")
@click.option("--retry", is_flag=True, help="Also those that could not be read before.")
@click.option("--workers", type=click.IntRange(0, 16), default=0, help="Pages at the same time; 0 means one a core.")
@passwords_option
@json_option
def ocr(
    case: Path,
    engine: str | None,
    language: str,
    pages: tuple[str, ...],
    retry: bool,
    workers: int,
    passwords: Path | None,
    as_json: bool,
) -> int:
    """Read the words of pages that are pictures. It goes on where it was stopped; both engines' readings are kept."""
    known = setup_of(Settings())
    languages = languages_of(language)
    setup = dataclasses.replace(
        known, engine=engine or known.engine, languages=languages or known.languages, workers=workers or known.workers
    )
    with writing(case) as session:
        give(session, passwords)
        only = [page for each in pages for page in pages_of(session, each)] if pages else None
        if only is not None:
            session.recognising.ask(only, engine or "", languages)
        if retry:
            session.recognising.ask_failed()
        report = run_ocr(session, setup, only)
        counts = session.recognising.counts()
    failures = [{"path": each.path, "reason": each.reason} for each in report.failures]
    if as_json:
        show_json(
            {
                "ocr_pages": report.counts.get("read", 0),
                "ocr_waiting": counts.waiting,
                "ocr_failed": counts.failed,
                "seconds": round(report.seconds, 3),
                "problems": failures,
            }
        )
    else:
        for each in failures:
            show(f"failed: {each['path']}: {each['reason']}")
        show(f"{report.counts.get('read', 0):,} pages read in {report.seconds:.1f} s; {counts.waiting:,} wait.")
    return SOME_UNREAD if failures else DONE


def pages_of(session: CaseSession, text: str) -> list[PageRef]:
    """The pages that DOC, DOC:3 or DOC:1-5 means.

    Raises:
        InputError: there is no such document, or it has no such page.
    """
    name, _, numbers = text.rpartition(":")
    first, _, last = numbers.partition("-")
    if not name or not (first.isdecimal() and (last or first).isdecimal()):
        name, first, last = text, "", ""
    document = session.reading.document(session.reading.resolve(name))
    wanted = range(int(first), int(last or first) + 1) if first else range(1, document.pages + 1)
    if not wanted or wanted[0] < 1 or wanted[-1] > document.pages:
        raise InputError(f"“{document.name}” has {document.pages} pages, not “{text}”", "Give numbers that it has.")
    return [PageRef(document.document, number) for number in wanted]


COMMANDS = (ocr,)
