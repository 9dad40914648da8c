"""Lines below a message that say who its sender is, and the small print that its sender's office adds."""

import re
from collections.abc import Sequence

_LOOKED_AT = 300  # characters of a line
_BLOCK = 12  # lines of a contact block
_SHORT = 90  # characters of a contact block's line

_DEVICE = re.compile(
    r"^\s*(?:sent (?:from|via|using|on) (?:my|the|a|an|samsung|yahoo|outlook|mail|blackberry|proton)\b|"
    r"get outlook for\b|"
    r"sent with good\b|von meinem .{1,40} gesendet|gesendet (?:von|mit) (?:meinem|der|outlook|mail)\b|"
    r"envoyé (?:de mon|depuis mon|à partir de)\b|enviado (?:desde mi|do meu|desde el)\b|inviato (?:da|dal) )",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"^\s*(?:(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|thanks)|best|thanks(?: again| so much)?|thank you|thx|"
    r"sincerely|"
    r"sincerely yours|yours (?:truly|sincerely|faithfully)|respectfully|cheers|cordially|mit freundlichen gr.{1,2}en|"
    r"(?:viele|beste|liebe|freundliche) gr.{1,2}e|cordialement|bien à vous|salutations|saludos(?: cordiales)?|"
    r"atentamente|un saludo|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(?:en)?)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\S@\S+\.\w|https?://|\bwww\.|(?:\+|\b|\()\d{2,4}[\s.)/-]{1,3}\d{2,4}[\s.-]\d{2,6}|"
    r"^\s*(?:tel|phone|fax|mobile|cell|office|direct|telefon|mobil|tél|téléphone|teléfono)\b\.?\s*:",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W{0,10}(?:confidentiality (?:notice|note|statement)|legal (?:notice|disclaimer)|disclaimer|"
    r"privileged (?:and|&) confidential|"
    r"haftungsausschluss|vertraulichkeitshinweis|avis de confidentialité|aviso (?:legal|de confidencialidad))\b",
    re.IGNORECASE,
)
_CLAUSES = tuple(
    re.compile(clause, re.IGNORECASE)
    for clause in (
        r"intended (?:only |solely |exclusively )?(?:recipient|for the|for use)|addressee|sole use of",
        r"\b(?:confidential|privileged|legally protected|exempt from disclosure)",
        r"received this .{0,40}in error|not the intended|unauthori[sz]ed (?:use|review|disclosure|access)",
        r"strictly prohibited|delete (?:this|the|it|all)|destroy (?:all|the|any)|notify the sender",
        r"public records? (?:law|act)|subject to (?:public )?disclosure|scanned for viruses|virus.free",
        r"vertraulich|irrtümlich|nicht der richtige adressat|vernichten sie",
        r"confidentiel|destinataire|par erreur|confidencial|destinatario|por error",
    )
)


def is_separator(line: str) -> bool:
    """Whether the line is the mark that a signature follows (RFC 3676, 4.3), also where its last space was lost."""
    return line.rstrip() == "--"


def is_device(line: str) -> bool:
    """Whether the line names the device or program that a message was written on."""
    return len(line) < 160 and bool(_DEVICE.match(line))


def contact_block(lines: Sequence[str]) -> int:
    """The first line of the contact block that these end with, behind a goodbye; their count if there is none."""
    first = max(0, len(lines) - _BLOCK)
    for at in range(len(lines) - 1, first - 1, -1):
        if not _GOODBYE.match(lines[at][:_LOOKED_AT]):
            continue
        block = lines[at + 1 :]
        short = all(len(line) <= _SHORT for line in block)
        if short and any(_CONTACT.search(line) for line in block):
            return at + 1
        break
    return len(lines)


def is_disclaimer(paragraph: str) -> bool:
    """Whether the paragraph's beginning reads as small print: it is headed so, or has three of its clauses."""
    beginning = " ".join(paragraph[:1500].split())
    return bool(_NOTICE.match(beginning)) or sum(1 for clause in _CLAUSES if clause.search(beginning)) >= 3
