"""Commands on a case as a whole: new, status, verify, reindex."""

import dataclasses
from pathlib import Path

import click

from explorer.app.packets.writing import check_packet
from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import ProgressLine, say, show, show_json
from explorer.jobs.job import JobContext


@click.command()
@case_argument
@click.option("--title", default="", help="How the case is called; the folder's name if not given.")
@json_option
def new(case: Path, title: str, as_json: bool) -> None:
    """Make a new, empty case."""
    with CaseSession.create(case, title) as session:
        made = {"case": str(case), "title": session.case.title}
    if as_json:
        show_json(made)
    else:
        show(f"Made the case “{made['title']}” in {case}. Add records with: casefile add {case} FOLDER")


@click.command()
@case_argument
@json_option
def status(case: Path, as_json: bool) -> None:
    """Totals that add up: files seen = read + partial + duplicate + failed + pending."""
    with reading(case) as session:
        totals, productions = session.reading.totals(), session.reading.productions()
        title, ocr, older = session.case.title, session.recognising.counts(), len(session.adding.older())
    if as_json:
        show_json(
            {
                "title": title,
                **dataclasses.asdict(totals),
                "ocr": dataclasses.asdict(ocr),
                "older": older,
                "productions": [dataclasses.asdict(each) for each in productions],
            }
        )
        return
    show(f"{title}: {totals.documents:,} documents, {totals.pages:,} pages")
    show(
        f"  {totals.seen:,} files seen = {totals.read:,} read + {totals.partial:,} read in part"
        f" + {totals.duplicate:,} duplicates + {totals.failed:,} failed"
        + (f" + {totals.pending:,} not read yet" if totals.pending else "")
    )
    if totals.unsearchable_pages:
        show(
            f"  {totals.unsearchable_pages:,} pages are pictures not read yet; no search finds them"
            " (“casefile ocr” reads them)"
        )
    if ocr.read or ocr.failed:
        show(f"  OCR: {ocr.read:,} pages read, {ocr.waiting:,} waiting, {ocr.failed:,} could not be read")
    if older:
        show(
            f"  {older:,} {'document was' if older == 1 else 'documents were'} read by an earlier version of Casefile"
            f" (“casefile retry {case} --older” reads them again)"
        )
    for each in productions:
        show(f"  production {each.name}: {each.credit}" + (f" ({each.note})" if each.note else ""))


@click.command()
@case_argument
@click.option("--repair", is_flag=True, help="Make the search index anew where it does not match the case.")
@json_option
def verify(case: Path, repair: bool, as_json: bool) -> int:
    """Check every original against its hash, the database, the journal's chain, and the index.

    CASE may be a source packet instead: then whether anything in it was changed since it was made, and where.
    """
    if case.is_file():
        return _verify_packet(case, as_json)
    line = ProgressLine()
    with (writing if repair else reading)(case) as session:
        found = session.verifying.verify(JobContext(line), repair=repair)
    line.end()
    if as_json:
        show_json(
            {
                "ok": found.ok,
                "originals": found.originals,
                "pages": found.pages,
                "problems": [{"kind": kind, "what": what} for kind, what in found.problems],
            }
        )
    else:
        for kind, what in found.problems:
            show(f"{kind}: {what}")
        show(
            f"{found.originals:,} originals and {found.pages:,} pages checked: "
            + ("all as it should be." if found.ok else f"{len(found.problems):,} problems.")
        )
    return 0 if found.ok else 3


def _verify_packet(path: Path, as_json: bool) -> int:
    found = check_packet(path)
    if as_json:
        problems = [{"kind": "changed", "what": each} for each in found.changed]
        show_json({"ok": found.ok, "seal": found.seal, "parts": found.parts, "problems": problems})
    elif found.ok:
        show(f"Nothing in {path.name} was changed since it was made. Its seal: {found.seal}")
    else:
        for each in found.changed:
            show(f"changed: {each}")
        show(f"{path.name} is not as it was made.")
    return 0 if found.ok else 3


@click.command()
@case_argument
@click.option(
    "--engine",
    type=click.Choice(["whoosh", "tantivy", "auto"]),
    default=None,
    help="The search engine of this case from now on; auto is by its size.",
)
@json_option
def reindex(case: Path, engine: str | None, as_json: bool) -> None:
    """Make the search index anew from the case's own text."""
    line = ProgressLine()
    with reading(case) as session:
        pages = session.searching.reindex(JobContext(line), engine or "")
        used = session.searching.engine_name()
    line.end()
    if as_json:
        show_json({"engine": used, "pages": pages})
    else:
        say(f"Indexed {pages:,} pages with {used}.")


COMMANDS = (new, status, verify, reindex)
