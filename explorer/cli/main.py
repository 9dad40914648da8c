"""The command line: a public contract. Each command is a few lines over ``explorer.app``."""

import sys

import click

from explorer import __version__
from explorer.cli import (
    adding,
    cases,
    claim_checks,
    claim_contradictions,
    claims,
    draft_marks,
    drafts,
    duplicates,
    entities,
    exporting,
    findings,
    measuring,
    reading,
    recognising,
    retrying,
    splitting,
    threads,
    trace,
    windows,
)
from explorer.cli.terminal import WRONG_CALL, run_and_exit, say

NOT_BUILT = ("batch", "links", "redactions", "gaps", "timeline", "bundle", "merge")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(__version__, prog_name="casefile")
def casefile() -> None:
    """Read public records offline, find every page, and tie each claim to the page that proves it.

    Without a command, the window opens. CASE is a case folder. Exit codes: 0 done; 1 done, but some files could not be
    read; 2 the call was wrong; 3 the case is locked or damaged.
    """


def _say_not_built(name: str) -> click.Command:
    def refuse(rest: tuple[str, ...]) -> int:  # noqa: ARG001 - whatever was asked, the answer is the same
        say(f"casefile: {name}: not built yet")
        return WRONG_CALL

    return click.Command(
        name,
        callback=refuse,
        hidden=True,
        params=[click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED)],
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
    )


for _part in (
    adding,
    cases,
    claim_checks,
    claim_contradictions,
    claims,
    draft_marks,
    drafts,
    duplicates,
    entities,
    exporting,
    findings,
    measuring,
    reading,
    recognising,
    retrying,
    splitting,
    threads,
    trace,
    windows,
):
    for _command in _part.COMMANDS:
        casefile.add_command(_command)
for _name in NOT_BUILT:
    casefile.add_command(_say_not_built(_name))


def main() -> None:
    """Run the command line; a wrong call is one line that says what and how to mend it."""

    def run() -> int | None:
        try:
            return casefile.main(standalone_mode=False)  # type: ignore[no-any-return]  # click's commands return our codes
        except click.exceptions.Abort:
            say("casefile: cancelled")
            return 130
        except click.ClickException as wrong:
            usage = f" See “casefile {' '.join(sys.argv[1:2])} --help”." if len(sys.argv) > 1 else ""
            say(f"casefile: {wrong.format_message()}{usage}")
            return WRONG_CALL

    run_and_exit(run)
