"""Lets go of very many objects a few at a time.

Python frees what a large collection holds in one go, and no other thread of the program runs meanwhile: a window would
stand still. Emptied one by one, other threads get their turns in between.
"""

from typing import Any


def let_go(*held: list[Any] | dict[Any, Any]) -> None:
    """Empty collections that nobody else needs."""
    for each in held:
        if isinstance(each, dict):
            while each:
                each.popitem()
        else:
            while each:
                each.pop()
