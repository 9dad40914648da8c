"""People and bodies that a page names, found by cues: mail headers, titles, roles, legal forms.

Conservative: a name without a cue is left to the reader. English cues only.
"""

import re
from collections.abc import Iterator

from explorer.analyze.glance import Glance
from explorer.model.entity import ORGANISATION, PERSON, Detection

_INITIAL = r"[A-Z]\.?"
_CAPITAL = (
    r"(?:(?:O['’]|D['’]|Mc|Mac|De|Di|La|Le|Van|von|de|St\.)[ ]?)?[A-Z][a-zà-ÿ]{1,24}(?:[-'’][A-Z][a-zà-ÿ]{1,24})?"
)
_FULL = rf"(?:{_CAPITAL}|{_INITIAL})(?:[ ]{_INITIAL}){{0,2}}[ ]{_CAPITAL}(?:,?[ ](?:Jr|Sr|II|III|IV)\b\.?)?"
_STRONG = (
    r"Mr|Mrs|Ms|Dr|Sgt|Lt|Det|Off|Ofc|Cpl|Insp|Supt|Sergeant|Lieutenant|Detective|Officer|Deputy|Trooper|Inspector"
)
_WEAK = (
    r"Capt|Captain|Cmdr|Commander|Chief|Sheriff|Judge|Justice|Hon|Sen|Senator|Rep|Representative|Gov|Governor|Mayor|"
    r"Director|Secretary|Ambassador|Prof|Professor|Attorney|Special Agent|Agent|Superintendent|Col|Gen|Maj|Major|"
    r"General|Colonel|President|Commissioner|Councilman|Councilwoman|Selectman|Alderman|Counsel|Rev|Sir"
)
_TITLED = re.compile(
    rf"\b(?:(?P<title>(?:{_STRONG})\b\.?)|(?:{_WEAK})\b\.?)[ ](?:(?:{_STRONG}|{_WEAK})\b\.?[ ])?"
    rf"(?:(?P<full>{_FULL})|(?P<surname>{_CAPITAL}))(?![\w@])"
)
_ROLES = (
    r"director|manager|officer|chief|attorney|counsel|spokes(?:man|woman|person)|president|secretary|deputy|analyst|"
    r"administrator|coordinator|commissioner|engineer|clerk|mayor|sergeant|lieutenant|captain|detective|agent|professor|"
    r"editor|reporter|superintendent|investigator|consultant|executive|inspector|adviser|advisor|assistant"
)
_WITH_ROLE = re.compile(
    rf"(?<![\w.])(?P<full>{_FULL}),[ ](?:the[ ]|an?[ ]|our[ ])?(?:[A-Za-z]{{2,20}}[ ]){{0,3}}(?:{_ROLES})\b"
)
_SIGNED = re.compile(
    r"\b(?:Sincerely|Regards|Respectfully|Yours truly|(?:Prepared|Submitted|Approved|Reviewed|Signed|Written|Created|"
    r"Sent|Requested|Reported) by|Attn|Attention)\b[,:]?\s{0,4}"
    rf"(?:(?:{_STRONG}|{_WEAK})\b\.?[ ])?(?P<full>{_FULL})(?![\w@])"
)
_HEADER = re.compile(r"^[ \t>]{0,8}(?:From|To|Cc|Bcc)[ \t]{0,4}:[ \t]{0,60}(?P<names>\S[^\n]{1,2000})", re.I | re.M)
_ADDRESSEE = re.compile(r"[^;<>\[\]()\"]{3,80}")
_NOT_OF_NAMES = re.compile(r"[\d@/:]|mailto", re.I)
_LAST_FIRST = re.compile(
    rf"(?P<last>{_CAPITAL}(?:[ ]{_CAPITAL})?),[ ]{{1,3}}(?P<first>{_CAPITAL}(?:[ ](?:{_CAPITAL}|{_INITIAL})){{0,2}})"
)
_FIRST_LAST = re.compile(_FULL)

_NO_NAMES = """
The This That These Those And For From With Dear Office Department State Police Public Records Request Subject Date Page
Section Chapter Staff General Executive Director Secretary Agent Officer Chief Training Report Attorney Street Avenue
Road County City Town Board Center United States House Senate Committee Affairs Security Counsel Deputy Assistant
Attachment Name Number Unit Division Bureau Original Message Undisclosed Recipients Distribution List Monday Tuesday
Wednesday Thursday Friday Saturday Sunday When What Must Will Calls Said Says
January February March April June July August September October November December
"""
_NEVER = frozenset(_NO_NAMES.split())

