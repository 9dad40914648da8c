"""The command ``split``: the documents that a long file holds."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.document import Document
from explorer.model.part import Boundary, Part


@click.command()
@case_argument
@click.argument("file")
@click.option("--propose", is_flag=True, help="Only say where documents seem to begin (also without any option).")
@click.option("--at", "at", default="", metavar="PAGES", help="Split before these pages, as 5,12.")
@click.option("--accept", is_flag=True, help="Split where it is proposed.")
@click.option("--join", is_flag=True, help="Take the split back.")
@json_option
def split(case: Path, file: str, propose: bool, at: str, accept: bool, join: bool, as_json: bool) -> None:
    """Split FILE into the documents that it holds: ranges of its pages; no bytes are copied, and undo takes it back."""
    if sum(map(bool, (propose, at, accept, join))) > 1:
        raise InputError("--propose, --at, --accept and --join exclude one another", "Give one of them.")
    pages = _numbers(at)
    with writing(case) if at or accept or join else reading(case) as session:
        document = session.reading.document(session.reading.resolve(file))
        found = session.splitting.propose(document.document)
        if at or accept or join:
            starts = pages if at else tuple(each.ordinal for each in found) if accept else ()
            session.splitting.split(document.document, starts)
        _tell(session, document, found, as_json)


def _numbers(text: str) -> tuple[int, ...]:
    """Page numbers as "5,12".

    Raises:
        InputError: they are no numbers.
    """
    parts = [each.strip() for each in text.split(",") if each.strip()]
    if any(not each.isdecimal() or len(each) > 9 for each in parts):
        raise InputError(f"“{text}” names no pages", "Give numbers with commas between them, as in --at 5,12.")
    return tuple(int(each) for each in parts)


def _tell(session: CaseSession, document: Document, found: list[Boundary], as_json: bool) -> None:
    parts = session.splitting.parts(document.document)
    if as_json:
        show_json(
            {
                "document": document.id,
                "path": document.path,
                "proposed": [
                    {"page": each.ordinal, "confidence": each.confidence, "reasons": list(each.reasons)}
                    for each in found
                ],
                "parts": [_part_row(each) for each in parts],
            }
        )
        return
    for each in found:
        show(f"proposed: page {each.ordinal}, {each.confidence:.0%}: {'; '.join(each.reasons)}")
    for part in parts:
        show(f"part {part.number}: pages {part.first}–{part.last}")
    if not found and not parts:
        show(f"Nothing in “{document.name}” tells of more documents than one.")


def _part_row(part: Part) -> dict[str, Any]:
    return {"part": part.number, "first": part.first, "last": part.last}


COMMANDS = (split,)
