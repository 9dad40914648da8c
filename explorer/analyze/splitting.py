"""Where in a long file another document begins, with a confidence for each place and the reasons.

Each sign speaks for or against a boundary; those that speak for one are joined as independent (noisy or: Pearl,
"Probabilistic Reasoning in Intelligent Systems", 1988, 4.3.2), the strongest that speaks against one scales the result.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from math import prod

from explorer.model.part import Boundary, PageGlimpse

PROPOSED = 0.5  # from this confidence on a boundary is proposed
_TOP = 8  # lines
_BOTTOM = 4
_LINE = 300  # characters
_FEW_WORDS = 14
_COUNTER = re.compile(
    r"\b(?:page|pg\.?|seite|página|pagina|p\.)\s*(\d{1,4})\s*(?:of|/|von|sur|de|di)\s*(\d{1,4})\b", re.IGNORECASE
)
_BARE_COUNTER = re.compile(r"^\s*(\d{1,4})\s*(?:of|/)\s*(\d{1,4})\s*$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*)?(?:page\s+)?(\d{1,4})(?:\s*-)?\s*$", re.IGNORECASE)
_SLIP = re.compile(
    r"\b(?:attachment|exhibit|appendix|annex|enclosure|tab|anlage|annexe|slip ?sheet|withheld|"
    r"produced in native|produced natively|native file|intentionally left blank|document separator)\b",
    re.IGNORECASE,
)
_MEMO = re.compile(
    r"^\s*(?:memorandum|memo|interoffice memorandum|minutes of|press release|invoice|affidavit|subpoena)\b", re.I
)
_LETTER = re.compile(
    r"^\s*(?:dear\s|sehr geehrte|madame|monsieur|to whom it may concern|via (?:e-?mail|fax|certified))", re.I
)
_NUMBERED = re.compile(
    r"\b(doc(?:ument)?|doc ?id|control|record|case|file|invoice|report|incident|serial)"
    r"\s*(?:no\b\.?|number|nbr|#|id)?\s*[:#]?\s*([A-Z]{0,5}-?\d[\w/-]{3,30})",
    re.IGNORECASE,
)
_Sign = tuple[float, str]  # how strongly it speaks, and in words


def boundaries(pages: Sequence[PageGlimpse], least: float = PROPOSED) -> list[Boundary]:
    """The pages after the first on which another document may begin, in order."""
    found = []
    for before, page in itertools.pairwise(pages):
        signs = sorted(_signs(before, page), reverse=True)
        confidence = (1 - prod(1 - weight for weight, _ in signs)) * (1 - _against(before, page))
        if confidence >= least:
            found.append(Boundary(page.ordinal, round(confidence, 2), tuple(words for _, words in signs)))
    return found


def _signs(before: PageGlimpse, page: PageGlimpse) -> Iterator[_Sign]:
    """What speaks for a boundary between two pages."""
    yield from _counted(before, page)
    yield from _stamped(before, page)
    top = _lines(page)[:_TOP]
    if page.message_at is not None and page.text[: page.message_at].count("\n") <= _TOP:
        yield 0.6, "a message begins at the top of the page"
    shown = page.text.split()
    if 0 < len(shown) <= _FEW_WORDS and _SLIP.search(page.text[:_LINE]):
        yield 0.7, "it is a slip sheet"
    if any(_MEMO.match(line) for line in top):
        yield 0.5, "it begins like a memorandum or a form"
    if any(_LETTER.match(line) for line in _lines(page)[: 2 * _TOP]):
        yield 0.5, "it begins like a letter"
    if _changed_numbers(before, page):
        yield 0.75, "the number of the document in the margin is another"
    if before.is_blank:
        yield 0.2, "the page before is blank"
    if abs(before.width - page.width) > 20 or abs(before.height - page.height) > 20:
        yield 0.25, "the paper is of another size"


def _counted(before: PageGlimpse, page: PageGlimpse) -> Iterator[_Sign]:
    was, now = _counter(before), _counter(page)
    if now and now[0] == 1:
        ended = was is not None and was[0] == was[1]
        yield (0.95, "one count of pages ends and another begins") if ended else (0.8, "a count of pages begins")
    elif was and was[0] == was[1] and was[1] > 1:
        yield 0.6, "a count of pages ends on the page before"
    elif not was and not now and (_number(before) or 0) > 1 and _number(page) == 1:
        yield 0.6, "page numbers begin anew"


def _stamped(before: PageGlimpse, page: PageGlimpse) -> Iterator[_Sign]:
    if before.bates_prefix and page.bates_prefix and before.bates_prefix != page.bates_prefix:
        yield 0.85, "the Bates numbers have another prefix"
    elif None not in (before.bates_serial, page.bates_serial) and page.bates_serial != (before.bates_serial or 0) + 1:
        yield 0.5, "the Bates numbers jump"


def _against(before: PageGlimpse, page: PageGlimpse) -> float:
    """How strongly the pages seem to belong together, 0 to 1."""
    was, now = _counter(before), _counter(page)
    if was and now and now[1] == was[1] and now[0] == was[0] + 1:
        return 0.9
    old, new = _numbers(before), _numbers(page)
    shared = {kind for kind in old if old[kind] == new.get(kind)}
    if shared & _OWN and not _changed_numbers(before, page):
        return 0.7
    number, last = _number(page), _number(before)
    if number and last and number == last + 1 and not (was or now):
        return 0.4
    return 0.0


_OWN = frozenset(
    ("doc", "document", "docid", "control", "record", "invoice", "report")
)  # a number of one document alone


def _changed_numbers(before: PageGlimpse, page: PageGlimpse) -> bool:
    old, new = _numbers(before), _numbers(page)
    return any(kind in new and old[kind] != new[kind] for kind in old)


def _numbers(page: PageGlimpse) -> dict[str, str]:
    """Numbers in the margin by what they are said to be."""
    lines = _lines(page)
    found: dict[str, str] = {}
    for line in [*lines[:3], *lines[-3:]]:
        for kind, number in _NUMBERED.findall(line):
            found.setdefault(kind.lower().replace(" ", ""), number)
    return found


def _counter(page: PageGlimpse) -> tuple[int, int] | None:
    """Page 2 of 4, in the page's first or last lines."""
    lines = _lines(page)
    for line in [*lines[-_BOTTOM:], *lines[:_BOTTOM]]:
        match = _COUNTER.search(line) or _BARE_COUNTER.match(line)
        if match and 1 <= int(match[1]) <= int(match[2]):
            return int(match[1]), int(match[2])
    return None


def _number(page: PageGlimpse) -> int | None:
    """A number that stands alone in the first or last lines."""
    lines = _lines(page)
    for line in [*lines[-2:], *lines[:2]]:
        if match := _PAGE_NUMBER.match(line):
            return int(match[1])
    return None


def _lines(page: PageGlimpse) -> list[str]:
    return [line[:_LINE] for line in page.text.split("\n") if line.strip()]
