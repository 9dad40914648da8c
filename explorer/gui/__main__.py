"""``python -m explorer.gui [open] [CASE]``: the window."""

import argparse
import sys
from pathlib import Path

from explorer.gui.application import Wish, run

_WORKSPACES = ["", "read", "sources", "problems", "entities", "claims", "findings", "draft"]


def main() -> int:
    """Read what is wanted and show it."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["open"]:
        arguments = arguments[1:]
    parser = argparse.ArgumentParser(prog="casefile open", description="Open the window.")
    parser.add_argument("case", nargs="?", type=Path, help="a case folder; without one, the start page")
    parser.add_argument("--at", default="", metavar="CITATION", help="a Bates number, or a document’s name and page")
    parser.add_argument("--search", default="", help="a query to begin with")
    parser.add_argument(
        "--workspace",
        default="",
        choices=["", "read", "sources", "problems", "entities", "claims", "findings", "draft"],
    )
    parser.add_argument("--statement", default="", metavar="WORDS", help="the draft’s statement that holds these words")
    parser.add_argument("--claim", default="", metavar="WORDS", help="the claim that begins with these words")
    parser.add_argument("--conversation", action="store_true", help="read the conversation of the message shown")
    parser.add_argument("--compare", action="store_true", help="compare the page shown with the one most like it")
    parser.add_argument("--portrait", type=Path, default=None, help="save a picture of the window to this file and end")
    parser.add_argument("--size", default="1440x900", help="of the picture, as 1440x900")
    parser.add_argument("--scheme", default="", choices=["", "light", "dark", "system"])
    chosen = parser.parse_args(arguments)
    width, _, height = chosen.size.partition("x")
    wish = Wish(
        chosen.case,
        chosen.at,
        chosen.search,
        chosen.workspace,
        chosen.portrait,
        (int(width), int(height)),
        chosen.scheme,
        conversation=chosen.conversation,
        compares=chosen.compare,
        claim=chosen.claim,
        statement=chosen.statement,
    )
    return run(wish)


if __name__ == "__main__":
    sys.exit(main())
