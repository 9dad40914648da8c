"""RTF cut into its smallest pieces: braces, control words, escaped bytes, text. Each is read once, left to right.

Source: Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

OPEN, CLOSE, WORD, SYMBOL, BYTES, BINARY = range(6)

_PIECE = re.compile(
    rb"([{}])|\\([A-Za-z]{1,40})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([^\\{}\r\n\0]+)|([\r\n\0]+|\\)",
    re.DOTALL,
)


class Token(NamedTuple):
    """One piece. ``word`` is a control word or symbol; ``data`` the bytes of text or of ``\\bin``."""

    kind: int
    word: str = ""
    argument: int | None = None
    data: bytes = b""
    is_escaped: bool = False  # the bytes stood as \\'hh


_OPEN, _CLOSE = Token(OPEN), Token(CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """The pieces in order. Never fails: a stray backslash is passed over."""
    position, end = 0, len(data)
    while position < end:
        match = _PIECE.match(data, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        brace, word, argument, escaped, symbol, text, _nothing = match.groups()
        if text is not None:
            yield Token(BYTES, data=text)
        elif escaped is not None:
            yield Token(BYTES, data=bytes.fromhex(escaped.decode("ascii")), is_escaped=True)
        elif word is not None:
            number = int(argument) if argument else None
            if word == b"bin" and number is not None:
                length = min(max(number, 0), end - position)
                yield Token(BINARY, data=data[position : position + length])
                position += length
            else:
                yield Token(WORD, word.decode("ascii"), number)
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif symbol is not None:
            yield Token(SYMBOL, symbol.decode("latin-1"))
