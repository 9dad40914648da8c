"""The command that writes tables and source packets."""

from pathlib import Path

import click

from explorer.cli.drafts import find_draft
from explorer.cli.options import case_argument, json_option, reading
from explorer.cli.terminal import WRONG_CALL, ProgressLine, say, show, show_json
from explorer.errors import InputError
from explorer.jobs.job import Progress

_LATER = ("links", "timeline")


@click.command()
@case_argument
@click.argument("what", type=click.Choice(["documents", "entities", "links", "claims", "packet", "timeline"]))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="A .csv, .xlsx or .json file; for a packet a .html, .pdf or .docx file.",
)
@click.option(
    "--draft", "draft_name", default="", help="For a packet: of this draft, by name or id, not of the claims."
)
@json_option
def export(case: Path, what: str, out: Path, draft_name: str, as_json: bool) -> int:
    """Write documents, entities or claims as a table, or the source packet of all claims or of a draft."""
    if what in _LATER:
        say(f"casefile: export {what}: not built yet")
        return WRONG_CALL
    if what == "packet":
        _write_packet(case, out, draft_name, as_json)
        return 0
    if draft_name:
        raise InputError(f"{what.capitalize()} have no draft", "Give --draft for a packet alone.")
    with reading(case) as session:
        rows = session.exporting.export(what, out)
    if as_json:
        show_json({"out": str(out), "rows": rows})
    else:
        show(f"Wrote {rows:,} {what} to {out}.")
    return 0


def _write_packet(case: Path, out: Path, draft_name: str, as_json: bool) -> None:
    line = ProgressLine()
    with reading(case) as session:
        draft = find_draft(session, draft_name).id if draft_name else None
        try:
            written = session.packets.write(out, draft, lambda done, of: line(Progress("Gathering", done, of, "sheet")))
        finally:
            line.end()
    if as_json:
        show_json({"out": str(out), "rows": written.sheets, "seal": written.seal})
        return
    show(f"Wrote {written.sheets:,} sheets to {out}.")
    show(
        f"Its seal: {written.seal}. Keep it elsewhere; “casefile verify {out}” says the same while nothing was changed."
    )


COMMANDS = (export,)
