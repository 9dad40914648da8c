"""Which language a page is in. Most pages are plainly English, and their commonest words say so at once; the model that
tells the others apart takes half a second to load, so it is loaded only when a page needs it.

Source: py3langid and the model in its wheel. Nothing is fetched.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LEAST_WORDS = 20  # below this a guess is a coin thrown
_LOOKED_AT = 2_000  # characters
_CLASSIFIED = 600  # of them, where the model must tell: its time is in proportion
_SURE = 0.6  # of the model's probability
_ENGLISH_SHARE = 0.2  # of words; plain English prose has 35 to 50 of a hundred
_PROSE_SHARE = 0.4  # of words that begin with a small letter; German prose has about 60 of a hundred
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP_WORDS = """
the of and to in a is that for it was on with as be by at are this from have or not had but an they which you were their
been has would will there if we when who can no more what all may its than into any she he his her him our them these
your do did my me i so please am re
"""
_ENGLISH = frozenset(_STOP_WORDS.split())
_SCRIPTS = (  # scripts that name their language; tried in this order, since Japanese uses Chinese characters too
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SCRIPT_SHARE = 0.3  # of letters
_SCRIPT_LETTERS = 20


def language(text: str) -> str:
    """The ISO 639-1 code of the language that most of the text is in; empty if it is too short or cannot be told."""
    sample = text[:_LOOKED_AT]
    by_script = _by_script(sample)
    if by_script:
        return by_script
    words = _WORD.findall(sample)
    if len(words) < _LEAST_WORDS:
        return ""
    if sum(map(_ENGLISH.__contains__, map(str.lower, words))) >= _ENGLISH_SHARE * len(words):
        return "en"
    if sum(word[0].islower() for word in words) < _PROSE_SHARE * len(words):
        return ""  # names and headings in a table are in no language that could be told
    code, probability = _identifier().classify(" ".join(words)[:_CLASSIFIED])
    return str(code) if probability >= _SURE and len(code) == 2 else ""


def _by_script(sample: str) -> str:
    """The language whose own script much of the text is in."""
    if sample.isascii():
        return ""
    for code, script in _SCRIPTS:
        found = len(script.findall(sample))
        if found >= _SCRIPT_LETTERS and found >= _SCRIPT_SHARE * sum(map(str.isalpha, sample)):
            return code
    return ""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
