"""Which message another answers where no header says so: the same base subject, and besides it either the other's own
words in the reply's quotation, or the same people soon after.

Quoted words are compared by shingles of five words (Broder, "On the resemblance and containment of documents", 1997).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta

from explorer.analyze.quoted import own_text, quoted_text, voices
from explorer.analyze.subjects import base_subject, is_reply
from explorer.model.conversation import Tie
from explorer.model.letting_go import let_go
from explorer.model.message import MessageFacts

_SHINGLE = 5  # words
_LOOKED_AT = 100_000  # characters of a message
_LEAST = 3  # shingles; fewer words are said by anyone
_CONTAINED = 0.6  # of the other's own shingles
_SHARED_BY = 50  # messages; a shingle of more is a formula and tells nothing
_SOON = timedelta(days=30)
_LOOKED_BACK = 50  # messages of the same subject
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Letter:
    facts: MessageFacts
    moment: datetime  # of year 9999 if it has no date


def ties(letters: Sequence[Letter], free: Collection[int]) -> Iterator[tuple[int, int, Tie]]:
    """For those of the letters (in order of time) that are ``free``: index, that of the one it answers, and why."""
    wanted = set(free)
    groups: dict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(letters):
        subject = base_subject(letter.facts.subject)
        if subject:
            groups[subject].append(at)
    for group in groups.values():
        if len(group) > 1 and not wanted.isdisjoint(group):
            yield from _ties_in(letters, group, wanted)


def _ties_in(
    letters: Sequence[Letter], group: Sequence[int], wanted: Collection[int]
) -> Iterator[tuple[int, int, Tie]]:
    quoted = {at: _shingles(quoted_text(text := _text(letters[at]), voices(text))) for at in group if at in wanted}
    own: dict[int, set[int]] = {}
    if any(quoted.values()):  # else nobody asks what the others wrote themselves
        own = {at: _shingles(own_text(text := _text(letters[at]), voices(text))) for at in group}
    holders: dict[int, list[int]] = defaultdict(list)
    for at, shingles in own.items():
        for shingle in shingles:
            holders[shingle].append(at)
    for place, at in enumerate(group):
        if at not in wanted:
            continue
        above = _quoted_one(letters, at, quoted[at], own, holders)
        if above is not None:
            yield at, above, Tie.QUOTATION
            continue
        above = _same_people(letters, at, group[max(0, place - _LOOKED_BACK) : place])
        if above is not None:
            yield at, above, Tie.PEOPLE
    let_go(holders, own, quoted)


def _text(letter: Letter) -> str:
    return letter.facts.text[:_LOOKED_AT]


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    return {hash(tuple(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)}


def _quoted_one(
    letters: Sequence[Letter],
    at: int,
    quoted: Collection[int],
    own: dict[int, set[int]],
    holders: dict[int, list[int]],
) -> int | None:
    """The latest message, not later than this one, most of whose own words stand in this one's quotation."""
    found: Counter[int] = Counter()
    for shingle in quoted:
        sharing = holders.get(shingle, ())
        if len(sharing) <= _SHARED_BY:
            found.update(sharing)
    fits = [
        other
        for other, count in found.items()
        if other != at
        and len(own[other]) >= _LEAST
        and count >= _CONTAINED * len(own[other])
        and (letters[other].moment <= letters[at].moment or letters[other].moment.year == MAXYEAR)
    ]
    return max(fits, default=None)


def _same_people(letters: Sequence[Letter], at: int, earlier: Sequence[int]) -> int | None:
    """The last of the earlier messages that two of the same people had part in, if this is a dated reply soon after."""
    letter = letters[at]
    if letter.moment.year == MAXYEAR or not is_reply(letter.facts.subject):
        return None
    for other in reversed(earlier):
        if letter.moment - letters[other].moment > _SOON:
            return None
        if len(letter.facts.participants & letters[other].facts.participants) >= 2:
            return other
    return None
