"""The command that shows duplicates."""

from collections.abc import Sequence
from pathlib import Path

import click

from explorer.app.duplicating import LikePage, Step
from explorer.cli.options import case_argument, json_option, reading
from explorer.cli.terminal import show, show_json
from explorer.model.document import Document

_SHOWN = 60  # letters of one difference


@click.command()
@case_argument
@json_option
def duplicates(case: Path, as_json: bool) -> None:
    """Files of the same bytes, pages that say nearly the same, and what differs between them."""
    with reading(case) as session:
        exact, near = session.duplicating.same_files(), session.duplicating.like_pages()
    if as_json:
        show_json(
            {
                "exact": [[{"document": each.id, "path": each.path} for each in group] for group in exact],
                "near": [[_row(each) for each in group] for group in near],
            }
        )
        return
    for group in exact:
        _show_files(group)
    for pages in near:
        _show_pages(pages)
    if not exact and not near:
        show("No two files have the same bytes, and no two pages are nearly the same.")


def _row(page: LikePage) -> dict[str, object]:
    return {
        "document": page.place,
        "path": page.path,
        "page": page.page.ordinal,
        "citation": str(page.citation),
        "likeness": round(page.likeness, 3),
        "diff": [list(step) for step in page.steps],
    }


def _show_files(group: Sequence[Document]) -> None:
    show(f"{len(group)} files of the same bytes:")
    for each in group:
        show(f"  {each.id}  {each.path}")


def _show_pages(group: Sequence[LikePage]) -> None:
    show(f"{len(group)} pages nearly the same:")
    for each in group:
        share = f"{each.likeness:.0%} like the first" if each.likeness and each.steps else ""
        show(f"  {each.place}  {each.citation}  {share}".rstrip())
        for sign, words in _changes(each.steps):
            show(f"      {sign} {words}")


def _changes(steps: Sequence[Step]) -> list[tuple[str, str]]:
    """The first few differences, in short."""
    signs = {"delete": "−", "insert": "+"}
    told = [(signs[tag], words) for tag, words in steps if tag in signs][:6]
    return [(sign, words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…") for sign, words in told]


COMMANDS = (duplicates,)
