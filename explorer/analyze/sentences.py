"""Where sentences begin and end: by full stops that are no abbreviation's, initial's or number's; never in a quotation.

Time is in proportion to the text. Source of the rules: Unicode Standard Annex 29, sentence boundaries, and the
abbreviations of English newspaper copy; a stop is kept as an end only if what follows can begin a sentence.
"""

import re
from collections.abc import Iterator, Sequence

_END = re.compile(r"(?:[.!?…。！？]|\.{3})[.!?…]*[*_~]{0,3}[\"”’'»›)\]*_]{0,4}(?=\s|$)|[。！？]")
# With a capital letter: what follows is a name or goes on.
_BEFORE_NAMES = """
Mr Mrs Ms Mx Dr Prof Rev Hon St Messrs Mme Mlle Lt Sgt Capt Cpt Col Gen Maj Cpl Pvt Pfc Adm Cmdr Ens Det Insp Supt Ofc
Dep Asst Assoc Sen Rep Gov Amb Atty Treas Fr Br Mt Ft Pt vs v viz eg ie cf al al. e.g i.e approx appt bldg Univ Dept
Gens Cols
"""
# What follows goes on if it holds a digit.
_BEFORE_NUMBERS = """
no nos vol vols ch sec secs art arts para paras par p pp pg fig figs ext tel apt ste jan feb mar apr jun jul aug sept
sep oct nov dec mon tue tues wed thu thur thurs fri sat sun op cl sched app ser ed est ca c div approx sq
"""
# These may stand at a sentence's end as well: it goes on unless what follows begins sentences.
_EITHER = """
inc ltd corp co cos bros llc plc jr sr etc u.s u.k u.n d.c ph.d m.d b.a m.a ll.m a.m p.m fl ft blvd rd ave ln hwy mfg
misc conn mass calif ariz ala ark colo del fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa tenn
tex va vt wash wis wyo jan feb aug sept oct nov dec dist univ dept
"""
_NAMED = frozenset(_BEFORE_NAMES.split())
_NUMBERED = frozenset(_BEFORE_NUMBERS.split())
_MAY_END = frozenset(_EITHER.split())
_LAST_WORD = re.compile(r"(?:[^\W\d_]|\.(?=[^\W_])|[’'](?=\w)){1,20}\Z")
_STARTERS_WORDS = """
the a an this that these those it its he she they his her their we our you your i in on at by for from with without as
if when while where after before since until once although though because but and so yet or nor then there here now
what who why how which one two some many most all both each every no not under over during between according still
another other only
"""
_STARTERS = frozenset(_STARTERS_WORDS.split())
_ITEM = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")  # the number of a list's item
_FIRST_WORD = re.compile(r"[\s\"“‘'«‹„(\[*_§¶]*([^\W_][\w-]*)")
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
        if inside or match.end() <= first or not _is_end(text, match, end) or _is_item(text, first, match, end):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _is_item(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether nothing but a list's number stands before a full stop that more words follow: "2. They left"."""
    before = text[first : match.start()].strip() if match.start() - first < 12 else ""
    return bool(before and _ITEM.fullmatch(before) and text[match.end() : min(end, match.end() + 60)].strip())


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
    starts = word.casefold() in _STARTERS
    if len(before) == 1 and before.isalpha() and before.isupper():  # an initial
        return not starts and before != "I"
    if "." in known and all(len(part) == 1 for part in known.split(".")):  # U.S., a.m., e.g.
        return not starts or before in _NAMED
    if before in _NAMED:
        return True
    if known in _NUMBERED and any(letter.isdigit() for letter in word):
        return True
    return known in _MAY_END and before[0].isupper() and not starts and not word[0].isdigit()
