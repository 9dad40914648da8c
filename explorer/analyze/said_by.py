"""Who says the words at a place of a page, as far as headers, lines before quotations, or speaker labels tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analyze.quote_marks import attribution, depth_of, header_block, is_rule, unmarked
from explorer.analyze.quoted import voices
from explorer.analyze.weighty_words import is_title
from explorer.model.message import Voice

_AHEAD = 4  # lines of an introduction
_LABELS = 2  # speaker labels from which a page is a transcript
_WROTE = re.compile(r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev)\b.*$", re.I | re.S)
_ADDRESS = re.compile(r"[<(\[][^<>()\[\]]*@[^<>()\[\]]*[>)\]]|\S+@\S+")
_FROM = re.compile(r"^[\s*_]*(?:from|von|de|da|van|från|fra)[\s*_]*:\s*(.+)$", re.IGNORECASE)
_LABEL = re.compile(
    r"^[ \t]*(?:\d{1,3}[ \t]+)?((?:(?:MR|MS|MRS|DR|THE|LT|SGT|CAPT|COL|GEN|REP|SEN|CHAIR)\.?[ ])?[A-Z][A-Z.'’-]{1,24}"
    r"(?:[ ][A-Z][A-Z.'’-]{1,24}){0,2})[.:][ \t]+(?=\S)",
    re.MULTILINE,
)
_NAME = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something; ``is_quoted`` where it stands in a message that another one quotes."""

    by: str = ""
    is_quoted: bool = False


def said(text: str, at: int, sender: str, body: int) -> Said:
    """Who says the character ``at`` of a page.

    Args:
        sender: whose message it is; empty where the page is none.
        body: the character at which a message's text begins, after its headers.
    """
    if sender:
        span = next((each for each in voices(text, body) if each.start <= at < each.end), None)
        if span is None or span.voice is not Voice.QUOTED:
            return Said(_name(sender))
        return Said(_introduced(text, at, span.depth), is_quoted=True)
    return Said(_labelled(text, at))


def _introduced(text: str, at: int, depth: int) -> str:
    """The sender of the quoted message that a character stands in, by the line or header that introduces it."""
    lines = text.split("\n")
    last = text.count("\n", 0, at)
    for line in range(last, -1, -1):
        if depth_of(lines[line]) >= depth and depth_of(lines[line]) > 0:
            continue
        if count := attribution(lines, line):
            return _name(_before_wrote(" ".join(unmarked(each) for each in lines[line : line + count])))
        if header_block(lines, line) and (found := _FROM.match(unmarked(lines[line]))):
            return _name(found[1])
        if is_rule(lines, line):
            break
    return ""


def _before_wrote(line: str) -> str:
    """The name in "On Tue, 9 Jan 2018 at 16:40, N. Havel wrote:"."""
    before = _ADDRESS.sub("", _WROTE.sub("", line)).strip(" ,:")
    pieces = [each.strip() for each in re.split(r",|\d{1,2}:\d\d(?:\s*[AP]M)?|\d{4}", before) if each.strip()]
    return pieces[-1] if pieces else ""


def _labelled(text: str, at: int) -> str:
    labels = list(_LABEL.finditer(text))
    before = [each for each in labels if each.start() <= at]
    return before[-1][1].strip() if len(labels) >= _LABELS and before else ""


def _name(sender: str) -> str:
    """A sender without the address, unless there is nothing else."""
    plain = _ADDRESS.sub("", sender).strip(" \"'<>,;:")
    return plain or sender.strip(" \"'<>,;:")


def is_somebody_else(named: str, by: Sequence[str]) -> bool:
    """Whether a draft names a speaker, by name, and none of those who say the words shares a name with that one."""
    wanted = {each.casefold() for each in _NAME.findall(named) if each[0].isupper() and not is_title(each)}
    known = [each for each in by if each]
    if not wanted or not known:
        return False
    return not any(wanted & {name.casefold() for name in _NAME.findall(each)} for each in known)
