"""What Office packages of every kind share: files packed inside as objects, and what is said of faulty parts."""

import posixpath

from explorer.extract import ole
from explorer.extract.base import Sink
from explorer.extract.old_packed import unpacked
from explorer.extract.ooxml import Package


def give_embedded(package: Package, sink: Sink) -> None:
    """Hand the sink each packed file under its own name; one that cannot be read is named with the reason."""
    left = sink.limits.child_bytes
    for count, part in enumerate(package.embedded(), 1):
        name = posixpath.basename(part)
        if count > sink.limits.children:
            sink.partly(f"“{package.name}” holds more than {sink.limits.children:,} files; the rest was left out.")
            return
        data = package.data(part, left)
        if data is None:
            sink.unread_child(name, "It is damaged or exceeds the limit for files taken out of one container.")
            continue
        left -= len(data)
        if not (data.startswith(ole.MAGIC) and unpacked(data, name, sink)):
            sink.child(name, data)


def say_problems(package: Package, sink: Sink, most: int = 5) -> None:
    """Tell the sink which parts could not be read."""
    known = list(dict.fromkeys(package.problems))
    for problem in known[:most]:
        sink.partly(problem)
    if len(known) > most:
        sink.partly(f"{len(known) - most:,} more parts of “{package.name}” are damaged.")
