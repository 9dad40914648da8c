"""A quotation as it is looked for: whole, and in parts where it says that words were left out or put in."""

import re
from dataclasses import dataclass

from explorer.analyze.letters import Letters, letters

_DOTS = r"(?:…(?:\s?\.)?|\.\s?\.\s?\.(?:\s?\.)?)"
_NO_LEADER = r"(?<![.…]{2})(?<!\.\s\.\s)", r"(?!\s?[.…])"  # the dots that lead to a page number leave nothing out
_LEFT_OUT = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_NO_LEADER[0]}{_DOTS}{_NO_LEADER[1]}"
_PUT_IN = r"\[([^\[\]]{1,200})\]"
_MARK = re.compile(f"(?P<left_out>{_LEFT_OUT})|{_PUT_IN}")
_IN_WORD = re.compile(r"(?<=\w)\[(\w{1,12})\]|\[(\w{1,12})\](?=\w)")
_HYPHEN_AT_END = re.compile(r"[-\u00ad\u2010\u2011]\W*$")


@dataclass(frozen=True, slots=True)
class Part:
    """Words without a mark among them. ``put_in`` is what brackets before it hold, None where words were left out.

    ``joins`` says that the brackets before it touch its first letter, ``is_joined`` that those after it touch its last.
    """

    letters: Letters
    start: int  # of its text in the quotation
    put_in: str | None = None
    joins: bool = False
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation's words. ``parts`` is empty unless it says that words were left out or put in."""

    text: str
    plain: str  # without brackets inside words
    letters: Letters  # of the plain text
    parts: tuple[Part, ...] = ()
    ends_with_hyphen: bool = False
    ends_sentence: bool = False
    put_in_last: str = ""  # what brackets after the last part hold


def quotation(text: str) -> Quotation:
    """Take a quotation's text, without its outer quotation marks, apart."""
    stripped = text.strip()
    whole = _IN_WORD.sub(lambda found: found[1] or found[2], stripped)
    parts, last = _parts(stripped)
    return Quotation(
        text=stripped,
        plain=whole,
        letters=letters(whole),
        parts=parts if len(parts) > 1 or (parts and (parts[0].put_in is not None or last)) else (),
        ends_with_hyphen=bool(_HYPHEN_AT_END.search(stripped)),
        ends_sentence=stripped.rstrip("’”\"' ").endswith((".", "!")),
        put_in_last=last,
    )


def _parts(text: str) -> tuple[tuple[Part, ...], str]:
    """The parts between marks, and what brackets at the end hold."""
    parts: list[Part] = []
    at, put_in, joins = 0, None, False
    for mark in [*_MARK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        found = letters(text[at:end])
        if found:
            is_put_in = mark is not None and mark["left_out"] is None
            is_joined = is_put_in and text[end - 1 : end].isalnum()
            parts.append(Part(found, at, put_in, joins and text[at : at + 1].isalnum(), is_joined))
            put_in = None
        if mark:
            put_in = _added(put_in, mark[2]) if mark["left_out"] is None else put_in
            at, joins = mark.end(), mark["left_out"] is None
    return tuple(parts), put_in or ""


def _added(before: str | None, put_in: str) -> str:
    return f"{before} {put_in}" if before else put_in
