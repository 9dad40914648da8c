"""Lines that introduce an earlier message in a reply, as mail programs write them in several languages.

Every form is tried on a bounded piece of one line, and looks ahead over a bounded number of lines.
"""

import re
from collections.abc import Sequence

LOOKED_AT = 300  # characters of a line
DEEPEST = 50
_AHEAD = 10  # lines over which a block of headers may stretch
_BARE_GAP = 4  # lines between "Original Message" without dashes and the headers that prove it
_WRAPPED = 3  # lines over which "On … wrote:" may be broken

_RULED = re.compile(
    r"^\s*[-_*=~]{2,40}\s*(?:original message|original appointment|forwarded message|forwarded by\b.{0,120}|"
    r"reply message|"
    r"urspr.ngliche nachricht|originalnachricht|weitergeleitete nachricht|message d.origine|message transf.r.|"
    r"message original|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original|"
    r"mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht)\s*:?\s*[-_*=~]{0,40}\s*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(?:original message|urspr.ngliche nachricht|message d.origine|mensaje original)\s*$", re.I)
_BEGINS = re.compile(
    r"^\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message réexpédié|"
    r"début du message transféré|inicio del mensaje reenviado|inizio messaggio inoltrato)\s*:\s*$",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"^\s*(?:on|am|le|el|il|em|op|den)\s.{6,280}?\s?"
    r"(?:wrote|writes|schrieb(?:\s.{1,120})?|a écrit|escribió|ha scritto|escreveu|"
    r"schreef(?:\s.{1,120})?|skrev(?:\s.{1,120})?)"
    r"\s*:\s*$",
    re.IGNORECASE,
)
_NAMED_ATTRIBUTION = re.compile(
    r"^\s*\S.{0,160}(?:\bwrote|\bschrieb|\ba écrit|\bescribió|\bha scritto)\s*:\s*$", re.IGNORECASE
)
_DATED = re.compile(r"\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d\d|\S@\S")
_OPENERS = re.compile(r"^\s*(?:on|am|le|el|il|em|op|den)\s", re.IGNORECASE)

_FROM = frozenset(["from", "von", "de", "da", "van", "från", "fra"])
_OTHERS = {
    "date": "sent date gesendet datum envoyé enviado fecha data inviato verzonden skickat",
    "to": "to an à a para aan till til pour",
    "subject": "subject betreff objet asunto oggetto assunto onderwerp ämne",
    "copied": "cc bcc kopie copie",
}
_LABELLED = {word: name for name, words in _OTHERS.items() for word in words.split()}
_LABEL = re.compile(r"^[\s*_]{0,8}([^\W\d_]{1,12})[\s*_]{0,4}:")


def depth_of(line: str) -> int:
    """How deep a line is quoted by the marks that it begins with; ">From " at the margin is how mailboxes guard it."""
    marks = line[: 2 * DEEPEST].lstrip(" ")
    if not marks.startswith(">") or (line.startswith(">From ") and ":" not in line[:7]):
        return 0
    depth = 0
    for mark in marks:
        if mark == ">":
            depth += 1
        elif mark != " ":
            break
    return min(depth, DEEPEST)


def unmarked(line: str) -> str:
    """The beginning of a line without its quotation marks."""
    return line[:LOOKED_AT].lstrip(" >").rstrip() if depth_of(line) else line[:LOOKED_AT].rstrip()


def is_rule(lines: Sequence[str], at: int) -> bool:
    """Whether the line says that a whole message follows: "-----Original Message-----", or bare above headers."""
    line = lines[at][:LOOKED_AT]
    if _BARE.match(line):
        return any(header_block(lines, below) for below in range(at + 1, min(at + _BARE_GAP, len(lines))))
    return bool(_RULED.match(line) or _BEGINS.match(line))


def attribution(lines: Sequence[str], at: int) -> int:
    """How many lines from ``at`` say "On … wrote:", also if broken; 0 if they do not."""
    first = unmarked(lines[at])
    if not first.strip():
        return 0
    if _OPENERS.match(first):
        joined = ""
        for count, line in enumerate(lines[at : at + _WRAPPED], start=1):
            piece = unmarked(line)
            if not piece.strip():
                break
            joined = f"{joined} {piece}".strip()[:LOOKED_AT]
            if joined.endswith(":") and _ATTRIBUTION.match(joined) and _DATED.search(joined):
                return count
    if first.endswith(":") and _NAMED_ATTRIBUTION.match(first) and _next_is_deeper(lines, at):
        return 1
    return 0


def _next_is_deeper(lines: Sequence[str], at: int) -> bool:
    """Whether the next words are quoted deeper than this line."""
    after = next((line for line in lines[at + 1 : at + 4] if line.strip(" >\r\t")), "")
    return depth_of(after) > depth_of(lines[at])


def leads_to_marks(lines: Sequence[str], after: int, depth: int) -> bool:
    """Whether the next words after an introduction are marked deeper than it is."""
    following = next((line for line in lines[after : after + _AHEAD] if line.strip(" >\r\t")), "")
    return depth_of(following) > depth


def header_block(lines: Sequence[str], at: int) -> bool:
    """Whether a block "From: … Sent: … To: … Subject: …" begins on this line."""
    found = _LABEL.match(unmarked(lines[at]))
    if not found or found[1].lower() not in _FROM:
        return False
    others = set()
    for line in lines[at + 1 : at + 1 + _AHEAD]:
        label = _LABEL.match(unmarked(line))
        if label and label[1].lower() in _LABELLED:
            others.add(_LABELLED[label[1].lower()])
    return len(others) >= 2 and bool(others & {"date", "subject"})
