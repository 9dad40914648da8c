"""Letters as they are drawn: right-to-left words in visual order, Arabic letters joined. The page's text stays logical.

This is not the whole of UAX #9: a line is ordered word by word, which suits running text and single foreign words.
Arabic joining uses the presentation forms (Unicode, chapter 9.2), read from Python's own character tables.
"""

import re
import unicodedata
from functools import cache, lru_cache

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG = re.compile("[A-Za-z\u00aa-\u02b8\u0370-\u08ff\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]*")
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u0660-\u0669]+(?:[.,:/@_\-]+[0-9A-Za-z\u0660-\u0669]+)*")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of the text belongs to a right-to-left script."""
    strong = _STRONG.search(text)
    return bool(strong and RTL.match(strong.group()))


@cache
def _arabic_forms() -> dict[str, list[str | None]]:
    """Each joining letter's isolated, final, initial and medial form."""
    forms: dict[str, list[str | None]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        tag, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        if tag in _FORMS and len(parts) == 1:
            forms.setdefault(chr(int(parts[0], 16)), [None] * 4)[_FORMS[tag]] = chr(code)
    return forms


def _joined(word: str) -> str:
    forms = _arabic_forms()
    letters = [index for index, letter in enumerate(word) if not unicodedata.combining(letter)]
    drawn = list(word)
    previous_joins = False
    for order, index in enumerate(letters):
        own = forms.get(word[index])
        if own is None:
            previous_joins = word[index] == "\u0640"  # the kashida joins both ways
            continue
        following = forms.get(word[letters[order + 1]]) if order + 1 < len(letters) else None
        next_joins = own[2] is not None and following is not None and following[1] is not None
        form = own[(1 if previous_joins else 0) + (2 if next_joins else 0)]
        drawn[index] = form or own[0] or word[index]
        previous_joins = next_joins
    return "".join(drawn)


@lru_cache(8192)
def drawn_form(word: str) -> str:
    """A word with right-to-left letters as a left-to-right string of what is drawn."""
    joined = _joined(word) if _ARABIC.search(word) else word
    turned = "".join(reversed(_CLUSTER.findall(joined))).translate(_MIRROR)
    return _LEFT_TO_RIGHT.sub(lambda run: run.group()[::-1], turned)


def drawn_line(text: str) -> str:
    """A whole line as a left-to-right string of what is drawn."""
    if not RTL.search(text):
        return text
    words = text.split()
    directions = [True if RTL.search(word) else False if any(map(str.isalnum, word)) else None for word in words]
    order = visual_order(directions, base_rtl=reads_right_to_left(text))
    return " ".join(drawn_form(words[index]) if directions[index] else words[index] for index in order)


def visual_order(rtl: list[bool | None], base_rtl: bool) -> list[int]:
    """Indices of a line's words from left to right, given each word's direction (None: neither)."""
    runs: list[tuple[bool, list[int]]] = []
    direction = base_rtl
    for index, own in enumerate(rtl):
        direction = direction if own is None else own
        if runs and runs[-1][0] == direction:
            runs[-1][1].append(index)
        else:
            runs.append((direction, [index]))
    if base_rtl:
        runs.reverse()
    return [index for is_rtl, members in runs for index in (reversed(members) if is_rtl else members)]
