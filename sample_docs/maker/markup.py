"""The small mark-up of the texts: headings, paragraphs, lists, tables, redactions, breaks, signatures.

A block ends at an empty line. Inline: ``**bold**``, ``[[b7E|words to be blacked out]]``; ``[[!b7E|words]]`` only covers
the words, and ``[[b6@T|words]]`` blacks them out in version T alone.
"""

import re
from dataclasses import dataclass

from sample_docs.maker.truth import EXEMPTIONS

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[\[(?P<fails>!?)(?P<code>\w+)(?:@(?P<version>\w+))?\|(?P<words>.+?)\]\]")
_CHUNK = 36  # letters of a redaction that stay on one line


@dataclass(frozen=True, slots=True)
class Token:
    """What stays together on a line. ``span`` is above zero within a redaction and tells redactions apart."""

    text: str
    is_bold: bool = False
    span: int = 0
    exemption: str = ""
    fails: bool = False
    is_glued: bool = False  # stands right behind the token before it, as a comma does


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is title, heading, text, bullet, item, table, break, sign or rule."""

    kind: str
    text: str = ""
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def tokens_of(text: str, version: str = "") -> list[Token]:
    """The words and redactions of one paragraph."""
    tokens: list[Token] = []
    at = 0
    for span, found in enumerate(_INLINE.finditer(text), start=1):
        _add_words(tokens, text[at : found.start()], bold=False)
        is_meant = not found["version"] or found["version"] == version
        if found["bold"]:
            _add_words(tokens, found["bold"], bold=True)
        elif not is_meant:
            _add_words(tokens, found["words"], bold=False)
        else:
            _add_redaction(tokens, found, span)
        at = found.end()
    _add_words(tokens, text[at:], bold=False, may_glue=at > 0)
    return tokens


def _add_words(tokens: list[Token], text: str, *, bold: bool, may_glue: bool = True) -> None:
    is_glued = may_glue and bool(tokens) and bool(text) and text[0] in ".,;:)”’"
    for number, word in enumerate(text.split()):
        tokens.append(Token(word, is_bold=bold, is_glued=is_glued and number == 0))


def _add_redaction(tokens: list[Token], found: re.Match[str], span: int) -> None:
    exemption, fails = EXEMPTIONS[found["code"]], bool(found["fails"])
    chunks = [found["words"]] if fails else _chunks(found["words"].split())
    tokens += [Token(chunk, span=span, exemption=exemption, fails=fails) for chunk in chunks]


def _chunks(words: list[str]) -> list[str]:
    chunks = [""]
    for word in words:
        if chunks[-1] and len(chunks[-1]) + len(word) > _CHUNK:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]} {word}".strip()
    return chunks


def blocks_of(text: str) -> list[Block]:
    """The blocks of a whole text."""
    return [_block(part.strip("\n")) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _block(part: str) -> Block:
    first = part.split("\n", 1)[0]
    words = " ".join(part.split())
    if first.startswith("|"):
        lines = [re.split(r"(?<=\s)\|(?=\s)", line.strip()[1:-1]) for line in part.split("\n")]
        return Block("table", rows=tuple(tuple(cell.strip() for cell in line) for line in lines))
    if first.startswith("+ "):
        label, _, rest = words[2:].partition(" ")
        return Block("item", rest, label)
    marks = {"## ": "heading", "# ": "title", "- ": "bullet", "@sign ": "sign"}
    for mark, kind in marks.items():
        if first.startswith(mark):
            return Block(kind, words[len(mark) :])
    if first in ("---", "==="):
        return Block("break" if first == "---" else "rule")
    return Block("text", words)
