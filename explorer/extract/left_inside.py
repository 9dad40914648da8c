"""Why files of a container were left inside: one sentence for each file, and one for the container as a whole."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from explorer.extract.base import Sink

_FREE = 1_000_000  # bytes that a member may unpack to whatever its ratio
_FREE_IN_ALL = 4_000_000  # bytes that all members of a container together may


class Why(Enum):
    """A cause: what is said of the one file, and of all such files of a container."""

    LOCKED = (
        "It is locked with a password; read the archive again with its password, or ask the agency for an open copy.",
        "locked with a password",
    )
    LINK = ("It is a link to another file; links are not followed. Look for that file by its own name.", "")
    DEVICE = ("It is a device or another special file, which holds no bytes of its own.", "")
    METHOD = (
        "It is packed by a method that Casefile does not read; unpack it with another program and add the files.",
        "packed by a method that Casefile does not read",
    )
    OVERLAP = (
        "Its bytes overlap those of another file, as in a ZIP bomb; it was left inside.",
        "their bytes overlap, which exceeds the limits as ZIP bombs do; ask whoever sent it for the files themselves",
    )
    DENSE = (
        "It exceeds the limit of {ratio} bytes unpacked for each byte packed, as archive bombs do; if you trust whoever"
        " sent it, unpack it with another program and add what you need.",
        "exceeding the limit of {ratio} bytes unpacked for each byte packed, as archive bombs do",
    )
    DAMAGED = ("It is damaged: {detail}.", "damaged")

    @property
    def one(self) -> str:
        """Said of one file."""
        return str(self.value[0])

    @property
    def all(self) -> str:
        """Said of all of them, after "could not be taken out"; empty where nothing need be said."""
        return str(self.value[1])


class TooDense(Exception):
    """A member unpacks to more than its share."""


@dataclass(slots=True)
class LeftInside:
    """Counts what is taken out and what stays, and says so at the end."""

    sink: Sink
    _counts: Counter[Why | None] = field(default_factory=Counter)
    _unpacked: int = 0  # bytes of all members that were taken out
    _packed: int = 0

    def taken(self) -> None:
        self._counts[None] += 1

    def leave(self, name: str, why: Why, detail: str = "") -> None:
        """List a file whose bytes stay inside."""
        self._counts[why] += 1
        if why is Why.LOCKED:
            self.sink.locked()
        self.sink.unread_child(name, why.one.format(ratio=self.sink.limits.ratio, detail=detail))

    def tell(self) -> None:
        """One sentence for each cause, for the container as a whole."""
        total = self._counts.total()
        for why in Why:
            if (count := self._counts[why]) and why.all:
                cause = why.all.format(ratio=self.sink.limits.ratio)
                which = f"{count:,} of {total:,} files" if total > 1 else "The only file"
                self.sink.partly(f"{which} inside could not be taken out: {cause}.")

    def within_ratio(self, pieces: Iterable[tuple[bytes, int]]) -> Iterator[bytes]:
        """The pieces of one member, as long as neither it nor the container as a whole is a bomb.

        Args:
            pieces: unpacked bytes, each with how many packed bytes were read for this member so far.

        Raises:
            TooDense: they are more than the limits' ratio allows, past the first bytes that are free.
        """
        unpacked, packed, ratio = 0, 0, self.sink.limits.ratio
        for piece, packed in pieces:
            unpacked += len(piece)
            in_all, in_all_packed = self._unpacked + unpacked, self._packed + packed
            if (unpacked > _FREE and unpacked > ratio * packed) or (
                in_all > _FREE_IN_ALL and in_all > ratio * in_all_packed
            ):
                raise TooDense
            yield piece
        self._unpacked += unpacked
        self._packed += packed
