"""``python -m explorer`` is the command ``casefile``."""

from explorer.launch import main

main()
