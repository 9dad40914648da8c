"""What the command ``casefile`` starts: the window or the command line, and only the one that is asked for.

Neither face knows the other, and each costs its own imports; so the choice is made here, by name, before either loads.
"""

import runpy
import sys

_WINDOW_VERBS = ("open",)


def main() -> None:
    """Run ``explorer.gui`` for no arguments and for ``open``, else ``explorer.cli``."""
    wants_window = len(sys.argv) == 1 or (sys.argv[1] in _WINDOW_VERBS and "--help" not in sys.argv)
    runpy.run_module("explorer.gui" if wants_window else "explorer.cli", run_name="__main__", alter_sys=False)


if __name__ == "__main__":
    main()
