"""An RTF file as a stream of events: text in Unicode, control words, and where destinations begin and end.

Bytes are gathered until something else stands between them, so that both halves of an East Asian letter meet however
they were written. Source: Rich Text Format Specification 1.9.1, "Unicode RTF", "Destinations", "Font Table".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from explorer.extract import rtf_codes
from explorer.extract.rtf_state import State
from explorer.extract.rtf_tokens import BINARY, BYTES, CLOSE, OPEN, SYMBOL, WORD, Token, tokens
from explorer.extract.rtf_words import KEPT, LETTERS, PAGES, SIGNS, SKIPPED

TEXT, CONTROL, BEGIN, END, BLOB = range(5)
DEEPEST = 5_000  # groups within groups; what lies deeper is read as if it lay there


class Event(NamedTuple):
    """One thing met. ``state`` is what holds there; it changes as reading goes on, so use it at once."""

    kind: int
    state: State
    text: str = ""  # the text, the control word, or the destination
    argument: int | None = None
    data: bytes = b""


@dataclass(slots=True)
class RtfStream:
    """One reading of a file. ``codec`` and ``fonts`` are known as far as it has been read."""

    data: bytes = field(repr=False)
    codec: str = "cp1252"
    fonts: dict[int, str | None] = field(default_factory=dict)
    is_html: bool = False  # it wraps HTML
    is_cut: bool = False  # its last groups are not closed
    _state: State = field(default_factory=State)
    _stack: list[State] = field(default_factory=list)
    _too_deep: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _passed_over: int = 0  # bytes still to be passed over after a \u
    _high: str = ""  # the first half of a letter beyond the basic plane
    _font: int = 0
    _charset: int = 0
    _font_codec: str | None = None

    def events(self) -> Iterator[Event]:
        """All that the file says, in order."""
        for token in tokens(self.data):
            if token.kind == BYTES:
                self._gather(token)
                continue
            yield from self._text()
            if token.kind == OPEN:
                self._open()
            elif token.kind == CLOSE:
                yield from self._close()
                if not self._stack:
                    return  # what follows the document's own group is no part of it
            elif self._state.is_skipped:
                continue
            elif token.kind == WORD:
                yield from self._word(token)
            elif token.kind == SYMBOL:
                yield from self._symbol(token.word)
            elif token.kind == BINARY and not self._pass_over(1):
                yield Event(BLOB, self._state, data=token.data)
        yield from self._text()
        self.is_cut = True
        while self._stack:
            yield from self._close()

    def _gather(self, token: Token) -> None:
        if self._state.is_skipped:
            return
        data = token.data
        if self._passed_over:
            count = min(self._passed_over, len(data))
            self._passed_over -= count
            data = data[count:]
        self._bytes += data

    def _text(self) -> Iterator[Event]:
        """The text gathered so far."""
        if not self._bytes:
            return
        data, state = bytes(self._bytes), self._state
        self._bytes.clear()
        self._high = ""
        if state.destination == "fonttbl":
            self._name_font(data)
            return
        if state.destination in ("pict", "objdata"):
            yield Event(BLOB, state, data=data, argument=16)
            return
        state.after_star = False
        yield Event(TEXT, state, self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        state = self._state
        if state.is_far and state.far_font >= 0 and not data.isascii():
            codec = self.fonts.get(state.far_font)
        else:
            codec = self.fonts.get(state.font)
        if codec is None:
            codec = self.codec
        if data.isascii() and not codec.startswith(rtf_codes.SYMBOL):
            return data.decode("ascii")
        return rtf_codes.decoded(data, codec)

    def _open(self) -> None:
        self._passed_over = 0
        if len(self._stack) >= DEEPEST:
            self._too_deep += 1
            return
        self._stack.append(self._state)
        self._state = self._state.inner()

    def _close(self) -> Iterator[Event]:
        self._passed_over = 0
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._stack:
            return
        ended = self._state
        self._state = self._stack.pop()
        if ended.begins and not ended.is_skipped:
            yield Event(END, self._state, ended.begins)

    def _pass_over(self, count: int) -> bool:
        """Whether this stands for a character that was already given as \\u."""
        if not self._passed_over:
            return False
        self._passed_over = max(self._passed_over - count, 0)
        return True

    def _symbol(self, sign: str) -> Iterator[Event]:
        if sign == "*":
            self._state.after_star = True
        elif self._pass_over(1):
            return
        elif sign in "\r\n":
            yield Event(CONTROL, self._state, "par")
        elif sign in SIGNS:
            yield Event(TEXT, self._state, SIGNS[sign])

    def _word(self, token: Token) -> Iterator[Event]:
        word, argument, state = token.word, token.argument, self._state
        if word == "u" and argument is not None:
            yield from self._unicode(argument)
            return
        if self._pass_over(1):
            return
        starred, state.after_star = state.after_star, False
        if word in SKIPPED or (starred and word not in KEPT):
            state.is_skipped = True
        elif word == "upr":  # twice the same: in the code page, then in Unicode
            state.before, state.destination = state.destination, "upr"
        elif word == "ud":
            state.destination = state.before
        elif word in KEPT:
            if word != "field":
                state.destination = state.begins = word
                yield Event(BEGIN, state, word)
        elif state.destination == "fonttbl":
            self._describe_font(word, argument)
        elif word in LETTERS:
            yield Event(TEXT, state, LETTERS[word])
        elif not state.take(word, argument) and not self._describe(word, argument):
            yield Event(CONTROL, state, word, argument)

    def _unicode(self, code: int) -> Iterator[Event]:
        code = code + 65536 if -65536 < code < 0 else code
        self._passed_over = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((ord(self._high) - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = ""
        if 0xF000 <= code <= 0xF0FF:
            codec = self.fonts.get(self._state.font) or ""
            yield Event(TEXT, self._state, rtf_codes.symbol(code, is_greek=codec.endswith("greek")))
        elif 0 < code < 0x110000 and code != 0xFEFF:
            yield Event(TEXT, self._state, chr(code))

    def _describe(self, word: str, argument: int | None) -> bool:
        """Take what is said of the file as a whole; whether it was that."""
        if word == "ansicpg" and argument:
            self.codec = rtf_codes.codec_of_page(argument)
        elif word in PAGES:
            self.codec = rtf_codes.codec_of_page(PAGES[word])
        elif word == "fromhtml":
            self.is_html = argument != 0
        elif word == "deff":
            self._state.default_font = self._state.font = argument or 0
        else:
            return False
        return True

    def _describe_font(self, word: str, argument: int | None) -> None:
        if word == "f":
            self._font, self._charset, self._font_codec = argument or 0, 0, None
        elif word == "fcharset":
            self._charset = argument or 0
            self._font_codec = rtf_codes.codec_of_charset(self._charset)
        elif word == "cpg" and argument:
            self._font_codec = rtf_codes.codec_of_page(argument)
        if len(self.fonts) < 10_000:
            self.fonts[self._font] = self._font_codec

    def _name_font(self, name: bytes) -> None:
        if self._charset == 2:
            self.fonts[self._font] = rtf_codes.codec_of_charset(2, name.decode("latin-1").strip())