_PART = r"[A-Z][A-Za-z0-9&'’.-]{0,30}"
_SUFFIXED = re.compile(
    rf"(?<![\w.&-])(?P<name>{_PART}(?:[ ](?:(?:of|and|for|the|&)[ ])?{_PART}){{0,5}}?,?[ ]"
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|LLP|PLC|GmbH|Foundation|Institute|University|College|"
    r"Department|Bureau|Agency|Authority|Commission|Committee|Council|Association|Hospital|Bank|PD|Task Force|"
    r"Sheriff['’]s Office|Sheriff['’]s Department|Fusion Center|Corporation Counsel))(?![\w-])\.?"
)
_OF_BODY = re.compile(
    r"(?<![\w.&-])(?P<name>(?:Department|Office|Bureau|University|Ministry|Board|Division|Institute|Bank|Town|City|County)"
    r"[ ]of[ ](?:the[ ])?[A-Z][a-z]{2,24}(?:(?:,?[ ]and|[ ]of|[ ]the|[ ]for)?[ ][A-Z][a-z]{2,24}){0,4})(?!\w)"
)
_LEADING = re.compile(
    r"(?:(?:The|A|An|This|That|Our|Your|In|At|By|For|From|To|Of|And|If|When|Dear|Re|All|Certainly|"
    r"[A-Z]{6,30}(?=[ ][A-Z][a-z]))[ ])+"
)
_TRAILING = re.compile(
    r"(?:,?[ ](?:and|of|the|for|Case|Suite|Room|Doc|Date|Page|Form|Report|Phone|Fax|Building|Street))+$"
)
# Words of which a page must hold one for a pattern to match it, as they are written.
_TITLES = frozenset(re.findall("[A-Za-z]+", f"{_STRONG} {_WEAK}"))
_ROLE_NAMES = frozenset(_ROLES.replace("spokes(?:man|woman|person)", "spokesman|spokeswoman|spokesperson").split("|"))
_CLOSING_WORDS = """
Sincerely Regards Respectfully Yours Prepared Submitted Approved Reviewed Signed Written Created Sent Requested Reported
Attn Attention
"""
_CLOSINGS = frozenset(_CLOSING_WORDS.split())
_BODY_WORDS = "Department Office Bureau University Ministry Board Division Institute Bank Town City County"
_BODIES = frozenset(_BODY_WORDS.split())
_SUFFIX_WORDS = """
Inc LLC L Ltd Limited Corp Corporation Company Co LLP PLC GmbH Foundation Institute University College Department Bureau
Agency Authority Commission Committee Council Association Hospital Bank PD Force Office Center Counsel
"""
_SUFFIXES = frozenset(_SUFFIX_WORDS.split())
_NO_FIRST_WORDS = frozenset({"Inc", "Co", "Bank", "The", "Each", "Any", "Every", "Such", "Its", "Their"})


def persons(seen: Glance) -> Iterator[Detection]:
    """People named by a header, a title, a role or a signature; values are without titles, first name first."""
    for header in _HEADER.finditer(seen.text) if seen.has_label(b"from", b"to", b"cc") else ():
        yield from _addressees(header["names"], header.start("names"))
    for match in seen.matches(_TITLED, _TITLES):
        if match["full"]:
            yield from _named(match["full"], match.start("full"))
        elif match["title"] and match["surname"] not in _NEVER:  # "Officer Tarn": the title is all that tells him apart
            value = f"{match['title']} {match['surname']}"
            yield Detection(PERSON, value, match.start(), match.end("surname"))
    roles = _WITH_ROLE.finditer(seen.text) if seen.has_any(_ROLE_NAMES) else ()
    for found in (roles, seen.matches(_SIGNED, _CLOSINGS)):
        for match in found:
            yield from _named(match["full"], match.start("full"))


def _named(name: str, start: int) -> Iterator[Detection]:
    """A full name, unless one of its words says that it is none."""
    if not _NEVER.intersection(re.split(r"[ ,.]+", name)):
        yield Detection(PERSON, name, start, start + len(name))


def _addressees(names: str, start: int) -> Iterator[Detection]:
    """The people of one header line: "Mills, Cheryl D <…>; Dana Whitcomb <…>"."""
    for part in _ADDRESSEE.finditer(names):
        printed = part[0]
        if _NOT_OF_NAMES.search(printed):
            continue
        left = len(printed) - len(printed.lstrip(" ,'\t"))
        at, printed = start + part.start() + left, printed.strip(" ,'\t")
        turned = _LAST_FIRST.fullmatch(printed)
        if turned and not _NEVER.intersection(printed.replace(",", " ").split()):
            yield Detection(PERSON, f"{turned['first']} {turned['last']}", at, at + len(printed))
            continue
        for piece in re.finditer(r"[^,]+", printed):
            name = piece[0].strip()
            if _FIRST_LAST.fullmatch(name):
                yield from _named(name, at + piece.start() + piece[0].index(name))


def organisations(seen: Glance) -> Iterator[Detection]:
    """Bodies named by their legal form or kind: "Harrow Systems Inc", "Department of Public Safety"."""
    text = seen.text
    suffixed = _SUFFIXED.finditer(text) if seen.has_any(_SUFFIXES) else ()
    for found in (seen.matches(_OF_BODY, _BODIES), suffixed):
        for match in found:
            leading = _LEADING.match(match["name"])
            start = match.start("name") + (leading.end() if leading else 0)
            name = _TRAILING.sub("", text[start : match.end("name")])
            if " " in name and name.split()[0] not in _NO_FIRST_WORDS:
                yield Detection(ORGANISATION, name, start, start + len(name))
