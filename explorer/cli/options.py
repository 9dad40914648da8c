"""What commands have in common: the case, ``--json``, and opening for reading or writing."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from explorer.app.session import CaseSession
from explorer.jobs.passwords import passwords_in

F = TypeVar("F", bound=Callable[..., object])

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
passwords_option = click.option(
    "--passwords",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A file with a password on each line (UTF-8); all are tried on every locked file, and none is kept.",
)


def give(session: CaseSession, passwords: Path | None) -> None:
    """Let the case try the passwords in a file, if one is named.

    Raises:
        InputError: it cannot be read.
    """
    if passwords is not None:
        session.adding.passwords.give(passwords_in(passwords))


def reading(case: Path) -> CaseSession:
    """The case for questions alone; another program may hold it meanwhile."""
    return CaseSession.open(case, for_writing=False)


def writing(case: Path) -> CaseSession:
    """The case for changes; held until closed."""
    return CaseSession.open(case, for_writing=True)
