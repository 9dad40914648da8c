"""The command that writes tables and the source packet."""

from pathlib import Path

import click

from explorer.cli.options import case_argument, json_option, reading
from explorer.cli.terminal import WRONG_CALL, say, show, show_json

_LATER = ("links", "timeline")


@click.command()
@case_argument
@click.argument("what", type=click.Choice(["documents", "entities", "links", "claims", "packet", "timeline"]))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="A .csv, .xlsx or .json file; for a packet a .html file.",
)
@json_option
def export(case: Path, what: str, out: Path, as_json: bool) -> int:
    """Write documents, entities or claims as a table, or the source packet of all claims as one HTML file."""
    if what in _LATER:
        say(f"casefile: export {what}: not built yet")
        return WRONG_CALL
    with reading(case) as session:
        rows = session.exporting.export(what, out)
    if as_json:
        show_json({"out": str(out), "rows": rows})
    else:
        show(f"Wrote {rows:,} {what if what != 'packet' else 'claims'} to {out}.")
    return 0


COMMANDS = (export,)
