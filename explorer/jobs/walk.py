"""Finds the files to add: every regular file below the given paths, in one fixed order. Links are not followed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk. ``shown`` starts with the added folder's own name; bytes that are no text are shown as \\xNN."""

    path: Path
    shown: str
    name: str
    problem: str = ""  # why a folder could not be listed; else empty


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
        for name in sorted(names):
            path = here / name
            if path.is_symlink() or not path.is_file():
                continue
            yield _found(path, base)
    yield from _refused(refused, base)


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
