"""Where sentences begin and end: by full stops that are no abbreviation's, initial's or number's; never in a quotation.

Time is in proportion to the text. Source of the rules: Unicode Standard Annex 29, sentence boundaries, and the
abbreviations of English newspaper copy; a stop is kept as an end only if what follows can begin a sentence.
"""

import re
from collections.abc import Iterator, Sequence

_END = re.compile(r"(?:[.!?…。！？]|\.{3})[.!?…]*[*_~]{0,3}[\"”’'»›)\]*_]{0,4}(?=\s|$)|[。！？]")
_ABBREVIATIONS = """
mr mrs ms mx dr prof rev hon st sr jr messrs mme mlle lt sgt capt cpt col gen maj cpl pvt pfc adm cmdr ens det insp
supt ofc off dep asst assoc sen rep gov pres amb atty sec treas supt fr br no nos vol vols ch sec secs art arts para
paras par pp pg fig figs ed eds cf vs v viz al op cit id ibid inc ltd corp co cos bros llc plc univ dept dist div est
ext fl ft hwy ave blvd rd ln mt pt sq tel approx appt apt bldg mfg misc e.g i.e eg ie a.m p.m u.s u.k u.n d.c ph.d m.d
b.a m.a ll.m jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
# After these a capital letter may begin a sentence as well as a name: both are looked at.
_MAY_END_WORDS = """
inc ltd corp co cos bros llc plc jr sr etc a.m p.m u.s u.k u.n d.c ph.d m.d est fl ft ave blvd rd ln sq no
"""
_MAY_END = frozenset(_MAY_END_WORDS.split())
_LAST_WORD = re.compile(r"(?:[^\W\d_]|\.(?=[^\W_])|[’'](?=\w)){1,20}\Z")
_STARTERS_WORDS = """
the a an this that these those it its he she they his her their we our you your i in on at by for from with without as
if when while where after before since until once although though because but and so yet or nor then there here now
what who why how which one two some many most all both each every no not under over during between according still
another other only
"""
_STARTERS = frozenset(_STARTERS_WORDS.split())
_FIRST_WORD = re.compile(r"[\s\"“‘'«‹„(\[*_]*([^\W_]+)")
_LOOK_BACK = 24


def sentences(text: str, start: int, end: int, closed: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans without the white space around them, in order.

    Args:
        closed: spans in order, such as quotations, inside of which no sentence ends; one may end with its span.
    """
    first, at = start, 0
    for match in _END.finditer(text, start, end):
        while at < len(closed) and closed[at][1] < match.end():
            at += 1
        inside = at < len(closed) and closed[at][0] < match.start() and match.end() < closed[at][1]
        if inside or match.end() <= first or not _is_end(text, match, end):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _is_end(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends with these marks."""
    following = _FIRST_WORD.match(text, match.end(), min(end, match.end() + 60))
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return "\n" in text[match.end() : following.start(1)]
    if match[0][0] in "…" or match[0].startswith("..."):
        return word[0].isupper()
    if match[0][0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    return before is None or match[0] not in (".", ".)") or not _goes_on(before[0], word)


def _goes_on(before: str, word: str) -> bool:
    """Whether the full stop after a word belongs to it rather than to the sentence."""
    known = before.casefold()
    if len(before) == 1 and before.isalpha() and before.isupper():  # an initial
        return word.casefold() not in _STARTERS and before != "I"
    if "." in known and all(len(part) == 1 for part in known.split(".")):  # U.S., a.m.
        return word.casefold() not in _STARTERS
    if known not in _ABBREVIATED:
        return False
    if known in ("no", "nos", "art", "sec", "ch", "vol", "fig", "para", "pp", "par", "co") and word[0].isdigit():
        return True
    if known == "no" or (word[0].isdigit() and known in _MAY_END):
        return False
    return known not in _MAY_END or word.casefold() not in _STARTERS
