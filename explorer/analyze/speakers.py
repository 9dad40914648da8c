"""Who says a quotation, as far as its sentence tells: "said Lt. R. Ames", "X wrote", "according to X", "X's note".

A pronoun names nobody, so it gives nothing. English only; every pattern is bounded.
"""

import re

_VERBS = (
    "said|says|wrote|writes|written|told|tells|asked|asks|added|adds|answered|answers|replied|replies|stated|states|testified|"
    "testifies|explained|explains|argued|argues|noted|notes|warned|warns|claimed|claims|insisted|insists|conceded|"
    "acknowledged|recalled|continued|concluded|observed|remarked|responded|announced|declared|admitted|denied|reported|"
    "complained|suggested|texted|tweeted|posted|e-?mailed|shouted|whispered|called|calls|described|begins|began|reads|"
    "goes on|went on|put it|puts it|quotes|quoted"
)
_PAPERS = (
    "note|notes|letter|memo|memorandum|e-?mail|message|statement|answer|report|slide|policy|reply|testimony|order|opinion|"
    "ruling|complaint|brief|post|tweet|text|book|minutes|affidavit|deposition"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")
_WORD = r"[\w’'-]{1,40}"
_DOTTED = r"(?:[A-Z]\.){2,5}"  # U.K.
_UPPER = rf"(?:{_DOTTED}|[A-ZÀ-ÖØ-ÞĀ-Ž](?:{_WORD})?\.?)"
_PARTICLE = r"(?:van|von|de|del|der|den|of|the|la|le)"
_PROPER = rf"(?:(?:van|von|de|del|della|der|den|di)[ ]){{0,2}}{_UPPER}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_UPPER}){{0,6}}"
_OPENING = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Aa]nother)"
_COMMON = rf"{_OPENING}[ ](?:(?:{_DOTTED}|{_WORD})[ ]){{0,3}}?{_WORD}"
_NAMED = rf"(?:[Tt]he[ ](?:{_WORD}[ ]){{0,4}})?{_PROPER}"
_ENDS = r"(?=[,.;:\n]|$|[ ](?:in|on|at|to|of|that)\b)"
_AFTER = re.compile(rf"[ ](?P<who>[Tt]he[ ]{_DOTTED}(?:[ ][a-zà-ÿ]{_WORD}){{1,3}}?{_ENDS}|{_NAMED}|{_COMMON}{_ENDS})")
_ADVERB = r"(?:\w{2,12}ly[ ]|also[ ]|then[ ]|had[ ]|has[ ])"
_BEFORE_PROPER = re.compile(rf"(?P<who>{_PROPER}(?:[ ]and[ ]{_PROPER})?)(?:,[^,“”\"]{{1,60}},)?[ ]{_ADVERB}?$")
_APPOSED = re.compile(rf",[ ](?P<who>{_PROPER}),[ ]{_ADVERB}?$")  # the center's director, Dana Whitcomb, said
_BEFORE_OWNED = re.compile(rf"(?P<who>{_PROPER}(?:['’]s|(?<=s)['’])[ ](?:{_WORD}[ ]){{1,3}})$")  # Ames's lawyer said
_BEFORE_COMMON = re.compile(rf"(?P<who>\b{_OPENING}[ ](?:(?!{_OPENING}[ ])(?:{_DOTTED}|{_WORD})[ ]){{1,5}})$")
_PREPOSITION = re.compile(r"\b(?:of|for|to|in|at|from|with|by|on|about|near)[ ](?:the[ ])?$", re.I)
_ACCORDING = re.compile(rf"[Aa]ccording to[ ](?P<who>{_NAMED}|{_COMMON}(?=[,.;:\n]|$|[ ]\w))")
_OWNS = re.compile(rf"(?P<who>{_PROPER}?|{_COMMON})(?:['’]s|(?<=s)['’])[ ](?:own[ ]|\w{{2,12}}[ ])?(?:{_PAPERS})\b")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "that", "this", "which", "one", "another"})
_LEADING = re.compile(
    r"^(?:(?:And|But|So|Yet|Then|Still|When|While|As|If|Because|Although|After|Before|In|On|At|By|Under|Also|That|There|Later|Earlier|"
    r"Asked)[ ])+"
)
_DETERMINED = re.compile(rf"{_OPENING}[ ][a-zà-ÿ]")  # "The chief", unlike "The Harrow Lake Archive"
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Ltd|Corp|Co))\.$")
_REACH = 200
_SIGNED = re.compile(rf"\s{{0,40}}(?P<sign>(?:[—–―]|--?)[ \t]?(?P<who>{_PROPER})[^\n]{{0,60}})(?=\n|$)")
_ITEM = re.compile(r"[ \t]*-")


def speaker(before: str, after: str) -> str:
    """Who said what stands between two stretches of one sentence; empty if they do not tell."""
    before, after = before[-_REACH:], after[:_REACH]
    for found in (_said(after), _according(after), _said(before, is_last=True), _according(before), _paper(before)):
        if found:
            return found
    return ""


def signature(text: str, start: int, end: int) -> tuple[str, str]:
    """Who signs a quotation below it or behind it, as in "— R. Ames, in a note", and that line; both empty if nobody.

    Args:
        text: the draft's.
        start, end: where the quotation stands, its marks included.
    """
    match = _SIGNED.match(text, end)
    if match is None:
        return "", ""
    if match["sign"].startswith("-") and not match["sign"].startswith("--"):
        begin = text.rfind("\n", 0, start) + 1
        if _ITEM.match(text, begin) or _ITEM.match(text, min(match.end() + 1, len(text))):
            return "", ""  # a list
    return _clean(match["who"]), match["sign"].strip()


def says(words: str) -> bool:
    """Whether words tell that somebody says something."""
    return bool(_VERB.search(words) or _ACCORDING.search(words))


def _said(words: str, *, is_last: bool = False) -> str:
    """The subject of the first verb of saying after a quotation, or of the last one before it."""
    verbs = list(_VERB.finditer(words))
    for verb in reversed(verbs) if is_last else verbs:
        subject = _subject_before(words[: verb.start()])
        if subject is None and (following := _AFTER.match(words, verb.end())):
            subject = _clean(following["who"])
        return subject or ""
    return ""


def _subject_before(words: str) -> str | None:
    """The subject that ends right before a verb: empty for a pronoun, None if none stands there."""
    last = re.search(r"([\w’'-]+)[ ]$", words)
    if last and last[1].casefold() in _PRONOUNS:
        return ""
    match = _BEFORE_PROPER.search(words)
    if match and not _PREPOSITION.search(words[: match.start()]):
        return _clean(match["who"])
    match = _APPOSED.search(words) or _BEFORE_OWNED.search(words) or _BEFORE_COMMON.search(words)
    return _clean(match["who"]) if match else None


def _according(words: str) -> str:
    match = _ACCORDING.search(words)
    return _clean(match["who"]) if match else ""


def _paper(words: str) -> str:
    names = [match["who"] for match in _OWNS.finditer(words)]
    return _clean(names[-1]) if names else ""


def _clean(name: str) -> str:
    name = _LEADING.sub("", name.strip()).strip(" ,;:")
    name = re.sub(r"['’]s$", "", name)
    if not _ABBREVIATED.search(name):
        name = name.rstrip(".")
    name = re.sub(r"^[Tt]he[ ](?=[A-ZÀ-ÖØ-ÞĀ-Ž])", "", name)
    if _DETERMINED.match(name):
        name = name[0].lower() + name[1:]
    return "" if name.casefold() in _PRONOUNS or name.casefold() in ("the", "a", "an") else name
