"""What a page shows at a glance, so that costly patterns run only over pages that they could match.

A pattern is tried at every character; looking a word up in a set is not. Each question here may say yes too often,
never no where the pattern would match. Cues are ASCII; other letters part words.
"""

import re
from collections.abc import Iterator
from functools import cached_property

_LETTERS = bytes(char if 65 <= char <= 90 or 97 <= char <= 122 else 32 for char in range(256))
_SHAPES = bytes(
    48 if 48 <= char <= 57 else 65 if 65 <= char <= 90 else 97 if 97 <= char <= 122 else char for char in range(256)
)


def cues(words: str) -> frozenset[str]:
    """Words, parted by blanks, as a text may write them: small, capitalised, or in capitals."""
    return frozenset(form for word in words.split() for form in (word, word.capitalize(), word.upper()))


class Glance:
    """A text, its words and its shape, each worked out once when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._bytes = text.encode("utf-8", "replace")

    def has_any(self, words: frozenset[str]) -> bool:
        """Whether any of these ASCII words stands in the text, as written."""
        return not words.isdisjoint(self.words)

    def has_shape(self, *shapes: bytes) -> bool:
        """Whether any of these stands in the text once digits are 0, capitals A and small letters a."""
        return any(shape in self._shape for shape in shapes)

    def has_label(self, *labels: bytes) -> bool:
        """Whether a colon follows any of these, in any case, blanks apart."""
        at = self._bytes.find(b":")
        while at >= 0:
            if self._bytes[max(at - 20, 0) : at].rstrip(b" \t").lower().endswith(labels):
                return True
            at = self._bytes.find(b":", at + 1)
        return False

    @property
    def has_digits(self) -> bool:
        return b"0" in self._shape or not self._bytes.isascii()

    def matches(self, pattern: re.Pattern[str], words: frozenset[str]) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer`` gives, for a pattern that begins with one of these words and its end."""
        end = 0
        for start in sorted({at for word in words.intersection(self.words) for at in _places(self.text, word)}):
            if start >= end and (match := pattern.match(self.text, start)):
                end = match.end()
                yield match

    @cached_property
    def words(self) -> list[str]:
        """The runs of ASCII letters, in order."""
        return self._bytes.translate(_LETTERS).decode("ascii").split()

    @cached_property
    def _shape(self) -> bytes:
        return self._bytes.translate(_SHAPES)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word begins in a text, inside other words too."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
