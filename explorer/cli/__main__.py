"""``python -m explorer.cli`` is the command line without the window."""

from explorer.cli.main import main

main()
