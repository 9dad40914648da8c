"""What commands have in common: the case, ``--json``, and opening for reading or writing."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from explorer.app.session import CaseSession

F = TypeVar("F", bound=Callable[..., object])

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


def reading(case: Path) -> CaseSession:
    """The case for questions alone; another program may hold it meanwhile."""
    return CaseSession.open(case, for_writing=False)


def writing(case: Path) -> CaseSession:
    """The case for changes; held until closed."""
    return CaseSession.open(case, for_writing=True)
