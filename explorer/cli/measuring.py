"""The command ``bench``: the program's own measurements, with the machine beside the figures."""

from pathlib import Path

import click

from explorer.app.bench import measure
from explorer.cli.options import json_option
from explorer.cli.terminal import say, show, show_json


@click.command()
@click.option("--pages", type=click.IntRange(20, 1_000_000), default=1000, help="How many pages to make and add.")
@click.option("--scans", type=click.IntRange(0, 10_000), default=20, help="How many scanned pages to make and read.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Measure over this folder instead of made pages.",
)
@json_option
def bench(pages: int, scans: int, folder: Path | None, as_json: bool) -> None:
    """Measure adding, OCR and searching, beside Recoll, pdftotext, bare PyMuPDF and bare Tesseract where installed."""
    found = measure(pages, scans, lambda text: say(f"bench: {text}"), folder)
    if as_json:
        show_json({"machine": found.machine, **found.figures})
        return
    show(found.machine)
    for name, value in found.figures.items():
        show(f"  {name:<72} {'/'.join(map(str, value)) if isinstance(value, list) else value}")


COMMANDS = (bench,)
