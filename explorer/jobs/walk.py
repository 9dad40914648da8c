"""Finds the files to add: every regular file below the given paths, in one fixed order.

A link to a file of the same folder stands for that file, so that it is listed at both places. Other links are not
followed; they, pipes, sockets and devices are named, so that nothing is passed over in silence.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_NO_FILE = "a pipe, a socket or a device, and no file"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk. ``shown`` starts with the added folder's own name; bytes that are no text are shown as \\xNN."""

    path: Path
    shown: str
    name: str
    problem: str = ""  # why a folder could not be listed; else empty
    left_out: str = ""  # what it is, if it is no file of the folder; else empty


def walk(roots: Sequence[Path], leave_out: Path) -> Iterator[FoundFile]:
    """All files of all roots, sorted by name in each folder; the case's own folder is left out.

    A folder that cannot be listed comes as if it were a file, so that it is named and not passed over.
    """
    for root in roots:
        absolute = root.absolute()
        if absolute.is_dir():
            yield from _below(absolute, absolute.parent, leave_out.absolute())
        else:
            yield _found(absolute, absolute.parent)


def _below(root: Path, base: Path, leave_out: Path) -> Iterator[FoundFile]:
    refused: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=refused.append):
        here = Path(folder)
        yield from _refused(refused, base)
        folders[:] = sorted(name for name in folders if here / name != leave_out)
        for name in sorted([*names, *(each for each in folders if (here / each).is_symlink())]):
            path = here / name
            found = _found(path, base)
            if path.is_symlink():
                yield from _linked(found, root, leave_out)
            elif path.is_file():
                yield found
            else:
                yield replace(found, left_out=_NO_FILE)
    yield from _refused(refused, base)


def _linked(found: FoundFile, root: Path, leave_out: Path) -> Iterator[FoundFile]:
    """What a link stands for. One to a folder of the same root adds nothing; its files come where they lie."""
    try:
        target, inside = found.path.resolve(strict=True), root.resolve()
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        yield replace(found, left_out="a link that leads nowhere")
        return
    if not target.is_relative_to(inside) or target.is_relative_to(leave_out.resolve()):
        yield replace(found, left_out="a link to a place outside the added folder, and such links are not followed")
    elif target.is_file():
        yield found
    elif not target.is_dir():
        yield replace(found, left_out=_NO_FILE)


def at_again(path: Path, shown: str, name: str) -> FoundFile:
    """What lies at a place that was found before; a link is not followed there, since its root is not known."""
    if path.is_symlink():
        return FoundFile(path, shown, name, left_out="a link")
    return FoundFile(path, shown, name, left_out=_NO_FILE if path.exists() and not path.is_file() else "")


def _refused(problems: list[OSError], base: Path) -> Iterator[FoundFile]:
    """The folders that could not be listed; each is told once."""
    while problems:
        problem = problems.pop(0)
        found = _found(Path(str(problem.filename)), base)
        yield replace(found, problem=f"the folder cannot be listed ({problem.strerror})")


def _found(path: Path, base: Path) -> FoundFile:
    return FoundFile(path, printable(path.relative_to(base).as_posix()), printable(path.name))


def printable(name: str) -> str:
    """A file name that can be stored and shown: undecodable bytes as \\xNN, control and direction marks spelt out."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() or char == " " else char.encode("unicode_escape").decode() for char in shown
    )
