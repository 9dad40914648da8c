"""Header blocks without a "From:": as Gmail prints a conversation, and as Lotus Notes prints a memo."""

import re
from collections.abc import Sequence

from explorer.analyze.mail_dates import has_time, mail_date
from explorer.analyze.mail_labels import Field, label
from explorer.model.printed import PrintedMessage

_LOOKED_AT = 500  # characters of a line
_SENDER = re.compile(r"^\s*(?P<name>[^<>:]{1,120}<[^<>\s@]{1,64}@[^<>\s]{1,255}>)\s*(?P<when>.{0,60})$")
_COUNT = re.compile(r"^\s*\d{1,4} (?:messages?|nachrichten?|mensajes?)\s*$", re.IGNORECASE)
_SUBJECT_ABOVE = 6  # lines
_AHEAD = 8  # lines over which a block may stretch
_LOTUS = re.compile(
    r"^\s*(?:(?P<to>to|an|à|a|para)|(?P<cc>cc|kopie|copie|copia)|(?P<bcc>bcc|blindkopie)|(?P<fax>fax to)|"
    r"(?P<subject>subject|thema|betreff|objet|asunto|oggetto))(?:\s+(?P<value>\S.*)|\s*)$",
    re.IGNORECASE,
)
_LOTUS_NAME = re.compile(r"^\s*[^\W\d][^@:/<>]{1,60}(?:/[A-Za-z0-9 .&-]{1,40}){1,5}(?:@\S+)?\s*$")

Found = tuple[int, PrintedMessage]  # the block's last line, and what it says


def gmail_block(lines: Sequence[str], at: int) -> Found | None:
    """“Name <address>    Mon, Mar 5, 2018 at 9:45 AM” above “To: …”."""
    match = _SENDER.match(lines[at][:_LOOKED_AT])
    if not match:
        return None
    when, values, last = match["when"], dict[Field, str](), at
    for number in range(at + 1, min(at + _AHEAD, len(lines))):
        line = lines[number][:_LOOKED_AT]
        named = label(line)
        if named and named[0] in (Field.TO, Field.CC, Field.OTHER):
            values.setdefault(named[0], " ".join(line[named[1] :].split()))
            last = number
        elif values and values.get(Field.TO, "").endswith(","):
            values[Field.TO] += " " + line.strip()
            last = number
        elif not values and not when.strip() and has_time(line) and mail_date(line):
            when = line
        elif line.strip():
            break
    date = mail_date(when)
    if Field.TO not in values or not date:
        return None
    sender = " ".join(match["name"].split())
    to, cc = values[Field.TO], values.get(Field.CC, "")
    return last, PrintedMessage(0, 0, sender, to, cc, subject=_heading(lines, at), date=date)


def _heading(lines: Sequence[str], at: int) -> str:
    """The subject, which Gmail prints once, above the count of messages."""
    for number in range(at - 1, max(at - _SUBJECT_ABOVE, 0), -1):
        if _COUNT.match(lines[number][:_LOOKED_AT]):
            return " ".join(lines[number - 1][:_LOOKED_AT].split())
    return ""


def lotus_block(lines: Sequence[str], at: int) -> Found | None:
    """“Name/Office/Organisation”, a date, and “To”, “cc”, “Subject” without colons."""
    if not _LOTUS_NAME.match(lines[at][:_LOOKED_AT]):
        return None
    values: dict[str, str] = {}
    when, last, latest = "", at, ""
    beside: set[bool] = set()  # whether values stand on their labels' lines
    for number in range(at + 1, min(at + 2 * _AHEAD, len(lines))):
        line = lines[number][:_LOOKED_AT]
        match = _LOTUS.match(line)
        if match:
            latest = next(name for name, found in match.groupdict().items() if found and name != "value")
            values.setdefault(latest, " ".join((match["value"] or "").split()))
            beside.add(bool(match["value"]))
            last = number
            if latest == "subject":
                if beside == {False} and number + 1 < len(lines):  # the form's second column comes line by line
                    last, values["subject"] = number + 1, " ".join(lines[number + 1][:_LOOKED_AT].split())
                break
        elif not values and not when and has_time(line) and mail_date(line):
            when = line
        elif latest and line.strip():
            values[latest] = f"{values[latest]} {line.strip()}".strip()
    if "subject" not in values or "to" not in values or not when:
        return None
    sender = " ".join(lines[at].split())
    return last, PrintedMessage(0, 0, sender, values["to"], values.get("cc", ""), values["subject"], mail_date(when))
